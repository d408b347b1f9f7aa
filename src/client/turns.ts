import type { Steps } from '../model/steps.js';
import { abortable, abortError } from './abort.js';
import { TurnTaker } from './turn-taker.js';

/**
 * Does long work in turns. What takes no longer than one is done at once, and the result is given as it is.
 *
 * @throws what the work throws (or rejects with it); rejects with an `AbortError` when `signal` aborts between two turns
 */
export function inTurns<T>(steps: Steps<T>, signal?: AbortSignal): T | Promise<T> {
  const turns = new TurnTaker();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    const turn = turns.take();
    if (turn) return rest(steps, turns, turn, signal);
  }
}

async function rest<T>(
  steps: Steps<T>,
  turns: TurnTaker,
  turn: Promise<void>,
  signal: AbortSignal | undefined,
): Promise<T> {
  try {
    for (let next: Promise<void> | undefined = turn; ; next = turns.take()) {
      if (next) await next;
      if (signal?.aborted) throw abortError(signal);
      const { done, value } = steps.next();
      if (done) return value;
    }
  } finally {
    turns.end();
  }
}

interface Work<T> {
  readonly result: Promise<T>;
  readonly end: AbortController;
  waiting: number;
}

/**
 * The results of long work, by key. Each is made once, however many wait for it; the work ends when all of them have gone. The
 * one used longest ago gives way to a new one.
 */
export class Results<T> {
  readonly #size: number;
  readonly #kept = new Map<string, T>();
  readonly #works = new Map<string, Work<T>>();

  constructor(size: number) {
    this.#size = size;
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }

  get(key: string, make: () => Steps<T>, signal?: AbortSignal): T | Promise<T> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return this.#keep(key, kept);
    const work = this.#works.get(key);
    if (work) return this.#join(key, work, signal);
    const end = new AbortController();
    const result = inTurns(make(), end.signal);
    if (!(result instanceof Promise)) return this.#keep(key, result);
    return this.#join(key, { result, end, waiting: 0 }, signal);
  }

  /** What is asked for next is made anew. */
  forget(key: string): void {
    this.#kept.delete(key);
    this.#works.delete(key);
  }

  async #join(key: string, work: Work<T>, signal: AbortSignal | undefined): Promise<T> {
    this.#works.set(key, work);
    work.waiting += 1;
    try {
      const result = await abortable(work.result, signal);
      return this.#works.get(key) === work ? this.#keep(key, result) : result;
    } finally {
      work.waiting -= 1;
      if (work.waiting === 0) {
        work.end.abort();
        if (this.#works.get(key) === work) this.#works.delete(key);
      }
    }
  }

  #keep(key: string, result: T): T {
    this.#kept.delete(key);
    this.#kept.set(key, result);
    if (this.#kept.size > this.#size) this.#kept.delete(this.#kept.keys().next().value!);
    return result;
  }
}
