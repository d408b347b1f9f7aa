import { isUtf8 } from 'node:buffer';
import { mkdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Rejection } from './event-row.js';

/** Base64 of a multiple of three bytes can be joined to what follows. */
const BASE64_GROUP = 3;

/**
 * The file in which lines that could not become events are kept, each with its number and the reason:
 * JSON lines `{line, item?, reason, path?, text}` (`item` when a line held several events), or `base64` in place of `text` when the bytes are no valid UTF-8 or too many
 * to hold. It is made with the first line that goes in, under a name nobody used before.
 */
export class RejectsFile {
  readonly #folder: string;
  readonly #name: string;
  #file: FileHandle | undefined;
  #path: string | undefined;
  #count = 0;
  /** Bytes of the line in pieces that do not fill a base64 group yet. */
  #carry: Buffer | undefined;

  /** @param source - Name of the file that is being imported */
  constructor(folder: string, source: string) {
    this.#folder = folder;
    this.#name = basename(source).replace(/[^\w.-]/g, '_') || 'input';
  }

  /** Lines kept so far. */
  get count(): number {
    return this.#count;
  }

  /** Where they are; undefined as long as there are none. */
  get path(): string | undefined {
    return this.#path;
  }

  async add(
    line: number,
    { item, reason, path }: Rejection & { item?: number },
    content: string | Buffer,
  ): Promise<void> {
    const kept =
      typeof content === 'string'
        ? { text: content }
        : isUtf8(content)
          ? { text: content.toString('utf8') }
          : { base64: content.toString('base64') };
    await this.#write(`${JSON.stringify({ line, item, reason, path, ...kept })}\n`);
    this.#count += 1;
  }

  /** A line too long to hold, piece by piece. */
  async addPiece(line: number, { reason }: Rejection, bytes: Buffer, last: boolean): Promise<void> {
    if (!this.#carry) {
      await this.#write(`${JSON.stringify({ line, reason }).slice(0, -1)},"base64":"`);
      this.#carry = Buffer.alloc(0);
    }
    const all = Buffer.concat([this.#carry, bytes]);
    const whole = last ? all.length : all.length - (all.length % BASE64_GROUP);
    await this.#write(all.toString('base64', 0, whole));
    this.#carry = all.subarray(whole);
    if (!last) return;
    await this.#write('"}\n');
    this.#carry = undefined;
    this.#count += 1;
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async #write(text: string): Promise<void> {
    this.#file ??= await this.#create();
    await this.#file.write(text);
  }

  async #create(): Promise<FileHandle> {
    mkdirSync(this.#folder, { recursive: true });
    for (let n = 1; ; n += 1) {
      const path = join(this.#folder, `${this.#name}.${n}.jsonl`);
      try {
        const file = await open(path, 'wx', 0o600);
        this.#path = path;
        return file;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
}
