import type { Meter } from './values.js';

/** Values compared between two looks at the clock, which costs more than comparing some of them. */
const CLOCK_EVERY = 4_096;
/** Values compared after time has run out, to tell what is equal; after that, all is taken for different. */
const LATE_MAX = 4_000_000;

/** What one run of `diff` knows: its time, its count, and what is left for later because the stack was deep. */
export class Walk implements Meter {
  /** Changes found. */
  count = 0;
  exact = true;
  /** Set when time has run out: from here on, what differs is `set`. */
  late = false;
  over = false;
  readonly differing = new Map<object, object>();
  readonly keys: readonly string[];
  /** Whether values were read through `plainJson`, so that no walk goes on for ever. */
  readonly deep: boolean;
  readonly #deadline: number;
  #left = CLOCK_EVERY;
  #after = 0;
  #jobs: (() => void)[] = [];

  constructor(keys: readonly string[], deadline: number, deep: boolean) {
    this.keys = keys;
    this.#deadline = deadline;
    this.deep = deep;
    if (performance.now() >= deadline) this.#end();
  }

  /** Tells of `n` values compared. */
  spend(n: number): void {
    this.#left -= n;
    if (this.#left > 0) return;
    this.#left = CLOCK_EVERY;
    if (this.late) this.over = (this.#after += CLOCK_EVERY) > LATE_MAX;
    else if (performance.now() > this.#deadline) this.#end();
  }

  #end(): void {
    this.late = true;
    this.exact = false;
  }

  /** Does something when the stack is empty again. */
  later(job: () => void): void {
    this.#jobs.push(job);
  }

  finish(): void {
    for (let job = this.#jobs.pop(); job; job = this.#jobs.pop()) job();
  }
}
