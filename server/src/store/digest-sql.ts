import { BY_GROUP, ACTION_GROUPS, ACTIONS, fieldPath } from 'event-elements/model';
import { comparisons, eventSchema, resolveComparison } from 'event-elements/query-lang';
import type { EventDigest } from '../ingest/digest.js';
import { keySql } from './field-sql.js';
import { isWholeLog, where } from './filter-sql.js';
import type { Params } from './sql.js';
import type { EventFilter } from './store.js';

/** Columns of `event_digests` that are those of `events` by the same name: a condition on these alone can be put to either. */
const SHARED: ReadonlySet<string> = new Set(['pk', 'created', 'action', 'app', 'client_ip']);

/** Paths whose values the digests have. */
const PATHS: ReadonlyMap<string, string> = new Map([
  [pathKey('user', ['username']), 'username'],
  [pathKey('context', ['geo', 'country']), 'country'],
  [pathKey('context', ['geo', 'city']), 'city'],
]);

function pathKey(root: string, keys: readonly string[]): string {
  return JSON.stringify([root, ...keys]);
}

/** The columns that are filled from {@link EventDigest}: name, type of the array that carries it, its value. */
export const DIGEST_COLUMNS: readonly [
  name: string,
  type: string,
  value: (digest: EventDigest) => string | number | null,
][] = [
  ['username', 'text', digest => digest.username],
  ['country', 'text', digest => digest.country],
  ['city', 'text', digest => digest.city],
  ['own_group', 'text', digest => digest.group],
  ['lat', 'float8', digest => digest.lat],
  ['long', 'float8', digest => digest.long],
  ['nowhere', 'smallint', digest => digest.nowhere],
];

/** Whether a filter asks for nothing that the digests do not have. */
export function isDigested({
  query,
  actions: _actions,
  clientIp: _ip,
  from: _from,
  to: _to,
  ...others
}: EventFilter): boolean {
  if (!isWholeLog(others)) return false;
  if (!query) return true;
  return comparisons(query.condition).every(node => {
    const resolved = resolveComparison(node, eventSchema, query.nowMs);
    if (!resolved) return true; // matches nothing anywhere
    return resolved.operator !== 'missing' && resolved.path.length === 1 && SHARED.has(resolved.path[0]!);
  });
}

/** `event_digests where …`: the digests of the events that match. More conditions may follow. */
export function digestsOf(log: string, filter: EventFilter, params: Params): string {
  const conditions = where(log, filter, params);
  if (isDigested(filter)) return `event_digests where ${conditions}`;
  return `event_digests where log = ${params.add(log)} and seq in (select seq from events where ${conditions})`;
}

/** How events are told apart for counting. */
export interface CountedBy {
  /** The digests of events that match: `event_digests … where …`. More conditions may follow. */
  from: string;
  /** What rows are grouped by. */
  columns: readonly string[];
  /** What the key needs to be joined to these groups. */
  join: string;
  /** The text they count under, from `k0`, `k1` … as these columns are called then; null for no value. */
  key: string;
}

/**
 * What splits the events that match: from their digests wherever these have it.
 *
 * @throws AggregateError for a field that cannot be counted
 */
export function countedBy(log: string, filter: EventFilter, by: string | undefined, params: Params): CountedBy {
  const digests = (columns: readonly string[], key: string): CountedBy => ({
    from: digestsOf(log, filter, params),
    columns,
    join: '',
    key,
  });
  if (by === undefined) return digests([], `''::text`);
  if (by === BY_GROUP) return { from: digestsOf(log, filter, params), ...byGroup(params) };
  const field = digestField(by, 'by');
  if (!field) {
    const values = `select seq, ${keySql(by, params)} as other from events where ${where(log, filter, params)}`;
    const from = `event_digests join (${values}) as others using (seq) where log = ${params.add(log)}`;
    return { from, columns: ['other'], join: '', key: 'k0' };
  }
  if (field.column === null) return digests([], 'null::text');
  return digests([field.column], field.json ? textSql('k0') : 'k0');
}

export interface DigestField {
  /** An expression; null when there is never a value. */
  column: string | null;
  /** Whether it is JSON text; else it is a text itself. */
  json: boolean;
}

/**
 * The column of the digests that has the values of a path; null when none has.
 *
 * @throws AggregateError for a field that cannot be counted
 */
export function digestField(path: string, option: string): DigestField | null {
  const { root, keys, json } = fieldPath(path, option);
  // In a text there is nothing further: as in JSON, where a path leads nowhere.
  if (!json && keys.length > 0) return { column: null, json: true };
  if (!json) return { column: root === 'pk' ? 'pk::text collate "C"' : root, json };
  const column = PATHS.get(pathKey(root, keys));
  return column === undefined ? null : { column, json };
}

/** The text of a scalar that is written as JSON; null for null, an object and nothing. */
export function textSql(json: string): string {
  return `(case when ${json} in ('null', '{}') then null when starts_with(${json}, '"') then ${json}::jsonb #>> '{}'
    else ${json} end) collate "C"`;
}

/** The group of an action as the model's `actionInfo` gives it: the catalogue's, else the event's own, else `system`. */
function byGroup(params: Params): Pick<CountedBy, 'columns' | 'join' | 'key'> {
  const actions = params.add(ACTIONS.map(({ action }) => action));
  const groups = params.add(ACTIONS.map(({ group }) => group));
  return {
    columns: ['action', 'own_group'],
    join: `left join unnest(${actions}::text[], ${groups}::text[]) as known (known_action, known_group) on known_action = k0`,
    key: `coalesce(known_group, case when k1 = any(${params.add([...ACTION_GROUPS])}::text[]) then k1 end, 'system') collate "C"`,
  };
}
