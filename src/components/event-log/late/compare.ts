import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { formatDateTime, type FormatOptions } from '../../../internal/format.js';
import { given } from '../../../internal/given.js';
import { icon } from '../../../internal/icons.js';
import type { LogLateTexts } from '../../../locales/en/log-late.js';
import { afterPopup, beforePopup, closePopup } from '../../../internal/popup.js';
import { safeText } from '../../../internal/text.js';
import { warnOnce } from '../../../internal/warn-once.js';
import { actionInfo } from '../../../model/actions.js';
import { createdMs } from '../../../model/facts.js';
import { getPath } from '../../../model/path.js';
import type { EventRecord } from '../../../model/index.js';
import { EventCompareRequestEvent } from '../event-log.events.js';
import { lazyParts } from '../lazy-parts.js';
import { keyOf } from '../snapshot.js';

/**
 * Two events held against each other: the first is marked, the second opens their difference, the older one before. A page may
 * show it elsewhere.
 */
export class Compare implements ReactiveController {
  readonly #host: LitElement;
  readonly #texts: LogLateTexts;
  readonly #say: (text: string) => void;
  #marked: EventRecord | null = null;
  #pair: readonly [before: EventRecord, after: EventRecord] | null = null;

  constructor(host: LitElement, texts: LogLateTexts, say: (text: string) => void) {
    this.#host = host;
    this.#texts = texts;
    this.#say = say;
    host.addController(this);
  }

  /** A marked event of a list that is gone would be compared with another list's. */
  hostDisconnected(): void {
    this.#marked = null;
    this.#pair = null;
  }

  hostUpdated(): void {
    const panel = this.#host.renderRoot.querySelector<HTMLElement>('#compare');
    if (this.#pair && panel && !panel.matches(':popover-open')) panel.showPopover();
  }

  /** Key of the event that waits for another; empty for none. */
  get marked(): string {
    return this.#marked ? keyOf(this.#marked) : '';
  }

  /** Marks an event, takes the mark away again, or compares it with the one that is marked. */
  take(record: EventRecord): void {
    const key = keyOf(record);
    if (key === '') return;
    const first = this.#marked;
    this.#marked = null;
    if (first && keyOf(first) !== key) this.#compare(first, record);
    else {
      this.#marked = first ? null : record;
      this.#say(this.#texts.text(first ? 'logCompareUnmarked' : 'logCompareMarked'));
    }
    this.#host.requestUpdate();
  }

  #compare(first: EventRecord, second: EventRecord): void {
    const pair = createdMs(first) <= createdMs(second) ? ([first, second] as const) : ([second, first] as const);
    const event = new EventCompareRequestEvent([keyOf(pair[0]), keyOf(pair[1])]);
    if (!this.#host.dispatchEvent(event)) return;
    this.#pair = pair;
    lazyParts.diff().catch((error: unknown) => {
      warnOnce('log-compare', `The comparison could not be loaded. ${String(error)}`);
    });
  }

  /** That an event is marked. */
  note(): TemplateResult | typeof nothing {
    const marked = this.#marked;
    if (!marked) return nothing;
    const texts = this.#texts;
    return html`<div class="note compare-note">
      ${icon('pin', { class: 'sev-notice' })}
      <span class="note-text">${safeText(label(marked))} ${texts.text('logCompareHint')}</span>
      <button type="button" class="link" @click=${() => this.take(marked)}>${texts.text('logCompareCancel')}</button>
    </div>`;
  }

  /** The difference, above everything. */
  panel(format: FormatOptions): TemplateResult | typeof nothing {
    const pair = this.#pair;
    if (!pair) return nothing;
    const texts = this.#texts;
    const side = (record: EventRecord): TemplateResult =>
      html`<span
        >${safeText(label(record))} <span class="muted">${formatDateTime(createdMs(record), format)}</span></span
      >`;
    return html`<div
      id="compare"
      class="panel compare"
      popover
      role="dialog"
      tabindex="-1"
      aria-label=${texts.text('logCompare')}
      @beforetoggle=${beforePopup}
      @toggle=${(event: ToggleEvent) => {
        afterPopup(event);
        if (event.newState === 'open') return;
        this.#pair = null;
        this.#host.requestUpdate();
      }}
    >
      <div class="compare-head">
        <b>${texts.text('logCompare')}</b>
        ${side(pair[0])} ${icon('chevron-end', { small: true })} ${side(pair[1])}
        <button
          type="button"
          class="icon-btn"
          aria-label=${texts.text('close')}
          title=${texts.text('close')}
          @click=${(event: Event) => closePopup(event.currentTarget as Element)}
        >
          ${icon('close')}
        </button>
      </div>
      <event-diff ${given({ before: pair[0], after: pair[1] })} label=${texts.text('logCompare')}></event-diff>
    </div>`;
  }
}

function label(record: EventRecord): string {
  return actionInfo(getPath(record, 'action'), record).label;
}
