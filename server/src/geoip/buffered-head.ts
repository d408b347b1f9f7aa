import { Readable } from 'node:stream';

/** The first bytes of a stream, and a stream of all of it: to tell what it is before it is read. */
export async function bufferedHead(source: AsyncIterable<Buffer>): Promise<{ head: Buffer; rest: Readable }> {
  const parts = source[Symbol.asyncIterator]();
  const first = await parts.next();
  const head = first.done ? Buffer.alloc(0) : first.value;
  async function* all(): AsyncGenerator<Buffer> {
    if (first.done) return;
    yield head;
    for (let next = await parts.next(); !next.done; next = await parts.next()) yield next.value;
  }
  return { head, rest: Readable.from(all()) };
}
