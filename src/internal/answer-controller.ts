import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isAbortError } from '../client/abort.js';
import { LatestOnly } from '../client/latest-only.js';

/** No sign of loading before: what comes sooner would only flicker. */
const GRACE_MS = 150;

/**
 * Has the newest answer to a question that changes. The one before stays until the next one has come, so that a view is
 * redrawn without flashing; an answer to an older question is never shown after that of a newer one.
 */
export class AnswerController<T> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #latest = new LatestOnly();
  #question: readonly unknown[] | null = null;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;
  #value: T | null = null;
  #error: unknown = null;
  #isPending = false;
  #isLate = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The newest answer there is; null before the first. */
  get value(): T | null {
    return this.#value;
  }

  /** Why the newest question has no answer; null when it has, or may still get one. */
  get error(): unknown {
    return this.#error;
  }

  /** Whether the newest question has neither an answer nor an error yet: what is shown is of an older one. */
  get isPending(): boolean {
    return this.#isPending;
  }

  /** Whether somebody has been waiting for so long that it should be seen. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /**
   * Asks, unless just this was asked last. Called before each drawing.
   *
   * @param question - all that the answer depends on, compared by `===`; the first is where it comes from, and an answer from
   *   another source is forgotten at once. `null`: there is nothing to ask
   */
  ask(question: readonly unknown[] | null, work: (signal: AbortSignal) => Promise<T>): void {
    const before = this.#question;
    if (question === before) return;
    if (question && before?.length === question.length && question.every((part, i) => part === before[i])) return;
    if (!question || before?.[0] !== question[0]) this.#value = null;
    this.#question = question;
    this.#error = null;
    this.#isPending = question !== null;
    clearTimeout(this.#graceTimer);
    if (!question) {
      this.#latest.cancel();
      this.#isLate = false;
      return;
    }
    this.#graceTimer = setTimeout(() => {
      this.#isLate = true;
      this.#host.requestUpdate();
    }, GRACE_MS);
    this.#latest.run(work).then(
      value => this.#settle(value, null),
      (error: unknown) => {
        if (!isAbortError(error)) this.#settle(this.#value, error);
      },
    );
  }

  /** Asks the same again at the next drawing. */
  retry(): void {
    const [source] = this.#question ?? [];
    this.#question = [source, {}];
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#latest.cancel();
    clearTimeout(this.#graceTimer);
    this.#question = this.#question && [this.#question[0], {}];
    this.#isPending = false;
    this.#isLate = false;
  }

  #settle(value: T | null, error: unknown): void {
    clearTimeout(this.#graceTimer);
    this.#value = value;
    this.#error = error;
    this.#isPending = false;
    this.#isLate = false;
    this.#host.requestUpdate();
  }
}
