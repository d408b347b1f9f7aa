import type { OrderingField, OrderingTerm } from 'event-elements/model';
import { ORDERING_KEY_LENGTH } from 'event-elements/model';
import { where } from './filter-sql.js';
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

/**
 * The statement that counts the matching events and reads a page of them. The page comes in order; bodies come with it as
 * long as their sum stays within `portionBytes` (the first one always does).
 */
export function listStatement(log: string, request: ListRequest, portionBytes: number): Statement {
  const params = new Params();
  const { conditions, isWholeLog } = where(log, request.filter, params);
  const order = sortTerms(request.ordering);
  const keys = order.map(({ key }, i) => `${key} as k${i}`).join(', ');
  const direction = order.map(({ direction }, i) => `k${i} ${direction}`).join(', ');
  // A filter looks at every event: once is enough for the count and the page. Without one, each has a quicker way of its
  // own. Sorted are keys only: carrying texts of some kilobytes through a sort costs more than finding them again.
  const sql = `with matching as ${isWholeLog ? 'not materialized' : 'materialized'} (
      select pk as key, ${keys} from events where ${conditions}
    ), page as (
      select * from matching
       order by ${direction} limit ${params.add(request.limit)}::integer offset ${params.add(request.offset)}::bigint
    ), sized as (
      select pk, octet_length(body) as size, body, row_number() over (order by ${direction}) as position
        from page join events on log = ${params.add(log)} and pk = key
    )
    select (select count(*) from matching) as count, pk::text as pk, size,
           case when position = 1 or sum(size) over (order by position) <= ${params.add(portionBytes)}::bigint then body end as body
      from (select 1) as always left join sized on true order by position`;
  return { sql, params: params.values };
}

/** What the statement found: the count stands in each row, and in one row without an event when the page is empty. */
export function readList(rows: readonly SqlRow[]): { count: number; entries: PageEntry[] } {
  const entries = rows.filter(row => row.pk !== null);
  return {
    count: Number(rows[0]?.count),
    entries: entries.map(row => ({ pk: row.pk as string, size: Number(row.size), body: row.body as string | null })),
  };
}

/**
 * The order of the model's `compareRecords`. PostgreSQL's default puts nulls last ascending and first descending, as that
 * does; the columns collate by code point; `pk` decides between equals, in the direction of the last term.
 */
export function sortTerms(terms: readonly OrderingTerm[]): { key: string; direction: 'asc' | 'desc' }[] {
  const all = terms.some(({ field }) => field === 'pk')
    ? terms
    : [...terms, { field: 'pk' as const, descending: terms.at(-1)?.descending ?? false }];
  return all.map(({ field, descending }) => ({ key: KEYS[field], direction: descending ? 'desc' : 'asc' }));
}
