import type { EventRecord } from '../../model/index.js';
import { createCell, type Cell, type CellContext } from './cells.js';
import { givesWay, narrowRow, type Column } from './columns.js';
import { NOT_SENT, type Row } from './snapshot.js';
import { element } from './text-slot.js';

/** Rows are counted from 1 for assistive technology, and the header is the first. */
export const HEADER_ROWS = 1;

/** How a row stands to the reader. */
export interface RowState {
  open: boolean;
  selected: boolean;
  /** Waits to be compared with another. */
  marked: boolean;
}

/**
 * One row element. Made once for a set of columns, it shows one row after another as the list scrolls; only what differs
 * is written.
 */
export class RowView {
  /** `role=row`; lies in the canvas by its `transform`. */
  readonly element: HTMLElement;
  /** The button in the first cell that opens the row. */
  readonly opener: HTMLButtonElement;
  readonly #line: HTMLElement;
  readonly #cells: readonly Cell[];
  #index = -1;
  #row: Row;
  #context: CellContext | undefined;
  #state: RowState = { open: false, selected: false, marked: false };
  #below: HTMLElement | undefined;
  #y = NaN;
  #height = 0;

  constructor(columns: readonly Column[]) {
    this.opener = element('button', 'opener');
    this.opener.type = 'button';
    this.opener.tabIndex = -1;
    const marker = element('span', 'cell marker', this.opener);
    marker.setAttribute('role', 'gridcell');
    this.#cells = columns.map(createCell);
    markColumns(
      columns,
      this.#cells.map(cell => cell.element),
    );
    this.#line = element('div', 'line', marker, ...this.#cells.map(cell => cell.element));
    this.element = element('div', 'row', this.#line);
    this.element.setAttribute('role', 'row');
    this.element.setAttribute('part', 'row');
    this.element.tabIndex = -1;
    marker.setAttribute('aria-colindex', '1');
    this.#cells.forEach((cell, i) => cell.element.setAttribute('aria-colindex', String(i + 2)));
  }

  /** The row shown, -1 for none. */
  get index(): number {
    return this.#index;
  }
  get record(): EventRecord | undefined {
    return this.#row ?? undefined;
  }
  get below(): HTMLElement | undefined {
    return this.#below;
  }

  /** What can be focused in the row, from its start: the opener, then each cell that is not left out by the width. */
  stops(): HTMLElement[] {
    return [this.opener, ...this.#cells.map(cell => cell.element)].filter(stop => stop.getClientRects().length > 0);
  }

  /** The line of cells, above what belongs to an open row. */
  get line(): HTMLElement {
    return this.#line;
  }

  /** The column something in the line belongs to, counted from 0; -1 for none. */
  columnOf(node: Node): number {
    return this.#cells.findIndex(({ element }) => element.contains(node));
  }

  /** Shows a row, or that it is on its way. */
  show(index: number, row: Row, context: CellContext, state: RowState): void {
    if (index !== this.#index) {
      this.#index = index;
      this.element.setAttribute('aria-rowindex', String(index + 1 + HEADER_ROWS));
      this.element.hidden = false;
    }
    if (row !== this.#row || context !== this.#context) this.#draw(row, context);
    const { open, selected, marked } = this.#state;
    if (state.open !== open || state.selected !== selected || state.marked !== marked) this.#mark(state);
  }

  /** Takes the row out of sight, and keeps its nodes. */
  park(): void {
    this.#index = -1;
    this.element.hidden = true;
    this.setBelow(undefined);
  }

  /** Writes again what depends on how late it is. The context must differ from the last in that only. */
  tick(context: CellContext): void {
    this.#context = context;
    if (!this.#row) return;
    for (const cell of this.#cells) if (cell.ticks) cell.show(this.#row, context);
  }

  /** Puts what belongs to an open row below its line, or takes it away. */
  setBelow(below: HTMLElement | undefined): void {
    if (below === this.#below) return;
    // It may have been taken over by another row element already.
    if (this.#below?.parentNode === this.element) this.#below.remove();
    this.#below = below;
    if (below) this.element.append(below);
  }

  /**
   * Lays the row `y` px from the top of the canvas.
   *
   * An open row is placed by `top` and not by `transform`, for its line sticks while its detail scrolls, and sticking does
   * not see transforms. Only it has a height of its own.
   */
  place(y: number, height: number): void {
    const { style } = this.element;
    if (height !== this.#height) {
      this.#height = height;
      style.blockSize = height > 0 ? `${height}px` : '';
      style.transform = '';
      style.insetBlockStart = '';
      this.#y = NaN;
    }
    if (y === this.#y) return;
    this.#y = y;
    if (height > 0) style.insetBlockStart = `${y}px`;
    else style.transform = `translateY(${y}px)`;
  }

  #draw(row: Row, context: CellContext): void {
    const wasEmpty = !this.#row;
    this.#row = row;
    this.#context = context;
    const { classList } = this.element;
    if (!row) {
      const waiting = row !== NOT_SENT;
      classList.toggle('is-waiting', waiting);
      classList.toggle('is-missing', !waiting);
      this.element.setAttribute('aria-label', context.texts.text(waiting ? 'loading' : 'logNotSent'));
      if (waiting) this.element.setAttribute('aria-busy', 'true');
      else this.element.removeAttribute('aria-busy');
      return;
    }
    if (wasEmpty) {
      classList.remove('is-waiting', 'is-missing');
      this.element.removeAttribute('aria-label');
      this.element.removeAttribute('aria-busy');
      this.opener.setAttribute('aria-label', context.texts.text('logDetails'));
      this.opener.setAttribute('aria-expanded', String(this.#state.open));
    }
    for (const cell of this.#cells) cell.show(row, context);
  }

  #mark(state: RowState): void {
    this.#state = state;
    this.element.classList.toggle('is-open', state.open);
    this.element.classList.toggle('is-marked', state.marked);
    this.opener.setAttribute('aria-expanded', String(state.open));
    if (state.selected) this.element.setAttribute('aria-selected', 'true');
    else this.element.removeAttribute('aria-selected');
  }
}

/** Says by class which cells give way in a narrow list, and which make up its two lines. Header and rows alike. */
export function markColumns(columns: readonly Column[], cells: readonly Element[]): void {
  const { lead, end, below } = narrowRow(columns);
  columns.forEach((column, i) => {
    const { classList } = cells[i]!;
    const way = givesWay(column, columns);
    if (way) classList.add(`not-${way}`);
    if (column === lead) classList.add('n-lead');
    else if (column === end) classList.add('n-end');
    else if (column === below) classList.add('n-below');
    else classList.add('n-none');
  });
}
