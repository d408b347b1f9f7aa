import type { OrderingTerm } from 'event-elements/model';
import { where } from './filter-sql.js';
import { sortTerms } from './list-sql.js';
import type { PageEntry } from './list-sql.js';
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

/** What a key is as a parameter: it travels as text, exactly. */
const TYPES: Record<string, string> = { created: 'timestamptz', expires: 'timestamptz', pk: 'uuid' };

/** PostgreSQL's default, and so the list's: what has no value comes first in descending order, and last in ascending. */
export function firstCursor(request: ScanRequest): ScanCursor {
  return { inNulls: sortTerms(request.ordering)[0]!.direction === 'desc', after: null };
}

/** Where it goes on when a part of the scan has been read to its end; null after the last one. */
export function nextPart(request: ScanRequest, cursor: ScanCursor): ScanCursor | null {
  const first = firstCursor(request);
  return cursor.inNulls === first.inNulls ? { inNulls: !cursor.inNulls, after: null } : null;
}

/**
 * The next events of a scan in order: their keys, how big they are, and their texts as long as the sum of those stays within
 * `portionBytes`. Each statement begins where the one before ended, by
 * value: rows that come in or go meanwhile shift nothing.
 *
 * Events with and without a value in the first field are read one after the other, for then the condition on that field is a
 * range that its index answers.
 */
export function scanStatement(
  log: string,
  request: ScanRequest,
  cursor: ScanCursor,
  limit: number,
  portionBytes: number,
): Statement {
  const params = new Params();
  const { conditions } = where(log, request.filter, params);
  const terms = sortTerms(request.ordering);
  const [first] = terms;
  const all = [
    conditions,
    `seq <= ${params.add(String(request.upTo))}::bigint`,
    `${first!.key} is ${cursor.inNulls ? '' : 'not '}null`,
  ];
  if (cursor.after) all.push(...afterConditions(terms, cursor, cursor.after, params));
  const keys = terms.map(({ key }, i) => `${key} as k${i}`).join(', ');
  const direction = terms.map(({ direction }, i) => `k${i} ${direction}`).join(', ');
  // Sorted are keys only; the texts are found again, as in the list.
  const sql = `with page as (
      select pk as key, ${keys} from events where ${all.join(' and ')}
       order by ${direction} limit ${params.add(limit)}::integer
    ), sized as (
      select page.*, octet_length(body) as size, body, row_number() over (order by ${direction}) as position
        from page join events on log = ${params.add(log)} and pk = key
    )
    select key::text as pk, size, ${terms.map((_, i) => `k${i}::text as k${i}`).join(', ')},
           case when sum(size) over (order by position) <= ${params.add(portionBytes)}::bigint then body end as body
      from sized order by position`;
  return { sql, params: params.values };
}

function afterConditions(
  terms: ReturnType<typeof sortTerms>,
  { inNulls }: ScanCursor,
  after: readonly (string | null)[],
  params: Params,
): string[] {
  const places = terms.map(({ key }, i) => {
    const value = after[i] ?? null;
    return value === null ? null : `${params.add(value)}::text::${TYPES[key] ?? 'text'}`;
  });
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

/** The rows of the statement, as entries of which some bodies may still have to be read, and where the scan stands after them. */
export function readScan(rows: readonly SqlRow[], cursor: ScanCursor): { entries: PageEntry[]; cursor: ScanCursor } {
  const entries = rows.map(row => ({ pk: row.pk as string, size: Number(row.size), body: row.body as string | null }));
  const last = rows.at(-1);
  if (!last) return { entries, cursor };
  const after: (string | null)[] = [];
  for (let i = 0; `k${i}` in last; i += 1) after.push(last[`k${i}`] as string | null);
  return { entries, cursor: { inNulls: cursor.inNulls, after } };
}
