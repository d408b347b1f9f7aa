import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { eventWriter, parseJson, type EventRecord, type ExportFormat } from 'event-elements/model';
import { readFilter, readOrdering, readRange } from '../http/list-params.js';
import { notificationStatement } from '../notifications/notification-store.js';
import type { ScanRequest } from '../store/scan-sql.js';
import { QueryTimeoutError, type Statement } from '../store/sql.js';
import type { Store } from '../store/store.js';
import { readAhead } from './read-ahead.js';
import { ExportFile, ExportLimitError, type FileLimits } from './export-file.js';
import type { ExportRecord, ExportRequest, ExportStore } from './export-store.js';

export interface ExportLimits extends FileLimits {
  /** The most events one export may have. */
  maxRows: number;
  /** An export that takes longer is given up. */
  maxSeconds: number;
  /** A file is deleted so long after it was finished. */
  keepDays: number;
}

export const EXPORT_LIMITS: ExportLimits = {
  maxBytes: 10_000_000_000,
  minFreeBytes: 500_000_000,
  maxRows: 20_000_000,
  maxSeconds: 2 * 60 * 60,
  keepDays: 7,
};

export interface ExportJobsOptions {
  exports: ExportStore;
  store: Store;
  /** Folder of the files. */
  folder: string;
  limits: ExportLimits;
  /** Where the API of a log is found: `/logs/okta/api/v3`. */
  apiOf: (log: string) => string;
  /** Told of failures that are nobody's but ours. */
  onFailure: (error: unknown, what: string) => void;
}

/** Whoever wants more at once is told to wait. */
const MAX_WAITING = 20;
/** An export during which the server ended this often is the likely reason for it. */
const MAX_ATTEMPTS = 3;
/** Events that are made text in one go. */
const SLICE = 100;
/**
 * After so many milliseconds of work whatever else the server has to do gets its turn. The database's answer is heard then, too:
 * were turns as long as a portion takes to read, its thread would stand still for half of the time.
 */
const TURN_MS = 2;

const number = new Intl.NumberFormat('en');

/**
 * Writes exports in the background, one after the other, oldest first.
 *
 * What was asked for is in the database before the answer is given; a process that ends in the middle leaves a job that the
 * next one begins anew, from the same state of the log, so that the file is the same.
 */
export class ExportJobs {
  readonly #options: ExportJobsOptions;
  #running: { id: string; rows: number; bytes: number; stop: AbortController } | undefined;
  #loop: Promise<void> | undefined;
  #again = false;
  #asking = 0;
  #closed = false;

  constructor(options: ExportJobsOptions) {
    this.#options = options;
  }

  /** Takes up what the process before left: half-written files go, unfinished jobs begin anew. */
  async start(): Promise<void> {
    const { folder, exports } = this.#options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const finished = await exports.withFile();
    for (const name of await readdir(folder)) if (!finished.has(name)) await rm(join(folder, name), { force: true });
    this.#wake();
  }

  /** @returns null when too many are waiting */
  async request(request: Omit<ExportRequest, 'id'>): Promise<ExportRecord | null> {
    this.#asking += 1; // those that ask at the same time are not in the database yet
    try {
      if ((await this.#options.exports.active()) + this.#asking > MAX_WAITING) return null;
      return await this.#options.exports.add({ ...request, id: randomUUID() });
    } finally {
      this.#asking -= 1;
      this.#wake();
    }
  }

  /** The same with what has been written by now. */
  withProgress(record: ExportRecord): ExportRecord {
    const running = this.#running;
    if (running?.id !== record.id || record.status !== 'running') return record;
    return { ...record, rows: running.rows, bytes: running.bytes };
  }

  /** The file of a finished export. */
  pathOf(id: string): string {
    return join(this.#options.folder, id);
  }

  /** Until when a file is kept that was finished at a moment. */
  expiryOf(finishedOn: number): number {
    return finishedOn + this.#options.limits.keepDays * 86_400_000;
  }

  async remove(id: string): Promise<void> {
    if (this.#running?.id === id) this.#running.stop.abort();
    // The record first: a file without a record is cleared away at the next start, but a record without its file is a lie.
    await this.#options.exports.remove(id);
    await rm(this.pathOf(id), { force: true });
  }

  /** Deletes the files whose time is over. */
  async expire(now: number): Promise<void> {
    const { exports, limits } = this.#options;
    for (const id of await exports.expire(now - limits.keepDays * 86_400_000))
      await rm(this.pathOf(id), { force: true });
  }

  /** Stops what is being written; the next start begins it anew. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#running?.stop.abort();
    await this.#loop;
  }

  #wake(): void {
    this.#again = true;
    this.#loop ??= this.#run().finally(() => {
      this.#loop = undefined;
    });
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        for (let job = await this.#begin(); job && !this.#closed; job = await this.#begin()) await this.#write(job);
      } catch (error) {
        // The database itself: what is unfinished waits for the next request or start.
        this.#options.onFailure(error, 'Writing exports');
      }
    }
  }

  #begin(): Promise<ExportRecord | null> {
    return this.#closed ? Promise.resolve(null) : this.#options.exports.begin();
  }

  async #write(job: ExportRecord): Promise<void> {
    const stop = new AbortController();
    this.#running = { id: job.id, rows: 0, bytes: 0, stop };
    try {
      if (job.attempts > MAX_ATTEMPTS)
        throw new ExportLimitError('internal', `The server ended ${MAX_ATTEMPTS} times while it wrote this export.`);
      await this.#toFile(job, stop.signal);
    } catch (error) {
      if (this.#closed) await this.#options.exports.release(job.id);
      else if (!stop.signal.aborted) await this.#fail(job, error);
    } finally {
      this.#running = undefined;
    }
  }

  async #toFile(job: ExportRecord, signal: AbortSignal): Promise<void> {
    const { exports, store, limits } = this.#options;
    const ends = Date.now() + limits.maxSeconds * 1000;
    const left = () => ({ timeoutMs: Math.max(1, ends - Date.now()) });
    const request = scanOf(job);
    const total = await store.count(job.log, request, left());
    if (total > limits.maxRows) {
      throw new ExportLimitError(
        'rows',
        `It would have ${number.format(total)} events; this server exports at most ${number.format(limits.maxRows)} at once.`,
      );
    }
    await exports.counted(job.id, total);

    const lines = await lineWriter(job);
    const file = await ExportFile.create(this.pathOf(job.id), limits);
    const progress = this.#running!;
    try {
      await file.write(lines.head);
      let since = performance.now();
      for await (const bodies of readAhead(store.scan(job.log, request, left()))) {
        for (const piece of lines.of(bodies)) {
          await file.write(piece);
          if (performance.now() - since > TURN_MS) {
            await turn();
            since = performance.now();
          }
          if (signal.aborted) throw new Error('stopped');
          if (Date.now() > ends) throw new QueryTimeoutError(limits.maxSeconds * 1000);
        }
        progress.rows += bodies.length;
        progress.bytes = file.bytes;
      }
      const finished = await file.finish();
      if (signal.aborted) throw new Error('stopped');
      await exports.complete(
        { id: job.id, rows: progress.rows, ...finished, finishedOn: Date.now() },
        this.#notice(job, 'notice', `The export of ${events(progress.rows)} is ready.`, {
          hyperlink: fileUrl(this.#options.apiOf(job.log), job.id),
          hyperlinkLabel: 'Download',
        }),
      );
    } catch (error) {
      await file.abandon();
      // Somebody deleted it while its last part went to the disk: then the file came to its place after it was looked for there.
      if (signal.aborted) await rm(this.pathOf(job.id), { force: true });
      throw error;
    }
  }

  async #fail(job: ExportRecord, error: unknown): Promise<void> {
    const { exports, limits, onFailure } = this.#options;
    const fault =
      error instanceof ExportLimitError
        ? { code: error.code, detail: error.message }
        : error instanceof QueryTimeoutError
          ? ({
              code: 'time',
              detail: `It was not finished within ${number.format(limits.maxSeconds)} seconds.`,
            } as const)
          : ({ code: 'internal', detail: 'The server failed to write it. Its log says why.' } as const);
    if (fault.code === 'internal') onFailure(error, `Writing the export ${job.id}`);
    await exports.fail(job.id, fault, Date.now(), this.#notice(job, 'warning', `An export failed. ${fault.detail}`));
  }

  #notice(
    job: ExportRecord,
    severity: 'notice' | 'warning',
    body: string,
    link: { hyperlink?: string; hyperlinkLabel?: string } = {},
  ): Statement {
    return notificationStatement({ log: job.log, severity, body, created: Date.now(), dataExport: job.id, ...link });
  }
}

/** Where the file of an export is downloaded. */
export function fileUrl(api: string, id: string): string {
  return `${api}/reports/exports/${id}/file/`;
}

/** What was asked for, as of the moment it was. */
export function scanOf(job: Pick<ExportRequest, 'query' | 'requestedOn'> & { watermark: number }): ScanRequest {
  const params = new URLSearchParams(job.query);
  const filter = { ...readFilter(params), ...readRange(params) };
  if (filter.query) filter.query = { ...filter.query, nowMs: job.requestedOn };
  return { filter, ordering: readOrdering(params), upTo: job.watermark };
}

function events(count: number): string {
  return `${number.format(count)} ${count === 1 ? 'event' : 'events'}`;
}

interface LineWriter {
  head: string;
  of(bodies: readonly string[]): Iterable<string>;
}

async function lineWriter({ format, columns, timeZone }: ExportRequest): Promise<LineWriter> {
  // Whole events as JSON Lines are given as they came in, to the last digit: nothing is read, nothing is written anew.
  if (format === 'jsonl' && columns.length === 0)
    return { head: '', of: bodies => slices(bodies).map(slice => slice.map(body => `${oneLine(body)}\n`).join('')) };
  const writer = await eventWriter({ format: format satisfies ExportFormat, columns, timeZone });
  return {
    head: writer.head(),
    *of(bodies) {
      // What is stored was JSON when it came in.
      for (const slice of slices(bodies))
        yield* writer.lines(slice.map(body => parseJson(body) as unknown as EventRecord));
    },
  };
}

function slices(bodies: readonly string[]): (readonly string[])[] {
  return Array.from({ length: Math.ceil(bodies.length / SLICE) }, (_, i) => bodies.slice(i * SLICE, (i + 1) * SLICE));
}

/** An event that was sent by itself may be spread over lines. Inside a JSON string no line ends, so between its parts only. */
function oneLine(body: string): string {
  return /[\r\n]/.test(body) ? body.replace(/[\r\n]+/g, ' ') : body;
}
