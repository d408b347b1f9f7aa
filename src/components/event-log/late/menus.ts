import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { icon, type IconName } from '../../../internal/icons.js';
import type { LogLateTexts } from '../../../locales/en/log-late.js';
import { closePopup, afterPopup, menuKeys, beforePopup } from '../../../internal/popup.js';
import { DENSITIES, TIME_FORMS } from '../event-log.types.js';
import { DENSITY_TEXTS, type Toolbar, type ToolbarPopups } from '../toolbar.js';
import { columnChoices, type ColumnChoice } from './column-choices.js';

const TIME_TEXTS = { relative: 'logTimesRelative', exact: 'logTimesExact' } as const;

/** The popups of the toolbar, each for the button of its name. */
export function toolbarPopups(bar: Toolbar, texts: LogLateTexts): ToolbarPopups {
  return {
    density: choiceMenu({
      id: 'density',
      name: bar.texts.text(DENSITY_TEXTS[bar.density]),
      value: bar.density,
      options: DENSITIES.map(value => ({ value, label: bar.texts.text(DENSITY_TEXTS[value]) })),
      choose: density => bar.choose({ density }),
    }),
    columns: columnsPanel(bar, texts),
    times: choiceMenu({
      id: 'times',
      name: bar.texts.text('logTimes', bar.zone),
      value: bar.times,
      options: TIME_FORMS.map(value => ({ value, label: texts.text(TIME_TEXTS[value]) })),
      choose: times => bar.choose({ times }),
    }),
  };
}

/** A choice of one. */
interface ChoiceMenu<T extends string> {
  id: string;
  name: string;
  options: readonly { value: T; label: string }[];
  value: T;
  choose: (value: T) => void;
}

function choiceMenu<T extends string>(menu: ChoiceMenu<T>): TemplateResult {
  return html`<div
    id=${menu.id}
    class="pop menu"
    popover
    role="menu"
    tabindex="-1"
    aria-label=${menu.name}
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

function columnsPanel(
  { shownColumns, sources, columnsChanged, choose, texts: own }: Toolbar,
  texts: LogLateTexts,
): TemplateResult {
  const chooseColumns = (columns: readonly string[] | null): void => choose({ columns });
  const columns = columnChoices(shownColumns, sources, texts);
  const shown = columns.filter(column => column.shown).map(({ field }) => field);
  const toggle = (field: string): void =>
    chooseColumns(shown.includes(field) ? shown.filter(other => other !== field) : [...shown, field]);
  const move = (field: string, by: number): void => {
    const fields = shown.filter(other => other !== field);
    fields.splice(Math.max(0, shown.indexOf(field) + by), 0, field);
    chooseColumns(fields);
  };
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem('field') as HTMLInputElement;
    const field = input.value.trim();
    if (field !== '' && !shown.includes(field)) chooseColumns([...shown, field]);
    input.value = '';
  };
  return html`<div
    id="columns"
    class="pop columns"
    popover
    role="dialog"
    tabindex="-1"
    aria-label=${own.text('logColumns')}
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
    <div class="pop-foot" ?hidden=${!columnsChanged}>
      <button type="button" class="link" @click=${() => chooseColumns(null)}>${texts.text('logResetColumns')}</button>
    </div>
  </div>`;
}

function columnItem(
  { field, label, shown: isShown }: ColumnChoice,
  shown: readonly string[],
  texts: LogLateTexts,
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
