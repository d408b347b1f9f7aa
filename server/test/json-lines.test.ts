import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readLines, SourceError } from '../src/ingest/json-lines.js';

const MAX = 50;

// eslint-disable-next-line @typescript-eslint/require-await -- a stream is asynchronous, whatever it is made of
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What came out, one text a part, and how it ended. */
async function read(bytes: Uint8Array, size = 7, max = MAX): Promise<{ parts: string[]; error?: Error }> {
  const parts: string[] = [];
  try {
    for await (const part of readLines(inPieces(bytes, size), max)) {
      if (part.kind === 'line') parts.push(`${part.number} ${part.text}`);
      else if (part.kind === 'bytes') parts.push(`${part.number} bytes ${part.bytes.toString('latin1')}`);
      else if (part.last) parts.push(`${part.number} end of a long line`);
    }
    return { parts };
  } catch (error) {
    return { parts, error: error as Error };
  }
}

describe('readLines', () => {
  const text = '{"a":1}\n{"ä":"€😀"}\n{"c":3}\n';
  const lines = ['1 {"a":1}', '2 {"ä":"€😀"}', '3 {"c":3}'];

  for (const size of [1, 2, 3, 1000]) {
    it(`joins lines and letters that were cut into pieces of ${size} bytes`, async () => {
      assert.deepEqual(await read(Buffer.from(text), size), { parts: lines });
      assert.deepEqual(await read(gzipSync(text), size), { parts: lines });
    });
  }

  it('takes CRLF, a byte order mark and a last line without an end', async () => {
    assert.deepEqual((await read(Buffer.from(`\ufeff${text.trimEnd().replaceAll('\n', '\r\n')}`))).parts, lines);
  });

  it('passes over blank lines but counts them', async () => {
    assert.deepEqual((await read(Buffer.from('\n  \r\n{}\n\t\n1'))).parts, ['3 {}', '5 1']);
  });

  it('reads gzip files that were joined', async () => {
    assert.deepEqual((await read(Buffer.concat([gzipSync('{"a":'), gzipSync('1}\n')]))).parts, ['1 {"a":1}']);
  });

  it('hands out the bytes of a line that is no UTF-8, and goes on', async () => {
    assert.deepEqual((await read(Buffer.from('\xff{}\n{}', 'latin1'))).parts, ['1 bytes \xff{}', '2 {}']);
  });

  it('hands out a line over the limit in pieces that make it up, and goes on', async () => {
    const long = 'x'.repeat(MAX + 1);
    const pieces: Buffer[] = [];
    const after: string[] = [];
    for await (const part of readLines(inPieces(Buffer.from(`${long}\n{}`), 7), MAX)) {
      if (part.kind === 'piece') pieces.push(part.bytes);
      else if (part.kind === 'line') after.push(part.text);
    }
    assert.equal(Buffer.concat(pieces).toString(), long);
    assert.deepEqual(after, ['{}']);
  });

  it('takes a line of exactly the limit', async () => {
    assert.deepEqual((await read(Buffer.from(`${'x'.repeat(MAX)}\n`))).parts, [`1 ${'x'.repeat(MAX)}`]);
  });

  it('never holds more than a line over the limit', async () => {
    // One endless line: only what is handed out may have been read.
    let given = 0;
    let taken = 0;
    // eslint-disable-next-line @typescript-eslint/require-await
    const endless = async function* () {
      for (; given < 4_000_000; given += 1000) yield Buffer.alloc(1000, 'x');
    };
    for await (const part of readLines(endless(), MAX)) {
      if (part.kind === 'piece') taken += part.bytes.length;
      assert.ok(given - taken < 5000);
    }
    assert.equal(taken, given);
  });

  it('hands out everything before a gzip file breaks off, and says that it does', async () => {
    const many = Array.from({ length: 50_000 }, (_, i) => JSON.stringify({ i, noise: (i * 7919) % 1009 })).join('\n');
    const packed = gzipSync(many);
    const { parts, error } = await read(packed.subarray(0, packed.length >> 1), 65_536, 1000);
    assert.ok(error instanceof SourceError);
    assert.match(error.message, /cut off/);
    const broken = parts.pop()!;
    assert.match(broken, /^\d+ bytes \{/);
    assert.ok(parts.length > 20_000, String(parts.length));
    parts.forEach((part, i) => assert.equal(part.slice(0, part.indexOf(' ')), String(i + 1)));
  });

  it('notices a gzip file that was altered', async () => {
    const packed = gzipSync(text);
    packed[packed.length - 6]! ^= 1; // in the checksum
    const { error } = await read(packed);
    assert.ok(error instanceof SourceError);
    assert.match(error.message, /damaged/);
  });

  it('says of UTF-16 what it is', async () => {
    const { parts, error } = await read(Buffer.from('\ufeff{}', 'utf16le'));
    assert.deepEqual(parts, []);
    assert.match(error!.message, /UTF-16/);
  });

  it('passes on why a source fails, after what it gave', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await
    const failing = async function* () {
      yield Buffer.from('{}\nhal');
      throw new Error('The disk is gone.');
    };
    const parts: string[] = [];
    await assert.rejects(async () => {
      for await (const part of readLines(failing(), MAX))
        if (part.kind !== 'piece') parts.push(`${part.number} ${part.kind}`);
    }, /The disk is gone/);
    assert.deepEqual(parts, ['1 line', '2 bytes']);
  });

  it('reads nothing from nothing', async () => {
    assert.deepEqual(await read(Buffer.alloc(0)), { parts: [] });
    assert.deepEqual(await read(gzipSync('')), { parts: [] });
  });
});
