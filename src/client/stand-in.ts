import { getPath } from '../model/path.js';
import { isObject } from '../model/record.js';
import type { EventRecord, JsonValue } from '../model/index.js';

/**
 * A record for an entry that is no event, so that it keeps its place and can be looked at: no action, no time, the entry
 * itself under `context.raw`, and what is wrong with it as `context.message`.
 *
 * @param position - where the entry stands in the whole, from 0; makes the `pk`, `#17`
 */
export function standIn(entry: unknown, position: number, reason: string): EventRecord {
  return {
    pk: `#${position}`,
    action: '',
    app: '',
    created: '',
    context: { message: reason, raw: (entry ?? null) as JsonValue },
  };
}

const PK = ['pk'];

/** The key a record is told apart by, if it has one. Numbers will do, as some APIs count their events. */
export function ownKey(entry: unknown): string | undefined {
  const pk = getPath(entry, PK);
  if (typeof pk === 'string' && pk !== '') return pk;
  return typeof pk === 'number' || typeof pk === 'bigint' ? String(pk) : undefined;
}

/** The key of an entry, made up of where it stands in the whole (from 0) when it has none of its own. */
export function keyAt(entry: unknown, position: number): string {
  return ownKey(entry) ?? `#${position}`;
}

/** The record with a made-up `pk`. The original is not touched. */
export function withKey(record: EventRecord, position: number): EventRecord {
  try {
    return { ...record, pk: `#${position}` };
  } catch {
    return standIn(record, position, UNREADABLE); // a getter of the host's own that throws
  }
}

export const UNREADABLE = 'The entry cannot be read.';

/** Why an entry cannot be shown as an event, or `null` when it can. */
export function whyNoEvent(entry: unknown): string | null {
  if (isObject(entry)) return null;
  return `An event is an object; this is ${describe(entry)}.`;
}

/** What kind of value this is, for a sentence. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'an array';
  switch (typeof value) {
    case 'string':
      return 'a text';
    case 'number':
    case 'bigint':
      return 'a number';
    case 'boolean':
      return `${value}`;
    default:
      return `an ${typeof value}`;
  }
}
