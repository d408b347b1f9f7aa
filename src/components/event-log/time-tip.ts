import { formatExact, type FormatOptions } from '../../internal/format.js';
import { createdMs } from '../../model/facts.js';
import type { RowBody } from './row-body.js';

/** How long a pointer rests on a time before it is shown exactly: longer than it takes to pass over. */
const REST_MS = 300;
/** Space between time and tip, small enough for a pointer to cross. */
const GAP = 2;

/**
 * The exact time of an event, on hover and focus of its time. Assistive technology has it in the name of the cell.
 * It stays while the pointer is on it, and goes on Escape.
 */
export class TimeTip {
  readonly #body: RowBody;
  readonly #tip: () => HTMLElement | null;
  readonly #format: () => FormatOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #cell: Element | undefined;
  #open = false;

  constructor(body: RowBody, tip: () => HTMLElement | null, format: () => FormatOptions) {
    this.#body = body;
    this.#tip = tip;
    this.#format = format;
  }

  get open(): boolean {
    return this.#open;
  }

  /** The pointer has come to something in the list, or to the tip. */
  hover(target: Element): void {
    if (this.#tip()?.contains(target)) {
      clearTimeout(this.#timer);
      return;
    }
    const cell = target.closest('.c-created') ?? undefined;
    if (cell === this.#cell) return;
    this.hide();
    this.#cell = cell;
    if (cell) this.#timer = setTimeout(() => this.show(cell), REST_MS);
  }

  /** The pointer has left. Leaves it time to reach the tip. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), REST_MS / 2);
  }

  /** Shows the exact time of a cell, if it is one with a time. */
  show(cell: Element): void {
    const tip = this.#tip();
    const record = this.#body.viewOf(cell)?.record;
    const text = record && cell.matches('.c-created') ? formatExact(createdMs(record), this.#format()) : '';
    if (!tip || text === '' || !cell.isConnected) {
      this.hide();
      return;
    }
    this.#cell = cell;
    tip.textContent = text;
    const { left, right, bottom } = cell.getBoundingClientRect();
    const rtl = tip.matches(':dir(rtl)');
    tip.style.setProperty('--_start', `${bottom + GAP}px`);
    tip.style.setProperty('--_begin', `${rtl ? document.documentElement.clientWidth - right : left}px`);
    if (!this.#open) tip.showPopover();
    this.#open = true;
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#cell = undefined;
    if (!this.#open) return;
    this.#open = false;
    const tip = this.#tip();
    if (tip?.matches(':popover-open')) tip.hidePopover();
  }
}
