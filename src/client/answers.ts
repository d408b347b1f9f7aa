import { isObject } from '../model/record.js';
import { isoMs } from '../model/time.js';
import { isReject } from '../model/profiles/profile.js';
import type { EventRecord, JsonValue, Reject } from '../model/index.js';
import { EventsError, shorten } from './errors.js';
import { describe, ownKey, standIn, whyNoEvent, withKey } from './stand-in.js';
import { spoken, type Answer } from './transport.js';
import type { ActionType, EventPage, PageRequest, Pagination, RejectedEntry, VolumeBucket } from './types.js';

/** Makes a record of an entry of another API, or says why it cannot. */
export type ToRecord = (entry: JsonValue) => EventRecord | Reject;

/** Says what is wrong with an answer, and where. */
function malformed(answer: Answer, problem: string): EventsError {
  return new EventsError({
    kind: 'format',
    message: `${spoken(answer)} answered with something else than the API says: ${problem}.`,
    url: answer.url,
    method: answer.method,
    status: answer.status,
    attempts: answer.attempts,
    body: answer.text,
  });
}

/** Says what stands somewhere in an answer instead of what should. */
export function expected(answer: Answer, where: string, what: string, value: unknown): EventsError {
  const seen =
    typeof value === 'string'
      ? `the text "${shorten(value, 40)}"`
      : typeof value === 'number' || typeof value === 'bigint'
        ? String(value)
        : describe(value);
  return malformed(answer, value === undefined ? `${where} is missing` : `${where} is ${seen} instead of ${what}`);
}

/** The body of an answer that must have one. */
export function bodyOf(answer: Answer): JsonValue {
  if (answer.json === undefined) throw malformed(answer, 'the body is empty');
  return answer.json;
}

const COUNT = 'a whole number from 0';

/** A count: a whole number from 0, also as text or as a big integer. */
export function readCount(value: unknown): number | undefined {
  const number =
    typeof value === 'string' && /^\d+$/.test(value)
      ? Number(value)
      : typeof value === 'bigint'
        ? Number(value)
        : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}

/**
 * Reads a list: authentik's `{pagination, results, autocomplete}`, or plain Django REST framework's
 * `{count, next, previous, results}` with addresses for the neighbours.
 *
 * A list that does not say how many events there are is refused: nobody could tell its end from the end of a page.
 */
export function readPage(answer: Answer, asked: Partial<PageRequest>, toRecord: ToRecord | undefined): EventPage {
  const json = bodyOf(answer);
  if (!isObject(json)) throw expected(answer, 'the body', 'an object', json);
  const { results: entries, autocomplete } = json;
  if (!Array.isArray(entries)) throw expected(answer, 'results', 'an array', entries);
  const pagination = readPagination(answer, json, asked, entries.length);

  const rejects: RejectedEntry[] = [];
  const results = entries.map((entry, index) => {
    const position = Math.max(0, pagination.start_index - 1) + index;
    const { record, reject } = readEntry(entry, position, toRecord);
    if (reject) rejects.push({ index, ...reject });
    return record;
  });
  return {
    pagination,
    results,
    ...(isObject(autocomplete) && { autocomplete: autocomplete }),
    ...(rejects.length > 0 && { rejects }),
  };
}

interface Entry {
  record: EventRecord;
  reject?: { reason: string; path?: string };
}

function readEntry(entry: JsonValue, position: number, toRecord: ToRecord | undefined): Entry {
  if (toRecord) {
    const record = toRecord(entry);
    if (!isReject(record)) return { record };
    const { reason, path } = record;
    return { record: standIn(entry, position, reason), reject: { reason, ...(path !== undefined && { path }) } };
  }
  const reason = whyNoEvent(entry);
  if (reason !== null) return { record: standIn(entry, position, reason), reject: { reason } };
  const record = entry as unknown as EventRecord;
  return { record: ownKey(record) !== undefined ? record : withKey(record, position) };
}

export function readPagination(answer: Answer, json: object, asked: Partial<PageRequest>, length: number): Pagination {
  const nested = (json as { pagination?: unknown }).pagination;
  if (nested !== undefined && !isObject(nested)) throw expected(answer, 'pagination', 'an object', nested);
  const given = (nested ?? json) as Record<string, unknown>;
  const where = nested ? 'pagination.' : '';
  if (!nested && given['count'] === undefined) throw malformed(answer, 'neither pagination nor count is there');

  const read = (name: string, value: unknown, otherwise: () => number): number => {
    if (value === undefined || value === null) return otherwise();
    const count = readCount(value);
    if (count === undefined) throw expected(answer, `${where}${name}`, COUNT, value);
    return count;
  };
  /** A neighbouring page, given as its number, its address, or 0 or null for none. */
  const neighbour = (name: string, page: number, otherwise: number): number => {
    const value = given[name];
    if (value === undefined) return otherwise;
    if (typeof value === 'string' && !/^\d*$/.test(value)) return pageOf(value, answer.url) ?? page;
    return read(name, value || null, () => 0);
  };

  const count = read('count', given['count'], () => {
    throw expected(answer, `${where}count`, COUNT, given['count']);
  });
  const current = read('current', given['current'], () => asked.page ?? 1);
  const before = (current - 1) * (asked.pageSize ?? length);
  const next = neighbour('next', current + 1, before + length < count ? current + 1 : 0);
  const previous = neighbour('previous', current - 1, current - 1);
  // The server may give smaller pages than were asked for. A full page says how big they are; the last one ends at the end.
  const start = length === 0 ? 0 : next > 0 ? (current - 1) * length + 1 : Math.max(1, count - length + 1);
  const pages = next > 0 && length > 0 ? Math.ceil(count / length) : current;
  return {
    count,
    current,
    total_pages: read('total_pages', given['total_pages'], () => pages),
    next,
    previous,
    start_index: read('start_index', given['start_index'], () => start),
    end_index: read('end_index', given['end_index'], () => (length === 0 ? 0 : start + length - 1)),
  };
}

/** The number of the page an address leads to. DRF leaves the parameter out of the address of the first page. */
function pageOf(address: string, base: string): number | undefined {
  try {
    const page = new URL(address, base).searchParams.get('page');
    return page === null ? undefined : readCount(page);
  } catch {
    return undefined;
  }
}

export function readEvent(answer: Answer, toRecord: ToRecord | undefined): EventRecord {
  const { record, reject } = readEntry(bodyOf(answer), 0, toRecord);
  if (reject) throw malformed(answer, `${reject.path ? `${reject.path}: ` : ''}${reject.reason.replace(/\.$/, '')}`);
  return record;
}

/** Reads authentik's `TypeCreate[]`. What is missing but `component`, the value itself, is made up from it. */
export function readActions(answer: Answer): ActionType[] {
  return readList(answer).map((entry, index) => {
    if (!isObject(entry)) throw expected(answer, `[${index}]`, 'an object', entry);
    const { component, name } = entry;
    if (typeof component !== 'string') throw expected(answer, `[${index}].component`, 'a text', component);
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    return {
      name: text(name) || component,
      component,
      description: text(entry['description']),
      model_name: text(entry['model_name']),
    };
  });
}

export function readVolume(answer: Answer): VolumeBucket[] {
  return readList(answer).map((entry, index) => {
    if (!isObject(entry)) throw expected(answer, `[${index}]`, 'an object', entry);
    const { action, time } = entry;
    if (typeof action !== 'string') throw expected(answer, `[${index}].action`, 'a text', action);
    if (typeof time !== 'string' || Number.isNaN(isoMs(time)))
      throw expected(answer, `[${index}].time`, 'a time', time);
    const count = readCount(entry['count']);
    if (count === undefined) throw expected(answer, `[${index}].count`, COUNT, entry['count']);
    return { action, time, count };
  });
}

/** The body of an answer that is a bare list. */
export function readList(answer: Answer): JsonValue[] {
  const json = bodyOf(answer);
  if (!Array.isArray(json)) throw expected(answer, 'the body', 'an array', json);
  return json;
}
