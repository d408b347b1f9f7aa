import { MISSING_KEY, planHistogram, VALUE_LENGTH, type Histogram, type HistogramOptions } from 'event-elements/model';
import type { CountCache } from './count-cache.js';
import { countedBy, digestsOf } from './digest-sql.js';
import { instantSql } from './instant-sql.js';
import { Params, type SqlRow } from './sql.js';
import type { EventFilter } from './store.js';

/**
 * The model's `histogram`, counted by the database. The edges of the buckets are computed here, by the same code that counts in
 * memory, and are bound as instants: a day of a zone is then the same day whatever the database knows of zones.
 *
 * @param filter - Its range has to be that of the options
 * @throws AggregateError for options that cannot be
 */
export async function histogramOf(
  counts: CountCache,
  log: string,
  filter: EventFilter,
  options: HistogramOptions,
): Promise<Histogram> {
  const plan = planHistogram(options);
  const isOpen = plan.from === -Infinity || plan.to === Infinity;
  const [first, last] = isOpen ? await timesOf(counts, log, filter) : [Infinity, -Infinity];
  const { interval, edges } = plan.edges(first, last);
  const size = Math.max(0, edges.length - 1);

  const params = new Params();
  const by = countedBy(log, filter, options.by, params);
  // What arrives between the two statements would lie outside the buckets of the first.
  const inside = isOpen
    ? `created between ${instantSql(first, params)} and ${instantSql(last, params)}`
    : 'created is not null';
  const edgeList = params.add(Array.from(edges, String));
  const columns = by.columns.map((column, i) => `, ${column} as k${i}`).join('');
  // Keys are made of the few different values, not of each event's.
  const sql = `with found as (
      select width_bucket(created, (select array_agg(timestamptz 'epoch' + edge * interval '1 millisecond' order by edge)
                                      from unnest(${edgeList}::bigint[]) as edges (edge))) as bucket${columns}, count(*) as events
        from ${by.from} and ${inside} group by ${['1', ...by.columns.map((_, i) => String(i + 2))].join(', ')}
    ), counted as (
      select bucket, ${by.key} as key, sum(events) as events from found ${by.join} group by 1, 2
    ), best as (
      select key, row_number() over (order by sum(events) desc, key) - 1 as rank
        from counted where key is not null and length(key) <= ${VALUE_LENGTH} group by key
       order by sum(events) desc, key limit ${params.add(options.by === undefined ? 1 : plan.top)}::integer
    )
    select bucket, rank, best.key as key, counted.key is null as missing, sum(events) as events
      from counted left join best on best.key = counted.key
     group by 1, 2, 3, 4`;
  const undated = new Params();
  const all = digestsOf(log, filter, undated);
  const hasUndated = plan.from === -Infinity && plan.to === Infinity;
  const [rows = [], [without] = []] = await counts.read(log, [
    ...(size > 0 ? [{ sql, params: params.values }] : [{ sql: 'select 1 where false' }]),
    ...(hasUndated
      ? [{ sql: `select count(*) as events from ${all} and created is null`, params: undated.values }]
      : []),
  ]);
  const table = options.by === undefined ? unsplit(rows, size) : split(rows, size);
  const dated = rows.reduce((sum, row) => sum + Number(row.events), 0);
  const missing = Number(without?.events ?? 0);
  return {
    ...plan.answer(interval, edges, table.counts, options.by === undefined ? null : table),
    undated: missing,
    covered: dated + missing,
    total: dated + missing,
    exact: true,
  };
}

/** When the first and the last event were, in microseconds since 1970; infinite when there are none. */
async function timesOf(counts: CountCache, log: string, filter: EventFilter): Promise<[number, number]> {
  const params = new Params();
  const from = digestsOf(log, filter, params);
  const micros = (time: string) => `(extract(epoch from ${time}) * 1000000)::bigint`;
  const sql = `select ${micros('min(created)')} as first, ${micros('max(created)')} as last from ${from}`;
  const [[row] = []] = await counts.read(log, [{ sql, params: params.values }]);
  return row?.first === null || row === undefined ? [Infinity, -Infinity] : [Number(row.first), Number(row.last)];
}

interface Counts {
  keys: string[];
  other: boolean;
  counts: Float64Array;
}

function unsplit(rows: readonly SqlRow[], size: number): Counts {
  const counts = new Float64Array(size);
  for (const row of rows) counts[Number(row.bucket) - 1]! += Number(row.events);
  return { keys: [], other: false, counts };
}

function split(rows: readonly SqlRow[], size: number): Counts {
  const keys: string[] = [];
  let missing = false;
  let other = false;
  for (const row of rows) {
    if (row.rank !== null) keys[Number(row.rank)] = row.key as string;
    else if (row.missing) missing = true;
    else other = true;
  }
  const values = keys.length;
  if (missing) keys.push(MISSING_KEY);
  const width = keys.length + 1;
  const counts = new Float64Array(size * width);
  for (const row of rows) {
    const column = row.rank !== null ? Number(row.rank) : row.missing ? values : keys.length;
    counts[(Number(row.bucket) - 1) * width + column]! += Number(row.events);
  }
  return { keys, other, counts };
}
