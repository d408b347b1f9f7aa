import type { LitElement, ReactiveController } from 'lit';
import { isAbortError } from '../../client/abort.js';
import type { EventsClient } from '../../client/index.js';

/** How many events of the last day and the last week a query matches; `null` where that cannot be told. */
export interface MatchCounts {
  day: number | null;
  week: number | null;
}

const DAY = 86_400_000;
/** Typing goes on for as long as keys come faster than this. */
const PAUSE_MS = 400;

/** Counts what a rule would have matched, a moment after its query changed. An older answer never takes the place of a newer one. */
export class MatchCounter implements ReactiveController {
  /** `undefined` while it is not known yet. */
  counts: MatchCounts | undefined;
  readonly #host: LitElement;
  #query: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** @param query what to count; `null` for a query that does not run */
  ask(client: EventsClient | null, query: string | null, now = false): void {
    if (query === this.#query) return;
    this.stop();
    this.#query = query;
    this.counts = undefined;
    this.#host.requestUpdate();
    if (!client || query === null) return;
    this.#timer = setTimeout(() => void this.#count(client, query), now ? 0 : PAUSE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#query = null;
  }

  async #count(client: EventsClient, search: string): Promise<void> {
    const { signal } = (this.#abort = new AbortController());
    const to = new Date().toISOString();
    const count = async (days: number): Promise<number | null> => {
      const from = new Date(Date.parse(to) - days * DAY).toISOString();
      try {
        const page = await client.list({ search, range: { from, to } }, { page: 1, pageSize: 1 }, { signal });
        return page.pagination.count;
      } catch (error) {
        if (isAbortError(error)) throw error;
        return null;
      }
    };
    try {
      const [day, week] = await Promise.all([count(1), count(7)]);
      if (signal.aborted) return;
      this.counts = { day, week };
      this.#host.requestUpdate();
    } catch {
      // Aborted: somebody asks for something else, or nobody is left to ask.
    }
  }
}
