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
