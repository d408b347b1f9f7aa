import type { ExportFormat } from 'event-elements/model';
import type { SqlDatabase, SqlRow, Statement } from '../store/sql.js';

export type ExportStatus = 'queued' | 'running' | 'completed' | 'failed' | 'expired';

/** Which limit an export met; `internal`: none, the fault is the server's. */
export type ExportFault = 'disk' | 'rows' | 'time' | 'internal';

export interface ExportRequest {
  id: string;
  log: string;
  requestedBy: Record<string, unknown>;
  /** Milliseconds since 1970; relative times in the query count from here. */
  requestedOn: number;
  /** Parameters of the request, as they came. */
  query: string;
  format: ExportFormat;
  /** None: whole events. */
  columns: readonly string[];
  timeZone: string;
}

export interface ExportRecord extends ExportRequest {
  /** Number of the last event that was there when it was asked for. */
  watermark: number;
  status: ExportStatus;
  /** How often writing it was begun. */
  attempts: number;
  rows: number;
  /** `null` until the events have been counted. */
  total: number | null;
  bytes: number;
  sha256: string | null;
  error: { code: ExportFault; detail: string } | null;
  finishedOn: number | null;
}

export interface ExportPage {
  count: number;
  exports: ExportRecord[];
}

/** What the list can be sorted by. Requesters are sorted by name; there is one type of content. */
export const EXPORT_ORDERING = {
  requested_on: 'requested_on',
  completed: "(status = 'completed')",
  requested_by: "requested_by::jsonb ->> 'name'",
  content_type__model: "'event'::text",
} as const;
export type ExportOrdering = { field: keyof typeof EXPORT_ORDERING; descending: boolean };

const COLUMNS = `id::text as id, log, requested_by, extract(epoch from requested_on) * 1000 as requested_on, query, format, columns,
  time_zone, watermark::text as watermark, status, attempts, rows::text as rows, total::text as total, bytes::text as bytes, sha256,
  error_code, error_detail, extract(epoch from finished_on) * 1000 as finished_on`;

const time = (place: string) => `timestamptz 'epoch' + ${place}::bigint * interval '1 millisecond'`;

/** The exports that were asked for. */
export class ExportStore {
  readonly #db: SqlDatabase;
  constructor(db: SqlDatabase) {
    this.#db = db;
  }

  /**
   * Notes an export, and with it the state of the log at this moment. From here on no event of that state is deleted until the
   * export has ended (see `expireStatement`): whoever deletes locks the table of exports first, and waits for this to be done.
   */
  async add(request: ExportRequest): Promise<ExportRecord> {
    const { id, log, requestedBy, requestedOn, query, format, columns, timeZone } = request;
    await this.#db.write([
      {
        sql: `insert into exports (id, log, requested_by, requested_on, query, format, columns, time_zone, status)
              values ($1::uuid, $2, $3, ${time('$4')}, $5, $6, $7::text[], $8, 'queued')`,
        params: [id, log, JSON.stringify(requestedBy), requestedOn, query, format, columns, timeZone],
      },
      // Until the end of the transaction nobody adds events, and nobody is in the middle of it: see `Store.watermark`.
      { sql: 'lock table events in share mode' },
      {
        sql: `update exports set watermark = coalesce(pg_sequence_last_value(pg_get_serial_sequence('events', 'seq')::regclass), 0)
               where id = $1::uuid`,
        params: [id],
      },
    ]);
    return (await this.get(id))!;
  }

  async get(id: string): Promise<ExportRecord | null> {
    const [row] = await this.#select({ sql: `select ${COLUMNS} from exports where id = $1::uuid`, params: [id] });
    return row ? record(row) : null;
  }

  /** @param search folded words, each contained in the requester's name, the query or the format */
  async list(
    log: string,
    search: readonly string[],
    ordering: ExportOrdering,
    limit: number,
    offset: number,
  ): Promise<ExportPage> {
    const params: (string | number)[] = [log];
    const place = (value: string | number) => `$${params.push(value)}`;
    const looked = "lower((requested_by::jsonb ->> 'name') || ' ' || query || ' ' || format || ' event')";
    // In the query a word is spelled as in an address.
    const spelled = (word: string) => new URLSearchParams({ word }).toString().slice('word='.length).toLowerCase();
    const found = (word: string) =>
      `greatest(strpos(${looked}, ${place(word)}), strpos(lower(query), ${place(spelled(word))})) > 0`;
    const conditions = ['log = $1', ...search.map(found)].join(' and ');
    const counted = [...params];
    const direction = ordering.descending ? 'desc' : 'asc';
    const [counts = [], rows = []] = await this.#db.read([
      { sql: `select count(*) as count from exports where ${conditions}`, params: counted },
      {
        sql: `select ${COLUMNS} from exports where ${conditions}
               order by ${EXPORT_ORDERING[ordering.field]} ${direction}, requested_on desc, id
               limit ${place(limit)}::integer offset ${place(offset)}::bigint`,
        params,
      },
    ]);
    return { count: Number(counts[0]!.count), exports: rows.map(record) };
  }

  /** How many are waiting or being written. */
  async active(): Promise<number> {
    const [row] = await this.#select({
      sql: "select count(*) as count from exports where status in ('queued', 'running')",
    });
    return Number(row!.count);
  }

  /** The one to write next: one that a former process left in the middle, or the one that waits longest. */
  async begin(): Promise<ExportRecord | null> {
    const [[row] = []] = await this.#db.write([
      {
        sql: `update exports set status = 'running', attempts = attempts + 1, rows = 0, bytes = 0
               where id = (select id from exports where status in ('queued', 'running') order by requested_on, id limit 1)
               returning ${COLUMNS}`,
      },
    ]);
    return row ? record(row) : null;
  }

  /** Gives one back that was begun and not finished, for no fault of its own. */
  async release(id: string): Promise<void> {
    await this.#db.write([
      { sql: "update exports set status = 'queued', attempts = attempts - 1 where id = $1::uuid", params: [id] },
    ]);
  }

  async counted(id: string, total: number): Promise<void> {
    await this.#db.write([
      { sql: 'update exports set total = $2::bigint where id = $1::uuid', params: [id, String(total)] },
    ]);
  }

  /** It is done, and in the same moment `also` happens. */
  async complete(
    {
      id,
      rows,
      bytes,
      sha256,
      finishedOn,
    }: { id: string; rows: number; bytes: number; sha256: string; finishedOn: number },
    also: Statement,
  ): Promise<void> {
    const sql = `update exports set status = 'completed', rows = $2::bigint, bytes = $3::bigint, sha256 = $4,
                        finished_on = ${time('$5')} where id = $1::uuid`;
    await this.#db.write([{ sql, params: [id, String(rows), String(bytes), sha256, finishedOn] }, also]);
  }

  async fail(
    id: string,
    error: { code: ExportFault; detail: string },
    finishedOn: number,
    also: Statement,
  ): Promise<void> {
    const sql = `update exports set status = 'failed', rows = 0, bytes = 0, error_code = $2, error_detail = $3,
                        finished_on = ${time('$4')} where id = $1::uuid`;
    await this.#db.write([{ sql, params: [id, error.code, error.detail, finishedOn] }, also]);
  }

  /** Those that were finished before a moment and still have a file: from now on they have none. */
  async expire(before: number): Promise<string[]> {
    const [rows = []] = await this.#db.write([
      {
        sql: withoutLinks(`update exports set status = 'expired'
                            where status = 'completed' and finished_on < ${time('$1')}`),
        params: [before],
      },
    ]);
    return rows.map(row => row.id as string);
  }

  async remove(id: string): Promise<boolean> {
    const [rows = []] = await this.#db.write([
      { sql: withoutLinks('delete from exports where id = $1::uuid'), params: [id] },
    ]);
    return rows.length > 0;
  }

  /** Every export that has a file now. */
  async withFile(): Promise<Set<string>> {
    const rows = await this.#select({ sql: "select id::text as id from exports where status = 'completed'" });
    return new Set(rows.map(row => row.id as string));
  }

  async #select(statement: Statement): Promise<SqlRow[]> {
    const [rows = []] = await this.#db.read([statement]);
    return rows;
  }
}

/** A change after which exports have no file, and notifications no link that leads to one. Gives the keys of the exports. */
function withoutLinks(change: string): string {
  return `with gone as (${change} returning id),
               unlinked as (update notifications set hyperlink = null, hyperlink_label = null
                              from gone where hyperlink like '%/exports/' || gone.id || '/file/')
          select id::text as id from gone`;
}

function record(row: SqlRow): ExportRecord {
  const number = (value: unknown) => (value === null ? null : Math.round(Number(value)));
  return {
    id: row.id as string,
    log: row.log as string,
    requestedBy: JSON.parse(row.requested_by as string) as Record<string, unknown>,
    requestedOn: number(row.requested_on)!,
    query: row.query as string,
    format: row.format as ExportFormat,
    columns: row.columns as string[],
    timeZone: row.time_zone as string,
    watermark: number(row.watermark)!,
    status: row.status as ExportStatus,
    attempts: row.attempts as number,
    rows: number(row.rows)!,
    total: number(row.total),
    bytes: number(row.bytes)!,
    sha256: row.sha256 as string | null,
    error: row.error_code === null ? null : { code: row.error_code as ExportFault, detail: row.error_detail as string },
    finishedOn: number(row.finished_on),
  };
}
