import { isUtf8 } from 'node:buffer';
import { createGunzip } from 'node:zlib';

/** What a stream of JSON lines is made of. Numbers count from 1, blank lines included, so that an editor finds them. */
export type LinePart =
  /** A line, without its end. Never blank. */
  | { kind: 'line'; number: number; text: string }
  /** A line that cannot be text: `reason` says why. */
  | { kind: 'bytes'; number: number; bytes: Buffer; reason: string }
  /** A line over the limit, in pieces as they come; the last one is marked. */
  | { kind: 'piece'; number: number; bytes: Buffer; last: boolean };

/** The source itself is damaged or unreadable. What could be unpacked before the damage has been handed out. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}

const NEWLINE = 10;
const RETURN = 13;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** A small file of zeros unpacks to a thousand times its size: fed in slices, it comes out in bounded ones. */
const GZIP_SLICE = 16 * 1024;

/**
 * Splits JSON lines, plain or gzip (told by its first bytes), with memory bounded by the longest allowed line.
 *
 * Takes LF and CRLF, a byte order mark, blank lines, a last line without an end, lines cut anywhere between two chunks.
 *
 * @param maxLineBytes - A longer line comes as `piece`s.
 * @throws SourceError at the place where the source is damaged
 */
export async function* readLines(source: AsyncIterable<Uint8Array>, maxLineBytes: number): AsyncGenerator<LinePart> {
  const splitter = new LineSplitter(maxLineBytes);
  let damage: SourceError | undefined;
  try {
    for await (const chunk of unpacked(source)) yield* splitter.push(chunk);
  } catch (error) {
    damage =
      error instanceof SourceError
        ? error
        : new SourceError(`It could not be read: ${messageOf(error)}`, { cause: error });
  }
  yield* splitter.end(damage);
  if (damage) throw damage;
}

class LineSplitter {
  readonly #max: number;
  #number = 1;
  #parts: Buffer[] = [];
  #length = 0;
  /** The line being read is over the limit; what it had so far has been handed out. */
  #oversize = false;

  constructor(max: number) {
    this.#max = max;
  }

  *push(chunk: Buffer): Generator<LinePart> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      yield* this.#add(chunk.subarray(start, end === -1 ? chunk.length : end));
      if (end === -1) return;
      yield* this.#finishLine();
      start = end + 1;
    }
  }

  /** A last line without an end is a line like any other, unless the source broke off in it. */
  *end(damage: SourceError | undefined): Generator<LinePart> {
    if (damage && this.#length > 0 && !this.#oversize) {
      yield {
        kind: 'bytes',
        number: this.#number,
        bytes: Buffer.concat(this.#parts),
        reason: `The source breaks off in this line. ${damage.message}`,
      };
    } else {
      yield* this.#finishLine();
    }
  }

  *#add(bytes: Buffer): Generator<LinePart> {
    if (bytes.length === 0) return;
    if (!this.#oversize && this.#length + bytes.length > this.#max) {
      this.#oversize = true;
      for (const part of this.#parts) yield { kind: 'piece', number: this.#number, bytes: part, last: false };
      this.#parts = [];
    }
    this.#length += bytes.length;
    if (this.#oversize) yield { kind: 'piece', number: this.#number, bytes, last: false };
    else this.#parts.push(bytes);
  }

  *#finishLine(): Generator<LinePart> {
    const number = this.#number;
    this.#number += 1;
    if (this.#oversize) {
      yield { kind: 'piece', number, bytes: Buffer.alloc(0), last: true };
    } else if (this.#length > 0) {
      let bytes = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
      if (number === 1 && bytes.subarray(0, 3).equals(BOM)) bytes = bytes.subarray(3);
      if (bytes.at(-1) === RETURN) bytes = bytes.subarray(0, -1);
      if (!isUtf8(bytes)) {
        yield { kind: 'bytes', number, bytes, reason: 'The line is not valid UTF-8.' };
      } else {
        const text = bytes.toString('utf8');
        if (text.trim() !== '') yield { kind: 'line', number, text };
      }
    }
    this.#parts = [];
    this.#length = 0;
    this.#oversize = false;
  }
}

/** The bytes of a source, unpacked when they are gzip. */
async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const chunks: AsyncIterator<Uint8Array, unknown> = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const all = withHead(head, chunks);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    yield* gunzip(all);
    return;
  }
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new SourceError('It is UTF-16 text; JSON lines are UTF-8. (iconv -f UTF-16 -t UTF-8 converts it.)');
  }
  yield* all;
}

async function* withHead(head: Buffer, rest: AsyncIterator<Uint8Array, unknown>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  try {
    for (;;) {
      const next = await rest.next();
      if (next.done) return;
      const { buffer, byteOffset, byteLength } = next.value;
      yield Buffer.from(buffer, byteOffset, byteLength);
    }
  } finally {
    await rest.return?.();
  }
}

/**
 * Unpacks slice by slice and takes all that came out before the next one goes in. A piped stream would throw away what
 * it still holds when it meets the damage; here that is handed out.
 */
async function* gunzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unzip = createGunzip();
  let unpackedChunks: Buffer[] = [];
  let failure: Error | undefined;
  unzip.on('data', (chunk: Buffer) => unpackedChunks.push(chunk));
  unzip.on('error', error => (failure = error));
  // It closes after its end and after an error; a write that fails may never call back.
  const closed = new Promise<void>(resolve => void unzip.once('close', resolve));
  const take = () => {
    const taken = unpackedChunks;
    unpackedChunks = [];
    return taken;
  };
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length && !failure; at += GZIP_SLICE) {
        const written = new Promise<void>(resolve => unzip.write(chunk.subarray(at, at + GZIP_SLICE), () => resolve()));
        await Promise.race([written, closed]);
        yield* take();
      }
      if (failure) break;
    }
    if (!failure) {
      unzip.end();
      await closed;
    }
    yield* take();
    if (failure) throw new SourceError(`The gzip data is damaged or cut off (${failure.message}).`, { cause: failure });
  } finally {
    unzip.destroy();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
