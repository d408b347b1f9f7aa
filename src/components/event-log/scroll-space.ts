/**
 * The tallest box a list asks the browser for, in CSS pixels. Browsers stop at 17.9 million (Firefox) and 33.5 million
 * (Chromium, WebKit); Chromium counts them after zoom and pixel ratio, so 500 % on a 2x screen leaves 3.3 million.
 * Below it a scroll position is also exact to a quarter of a pixel in the compositor's 32-bit floats.
 */
export const MAX_SPACE = 3_000_000;

/** At both ends a scaled list moves one to one, so that the first and last rows are reached by small steps like any other. */
const PLAIN_END = 100_000;

/** A change of up to so many views is a step (wheel, finger, key), and anything beyond a jump (scrollbar, Home, End). */
const STEP_VIEWS = 4;

/**
 * Fits a list of any height into a box a browser can scroll.
 *
 * While the list fits, its offset is the scroll position. Beyond, a step moves the list by just as many pixels, and a jump
 * takes it to the same part of the whole. Steps therefore wander off from the position that belongs to the offset; when
 * scrolling has ended, `settle()` says where the position should be put back to. What is on screen does not move then.
 */
export class ScrollSpace {
  #total = 0;
  #view = 0;
  #offset = 0;
  #position = 0;

  /** Height the box in the scroller must have. */
  get space(): number {
    return Math.min(this.#total, MAX_SPACE);
  }

  /** Offset of the list at the top edge of the view. */
  get offset(): number {
    return this.#offset;
  }

  /** Scroll position as last heard or asked for. */
  get position(): number {
    return this.#position;
  }

  /** What to take off an offset in the list to get a place in the box. Changes on jumps only, and is 0 while the list fits. */
  get shift(): number {
    return this.#offset - this.#position;
  }

  /** Takes new sizes and keeps the offset as far as it can. The position must then be set to `position`. */
  resize(total: number, view: number, offset = this.#offset): void {
    this.#total = Math.max(0, total);
    this.#view = Math.max(0, view);
    this.moveTo(offset);
  }

  /** The scroller reports its position. Returns whether the position must be corrected to `position` at once. */
  scrolled(position: number): boolean {
    const step = position - this.#position;
    if (!this.#scaled) {
      this.#position = position;
      this.#offset = position;
      return false;
    }
    const isStep = Math.abs(step) <= STEP_VIEWS * this.#view;
    this.#position = position;
    this.#offset = this.#clamp(isStep ? this.#offset + step : this.#offsetAt(position));
    // One end reached and the other not: the rest of the list would be out of reach. Less than a pixel is no rest.
    const arrived = position <= 0 || position >= this.#maxPosition;
    if (arrived && this.#positionAt(this.#offset) === position) this.#offset = position <= 0 ? 0 : this.#maxOffset;
    const atEnd = arrived && !this.#isEnd(this.#offset);
    const early = this.#isEnd(this.#offset) && this.#position !== this.#positionAt(this.#offset);
    if (!atEnd && !early) return false;
    this.#position = this.#positionAt(this.#offset);
    return true;
  }

  /** Shows another offset. The position must then be set to `position`. */
  moveTo(offset: number): void {
    this.#offset = this.#clamp(offset);
    this.#position = this.#positionAt(this.#offset);
  }

  /** Scrolling has ended. Returns whether the position must be set to `position`, for the scrollbar to tell the truth. */
  settle(): boolean {
    if (!this.#scaled) return false;
    const position = this.#positionAt(this.#offset);
    if (position === this.#position) return false;
    this.#position = position;
    return true;
  }

  get #scaled(): boolean {
    return this.#total > MAX_SPACE;
  }

  get #maxOffset(): number {
    return Math.max(0, this.#total - this.#view);
  }

  get #maxPosition(): number {
    return Math.max(0, Math.floor(this.space - this.#view));
  }

  #clamp(offset: number): number {
    return Math.min(this.#maxOffset, Math.max(0, offset));
  }

  #isEnd(offset: number): boolean {
    return offset <= 0 || offset >= this.#maxOffset;
  }

  /** One to one near both ends, proportional between. Whole pixels, since browsers round what they are given. */
  #positionAt(offset: number): number {
    if (!this.#scaled) return offset;
    if (offset <= PLAIN_END) return Math.round(offset);
    const fromEnd = this.#maxOffset - offset;
    if (fromEnd <= PLAIN_END) return this.#maxPosition - Math.round(fromEnd);
    return Math.round(PLAIN_END + (offset - PLAIN_END) / this.#scale);
  }

  #offsetAt(position: number): number {
    if (position <= PLAIN_END) return position;
    const fromEnd = this.#maxPosition - position;
    if (fromEnd <= PLAIN_END) return this.#maxOffset - fromEnd;
    return PLAIN_END + (position - PLAIN_END) * this.#scale;
  }

  /** Pixels of the list to a pixel of the box, between the plain ends. */
  get #scale(): number {
    return (this.#maxOffset - 2 * PLAIN_END) / (this.#maxPosition - 2 * PLAIN_END);
  }
}
