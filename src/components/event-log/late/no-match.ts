import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { EventFilters, EventsClient, EventsView, TimeRange } from '../../../client/index.js';
import { icon } from '../../../internal/icons.js';
import type { LogLateTexts } from '../../../locales/en/log-late.js';
import { safeText } from '../../../internal/text.js';
import type { Schema } from '../../../query-lang/index.js';
import { countWays, waysOut, type WayOut } from './ways-out.js';

/** How long figures are waited for before the ways out are shown without. */
const PATIENCE_MS = 600;

/** The view that has no events. */
export interface EmptyView {
  client: EventsClient;
  view: Readonly<EventsView>;
  /** As it was asked for. */
  range: Readonly<TimeRange>;
  schema: Schema | null;
  /** What the page itself leaves out, whatever the way. */
  filters: EventFilters | null;
}

/**
 * What a list says when nothing matches: which condition costs how much, and how many events each way out gives. Counted with
 * the smallest requests there are, which end when the view changes.
 */
export class NoMatch implements ReactiveController {
  readonly #host: LitElement;
  #of: EmptyView | undefined;
  #ways: readonly WayOut[] = [];
  #isCounting = false;
  #abort: AbortController | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.show(null);
  }

  /** Looks for ways out of a view; `null` when there is no need. */
  show(empty: EmptyView | null): void {
    const of = this.#of;
    const same =
      of?.client === empty?.client &&
      of?.view.search === empty?.view.search &&
      of?.range.from === empty?.range.from &&
      of?.range.to === empty?.range.to &&
      of?.schema === empty?.schema &&
      of?.filters === empty?.filters;
    if (same) return;
    this.#abort?.abort();
    this.#of = empty ?? undefined;
    this.#ways = [];
    if (empty) void this.#look(empty, (this.#abort = new AbortController()).signal);
  }

  async #look({ client, view, range, schema, filters }: EmptyView, signal: AbortSignal): Promise<void> {
    this.#isCounting = true;
    const ways = await waysOut(view.search, range, schema).catch(() => []);
    if (signal.aborted) return;
    // What a reader is about to press must not move: the ways are shown in their order once all is counted, or as they are and for
    // good when that takes long.
    let isShown = false;
    const late = setTimeout(() => {
      if (signal.aborted) return;
      isShown = true;
      this.#ways = ways;
      this.#host.requestUpdate();
    }, PATIENCE_MS);
    await countWays(ways, client, { ordering: view.ordering, ...(filters && { filters }) }, signal, (way, count) => {
      way.count = count;
      if (isShown) this.#host.requestUpdate();
    });
    clearTimeout(late);
    if (signal.aborted) return;
    this.#isCounting = false;
    this.#ways = isShown ? ways : inOrder(ways);
    this.#host.requestUpdate();
  }

  /** @param notKept - that events are not kept for as long as was asked for; empty for nothing */
  render(search: string, notKept: string, texts: LogLateTexts, take: (way: WayOut) => void): TemplateResult {
    const clear: WayOut = { kind: 'clear', search: '', range: this.#of?.range ?? { from: null, to: null }, what: '' };
    const ways = this.#ways.length > 0 || this.#isCounting ? this.#ways : search === '' ? [] : [clear];
    const drops = this.#isCounting ? [] : ways.filter(({ kind }) => kind === 'drop');
    const worst = drops.sort((a, b) => (b.count ?? 0) - (a.count ?? 0))[0];
    return html`<div class="blank no-match">
      ${icon('search')}
      <b class="blank-title">${texts.text('logNoMatch')}</b>
      <p class="muted">
        ${
          worst?.count
            ? html`${safeText(worst.what, { max: 200, class: 'mono' })} ${texts.text('logCostsMost')}`
            : search === ''
              ? texts.text('logNoMatchRange')
              : html`${texts.text('logNoMatchHint')} ${safeText(search, { max: 200, class: 'mono' })}`
        }
      </p>
      <ul class="ways">
        ${ways.map(
          way =>
            html`<li>
              <button type="button" class="btn small way-${way.kind}" @click=${() => take(way)}>
                ${wayLabel(way, texts)}
              </button>
              <span class="muted count-of"
                >${way.count === undefined ? (this.#isCounting ? '…' : nothing) : texts.text('logCount', way.count)}</span
              >
            </li>`,
        )}
      </ul>
      ${notKept === '' ? nothing : html`<p class="muted">${notKept}</p>`}
    </div>`;
  }
}

function wayLabel({ kind, what }: WayOut, texts: LogLateTexts): unknown {
  switch (kind) {
    case 'fix':
      return html`${icon('fix')} ${safeText(what, { max: 80 })}`;
    case 'drop':
      return html`${texts.text('logWayDrop')} ${safeText(what, { max: 80, class: 'mono cut' })}`;
    case 'wider':
      return texts.text('logWayWider', what);
    case 'always':
      return texts.text('logWayAlways');
    default:
      return texts.text('logClearSearch');
  }
}

/** Ways that lead nowhere are none. Fixes first, then what costs most; the search cleared is the last resort, and always there. */
function inOrder(ways: readonly WayOut[]): WayOut[] {
  const rank = ({ kind }: WayOut): number => ['fix', 'drop', 'wider', 'always', 'clear'].indexOf(kind);
  return ways
    .filter(({ kind, count }) => count !== 0 || kind === 'clear')
    .sort((a, b) => rank(a) - rank(b) || (b.count ?? 0) - (a.count ?? 0));
}
