/** What can be bound to a placeholder. Values never become part of the SQL text. */
export type SqlScalar = string | number | boolean | null;
export type SqlValue = SqlScalar | readonly SqlScalar[];

export interface Statement {
  /** Placeholders are `$1`, `$2`, … */
  sql: string;
  params?: readonly SqlValue[];
}

export type SqlRow = Record<string, unknown>;

/** One PostgreSQL database, wherever it runs. Reads, writes and scripts are one transaction each: all of it happens, or nothing. */
export interface SqlDatabase {
  /**
   * Runs statements that change nothing, on one state of the data. The answer has the rows of each.
   *
   * @param timeoutMs instead of the database's own time limit, for work that nobody waits for
   * @throws QueryTimeoutError when they run longer than the time limit.
   */
  read(statements: readonly Statement[], timeoutMs?: number): Promise<SqlRow[][]>;
  /** Runs statements that may change data; there is no time limit. */
  write(statements: readonly Statement[]): Promise<SqlRow[][]>;
  /** Runs a script of several statements without parameters: a migration. */
  script(sql: string): Promise<void>;
  /** Brings statistics and visibility up to date after much has changed: plans and counts are several times faster for it. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}

/** What the database itself objected to. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  constructor(
    message: string,
    /** SQLSTATE, five characters: https://www.postgresql.org/docs/current/errcodes-appendix.html */
    readonly code: string | undefined,
  ) {
    super(message);
  }

  /** Whether a value in the statement is the reason (data exception, program limit), so that others may well go in. */
  get isAboutData(): boolean {
    return this.code !== undefined && /^(22|54)/.test(this.code);
  }
}

export class QueryTimeoutError extends Error {
  override readonly name = 'QueryTimeoutError';
  constructor(readonly limitMs: number) {
    super(`The query took longer than ${limitMs} ms and was stopped.`);
  }
}

/** Collects the bound values of one statement. `add` gives the placeholder that stands for a value. */
export class Params {
  readonly values: SqlValue[] = [];
  add(value: SqlValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Whether a row could not go in because one with the same key is there. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof SqlError && error.code === '23505';
}
