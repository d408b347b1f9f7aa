import type { ReactiveControllerHost } from 'lit';

/** Where something was pointed at: a bucket, and how high in it, as a share of the height. */
export interface Spot {
  bucket: number;
  height: number;
}

export interface InputHost {
  /** How many buckets there are. */
  count(): number;
  /** The area of the bars in the box, in CSS pixels. */
  area(): { left: number; top: number; width: number; height: number } | null;
  /** A press at a bucket. */
  press(spot: Spot): void;
  /** A stretch of buckets was marked, the last one included. */
  mark(first: number, last: number): void;
  /** The part above or below the one that keys have chosen. */
  step(by: number): void;
  /** A press of Enter on the bucket that keys have chosen. */
  enter(bucket: number): void;
}

/** A pointer that moved less than this between down and up has pressed. */
const DRAG_PX = 4;
const PAGE = 10;

/**
 * Pointer and keys on a chart. Buckets are what is chosen: a drag marks whole ones, so that its ends are edges of buckets.
 */
export class PlotInput {
  readonly #host: InputHost;
  readonly #element: ReactiveControllerHost;
  #start: { x: number; bucket: number } | null = null;
  #dragged = false;
  /** The bucket under the pointer, or the one that keys have chosen. */
  current: number | null = null;
  /** The other end of what is being marked. */
  anchor: number | null = null;

  constructor(element: ReactiveControllerHost, host: InputHost) {
    this.#element = element;
    this.#host = host;
  }

  /** What is being marked, first and last bucket; null for nothing. */
  get marked(): readonly [first: number, last: number] | null {
    if (this.anchor === null || this.current === null) return null;
    return [Math.min(this.anchor, this.current), Math.max(this.anchor, this.current)];
  }

  /** Forgets what was chosen: the buckets are others now. */
  reset(): void {
    this.#start = null;
    this.anchor = null;
    this.current = null;
    this.#element.requestUpdate();
  }

  readonly onPointerDown = (event: PointerEvent): void => {
    const spot = this.#spot(event);
    if (!spot || event.button !== 0) return;
    this.#start = { x: event.clientX, bucket: spot.bucket };
    this.#dragged = false;
    this.anchor = null;
    this.current = spot.bucket;
    // A pointer that was let go meanwhile, or a made-up one, cannot be captured.
    try {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    } catch {
      /* the drag then ends at the edge of the chart */
    }
    this.#element.requestUpdate();
  };

  readonly onPointerMove = (event: PointerEvent): void => {
    const spot = this.#spot(event, this.#start !== null);
    if (this.#start && spot) {
      this.#dragged ||= Math.abs(event.clientX - this.#start.x) > DRAG_PX;
      if (this.#dragged) this.anchor = this.#start.bucket;
    }
    const bucket = spot?.bucket ?? null;
    if (bucket === this.current && !this.#dragged) return;
    this.current = bucket;
    this.#element.requestUpdate();
  };

  readonly onPointerUp = (event: PointerEvent): void => {
    if (!this.#start) return;
    const spot = this.#spot(event, true);
    const { marked } = this;
    const dragged = this.#dragged;
    this.#start = null;
    this.anchor = null;
    this.#element.requestUpdate();
    if (dragged && marked) this.#host.mark(...marked);
    else if (spot) this.#host.press(spot);
  };

  readonly onPointerLeave = (): void => {
    if (this.#start) return;
    this.reset();
  };

  readonly onPointerCancel = (): void => this.reset();

  readonly onBlur = (): void => this.reset();

  readonly onFocus = (): void => {
    if (this.#start || this.current !== null || this.#host.count() === 0) return;
    this.current = this.#host.count() - 1;
    this.#element.requestUpdate();
  };

  /** Time runs from left to right in every language, so left is earlier. */
  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#host.count() - 1;
    if (last < 0) return;
    const at = this.current ?? last;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, PageUp: at - PAGE, PageDown: at + PAGE, Home: 0, End: last }[
      event.key
    ];
    if (to !== undefined) {
      this.anchor = event.shiftKey ? (this.anchor ?? at) : null;
      this.current = Math.min(last, Math.max(0, to));
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') this.#host.step(event.key === 'ArrowUp' ? 1 : -1);
    else if (event.key === 'Enter' || event.key === ' ') {
      const { marked } = this;
      this.anchor = null;
      if (marked) this.#host.mark(...marked);
      else this.#host.enter(at);
    } else if (event.key === 'Escape' && (this.anchor !== null || this.#start)) {
      this.#start = null;
      this.anchor = null;
    } else return;
    event.preventDefault();
    event.stopPropagation(); // a list around it has keys of its own
    this.#element.requestUpdate();
  };

  #spot(event: PointerEvent, anywhere = false): Spot | null {
    const area = this.#host.area();
    const count = this.#host.count();
    if (!area || count === 0) return null;
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const x = (event.clientX - box.left - area.left) / area.width;
    if (!anywhere && (x < 0 || x >= 1)) return null;
    const height = 1 - (event.clientY - box.top - area.top) / area.height;
    return { bucket: Math.min(count - 1, Math.max(0, Math.floor(x * count))), height };
  }
}
