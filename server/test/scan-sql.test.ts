import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { compareRecords, ORDERING_FIELDS, parseOrdering, profiles, type EventRecord } from 'event-elements/model';
import { isRow, readEvent } from '../src/ingest/event-row.js';
import { openPglite } from '../src/store/pglite.js';
import { openPostgresStore } from '../src/store/postgres-store.js';
import { scanned } from '../src/store/scan.js';
import type { SqlDatabase } from '../src/store/sql.js';
import type { Store } from '../src/store/store.js';
import { tempFolder } from './temp-folder.js';

/**
 * Few enough that every order is read in many pieces, that pieces end among equal values and at the border of missing ones, by
 * number or by bytes, and that some events are larger than a piece may be.
 */
const SIZES = { first: 3, events: 5, bytes: 400, keys: 7 };

describe('a scan', () => {
  const temp = tempFolder();
  let db: SqlDatabase;
  let store: Store;
  const events: EventRecord[] = [];
  before(async () => {
    db = await openPglite({ folder: temp.path, readTimeoutMs: 10_000 });
    store = await openPostgresStore(db);
    await store.addLog({ name: 'a', title: 'A', demo: false });
    await add(40);
  });
  after(async () => {
    await db.close();
    temp.remove();
  });

  /** Events with few different values, and many that lack one. */
  async function add(count: number): Promise<EventRecord[]> {
    const some = Array.from({ length: count }, (_, i) => ({
      pk: randomUUID(),
      action: `a${i % 2}`,
      created: `2024-01-0${1 + (i % 4)}T00:00:00.00000${i % 2}Z`,
      ...(i % 3 && { app: `app${i % 4}` }),
      ...(i % 4 && { client_ip: `192.0.2.${i % 2}` }),
      ...(i % 5 && { user: { username: `u${i % 3}` } }),
      ...(i % 6 && { expires: `2030-01-0${1 + (i % 3)}T00:00:00Z` }),
      ...(i % 7 === 0 && { context: { long: 'ü\n'.repeat(200) } }),
    }));
    const rows = some.map(event => readEvent(JSON.stringify(event), profiles.authentik!)).filter(isRow);
    // The profile refuses an event without a time; the store takes it.
    const timeless = (i: number) => i % 9 === 0;
    const stored = rows.map((row, i) => (timeless(i) ? { ...row, created: null } : row));
    assert.equal((await store.insert('a', stored)).inserted, count);
    const added = some.map((event, i) => (timeless(i) ? { ...event, created: undefined } : event)) as EventRecord[];
    events.push(...added);
    return added;
  }

  async function scan(ordering: string, upTo: number, meanwhile: () => Promise<unknown>): Promise<string[]> {
    const request = { filter: { terms: [] }, ordering: parseOrdering(ordering), upTo };
    const pks: string[] = [];
    for await (const texts of scanned(async one => (await db.read([one]))[0]?.[0], 'a', request, SIZES)) {
      assert.ok(texts.length === 1 || Buffer.byteLength(texts.join('')) <= SIZES.bytes, 'a piece is too large');
      assert.ok(texts.length <= SIZES.events);
      pks.push(...texts.map(text => (JSON.parse(text) as EventRecord).pk));
      await meanwhile();
    }
    return pks;
  }

  it('reads every event once, in the order of the model, though others are added on the way', async () => {
    const orderings = ORDERING_FIELDS.flatMap(field => [field, `-${field}`]);
    for (const ordering of [...orderings, 'action,-app', '-app,client_ip,-created']) {
      const upTo = await store.watermark();
      const wanted = [...events].sort(compareRecords(ordering)).map(({ pk }) => pk);
      let added = false;
      const pks = await scan(ordering, upTo, async () => {
        if (!added) await add(1);
        added = true;
      });
      assert.deepEqual(pks, wanted, ordering);
    }
  });

  it('goes on with the rest when events are deleted on the way', async () => {
    for (const ordering of ['-created', 'action']) {
      const sorted = [...events].sort(compareRecords(ordering)).map(({ pk }) => pk);
      // Far enough from the beginning that they have not been read, and more than a piece has.
      const gone = sorted.slice(-20, -3);
      const pks = await scan(ordering, await store.watermark(), () =>
        db.write([{ sql: 'delete from events where pk = any($1::uuid[])', params: [gone] }]),
      );
      assert.deepEqual(
        pks,
        sorted.filter(pk => !gone.includes(pk)),
        ordering,
      );
      events.splice(0, Infinity, ...events.filter(({ pk }) => !gone.includes(pk)));
    }
  });

  it('gives what arrived since a moment, oldest first', async () => {
    // Past the number at which one more digit is needed: numbers are not sorted as texts.
    while ((await store.watermark()) < 97) await add(1);
    const since = await store.watermark();
    const added = await add(5);
    const upTo = await store.watermark();
    await add(1);
    const first = await store.arrivals('a', since, upTo, 3);
    const rest = await store.arrivals('a', first.at(-1)!.seq, upTo, 30);
    assert.deepEqual(
      [...first, ...rest].map(({ pk }) => pk),
      added.map(({ pk }) => pk),
    );
  });
});
