import type { LitElement, ReactiveController } from 'lit';
import { isAbortError } from '../client/abort.js';

export interface LoadOptions<Source, T> {
  /** Where it is read from; another one starts anew, `null` or `undefined` reads nothing. Compared by `===`. */
  source: () => Source | null | undefined;
  load: (source: Source, signal: AbortSignal) => Promise<T>;
  /** Milliseconds until it is read again, counted from the last answer; 0 for never. */
  every?: (data: T | undefined) => number;
  /** Called with each answer, and the one before it. */
  loaded?: (data: T, before: T | undefined) => void;
}

/** After a failure it is tried again this much later, times the failures in a row. */
const FAILURE_FACTOR = 2;
const MAX_FACTOR = 8;

/**
 * Keeps one answer of a server at hand for an element: reads it when the source is there, again when asked to or when time has
 * come, never two at once, and not while the page is hidden. What was read stays while a later try fails.
 */
export class LoadController<Source, T> implements ReactiveController {
  data: T | undefined;
  /** Why the last try failed. */
  error: unknown;
  status: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';
  readonly #host: LitElement;
  readonly #options: LoadOptions<Source, T>;
  #source: Source | null = null;
  /** From the first update in the page until it is taken out. */
  #reads = false;
  #abort: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(host: LitElement, options: LoadOptions<Source, T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#seen);
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    // Lit updates an element once more that was taken out before it was drawn.
    if (!this.#host.isConnected) return;
    const source = this.#options.source() ?? null;
    if (this.#reads && source === this.#source) return;
    this.#reads = true;
    // What an element knows of the same source stays while it is moved.
    if (source !== this.#source) this.data = undefined;
    this.#source = source;
    this.error = undefined;
    this.#failures = 0;
    void this.reload();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#seen);
    this.#stop();
    this.#reads = false;
  }

  /** Reads it now, in a page. What is being read at the moment counts for nothing. */
  async reload(): Promise<void> {
    this.#stop();
    if (!this.#reads) return;
    const source = this.#source;
    if (source === null) {
      this.#set('idle');
      return;
    }
    const { signal } = (this.#abort = new AbortController());
    this.#set('loading');
    try {
      const before = this.data;
      const data = await this.#options.load(source, signal);
      if (signal.aborted) return;
      this.data = data;
      this.error = undefined;
      this.#failures = 0;
      this.#options.loaded?.(data, before);
      this.#set('ready');
    } catch (error) {
      if (signal.aborted || isAbortError(error)) return;
      this.error = error;
      this.#failures += 1;
      this.#set('failed');
    }
    this.#plan();
  }

  /** Puts in what the page itself has just changed, until it is read again. */
  patch(change: (data: T) => T): void {
    if (this.data === undefined) return;
    this.data = change(this.data);
    this.#host.requestUpdate();
  }

  #plan(): void {
    const every = this.#options.every?.(this.data) ?? 0;
    if (every <= 0) return;
    const factor = Math.min(FAILURE_FACTOR ** this.#failures, MAX_FACTOR);
    this.#timer = setTimeout(() => {
      // In a hidden page nobody looks: it is read when the page is seen again.
      if (!document.hidden) void this.reload();
      else this.#timer = undefined;
    }, every * factor);
  }

  readonly #seen = (): void => {
    const waits = this.#timer !== undefined || this.status === 'loading';
    if (!document.hidden && !waits && (this.#options.every?.(this.data) ?? 0) > 0) void this.reload();
  };

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#abort?.abort();
  }

  #set(status: LoadController<Source, T>['status']): void {
    this.status = status;
    this.#host.requestUpdate();
  }
}
