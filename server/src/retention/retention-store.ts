import type { SqlDatabase, Statement } from '../store/sql.js';

/** What expiry would delete. */
export interface ExpiryPreview {
  /** Events whose time is over. */
  count: number;
  /** Of those, how many an export is still reading. */
  spared: number;
  /** Events there are in all. */
  total: number;
  /** ISO 8601; null when there is none. */
  oldest: string | null;
  newest: string | null;
}

const time = (place: string) => `timestamptz 'epoch' + ${place}::bigint * interval '1 millisecond'`;

/** Up to this number events are spared: an export that was asked for is to hold them. */
const SPARED = "(select coalesce(max(watermark), 0) from exports where log = $1 and status in ('queued', 'running'))";

/** An event's own `expires` decides; without one it is kept for the log's time from its `created`. One with neither stays. */
const EXPIRED = [`expires < ${time('$2')}`, `expires is null and created < ${time('$3')}`] as const;

/** The first of January of the year 1: PostgreSQL knows some time before it, but not any. */
const FIRST_MS = -62_135_596_800_000;

/** From when on events are kept that have no `expires` of their own, in milliseconds since 1970. */
export function keptSince(now: number, retentionMs: number): number {
  return Math.max(now - retentionMs, FIRST_MS);
}

/** How long the events of each log are kept, and their deletion when that is over. */
export class RetentionStore {
  readonly #db: SqlDatabase;
  constructor(db: SqlDatabase) {
    this.#db = db;
  }

  /** As it was written by {@link set}; null: for ever. */
  async get(log: string): Promise<string | null> {
    const [[row] = []] = await this.#db.read([{ sql: 'select duration from retention where log = $1', params: [log] }]);
    return (row?.duration as string | undefined) ?? null;
  }

  async set(log: string, duration: string | null): Promise<void> {
    await this.#db.write([
      duration === null
        ? { sql: 'delete from retention where log = $1', params: [log] }
        : {
            sql: 'insert into retention values ($1, $2) on conflict (log) do update set duration = excluded.duration',
            params: [log, duration],
          },
    ]);
  }

  /** The logs whose events are not kept for ever. */
  async all(): Promise<{ log: string; duration: string }[]> {
    const [rows = []] = await this.#db.read([{ sql: 'select log, duration from retention order by log' }]);
    return rows.map(row => ({ log: row.log as string, duration: row.duration as string }));
  }

  async oldest(log: string): Promise<string | null> {
    const [[row] = []] = await this.#db.read([
      { sql: `select ${iso('min(created)')} as oldest from events where log = $1`, params: [log] },
    ]);
    return (row?.oldest as string | null | undefined) ?? null;
  }

  /** @param before in milliseconds since 1970; events without an `expires` go when they were created before it */
  async preview(log: string, now: number, before: number): Promise<ExpiryPreview> {
    const [[row] = []] = await this.#db.read([
      {
        sql: `select count(*) filter (where gone) as count, count(*) filter (where gone and seq <= ${SPARED}) as spared,
                     count(*) as total, ${iso('min(created) filter (where gone)')} as oldest,
                     ${iso('max(created) filter (where gone)')} as newest
                from (select created, seq, coalesce((${EXPIRED[0]}) or (${EXPIRED[1]}), false) as gone
                        from events where log = $1) as judged`,
        params: [log, now, before],
      },
    ]);
    return {
      count: Number(row!.count),
      spared: Number(row!.spared),
      total: Number(row!.total),
      oldest: row!.oldest as string | null,
      newest: row!.newest as string | null,
    };
  }

  /** Deletes some of the events whose time is over. @returns how many; 0 when there are none left */
  async expire(log: string, now: number, before: number, limit: number): Promise<number> {
    for (const [expired, at] of [
      [EXPIRED[0].replace('$2', '$3'), now],
      [EXPIRED[1], before],
    ] as const) {
      const [, rows = []] = await this.#db.write([
        // An export that is asked for in this moment waits, or this waits for it: see `ExportStore.add`.
        { sql: 'lock table exports in share mode' },
        expireStatement(log, expired, at, limit),
      ]);
      if (rows.length > 0) return rows.length;
    }
    return 0;
  }
}

function expireStatement(log: string, expired: string, at: number, limit: number): Statement {
  return {
    sql: `with gone as (
            delete from events where log = $1 and pk in (
              select pk from events where log = $1 and ${expired} and seq > ${SPARED} limit $2::integer)
            returning pk, seq
          ), undigested as (
            delete from event_digests where log = $1 and seq in (select seq from gone)
          ), changed as (
            update logs set events = events - (select count(*) from gone), version = version + 1
             where name = $1 and exists (select from gone)
          )
          select pk from gone`,
    params: [log, limit, at],
  };
}

/** A time as ISO 8601 in UTC, to the microsecond. */
function iso(expression: string): string {
  return `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
