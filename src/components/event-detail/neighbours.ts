import type { TimeRange } from '../../client/index.js';
import { maskedIn } from '../../client/masking/masker.js';
import { filterValue, type FilterValue } from '../../internal/filter-actions.js';
import type { DetailTexts } from '../../locales/en/detail.js';
import { isTime } from '../../internal/format.js';
import { plainText } from '../../internal/text.js';
import { actorOf, addressOf, createdMs, objectOf, objectPath } from '../../model/facts.js';
import { formatPath, getPath } from '../../model/path.js';
import type { EventRecord } from '../../model/index.js';

/** Events that have something in common with one: what to call them, and the view that shows them. */
export interface Neighbour {
  /** `time`, `actor`, `address`, `request`, `session`, `object`. */
  id: string;
  label: string;
  /** Conditions that all hold; empty for all events. */
  filters: readonly FilterValue[];
  range: TimeRange;
}

/** Before and after an event, for what happened around it. */
const AROUND_MS = 5 * 60_000;
const ALL_TIMES: TimeRange = { from: null, to: null };
/** Where sources keep the session an event belongs to. */
const SESSIONS = ['context.session_id', 'context.session', 'context.http_request.session_id', 'user.session_id'];

/** The neighbours of an event, nearest first: only those that a query can ask for. */
export function neighboursOf(record: EventRecord, texts: DetailTexts['texts']): Neighbour[] {
  const masked = maskedIn(record);
  const filter = (path: readonly string[]): FilterValue | null =>
    masked.has(formatPath(path)) ? null : filterValue(path, getPath(record, path));
  const found: Neighbour[] = [];
  const add = (id: string, label: string, ...filters: (FilterValue | null)[]): void => {
    const usable = filters.filter(entry => entry !== null && entry.value !== null) as FilterValue[];
    if (usable.length === filters.length) found.push({ id, label, filters: usable, range: ALL_TIMES });
  };

  const ms = createdMs(record);
  if (isTime(ms) && isTime(ms + AROUND_MS) && isTime(ms - AROUND_MS)) {
    const iso = (at: number): string => new Date(at).toISOString();
    found.push({
      id: 'time',
      label: texts.nearTime,
      filters: [],
      // The end is not inside: one millisecond more, or what happened at the very end would be left out.
      range: { from: iso(ms - AROUND_MS), to: iso(ms + AROUND_MS + 1) },
    });
  }
  const actor = actorOf(record);
  const userKey = ['username', 'email', 'pk'].find(key => filter(['user', key]) !== null);
  if (actor && userKey) add('actor', texts.nearActor(plainText(actor.name, 60)), filter(['user', userKey]));
  const address = addressOf(record);
  if (address !== null) add('address', texts.nearAddress(plainText(address, 60)), filter(['client_ip']));
  add('request', texts.nearRequest, filter(['context', 'http_request', 'request_id']));
  const session = SESSIONS.map(path => path.split('.')).find(path => filter(path) !== null);
  if (session) add('session', texts.nearSession, filter(session));
  const path = objectPath(record);
  const object = objectOf(record);
  if (path && object) {
    const name = plainText(object.name ?? object.pk ?? object.type, 60);
    const isModel = path[1] === 'model';
    const key = object.pk === undefined ? 'name' : 'pk';
    // Numbers are counted by kind: 17 is one provider, and one group.
    const kind = filter([...path, 'model_name']);
    add(
      'object',
      isModel ? texts.nearChanges(name) : texts.nearObject(name),
      filter([...path, key]),
      ...(kind ? [kind] : []),
    );
  }
  return found;
}

/** The search text for conditions. The language is loaded with the first. */
export async function searchFor(filters: readonly FilterValue[]): Promise<string> {
  const { addClause } = await import('../../query-lang/index.js');
  return filters.reduce((text, { field, value }) => addClause(text, field, '=', value), '');
}
