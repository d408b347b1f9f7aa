import { html, type TemplateResult } from 'lit';
import { afterPopup, beforePopup, closePopup } from '../../../internal/popup.js';
import type { LogLateTexts } from '../../../locales/en/log-late.js';

/** The keys that `keyboard.ts` reads: names as on the caps, and the text that says what they do. */
const KEY_HELP = [
  { keys: ['↓', '↑', 'J', 'K'], text: 'logKeyRows' },
  { keys: ['←', '→'], text: 'logKeyCells' },
  { keys: ['Home', 'End'], text: 'logKeyEnds' },
  { keys: ['PgUp', 'PgDn'], text: 'logKeyPages' },
  { keys: ['Ctrl Home', 'Ctrl End'], text: 'logKeyAll' },
  { keys: ['↵', 'Space'], text: 'logKeyOpen' },
  { keys: ['Esc'], text: 'logKeyClose' },
  { keys: ['F', 'Shift F'], text: 'logKeyFilter' },
  { keys: ['C'], text: 'logKeyCompare' },
  { keys: ['/'], text: 'logKeySearch' },
  { keys: ['?'], text: 'logKeyHelp' },
] as const;

/** The page of keys. */
export function keysPanel(texts: LogLateTexts): TemplateResult {
  return html`<div
    id="keys"
    class="panel keys"
    popover
    role="dialog"
    tabindex="-1"
    aria-label=${texts.text('logKeys')}
    @beforetoggle=${beforePopup}
    @toggle=${afterPopup}
  >
    <b>${texts.text('logKeys')}</b>
    <dl>
      ${KEY_HELP.map(
        ({ keys, text }) =>
          html`<div>
            <dt>${keys.map(key => html`<kbd>${key}</kbd> `)}</dt>
            <dd>${texts.text(text)}</dd>
          </div>`,
      )}
    </dl>
    <button type="button" class="btn small" @click=${(event: Event) => closePopup(event.currentTarget as Element)}>
      ${texts.text('close')}
    </button>
  </div>`;
}
