import { RowGeometry } from './geometry.js';
import { ScrollSpace } from './scroll-space.js';

/** Rows drawn beyond what is in sight, on each side: what a wheel shows before the next frame. */
const OVERSCAN = 4;

/** Rows from `first` to `last`, both included; `last` is before `first` when there are none. */
export interface RowRange {
  first: number;
  last: number;
}

/** Scrolling has ended when nothing has moved for so long; a wheel pauses between its notches. */
const QUIET_MS = 200;

/**
 * Keeps a scrolling box, the list in it and the numbers of both together: which rows are in sight, where they lie in the
 * box, and how it is scrolled to others. Calls `draw` whenever other rows may be in sight.
 */
export class Scroller {
  readonly geometry = new RowGeometry();
  readonly #space = new ScrollSpace();
  readonly #draw: () => void;
  readonly #settled: () => void;
  #box: HTMLElement | undefined;
  #canvas: HTMLElement | undefined;
  #view = 0;
  #height = -1;
  /** Scroll position of the box, as last heard or set. Reading it from the box would lay the page out. */
  #top = NaN;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  /** @param settled - called when scrolling has ended */
  constructor(draw: () => void, settled: () => void) {
    this.#draw = draw;
    this.#settled = settled;
  }

  /** Takes the elements: what scrolls, and in it what is as high as the list. Returns whether they are others than before. */
  attach(box: HTMLElement, canvas: HTMLElement): boolean {
    if (box === this.#box && canvas === this.#canvas) return false;
    this.detach();
    this.#box = box;
    this.#canvas = canvas;
    this.#height = -1;
    this.#top = 0; // what has been out of the page comes back at its top; if not, `recover` finds out
    box.addEventListener('scroll', this.#onScroll, { passive: true });
    box.addEventListener('scrollend', this.#onScrollEnd, { passive: true });
    this.#apply();
    return true;
  }

  detach(): void {
    clearTimeout(this.#quiet);
    this.#box?.removeEventListener('scroll', this.#onScroll);
    this.#box?.removeEventListener('scrollend', this.#onScrollEnd);
    this.#box = undefined;
    this.#canvas = undefined;
  }

  /** Height of the part of the box in which rows can be seen. */
  get view(): number {
    return this.#view;
  }
  set view(height: number) {
    if (height === this.#view) return;
    this.#view = Math.max(0, height);
    this.change(() => undefined);
  }

  /** Offset of the list at the top of the view. */
  get offset(): number {
    return this.#space.offset;
  }

  /** Rows of which something is in sight. */
  range(): RowRange {
    const { geometry, offset } = this;
    if (geometry.count === 0 || this.#view === 0) return { first: 0, last: -1 };
    const first = geometry.rowAt(offset);
    const last = geometry.rowAt(Math.max(offset, offset + this.#view - 1));
    return { first, last };
  }

  /** Rows to draw: always as many, however they lie in the view, so that elements are made once. */
  drawn(): RowRange {
    const { first, last } = this.range();
    if (last < first) return { first, last };
    const { count, rowHeight } = this.geometry;
    const length = Math.min(count, Math.ceil(this.#view / rowHeight) + 1 + 2 * OVERSCAN);
    const start = Math.max(0, Math.min(first - OVERSCAN, count - length));
    return { first: start, last: start + length - 1 };
  }

  /** Where the top of a row lies in the canvas. */
  placeOf(index: number): number {
    return this.geometry.top(index) - this.#space.shift;
  }

  /** Changes the geometry, and keeps what the reader looks at where it is: the topmost row in sight, by `moved` rows further down. */
  change(alter: (geometry: RowGeometry) => void, moved = 0): void {
    const { geometry } = this;
    const before = this.offset;
    const anchor = geometry.rowAt(before);
    const into = before - geometry.top(anchor);
    const part = geometry.rowHeight > 0 ? into / geometry.rowHeight : 0;
    alter(geometry);
    // At the very top a reader wants to see what comes at the top.
    if (before === 0 && moved === 0) this.#resize(0);
    else if (anchor < 0) this.#resize(before);
    else {
      const row = Math.max(0, anchor + moved);
      // Within the line the same part of it; below it, in a detail, the same pixel, or its line when that is gone.
      const below = part > 1;
      const height = geometry.height(row);
      const offset = below ? (into < height ? into : 0) : part * geometry.rowHeight;
      this.#resize(geometry.top(row) + offset);
    }
    this.#draw();
  }

  /** The box may have been out of sight, and have lost its position without a word. */
  recover(): void {
    if (this.#box) this.#top = this.#box.scrollTop;
    this.#apply();
  }

  scrollTo(offset: number): void {
    this.#space.moveTo(offset);
    this.#apply();
    this.#draw();
  }

  /** Brings the line of a row into sight by the least movement. */
  reveal(index: number): void {
    const top = this.geometry.top(index);
    const { offset } = this;
    if (top < offset) this.scrollTo(top);
    else {
      const least = top + this.geometry.rowHeight - this.#view;
      if (least > offset) this.scrollTo(Math.min(top, least));
    }
  }

  readonly #onScroll = (): void => {
    if (!this.#box) return;
    const { scrollTop } = this.#box;
    this.#top = scrollTop;
    // Our own correction comes back as an event.
    if (scrollTop !== this.#space.position) {
      if (this.#space.scrolled(scrollTop)) this.#apply();
      this.#draw();
    }
    clearTimeout(this.#quiet);
    // A scrollbar that is held still has not ended: the browser says when, if it can.
    if (!('onscrollend' in this.#box)) this.#onScrollEnd();
  };

  readonly #onScrollEnd = (): void => {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      // A step may have been made that no event has told of yet; it would be undone.
      if (this.#box && this.#box.scrollTop !== this.#top) this.#onScroll();
      else if (this.#space.settle()) {
        this.#apply();
        this.#draw();
      }
      this.#settled();
    }, QUIET_MS);
  };

  #resize(offset: number): void {
    this.#space.resize(this.geometry.total, this.#view, offset);
    this.#apply();
  }

  /** Brings the box to what the numbers say. */
  #apply(): void {
    const { space, position } = this.#space;
    if (!this.#box || !this.#canvas) return;
    if (space !== this.#height) {
      this.#height = space;
      this.#canvas.style.blockSize = `${space}px`;
    }
    if (position === this.#top) return;
    this.#top = position;
    this.#box.scrollTop = position;
  }
}
