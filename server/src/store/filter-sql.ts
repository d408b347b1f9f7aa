import { instantSql } from './instant-sql.js';
import { conditionSql, escapeLike } from './query-sql.js';
import type { Params } from './sql.js';
import type { EventFilter } from './store.js';

/** The conditions that pick a filter's events out of a log. Every value is bound through `params`. */
export function where(log: string, filter: EventFilter, params: Params): string {
  const all = [`log = ${params.add(log)}`];
  const contains = (column: string, text: string) => all.push(`${column} like ${params.add(`%${escapeLike(text)}%`)}`);
  const equals = (column: string, text: string) => all.push(`${column} = ${params.add(text)}`);
  // Containment is the form that an index on jsonb can answer.
  const holds = (column: string, path: readonly string[], value: string | number) =>
    `${column} @> ${params.add(JSON.stringify(nest(path, value)))}::jsonb`;

  for (const term of filter.terms) contains('search', term);
  if (filter.query) all.push(conditionSql(filter.query.condition, params, filter.query.nowMs));
  if (filter.action) contains('action_folded', filter.action);
  if (filter.actions?.length) all.push(`action = any(${params.add(filter.actions)}::text[])`);
  if (filter.clientIp) equals('client_ip', filter.clientIp);
  if (filter.username) {
    const asActor = holds('"user"', ['username'], filter.username);
    all.push(`(${asActor} or ${holds('context', ['username'], filter.username)})`);
  }
  if (filter.brandName) all.push(holds('brand', ['name'], filter.brandName));
  if (filter.modelApp) all.push(holds('context', ['model', 'app'], filter.modelApp));
  if (filter.modelName) all.push(holds('context', ['model', 'model_name'], filter.modelName));
  if (filter.modelPk) {
    const spellings = keySpellings(filter.modelPk).map(pk => holds('context', ['model', 'pk'], pk));
    all.push(`(${spellings.join(' or ')})`);
  }
  if (filter.authorizedApp) all.push(holds('context', ['authorized_application', 'pk'], filter.authorizedApp));
  if (filter.from !== undefined) all.push(`created >= ${instantSql(filter.from, params)}`);
  if (filter.to !== undefined) all.push(`created < ${instantSql(filter.to, params)}`);
  if (filter.device) all.push(holds('context', ['device', 'pk'], filter.device));
  return all.join(' and ');
}

/** Whether a filter picks all of a log. */
export function isWholeLog({ terms, actions, ...others }: EventFilter): boolean {
  return (
    terms.length === 0 && !actions?.length && Object.values(others).every(value => value === undefined || value === '')
  );
}

function nest(path: readonly string[], value: string | number): unknown {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
}

/** The ways an object's key may be written in an event: as asked for, a UUID without dashes, a number. */
function keySpellings(pk: string): (string | number)[] {
  const spellings: (string | number)[] = [pk];
  const bare = pk.replaceAll('-', '');
  if (bare !== pk) spellings.push(bare);
  if (/^\d{1,15}$/.test(bare)) spellings.push(Number(bare));
  return spellings;
}
