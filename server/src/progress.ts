/** A step shorter than this is not worth a line before it is done. */
const QUIET_MS = 1000;
/** Then a line this often. */
const EVERY_MS = 2000;

/** One step of a start, as lines of text: what it is, how far it got when it takes long, how it ended. */
export interface Step {
  /** Tells how much is done by now; a line is written only every now and then. */
  advance(done: number, unit: string): void;
  /** Says how it ended. Without words, and when it was quick, nothing is written. */
  finish(outcome?: string): void;
}

/** Where a start tells the person at the terminal what it is doing: whole lines only, so that a log file reads well too. */
export class Progress {
  readonly #write: (line: string) => void;
  readonly #now: () => number;

  constructor(write: (line: string) => void, now: () => number = () => performance.now()) {
    this.#write = write;
    this.#now = now;
  }

  say(line: string): void {
    this.#write(line);
  }

  start(title: string): Step {
    const began = this.#now();
    let next = began + QUIET_MS;
    // A step that does not report anything in between still shows that it has begun.
    const timer = setTimeout(() => {
      next = this.#now() + EVERY_MS;
      this.#write(`${title} …`);
    }, QUIET_MS);
    timer.unref();
    return {
      advance: (done, unit) => {
        const now = this.#now();
        if (now < next) return;
        clearTimeout(timer);
        next = now + EVERY_MS;
        const rate = Math.round(done / ((now - began) / 1000));
        this.#write(`${title}: ${count(done)} ${unit}, ${count(rate)} a second`);
      },
      finish: outcome => {
        clearTimeout(timer);
        const seconds = (this.#now() - began) / 1000;
        const took = seconds * 1000 >= QUIET_MS ? ` (${seconds.toFixed(1)} s)` : '';
        if (outcome !== undefined) this.#write(`${title}: ${outcome}${took}`);
        else if (took) this.#write(`${title}: done${took}`);
      },
    };
  }
}

const format = new Intl.NumberFormat('en');

function count(n: number): string {
  return format.format(n);
}
