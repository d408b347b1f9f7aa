import type { Severity } from 'event-elements/model';
import { isUniqueViolation, type SqlDatabase, type SqlRow, type Statement } from '../store/sql.js';

export interface RuleFields {
  name: string;
  /** In the query language; empty: every event. */
  query: string;
  severity: Severity;
  enabled: boolean;
  transports: readonly string[];
}

export interface Rule extends RuleFields {
  pk: string;
  log: string;
  /** Events with this number or a lower one are none of its business: see migration 005. */
  since: number;
  fired: number;
  /** Milliseconds since 1970. */
  lastFired: number | null;
}

export interface RuleFilter {
  /** Folded words, each contained in the name or the query. */
  search: readonly string[];
  severity?: Severity | undefined;
  name?: string | undefined;
}

export const RULE_ORDERING = {
  name: 'name',
  severity: "array_position(array['notice', 'warning', 'alert'], severity)",
  enabled: 'enabled',
} as const;
export type RuleOrdering = { field: keyof typeof RULE_ORDERING; descending: boolean };

const COLUMNS = `pk::text as pk, log, name, query, severity, enabled, transports::text[] as transports, since::text as since,
  fired::text as fired, extract(epoch from last_fired) * 1000 as last_fired`;

/** Two things of one kind cannot have the same name. */
export class NameTakenError extends Error {
  override readonly name = 'NameTakenError';
}

export class RuleStore {
  readonly #db: SqlDatabase;
  constructor(db: SqlDatabase) {
    this.#db = db;
  }

  async list(
    log: string,
    filter: RuleFilter,
    ordering: RuleOrdering,
    limit: number,
    offset: number,
  ): Promise<{ count: number; rules: Rule[] }> {
    const params: (string | number)[] = [log];
    const place = (value: string | number) => `$${params.push(value)}`;
    const all = ['log = $1'];
    if (filter.severity) all.push(`severity = ${place(filter.severity)}`);
    if (filter.name) all.push(`name = ${place(filter.name)}`);
    for (const word of filter.search) all.push(`strpos(lower(name || ' ' || query), ${place(word)}) > 0`);
    const conditions = all.join(' and ');
    const counted = [...params];
    const [counts = [], rows = []] = await this.#db.read([
      { sql: `select count(*) as count from rules where ${conditions}`, params: counted },
      {
        sql: `select ${COLUMNS} from rules where ${conditions}
               order by ${RULE_ORDERING[ordering.field]} ${ordering.descending ? 'desc' : 'asc'}, name, pk
               limit ${place(limit)}::integer offset ${place(offset)}::bigint`,
        params,
      },
    ]);
    return { count: Number(counts[0]!.count), rules: rows.map(rule) };
  }

  async get(log: string, pk: string): Promise<Rule | null> {
    const [[row] = []] = await this.#db.read([
      { sql: `select ${COLUMNS} from rules where log = $1 and pk = $2::uuid`, params: [log, pk] },
    ]);
    return row ? rule(row) : null;
  }

  /** Adds a rule, or changes the one that has its key. @throws NameTakenError */
  async put({ pk, log, name, query, severity, enabled, transports, since }: Omit<Rule, 'fired' | 'lastFired'>) {
    const sql = `insert into rules (pk, log, name, query, severity, enabled, transports, since)
                 values ($1::uuid, $2, $3, $4, $5, $6, $7::uuid[], $8::bigint)
                 on conflict (pk) do update set name = excluded.name, query = excluded.query, severity = excluded.severity,
                   enabled = excluded.enabled, transports = excluded.transports, since = excluded.since`;
    const params = [pk, log, name, query, severity, enabled, transports, String(since)];
    await named(this.#db.write([{ sql, params }]));
  }

  async remove(log: string, pk: string): Promise<boolean> {
    const [rows = []] = await this.#db.write([
      { sql: 'delete from rules where log = $1 and pk = $2::uuid returning pk', params: [log, pk] },
    ]);
    return rows.length > 0;
  }

  /** Logs that have a rule to run. */
  async logs(): Promise<string[]> {
    const [rows = []] = await this.#db.read([{ sql: 'select distinct log from rules where enabled' }]);
    return rows.map(row => row.log as string);
  }

  /** The rules of a log that are on, and up to which event they have been run. */
  async toRun(log: string): Promise<{ rules: Rule[]; cursor: number }> {
    const [rows = [], cursors = []] = await this.#db.read([
      { sql: `select ${COLUMNS} from rules where log = $1 and enabled order by name`, params: [log] },
      { sql: 'select seq::text as seq from rule_cursors where log = $1', params: [log] },
    ]);
    return { rules: rows.map(rule), cursor: Number(cursors[0]?.seq ?? 0) };
  }

  /** Notes that the rules have been run up to an event, and in the same moment all that came of it. */
  async advance(log: string, seq: number, also: readonly Statement[]): Promise<void> {
    await this.#db.write([
      ...also,
      {
        sql: `insert into rule_cursors (log, seq) values ($1, $2::bigint)
              on conflict (log) do update set seq = excluded.seq`,
        params: [log, String(seq)],
      },
    ]);
  }
}

/** The statement that counts a firing. */
export function firedStatement(pk: string, at: number): Statement {
  return {
    sql: `update rules set fired = fired + 1, last_fired = timestamptz 'epoch' + $2::bigint * interval '1 millisecond'
           where pk = $1::uuid`,
    params: [pk, at],
  };
}

/** @throws NameTakenError */
export async function named<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isUniqueViolation(error)) throw new NameTakenError('There is one of that name already.', { cause: error });
    throw error;
  }
}

function rule(row: SqlRow): Rule {
  return {
    pk: row.pk as string,
    log: row.log as string,
    name: row.name as string,
    query: row.query as string,
    severity: row.severity as Severity,
    enabled: row.enabled as boolean,
    transports: row.transports as string[],
    since: Number(row.since),
    fired: Number(row.fired),
    lastFired: row.last_fired === null ? null : Math.round(Number(row.last_fired)),
  };
}
