import { randomUUID } from 'node:crypto';
import type { SqlDatabase, SqlRow, Statement } from '../store/sql.js';
import type { Message } from './message.js';

export interface Delivery {
  /** Also what receivers tell a repetition by. */
  pk: string;
  transport: string;
  log: string;
  rule: string;
  message: Message;
  /** How often it was tried. */
  attempts: number;
}

const time = (place: string) => `timestamptz 'epoch' + ${place}::bigint * interval '1 millisecond'`;

/** The statement that puts a message into the outbox, for the transaction of whatever it tells about. */
export function deliveryStatement(transport: string, rule: string, message: Message, now: number): Statement {
  return {
    sql: `insert into deliveries (pk, transport, rule, payload, created, next_attempt)
          values ($1::uuid, $2::uuid, $3::uuid, $4, ${time('$5')}, ${time('$5')})`,
    params: [randomUUID(), transport, rule, JSON.stringify(message), now],
  };
}

/** The outbox: what is to be sent, was sent, or could not be. */
export class DeliveryStore {
  readonly #db: SqlDatabase;
  constructor(db: SqlDatabase) {
    this.#db = db;
  }

  /** Transports that have something to send by now, those that wait longest first. */
  async due(now: number): Promise<string[]> {
    const [rows = []] = await this.#db.read([
      {
        sql: `select transport::text as transport from deliveries where status = 'waiting' and next_attempt <= ${time('$1')}
               group by transport order by min(next_attempt)`,
        params: [now],
      },
    ]);
    return rows.map(row => row.transport as string);
  }

  /** When the first one after `now` is due, in milliseconds since 1970; null when nothing else waits. */
  async nextDue(now: number): Promise<number | null> {
    const [[row] = []] = await this.#db.read([
      {
        sql: `select extract(epoch from min(next_attempt)) * 1000 as at from deliveries
               where status = 'waiting' and next_attempt > ${time('$1')}`,
        params: [now],
      },
    ]);
    return row?.at === null || row?.at === undefined ? null : Number(row.at);
  }

  /** What a transport is to send next. */
  async next(transport: string, now: number): Promise<Delivery | null> {
    const [[row] = []] = await this.#db.read([
      {
        sql: `select d.pk::text as pk, d.transport::text as transport, t.log, d.rule::text as rule, d.payload, d.attempts
                from deliveries d join transports t on t.pk = d.transport
               where d.transport = $1::uuid and d.status = 'waiting' and d.next_attempt <= ${time('$2')}
               order by d.next_attempt, d.ordinal limit 1`,
        params: [transport, now],
      },
    ]);
    return row ? delivery(row) : null;
  }

  async delivered(pk: string, now: number): Promise<void> {
    await this.#db.write([
      {
        sql: `update deliveries set status = 'delivered', attempts = attempts + 1, finished = ${time('$2')}, error = null
               where pk = $1::uuid`,
        params: [pk, now],
      },
    ]);
  }

  async again(pk: string, at: number, error: string): Promise<void> {
    await this.#db.write([
      {
        sql: `update deliveries set attempts = attempts + 1, next_attempt = ${time('$2')}, error = $3 where pk = $1::uuid`,
        params: [pk, at, error],
      },
    ]);
  }

  async failed(pk: string, now: number, error: string, also: Statement): Promise<void> {
    const sql = `update deliveries set status = 'failed', attempts = attempts + 1, finished = ${time('$2')}, error = $3
                  where pk = $1::uuid`;
    await this.#db.write([{ sql, params: [pk, now, error] }, also]);
  }

  /** Forgets what was sent, or given up, before a moment. */
  async trim(before: number): Promise<void> {
    await this.#db.write([
      { sql: `delete from deliveries where status <> 'waiting' and finished < ${time('$1')}`, params: [before] },
    ]);
  }
}

function delivery(row: SqlRow): Delivery {
  return {
    pk: row.pk as string,
    transport: row.transport as string,
    log: row.log as string,
    rule: row.rule as string,
    message: JSON.parse(row.payload as string) as Message,
    attempts: row.attempts as number,
  };
}
