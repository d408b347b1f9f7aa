import type { EventRecord } from '../../src/model/index.js';

/** A list that takes part. It is given the same events, box and row height as the others. */
export interface Contestant {
  /** Puts the list into `box`, which it fills, and gives it the events. What this costs is measured. */
  mount(box: HTMLElement, events: readonly EventRecord[], rowHeight: number): void;
  /** What scrolls; undefined until it has been drawn. */
  scroller(box: HTMLElement): HTMLElement | undefined;
  /** The height of what stays in sight in front of the rows, in the scroller: a sticky header. */
  covered?(box: HTMLElement): number;
}
