import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { keyed } from 'lit/directives/keyed.js';
import { CopyController } from '../../internal/copy-controller.js';
import { formatExact, isTime, untilRelativeChanges, type FormatOptions } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import { Localize } from '../../internal/localize.js';
import { capText, hasHidden, plainText, safeParts, safeText, textOf } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { warnOnce } from '../../internal/warn-once.js';
import {
  actionInfo,
  actorOf,
  createdMs,
  getPath,
  stringifyJson,
  summaryParts,
  type EventRecord,
  type SummaryPart,
} from '../../model/index.js';
import { DataElement } from '../event-provider/index.js';
import type { EventJsonTreeCopyEvent } from '../event-json-tree/index.js';
import { EventDetailCopyEvent, type EventDetailCopyDetail } from './event-detail.events.js';
import { styles } from './event-detail.styles.js';
import { factsOf, placeText, type Fact } from './facts.js';
import { RawView } from './raw-view.js';
import { RecordController, type RecordState } from './record-controller.js';

/** The views of the whole event, in the order of their tabs. */
const VIEWS = ['json', 'raw'] as const;
/** A view of the whole event. */
export type DetailView = (typeof VIEWS)[number];

/** UTF-16 units of a fact shown at first, added each time, and at most: the rest is in the views of the whole event. */
const FACT_FIRST = 200;
const FACT_STEP = 10_000;
const FACT_MAX = 100_000;
/** Relative times older than this change too seldom to wait for. */
const TICK_MAX_MS = 3_600_000;

/**
 * All there is about one event: a sentence of who did what, from where and when; the facts; and the whole record as a
 * tree and as raw JSON.
 *
 * It shows `record`; without one the event of `event-id`, else the one selected in the provider around it, which it
 * gets from the provider, or from its own `src`, `events` or `client`.
 *
 * @tagname event-detail
 * @status experimental
 * @since 0.1.0
 *
 * @slot actions - Buttons of the page's own, after those of the element.
 * @slot empty - Shown instead of the hint while no event is chosen.
 * @csspart sentence - The sentence at the head.
 * @csspart facts - The list of facts.
 * @csspart views - The views of the whole event, with their tabs.
 * @cssprop [--event-detail-view-max-height=36rem] - Height at which the tree and the raw JSON begin to scroll.
 * @fires {EventDetailCopyEvent} event-detail-copy - A reader copied the event, a fact, a value or a path.
 */
export class EventDetail extends DataElement {
  /** @internal */ static readonly tag = 'event-detail';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, () => this.provider.state.locale);
  readonly #copy = new CopyController(this, this.#localize);
  readonly #record = new RecordController(this);
  readonly #raw = new RawView(this, this.#localize);
  #tickTimer: ReturnType<typeof setTimeout> | undefined;
  /** How much is shown of facts that a reader wanted more of. */
  readonly #shown = new Map<string, number>();

  /** The event to show. Wins over `event-id` and over what is selected in a provider. It is never changed. */
  @property({ attribute: false }) record: EventRecord | null = null;

  /** Id of the event to show (its `pk`). */
  @property({ attribute: 'event-id' }) eventId = '';

  /** The view of the whole event that is open: `json` or `raw`. Changes when a reader chooses the other. */
  @property() view: DetailView = 'json';

  /** Level of the heading that the sentence is, for the outline of the page. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#tickTimer);
  }

  /** Loads the event again. Does nothing where `record` is given. */
  reload(): void {
    this.#record.reload();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!VIEWS.includes(this.view)) {
      warnOnce('detail-view', `"view" is one of ${VIEWS.join(', ')}; "json" is used.`);
      this.view = 'json';
    }
    if (!this.isConnected) return; // nothing is asked for by what is not on the page
    const before = this.#record.key;
    const { client, view, revision } = this.provider.state;
    this.#record.settle({ record: this.record, id: this.eventId || view.selected, client, revision });
    if (this.#record.key !== before) this.#shown.clear();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#tick();
  }

  /** Draws again when the relative times read differently. */
  #tick(): void {
    clearTimeout(this.#tickTimer);
    const { state } = this.#record;
    if (state.status !== 'ready' || !this.isConnected) return;
    const ms = createdMs(state.record);
    const wait = isTime(ms) ? untilRelativeChanges(ms, Date.now()) : Infinity;
    if (wait <= TICK_MAX_MS) this.#tickTimer = setTimeout(() => this.requestUpdate(), wait);
  }

  #handleTabKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = VIEWS.indexOf(this.view);
    const forward = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const keys: Record<string, number> = { [forward]: at + 1, [back]: at - 1, Home: 0, End: VIEWS.length - 1 };
    const to = keys[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.view = VIEWS[(to + VIEWS.length) % VIEWS.length]!;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus(),
    );
  }

  async #copyJson(record: EventRecord): Promise<void> {
    const ok = await this.#copy.copy(stringifyJson(record, 2), 'json', this.#localize.text('detailJsonCopied'));
    this.#tellCopied({ what: 'json', ok });
  }

  async #copyFact(fact: Fact): Promise<void> {
    const text = textOf(fact.copy ?? fact.value);
    const ok = await this.#copy.copy(text, fact.id, this.#localize.text('detailFactCopied', fact.label));
    this.#tellCopied({ what: 'fact', fact: fact.id, ok });
  }

  #tellCopied(detail: EventDetailCopyDetail): void {
    const event = new EventDetailCopyEvent(detail);
    this.dispatchEvent(event);
  }

  #format(): FormatOptions {
    return { locale: this.#localize.locale, timeZone: this.provider.state.timeZone || undefined };
  }

  protected override render(): TemplateResult {
    return html`<div class="detail">${this.#renderState(this.#record.state)}</div>`;
  }

  #renderState(state: RecordState): TemplateResult {
    switch (state.status) {
      case 'ready':
        return this.#renderRecord(state.record);
      case 'waiting':
      case 'loading':
        return this.#renderLoading(state.status);
      case 'failed':
        return this.#renderFailed(state.error);
      case 'missing':
        return this.#renderBlank('search', 'detailMissing', 'detailMissingHint');
      case 'none':
        return html`<slot name="empty">${this.#renderBlank('rows', 'detailNone', 'detailNoneHint')}</slot>`;
    }
  }

  #renderBlank(
    name: string,
    title: 'detailMissing' | 'detailNone',
    hint: 'detailMissingHint' | 'detailNoneHint',
  ): TemplateResult {
    return html`<div class="blank">
      ${icon(name)} ${this.#heading(this.#localize.text(title), 'blank-title')}
      <p class="muted">${this.#localize.text(hint)}</p>
    </div>`;
  }

  #renderFailed(error: unknown): TemplateResult {
    const said = error instanceof Error ? error.message : error;
    return html`<div class="blank">
      ${icon('alert', { class: 'sev-alert' })} ${this.#heading(this.#localize.text('detailFailed'), 'blank-title')}
      <p class="muted" role="alert">${safeText(said, { max: 500 })}</p>
      <button type="button" class="btn" @click=${() => this.reload()}>
        ${icon('refresh')} ${this.#localize.text('retry')}
      </button>
    </div>`;
  }

  #renderLoading(status: 'waiting' | 'loading'): TemplateResult {
    const line = html`<span class="sk"></span>`;
    return html`<div class="skeleton ${status}" aria-busy="true">
      <p class="sr" role="status">${status === 'loading' ? this.#localize.text('detailLoading') : nothing}</p>
      <div class="sentence">${line}</div>
      <div class="body">
        <div>${Array.from({ length: 8 }, () => line)}</div>
        <div>${Array.from({ length: 5 }, () => line)}</div>
      </div>
    </div>`;
  }

  #heading(content: unknown, name: string): TemplateResult {
    const level = Math.min(Math.max(Math.trunc(this.headingLevel) || 2, 1), 6);
    return html`<p class=${name} part=${name === 'sentence' ? name : nothing} role="heading" aria-level=${level}>
      ${content}
    </p>`;
  }

  #renderRecord(record: EventRecord): TemplateResult {
    const t = this.#localize;
    return html`<div class="head">
        ${this.#heading(this.#renderSentence(record), 'sentence')}
        <div class="bar wrap">
          <button type="button" class="btn small" @click=${() => this.#copyJson(record)}>
            ${this.#copy.icon('json')} ${t.text('detailCopyJson')}
          </button>
          <slot name="actions"></slot>
        </div>
      </div>
      ${this.#copy.render()}
      <div class="body">
        <dl class="facts" part="facts">${this.#facts(record).map(fact => this.#renderFact(fact, record))}</dl>
        <div class="views" part="views">
          <div
            class="tabs"
            role="tablist"
            aria-label=${t.text('detailViews')}
            @keydown=${(event: KeyboardEvent) => this.#handleTabKey(event)}
          >
            ${VIEWS.map(view => this.#renderTab(view))}
          </div>
          ${VIEWS.map(view => this.#renderPanel(view, record))}
        </div>
      </div>`;
  }

  #renderSentence(record: EventRecord): TemplateResult[] {
    const t = this.#localize;
    const actor = actorOf(record);
    const who = t.text('who', actor?.name ?? null, actor?.onBehalfOf ?? null);
    const ms = createdMs(record);
    const exact = formatExact(ms, this.#format());
    const time: SummaryPart = { text: exact || t.text('detailNoTime'), kind: 'object' };
    const parts = [
      ...summaryParts(record, { messages: t.text('headline', who) }),
      ...t.text('headlineEnd', placeText(record, t.locale), time),
    ];
    return parts.map(part => {
      if (part === time) {
        const title = plainText(getPath(record, 'created'), 100);
        return exact
          ? html`<time datetime=${new Date(ms).toISOString()} title=${title}>${exact}</time>`
          : html`<span title=${title}>${part.text}</span>`;
      }
      const text = safeParts(part.text);
      if (part.kind === 'object') return html`<b><bdi>${text}</bdi></b>`;
      return part.kind === 'code' ? html`<bdi class="mono">${text}</bdi>` : html`${text}`;
    });
  }

  #facts(record: EventRecord): Fact[] {
    return factsOf(record, { ...this.#format(), texts: this.#localize.texts, now: Date.now() });
  }

  #renderFact(fact: Fact, record: EventRecord): TemplateResult {
    const label = this.#localize.text('detailCopyFact', fact.label);
    return html`<div>
      <dt>${fact.label}</dt>
      <dd>
        ${fact.id === 'action' ? this.#renderMark(record) : nothing}${
          fact.severity
            ? html`<span class="tag sev-${fact.severity}">${icon(fact.severity, { small: true })} ${fact.value}</span>`
            : this.#renderValue(fact)
        }${
          fact.note
            ? html` ${safeText(fact.note, { class: `faint ${fact.noteKind === 'time' ? 'nw' : (fact.noteKind ?? '')}`.trim(), max: 200 })}`
            : nothing
        }
        <button
          type="button"
          class=${classMap({ 'icon-btn': true, copy: true, done: this.#copy.isDone(fact.id) })}
          aria-label=${label}
          title=${label}
          @click=${() => this.#copyFact(fact)}
        >
          ${this.#copy.icon(fact.id)}
        </button>
      </dd>
    </div>`;
  }

  #renderMark(record: EventRecord): TemplateResult {
    const info = actionInfo(getPath(record, 'action'), record);
    // A blank and not a margin: it keeps between icon and text in whichever direction the text runs.
    return html`<span class="mark" data-group=${info.group}>${icon(info.icon)}</span>  `;
  }

  #renderValue({ id, value, short, mono }: Fact): TemplateResult {
    const t = this.#localize;
    const wanted = this.#shown.get(id);
    const limit = wanted ?? FACT_FIRST;
    const whole = wanted === undefined ? (short ?? value) : value;
    const cut = whole.length > limit;
    const text = safeText(cut ? capText(whole, limit) : whole, {
      max: FACT_MAX,
      multiline: wanted !== undefined,
      class: `${mono ? 'mono' : ''}${wanted === undefined ? '' : ' long'}`.trim(),
    });
    const more = short !== undefined && wanted === undefined ? true : cut && limit < FACT_MAX;
    return html`${id === 'request' && !cut && !hasHidden(whole) ? breakable(whole) : text}${cut ? html`<span class="faint">… ${t.text('characters', value.length)}</span>` : nothing}${
      more
        ? html` <button type="button" class="link" @click=${() => this.#showMore(id)}>${t.text('showMore')}</button>`
        : nothing
    }${
      hasHidden(value)
        ? html` <span class="tag sev-warning">${icon('warning', { small: true })} ${t.text('hiddenCharacters')}</span>`
        : nothing
    }`;
  }

  #showMore(id: string): void {
    const shown = this.#shown.get(id);
    this.#shown.set(id, shown === undefined ? FACT_STEP : Math.min(shown + FACT_STEP, FACT_MAX));
    this.requestUpdate();
  }

  #renderTab(view: DetailView): TemplateResult {
    const chosen = view === this.view;
    const label = this.#localize.text(view === 'json' ? 'detailJson' : 'detailRaw');
    return html`<button
      type="button"
      class="tab"
      role="tab"
      id="tab-${view}"
      data-label=${label}
      aria-controls="panel-${view}"
      aria-selected=${chosen}
      tabindex=${chosen ? 0 : -1}
      @click=${() => (this.view = view)}
    >
      <span>${label}</span>
    </button>`;
  }

  #renderPanel(view: DetailView, record: EventRecord): TemplateResult {
    const chosen = view === this.view;
    return html`<div role="tabpanel" id="panel-${view}" aria-labelledby="tab-${view}" ?hidden=${!chosen}>
      ${view === 'json' ? this.#renderTree(record) : chosen ? this.#raw.render(record) : nothing}
    </div>`;
  }

  #renderTree(record: EventRecord): unknown {
    // A newer state of the same event keeps what is open in the tree; another event begins anew.
    return keyed(
      this.#record.key,
      html`<event-json-tree
        .value=${record}
        locale=${this.#localize.locale}
        @event-json-tree-copy=${(event: EventJsonTreeCopyEvent) => this.#tellCopied(event.detail)}
      ></event-json-tree>`,
    );
  }
}

/** A path that may break after its slashes, and rather there than anywhere. */
function breakable(path: string): TemplateResult {
  return html`<bdi class="mono">${path.split(/(?<=\/)/).map(part => html`${part}<wbr />`)}</bdi>`;
}
