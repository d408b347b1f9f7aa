import type { EventRecord } from '../model/index.js';
import type { EventsClient, ListView } from './types.js';

/** The most that authentik gives at once. */
const PAGE_SIZE = 100;

/** The newest events of a view. */
export interface NewestEvents {
  events: EventRecord[];
  /** Events in the view; those that are none are left out of `events` and counted here. */
  total: number;
  /** Entries looked at: `events` and those that are none. */
  covered: number;
}

/**
 * Reads a view page by page, newest first, up to so many events: what a server that cannot count is asked instead.
 * Ends at once, with an `AbortError`, when the signal says so.
 */
export async function newestEvents(
  client: Pick<EventsClient, 'list'>,
  view: ListView,
  { limit, signal }: { limit: number; signal?: AbortSignal | undefined },
): Promise<NewestEvents> {
  const events = new Map<string, EventRecord>();
  let covered = 0;
  let total = 0;
  for (let page = 1; ;) {
    const answer = await client.list(
      { ...view, ordering: '-created' },
      { page, pageSize: Math.min(PAGE_SIZE, limit) },
      { ...(signal && { signal }) },
    );
    total = answer.pagination.count;
    // What arrives meanwhile pushes events to the next page, which must not count twice.
    for (const event of answer.results) {
      if (covered >= limit) break;
      if (events.has(event.pk)) continue;
      events.set(event.pk, event);
      covered += 1;
    }
    if (covered >= limit || answer.pagination.next === 0 || answer.results.length === 0) break;
    page = answer.pagination.next;
  }
  return { events: [...events.values()], total: Math.max(total, covered), covered };
}
