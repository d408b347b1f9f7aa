import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Rows of one block. Blocks far from what is in sight are empty boxes of the right height. */
export const BLOCK = 40;
/** With fewer rows all are drawn: nothing would be gained. */
const ALL_MAX = 240;
/** Space above and below the window in which blocks are drawn, in CSS pixels. */
const AHEAD = 800;
/** Height of a row with one line, in CSS pixels. */
export const ROW_PX = 20;

/** Knows which blocks of rows are near the window of the box that scrolls, and how high the others are. */
export class Blocks implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #observer: IntersectionObserver | undefined;
  #box: HTMLElement | undefined;
  readonly #watched = new Set<HTMLElement>();
  #near = new Set<number>([0, 1]);
  #heights: number[] = [];
  #rows = 0;
  /** A block that is drawn in any case: the one that the focus goes to. */
  #pinned = -1;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#box = undefined;
    this.#watched.clear();
  }

  /** Begins again, for rows of something else. */
  reset(): void {
    this.#heights = [];
    this.#near = new Set([0, 1]);
  }

  /** Says how many rows there are now. */
  resize(rows: number): void {
    this.#rows = rows;
  }

  get count(): number {
    return Math.ceil(this.#rows / BLOCK);
  }

  /** Whether there are so many rows that only those near the window are drawn. */
  get many(): boolean {
    return this.#rows > ALL_MAX;
  }

  isDrawn(block: number): boolean {
    return !this.many || this.#near.has(block) || block === this.#pinned;
  }

  pin(block: number): void {
    this.#pinned = block;
  }

  /** After each drawing: gives empty blocks their height, remembers that of the others, watches new ones. */
  update(box: HTMLElement, elements: Iterable<HTMLElement>): void {
    if (!this.many) {
      for (const element of elements) element.style.removeProperty('block-size');
      this.hostDisconnected();
      return;
    }
    if (box !== this.#box) {
      this.hostDisconnected();
      this.#box = box;
      this.#observer = new IntersectionObserver(entries => this.#see(entries), {
        root: box,
        rootMargin: `${AHEAD}px 0px`,
      });
    }
    const present = new Set(elements);
    for (const element of this.#watched) {
      if (present.has(element)) continue;
      this.#observer?.unobserve(element);
      this.#watched.delete(element);
    }
    for (const element of present) {
      const block = Number(element.dataset['block']);
      if (this.isDrawn(block)) element.style.removeProperty('block-size');
      else {
        const rows = Math.min(BLOCK, this.#rows - block * BLOCK);
        element.style.setProperty('block-size', `${this.#heights[block] ?? rows * ROW_PX}px`);
      }
      if (this.#watched.has(element)) continue;
      this.#watched.add(element);
      this.#observer?.observe(element);
    }
  }

  #see(entries: readonly IntersectionObserverEntry[]): void {
    const near = new Set(this.#near);
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const block = Number((target as HTMLElement).dataset['block']);
      if (isIntersecting) near.add(block);
      else {
        if (this.isDrawn(block) && boundingClientRect.height > 0) this.#heights[block] = boundingClientRect.height;
        near.delete(block);
      }
    }
    if (near.size === this.#near.size && [...near].every(block => this.#near.has(block))) return;
    this.#near = near;
    this.#host.requestUpdate();
  }
}
