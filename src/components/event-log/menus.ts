import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon, type IconName } from '../../internal/icons.js';
import type { LogTexts } from '../../locales/en/log.js';
import { KEY_HELP } from './keyboard.js';
import { closePopup, afterPopup, menuKeys, beforePopup } from '../../internal/popup.js';

/** A choice of one, behind a button that shows what is chosen. */
export interface ChoiceMenu<T extends string> {
  id: string;
  icon: IconName;
  /** What the button says. */
  label: string;
  /** What button and menu are called, when the button says too little. */
  name?: string;
  options: readonly { value: T; label: string }[];
  value: T;
  choose: (value: T) => void;
}

export function choiceMenu<T extends string>(menu: ChoiceMenu<T>): TemplateResult {
  return html`<button
      type="button"
      class="btn small quiet for-${menu.id}"
      popovertarget=${menu.id}
      aria-haspopup="menu"
      aria-expanded="false"
      aria-label=${menu.name ?? nothing}
      title=${menu.name ?? nothing}
    >
      ${icon(menu.icon)} <span class="btn-text">${menu.label}</span>
    </button>
    <div
      id=${menu.id}
      class="pop menu"
      popover
      role="menu"
      tabindex="-1"
      aria-label=${menu.name ?? menu.label}
      @beforetoggle=${beforePopup}
      @toggle=${afterPopup}
      @keydown=${menuKeys}
    >
      ${menu.options.map(
        ({ value, label }) =>
          html`<button
            type="button"
            class="menu-item"
            role="menuitemradio"
            tabindex="-1"
            aria-checked=${value === menu.value}
            @click=${(event: Event) => {
              closePopup(event.currentTarget as Element);
              menu.choose(value);
            }}
          >
            ${icon('check')} ${label}
          </button>`,
      )}
    </div>`;
}

/** A column in the panel that chooses them. */
export interface ColumnChoice {
  field: string;
  label: string;
  shown: boolean;
}

export interface ColumnsPanel {
  /** Those shown in their order, then those that could be. */
  columns: readonly ColumnChoice[];
  /** Whether the choice is the reader's own. */
  changed: boolean;
  texts: LogTexts;
  /** Takes the fields to show, in order; `null` for the usual ones. */
  choose: (fields: readonly string[] | null) => void;
}

export function columnsPanel({ columns, changed, texts, choose }: ColumnsPanel): TemplateResult {
  const shown = columns.filter(column => column.shown).map(({ field }) => field);
  const toggle = (field: string): void =>
    choose(shown.includes(field) ? shown.filter(other => other !== field) : [...shown, field]);
  const move = (field: string, by: number): void => {
    const fields = shown.filter(other => other !== field);
    fields.splice(Math.max(0, shown.indexOf(field) + by), 0, field);
    choose(fields);
  };
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem('field') as HTMLInputElement;
    const field = input.value.trim();
    if (field !== '' && !shown.includes(field)) choose([...shown, field]);
    input.value = '';
  };
  return html`<button
      type="button"
      class="btn small quiet"
      popovertarget="columns"
      aria-haspopup="dialog"
      aria-expanded="false"
    >
      ${icon('columns')} <span class="btn-text">${texts.text('logColumns')}</span>
    </button>
    <div
      id="columns"
      class="pop columns"
      popover
      role="dialog"
      tabindex="-1"
      aria-label=${texts.text('logColumns')}
      @beforetoggle=${beforePopup}
      @toggle=${afterPopup}
    >
      <ul>
        ${columns.map(column => columnItem(column, shown, texts, toggle, move))}
      </ul>
      <form class="add" @submit=${add}>
        <input
          name="field"
          class="input"
          autocomplete="off"
          spellcheck="false"
          aria-label=${texts.text('logAddFieldHint')}
          placeholder=${texts.text('logAddField')}
          title=${texts.text('logAddFieldHint')}
        />
        <button type="submit" class="btn small">${texts.text('logAdd')}</button>
      </form>
      <div class="pop-foot" ?hidden=${!changed}>
        <button type="button" class="link" @click=${() => choose(null)}>${texts.text('logResetColumns')}</button>
      </div>
    </div>`;
}

function columnItem(
  { field, label, shown: isShown }: ColumnChoice,
  shown: readonly string[],
  texts: LogTexts,
  toggle: (field: string) => void,
  move: (field: string, by: number) => void,
): TemplateResult {
  const at = shown.indexOf(field);
  const only = isShown && shown.length === 1; // a list with no column at all shows nothing
  const step = (by: number, name: string, sign: IconName, off: boolean): TemplateResult =>
    html`<button
      type="button"
      class="icon-btn"
      aria-label=${name}
      title=${name}
      ?disabled=${off}
      @click=${(event: Event) => {
        const button = event.currentTarget as HTMLElement;
        move(field, by);
        refocus(button);
      }}
    >
      ${icon(sign, { small: true })}
    </button>`;
  return html`<li>
    <label>
      <input type="checkbox" .checked=${live(isShown)} ?disabled=${only} @change=${() => toggle(field)} />
      <bdi class="cut">${label}</bdi>
    </label>
    ${
      isShown
        ? html`${step(-1, texts.text('logColumnUp', label), 'chevron-up', at === 0)}
          ${step(1, texts.text('logColumnDown', label), 'chevron-down', at === shown.length - 1)}`
        : nothing
    }
  </li>`;
}

/** Focus goes with the item that was moved, which is drawn at its new place: the button of the same name, else its neighbour. */
function refocus(button: HTMLElement): void {
  const name = button.getAttribute('aria-label');
  const panel = button.closest('[popover]')!;
  setTimeout(() => {
    const same = [...panel.querySelectorAll<HTMLButtonElement>('.icon-btn')].find(
      other => other.getAttribute('aria-label') === name,
    );
    const next = same?.disabled
      ? [...same.parentElement!.querySelectorAll<HTMLButtonElement>('.icon-btn')].find(other => !other.disabled)
      : same;
    next?.focus();
  });
}

/** The page of keys. */
export function keysPanel(texts: LogTexts): TemplateResult {
  return html`<div
    id="keys"
    class="pop keys"
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
