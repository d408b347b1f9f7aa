import type { Command } from './keyboard.js';
import type { RowBody } from './row-body.js';
import type { Scroller } from './scroller.js';

/** Where the reader is: a row, -1 for the header, and in it a place from its start, -1 for the row itself. */
interface Place {
  row: number;
  stop: number;
}

const HEADER = -1;
const WHOLE_ROW = -1;

/**
 * Real focus in a grid whose rows come and go: one tab stop for all of it, moved by keys. The row with the focus keeps its
 * element while the list scrolls, so that focus is never lost.
 */
export class GridFocus {
  readonly #body: RowBody;
  readonly #scroller: Scroller;
  readonly #header: () => readonly HTMLElement[];
  readonly #moved: (row: number) => void;
  #place: Place = { row: 0, stop: WHOLE_ROW };
  #inside = false;
  /** Whether the reader has been here at all. */
  #visited = false;
  /** What had the focus last. */
  #element: HTMLElement | undefined;
  #tabStop: HTMLElement | undefined;

  /**
   * @param header - what can be focused in the header, in order
   * @param moved - called when a key has taken the reader to another row
   */
  constructor(body: RowBody, scroller: Scroller, header: () => readonly HTMLElement[], moved: (row: number) => void) {
    this.#body = body;
    this.#scroller = scroller;
    this.#header = header;
    this.#moved = moved;
  }

  /** The row with the focus, or with a part of it that has; -1 when focus is elsewhere. */
  get row(): number {
    return this.#inside ? this.#place.row : -1;
  }

  /** The row the reader was in last, wherever focus is. */
  get lastRow(): number {
    return Math.max(0, this.#place.row);
  }

  /** Focus has come to something in the grid. */
  entered(target: HTMLElement): void {
    this.#inside = true;
    this.#visited = true;
    this.#element = target;
    const view = this.#body.viewOf(target);
    // In a detail that is the row as a whole.
    if (view) this.#place = { row: view.index, stop: view.stops().indexOf(target) };
    else this.#place = { row: HEADER, stop: this.#header().indexOf(target) };
    this.mark();
  }

  left(): void {
    this.#inside = false;
  }

  /** Keeps one element of the grid in the order of tabs: where the reader is, else the first row in sight, else the header. */
  mark(): void {
    const stop = this.#current() ?? this.#body.viewAt(this.#scroller.range().first)?.element ?? this.#header()[0];
    if (stop === this.#tabStop) return;
    if (this.#tabStop) this.#tabStop.tabIndex = -1;
    if (stop) stop.tabIndex = 0;
    this.#tabStop = stop;
  }

  /** Puts the focus where the reader was last, or on the first row in sight. */
  restore(): void {
    if (!this.#visited) this.to(this.#scroller.range().first);
    else if (this.#place.row === HEADER) this.#focusHeader(this.#place.stop);
    else this.to(this.#place.row, this.#place.stop);
  }

  /** Takes the reader to another row without scrolling: what they were reading is there now. */
  follow(row: number): void {
    if (this.#place.row !== HEADER) this.#place = { ...this.#place, row };
  }

  /** Moves as a key says. Returns whether it is one that moves. */
  move(command: Command): boolean {
    const { row, stop } = this.#place;
    const last = this.#scroller.geometry.count - 1;
    switch (command.type) {
      case 'rows':
        if (row + command.by < 0) this.#focusHeader(Math.max(0, stop));
        else this.#step(Math.min(last, row + command.by), row === HEADER ? WHOLE_ROW : stop);
        return true;
      case 'pages': {
        const { view, geometry } = this.#scroller;
        const page = Math.max(1, Math.floor(view / geometry.rowHeight) - 1);
        this.#step(Math.min(last, Math.max(0, row + command.by * page)), stop);
        return true;
      }
      case 'to':
        this.#step(command.row === 'first' ? 0 : last, stop);
        return true;
      case 'cells':
        this.#toStop(stop + command.by);
        return true;
      case 'cell':
        this.#toStop(command.at === 'first' ? 0 : Infinity);
        return true;
      default:
        return false;
    }
  }

  /** Scrolls to a row and focuses it, or a place in it. */
  to(row: number, stop = WHOLE_ROW): void {
    const index = Math.min(this.#scroller.geometry.count - 1, Math.max(0, row));
    if (index < 0) {
      this.#focusHeader(0);
      return;
    }
    this.#place = { row: index, stop };
    this.#scroller.reveal(index);
    this.#body.draw(true);
    const view = this.#body.viewAt(index);
    // The cells of a row that is on its way are hidden and take no focus; the row does.
    const stops = stop === WHOLE_ROW || !view?.record ? [] : view.stops();
    (stops[Math.min(stop, stops.length - 1)] ?? view?.element)?.focus({ preventScroll: true });
  }

  #step(row: number, stop: number): void {
    const before = this.#place.row;
    this.to(row, stop);
    if (this.#place.row !== before) this.#moved(this.#place.row);
  }

  #toStop(stop: number): void {
    const { row } = this.#place;
    if (row === HEADER) {
      this.#focusHeader(stop);
      return;
    }
    const count = this.#body.viewAt(row)?.stops().length ?? 0;
    this.to(row, Math.max(WHOLE_ROW, Math.min(stop, count - 1)));
    this.#current()?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #focusHeader(stop: number): void {
    const stops = this.#header();
    const at = Math.max(0, Math.min(stop, stops.length - 1));
    stops[at]?.focus();
  }

  /** The element at the reader's place: what had the focus there, else its row. */
  #current(): HTMLElement | undefined {
    const { row } = this.#place;
    const view = row === HEADER ? undefined : this.#body.viewAt(row);
    const element = this.#element;
    if (!element?.isConnected || view?.below?.contains(element)) return view?.element;
    return this.#body.viewOf(element) === view ? element : view?.element;
  }
}
