import { abortable } from './abort.js';

/**
 * Lets only the newest of several calls be answered: starting one aborts the one before, and an older answer that
 * arrives all the same is turned into an `AbortError`. One instance per thing that shows an answer.
 *
 * ```ts
 * const page = await latest.run(signal => client.list(view, 3, { signal }));
 * ```
 */
export class LatestOnly {
  #current: AbortController | undefined;

  /** Whether a call is under way. */
  get busy(): boolean {
    return this.#current !== undefined;
  }

  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.cancel();
    const controller = new AbortController();
    this.#current = controller;
    // Asynchronous, so that work that throws at once rejects like any other.
    const answer = (async () => work(controller.signal))();
    // abortable() settles in the order of events: once the next run() has aborted this one, a late answer is not heard.
    return abortable(answer, controller.signal).finally(() => {
      if (this.#current === controller) this.#current = undefined;
    });
  }

  /** Ends the call under way, if any. */
  cancel(): void {
    const current = this.#current;
    this.#current = undefined;
    current?.abort();
  }
}
