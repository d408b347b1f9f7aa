import { mkdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { QueryTimeoutError, SqlError, type SqlDatabase, type SqlRow, type Statement } from './sql.js';
import { wantedSignal } from './wanted.js';

export interface PgliteOptions {
  /** Folder of the database; made when it is missing. One process at a time may have it open (see `lock.ts`). */
  folder: string;
  /** A `read` that runs longer is stopped. Waiting for its turn does not count. */
  readTimeoutMs: number;
}

interface Job {
  kind: 'run' | 'script' | 'vacuum' | 'close';
  statements: readonly Statement[];
  timeoutMs?: number;
  /** Says that nobody waits for it any more. */
  signal?: AbortSignal;
  resolve(rows: SqlRow[][]): void;
  reject(error: Error): void;
}

interface Answer {
  id: number;
  rows?: SqlRow[][];
  error?: { message: string; code?: string };
}

/** A read that is to stop and has not after this time is stopped with its thread. */
const STOP_GRACE_MS = 1000;
/** SQLSTATE of a statement that was told to stop. */
const QUERY_CANCELED = '57014';

/**
 * PostgreSQL inside this process (PGlite), kept in a folder.
 *
 * It has one connection, so jobs run one after another. A read that nobody waits for any more (see {@link whileWanted}) leaves the
 * queue; one that is running, or is over its time limit, is told to stop as PostgreSQL tells it, which it hears when it next
 * reads from the disk. When it does not, it is stopped with the thread it runs in; the database is then opened anew, which takes
 * about half a second and recovers like any PostgreSQL after a crash.
 */
export async function openPglite(options: PgliteOptions): Promise<SqlDatabase> {
  mkdirSync(options.folder, { recursive: true });
  const database = new Pglite(options);
  await database.start();
  return database;
}

class Pglite implements SqlDatabase {
  readonly #options: PgliteOptions;
  readonly #queue: Job[] = [];
  #worker: Worker | undefined;
  #running: { id: number; job: Job; timer: NodeJS.Timeout | undefined; stopping?: Error } | undefined;
  /** The number of the job that is to stop: shared with the thread, which hears no messages while it works. */
  readonly #stopId = new Int32Array(new SharedArrayBuffer(4));
  #lastId = 0;
  #closed = false;
  /** Why the database cannot be used any more. */
  #broken: Error | undefined;

  constructor(options: PgliteOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
      workerData: { folder: this.#options.folder, stopId: this.#stopId },
    });
    worker.on('message', (answer: Answer) => this.#finish(answer));
    worker.on('error', error => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker, new Error('The database thread ended.')));
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('The database thread ended while the database was being opened.')));
    });
    this.#worker = worker;
  }

  read(statements: readonly Statement[], timeoutMs = this.#options.readTimeoutMs): Promise<SqlRow[][]> {
    return this.#add('run', statements, timeoutMs, wantedSignal());
  }

  write(statements: readonly Statement[]): Promise<SqlRow[][]> {
    return this.#add('run', statements);
  }

  async script(sql: string): Promise<void> {
    await this.#add('script', [{ sql }]);
  }

  async vacuum(): Promise<void> {
    await this.#add('vacuum', [{ sql: 'vacuum (analyze)' }]);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    // Jobs already handed in are done first.
    const done = this.#add('close', []);
    this.#closed = true;
    try {
      await done;
    } finally {
      const worker = this.#worker;
      this.#worker = undefined;
      await worker?.terminate();
    }
  }

  #add(
    kind: Job['kind'],
    statements: readonly Statement[],
    timeoutMs?: number,
    signal?: AbortSignal,
  ): Promise<SqlRow[][]> {
    if (this.#closed) return Promise.reject(new Error('The database is closed.'));
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    return new Promise((resolve, reject) => {
      const job: Job = { kind, statements, timeoutMs, signal, resolve, reject };
      signal?.addEventListener('abort', () => this.#unwanted(job), { once: true });
      this.#queue.push(job);
      this.#next();
    });
  }

  #unwanted(job: Job): void {
    const reason = job.signal!.reason as Error;
    const place = this.#queue.indexOf(job);
    if (place >= 0) {
      this.#queue.splice(place, 1);
      job.reject(reason);
    } else if (this.#running?.job === job) {
      this.#stop(reason);
    }
  }

  #next(): void {
    if (this.#running) return;
    if (this.#broken) {
      for (const job of this.#queue.splice(0)) job.reject(this.#broken);
      return;
    }
    if (!this.#worker) return; // being opened anew
    const job = this.#queue.shift();
    if (!job) return;
    const id = (this.#lastId += 1);
    const timer =
      job.timeoutMs === undefined
        ? undefined
        : setTimeout(() => this.#stop(new QueryTimeoutError(job.timeoutMs!)), job.timeoutMs);
    this.#running = { id, job, timer };
    this.#worker.postMessage({ id, kind: job.kind, statements: job.statements });
  }

  #finish({ id, rows, error }: Answer): void {
    if (this.#running?.id !== id) return;
    const { job, timer, stopping } = this.#running;
    clearTimeout(timer);
    this.#running = undefined;
    if (stopping && error?.code === QUERY_CANCELED) job.reject(stopping);
    else if (error) job.reject(new SqlError(error.message, error.code));
    else job.resolve(rows ?? []);
    this.#next();
  }

  /** Tells the job that is running to stop, with this as its answer. */
  #stop(reason: Error): void {
    const running = this.#running!;
    if (running.stopping) return;
    clearTimeout(running.timer);
    running.stopping = reason;
    running.timer = setTimeout(() => void this.#kill(), STOP_GRACE_MS);
    Atomics.store(this.#stopId, 0, running.id);
  }

  /** Ends the job that is running, and with it the thread. */
  async #kill(): Promise<void> {
    const { job, stopping } = this.#running!;
    const worker = this.#worker!;
    this.#worker = undefined; // from here on it is nobody's: what it still says is not listened to
    await worker.terminate();
    this.#running = undefined;
    job.reject(stopping!);
    try {
      await this.start();
    } catch (error) {
      this.#broken = new Error('The database could not be opened again after a query was stopped.', { cause: error });
    }
    this.#next();
  }

  #fail(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    this.#broken = error;
    const running = this.#running;
    this.#running = undefined;
    clearTimeout(running?.timer);
    running?.job.reject(error);
    this.#next();
  }
}
