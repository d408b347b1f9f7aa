import type { Params } from './sql.js';

/** An instant in microseconds since 1970, or an open end. Not `to_timestamp`, which takes a double and would round. */
export function instantSql(micros: number, params: Params): string {
  if (!Number.isFinite(micros)) return micros > 0 ? `timestamptz 'infinity'` : `timestamptz '-infinity'`;
  return `timestamptz 'epoch' + ${params.add(String(micros))}::bigint * interval '1 microsecond'`;
}
