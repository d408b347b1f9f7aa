import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { eventWriter } from '../../model/export/event-writer.js';
import type { EventWriter, EventWriterOptions } from '../../model/index.js';
import { abortable, abortError, isAbortError } from '../abort.js';
import { EventsError } from '../errors.js';
import type { EventsClient, ListView } from '../types.js';
import { TurnTaker } from '../turn-taker.js';
import { ViewReader } from './view-reader.js';

/**
 * - `running`, `paused`: as it says
 * - `interrupted`: the source did not answer (`error` says why); {@link ExportRun.resume} asks again, nothing is lost
 * - `finished`: the file is whole, and closed
 * - `cancelled`, `failed`: there is no file; `error` says why it failed
 */
export const EXPORT_RUN_STATUSES = ['running', 'paused', 'interrupted', 'finished', 'cancelled', 'failed'] as const;
export type ExportRunStatus = (typeof EXPORT_RUN_STATUSES)[number];

export interface ExportRunOptions extends EventWriterOptions {
  client: EventsClient;
  /** What to export. Times in it that count from now count from the start of the run. */
  view: ListView;
  /** Where the bytes go: a file (`FileSystemFileHandle.createWritable()`), a `BlobSink`, a response. Closed at the end. */
  sink: WritableStream<Uint8Array>;
  /** Works out the SHA-256 of the file on the way. */
  checksum?: boolean;
  /** Events to a page; a server may give fewer. */
  pageSize?: number;
  /** Called after every change of status and every page. */
  onChange?: (run: ExportRun) => void;
}

const PAGE_SIZE = 500;

/** Room for the pieces of a writer: a text that may need more is rare, for a piece ends with the event that filled it. */
const PIECE_BYTES = 2 ** 19;
/** UTF-8 takes at most so many bytes for a UTF-16 unit. */
const MOST_BYTES = 3;

/** Texts as bytes, each time new ones: the sink may keep them. Through one place, which is a good deal quicker than `encode`. */
function utf8Encoder(): (text: string) => Uint8Array {
  const encoder = new TextEncoder();
  const place = new Uint8Array(PIECE_BYTES);
  return text =>
    text.length * MOST_BYTES > PIECE_BYTES
      ? encoder.encode(text)
      : place.slice(0, encoder.encodeInto(text, place).written);
}

/**
 * One export, from a source of events into a stream, with bounded memory: a page of events and a piece of text at a time.
 * It starts at once.
 */
export class ExportRun {
  /** Resolves when the run has ended, however it did. Never rejects: look at {@link status} and {@link error}. */
  readonly ended: Promise<void>;
  readonly started = new Date();
  readonly view: ListView;
  #status: ExportRunStatus = 'running';
  #error: Error | null = null;
  #finished: Date | null = null;
  #written = 0;
  #bytes = 0;
  #countNow: number | null = null;
  #writer: EventWriter | null = null;
  #digest: string | null = null;
  #wake: (() => void) | undefined;
  readonly #options: ExportRunOptions;
  readonly #reader: ViewReader;
  readonly #abort = new AbortController();

  constructor(options: ExportRunOptions) {
    this.#options = options;
    this.view = options.view;
    this.#reader = new ViewReader(options.client, options.view, options.pageSize ?? PAGE_SIZE);
    this.ended = this.#run();
  }

  get status(): ExportRunStatus {
    return this.#status;
  }
  /** Why it is interrupted or failed. */
  get error(): Error | null {
    return this.#error;
  }
  get finished(): Date | null {
    return this.#finished;
  }
  /** Events in the view when the run began; `null` until the source has said. */
  get asked(): number | null {
    return this.#reader.asked;
  }
  /** Events written, each a row of the file. */
  get written(): number {
    return this.#written;
  }
  /** Bytes written. */
  get bytes(): number {
    return this.#bytes;
  }
  /** Rows that came twice, because others shifted them, and were written once. */
  get repeated(): number {
    return this.#reader.repeated;
  }
  /** Entries of the source that are no events, written as the stand-ins that lists show. */
  get notEvents(): number {
    return this.#reader.notEvents;
  }
  /** Whether the source changed faster than it could be read. */
  get uncertain(): boolean {
    return this.#reader.uncertain;
  }
  /** At the end, when another number was written than asked for: how many there are now. */
  get countNow(): number | null {
    return this.#countNow;
  }
  /** How the file is written; `null` until the parts that do it are loaded. */
  get writer(): Omit<EventWriter, 'head' | 'lines'> | null {
    return this.#writer;
  }
  /** SHA-256 of the finished file in hexadecimal, when it was asked for. */
  get sha256(): string | null {
    return this.#digest;
  }

  /** Holds after the page under way. */
  pause(): void {
    if (this.#status === 'running') this.#set('paused');
  }

  /** Goes on after a pause, or asks the source again after an interruption. */
  resume(): void {
    if (this.#status !== 'paused' && this.#status !== 'interrupted') return;
    this.#error = null;
    this.#set('running');
    this.#wake?.();
  }

  /** Ends the run at once and gives up the file. */
  cancel(): void {
    if (this.#finished) return;
    this.#abort.abort();
    this.#wake?.();
  }

  async #run(): Promise<void> {
    const { sink, checksum, onChange: _onChange, ...format } = this.#options;
    const { signal } = this.#abort;
    const out = sink.getWriter();
    // Told by the write that waits for it; without a handler the platform would report it a second time.
    out.closed.catch(() => undefined);
    const hash = checksum ? sha256.create() : undefined;
    const encode = utf8Encoder();
    const turns = new TurnTaker();
    const put = async (text: string): Promise<void> => {
      if (text === '') return;
      const bytes = encode(text);
      hash?.update(bytes);
      await out.write(bytes);
      this.#bytes += bytes.length;
      await turns.take();
      if (signal.aborted) throw abortError(signal);
    };
    try {
      const writer = (this.#writer = await eventWriter(format));
      await put(writer.head());
      for (;;) {
        await this.#gate();
        const events = await this.#next();
        if (events === null) break;
        for (const piece of writer.lines(events ?? [])) await put(piece);
        this.#written += events?.length ?? 0;
        this.#changed();
        await turns.take();
      }
      await this.#reckon();
      await out.close();
      this.#digest = hash ? bytesToHex(hash.digest()) : null;
      this.#end('finished');
    } catch (error) {
      await out.abort(error).catch(() => undefined);
      if (signal.aborted && isAbortError(error)) this.#end('cancelled');
      else this.#end('failed', error instanceof Error ? error : new Error(String(error), { cause: error }));
    } finally {
      turns.end();
    }
  }

  /** Waits while the run is held. */
  async #gate(): Promise<void> {
    while ((this.#status === 'paused' || this.#status === 'interrupted') && !this.#abort.signal.aborted) {
      await new Promise<void>(resolve => (this.#wake = resolve));
    }
    if (this.#abort.signal.aborted) throw abortError(this.#abort.signal);
  }

  /** The next events; `null` at the end; `undefined` when the source failed, and the run waits for somebody to resume it. */
  async #next(): Promise<Awaited<ReturnType<ViewReader['next']>> | undefined> {
    try {
      const { signal } = this.#abort;
      return await abortable(this.#reader.next({ signal }), signal);
    } catch (error) {
      if (!(error instanceof EventsError)) throw error;
      this.#error = error;
      this.#set('interrupted');
      return undefined;
    }
  }

  /** Asks why another number was written than was asked for. Not knowing is no reason to fail. */
  async #reckon(): Promise<void> {
    if (this.#written === this.asked) return;
    try {
      this.#countNow = await this.#reader.countNow({ signal: this.#abort.signal });
    } catch (error) {
      if (!(error instanceof EventsError)) throw error;
    }
  }

  #end(status: 'finished' | 'cancelled' | 'failed', error: Error | null = null): void {
    this.#finished = new Date();
    this.#error = error;
    this.#set(status);
  }

  #set(status: ExportRunStatus): void {
    this.#status = status;
    this.#changed();
  }

  #changed(): void {
    this.#options.onChange?.(this);
  }
}
