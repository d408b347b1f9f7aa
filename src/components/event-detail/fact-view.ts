import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { maskedIn } from '../../client/masking/masker.js';
import type { MaskedValue } from '../../client/index.js';
import type { CopyController } from '../../internal/copy-controller.js';
import { filterButtons, filterValue, type FilterOperator, type FilterValue } from '../../internal/filter-actions.js';
import { icon } from '../../internal/icons.js';
import type { DetailTexts } from '../../locales/en/detail.js';
import { capText, hasHidden, safeText } from '../../internal/text.js';
import { textWarnings, visibleLink } from '../../internal/visible-text.js';
import { formatPath, getPath } from '../../model/path.js';
import type { EventRecord } from '../../model/index.js';
import type { Fact } from './facts.js';

/** UTF-16 units of a fact shown at first, added each time, and at most: the rest is in the views of the whole event. */
const FACT_FIRST = 200;
const FACT_STEP = 10_000;
const FACT_MAX = 100_000;

/** What a reader can do with a fact. */
export interface FactActions {
  copy: (fact: Fact) => void;
  reveal: (path: string) => void;
  /** Absent where there is no view that a filter could change. */
  filter?: ((filter: FilterValue, operator: FilterOperator) => void) | undefined;
}

/** Facts as rows of a description list: any value, of which a reader can have more, copy it, filter by it, and lift its mask. */
export class FactView {
  readonly #host: ReactiveControllerHost;
  readonly #localize: DetailTexts;
  readonly #copy: CopyController;
  /** How much is shown of facts that a reader wanted more of. */
  readonly #shown = new Map<string, number>();

  constructor(host: ReactiveControllerHost, localize: DetailTexts, copy: CopyController) {
    this.#host = host;
    this.#localize = localize;
    this.#copy = copy;
  }

  /** Begins anew, for another event. */
  reset(): void {
    this.#shown.clear();
  }

  /** @param mark goes before the value */
  render(fact: Fact, record: EventRecord, actions: FactActions, mark: unknown = nothing): TemplateResult {
    const masked = maskOf(fact, record);
    return html`<div>
      <dt>${fact.labelMono ? safeText(fact.label, { class: 'mono', max: 60 }) : fact.label}</dt>
      <dd>
        ${mark}${this.renderValue(fact)}${this.#renderNote(fact)}${masked ? this.#renderMask(masked, fact, actions) : nothing}${this.#renderActions(fact, record, masked !== null, actions)}
      </dd>
    </div>`;
  }

  #renderActions(fact: Fact, record: EventRecord, masked: boolean, { copy, filter }: FactActions): unknown {
    if (fact.secret) return nothing;
    const label = this.#localize.text('detailCopyFact', fact.labelMono ? capText(fact.label, 60) : fact.label);
    const wanted = filter && fact.path && !masked ? filterValue(fact.path, getPath(record, fact.path)) : null;
    return html`<span class=${classMap({ acts: true, done: this.#copy.isDone(fact.id) })}
      >${wanted && filter ? filterButtons(wanted, this.#localize, filter) : nothing}<button
        type="button"
        class=${classMap({ 'icon-btn': true, copy: true, done: this.#copy.isDone(fact.id) })}
        aria-label=${label}
        title=${label}
        @click=${() => copy(fact)}
      >
        ${this.#copy.icon(fact.id)}
      </button></span
    >`;
  }

  #renderNote({ note, noteKind }: Fact): unknown {
    if (note === undefined || note === '') return nothing;
    const kind = noteKind === 'time' ? 'nw' : (noteKind ?? '');
    return html` ${safeText(note, { class: `faint ${kind}`.trim(), max: 200 })}`;
  }

  #renderMask({ path, revealable }: MaskedValue, fact: Fact, { reveal }: FactActions): TemplateResult {
    const t = this.#localize;
    return html` <span class="tag">${icon('eye-off', { small: true })} ${t.text('masked')}</span>${
        revealable
          ? html` <button
              type="button"
              class="link"
              aria-label=${t.text('maskedShowName', fact.label)}
              @click=${() => reveal(path)}
            >
              ${t.text('maskedShow')}
            </button>`
          : nothing
      }`;
  }

  /** The value alone, as much of it as a reader wanted. */
  renderValue(fact: Fact): unknown {
    const { id, value, short, mono, severity, link } = fact;
    if (severity) return html`<span class="tag sev-${severity}">${icon(severity, { small: true })} ${value}</span>`;
    const t = this.#localize;
    const wanted = this.#shown.get(id);
    const limit = wanted ?? fact.first ?? FACT_FIRST;
    const whole = wanted === undefined ? (short ?? value) : value;
    const cut = whole.length > limit;
    const options = {
      max: FACT_MAX,
      multiline: wanted !== undefined || fact.first !== undefined,
      class: `${mono ? 'mono' : ''}${wanted === undefined ? '' : ' long'}`.trim(),
    };
    if (link !== undefined && !cut) return visibleLink(value, t, { ...options, ...(link !== '' && { label: link }) });
    const plain = id === 'request' && !cut && !hasHidden(whole);
    const more = short !== undefined && wanted === undefined ? true : cut && limit < FACT_MAX;
    return html`${plain ? breakable(whole) : safeText(cut ? capText(whole, limit) : whole, options)}${cut ? html`<span class="faint">… ${t.text('characters', value.length)}</span>` : nothing}${
      more
        ? html` <button type="button" class="link" @click=${() => this.#showMore(id)}>${t.text('showMore')}</button>`
        : nothing
    }${textWarnings(value, t, { name: fact.name ?? false, multiline: options.multiline })}`;
  }

  #showMore(id: string): void {
    const shown = this.#shown.get(id);
    this.#shown.set(id, shown === undefined ? FACT_STEP : Math.min(shown + FACT_STEP, FACT_MAX));
    this.#host.requestUpdate();
  }
}

/** What of a fact is masked, the first part of it that is; of a list, the first item. */
function maskOf({ path, parts }: Fact, record: EventRecord): MaskedValue | null {
  const masked = maskedIn(record);
  if (masked.size === 0 || !path) return null;
  for (const part of parts ?? [formatPath(path)]) {
    for (const [at, found] of masked) if (at === part || at.startsWith(`${part}.`)) return found;
  }
  return null;
}

/** A path that may break after its slashes, and rather there than anywhere. */
function breakable(path: string): TemplateResult {
  return html`<bdi class="mono">${path.split(/(?<=\/)/).map(part => html`${part}<wbr />`)}</bdi>`;
}
