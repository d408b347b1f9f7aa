import type { SqlDatabase, SqlRow } from '../store/sql.js';
import { named } from './rule-store.js';

export const TRANSPORT_MODES = ['local', 'webhook', 'webhook_slack', 'email'] as const;
export type TransportMode = (typeof TRANSPORT_MODES)[number];

export interface Transport {
  pk: string;
  log: string;
  name: string;
  mode: TransportMode;
  webhookUrl: string;
  /** Never given out. */
  webhookSecret: string;
  /** Addresses, separated by commas. */
  emailTo: string;
  emailSubjectPrefix: string;
  sendOnce: boolean;
}

export interface DeliveryCounts {
  waiting: number;
  delivered: number;
  failed: number;
  lastError: string | null;
}

export interface TransportFilter {
  /** Folded words, each contained in the name or the mode. */
  search: readonly string[];
  mode?: TransportMode | undefined;
  name?: string | undefined;
}

export const TRANSPORT_ORDERING = { name: 'name', mode: 'mode' } as const;
export type TransportOrdering = { field: keyof typeof TRANSPORT_ORDERING; descending: boolean };

const COLUMNS = `pk::text as pk, log, name, mode, webhook_url, webhook_secret, email_to, email_subject_prefix, send_once`;

export class TransportStore {
  readonly #db: SqlDatabase;
  constructor(db: SqlDatabase) {
    this.#db = db;
  }

  async list(
    log: string,
    filter: TransportFilter,
    ordering: TransportOrdering,
    limit: number,
    offset: number,
  ): Promise<{ count: number; transports: Transport[] }> {
    const params: (string | number)[] = [log];
    const place = (value: string | number) => `$${params.push(value)}`;
    const all = ['log = $1'];
    if (filter.mode) all.push(`mode = ${place(filter.mode)}`);
    if (filter.name) all.push(`name = ${place(filter.name)}`);
    for (const word of filter.search) all.push(`strpos(lower(name || ' ' || mode), ${place(word)}) > 0`);
    const conditions = all.join(' and ');
    const counted = [...params];
    const [counts = [], rows = []] = await this.#db.read([
      { sql: `select count(*) as count from transports where ${conditions}`, params: counted },
      {
        sql: `select ${COLUMNS} from transports where ${conditions}
               order by ${TRANSPORT_ORDERING[ordering.field]} ${ordering.descending ? 'desc' : 'asc'}, name, pk
               limit ${place(limit)}::integer offset ${place(offset)}::bigint`,
        params,
      },
    ]);
    return { count: Number(counts[0]!.count), transports: rows.map(transport) };
  }

  async get(log: string, pk: string): Promise<Transport | null> {
    const [[row] = []] = await this.#db.read([
      { sql: `select ${COLUMNS} from transports where log = $1 and pk = $2::uuid`, params: [log, pk] },
    ]);
    return row ? transport(row) : null;
  }

  /** All of a log: a few. */
  async all(log: string): Promise<Transport[]> {
    const [rows = []] = await this.#db.read([
      { sql: `select ${COLUMNS} from transports where log = $1`, params: [log] },
    ]);
    return rows.map(transport);
  }

  /** Adds a transport, or changes the one that has its key. @throws NameTakenError */
  async put(one: Transport): Promise<void> {
    const sql = `insert into transports (pk, log, name, mode, webhook_url, webhook_secret, email_to, email_subject_prefix, send_once)
                 values ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9)
                 on conflict (pk) do update set name = excluded.name, mode = excluded.mode, webhook_url = excluded.webhook_url,
                   webhook_secret = excluded.webhook_secret, email_to = excluded.email_to,
                   email_subject_prefix = excluded.email_subject_prefix, send_once = excluded.send_once`;
    const { pk, log, name, mode, webhookUrl, webhookSecret, emailTo, emailSubjectPrefix, sendOnce } = one;
    const params = [pk, log, name, mode, webhookUrl, webhookSecret, emailTo, emailSubjectPrefix, sendOnce];
    await named(this.#db.write([{ sql, params }]));
  }

  /** Also from the rules that send through it; what it had still to send is not sent. */
  async remove(log: string, pk: string): Promise<boolean> {
    const params = [log, pk];
    const [, rows = []] = await this.#db.write([
      { sql: 'update rules set transports = array_remove(transports, $2::uuid) where log = $1', params },
      { sql: 'delete from transports where log = $1 and pk = $2::uuid returning pk', params },
    ]);
    return rows.length > 0;
  }

  /** How the deliveries of these transports stand. */
  async counts(pks: readonly string[]): Promise<Map<string, DeliveryCounts>> {
    const [rows = []] = await this.#db.read([
      {
        sql: `select transport::text as transport,
                     count(*) filter (where status = 'waiting') as waiting,
                     count(*) filter (where status = 'delivered') as delivered,
                     count(*) filter (where status = 'failed') as failed,
                     (array_agg(error order by ordinal desc) filter (where error is not null))[1] as last_error
                from deliveries where transport = any($1::uuid[]) group by transport`,
        params: [pks],
      },
    ]);
    return new Map(
      rows.map(row => [
        row.transport as string,
        {
          waiting: Number(row.waiting),
          delivered: Number(row.delivered),
          failed: Number(row.failed),
          lastError: row.last_error as string | null,
        },
      ]),
    );
  }
}

function transport(row: SqlRow): Transport {
  return {
    pk: row.pk as string,
    log: row.log as string,
    name: row.name as string,
    mode: row.mode as TransportMode,
    webhookUrl: row.webhook_url as string,
    webhookSecret: row.webhook_secret as string,
    emailTo: row.email_to as string,
    emailSubjectPrefix: row.email_subject_prefix as string,
    sendOnce: row.send_once as boolean,
  };
}
