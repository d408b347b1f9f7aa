import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { afterPopup, beforePopup } from '../../internal/popup.js';
import { safeText } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { facetsEn } from '../../locales/en/facets.js';
import { foldCase } from '../../model/fold.js';
import type { Facet } from '../../model/index.js';
import { fieldOfPath } from '../../query-lang/field-name.js';
import { failureMessage, failureTitle } from '../event-log/failure-text.js';
import { DataElement, EventSearchRequestEvent } from '../event-provider/index.js';
import { styles } from './event-facets.styles.js';
import { fieldLabel, isMachineField, valueLabel } from './facet-text.js';
import { FacetsController } from './facets-controller.js';
import type * as FiltersModule from './filters.js';
import type { Chosen, FacetValue } from './filters.js';

type Filters = typeof FiltersModule;

const DEFAULT_FIELDS: readonly string[] = ['user.username', 'app', 'context.geo.country'];
/** Values of a field before the rest is asked for. */
const SHOWN = 7;
/** Rows of an opened field; a reader searches for what is further down. */
const SHOWN_OPEN = 100;
const NOTHING_CHOSEN: Chosen = { included: [], excluded: [] };

/** What tells the values of a field apart: 1 is not "1", and nothing there is not null. */
function keyOf(value: FacetValue): string {
  return `${typeof value} ${String(value)}`;
}

/** One line of a field. */
interface Row {
  value: FacetValue;
  /** Null where it is not known: a value that the search names, and that is not among the most frequent. */
  count: number | null;
  state: 'in' | 'out' | 'idle';
}

/**
 * The most frequent values of some fields, with how many events have each. A press keeps the events with a value, or leaves
 * them out; both are written into the search, and what the search says is shown here.
 *
 * @tagname event-facets
 * @status experimental
 * @since 0.2.0
 *
 * @csspart facet - One field: its name, and its values.
 * @csspart value - One value.
 * @csspart panel - With `fold`, what the button opens.
 * @fires {EventSearchRequestEvent} event-search-request - A reader kept or left out a value. Cancelable.
 */
export class EventFacets extends DataElement {
  /** @internal */ static readonly tag = 'event-facets';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, facetsEn, () => this.provider.state.locale);
  readonly #facets = new FacetsController(this);
  #filters: Filters | null = null;
  /** Where the focus is in each field: `row button`. One stop for Tab a field. */
  readonly #stops = new Map<string, string>();

  @query('#panel') private readonly panel!: HTMLElement | null;
  @state() private open: string | null = null;
  @state() private needle = '';

  /** Fields by their path in an event, as `["user.username", "context.geo.country"]`; as an attribute, with spaces between. */
  @property({ converter: { fromAttribute: text => text?.split(/[\s,]+/).filter(Boolean) ?? DEFAULT_FIELDS } })
  fields: readonly string[] = DEFAULT_FIELDS;

  /** Name of the whole for assistive technology. */
  @property() label = '';

  /** Shows one button that opens the values, for narrow pages. */
  @property({ type: Boolean, reflect: true }) fold = false;

  /** Puts the focus on the first value, or on the button that opens them. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>(this.fold ? '.fold' : '[tabindex="0"]')?.focus(options);
  }

  // --- What a reader does ---

  /** The language of queries is large, and nothing is drawn with it. */
  async #load(): Promise<Filters> {
    this.#filters ??= await import('./filters.js');
    return this.#filters;
  }

  #toggle(field: string, operator: '=' | '!=', value: FacetValue): void {
    const name = fieldOfPath(field.split('.'));
    if (name === null) return;
    void this.#load().then(({ toggled }) => {
      const { search } = this.provider.state.view;
      const next = toggled(search, name, operator, value);
      if (next !== search) this.provider.request(new EventSearchRequestEvent(next));
    });
  }

  #toggleOpen(field: string): void {
    this.open = this.open === field ? null : field;
    this.needle = '';
  }

  /** Arrows move inside a field, along a value and from value to value. */
  #onKeydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const list = event.currentTarget as HTMLElement;
    const button = (event.target as Element).closest<HTMLElement>('[data-stop]');
    const rows = [...list.querySelectorAll<HTMLElement>('.fv:has([data-stop])')];
    const row = button?.closest<HTMLElement>('.fv');
    if (!button || !row) return;
    const at = rows.indexOf(row);
    const buttons = [...row.querySelectorAll<HTMLElement>('[data-stop]')];
    const along = buttons.indexOf(button);
    const forward = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const go = (target: HTMLElement | undefined, column: number): void => {
      const stops = target?.querySelectorAll<HTMLElement>('[data-stop]');
      stops?.[Math.min(column, stops.length - 1)]?.focus();
    };
    if (event.key === 'ArrowDown') go(rows[at + 1], along);
    else if (event.key === 'ArrowUp') go(rows[at - 1], along);
    else if (event.key === 'Home') go(rows[0], 0);
    else if (event.key === 'End') go(rows.at(-1), 0);
    else if (event.key === forward) go(row, along + 1);
    else if (event.key === backward) go(row, Math.max(0, along - 1));
    else if (event.key === '-' || event.key === 'Delete') row.querySelector<HTMLElement>('[data-stop="out"]')?.click();
    else return;
    event.preventDefault();
  }

  #onFocus(event: FocusEvent, field: string): void {
    const button = (event.target as Element).closest<HTMLElement>('[data-stop]');
    const row = button?.closest<HTMLElement>('.fv');
    if (!button || !row) return;
    this.#stops.set(field, `${row.dataset['key']} ${button.dataset['stop']}`);
    this.requestUpdate();
  }

  // --- Drawing ---

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { client, view, revision } = this.provider.state;
    const { search, range } = view;
    const fields = [...new Set(this.#fieldList)];
    this.#facets.settle({ client, search, range, revision, fields, open: this.open });
    if (search !== '' && !this.#filters) void this.#load().then(() => this.requestUpdate());
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    // A style attribute would break a strict Content Security Policy; a property set by a script does not.
    for (const row of this.renderRoot.querySelectorAll<HTMLElement>('.fv[data-share]')) {
      row.style.setProperty('--_share', row.dataset['share']!);
    }
  }

  get #fieldList(): readonly string[] {
    const fields: readonly unknown[] = Array.isArray(this.fields) ? this.fields : [];
    return fields.filter(field => typeof field === 'string').filter(field => field !== '');
  }

  #chosen(field: string): Chosen {
    const name = fieldOfPath(field.split('.'));
    const { search } = this.provider.state.view;
    if (name === null || !this.#filters || !search.includes(name)) return NOTHING_CHOSEN;
    return this.#filters.chosenIn(search, name);
  }

  /** The values to show: what is chosen first, so that it is in sight, then the most frequent. */
  #rows(field: string, facet: Facet, chosen: Chosen): Row[] {
    const counts = new Map(facet.values.map(({ value, count }) => [keyOf(value), count]));
    counts.set(keyOf(undefined), facet.missing);
    const isIn = new Set(chosen.included.map(keyOf));
    const isOut = new Set(chosen.excluded.map(keyOf));
    const rowOf = (value: FacetValue): Row => {
      const key = keyOf(value);
      const state = isIn.has(key) ? 'in' : isOut.has(key) ? 'out' : 'idle';
      return { value, count: counts.get(key) ?? null, state };
    };
    const nothing = rowOf(undefined);
    const last = facet.missing > 0 || nothing.state !== 'idle' ? [nothing] : [];
    const all = facet.values.map(({ value }) => rowOf(value));
    const unlisted = [...chosen.included, ...chosen.excluded].filter(value => !counts.has(keyOf(value))).map(rowOf);
    if (this.open === field) {
      const needle = foldCase(this.needle.trim());
      const matches = ({ value }: Row): boolean =>
        needle === '' ||
        foldCase(valueLabel(field, value, this.#localize)).includes(needle) ||
        foldCase(String(value)).includes(needle);
      return [...[...unlisted, ...all].filter(matches).slice(0, SHOWN_OPEN), ...(needle === '' ? last : [])];
    }
    const first = all.slice(0, SHOWN);
    const further = all.slice(SHOWN).filter(({ state }) => state !== 'idle');
    return [...first, ...further, ...unlisted, ...last];
  }

  #renderRow(field: string, row: Row, most: number, isStop: (key: string, stop: string) => boolean): TemplateResult {
    const t = this.#localize;
    const { value, count, state } = row;
    const key = keyOf(value);
    const isNone = value === null || value === undefined;
    const label = valueLabel(field, value, t);
    const out = state === 'out';
    const canFilter = fieldOfPath(field.split('.')) !== null;
    const name = out ? t.text('facetsValueOut', label) : count === null ? label : t.text('facetsValue', label, count);
    const figure = out ? t.text('facetsLeftOut') : count === null ? '' : t.text('number', count);
    const action = (stop: 'in' | 'out', operator: '=' | '!=', text: string): TemplateResult =>
      html`<button
        type="button"
        class="icon-btn"
        data-stop=${stop}
        tabindex=${isStop(key, stop) ? 0 : -1}
        aria-pressed=${state === stop}
        aria-label=${text}
        title=${text}
        @click=${() => this.#toggle(field, operator, value)}
      >
        ${icon(operator === '=' ? 'plus' : 'minus', { small: true })}
      </button>`;
    const classes = {
      lbl: true,
      cut: true,
      mono: isMachineField(field) && !isNone,
      tail: field === 'app' && !isNone,
      none: isNone,
    };
    const text = html`<bdi>${label}</bdi>`;
    return html`<li
      part="value"
      class=${classMap({ fv: true, 'is-in': state === 'in', 'is-out': out })}
      data-key=${key}
      data-share=${count === null || most === 0 ? 0 : count / most}
    >
      ${
        canFilter
          ? html`<button
              type="button"
              class=${classMap(classes)}
              data-stop="label"
              tabindex=${isStop(key, 'label') ? 0 : -1}
              aria-pressed=${state === 'in'}
              aria-label=${name}
              title=${label}
              @click=${() => this.#toggle(field, out ? '!=' : '=', value)}
            >
              ${text}
            </button>`
          : html`<span class=${classMap(classes)} title=${label}>${text}</span>`
      }
      <span class="num" aria-hidden=${canFilter}>${figure}</span>
      ${
        canFilter
          ? html`<span class="acts"
              >${action('in', '=', t.text('facetsOnly', label))}${action('out', '!=', t.text('facetsLeaveOut', label))}</span
            >`
          : nothing
      }
    </li>`;
  }

  /** Events that cannot be asked for by a value; they count all the same. */
  #renderObjects(count: number, most: number): unknown {
    if (count === 0) return nothing;
    return html`<li part="value" class="fv" data-share=${most === 0 ? 0 : count / most}>
      <span class="lbl cut none">${this.#localize.text('facetsObjects')}</span
      ><span class="num">${this.#localize.text('number', count)}</span>
    </li>`;
  }

  #renderFacet(field: string): TemplateResult {
    const t = this.#localize;
    const facet = this.#facets.value?.fields.get(field);
    const chosen = this.#chosen(field);
    const label = fieldLabel(field, t);
    const chosenCount = chosen.included.length + chosen.excluded.length;
    const note = !facet
      ? nothing
      : chosenCount > 0
        ? t.text('facetsChosen', chosenCount, Math.max(facet.distinct, chosenCount))
        : t.text('facetsValues', facet.distinct);
    return html`<section part="facet" class="facet" aria-label=${label}>
      <div class="facet-head">
        <h3 class="cut">${label}</h3>
        <span class="faint">${note}</span>
      </div>
      ${facet ? this.#renderValues(field, label, facet, chosen) : this.#renderSkeleton()}
    </section>`;
  }

  /** As high as a field with more values than are shown: what stands below stays where it is. */
  #renderSkeleton(): TemplateResult {
    return html`<div class="skeleton" aria-hidden="true">
      ${Array.from({ length: SHOWN }, () => html`<div class="fv"><span class="sk"></span></div>`)}
      <div class="more"></div>
    </div>`;
  }

  #renderValues(field: string, label: string, facet: Facet, chosen: Chosen): TemplateResult {
    const t = this.#localize;
    const isOpen = this.open === field;
    const rows = this.#rows(field, facet, chosen);
    const most = Math.max(facet.missing, facet.objects, ...facet.values.slice(0, 1).map(({ count }) => count));
    const stop = this.#stops.get(field);
    const known = rows.some(({ value }) => stop?.startsWith(`${keyOf(value)} `));
    const first = rows[0] && `${keyOf(rows[0].value)} label`;
    const isStop = (key: string, name: string): boolean => `${key} ${name}` === (known ? stop : first);
    const more = facet.distinct - Math.min(facet.distinct, SHOWN);
    const hasRest = isOpen && this.needle === '' && facet.other > 0;
    return html`${isOpen ? this.#renderSearch(label) : nothing}
      <ul
        aria-label=${label}
        @keydown=${(event: KeyboardEvent) => this.#onKeydown(event)}
        @focusin=${(event: FocusEvent) => this.#onFocus(event, field)}
      >
        ${repeat(
          rows,
          ({ value }) => keyOf(value),
          row => this.#renderRow(field, row, most, isStop),
        )}
        ${this.needle === '' || !isOpen ? this.#renderObjects(facet.objects, most) : nothing}
      </ul>
      ${
        rows.length === 0 && (isOpen ? this.needle !== '' : facet.objects === 0)
          ? html`<p class="faint small">${t.text(isOpen && this.needle !== '' ? 'facetsNoMatch' : 'facetsNone')}</p>`
          : nothing
      }
      ${hasRest ? html`<p class="faint small">${t.text('facetsRest', facet.other)}</p>` : nothing}
      ${
        more > 0 || isOpen
          ? html`<button
              type="button"
              class="link small"
              aria-expanded=${isOpen}
              @click=${() => this.#toggleOpen(field)}
            >
              ${isOpen ? t.text('facetsFewer') : t.text('facetsMore', more)}
            </button>`
          : nothing
      }`;
  }

  #renderSearch(label: string): TemplateResult {
    const t = this.#localize;
    return html`<div class="find">
      ${icon('search', { small: true })}
      <input
        type="search"
        autocomplete="off"
        spellcheck="false"
        placeholder=${t.text('facetsSearchHint')}
        aria-label=${t.text('facetsSearch', label)}
        .value=${this.needle}
        @input=${(event: Event) => (this.needle = (event.target as HTMLInputElement).value)}
      />
    </div>`;
  }

  #renderNotes(): unknown {
    const t = this.#localize;
    const { value, error } = this.#facets;
    if (error !== null) {
      const retry = (): void => this.#facets.retry();
      if (value) {
        return html`<div class="note failed">
          <span role="alert">${safeText(failureMessage(error))} ${t.text('facetsStale')}</span>
          <button type="button" class="link" @click=${retry}>${t.text('retry')}</button>
        </div>`;
      }
      return html`<div class="blank">
        ${icon('alert', { class: 'sev-alert' })}
        <div role="alert">
          <b>${failureTitle(error, t)}</b>
          <p class="muted">${safeText(failureMessage(error))}</p>
        </div>
        <button type="button" class="btn small" @click=${retry}>${icon('refresh')} ${t.text('retry')}</button>
      </div>`;
    }
    if (!value || value.exact) return nothing;
    return html`<p class="note">${t.text('countedOf', value.covered, value.total)}.</p>`;
  }

  #renderAll(): TemplateResult {
    const t = this.#localize;
    if (!this.provider.state.client) return html`<p class="faint">${t.text('facetsNoSource')}</p>`;
    const { value, error, isPending, isLate } = this.#facets;
    const isWaiting = value === null && error !== null;
    return html`${this.#renderNotes()}
      <div class=${classMap({ facets: true, late: isLate && value !== null })} aria-busy=${isPending}>
        ${isWaiting ? nothing : this.#fieldList.map(field => this.#renderFacet(field))}
      </div>
      ${isLate && value === null ? html`<p class="sr" role="status">${t.text('facetsLoading')}</p>` : nothing}`;
  }

  protected override render(): TemplateResult {
    const t = this.#localize;
    const name = this.label || t.text('facetsLabel');
    if (!this.fold) return html`<div class="area" role="group" aria-label=${name}>${this.#renderAll()}</div>`;
    const chosen = this.#fieldList.reduce((sum, field) => {
      const { included, excluded } = this.#chosen(field);
      return sum + included.length + excluded.length;
    }, 0);
    const fields = new Intl.ListFormat(t.locale, { type: 'disjunction' }).format(
      this.#fieldList.map(field => fieldLabel(field, t).toLocaleLowerCase(t.locale)),
    );
    return html`<div class="area">
      <button
        type="button"
        class="btn fold"
        popovertarget="panel"
        aria-expanded=${this.panel?.matches(':popover-open') ?? false}
      >
        ${icon('rows')} <span class="cut">${t.text('facetsFoldOf', fields)}</span>
        ${chosen > 0 ? html`<span class="tag">${t.text('facetsFiltered', chosen)}</span>` : nothing}
      </button>
      <div
        part="panel"
        id="panel"
        class="panel"
        popover="auto"
        role="dialog"
        aria-label=${name}
        @beforetoggle=${beforePopup}
        @toggle=${afterPopup}
      >
        ${this.#renderAll()}
      </div>
    </div>`;
  }
}
