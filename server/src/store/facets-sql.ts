import { parseJson, VALUE_LENGTH, type Facet, type Facets, type JsonScalar, foldCase } from 'event-elements/model';
import { plainText } from '../ingest/pg-text.js';
import type { CountCache } from './count-cache.js';
import { digestField, digestsOf, textSql, type DigestField } from './digest-sql.js';
import { valueSql } from './field-sql.js';
import { where } from './filter-sql.js';
import { foldingOnto } from './fold-sql.js';
import { Params, type SqlDatabase, type SqlRow, type Statement } from './sql.js';
import type { EventFilter, Suggestion } from './store.js';

/** Where suggestions look for the values of a field that no list of values is kept of: the newest events. */
const SUGGESTION_EVENTS = 20_000;
const MAX_SUGGESTIONS = 50;

/**
 * The model's `facets`, counted by the database, all fields on one state of the data.
 *
 * @throws AggregateError for a field that cannot be counted
 */
export async function facetsOf(
  counts: CountCache,
  log: string,
  filter: EventFilter,
  fields: readonly string[],
  top: number,
): Promise<Facets> {
  const columns = fields.map(field => digestField(field, 'fields'));
  const digested = fields.filter((_, i) => columns[i]);
  const others = fields.filter((_, i) => !columns[i]);
  const [together = [], ...apart] = await counts.read(log, [
    digestedStatement(
      log,
      filter,
      columns.filter(column => column !== null),
      top,
    ),
    ...others.map(field => facetStatement(log, filter, field, top)),
  ]);
  const total = Number(together[0]?.total ?? 0);
  const facets = Object.create(null) as Record<string, Facet>;
  for (const field of fields) {
    const place = digested.indexOf(field);
    const rows = place < 0 ? (apart[others.indexOf(field)] ?? []) : together.filter(row => row.field === place);
    facets[field] = readFacet(rows, total);
  }
  return { fields: facets, covered: total, total, exact: true };
}

/**
 * Several fields in one pass over the digests: rows as those of {@link facetStatement}, with the place of their field in the list;
 * and one row of no field, if only for its total.
 */
function digestedStatement(log: string, filter: EventFilter, fields: readonly DigestField[], top: number): Statement {
  const params = new Params();
  const from = digestsOf(log, filter, params);
  const columns = fields.map(({ column }, i) => `, ${column ?? 'null::text'} as v${i}`);
  const names = fields.map((_, i) => `v${i}`);
  const json = params.add(fields.flatMap((field, i) => (field.json ? [i] : [])));
  // Of the columns, a group has but the one that it is about; the last group is that of all events.
  const field = `case ${names.map((name, i) => `when grouping(${name}) = 0 then ${i}`).join(' ')} else -1 end`;
  const sql = `with found as (
      select ${names.length > 0 ? field : '-1'} as field, coalesce(null::text, ${[...names, 'null::text'].join(', ')}) as value,
             count(*) as events
        from (select log${columns.join('')} from ${from}) as digests
       group by grouping sets (${[...names.map(name => `(${name})`), '()'].join(', ')})
    ), judged as (
      select *, case when not is_json then 'value' when value is null then 'missing' when value = '{}' then 'object' else 'value' end as kind
        from found, lateral (select field = any(${json}::integer[]) as is_json) as fields
    ), scalars as (
      select field, is_json, value, events, coalesce(case when is_json then ${textSql('value')} else value end, '') as text,
             case when is_json then jsonb_typeof(value::jsonb) when value is null then 'null' else 'string' end collate "C" as type
        from judged where kind = 'value' and field >= 0
    ), best as (
      select *, row_number() over (partition by field order by events desc, text, type) as rank
        from scalars where length(text) <= ${VALUE_LENGTH}
    ), sums as (
      select field, sum(events) as total, count(*) filter (where kind = 'value') as values,
             coalesce(sum(events) filter (where kind = 'missing'), 0) as missing,
             coalesce(sum(events) filter (where kind = 'object'), 0) as objects
        from judged group by field
    )
    select sums.field, total, missing, objects, values, best.events,
           case when is_json then value else coalesce(to_jsonb(value)::text, case when rank is not null then 'null' end) end as value
      from sums left join best on best.field = sums.field and rank <= ${params.add(top)}::integer
     order by sums.field, rank`;
  return { sql, params: params.values };
}

/** A field that the digests do not have. */
function facetStatement(log: string, filter: EventFilter, field: string, top: number): Statement {
  const params = new Params();
  const conditions = where(log, filter, params);
  const sql = `with found as (
      select ${valueSql(field, 'fields', params)} as value from events where ${conditions}
    ), counted as (
      select case when jsonb_typeof(value) in ('object', 'array') then '{}' else value end as value, count(*) as events
        from found group by 1
    ), scalars as (
      select value, events, coalesce(value #>> '{}', '') collate "C" as text, jsonb_typeof(value) collate "C" as type
        from counted where value is not null and value <> '{}'
    ), best as (
      select value, events, row_number() over (order by events desc, text, type) as rank
        from scalars where length(text) <= ${VALUE_LENGTH} order by rank limit ${params.add(top)}::integer
    ), sums as (
      select coalesce(sum(events), 0) as total,
             coalesce(sum(events) filter (where value is null), 0) as missing,
             coalesce(sum(events) filter (where value = '{}'), 0) as objects
        from counted
    )
    select total, missing, objects, (select count(*) from scalars) as values, best.value::text as value, best.events
      from sums left join best on true order by rank`;
  return { sql, params: params.values };
}

function readFacet(rows: readonly SqlRow[], total: number): Facet {
  const values = rows
    .filter(row => row.value !== null)
    .map(row => ({ value: parseJson(row.value as string) as JsonScalar, count: Number(row.events) }));
  const missing = Number(rows[0]?.missing ?? 0);
  const objects = Number(rows[0]?.objects ?? 0);
  const listed = values.reduce((sum, { count }) => sum + count, 0);
  return {
    values,
    other: total - missing - objects - listed,
    distinct: Number(rows[0]?.values ?? 0),
    missing,
    objects,
  };
}

/**
 * Values of a field that begin with a text, ignoring case: of actions and apps those that are noted, of any other field those of
 * the newest events, most frequent first.
 *
 * @throws AggregateError for a field that cannot be counted
 */
export async function suggestionsOf(
  db: SqlDatabase,
  log: string,
  field: string,
  prefix: string,
): Promise<Suggestion[]> {
  const params = new Params();
  const needle = foldCase(plainText(prefix));
  const begins = (text: string) => `starts_with(${foldingOnto(needle, text, params)}, ${params.add(needle)}::text)`;
  if (field === 'action' || field === 'app') {
    const sql = `select to_jsonb(value)::text as value, null as events from log_values
        where log = ${params.add(log)} and field = ${params.add(field)} and ${begins('value')}
        order by log_values.value limit ${MAX_SUGGESTIONS}`;
    return readSuggestions(await db.read([{ sql, params: params.values }]));
  }
  const sql = `with found as (
      select ${valueSql(field, 'field', params)} as value
        from (select * from events where log = ${params.add(log)} order by created desc, pk desc limit ${SUGGESTION_EVENTS}) as newest
    ), texts as (
      select value, (value #>> '{}') collate "C" as text from found
       where jsonb_typeof(value) in ('string', 'number', 'boolean')
    )
    select value::text as value, count(*) as events from texts
     where length(text) between 1 and ${VALUE_LENGTH} and ${begins('text')}
     group by texts.value, text order by count(*) desc, text limit ${MAX_SUGGESTIONS}`;
  return readSuggestions(await db.read([{ sql, params: params.values }]));
}

function readSuggestions([rows = []]: readonly SqlRow[][]): Suggestion[] {
  return rows.map(row => ({
    value: parseJson(row.value as string) as JsonScalar,
    ...(row.events !== null && { count: Number(row.events) }),
  }));
}
