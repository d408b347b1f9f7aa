import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseJson, type EventRecord } from '../model/index.js';
import type { EventsError } from './errors.js';
import { MemoryEventsClient } from './memory-events-client.js';
import { clientBehaviour } from './test/behaviour.js';
import { HOUR, sampleLog } from './test/sample-log.js';

clientBehaviour('MemoryEventsClient', lines =>
  Promise.resolve({
    client: new MemoryEventsClient(lines.map(line => parseJson(line) as unknown as EventRecord)),
    close: () => Promise.resolve(),
  }),
);

const NOW = Date.parse('2024-01-30T12:00:00Z');
const EVENTS = sampleLog(NOW).map(line => parseJson(line) as unknown as EventRecord);
const ALL = { page: 1, pageSize: 1000 };

/** Whatever a host may have in its array. */
const hostile = (...entries: unknown[]): EventRecord[] => entries as EventRecord[];
const keys = (records: readonly EventRecord[]) => records.map(({ pk }) => pk);
const at = (hours: number) => new Date(NOW - hours * HOUR).toISOString();

describe('MemoryEventsClient', () => {
  const client = new MemoryEventsClient(EVENTS, { now: () => NOW });

  it('answers within microtasks, so that rows are there in the same frame', async () => {
    let isThere = false;
    void new MemoryEventsClient(EVENTS).list({}, 1).then(() => (isThere = true));
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    assert.ok(isThere);
  });

  it('answers searches within microtasks, too, once what searches is there', async () => {
    await client.list({ search: 'a' }, 1); // by then what searches is loaded
    let answered = 0;
    const calls = [
      client.list({ search: 'ana', ordering: 'action' }, 1),
      client.get(EVENTS[3]!.pk),
      client.actions(),
      client.volume({}),
    ];
    for (const call of calls) void call.then(() => (answered += 1));
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    assert.equal(answered, calls.length);
  });

  it('answers queries within microtasks, too, once the language is there', async () => {
    await client.list({ search: 'action = "login"' }, 1);
    let answered = false;
    void client.list({ search: 'action = "logout"' }, 1).then(() => (answered = true));
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    assert.ok(answered);
  });

  it('hands out the records themselves, and changes nothing', async () => {
    const frozen = Object.freeze(EVENTS.map(event => Object.freeze({ ...event })));
    const { results } = await new MemoryEventsClient(frozen).list({ ordering: 'user', search: 'a' }, ALL);
    assert.ok(results.length > 0 && results.every(record => frozen.includes(record)));
  });

  describe('runs queries', () => {
    it('for what they mean', async () => {
      const { results } = await client.list(
        { search: 'action in ("login", "logout") and not (app = "authentik.core")' },
        ALL,
      );
      const wanted = EVENTS.filter(
        ({ action, app }) => ['login', 'logout'].includes(action) && app !== 'authentik.core',
      );
      assert.ok(wanted.length > 0);
      assert.deepEqual(keys(results).sort(), keys(wanted).sort());
    });

    it('with a range and filters besides', async () => {
      const view = {
        search: 'user.username = "ana"',
        range: { from: at(100), to: at(10) },
        filters: { action: 'log' },
      };
      const { results } = await client.list(view, ALL);
      const wanted = EVENTS.filter(
        ({ user, action, created }) =>
          user?.username === 'ana' && action.includes('log') && created >= at(100) && created < at(10),
      );
      assert.ok(wanted.length > 0);
      assert.deepEqual(keys(results).sort(), keys(wanted).sort());
    });

    it('that count from now anew with each first page, and keep further pages to it', async () => {
      let now = NOW;
      const log = new MemoryEventsClient(
        hostile({ pk: 'a', created: at(1) }, { pk: 'b', created: at(2) }, { pk: 'c', created: at(30) }),
        { now: () => now },
      );
      const view = { search: 'created > now-3h' };
      const first = async (page: number) => keys((await log.list(view, { page, pageSize: 1 })).results);
      assert.deepEqual(await first(1), ['a']);
      now += 5 * HOUR;
      assert.deepEqual(await first(2), ['b']);
      assert.deepEqual(await first(1), []);
    });
  });

  describe('keeps to a range of time', () => {
    const log = new MemoryEventsClient(
      hostile(
        { pk: 'a', created: '2024-01-30T08:59:59.999999Z' },
        { pk: 'b', created: '2024-01-30T10:00:00+01:00' },
        { pk: 'c', created: '2024-01-30T09:59:59Z' },
        { pk: 'd', created: '2024-01-30T10:00:00Z' },
        { pk: 'e', created: 'soon' },
      ),
    );
    const within = async (from: string | null, to: string | null) =>
      keys((await log.list({ range: { from, to }, ordering: 'pk' }, ALL)).results);

    it('from its start to before its end', async () => {
      assert.deepEqual(await within('2024-01-30T09:00:00Z', '2024-01-30T10:00:00Z'), ['b', 'c']);
    });
    it('open at either end, or both', async () => {
      assert.deepEqual(await within('2024-01-30T09:30', null), ['c', 'd']);
      assert.deepEqual(await within(null, '2024-01-30T09:00:00.999Z'), ['a']);
      assert.deepEqual(await within(null, null), ['a', 'b', 'c', 'd', 'e']);
    });
    it('that is one, and says when it is none', async () => {
      await assert.rejects(
        within(null, 'soon'),
        (error: EventsError) => error.kind === 'query' && /end of the time range/.test(error.message),
      );
    });
  });

  describe('takes whatever a host may have in its array', () => {
    const cyclic: Record<string, unknown> = { pk: 'cyclic', action: 'x' };
    cyclic['context'] = { self: cyclic };
    const trap = new Proxy(
      {},
      {
        get: () => assert.fail('trapped'),
        ownKeys: () => assert.fail('trapped'),
        getOwnPropertyDescriptor: () => assert.fail('trapped'),
      },
    );
    const log = hostile(
      null,
      undefined,
      7,
      'text',
      [1],
      cyclic,
      trap,
      { action: 'nokey' },
      { pk: '', action: 'empty' },
      { pk: 12, action: 'number' },
      { pk: { a: 1 } },
      Object.create(null),
      () => 0,
      EVENTS[0],
    );
    const odd = new MemoryEventsClient(log);

    it('and lists every entry, in every order, to every search, without a throw', async () => {
      for (const ordering of odd.sortable.flatMap(field => [field, `-${field}`])) {
        const { pagination, results } = await odd.list({ ordering }, ALL);
        assert.equal(pagination.count, log.length);
        assert.equal(new Set(keys(results)).size, log.length);
      }
      await odd.list({ search: 'x' }, ALL);
      await odd.list({ search: 'context.self.action = "x"' }, ALL);
      await odd.list({ filters: { action: 'x', username: 'y', context_model_pk: '7' } }, ALL);
      await odd.list({ range: { from: '2024-01-01', to: null } }, ALL);
      await odd.volume({});
      await odd.actions();
    });

    it('with stand-ins for what are no events, and says why', async () => {
      const { results, rejects } = await odd.list({ ordering: 'pk' }, ALL);
      assert.deepEqual(
        rejects?.map(({ index }) => results[index]!.context?.['raw']),
        [null, null, log[12], 7, 'text', [1]],
      );
      assert.ok(rejects.every(({ index, reason }) => results[index]!.context?.['message'] === reason));
    });

    it('and finds what it made up keys for by these', async () => {
      assert.equal((await odd.get('#7')).action, 'nokey');
      assert.equal((await odd.get('#7')).pk, '#7');
      assert.equal(await odd.get('#7'), await odd.get('#7'), 'it is the same object each time');
      assert.equal((await odd.get('12')).action, 'number');
      assert.equal((await odd.get('#3')).context?.['raw'], 'text');
    });

    it('and finds what a stand-in shows', async () => {
      assert.deepEqual(keys((await odd.list({ search: 'text' }, ALL)).results).includes('#3'), true);
    });

    it('and lists both of two events with the same key', async () => {
      const twice = new MemoryEventsClient(hostile({ pk: 'a', action: '1' }, { pk: 'a', action: '2' }));
      assert.equal((await twice.list({}, ALL)).results.length, 2);
    });
  });

  it('refuses a filter that it does not know, rather than show too much', async () => {
    for (const filters of [{ colour: 'red' }, { constructor: 'x' }] as object[]) {
      await assert.rejects(
        client.list({ filters }, 1),
        (error: EventsError) => error.kind === 'query' && /filtered by/.test(error.message),
      );
    }
  });

  it('shows another array, or a changed one, when told', async () => {
    const events = hostile({ pk: 'a', created: at(2) });
    const log = new MemoryEventsClient(events);
    const shown = async () => keys((await log.list({}, ALL)).results);
    assert.deepEqual(await shown(), ['a']);
    events.push(...hostile({ pk: 'b', created: at(1) }));
    log.update(events);
    assert.deepEqual(await shown(), ['b', 'a']);
    log.update([]);
    assert.deepEqual(await shown(), []);
  });

  it('is not made of anything but an array, and keeps the one it has', async () => {
    const log = new MemoryEventsClient(hostile({ pk: 'a' }));
    for (const events of [null, undefined, 5, 'events', {}, { worker: true }] as unknown as EventRecord[][]) {
      assert.throws(() => new MemoryEventsClient(events), /made of an array of events/);
      assert.throws(() => log.update(events), /made of an array of events/);
    }
    assert.deepEqual(keys((await log.list({})).results), ['a']);
  });

  it('asks no event twice about one of the last views, and forgets those of long ago', async () => {
    let reads = 0;
    const counted = Array.from({ length: 50 }, (_, i) =>
      Object.defineProperty({ pk: `p${i}`, created: at(i) }, 'action', {
        enumerable: true,
        get: () => {
          reads += 1;
          return 'login';
        },
      }),
    ) as unknown as EventRecord[];
    const log = new MemoryEventsClient(counted);
    const readsOf = async (search: string, page = 1) => {
      const before = reads;
      await log.list({ search, ordering: '-created' }, { page, pageSize: 10 });
      return reads - before;
    };
    assert.equal(await readsOf('login'), 50);
    for (let page = 1; page <= 5; page += 1) assert.equal(await readsOf('login', page), 0);
    for (const other of ['l', 'lo', 'log', 'logi']) await readsOf(other);
    assert.equal(await readsOf('login'), 0);
    for (let i = 0; i < 20; i += 1) await readsOf(`p${i}`);
    assert.equal(await readsOf('login'), 50);
  });
});
