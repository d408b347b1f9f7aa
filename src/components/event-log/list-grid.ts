import type { FilterOperator, FilterValue } from '../../internal/filter-actions.js';
import { untilRelativeChanges } from '../../internal/format.js';
import { createdMs } from '../../model/facts.js';
import type { EventRecord } from '../../model/index.js';
import type { CellContext } from './cells.js';
import { rowGrid, type Column } from './columns.js';
import type { EventRows } from './event-rows.js';
import type { MenuPlace } from './late/filter-menu.js';
import { GridFocus } from './grid-focus.js';
import { GridInput } from './grid-input.js';
import { OpenRows } from './open-rows.js';
import { RowBody } from './row-body.js';
import { Scroller } from './scroller.js';
import { keyOf } from './snapshot.js';
import { TimeTip } from './time-tip.js';

/** Rows drawn, at least, while it is not known how many there are. */
const PLACEHOLDERS = 8;
/** How often relative times are looked at: not more, and while the list stands still, not less. */
const TICK_MIN_MS = 1_000;
const TICK_MAX_MS = 30_000;

/** The parts of a drawn list that the grid works with. */
export interface GridParts {
  /** What scrolls. */
  box: HTMLElement;
  /** In it, what is as high as all rows. */
  canvas: HTMLElement;
  /** The row of headings. */
  head: HTMLElement;
  /** Something invisible that is as high as a row. */
  probe: HTMLElement;
  /** Where exact times are shown. */
  tip: HTMLElement;
}

/** What the grid needs from the element it is in. */
export interface GridHost {
  readonly rows: EventRows;
  /** Whether the line of reading runs from right to left. */
  rtl(): boolean;
  /** Key of the event that is chosen. */
  selected(): string | null;
  /** An event as it may be seen by now. */
  see(record: EventRecord): EventRecord;
  /** A reader presses an event that is closed. Returns whether it may open. */
  opening(record: EventRecord, index: number): boolean;
  closed(record: EventRecord, index: number): void;
  /** A key has taken the reader to a row. */
  moved(row: number): void;
  /** The reader has scrolled to the last row. */
  reachedEnd(): void;
  /** A reader wants to filter by some of these values: by which, and how, is open without an operator. */
  filter(values: readonly FilterValue[], place: MenuPlace, record: EventRecord, operator?: FilterOperator): void;
  /** Key of the event that waits to be compared; empty for none. */
  marked(): string;
  /** A reader wants an event compared with another. */
  compare(record: EventRecord): void;
  /** A key asks for the search field, or for the page of keys. */
  search(): void;
  help(): void;
}

/**
 * The rows of a list at work: draws those in sight, scrolls, opens and closes them, and moves the focus.
 * Everything in it is done without the element's own rendering, which would be too slow for a turn of a wheel.
 */
export class ListGrid {
  readonly #host: GridHost;
  readonly #scroller = new Scroller(
    () => this.draw(),
    () => this.#settled(),
  );
  readonly #open = new OpenRows({
    changed: key => this.#detailResized(key),
    step: (key, by) => this.#step(key, by),
    texts: () => this.#context!.texts,
  });
  readonly #body: RowBody;
  readonly #focus: GridFocus;
  readonly #tip: TimeTip;
  /** What to listen to in the box that scrolls. */
  readonly input: GridInput;
  readonly #sizes = new ResizeObserver(entries => this.#measured(entries));
  #parts: GridParts | undefined;
  #columns: readonly Column[] = [];
  #context: CellContext | undefined;
  #startsOver = false;
  #boxHeight = 0;
  #headHeight = 0;
  #tickTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: GridHost) {
    this.#host = host;
    this.#body = new RowBody({
      rows: host.rows,
      scroller: this.#scroller,
      open: this.#open,
      context: () => this.#context!,
      selected: () => host.selected(),
      see: record => host.see(record),
      marked: () => host.marked(),
      showsWaiting: () => host.rows.status === 'loading' || host.rows.status === 'ready',
      pinned: () => this.#focus.row,
    });
    this.#focus = new GridFocus(
      this.#body,
      this.#scroller,
      () => this.#headerStops(),
      row => host.moved(row),
    );
    this.#tip = new TimeTip(
      this.#body,
      () => this.#parts?.tip ?? null,
      () => this.#context?.format ?? { locale: 'en' },
    );
    this.input = new GridInput({
      host,
      body: this.#body,
      open: this.#open,
      focus: this.#focus,
      tip: this.#tip,
      columns: () => this.#columns,
      head: () => this.#parts?.head,
      toggle: (record, index) => this.#toggle(record, index),
      close: (record, index) => this.#close(record, index),
    });
  }

  /** Takes other columns, another language, zone or form of time: every row is written anew, into other elements for other columns. */
  setForm(columns: readonly Column[], context: CellContext): void {
    this.#context = context;
    this.#open.redraw();
    if (columns === this.#columns) return;
    const inside = this.#focus.row >= 0;
    this.#columns = columns;
    this.#body.columns = columns;
    this.#open.colSpan = columns.length + 1;
    this.#setTracks();
    if (inside) this.#focus.restore(); // the element that had it was of other columns
  }

  /** Takes the parts of the list that have been drawn; the same ones any number of times. */
  attach(parts: GridParts): void {
    this.#parts = parts;
    this.#body.canvas = parts.canvas;
    this.#setTracks();
    if (!this.#scroller.attach(parts.box, parts.canvas)) return;
    for (const part of [parts.probe, parts.head, parts.box]) this.#sizes.observe(part);
  }

  /** The list leaves the page, or is no longer drawn. Rows that are open stay so. */
  detach(): void {
    this.#scroller.detach();
    this.#sizes.disconnect();
    this.#tip.hide();
    this.#focus.left();
    clearTimeout(this.#tickTimer);
    if (!this.#parts?.canvas.isConnected) this.#parts = undefined;
  }

  /** Closes everything: these are other events. */
  closeAll(): void {
    this.#open.clear();
  }

  draw(): void {
    if (!this.#parts || !this.#context) return;
    this.#tip.hide();
    const { first, last } = this.#scroller.range();
    if (last >= first) this.#host.rows.want(first, last);
    if (first > 0 && last === this.#scroller.geometry.count - 1) this.#host.reachedEnd();
    this.#body.draw();
    // Nothing has a size yet: what could be focused is looked for once the page is laid out anyway.
    if (this.#scroller.view > 0) this.#focus.mark();
  }

  rowsChanged(): void {
    const { geometry } = this.#scroller;
    const count = this.displayCount;
    const opened = this.#openHeights().filter(([index, height]) => geometry.extra(index) !== height);
    if (count === geometry.count && opened.length === 0) {
      this.draw();
      return;
    }
    this.#scroller.change(() => {
      geometry.count = count;
      for (const [index, height] of opened) geometry.setExtra(index, height);
    });
  }

  /** @param moved - how far down rows have moved; `null` when these are other rows */
  rowsReplaced(moved: number | null): void {
    const { rows } = this.#host;
    const read = this.#body.viewAt(this.#focus.row)?.record;
    const fromTop = moved === null || this.#startsOver;
    this.#startsOver = false;
    this.#scroller.change(geometry => {
      geometry.clearExtras();
      geometry.count = this.displayCount;
      for (const [index, height] of this.#openHeights()) geometry.setExtra(index, height);
    }, moved ?? 0);
    if (fromTop) this.#scroller.scrollTo(0);
    const found = read && !fromTop ? rows.indexOf(keyOf(read)) : -1;
    this.#focus.follow(fromTop ? 0 : found >= 0 ? found : this.#focus.lastRow + moved);
    // The element with the focus may show another event now, or none.
    if (this.#focus.row >= 0) this.#focus.restore();
    this.#settled();
  }

  /** Goes to the first row, and to what is the first one after the next reload. */
  startOver(): void {
    this.#startsOver = true;
    this.#focus.to(0);
  }

  /** Rows the list has room for; some while it is not known how many there are. */
  get displayCount(): number {
    const { status, count } = this.#host.rows;
    const isUnknown = status === 'loading' || (status === 'waiting' && count === 0);
    if (!isUnknown) return count;
    const { view, geometry } = this.#scroller;
    return Math.max(PLACEHOLDERS, geometry.rowHeight > 0 ? Math.ceil(view / geometry.rowHeight) : 0);
  }

  scrollToRow(index: number): void {
    const { geometry } = this.#scroller;
    this.#scroller.scrollTo(geometry.top(Math.max(0, Math.min(geometry.count - 1, Math.floor(index)))));
  }

  /** Puts the focus where the reader was last. */
  focus(): void {
    this.#focus.restore();
  }

  // --- Opening and closing ---

  #toggle(record: EventRecord, index: number): void {
    const key = keyOf(record);
    if (this.#open.has(key)) {
      this.#close(record, index);
      return;
    }
    if (!this.#host.opening(record, index) || key === '') return;
    this.#open.open(record);
    this.#scroller.change(geometry => geometry.setExtra(index, this.#open.height(key)));
    void this.#drawn(key);
  }

  /** Before the next frame: a detail is drawn in a microtask, and then its height is known. */
  async #drawn(key: string): Promise<void> {
    await this.#open.drawn(key);
    if (this.#open.measure(key)) this.#detailResized(key);
  }

  /** Opens the event before or after an open one in its stead, at the same place on the screen and with the focus where it was. */
  #step(key: string, by: 1 | -1): void {
    const { rows } = this.#host;
    const index = rows.indexOf(key);
    const record = rows.row(index);
    const next = rows.row(index + by);
    if (!record) return;
    if (!next || keyOf(next) === '') {
      // There is no further one, or it is on its way.
      const last = Math.max(0, Math.min(rows.count - 1, index + by));
      if (last === index) this.#host.moved(index);
      else this.#focus.to(last);
      return;
    }
    const nextKey = keyOf(next);
    if (!this.#open.has(nextKey) && !this.#host.opening(next, index + by)) return;
    const { geometry } = this.#scroller;
    const place = Math.max(0, geometry.top(index) - this.#scroller.offset);
    this.#open.open(next);
    this.#open.close(key);
    this.#scroller.change(() => {
      geometry.setExtra(index, 0);
      geometry.setExtra(index + by, this.#open.height(nextKey));
    });
    this.#scroller.scrollTo(Math.max(0, geometry.top(index + by) - place));
    this.#host.closed(record, index);
    void this.#drawn(nextKey).then(() => this.#open.focusStep(nextKey, by));
  }

  #close(record: EventRecord, index: number): void {
    this.#open.close(keyOf(record));
    this.#scroller.change(geometry => geometry.setExtra(index, 0));
    this.#host.closed(record, index);
  }

  // --- Sizes and time ---

  #measured(entries: readonly ResizeObserverEntry[]): void {
    const { geometry } = this.#scroller;
    const parts = this.#parts;
    let rowHeight = geometry.rowHeight;
    for (const { target, contentRect, borderBoxSize } of entries) {
      const height = borderBoxSize[0]?.blockSize ?? contentRect.height;
      if (target === parts?.box) this.#boxHeight = contentRect.height;
      else if (target === parts?.head) this.#headHeight = height;
      else if (target === parts?.probe) rowHeight = height;
    }
    // Before anything is changed: the page is laid out now, and would have to be once more.
    this.#scroller.recover();
    parts?.box.style.setProperty('--_head', `${this.#headHeight}px`);
    if (rowHeight !== geometry.rowHeight) this.#scroller.change(() => (geometry.rowHeight = rowHeight));
    this.#scroller.view = this.#boxHeight - this.#headHeight;
    this.rowsChanged();
    this.#settled();
  }

  #detailResized(key: string): void {
    const index = this.#host.rows.indexOf(key);
    if (index < 0) return;
    this.#scroller.change(geometry => geometry.setExtra(index, this.#open.height(key)));
  }

  /** The rows of open events, as far as they are known, and the room their details take. */
  #openHeights(): [index: number, height: number][] {
    const heights: [number, number][] = [];
    for (const key of this.#open.keys) {
      const index = this.#host.rows.indexOf(key);
      if (index >= 0) heights.push([index, this.#open.height(key)]);
    }
    return heights;
  }

  #setTracks(): void {
    const { style } = this.#parts?.box ?? {};
    if (!style) return;
    for (const [name, value] of Object.entries<string>({ ...rowGrid(this.#columns) })) {
      style.setProperty(`--_${name}`, value);
    }
  }

  #settled(): void {
    this.#body.sort();
    this.#tick();
  }

  /** Writes relative times anew, and again when the first of them reads differently. */
  #tick(): void {
    clearTimeout(this.#tickTimer);
    if (!this.#parts || !this.#context) return;
    this.#context.now = Date.now();
    this.#body.tick();
    let wait = TICK_MAX_MS;
    for (const { record } of this.#body.views) {
      const ms = record ? createdMs(record) : NaN;
      if (!Number.isNaN(ms)) wait = Math.min(wait, untilRelativeChanges(ms, this.#context.now));
    }
    this.#tickTimer = setTimeout(() => this.#tick(), Math.max(TICK_MIN_MS, wait));
  }

  #headerStops(): HTMLElement[] {
    return [...(this.#parts?.head.querySelectorAll<HTMLElement>('.sort') ?? [])].filter(
      stop => stop.getClientRects().length > 0,
    );
  }
}
