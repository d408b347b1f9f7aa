import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import {
  filterState,
  toggleFilter,
  type FilterOperator,
  type FilterValue,
  type FilterView,
} from '../../../internal/filter-actions.js';
import { icon } from '../../../internal/icons.js';
import type { LogLateTexts } from '../../../locales/en/log-late.js';
import { afterPopup, beforePopup, closePopup, menuKeys } from '../../../internal/popup.js';
import { plainText, safeText } from '../../../internal/text.js';

/** A point in the window, in CSS pixels, that the menu opens at. */
export interface MenuPlace {
  x: number;
  y: number;
}

/** What can be done with the event besides. */
export interface MenuAction {
  label: string;
  run: () => void;
}

/** Below this part of the window there is more room above. */
const LOWER_PART = 0.6;

/** The values of a cell, or of a whole event, each to be filtered for or out. */
export class FilterMenu implements ReactiveController {
  readonly #host: LitElement;
  readonly #texts: LogLateTexts;
  readonly #view: FilterView;
  #values: readonly FilterValue[] = [];
  #states: readonly (FilterOperator | null)[] = [];
  #action: MenuAction | undefined;

  constructor(host: LitElement, texts: LogLateTexts, view: FilterView) {
    this.#host = host;
    this.#texts = texts;
    this.#view = view;
    host.addController(this);
  }

  /** Nothing to be done: a popover goes with its element. */
  hostDisconnected(): void {
    this.#values = [];
  }

  /** Filters by the only value there is, and offers a choice when there are several. */
  filter(values: readonly FilterValue[], operator: FilterOperator, place: MenuPlace, action: MenuAction): void {
    if (values.length === 1) this.#toggle(values[0]!, operator);
    else void this.open(values, place, action);
  }

  async open(values: readonly FilterValue[], place: MenuPlace, action: MenuAction): Promise<void> {
    if (values.length === 0) return;
    this.#values = values;
    this.#action = action;
    this.#states = [];
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const menu = this.#menu;
    if (!menu?.isConnected) return;
    this.#put(menu, place);
    if (!menu.matches(':popover-open')) menu.showPopover();
    const search = this.#view.search();
    const states = await Promise.all(values.map(value => filterState(search, value)));
    if (values !== this.#values) return;
    this.#states = states;
    this.#host.requestUpdate();
  }

  render(): TemplateResult | typeof nothing {
    if (this.#values.length === 0) return nothing;
    const texts = this.#texts;
    return html`<div
      id="filters"
      class="pop menu filters"
      popover
      role="menu"
      tabindex="-1"
      aria-label=${texts.text('logFilters')}
      @beforetoggle=${beforePopup}
      @toggle=${afterPopup}
      @keydown=${menuKeys}
    >
      ${this.#values.map(
        (filter, index) =>
          html`<div class="filter-line" role="group" aria-label="${filter.field} ${plainText(filter.value, 60)}">
            <span class="filter-what"
              ><span class="faint mono">${filter.field}</span>
              ${safeText(filter.value, { max: 120, class: 'cut' })}</span
            >
            ${this.#item(filter, '=', index)}${this.#item(filter, '!=', index)}
          </div>`,
      )}
      ${
        this.#action
          ? html`<button
              type="button"
              class="menu-item action"
              role="menuitem"
              tabindex="-1"
              @click=${(event: Event) => {
                const action = this.#action;
                closePopup(event.currentTarget as Element);
                action?.run();
              }}
            >
              ${this.#action.label}
            </button>`
          : nothing
      }
    </div>`;
  }

  #item(filter: FilterValue, operator: FilterOperator, index: number): TemplateResult {
    const state = this.#states[index];
    const value = plainText(filter.value, 60);
    const name = this.#texts.text(operator === '=' ? 'filterFor' : 'filterOut', value);
    return html`<button
      type="button"
      class="icon-btn"
      role="menuitemcheckbox"
      tabindex="-1"
      aria-checked=${state === operator ? 'true' : 'false'}
      aria-label=${name}
      title=${state === operator ? nothing : name}
      @click=${(event: Event) => {
        closePopup(event.currentTarget as Element);
        this.#toggle(filter, operator);
      }}
    >
      ${icon(operator === '=' ? 'plus' : 'minus', { small: true })}
    </button>`;
  }

  get #menu(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('#filters');
  }

  #toggle(filter: FilterValue, operator: FilterOperator): void {
    void toggleFilter(this.#view, filter, operator);
  }

  #put({ style }: HTMLElement, { x, y }: MenuPlace): void {
    const { clientWidth, clientHeight } = document.documentElement;
    const up = y > clientHeight * LOWER_PART;
    style.setProperty('--_begin', `${this.#host.matches(':dir(rtl)') ? clientWidth - x : x}px`);
    style.setProperty('--_start', up ? 'auto' : `${y}px`);
    style.setProperty('--_foot', up ? `${clientHeight - y}px` : 'auto');
    style.setProperty('--_room', `${(up ? y : clientHeight - y) - 8}px`);
  }
}
