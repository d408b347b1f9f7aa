import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.map', '.svg', '.txt']);

/** One step of a path: no way up, nothing hidden. */
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

interface Entry {
  /** Of the file that was read: it is read again when it has changed. */
  stamp: string;
  tag: string;
  bytes: Buffer<ArrayBuffer>;
  packed: Buffer<ArrayBuffer> | null;
}

const pack = promisify(gzip);

/** The files of one folder, which are few and small: each is kept in memory, with its gzip form, until it changes on disk. */
export class StaticFiles {
  readonly #folder: string;
  readonly #entries = new Map<string, Entry>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The answer for a path such as `/demo.js`; `null` when there is no such file. */
  async respond(path: string, request: Request): Promise<Response | null> {
    const segments = path.slice(1).split('/');
    const extension = extname(path);
    const type = TYPES[extension];
    if (!type || !segments.every(segment => SEGMENT.test(segment))) return null;
    const entry = await this.#read(join(this.#folder, ...segments), COMPRESSIBLE.has(extension));
    if (!entry) return null;
    // Asked about each time, so that a new build shows at once; unchanged it costs one small answer.
    const headers: Record<string, string> = { 'Cache-Control': 'no-cache', ETag: entry.tag, Vary: 'Accept-Encoding' };
    const known = request.headers
      .get('if-none-match')
      ?.split(',')
      .map(tag => tag.trim().replace(/^W\//, ''));
    if (known?.includes(entry.tag)) return new Response(null, { status: 304, headers });
    headers['Content-Type'] = type;
    if (
      entry.packed &&
      /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(request.headers.get('accept-encoding') ?? '')
    ) {
      return new Response(entry.packed, { headers: { ...headers, 'Content-Encoding': 'gzip' } });
    }
    return new Response(entry.bytes, { headers });
  }

  async #read(path: string, compressible: boolean): Promise<Entry | null> {
    const stats = await stat(path).catch(() => null);
    if (!stats?.isFile()) return null;
    const stamp = `${stats.mtimeMs} ${stats.size}`;
    const kept = this.#entries.get(path);
    if (kept?.stamp === stamp) return kept;
    const bytes = Buffer.from(await readFile(path));
    const entry: Entry = {
      stamp,
      tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      bytes,
      packed: compressible ? Buffer.from(await pack(bytes)) : null,
    };
    this.#entries.set(path, entry);
    return entry;
  }
}
