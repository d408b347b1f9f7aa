import type { EventsClient, ListView } from '../../client/index.js';
import { isTime } from '../../internal/format.js';
import { createdMs } from '../../model/facts.js';
import { DEFAULT_ORDERING } from '../../model/order.js';
import { getPath } from '../../model/path.js';
import type { EventRecord } from '../../model/index.js';

/** Events of one millisecond that are looked through for the one we come from. */
const LOOKED_AT = 100;

/** Whether a list in this order can be walked event by event: one in the order of time, and an event that has one. */
export function canStep(record: EventRecord, ordering: string): boolean {
  return (ordering === 'created' || ordering === DEFAULT_ORDERING) && isTime(createdMs(record) + 1);
}

/**
 * The event before (-1) or after (1) another in the order of a view, or null at its end. Asked of the client and not of a
 * list, so it works with no list on the page.
 */
export async function eventBeside(
  client: EventsClient,
  view: ListView,
  record: EventRecord,
  step: 1 | -1,
  signal: AbortSignal,
): Promise<EventRecord | null> {
  const ms = createdMs(record);
  const newestFirst = view.ordering !== 'created';
  const older = newestFirst === (step === 1);
  const { from = null, to = null } = view.range ?? {};
  // Times have microseconds and we count in milliseconds: all of this one's, and then past the event itself.
  const range = older
    ? { from, to: earlier(to, new Date(Math.floor(ms) + 1).toISOString()) }
    : { from: later(from, new Date(Math.floor(ms)).toISOString()), to };
  const beside: ListView = { ...view, range, ordering: older ? '-created' : 'created' };
  const { results } = await client.list(beside, { page: 1, pageSize: LOOKED_AT }, { signal });
  const pk = getPath(record, 'pk');
  const at = results.findIndex(candidate => getPath(candidate, 'pk') === pk);
  return results[at + 1] ?? null;
}

function earlier(a: string | null, b: string): string {
  return a !== null && Date.parse(a) < Date.parse(b) ? a : b;
}

function later(a: string | null, b: string): string {
  return a !== null && Date.parse(a) > Date.parse(b) ? a : b;
}
