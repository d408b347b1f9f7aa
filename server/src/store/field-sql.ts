import { fieldPath } from 'event-elements/model';
import { plainText } from '../ingest/pg-text.js';
import type { Params } from './sql.js';

/**
 * What an event has at a field, as a jsonb expression that may be null: SQL's null for nothing, JSON's null for null. A path
 * is read as the model's aggregates read it, so that both count the same.
 *
 * @throws AggregateError for a field that cannot be counted
 */
export function valueSql(path: string, option: string, params: Params): string {
  const { root, keys, json } = fieldPath(path, option);
  if (json && keys.length > 0) return `("${root}" #> ${params.add(keys.map(plainText))}::text[])`;
  if (keys.length > 0) return 'null::jsonb';
  const column = json ? `"${root}"` : `to_jsonb(${root === 'pk' ? 'pk::text' : root})`;
  return `coalesce(${column}, 'null'::jsonb)`;
}

/**
 * The text that a value inside JSON counts under, an expression that is null when there is no value: nothing, null, or an object.
 *
 * @throws AggregateError for a field that cannot be counted
 */
export function keySql(by: string, params: Params): string {
  const value = valueSql(by, 'by', params);
  return `(case when jsonb_typeof${value.startsWith('(') ? value : `(${value})`} in ('string', 'number', 'boolean')
    then ${value} #>> '{}' end) collate "C"`;
}
