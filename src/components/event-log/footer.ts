import { html, nothing, type TemplateResult } from 'lit';
import type { LogTexts } from '../../locales/en/log.js';
import type { EventRows } from './event-rows.js';

export interface Footer {
  rows: EventRows;
  /** Whether all events are at hand, so that it says nothing how many rows have been read. */
  isLocal: boolean;
  order: string;
  /** That events are not kept for as long as was asked for; empty for nothing. Without rows it stands in their place. */
  notKept: string;
  texts: LogTexts;
  /** Its button has been pressed, and the page of keys may not be there yet. */
  openingKeys: () => void;
}

/** How many events there are, how much of them has been read, what is too old to be among them, and the keys. */
export function footer({ rows, isLocal, order, notKept, texts, openingKeys }: Footer): TemplateResult {
  const said = (): string | typeof nothing => {
    if (rows.status === 'loading') return texts.text('logLoading');
    if (rows.status !== 'ready') return nothing;
    const count = texts.text('logCount', rows.count);
    return isLocal || rows.loaded >= rows.count
      ? texts.text('logFoot', count, order)
      : texts.text('logFootLoaded', count, order, rows.loaded);
  };
  return html`<div class="foot ${rows.status === 'idle' || rows.status === 'waiting' ? 'is-early' : ''}" part="footer">
    <span>${said()}</span>
    <span class=${rows.count > 0 ? 'not-kept' : 'sr'} role="status">${notKept}</span>
    <span class="keys-hint">
      <span aria-hidden="true"
        ><kbd>J</kbd> <kbd>K</kbd> ${texts.text('logHintMove')} <kbd>↵</kbd> ${texts.text('logHintOpen')}
        <kbd>/</kbd> ${texts.text('logHintSearch')}</span
      >
      <button type="button" popovertarget="keys" aria-haspopup="dialog" @click=${openingKeys}>
        <kbd aria-hidden="true">?</kbd> ${texts.text('logKeysHint')}
      </button>
    </span>
  </div>`;
}
