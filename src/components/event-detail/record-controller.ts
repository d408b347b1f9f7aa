import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { EventsError } from '../../client/errors.js';
import { isAbortError } from '../../client/abort.js';
import { LatestOnly } from '../../client/latest-only.js';
import type { EventsClient } from '../../client/index.js';
import { getPath } from '../../model/path.js';
import { isObject } from '../../model/record.js';
import type { EventRecord } from '../../model/index.js';

/** What there is to show. `waiting`: an answer is due at any moment, and saying so would only flicker. */
export type RecordState =
  | { status: 'none' | 'waiting' | 'loading' | 'missing' }
  | { status: 'ready'; record: EventRecord }
  | { status: 'failed'; error: unknown };

/** Which event is wanted. A record at hand needs no client. */
export interface RecordWish {
  record: EventRecord | null;
  id: string | null;
  client: EventsClient | null;
  /** Grows when the provider is asked for everything again. */
  revision: number;
}

/** No sign of loading before: what comes sooner would only flicker. */
const GRACE_MS = 150;

/** Has the event that is wanted: the one at hand, or the one that a client gives. */
export class RecordController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #latest = new LatestOnly();
  #state: RecordState = { status: 'none' };
  /** What was asked for last, so that the same is not asked for at every drawing. */
  #asked: { client: EventsClient; id: string; revision: number } | null = null;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get state(): RecordState {
    return this.#state;
  }

  /** What tells one event shown from another: its id, or the record itself where it has none. */
  get key(): unknown {
    const state = this.#state;
    return state.status === 'ready' ? (getPath(state.record, 'pk') ?? state.record) : undefined;
  }

  /** Finds out what is to be shown, and asks for it where it is not at hand. Called before each drawing. */
  settle({ record, id, client, revision }: RecordWish): void {
    if (isObject(record)) {
      this.#rest({ status: 'ready', record });
      return;
    }
    if (!client || !id) {
      this.#rest({ status: 'none' });
      return;
    }
    const asked = this.#asked;
    if (asked?.client === client && asked.id === id && asked.revision === revision) return;
    const isReload = this.#state.status === 'ready' && asked?.client === client && asked.id === id;
    this.#asked = { client, id, revision };
    this.#load(client, id, isReload);
  }

  /** Asks again at the next drawing. */
  reload(): void {
    if (this.#asked) this.#asked = { ...this.#asked, revision: NaN };
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#latest.cancel();
    clearTimeout(this.#graceTimer);
    this.#asked = null;
  }

  /** There is nothing to wait for. */
  #rest(state: RecordState): void {
    this.#latest.cancel();
    clearTimeout(this.#graceTimer);
    this.#asked = null;
    this.#state = state;
  }

  #load(client: EventsClient, id: string, isReload: boolean): void {
    clearTimeout(this.#graceTimer);
    if (!isReload) {
      this.#state = { status: 'waiting' };
      this.#graceTimer = setTimeout(() => this.#become({ status: 'loading' }), GRACE_MS);
    }
    this.#latest
      .run(signal => client.get(id, { signal }))
      .then(
        record => this.#become({ status: 'ready', record }),
        (error: unknown) => {
          if (isAbortError(error)) return;
          const missing = error instanceof EventsError && error.status === 404;
          this.#become(missing ? { status: 'missing' } : { status: 'failed', error });
        },
      );
  }

  #become(state: RecordState): void {
    clearTimeout(this.#graceTimer);
    this.#state = state;
    this.#host.requestUpdate();
  }
}
