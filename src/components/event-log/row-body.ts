import type { CellContext } from './cells.js';
import type { Column } from './columns.js';
import type { EventRows } from './event-rows.js';
import type { OpenRows } from './open-rows.js';
import { RowView } from './row-view.js';
import type { Scroller } from './scroller.js';
import { keyOf, NOT_SENT } from './snapshot.js';

/** What a body draws from. */
export interface BodySources {
  rows: EventRows;
  scroller: Scroller;
  open: OpenRows;
  context: () => CellContext;
  selected: () => string | null;
  /** Whether rows that are not there yet are drawn as such; else they are left out. */
  showsWaiting: () => boolean;
  /** The row that must keep its element, because the reader's focus is in it; -1 for none. */
  pinned: () => number;
}

/**
 * The row elements of the list: as many as fit the view, moved and written anew as it scrolls. Only rows that come into
 * sight are written.
 */
export class RowBody {
  readonly #sources: BodySources;
  #canvas: HTMLElement | undefined;
  #columns: readonly Column[] = [];
  /** By row. */
  readonly #shown = new Map<number, RowView>();
  readonly #parked: RowView[] = [];
  readonly #byElement = new Map<Element, RowView>();
  #frame = 0;

  constructor(sources: BodySources) {
    this.#sources = sources;
  }

  set canvas(canvas: HTMLElement | undefined) {
    if (canvas === this.#canvas) return;
    this.#canvas = canvas;
    this.#discard();
  }

  /** Other columns need other row elements. */
  set columns(columns: readonly Column[]) {
    this.#columns = columns;
    this.#discard();
  }

  get views(): Iterable<RowView> {
    return this.#shown.values();
  }

  /** The element that shows a row, if one does. */
  viewAt(index: number): RowView | undefined {
    return this.#shown.get(index);
  }

  /** The row an element inside the body belongs to. */
  viewOf(node: EventTarget | null | undefined): RowView | undefined {
    const row = node instanceof Element ? node.closest('.row') : undefined;
    return row ? this.#byElement.get(row) : undefined;
  }

  /**
   * Draws what is in sight. Rows that are not there yet wait for the next frame: a client in memory answers before it, and
   * nothing flickers. `now` draws them at once, for who needs their elements.
   */
  draw(now = false): void {
    if (!this.#canvas) return;
    cancelAnimationFrame(this.#frame);
    const { rows, scroller, showsWaiting, pinned } = this.#sources;
    const { first, last } = scroller.drawn();
    const fixed = pinned();
    const needed: number[] = [];
    let waits = false;
    for (let index = first; index <= last; index += 1) {
      const missing = rows.row(index) === undefined;
      if (missing && !this.#shown.has(index) && !now) waits = true;
      else if (!missing || showsWaiting()) needed.push(index);
    }
    if (waits && showsWaiting()) this.#frame = requestAnimationFrame(() => this.draw(true));

    const keep = new Set(needed);
    const free: RowView[] = [];
    for (const [index, view] of this.#shown) {
      if (keep.has(index) || index === fixed) continue;
      this.#shown.delete(index);
      free.push(view);
    }
    for (const index of needed) this.#show(index, free);
    const kept = this.#shown.get(fixed);
    if (kept && !keep.has(fixed)) this.#write(kept, fixed);
    for (const view of free) {
      view.park();
      this.#parked.push(view);
    }
  }

  /** Writes again what depends on how late it is. */
  tick(): void {
    const context = this.#sources.context();
    for (const view of this.#shown.values()) view.tick(context);
  }

  /**
   * Puts the elements in the order of their rows, for those who read the page and not the screen. Done when scrolling has
   * ended: moving elements costs, and the focused one must stay where it is.
   */
  sort(): void {
    if (!this.#canvas) return;
    const views = [...this.#shown.values()].sort((a, b) => a.index - b.index);
    const fixed = this.#shown.get(this.#sources.pinned());
    const pivot = fixed ? views.indexOf(fixed) : 0;
    for (let i = pivot - 1; i >= 0; i -= 1) {
      const next = views[i + 1]!.element;
      if (views[i]!.element.nextSibling !== next) next.before(views[i]!.element);
    }
    for (let i = pivot + 1; i < views.length; i += 1) {
      const previous = views[i - 1]!.element;
      if (previous.nextSibling !== views[i]!.element) previous.after(views[i]!.element);
    }
  }

  #show(index: number, free: RowView[]): void {
    let view = this.#shown.get(index);
    if (!view) {
      view = free.pop() ?? this.#parked.pop() ?? this.#make();
      this.#shown.set(index, view);
    }
    this.#write(view, index);
  }

  #write(view: RowView, index: number): void {
    const { rows, scroller, open, context, selected } = this.#sources;
    const row = rows.row(index);
    const key = row ? keyOf(row) : '';
    const isOpen = row !== undefined && row !== NOT_SENT && open.has(key);
    view.show(index, row, context(), { open: isOpen, selected: row ? key === selected() && key !== '' : false });
    const box = isOpen ? open.boxOf(key, row) : undefined;
    if (box !== view.below) {
      view.setBelow(box);
      if (box) open.shown(key);
    }
    view.place(scroller.placeOf(index), isOpen ? scroller.geometry.height(index) : 0);
  }

  #make(): RowView {
    const view = new RowView(this.#columns);
    this.#byElement.set(view.element, view);
    this.#canvas!.append(view.element);
    return view;
  }

  #discard(): void {
    cancelAnimationFrame(this.#frame);
    for (const view of [...this.#shown.values(), ...this.#parked]) {
      view.setBelow(undefined);
      view.element.remove();
    }
    this.#shown.clear();
    this.#parked.length = 0;
    this.#byElement.clear();
  }
}
