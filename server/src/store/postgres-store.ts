import type { Facets, Histogram, HistogramOptions, Places, PlacesOptions } from 'event-elements/model';
import { facetsOf, suggestionsOf } from './facets-sql.js';
import { histogramOf } from './histogram-sql.js';
import { placesIn } from './places-sql.js';
import { CountCache } from './count-cache.js';
import { DIGEST_COLUMNS, digestsOf } from './digest-sql.js';
import { fillDigests } from './fill-digests.js';
import { listStatements, readList, type PageEntry } from './list-sql.js';
import { migrate } from './migrate.js';
import type { ScanRequest } from './scan-sql.js';
import { scanned } from './scan.js';
import { Params, SqlError, type SqlDatabase, type SqlRow } from './sql.js';
import type {
  Arrival,
  EventFilter,
  EventList,
  EventRow,
  InsertResult,
  ListRequest,
  LogInfo,
  ScanLimits,
  Store,
  Suggestion,
  VolumeBucket,
} from './store.js';

/** Bodies read in one go. Beyond it a page is read in portions, so that memory stays bounded. */
const PORTION_BYTES = 8 * 1024 * 1024;

/** More values than anybody can choose from are of no use as suggestions, nor are ones longer than a name is. */
const MAX_VALUES = 1000;
const MAX_VALUE_LENGTH = 200;

const SIX_HOURS_MS = 6 * 60 * 60 * 1000;

/**
 * Events in PostgreSQL 15 or newer, embedded or not: everything but how the database is reached.
 *
 * @param onDigests told how many events have been prepared for counting, when an older version left some that are not
 */
export async function openPostgresStore(db: SqlDatabase, onDigests?: (events: number) => void): Promise<Store> {
  await migrate(db);
  await fillDigests(db, onDigests);
  return new PostgresStore(db);
}

class PostgresStore implements Store {
  readonly #db: SqlDatabase;
  readonly #counts: CountCache;
  readonly #listeners: ((log: string) => void)[] = [];

  constructor(db: SqlDatabase) {
    this.#db = db;
    this.#counts = new CountCache(db);
  }

  async logs(): Promise<LogInfo[]> {
    const rows = await this.#select('select name, title, demo, events as count from logs order by demo, ordinal');
    return rows.map(row => ({
      name: row.name as string,
      title: row.title as string,
      demo: row.demo as boolean,
      count: Number(row.count),
    }));
  }

  async logNames(): Promise<readonly string[]> {
    const rows = await this.#select('select name from logs order by demo, ordinal');
    return rows.map(row => row.name as string);
  }

  async addLog({ name, title, demo }: { name: string; title: string; demo: boolean }): Promise<void> {
    const sql = 'insert into logs (name, title, demo) values ($1, $2, $3) on conflict do nothing';
    await this.#db.write([{ sql, params: [name, title, demo] }]);
  }

  async loadedFrom(log: string): Promise<string | null> {
    const [row] = await this.#select('select loaded from logs where name = $1', [log]);
    return (row?.loaded as string | null | undefined) ?? null;
  }

  async markLoaded(log: string, fingerprint: string): Promise<void> {
    await this.#db.write([{ sql: 'update logs set loaded = $2 where name = $1', params: [log, fingerprint] }]);
  }

  insert(log: string, rows: readonly EventRow[]): Promise<InsertResult> {
    return this.#insert(log, rows, 0);
  }

  /** When a value cannot be stored, halves are tried until the row is found: the others must not suffer for it. */
  async #insert(log: string, rows: readonly EventRow[], first: number): Promise<InsertResult> {
    if (rows.length === 0) return { inserted: 0, known: 0, refused: [] };
    try {
      const [answer] = await this.#db.write([insertStatement(log, rows)]);
      const inserted = Number(answer?.[0]?.inserted);
      if (!Number.isInteger(inserted)) throw new Error('The database did not say how many events it took.');
      if (inserted > 0) for (const listener of this.#listeners) listener(log);
      return { inserted, known: rows.length - inserted, refused: [] };
    } catch (error) {
      if (!(error instanceof SqlError && error.isAboutData)) throw error;
      if (rows.length === 1) return { inserted: 0, known: 0, refused: [{ index: first, reason: error.message }] };
      const half = rows.length >> 1;
      const a = await this.#insert(log, rows.slice(0, half), first);
      const b = await this.#insert(log, rows.slice(half), first + half);
      return {
        inserted: a.inserted + b.inserted,
        known: a.known + b.known,
        refused: [...a.refused, ...b.refused],
      };
    }
  }

  settle(): Promise<void> {
    return this.#db.vacuum();
  }

  async list(log: string, request: ListRequest): Promise<EventList> {
    const { count: counting, page } = listStatements(log, request, PORTION_BYTES);
    const { counted, further } = counting
      ? await this.#counts.readWith(log, [counting], [page])
      : { counted: [], further: await this.#db.read([page]) };
    const { count, entries } = readList(counted[0] ?? [], further[0] ?? []);
    return { count, bodies: this.#bodies(log, entries) };
  }

  /** The page's bodies: those that came with it, then the rest in portions. */
  async *#bodies(log: string, entries: readonly PageEntry[]): AsyncGenerator<string> {
    let next = 0;
    while (next < entries.length) {
      const entry = entries[next]!;
      if (entry.body !== null) {
        yield entry.body;
        next += 1;
        continue;
      }
      const portion: string[] = [];
      for (
        let bytes = 0;
        next < entries.length && (portion.length === 0 || bytes + entries[next]!.size <= PORTION_BYTES);
        next += 1
      ) {
        bytes += entries[next]!.size;
        portion.push(entries[next]!.pk);
      }
      const rows = await this.#select(
        'select pk::text as pk, body from events where log = $1 and pk = any($2::uuid[])',
        [log, portion],
      );
      const bodies = new Map(rows.map(row => [row.pk as string, row.body as string]));
      for (const pk of portion) {
        const body = bodies.get(pk);
        if (body !== undefined) yield body;
      }
    }
  }

  async watermark(): Promise<number> {
    // Waits for whoever is adding events and keeps others from beginning to, for as long as it takes to read one number. So no
    // event with a lower number is still to come, however many connections there are.
    const [, [row] = []] = await this.#db.write([
      { sql: 'lock table events in share mode' },
      {
        sql: "select coalesce(pg_sequence_last_value(pg_get_serial_sequence('events', 'seq')::regclass), 0)::text as seq",
      },
    ]);
    return Number(row!.seq);
  }

  async count(log: string, { filter, upTo }: ScanRequest, { timeoutMs }: ScanLimits = {}): Promise<number> {
    const params = new Params();
    const sql = `select count(*) as count from ${digestsOf(log, filter, params)} and seq <= ${params.add(String(upTo))}::bigint`;
    const [[row] = []] = await this.#db.read([{ sql, params: params.values }], timeoutMs);
    return Number(row!.count);
  }

  scan(log: string, request: ScanRequest, { timeoutMs }: ScanLimits = {}): AsyncGenerator<string[]> {
    return scanned(async statement => (await this.#db.read([statement], timeoutMs))[0]?.[0], log, request);
  }

  async arrivals(log: string, after: number, upTo: number, limit: number): Promise<Arrival[]> {
    const rows = await this.#select(
      `with found as (
         select seq, pk, body, sum(octet_length(body)) over (order by seq) as bytes, row_number() over (order by seq) as position
           from (select seq, pk, body from events
                  where log = $1 and seq > $2::bigint and seq <= $3::bigint order by seq limit $4::integer) as next_ones
       )
       select seq::text as seq, pk::text as pk, body from found
        where position = 1 or bytes <= ${PORTION_BYTES} order by position`,
      [log, String(after), String(upTo), limit],
    );
    return rows.map(row => ({ seq: Number(row.seq), pk: row.pk as string, body: row.body as string }));
  }

  onInsert(listener: (log: string) => void): void {
    this.#listeners.push(listener);
  }

  async get(log: string, pk: string): Promise<string | null> {
    const [row] = await this.#select('select body from events where log = $1 and pk = $2::uuid', [log, pk]);
    return (row?.body as string | undefined) ?? null;
  }

  async volume(log: string, filter: EventFilter, sinceMs: number): Promise<VolumeBucket[]> {
    const params = new Params();
    const from = digestsOf(log, filter, params);
    const since = params.add(new Date(sinceMs).toISOString());
    // PostgreSQL's epoch is a multiple of six hours, so whole divisions of it are the buckets of authentik.
    const rows = await this.#select(
      `select action, floor(extract(epoch from created) / ${SIX_HOURS_MS / 1000})::bigint as bucket, count(*) as count
         from ${from} and created >= ${since}::timestamptz and action is not null
        group by 1, 2 order by 2, 1`,
      params.values,
    );
    return rows.map(row => ({
      action: row.action as string,
      time: Number(row.bucket) * SIX_HOURS_MS,
      count: Number(row.count),
    }));
  }

  histogram(log: string, filter: EventFilter, options: HistogramOptions): Promise<Histogram> {
    return histogramOf(this.#counts, log, filter, options);
  }

  places(log: string, filter: EventFilter, options: PlacesOptions): Promise<Places> {
    return placesIn(this.#counts, log, filter, options);
  }

  facets(log: string, filter: EventFilter, fields: readonly string[], top: number): Promise<Facets> {
    return facetsOf(this.#counts, log, filter, fields, top);
  }

  suggest(log: string, field: string, prefix: string): Promise<Suggestion[]> {
    return suggestionsOf(this.#db, log, field, prefix);
  }

  async values(log: string, field: 'action' | 'app'): Promise<readonly string[]> {
    const rows = await this.#select(
      `select value from log_values where log = $1 and field = $2 order by value limit ${MAX_VALUES}`,
      [log, field],
    );
    return rows.map(row => row.value as string);
  }

  close(): Promise<void> {
    return this.#db.close();
  }

  async #select(sql: string, params: Params['values'] = []): Promise<SqlRow[]> {
    const [rows = []] = await this.#db.read([{ sql, params }]);
    return rows;
  }
}

/** The columns of an insert: name, type of the array that carries it, how an element becomes the column, its values. */
const COLUMNS: readonly [
  name: string,
  type: string,
  cast: (x: string) => string,
  value: (row: EventRow) => string | number | null,
][] = [
  ['body', 'text', x => x, row => row.body],
  ['action', 'text', x => x, row => row.action],
  ['action_folded', 'text', x => x, row => row.actionFolded],
  ['app', 'text', x => x, row => row.app],
  ['client_ip', 'text', x => x, row => row.clientIp],
  ['created', 'bigint', instant, row => row.created],
  ['expires', 'bigint', instant, row => row.expires],
  ['"user"', 'text', x => `${x}::jsonb`, row => row.user],
  ['brand', 'text', x => `${x}::jsonb`, row => row.brand],
  ['context', 'text', x => `${x}::jsonb`, row => row.context],
  ['search', 'text', x => x, row => row.search],
  ['sort_user', 'text', x => x, row => row.sortUser],
  ['sort_brand', 'text', x => x, row => row.sortBrand],
  ['sort_context', 'text', x => x, row => row.sortContext],
];

/** Not `to_timestamp`, which takes a double and would round microseconds away. */
function instant(micros: string): string {
  return `timestamptz 'epoch' + ${micros} * interval '1 microsecond'`;
}

function insertStatement(log: string, rows: readonly EventRow[]): { sql: string; params: Params['values'] } {
  const params = new Params();
  const name = params.add(log);
  const keys = `${params.add(rows.map(({ pk }) => pk))}::uuid[]`;
  const arrays = COLUMNS.map(([, type, , value]) => `${params.add(rows.map(value))}::${type}[]`);
  const columns = COLUMNS.map(([column]) => column).join(', ');
  const aliases = COLUMNS.map((_, i) => `c${i}`);
  const digests = DIGEST_COLUMNS.map(
    ([, type, value]) => `${params.add(rows.map(row => value(row.digest)))}::${type}[]`,
  );
  const digestColumns = DIGEST_COLUMNS.map(([column]) => column).join(', ');
  // Where a batch holds an event twice, the first one went in: the digest is that one's, too.
  const sql = `with added as (
      insert into events (log, ${columns}, pk)
      select ${name}, ${COLUMNS.map(([, , cast], i) => cast(`c${i}`)).join(', ')}, key
        from unnest(${arrays.join(', ')}, ${keys}) as rows (${aliases.join(', ')}, key)
      on conflict do nothing returning seq, pk, created, action, app, client_ip
    ), digested as (
      insert into event_digests (log, seq, pk, created, action, app, client_ip, ${digestColumns})
      select distinct on (seq) ${name}, seq, pk, created, action, app, client_ip, ${digestColumns}
        from unnest(${keys}, ${digests.join(', ')}) with ordinality as digests (key, ${digestColumns}, position)
        join added on pk = key order by seq, position
    ), changed as (
      update logs set events = events + (select count(*) from added), version = version + 1
       where name = ${name} and exists (select from added)
    ), noted as (
      insert into log_values
      select distinct ${name}, field, value
        from added, lateral (values ('action', action), ('app', app)) as both_fields (field, value)
       where length(value) between 1 and ${MAX_VALUE_LENGTH}
      on conflict do nothing
    )
    select count(*) as inserted from added`;
  return { sql, params: params.values };
}
