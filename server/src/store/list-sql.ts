import type { OrderingField, OrderingTerm } from 'event-elements/model';
import { ORDERING_KEY_LENGTH } from 'event-elements/model';
import { digestsOf, isDigested } from './digest-sql.js';
import { isWholeLog, where } from './filter-sql.js';
import { Params, type SqlRow, type Statement } from './sql.js';
import type { ListRequest } from './store.js';

/** One event of a page: its text, or only the size of it when the page is too big to come in one go. */
export interface PageEntry {
  pk: string;
  size: number;
  body: string | null;
}

/** What each field is sorted by: the model's `orderingKey`, as it is stored. */
const KEYS: Record<OrderingField, string> = {
  action: `left(action, ${ORDERING_KEY_LENGTH})`,
  app: `left(app, ${ORDERING_KEY_LENGTH})`,
  client_ip: `left(client_ip, ${ORDERING_KEY_LENGTH})`,
  user: 'sort_user',
  brand: 'sort_brand',
  context: 'sort_context',
  created: 'created',
  expires: 'expires',
  pk: 'pk',
};

/** How a page is read. */
export interface ListStatements {
  /** Gives a `count`; null when that of the page does. */
  count: Statement | null;
  page: Statement;
}

/**
 * The statements that count the matching events and read a page of them. The page comes in order; bodies come with it as long as
 * their sum stays within `portionBytes` (the first one always does).
 */
export function listStatements(log: string, request: ListRequest, portionBytes: number): ListStatements {
  const { filter } = request;
  if (isWholeLog(filter)) {
    const count = { sql: 'select events as count from logs where name = $1', params: [log] };
    return { count, page: pageStatement(log, request, portionBytes) };
  }
  // Such a filter looks at every event: once is enough for the count and the page.
  if (!isDigested(filter)) return { count: null, page: pageStatement(log, request, portionBytes, true) };
  const params = new Params();
  const count = { sql: `select count(*) as count from ${digestsOf(log, filter, params)}`, params: params.values };
  return { count, page: pageStatement(log, request, portionBytes) };
}

function pageStatement(log: string, request: ListRequest, portionBytes: number, counts = false): Statement {
  const params = new Params();
  const conditions = where(log, request.filter, params);
  const order = sortTerms(request.ordering);
  const keys = order.map(({ key }, i) => `${key} as k${i}`).join(', ');
  const direction = order.map(({ direction }, i) => `k${i} ${direction}`).join(', ');
  // Sorted are keys only: carrying texts of some kilobytes through a sort costs more than finding them again.
  const sql = `with matching as ${counts ? 'materialized' : 'not materialized'} (
      select pk as key, ${keys} from ${counts ? 'events' : tableOf(request)} where ${conditions}
    ), page as (
      select * from matching
       order by ${direction} limit ${params.add(request.limit)}::integer offset ${params.add(request.offset)}::bigint
    ), sized as (
      select pk, octet_length(body) as size, body, row_number() over (order by ${direction}) as position
        from page join events on log = ${params.add(log)} and pk = key
    )
    select ${counts ? '(select count(*) from matching) as count, ' : ''}pk::text as pk, size,
           case when position = 1 or sum(size) over (order by position) <= ${params.add(portionBytes)}::bigint then body end as body
      from (select 1) as always left join sized on true order by position`;
  return { sql, params: params.values };
}

/** Where the keys of a page are found with the least to read, when the filter asks for nothing that the digests do not have. */
function tableOf({ filter, ordering }: ListRequest): 'events' | 'event_digests' {
  const terms = sortTerms(ordering);
  // The index holds them in their order, and the range is a part of it.
  if (isWholeLog({ ...filter, from: undefined, to: undefined }) && isIndexed(terms)) return 'events';
  return terms.every(({ key }) => DIGESTED_KEYS.has(key)) ? 'event_digests' : 'events';
}

const DIGESTED_KEYS: ReadonlySet<string> = new Set([KEYS.action, KEYS.app, KEYS.client_ip, KEYS.created, KEYS.pk]);

/** Whether an index holds the events in this order. */
export function isIndexed(terms: readonly SortTerm[]): boolean {
  const keys = terms.map(({ key }) => key).join();
  return keys === 'pk' || (keys === 'created,pk' && terms[0]!.direction === terms[1]!.direction);
}

/** What the statements found: where the page counts, it does so in each row, and in one row without an event when it is empty. */
export function readList(counted: readonly SqlRow[], rows: readonly SqlRow[]): { count: number; entries: PageEntry[] } {
  const entries = rows.filter(row => row.pk !== null);
  return {
    count: Number((counted[0] ?? rows[0])?.count ?? 0),
    entries: entries.map(row => ({ pk: row.pk as string, size: Number(row.size), body: row.body as string | null })),
  };
}

export interface SortTerm {
  key: string;
  direction: 'asc' | 'desc';
}

/**
 * The order of the model's `compareRecords`. PostgreSQL's default puts nulls last ascending and first descending, as that
 * does; the columns collate by code point; `pk` decides between equals, in the direction of the last term.
 */
export function sortTerms(terms: readonly OrderingTerm[]): SortTerm[] {
  const all = terms.some(({ field }) => field === 'pk')
    ? terms
    : [...terms, { field: 'pk' as const, descending: terms.at(-1)?.descending ?? false }];
  return all.map(({ field, descending }) => ({ key: KEYS[field], direction: descending ? 'desc' : 'asc' }));
}
