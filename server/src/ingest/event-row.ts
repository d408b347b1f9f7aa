import {
  addressToPlace,
  canonicalJson,
  foldCase,
  isoMicros,
  isReject,
  normalUuid,
  orderingKey,
  parseJson,
  searchText,
  stringifyJson,
  toRecord,
  unpack,
  withGeo,
  type EventRecord,
  type Profile,
} from 'event-elements/model';
import type { GeoLookup } from '../geoip/geoip.js';
import type { EventRow } from '../store/store.js';
import { digestOf } from './digest.js';
import { withKey } from './json-splice.js';
import { jsonbText, plainText } from './pg-text.js';

/** Why something is not stored. `path` is where in the event, when it is about a part of it. */
export interface Rejection {
  reason: string;
  path?: string;
}

/** An event of a line that did not become a row: why, which of the line's events it is, and its text. */
export interface RejectedEvent extends Rejection {
  /** From 1, when the line holds several events. */
  item?: number;
  text: string;
}

/**
 * The rows that store the events of one line, and those that there can be no row for. Never throws.
 *
 * A line is one event; under some profiles it can be a document of many (CloudTrail's `{"Records": […]}`).
 */
export function readLine(text: string, profile: Profile, geoip?: GeoLookup): (EventRow | RejectedEvent)[] {
  const json = tryParse(text);
  if ('reason' in json) return [{ ...json, text }];
  const events = unpack(profile, json.value);
  if (events.length === 1 && events[0] === json.value) {
    const row = rowOrRejection(json.value, profile, text, geoip);
    return [isRow(row) ? row : { ...row, text }];
  }
  return events.map((event, i) => {
    const row = rowOrRejection(event, profile, undefined, geoip);
    return isRow(row) ? row : { ...row, item: i + 1, text: stringifyJson(event) };
  });
}

/** The row that stores the one event that a text is. Never throws. */
export function readEvent(text: string, profile: Profile, geoip?: GeoLookup): EventRow | Rejection {
  const json = tryParse(text);
  return 'reason' in json ? json : rowOrRejection(json.value, profile, text, geoip);
}

export function isRow(row: EventRow | Rejection): row is EventRow {
  return !('reason' in row);
}

function tryParse(text: string): { value: unknown } | Rejection {
  try {
    return { value: parseJson(text) };
  } catch (error) {
    return { reason: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** @param text - The event as it came; undefined when it is a part of something bigger. */
function rowOrRejection(
  event: unknown,
  profile: Profile,
  text: string | undefined,
  geoip: GeoLookup | undefined,
): EventRow | Rejection {
  const record = toRecord(profile, event);
  if (isReject(record)) {
    return record.path === undefined ? { reason: record.reason } : { reason: record.reason, path: record.path };
  }
  const body = text === undefined ? stringifyJson(record) : bodyOf(record, event, text.trim());
  const address = geoip ? addressToPlace(record) : null;
  const geo = address === null ? null : geoip!(address);
  if (!geo) return rowOf(record, body);
  // Only the place is put in; what the source wrote stays as it wrote it.
  const placed = withKey(body, 'context', now =>
    now === null || now === 'null' ? `{"geo":${JSON.stringify(geo)}}` : withKey(now, 'geo', () => JSON.stringify(geo)),
  );
  return rowOf(withGeo(record, geo), placed);
}

/** The row of a record, with the text that the API is to give back for it. */
function rowOf(record: EventRecord, body: string): EventRow | Rejection {
  const pk = normalUuid(record.pk);
  if (pk === null) return { reason: 'The event has no UUID as its pk.', path: 'pk' };
  const action = columnText(record.action);
  return {
    pk,
    body,
    action,
    actionFolded: action === null ? null : foldCase(action),
    app: columnText(record.app),
    clientIp: columnText(record.client_ip),
    created: columnTime(record.created),
    expires: columnTime(record.expires),
    user: jsonbText(record.user),
    brand: jsonbText(record.brand),
    context: jsonbText(record.context),
    search: plainText(searchText(record)),
    sortUser: sortKey('user', record),
    sortBrand: sortKey('brand', record),
    sortContext: sortKey('context', record),
    digest: digestOf(record),
  };
}

/**
 * The record as JSON text, with the source's own text where that stands in it unchanged: as the whole record, when the
 * profile takes events as they are; as `context.raw`, when it maps them. So key order, the way numbers are written and
 * escapes survive, whatever JavaScript would make of them.
 */
function bodyOf(record: EventRecord, event: unknown, text: string): string {
  // The same value, not an equal one: then the profile has left it as it was.
  if ((record as unknown) === event) return text;
  const { context, ...fields } = record;
  if (typeof context !== 'object' || context === null || context.raw !== event) return stringifyJson(record);
  const { raw: _, ...rest } = context;
  return `${openEnded(stringifyJson(fields))}"context":${openEnded(stringifyJson(rest))}"raw":${text}}}`;
}

/** An object's JSON text without its closing brace, ready for one more key. */
function openEnded(object: string): string {
  return object === '{}' ? '{' : `${object.slice(0, -1)},`;
}

/** As the model's `orderingKey` turns a value into text, but all of it. */
function columnText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return plainText(typeof value === 'string' ? value : canonicalJson(value));
}

function columnTime(value: unknown): number | null {
  const micros = isoMicros(value);
  return Number.isNaN(micros) ? null : micros;
}

function sortKey(field: 'user' | 'brand' | 'context', record: EventRecord): string | null {
  const key = orderingKey(field, record);
  return key === null ? null : plainText(String(key));
}
