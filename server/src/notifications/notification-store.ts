import { randomUUID } from 'node:crypto';
import type { Severity } from 'event-elements/model';
import type { SqlDatabase, SqlRow, Statement } from '../store/sql.js';

export interface NewNotification {
  log: string;
  severity: Severity;
  /** Plain text; cut after {@link MAX_BODY} characters. */
  body: string;
  hyperlink?: string;
  hyperlinkLabel?: string;
  /** Key of the event it is about. */
  event?: string;
  /** Milliseconds since 1970. */
  created: number;
  /** Key of the export it is about: when that is gone, there is nothing to tell. */
  dataExport?: string;
}

export interface NotificationRecord {
  pk: string;
  severity: Severity;
  body: string;
  hyperlink: string | null;
  hyperlinkLabel: string | null;
  /** Text of the event it is about, as long as that is there. */
  event: string | null;
  created: number;
  seen: boolean;
}

export interface NotificationFilter {
  seen?: boolean | undefined;
  severity?: Severity | undefined;
  /** Key of an event. */
  event?: string | undefined;
  /** The whole text, exactly. */
  body?: string | undefined;
  /** Folded words, each contained in the text. */
  search: readonly string[];
}

export const NOTIFICATION_ORDERING = {
  created: 'n.created',
  seen: 'n.seen',
  severity: "array_position(array['notice', 'warning', 'alert'], n.severity)",
  body: 'n.body collate "C"',
} as const;
export type NotificationOrdering = { field: keyof typeof NOTIFICATION_ORDERING; descending: boolean };

/** A longer text is no notification. */
const MAX_BODY = 2000;
/** An event above this size is left out: a page of notifications is no page of events. */
const MAX_EVENT_BYTES = 64 * 1024;
/** Of a log, this many are kept: the newest. */
const KEPT = 10_000;

const COLUMNS = `n.pk::text as pk, n.severity, n.body, n.hyperlink, n.hyperlink_label, n.seen,
  extract(epoch from n.created) * 1000 as created,
  case when octet_length(e.body) <= ${MAX_EVENT_BYTES} then e.body end as event`;
const FROM = 'notifications n left join events e on e.log = n.log and e.pk = n.event';

/** The statement that makes a notification, for the transaction of whatever it tells about. */
export function notificationStatement(notification: NewNotification): Statement {
  const { log, severity, body, hyperlink, hyperlinkLabel, event, created, dataExport } = notification;
  return {
    sql: `insert into notifications (pk, log, severity, body, hyperlink, hyperlink_label, event, created)
          select $1::uuid, $2, $3, $4, $5, $6, $7::uuid, timestamptz 'epoch' + $8::bigint * interval '1 millisecond'
           where $9::uuid is null or exists (select 1 from exports where id = $9::uuid)`,
    params: [
      randomUUID(),
      log,
      severity,
      body.length > MAX_BODY ? `${body.slice(0, MAX_BODY - 1)}…` : body,
      hyperlink ?? null,
      hyperlinkLabel ?? null,
      event ?? null,
      created,
      dataExport ?? null,
    ],
  };
}

export class NotificationStore {
  readonly #db: SqlDatabase;
  constructor(db: SqlDatabase) {
    this.#db = db;
  }

  /** Tells something by itself, with nothing else that has to happen with it. */
  async add(notification: NewNotification): Promise<void> {
    await this.#db.write([notificationStatement(notification)]);
  }

  async list(
    log: string,
    filter: NotificationFilter,
    ordering: NotificationOrdering,
    limit: number,
    offset: number,
  ): Promise<{ count: number; notifications: NotificationRecord[] }> {
    const params: (string | number | boolean)[] = [log];
    const place = (value: string | number | boolean) => `$${params.push(value)}`;
    const all = ['n.log = $1'];
    if (filter.seen !== undefined) all.push(filter.seen ? 'n.seen' : 'not n.seen');
    if (filter.severity) all.push(`n.severity = ${place(filter.severity)}`);
    if (filter.event) all.push(`n.event = ${place(filter.event)}::uuid`);
    if (filter.body) all.push(`n.body = ${place(filter.body)}`);
    for (const word of filter.search) all.push(`strpos(lower(n.body), ${place(word)}) > 0`);
    const conditions = all.join(' and ');
    const counted = [...params];
    const direction = ordering.descending ? 'desc' : 'asc';
    const [counts = [], rows = []] = await this.#db.read([
      { sql: `select count(*) as count from notifications n where ${conditions}`, params: counted },
      {
        sql: `select ${COLUMNS} from ${FROM} where ${conditions}
               order by ${NOTIFICATION_ORDERING[ordering.field]} ${direction}, n.created desc, n.pk desc
               limit ${place(limit)}::integer offset ${place(offset)}::bigint`,
        params,
      },
    ]);
    return { count: Number(counts[0]!.count), notifications: rows.map(record) };
  }

  async get(log: string, pk: string): Promise<NotificationRecord | null> {
    const [[row] = []] = await this.#db.read([
      { sql: `select ${COLUMNS} from ${FROM} where n.log = $1 and n.pk = $2::uuid`, params: [log, pk] },
    ]);
    return row ? record(row) : null;
  }

  async mark(log: string, pk: string, seen: boolean): Promise<void> {
    await this.#db.write([
      { sql: 'update notifications set seen = $3 where log = $1 and pk = $2::uuid', params: [log, pk, seen] },
    ]);
  }

  async markAll(log: string): Promise<void> {
    await this.#db.write([{ sql: 'update notifications set seen = true where log = $1 and not seen', params: [log] }]);
  }

  async remove(log: string, pk: string): Promise<boolean> {
    const [rows = []] = await this.#db.write([
      { sql: 'delete from notifications where log = $1 and pk = $2::uuid returning pk', params: [log, pk] },
    ]);
    return rows.length > 0;
  }

  /** Deletes what is beyond the number that is kept. */
  async trim(log: string): Promise<void> {
    await this.#db.write([
      {
        sql: `delete from notifications where log = $1 and pk in (
                select pk from notifications where log = $1 order by created desc, pk desc offset ${KEPT})`,
        params: [log],
      },
    ]);
  }
}

function record(row: SqlRow): NotificationRecord {
  return {
    pk: row.pk as string,
    severity: row.severity as Severity,
    body: row.body as string,
    hyperlink: row.hyperlink as string | null,
    hyperlinkLabel: row.hyperlink_label as string | null,
    event: row.event as string | null,
    created: Math.round(Number(row.created)),
    seen: row.seen as boolean,
  };
}
