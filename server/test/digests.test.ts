import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { profiles, stringifyJson } from 'event-elements/model';
import { isRow, readEvent } from '../src/ingest/event-row.js';
import { RetentionStore } from '../src/retention/retention-store.js';
import { openPglite } from '../src/store/pglite.js';
import { openPostgresStore } from '../src/store/postgres-store.js';
import type { SqlDatabase, SqlRow, Statement } from '../src/store/sql.js';
import type { EventRow, Store } from '../src/store/store.js';
import { ODD_EVENTS } from './odd-events.js';
import { tempFolder } from './temp-folder.js';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22);

function row(event: Record<string, unknown>): EventRow {
  const read = readEvent(stringifyJson(event), profiles.authentik!);
  assert.ok(isRow(read), JSON.stringify(read));
  return read;
}

/** An event of so many days ago. */
function made(n: number, username = 'ada', days = 0): EventRow {
  return row({
    pk: `00000000-0000-4000-a000-${String(n).padStart(12, '0')}`,
    action: 'login',
    app: 'app',
    created: new Date(NOW - days * DAY).toISOString(),
    user: { username },
    context: { geo: { country: 'DE', lat: 52.5, long: 13.4 } },
  });
}

describe('what is counted', () => {
  const temp = tempFolder();
  let db: SqlDatabase;
  let store: Store;
  /** Statements that were run, apart from those that ask for the version. */
  let counted: Statement[] = [];
  before(async () => {
    const pglite = await openPglite({ folder: temp.path, readTimeoutMs: 60_000 });
    db = {
      read: (statements, ...rest) => {
        counted.push(...statements.filter(({ sql }) => !sql.includes('version::text')));
        return pglite.read(statements, ...rest);
      },
      write: statements => pglite.write(statements),
      script: sql => pglite.script(sql),
      vacuum: () => pglite.vacuum(),
      close: () => pglite.close(),
    };
    store = await openPostgresStore(db);
    for (const name of ['old', 'twice', 'many', 'expiring']) await store.addLog({ name, title: name, demo: false });
  });
  after(async () => {
    await db.close();
    temp.remove();
  });

  async function digests(log: string): Promise<SqlRow[]> {
    const [rows = []] = await db.read([
      { sql: 'select * from event_digests where log = $1 order by event_digests.seq', params: [log] },
    ]);
    return rows;
  }

  const usernames = async (log: string) => {
    const { fields, total } = await store.facets(log, { terms: [] }, ['user.username'], 10);
    return [total, ...fields['user.username']!.values.map(({ value, count }) => [value, count])];
  };
  const pages = async (log: string) => {
    const ordering = [{ field: 'created' as const, descending: true }];
    const { count, bodies } = await store.list(log, { filter: { terms: [] }, ordering, limit: 1000, offset: 0 });
    let read = 0;
    for await (const _ of bodies) read += 1;
    return [count, read];
  };
  const countOf = async (log: string) => (await store.logs()).find(({ name }) => name === log)!.count;

  it('is made for events of an older version as it is for new ones, from wherever it was broken off', async () => {
    const odd = ODD_EVENTS.map(({ text }) => readEvent(text, profiles.authentik!)).filter(isRow);
    await store.insert('old', [...Array.from({ length: 2500 }, (_, i) => made(i, `user${i % 7}`)), ...odd]);
    const expected = await digests('old');
    assert.ok(expected.length > 2500);
    const third = expected[2]!.seq;
    for (const from of [third, 0]) {
      await db.write([
        { sql: 'delete from event_digests where log = $1 and seq > $2', params: ['old', from as number] },
      ]);
      const told: number[] = [];
      await openPostgresStore(db, events => told.push(events));
      assert.deepEqual(await digests('old'), expected);
      assert.equal(told.at(-1), expected.length - (from === 0 ? 0 : 3));
    }
  });

  it('is of the event that is stored, where a batch has it twice', async () => {
    const answer = await store.insert('twice', [made(1, 'first'), made(2, 'other'), made(1, 'second')]);
    assert.deepEqual([answer.inserted, answer.known], [2, 1]);
    assert.deepEqual(await usernames('twice'), [2, ['first', 1], ['other', 1]]);
    assert.match((await store.get('twice', made(1).pk))!, /first/);
    assert.deepEqual([await countOf('twice'), await pages('twice')], [2, [2, 2]]);
  });

  it('is counted once as long as nothing changes, and anew after every change', async () => {
    await store.insert('many', [made(1, 'ada'), made(2, 'bob')]);
    const ask = async () => {
      counted = [];
      const { total } = await store.histogram('many', { terms: [] }, { by: 'action' });
      const { places } = await store.places('many', { terms: [] }, {});
      return [total, places[0]!.total, ...(await usernames('many')), (await pages('many'))[0]];
    };
    const first = await ask();
    assert.deepEqual(first, [2, 2, 2, ['ada', 1], ['bob', 1], 2]);
    assert.equal(counted.length > 4, true);
    assert.deepEqual(await ask(), first);
    assert.equal(counted.length, 1, 'more than the page itself was read again');
    await store.insert('twice', [made(99)]);
    assert.deepEqual(await ask(), first);
    assert.equal(counted.length, 1, 'another log changed nothing here');
    await store.insert('many', [made(1, 'known already')]);
    assert.deepEqual(await ask(), first);
    await store.insert('many', [made(3, 'ada')]);
    assert.deepEqual(await ask(), [3, 3, 3, ['ada', 2], ['bob', 1], 3]);
  });

  it('goes when the event does', async () => {
    await store.insert('expiring', [made(1, 'kept', 1), made(2, 'gone', 40), made(3, 'gone', 50)]);
    assert.deepEqual(await usernames('expiring'), [3, ['gone', 2], ['kept', 1]]);
    assert.equal(await new RetentionStore(db).expire('expiring', NOW, NOW - 30 * DAY, 100), 2);
    assert.deepEqual(await usernames('expiring'), [1, ['kept', 1]]);
    assert.equal((await digests('expiring')).length, 1);
    assert.deepEqual([await countOf('expiring'), await pages('expiring')], [1, [1, 1]]);
  });

  it('is listed as the digests have it in the order of a column, and by a query on columns', async () => {
    const filter = { terms: [], actions: ['login'] };
    for (const [field, descending, expected] of [
      ['app', false, ['other', 'ada']], // one app: the key decides
      ['created', true, ['other', 'first']],
      ['user', true, ['first', 'ada']],
    ] as const) {
      const ordering = [{ field, descending }];
      const { count, bodies } = await store.list('twice', { filter, ordering, limit: 2, offset: 1 });
      const found: string[] = [];
      for await (const body of bodies) found.push((JSON.parse(body) as { user: { username: string } }).user.username);
      assert.deepEqual([count, found], [3, expected], field);
    }
  });
});
