import type { SqlDatabase, SqlRow, Statement } from './sql.js';

/** Answers kept, and rows of them in all; one that has more than a tenth of these is not worth its memory. */
const MAX_ANSWERS = 500;
const MAX_ROWS = 100_000;

interface Kept {
  version: string;
  rows: SqlRow[][];
  size: number;
}

/**
 * What was counted, for as long as it is true: each change of a log's events gives the log another version, in the very
 * transaction that changes them. The statements with their values are the question, so two that differ in anything are two.
 */
export class CountCache {
  readonly #db: SqlDatabase;
  /** In the order in which they were last asked for. */
  readonly #kept = new Map<string, Kept>();
  #rows = 0;

  constructor(db: SqlDatabase) {
    this.#db = db;
  }

  /** The rows of each statement. They must depend on the events of this one log and on nothing else: not on the time. */
  async read(log: string, statements: readonly Statement[]): Promise<readonly SqlRow[][]> {
    return (await this.readWith(log, statements, [])).counted;
  }

  /** The same, and the rows of further statements, which are not kept, on the same state of the data. */
  async readWith(
    log: string,
    statements: readonly Statement[],
    further: readonly Statement[],
  ): Promise<{ counted: readonly SqlRow[][]; further: readonly SqlRow[][] }> {
    const key = JSON.stringify([log, ...statements.map(({ sql, params }) => [sql, params])]);
    const current = { sql: 'select version::text as version from logs where name = $1', params: [log] };
    const kept = this.#kept.get(key);
    if (kept) {
      const [[row] = [], ...others] = await this.#db.read([current, ...further]);
      if (row?.version === kept.version) {
        this.#keep(key, kept);
        return { counted: kept.rows, further: others };
      }
      this.#forget(key);
    }
    // In one read, which is of one state: the version is that of what was counted.
    const [[row] = [], ...rows] = await this.#db.read([current, ...statements, ...further]);
    const counted = rows.slice(0, statements.length);
    const size = counted.reduce((sum, { length }) => sum + length, 1);
    if (row && size <= MAX_ROWS / 10) this.#keep(key, { version: row.version as string, rows: counted, size });
    return { counted, further: rows.slice(statements.length) };
  }

  /** As the one that was asked for last. */
  #keep(key: string, kept: Kept): void {
    this.#forget(key);
    this.#kept.set(key, kept);
    this.#rows += kept.size;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_ANSWERS && this.#rows <= MAX_ROWS) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const kept = this.#kept.get(key);
    if (!kept) return;
    this.#kept.delete(key);
    this.#rows -= kept.size;
  }
}
