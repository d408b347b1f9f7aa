import { guessProfile, parseJson, profiles, type JsonValue, type Profile } from 'event-elements/model';
import type { GeoLookup } from '../geoip/geoip.js';
import type { EventRow, Store } from '../store/store.js';
import { isRow, readLine, type RejectedEvent, type Rejection } from './event-row.js';
import { readLines, SourceError, type LinePart } from './json-lines.js';

/** A batch goes to the database when it has this many rows or this much text, whichever comes first. */
const BATCH_ROWS = 2000;
const BATCH_CHARS = 8 * 1024 * 1024;

/** A profile is guessed from the first lines that are JSON. */
const SAMPLE_LINES = 20;
const SAMPLE_CHARS = 4 * 1024 * 1024;

export interface IngestOptions {
  store: Store;
  log: string;
  /** `null`: guessed from the first lines. */
  profile: Profile | null;
  maxLineBytes: number;
  /** Gives events that say nothing of their place the one of their address. */
  geoip?: GeoLookup;
  /** Ends the ingest after the batch being written; what is stored stays. */
  signal?: AbortSignal;
  /** Called once the profile is known, before anything is stored. */
  onProfile?(name: string): void;
  /** Called before the first events are stored. */
  onFirst?(): Promise<void>;
  onProgress?(lines: number): void;
  /** Takes what did not become an event: its text, or its bytes where they are no text. */
  onReject(line: number, why: Rejection & { item?: number }, content: string | Buffer): Promise<void> | void;
  /** Takes a line over the limit, in pieces. */
  onRejectPiece(line: number, why: Rejection, bytes: Buffer, last: boolean): Promise<void> | void;
}

export interface IngestResult {
  /** Lines that were not blank. */
  lines: number;
  /** Events; with `known` and `rejected` they are all there were. */
  inserted: number;
  /** Stored before; nothing was changed. */
  known: number;
  rejected: number;
  /** The source was damaged from here on; what came before is stored. */
  damage?: string;
  /** The signal ended it. */
  stopped: boolean;
}

/** The source holds nothing that could be told to be events. The message says what to do. */
export class UnknownFormatError extends Error {
  override readonly name = 'UnknownFormatError';
}

/**
 * Stores the events of a stream of JSON lines (plain or gzip). Memory is bounded by a few batches, whatever the length.
 *
 * Doing it again, after a success or after being killed at any moment, ends with each event stored once.
 *
 * @throws UnknownFormatError when no profile is given and none can be guessed; nothing is stored then
 */
export async function ingest(source: AsyncIterable<Uint8Array>, options: IngestOptions): Promise<IngestResult> {
  const run = new Ingest(options);
  return run.run(source);
}

interface Pending {
  line: number;
  row: EventRow;
}

class Ingest {
  readonly #options: IngestOptions;
  readonly #result: IngestResult = { lines: 0, inserted: 0, known: 0, rejected: 0, stopped: false };
  #profile: Profile | null;
  #sample: Extract<LinePart, { kind: 'line' }>[] = [];
  #sampleChars = 0;
  #batch: Pending[] = [];
  #batchChars = 0;
  #writing: Promise<void> = Promise.resolve();
  #first = true;

  constructor(options: IngestOptions) {
    this.#options = options;
    this.#profile = options.profile;
  }

  async run(source: AsyncIterable<Uint8Array>): Promise<IngestResult> {
    const { maxLineBytes, signal } = this.#options;
    const tooLong: Rejection = {
      reason: `The line is longer than ${maxLineBytes} bytes, the most one event may have.`,
    };
    try {
      for await (const part of readLines(source, maxLineBytes)) {
        if (signal?.aborted) break;
        if (part.kind === 'line') {
          await this.#line(part);
        } else if (part.kind === 'bytes') {
          this.#result.lines += 1;
          this.#result.rejected += 1;
          await this.#options.onReject(part.number, { reason: part.reason }, part.bytes);
        } else {
          await this.#options.onRejectPiece(part.number, tooLong, part.bytes, part.last);
          if (part.last) {
            this.#result.lines += 1;
            this.#result.rejected += 1;
          }
        }
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.#result.damage = error.message;
    }
    if (!signal?.aborted) await this.#decide();
    await this.#flush();
    await this.#writing;
    this.#result.stopped = signal?.aborted ?? false;
    return this.#result;
  }

  async #line(line: Extract<LinePart, { kind: 'line' }>): Promise<void> {
    if (this.#profile) {
      await this.#store(line, this.#profile);
      return;
    }
    this.#sample.push(line);
    this.#sampleChars += line.text.length;
    if (this.#sample.length >= SAMPLE_LINES || this.#sampleChars >= SAMPLE_CHARS) await this.#decide();
  }

  /** Settles on a profile and stores the lines that were held back for it. */
  async #decide(): Promise<void> {
    if (this.#profile || this.#sample.length === 0) return;
    const values = this.#sample.map(({ text }) => tryParse(text)).filter(value => value !== undefined);
    const name = guessProfile(values);
    const profile = name === null ? undefined : profiles[name];
    if (name === null || !profile) throw new UnknownFormatError(unknownFormat(this.#sample[0]!.text, values.length));
    this.#profile = profile;
    this.#options.onProfile?.(name);
    for (const line of this.#sample.splice(0)) await this.#store(line, profile);
  }

  async #store({ number, text }: { number: number; text: string }, profile: Profile): Promise<void> {
    this.#result.lines += 1;
    for (const event of readLine(text, profile, this.#options.geoip)) {
      if (isRow(event)) await this.#add({ line: number, row: event });
      else await this.#reject(number, event);
    }
  }

  async #add(pending: Pending): Promise<void> {
    this.#batch.push(pending);
    this.#batchChars += pending.row.body.length + pending.row.search.length;
    if (this.#batch.length >= BATCH_ROWS || this.#batchChars >= BATCH_CHARS) await this.#flush();
  }

  async #reject(line: number, { text, ...why }: RejectedEvent): Promise<void> {
    this.#result.rejected += 1;
    await this.#options.onReject(line, why, text);
  }

  /** Hands the batch to the database once that is done with the one before; meanwhile the next one is read. */
  async #flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#batchChars = 0;
    await this.#writing;
    if (batch.length === 0 || this.#options.signal?.aborted) return;
    this.#writing = this.#write(batch);
    // Whoever awaits it next hears of a failure; until then it must not count as unhandled.
    this.#writing.catch(() => {});
  }

  async #write(batch: readonly Pending[]): Promise<void> {
    if (this.#first) await this.#options.onFirst?.();
    this.#first = false;
    const { inserted, known, refused } = await this.#options.store.insert(
      this.#options.log,
      batch.map(({ row }) => row),
    );
    this.#result.inserted += inserted;
    this.#result.known += known;
    this.#result.rejected += refused.length;
    for (const { index, reason } of refused) {
      const { line, row } = batch[index]!;
      await this.#options.onReject(line, { reason: `The database cannot hold it: ${reason}` }, row.body);
    }
    this.#options.onProgress?.(this.#result.inserted + this.#result.known + this.#result.rejected);
  }
}

function tryParse(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function unknownFormat(firstLine: string, jsonLines: number): string {
  if (jsonLines === 0) {
    return /^\s*[[{]/.test(firstLine)
      ? 'It is JSON, but not one object a line. Turn it into lines first: jq -c ".[]" does it for an array, jq -c . for an object over several lines.'
      : 'The first lines are not JSON. Events are read as JSON lines: one JSON object a line, plain or gzip.';
  }
  return (
    'What system these events are from could not be told from the first lines. ' +
    `Say it with --profile: one of ${Object.keys(profiles).sort().join(', ')}, or a profile file of your own.`
  );
}
