import type { EventRecord } from '../../model/index.js';
import type { CellContext } from './cells.js';
import type { Column } from './columns.js';
import type { EventRows } from './event-rows.js';
import type { OpenRows } from './open-rows.js';
import { RowView } from './row-view.js';
import type { Scroller } from './scroller.js';
import { keyOf, NOT_SENT } from './snapshot.js';

/** Microtasks an answer from memory takes, and some more. */
const ANSWER_HOPS = 12;

/** What a body draws from. */
export interface BodySources {
  rows: EventRows;
  scroller: Scroller;
  open: OpenRows;
  context: () => CellContext;
  selected: () => string | null;
  /** An event as it may be seen by now: what is masked can be revealed while it is in sight. */
  see: (record: EventRecord) => EventRecord;
  /** Key of the event that waits to be compared; empty for none. */
  marked: () => string;
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
  /** Counts drawings, so that one that was put off knows of later ones. */
  #run = 0;

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
   * Draws what is in sight. Rows that are not there yet wait for some microtasks, in which a client in memory answers, so
   * that they are not written twice before the same frame. `now` draws them at once, for who needs their elements.
   */
  draw(now = false): void {
    if (!this.#canvas) return;
    this.#run += 1;
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
    waits &&= showsWaiting();
    if (waits) void this.#drawSoon(this.#run);

    const kept = new Set(needed);
    const free = [...this.#shown.keys()].filter(index => !kept.has(index) && index !== fixed);
    for (const index of needed) this.#show(index, free);
    if (!kept.has(fixed)) this.#rewrite(fixed);
    // Rows that are out of sight keep their elements when more are to come, which will take them over.
    if (!waits) for (const index of free) this.#park(index);
  }

  async #drawSoon(run: number): Promise<void> {
    for (let hop = 0; hop < ANSWER_HOPS; hop += 1) await Promise.resolve();
    if (run === this.#run) this.draw(true);
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

  /** @param free - rows whose elements may be taken */
  #show(index: number, free: number[]): void {
    let view = this.#shown.get(index);
    if (!view) {
      view = this.#takeLike(index, free) ?? this.#parked.pop() ?? this.#make();
      this.#shown.set(index, view);
    }
    this.#write(view, index);
  }

  /** The free element that shows an event of the same kind, whose icon, colour and words then stay; else any. */
  #takeLike(index: number, free: number[]): RowView | undefined {
    const action = this.#sources.rows.row(index)?.action;
    const alike = free.findIndex(other => this.#shown.get(other)?.record?.action === action);
    const [taken] = free.splice(alike < 0 ? free.length - 1 : alike, 1);
    return taken === undefined ? undefined : this.#take(taken);
  }

  #take(index: number): RowView {
    const view = this.#shown.get(index)!;
    this.#shown.delete(index);
    return view;
  }

  #park(index: number): void {
    const view = this.#take(index);
    view.park();
    this.#parked.push(view);
  }

  #rewrite(index: number): void {
    const view = this.#shown.get(index);
    if (view) this.#write(view, index);
  }

  #write(view: RowView, index: number): void {
    const { rows, scroller, open, context, selected, marked, see } = this.#sources;
    const found = rows.row(index);
    const row = found ? see(found) : found;
    const key = row ? keyOf(row) : '';
    const isOpen = row !== undefined && row !== NOT_SENT && open.has(key);
    view.show(index, row, context(), {
      open: isOpen,
      selected: key !== '' && key === selected(),
      marked: key !== '' && key === marked(),
    });
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
    this.#run += 1;
    for (const view of [...this.#shown.values(), ...this.#parked]) {
      view.setBelow(undefined);
      view.element.remove();
    }
    this.#shown.clear();
    this.#parked.length = 0;
    this.#byElement.clear();
  }
}
