import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { sortRecords, type EventRecord } from '../model/index.js';
import { isAbortError } from './abort.js';
import { MemoryEventsClient } from './memory-events-client.js';

/** Long enough to be divided, in no order but that of time. */
const EVENTS = Array.from({ length: 25_000 }, (_, i) => ({
  pk: `${(i * 7919) % 25_000}`,
  action: ['login', 'logout', 'login_failed'][i % 3]!,
  app: `app-${(i * 31) % 2_000}`,
  created: new Date(1.7e12 - i * 1_000).toISOString(),
  context: { n: i % 7 },
})) as EventRecord[];
const PAGE = { page: 3, pageSize: 50 };
const RANGE = { from: EVENTS[20_000]!.created, to: EVENTS[10]!.created };
const keys = (records: readonly EventRecord[]) => records.map(({ pk }) => pk);

/** Everything that looks at all events. */
const CALLS: Record<string, (client: MemoryEventsClient, signal?: AbortSignal) => Promise<unknown>> = {
  'the order of time': (client, signal) => client.list({}, PAGE, { signal }),
  'another order': (client, signal) => client.list({ ordering: 'app,-pk' }, PAGE, { signal }),
  words: (client, signal) => client.list({ search: 'app-7' }, PAGE, { signal }),
  'a query': (client, signal) => client.list({ search: 'context.n = 3', range: RANGE }, PAGE, { signal }),
  'one event': (client, signal) => client.get('24999', { signal }),
  actions: (client, signal) => client.actions({ signal }),
  volume: (client, signal) => client.volume({}, { signal, historyDays: 60 }),
  'a histogram': (client, signal) => client.histogram({}, { signal, buckets: 20, by: 'action' }),
  places: (client, signal) => client.places({}, { signal }),
  facets: (client, signal) => client.facets({ range: RANGE }, ['app', 'pk'], { signal }),
  suggestions: (client, signal) => client.suggest('pk', '24', { signal }),
};

describe('MemoryEventsClient with more events than can be looked at in one turn', () => {
  beforeEach(async () => {
    const client = new MemoryEventsClient(EVENTS.slice(0, 10));
    // What is loaded late is there before the clock is stopped.
    await client.list({ search: 'context.n = 3' }, 1);
    await client.facets({}, ['app']);
  });
  afterEach(() => mock.restoreAll());

  /** Every look at the clock finds that a turn is over. */
  const hurry = () => {
    let now = 0;
    return mock.method(performance, 'now', () => (now += 1_000));
  };

  for (const [what, call] of Object.entries(CALLS)) {
    it(`answers the same in turns: ${what}`, async () => {
      mock.method(performance, 'now', () => 0);
      const wanted = await call(new MemoryEventsClient(EVENTS, { now: () => 1.7e12 }));
      mock.restoreAll();
      const clock = hurry();
      let others = 0;
      let next: NodeJS.Immediate;
      const other = () => {
        others += 1;
        next = setImmediate(other);
      };
      next = setImmediate(other);
      const answer = await call(new MemoryEventsClient(EVENTS, { now: () => 1.7e12 }));
      clearImmediate(next);
      assert.deepEqual(answer, wanted);
      assert.ok(clock.mock.callCount() >= 15, `${clock.mock.callCount()} looks at the clock`);
      assert.ok(others > 0, 'nobody else had a turn');
    });

    it(`ends in the middle when told to: ${what}`, async () => {
      const abort = new AbortController();
      const clock = hurry();
      const answer = call(new MemoryEventsClient(EVENTS), abort.signal);
      const ended = assert.rejects(answer, isAbortError);
      await new Promise(resolve => setImmediate(resolve));
      abort.abort();
      await ended;
      await new Promise(resolve => setImmediate(resolve));
      const looks = clock.mock.callCount();
      for (let i = 0; i < 5; i += 1) await new Promise(resolve => setImmediate(resolve));
      assert.equal(clock.mock.callCount(), looks, 'work goes on that nobody waits for');
    });
  }

  it('answers of the events it was given meanwhile', async () => {
    hurry();
    const client = new MemoryEventsClient(EVENTS);
    const page = client.list({}, 1);
    await new Promise(resolve => setImmediate(resolve));
    client.update([EVENTS[7]!]);
    assert.deepEqual(keys((await page).results), [EVENTS[7]!.pk]);
  });

  it('answers within microtasks once it knows the order', async () => {
    const client = new MemoryEventsClient(EVENTS);
    await client.list({}, 1);
    hurry();
    let answered = false;
    void client.list({}, 200).then(() => (answered = true));
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    assert.ok(answered);
  });

  describe('shows at a glance', () => {
    const first = (events: EventRecord[], ordering = '-created') => {
      const page = new MemoryEventsClient(events).glance({ ordering }, { page: 1, pageSize: 3 });
      return page && keys(page.results);
    };

    it('the first page of what lies in order of time, either way round', async () => {
      assert.deepEqual(first(EVENTS), keys(EVENTS.slice(0, 3)));
      assert.deepEqual(first(EVENTS, 'created'), keys(EVENTS.slice(-3).reverse()));
      assert.deepEqual(first(EVENTS.toReversed()), keys(EVENTS.slice(0, 3)));
      const client = new MemoryEventsClient(EVENTS);
      const view = { search: '', range: { from: null, to: null }, ordering: '-created' };
      assert.deepEqual(client.glance(view, PAGE), await client.list(view, PAGE));
    });

    it('nothing of what does not, at an end or all over', () => {
      assert.equal(first(sortRecords(EVENTS, 'app')), null);
      assert.equal(first([...EVENTS.slice(1), EVENTS[0]!]), null);
      assert.equal(first([EVENTS[100]!, ...EVENTS]), null);
      assert.equal(first([...EVENTS, null as unknown as EventRecord]), null);
      assert.equal(first(EVENTS.with(20, { ...EVENTS[20]!, created: '2023-02-30T00:00:00.000Z' })), null);
    });

    it('nothing of another view, of few events, or of what it knows for certain', async () => {
      const client = new MemoryEventsClient(EVENTS);
      for (const view of [{ ordering: 'action' }, { search: 'x' }, { range: RANGE }, { filters: { action: 'x' } }]) {
        assert.equal(client.glance(view, PAGE), null);
      }
      assert.equal(first(EVENTS.slice(0, 1_000)), null);
      await client.list({}, 1);
      assert.equal(client.glance({}, PAGE), null);
    });
  });
});
