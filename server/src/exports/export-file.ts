import { createHash, type Hash } from 'node:crypto';
import { open, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ExportFault } from './export-store.js';

/** An export cannot be finished, and the reader should know why. */
export class ExportLimitError extends Error {
  override readonly name = 'ExportLimitError';
  constructor(
    readonly code: ExportFault,
    message: string,
  ) {
    super(message);
  }
}

export interface FileLimits {
  /** The most bytes one file may have. */
  maxBytes: number;
  /** Bytes that stay free on the disk, for the database needs some to live. */
  minFreeBytes: number;
}

/** Written at once: each write wakes another thread, which costs as much as making some hundred rows. */
const WRITE_BYTES = 1024 * 1024;

/** UTF-8 takes at most so many bytes for a UTF-16 unit. */
const MOST_BYTES = 3;

/** Free space is asked for this often. */
const CHECK_BYTES = 16 * 1024 * 1024;

/**
 * A file that is there whole or not at all: it is written beside its place, brought to the disk, and then moved to it.
 * Whatever is left of one that never was finished has the ending `.part`.
 */
export class ExportFile {
  readonly #path: string;
  readonly #limits: FileLimits;
  readonly #handle: FileHandle;
  readonly #hash: Hash = createHash('sha256');
  #bytes = 0;
  #checkAt = 0;
  /** What is filled now, and what is filled next: the same two from the beginning to the end, so that there is nothing to collect. */
  #filling = Buffer.allocUnsafeSlow(WRITE_BYTES);
  #other = Buffer.allocUnsafeSlow(WRITE_BYTES);
  #filled = 0;
  /** What is on its way to the disk: while it is, the next text can be made. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, limits: FileLimits, handle: FileHandle) {
    this.#path = path;
    this.#limits = limits;
    this.#handle = handle;
  }

  static async create(path: string, limits: FileLimits): Promise<ExportFile> {
    return new ExportFile(path, limits, await open(`${path}.part`, 'w', 0o600));
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Takes the next text. That the disk refused some of it is thrown by a later call.
   *
   * @throws ExportLimitError of code `disk`
   */
  async write(text: string): Promise<void> {
    const most = text.length * MOST_BYTES;
    if (most > WRITE_BYTES - this.#filled) await this.#flush();
    if (most > WRITE_BYTES) {
      const data = Buffer.from(text, 'utf8');
      await this.#count(data.length);
      await this.#begin(data);
    } else {
      const length = this.#filling.write(text, this.#filled, 'utf8');
      this.#filled += length;
      await this.#count(length);
    }
  }

  async #count(bytes: number): Promise<void> {
    this.#bytes += bytes;
    if (this.#bytes > this.#limits.maxBytes)
      throw new ExportLimitError(
        'disk',
        `The file would be larger than ${megabytes(this.#limits.maxBytes)}, the most this server writes.`,
      );
    if (this.#bytes < this.#checkAt) return;
    this.#checkAt = this.#bytes + CHECK_BYTES;
    const { bavail, bsize } = await statfs(dirname(this.#path));
    if (bavail * bsize < this.#limits.minFreeBytes + CHECK_BYTES)
      throw new ExportLimitError(
        'disk',
        `The server's disk has less than ${megabytes(this.#limits.minFreeBytes)} left.`,
      );
  }

  async #flush(): Promise<void> {
    await this.#begin(this.#filling.subarray(0, this.#filled));
    [this.#filling, this.#other] = [this.#other, this.#filling];
    this.#filled = 0;
  }

  /** Begins to write when what was written before is on the disk. */
  async #begin(data: Buffer): Promise<void> {
    this.#hash.update(data);
    await this.#writing;
    this.#writing = this.#put(data);
    this.#writing.catch(() => undefined); // told by whoever awaits it next
  }

  async #put(data: Buffer): Promise<void> {
    try {
      await this.#handle.writeFile(data);
    } catch (error) {
      if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? ''))
        throw new ExportLimitError('disk', "The server's disk is full.");
      throw error;
    }
  }

  /** From here on the file is in its place, and stays there whatever happens to the machine. */
  async finish(): Promise<{ bytes: number; sha256: string }> {
    await this.#flush();
    await this.#writing;
    await this.#handle.sync();
    await this.#handle.close();
    await rename(`${this.#path}.part`, this.#path);
    const folder = await open(dirname(this.#path));
    await folder.sync().finally(() => folder.close());
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
    await rm(`${this.#path}.part`, { force: true });
  }
}

const format = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

function megabytes(bytes: number): string {
  return `${format.format(bytes / 1_000_000)} MB`;
}
