import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ExportFile } from '../src/exports/export-file.js';
import { tempFolder } from './temp-folder.js';

describe('ExportFile', () => {
  const temp = tempFolder();
  after(() => temp.remove());
  const limits = { maxBytes: 1000, minFreeBytes: 0 };

  it('is in its place only when it is whole', async () => {
    const path = join(temp.path, 'whole');
    const file = await ExportFile.create(path, limits);
    await file.write('grün\n');
    await file.write('blau\n');
    assert.ok(!existsSync(path));
    const { bytes, sha256 } = await file.finish();
    assert.equal(readFileSync(path, 'utf8'), 'grün\nblau\n');
    assert.deepEqual([bytes, sha256], [11, createHash('sha256').update(readFileSync(path)).digest('hex')]);
    assert.ok(!existsSync(`${path}.part`));
  });

  it('has every text in its place, whatever their sizes', async () => {
    const path = join(temp.path, 'sizes');
    const file = await ExportFile.create(path, { ...limits, maxBytes: Infinity });
    // Below, at and above what is written at once, of one to three bytes a unit, small ones between.
    const texts = [1, 300_000, 349_525, 349_526, 2_000_000].flatMap(size =>
      ['a', 'ü', '漢'].map(sign => sign.repeat(size)),
    );
    const all = texts.flatMap((text, i) => [text, `\n${i} 😀\n`]);
    for (const text of all) await file.write(text);
    const { bytes, sha256 } = await file.finish();
    const wanted = Buffer.from(all.join(''));
    assert.ok(readFileSync(path).equals(wanted));
    assert.deepEqual([bytes, sha256], [wanted.length, createHash('sha256').update(wanted).digest('hex')]);
  });

  it('leaves nothing when it is given up', async () => {
    const path = join(temp.path, 'abandoned');
    const file = await ExportFile.create(path, limits);
    await file.write('half');
    await file.abandon();
    assert.ok(!existsSync(path) && !existsSync(`${path}.part`));
  });

  it('does not fill the disk', async () => {
    const full = await ExportFile.create(join(temp.path, 'full'), { ...limits, minFreeBytes: Number.MAX_SAFE_INTEGER });
    await assert.rejects(full.write('a'), { name: 'ExportLimitError', code: 'disk' });
    await full.abandon();
    const long = await ExportFile.create(join(temp.path, 'long'), limits);
    await long.write('a'.repeat(1000));
    await assert.rejects(long.write('b'), { name: 'ExportLimitError', code: 'disk' });
    await long.abandon();
  });
});
