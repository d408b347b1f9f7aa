import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { EXPORT_LIMITS, ExportJobs } from '../src/exports/export-jobs.js';
import type { ExportRecord, ExportStore } from '../src/exports/export-store.js';
import type { Store } from '../src/store/store.js';
import { tempFolder } from './temp-folder.js';

describe('ExportJobs', () => {
  const temp = tempFolder();
  after(() => temp.remove());

  it('leaves no file of an export that is deleted while its last part goes to the disk', async () => {
    const job = {
      id: randomUUID(),
      log: 'events',
      query: '',
      requestedOn: 0,
      format: 'jsonl',
      columns: [],
      timeZone: 'UTC',
      watermark: 1,
      attempts: 1,
    } as Partial<ExportRecord> as ExportRecord;
    const waiting = [job];
    let ended = () => {};
    const idle = new Promise<void>(resolve => (ended = resolve));
    const exports = {
      withFile: () => Promise.resolve(new Set()),
      begin: () => {
        const next = waiting.shift() ?? null;
        if (!next) ended();
        return Promise.resolve(next);
      },
      counted: () => Promise.resolve(),
      remove: () => Promise.resolve(true),
      complete: () => assert.fail('It is deleted.'),
    } as Partial<ExportStore> as ExportStore;
    let deleted: Promise<void> | undefined;
    const store = {
      count: () => Promise.resolve(1),
      // eslint-disable-next-line @typescript-eslint/require-await -- as the real one, which asks a database
      async *scan() {
        yield ['{"pk":"1"}'];
        yield []; // nothing of it is left to write when it is deleted
        deleted = jobs.remove(job.id);
      },
    } as unknown as Store;
    const jobs = new ExportJobs({
      exports,
      store,
      folder: temp.path,
      limits: { ...EXPORT_LIMITS, minFreeBytes: 0 },
      apiOf: () => '',
      onFailure: error => assert.fail(String(error)),
    });
    await jobs.start();
    await idle;
    await deleted;
    assert.deepEqual(readdirSync(temp.path), []);
  });
});
