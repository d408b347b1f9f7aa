import type { OrderingTerm } from 'event-elements/model';
import { where } from './filter-sql.js';
import { isIndexed as hasIndex, sortTerms } from './list-sql.js';
import { Params, type SqlRow, type Statement } from './sql.js';
import type { EventFilter } from './store.js';

/** What is read from first to last: events that match, among those that had come in by a moment. */
export interface ScanRequest {
  filter: EventFilter;
  ordering: readonly OrderingTerm[];
  /** Number of the last event that had come in: see `Store.watermark`. */
  upTo: number;
}

/** Where a scan stands. */
export interface ScanCursor {
  /** Whether it is among the events that have no value in the first field they are sorted by. */
  inNulls: boolean;
  /** Sorting keys of the last event that was read, as text; null before the first one of this part. */
  after: readonly (string | null)[] | null;
}

/** The most that one statement reads: events, and bytes of their texts. The first event comes however big it is. */
export interface PortionLimits {
  events: number;
  bytes: number;
}

/** What a key is as a parameter: it travels as text, exactly. */
const TYPES: Record<string, string> = { created: 'timestamptz', expires: 'timestamptz', pk: 'uuid' };

/**
 * Texts come joined: a row for each costs the protocol more than reading them costs the database. This character is in none of
 * them, for JSON knows no control characters but tabs and line ends; RFC 7464 puts it between JSON texts, too.
 */
const SEPARATOR = '\x1e';

/** PostgreSQL's default, and so the list's: what has no value comes first in descending order, and last in ascending. */
export function firstCursor(request: ScanRequest): ScanCursor {
  return { inNulls: sortTerms(request.ordering)[0]!.direction === 'desc', after: null };
}

/** Where it goes on when a part of the scan has been read to its end; null after the last one. */
export function nextPart(request: ScanRequest, cursor: ScanCursor): ScanCursor | null {
  const first = firstCursor(request);
  return cursor.inNulls === first.inNulls ? { inNulls: !cursor.inNulls, after: null } : null;
}

/** Whether an index holds the events in this order, so that their texts can be read in it as they come. */
export function isIndexed(request: ScanRequest): boolean {
  return hasIndex(sortTerms(request.ordering));
}

/**
 * The next events of a scan in an order that {@link isIndexed}: their texts, and where the scan stands after them. No texts, but
 * how many bytes they have, where they are more than one event and over the limit: then fewer have to be asked for. Each
 * statement begins where the one before ended, by value: rows that come in or go meanwhile shift nothing.
 *
 * Events with and without a value in the first field are read one after the other, for then the condition on that field is a
 * range that its index answers.
 */
export function textsStatement(
  log: string,
  request: ScanRequest,
  cursor: ScanCursor,
  limits: PortionLimits,
): Statement {
  const params = new Params();
  const { page, end } = pageOf(log, request, cursor, limits.events, params, 'body');
  // Sizes are known without unpacking the texts.
  const sql = `with page as materialized (${page}), whole as materialized (
      select ${end}, sum(octet_length(body)) as bytes from page
    )
    select (select string_agg(body, '${SEPARATOR}') from page where events = 1 or bytes <= ${params.add(limits.bytes)}::bigint) as bodies,
           whole.* from whole`;
  return { sql, params: params.values };
}

/** The next events of a scan in any other order: their keys only, for all that match are sorted to find them. */
export function keysStatement(log: string, request: ScanRequest, cursor: ScanCursor, limit: number): Statement {
  const params = new Params();
  const { page, end } = pageOf(log, request, cursor, limit, params, 'pk');
  const sql = `with page as materialized (${page}) select string_agg(pk::text, '${SEPARATOR}') as pks, ${end} from page`;
  return { sql, params: params.values };
}

/** The texts of these events, in this order, as far as they fit. */
export function textsOfStatement(log: string, pks: readonly string[], limits: PortionLimits): Statement {
  const params = new Params();
  const sql = `with page as (
      select body, octet_length(body) as size, position
        from unnest(${params.add(pks.slice(0, limits.events))}::uuid[]) with ordinality as wanted (key, position)
        join events on log = ${params.add(log)} and pk = key
    ), sized as (
      select *, sum(size) over (order by position rows unbounded preceding) as bytes from page
    )
    select string_agg(body, '${SEPARATOR}' order by position) as bodies, max(position)::integer as read
      from sized where bytes = size or bytes <= ${params.add(limits.bytes)}::bigint`;
  return { sql, params: params.values };
}

/** Texts or keys that came joined. */
export function readJoined(value: unknown): string[] {
  return typeof value === 'string' ? value.split(SEPARATOR) : [];
}

/** Where the scan stands after the row of one of the first two statements; null when it found none, and this part is at its end. */
export function readCursor(row: SqlRow, { inNulls }: ScanCursor): ScanCursor | null {
  if (row.events === 0) return null;
  const after: (string | null)[] = [];
  for (let i = 0; `k${i}` in row; i += 1) after.push(row[`k${i}`] as string | null);
  return { inNulls, after };
}

/**
 * The statement of a page with its sorting keys, and what tells of a page how many events it has, and the keys of the last one.
 * A page that is materialized stays in its order: nothing is sorted again to be joined.
 */
function pageOf(
  log: string,
  request: ScanRequest,
  cursor: ScanCursor,
  limit: number,
  params: Params,
  columns: string,
): { page: string; end: string } {
  const conditions = where(log, request.filter, params);
  const terms = sortTerms(request.ordering);
  const all = [
    conditions,
    `seq <= ${params.add(String(request.upTo))}::bigint`,
    `${terms[0]!.key} is ${cursor.inNulls ? '' : 'not '}null`,
  ];
  if (cursor.after) all.push(...afterConditions(request, cursor, cursor.after, params));
  const keys = terms.map(({ key }, i) => `${key} as k${i}`).join(', ');
  const order = terms.map(({ direction }, i) => `k${i} ${direction}`).join(', ');
  const last = terms.map((_, i) => `(array_agg(k${i}))[count(*)::integer]::text as k${i}`);
  return {
    page: `select ${columns}, ${keys} from events where ${all.join(' and ')}
       order by ${order} limit ${params.add(limit)}::integer`,
    end: ['count(*)::integer as events', ...last].join(', '),
  };
}

function afterConditions(
  request: ScanRequest,
  { inNulls }: ScanCursor,
  after: readonly (string | null)[],
  params: Params,
): string[] {
  const terms = sortTerms(request.ordering);
  const places = terms.map(({ key }, i) => {
    const value = after[i] ?? null;
    return value === null ? null : `${params.add(value)}::text::${TYPES[key] ?? 'text'}`;
  });
  if (isIndexed(request)) {
    // As one comparison the index goes straight to the place, however many events are of one moment.
    const from = inNulls ? 1 : 0;
    const keys = terms.slice(from).map(({ key }) => key);
    return [`(${keys.join(', ')}) ${terms[0]!.direction === 'desc' ? '<' : '>'} (${places.slice(from).join(', ')})`];
  }
  const same = (i: number) => (places[i] === null ? `${terms[i]!.key} is null` : `${terms[i]!.key} = ${places[i]}`);
  const later = (i: number): string | null => {
    const { key, direction } = terms[i]!;
    if (places[i] === null) return direction === 'desc' ? `${key} is not null` : null;
    if (direction === 'desc') return `${key} < ${places[i]}`;
    return i === 0 ? `${key} > ${places[i]}` : `(${key} > ${places[i]} or ${key} is null)`;
  };
  const ways: string[] = [];
  for (let i = inNulls ? 1 : 0; i < terms.length; i += 1) {
    const step = later(i);
    if (step === null) continue;
    const before = terms.slice(0, i).map((_, j) => same(j));
    ways.push([...before, step].join(' and '));
  }
  // The bound on the first field follows from the rest, but only as a condition of its own does an index see it.
  const bound = inNulls ? [] : [`${terms[0]!.key} ${terms[0]!.direction === 'desc' ? '<=' : '>='} ${places[0]}`];
  return [...bound, `(${ways.join(' or ')})`];
}
