import { parseJson, type EventRecord } from 'event-elements/model';
import { digestOf } from '../ingest/digest.js';
import { DIGEST_COLUMNS } from './digest-sql.js';
import { Params, type SqlDatabase, type SqlRow } from './sql.js';

/** Events done in one transaction, and how much text of them is read at once: the first of them whatever it has. */
const BATCH_EVENTS = 2000;
const BATCH_BYTES = 8 * 1024 * 1024;
/** Nobody waits for an answer; but what takes so long will not end. */
const BATCH_TIMEOUT_MS = 10 * 60_000;

/**
 * Makes the digests of events that have none, because an older version stored them. Done again after being killed at any moment,
 * it goes on where it was: digests are made in the order in which events came in, so the last one tells how far it got.
 */
export async function fillDigests(db: SqlDatabase, onProgress: (events: number) => void = () => {}): Promise<void> {
  const [logs = []] = await db.read([{ sql: 'select name from logs' }]);
  let done = 0;
  for (const { name } of logs) {
    const log = name as string;
    const [[last] = []] = await db.read([
      { sql: 'select coalesce(max(seq), 0)::text as seq from event_digests where log = $1', params: [log] },
    ]);
    for (let after = last!.seq as string; ;) {
      const rows = await nextEvents(db, log, after);
      if (rows.length === 0) break;
      await db.write([insertOf(log, rows)]);
      after = rows.at(-1)!.seq as string;
      done += rows.length;
      onProgress(done);
    }
  }
}

async function nextEvents(db: SqlDatabase, log: string, after: string): Promise<SqlRow[]> {
  const [rows = []] = await db.read(
    [
      {
        sql: `with next as (
            select seq, body, octet_length(body) as size from events where log = $1 and seq > $2::bigint order by seq limit ${BATCH_EVENTS}
          ), sized as (
            select *, sum(size) over (order by seq rows unbounded preceding) as bytes from next
          )
          select seq::text as seq, body from sized where bytes = size or bytes <= ${BATCH_BYTES} order by sized.seq`,
        params: [log, after],
      },
    ],
    BATCH_TIMEOUT_MS,
  );
  return rows;
}

function insertOf(log: string, rows: readonly SqlRow[]): { sql: string; params: Params['values'] } {
  const params = new Params();
  const name = params.add(log);
  const digests = rows.map(({ body }) => digestOf(parseJson(body as string) as unknown as EventRecord));
  const places = `${params.add(rows.map(({ seq }) => seq as string))}::bigint[]`;
  const arrays = DIGEST_COLUMNS.map(([, type, value]) => `${params.add(digests.map(value))}::${type}[]`);
  const columns = DIGEST_COLUMNS.map(([column]) => column).join(', ');
  const sql = `insert into event_digests (log, seq, pk, created, action, app, client_ip, ${columns})
    select log, seq, pk, created, action, app, client_ip, ${columns}
      from unnest(${places}, ${arrays.join(', ')}) as digests (place, ${columns})
      join events on log = ${name} and seq = place`;
  return { sql, params: params.values };
}
