import type { EventRecord } from '../../src/model/index.js';

/** Counts of one chart: by key, then by bucket. */
export interface Counts {
  starts: readonly number[];
  keys: readonly string[];
  counts: readonly (readonly number[])[];
}

/** A chart that takes part. All draw stacked bars with two axes, in a box of the same size. */
export interface Contestant {
  /** Puts the chart into `box`. */
  mount(box: HTMLElement): void | Promise<void>;
  /** Makes of counts what {@link show} is handed later; not measured. */
  ready?(counts: readonly Counts[]): void;
  /** Draws other counts of the same buckets and keys. */
  show(counts: Counts): void;
  /** Draws the events, counted by action. */
  load(events: readonly EventRecord[]): void;
  /** The canvas the bars are on; null before there is one. */
  canvas(box: HTMLElement): HTMLCanvasElement | null;
}
