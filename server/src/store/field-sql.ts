import { ACTION_GROUPS, ACTIONS, BY_GROUP, fieldPath } from 'event-elements/model';
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
 * The text that an event counts under, an expression that is null when there is no value: nothing, null, or an object.
 *
 * @throws AggregateError for a field that cannot be counted
 */
export function keySql(by: string, params: Params): string {
  if (by === BY_GROUP) return groupSql(params);
  const { root, keys, json } = fieldPath(by, 'by');
  // A column needs no detour.
  if (!json) return keys.length > 0 ? 'null::text' : root === 'pk' ? 'pk::text collate "C"' : root;
  const value = valueSql(by, 'by', params);
  return `(case when jsonb_typeof${value.startsWith('(') ? value : `(${value})`} in ('string', 'number', 'boolean')
    then ${value} #>> '{}' end) collate "C"`;
}

/** The group of an action as the model's `actionInfo` gives it: the catalogue's, else the event's own, else `system`. */
function groupSql(params: Params): string {
  const known = ACTION_GROUPS.map(group => {
    const actions = ACTIONS.filter(info => info.group === group).map(({ action }) => action);
    return `when action = any(${params.add(actions)}::text[]) then ${params.add(group)}::text`;
  });
  const own = `context #>> '{group}'`;
  return `(case ${known.join(' ')}
    when jsonb_typeof(context -> 'group') = 'string' and ${own} = any(${params.add([...ACTION_GROUPS])}::text[]) then ${own}
    else 'system' end) collate "C"`;
}
