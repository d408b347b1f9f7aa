import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, it } from 'node:test';
import { profiles } from 'event-elements/model';
import { isRow, readEvent } from '../src/ingest/event-row.js';
import { keptSince, RetentionStore } from '../src/retention/retention-store.js';
import { openPglite } from '../src/store/pglite.js';
import { openPostgresStore } from '../src/store/postgres-store.js';
import type { SqlDatabase } from '../src/store/sql.js';
import { tempFolder } from './temp-folder.js';

const temp = tempFolder();
let db: SqlDatabase;
before(async () => {
  db = await openPglite({ folder: temp.path, readTimeoutMs: 10_000 });
});
after(async () => {
  await db.close();
  temp.remove();
});

it('deletes what is past its time in portions, and spares what an export is to hold', async () => {
  const store = await openPostgresStore(db);
  const retention = new RetentionStore(db);
  await store.addLog({ name: 'a', title: 'a', demo: false });
  const now = Date.parse('2026-06-01T00:00:00Z');
  const before = keptSince(now, 10 * 86_400_000);
  const add = async (created: string, expires?: string): Promise<void> => {
    const event = { pk: randomUUID(), action: 'x', app: 'x', created, ...(expires && { expires }) };
    const row = readEvent(JSON.stringify(event), profiles.authentik!);
    assert.ok(isRow(row));
    await store.insert('a', [row]);
  };
  await add('2026-05-30T00:00:00Z', '2026-05-31T00:00:00Z'); // young, and over by its own word
  await add('2020-01-01T00:00:00Z', '2027-01-01T00:00:00Z'); // old, and kept by its own word
  for (let i = 0; i < 5; i += 1) await add('2020-01-01T00:00:00Z');
  await add('2026-05-30T00:00:00Z');
  const preview = await retention.preview('a', now, before);
  assert.deepEqual([preview.count, preview.spared, preview.total], [6, 0, 8]);

  await db.write([
    {
      sql: `insert into exports (id, log, requested_by, requested_on, query, format, columns, time_zone, watermark, status)
            values ($1::uuid, 'a', '{}', now(), '', 'csv', '{}', 'UTC', $2, 'running')`,
      params: [randomUUID(), await store.watermark()],
    },
  ]);
  await add('2020-01-01T00:00:00Z'); // since the export was asked for
  assert.equal((await retention.preview('a', now, before)).spared, 6);
  assert.equal(await retention.expire('a', now, before, 2), 1);
  assert.equal(await retention.expire('a', now, before, 2), 0);

  await db.write([{ sql: "update exports set status = 'completed'" }]);
  const portions = [];
  for (let deleted = 1; deleted > 0;) portions.push((deleted = await retention.expire('a', now, before, 2)));
  assert.deepEqual(portions, [1, 2, 2, 1, 0]);
  assert.equal((await retention.preview('a', now, before)).total, 2);
});
