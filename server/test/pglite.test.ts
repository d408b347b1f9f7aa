import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPglite } from '../src/store/pglite.js';
import { QueryTimeoutError, SqlError, type SqlDatabase } from '../src/store/sql.js';
import { whileWanted } from '../src/store/wanted.js';
import { tempFolder } from './temp-folder.js';

/** Runs for hours. */
const ENDLESS = { sql: 'select count(*) from generate_series(1, 1000000000) a, generate_series(1, 1000) b' };

describe('openPglite', () => {
  const temp = tempFolder();
  let db: SqlDatabase;
  before(async () => {
    db = await openPglite({ folder: temp.path, readTimeoutMs: 3000 });
  });
  after(async () => {
    await db.close();
    temp.remove();
  });

  it('answers each statement of a read', async () => {
    const answer = await db.read([
      { sql: 'select $1::int + 1 as n', params: [1] },
      { sql: "select 'x' as t where false" },
    ]);
    assert.deepEqual(answer, [[{ n: 2 }], []]);
  });

  it('does all of a write or nothing', async () => {
    await db.script('create table pairs (a int primary key)');
    await assert.rejects(
      db.write([{ sql: 'insert into pairs values (1)' }, { sql: 'insert into pairs values ($1)', params: ['x'] }]),
      (error: Error) => error instanceof SqlError && error.code === '22P02' && error.isAboutData,
    );
    assert.deepEqual(await db.read([{ sql: 'select * from pairs' }]), [[]]);
  });

  it('stops a query that takes too long, and then goes on with what was stored', async () => {
    await db.script('create table kept (a int); insert into kept values (7)');
    const slow = db.read([ENDLESS]);
    const waiting = db.read([{ sql: 'select a from kept' }]);
    await assert.rejects(slow, QueryTimeoutError);
    // Waiting for its turn and for the new start is not counted against the second one.
    assert.deepEqual(await waiting, [[{ a: 7 }]]);
  });

  it('stops a query that nobody waits for any more, where it is, and drops one that waits', async () => {
    // Of this connection: gone if the database had to be opened anew.
    await db.script(`create temp table mine as select 7 as a;
      create table big as select i, repeat('x', 900) as filler from generate_series(1, 60000) i`);
    const leave = new AbortController();
    const long = { sql: 'select count(*) from big a join big b on a.filler < b.filler || b.i' };
    const gone = [long, long].map(statement => whileWanted(leave.signal, () => db.read([statement], 600_000)));
    const waiting = db.read([{ sql: 'select a from mine' }]);
    leave.abort(new Error('left'));
    for (const read of await Promise.allSettled(gone)) {
      assert.equal(read.status, 'rejected');
      assert.match(String(read.reason), /left/);
    }
    assert.deepEqual(await waiting, [[{ a: 7 }]]);
    await assert.rejects(
      whileWanted(leave.signal, () => db.read([{ sql: 'select 1' }])),
      /left/,
    );
    // The time limit stops it in the same way.
    await assert.rejects(db.read([long], 100), QueryTimeoutError);
    assert.deepEqual(await db.read([{ sql: 'select a from mine' }]), [[{ a: 7 }]]);
  });

  it('keeps jobs that were handed in before it was closed, and takes none after', async () => {
    const other = await openPglite({ folder: `${temp.path}/other`, readTimeoutMs: 5000 });
    const last = other.write([{ sql: 'create table t as select 1 as a' }]);
    const closed = other.close();
    await assert.rejects(other.read([{ sql: 'select 1' }]), /closed/);
    await last;
    await closed;
    const again = await openPglite({ folder: `${temp.path}/other`, readTimeoutMs: 5000 });
    assert.deepEqual(await again.read([{ sql: 'select a from t' }]), [[{ a: 1 }]]);
    await again.close();
  });
});
