import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { histogram, places, type EventRecord } from '../model/index.js';
import { EventsError, HttpEventsClient, MemoryEventsClient, type HttpEventsClientOptions } from './index.js';
import { body, queryOf, serve, type TestServer } from './test/serve.js';

const HOUR = 3_600_000;
const now = Math.floor(Date.now() / 1000) * 1000; // ranges are of whole seconds
/** Events of the last days, one an hour, with a place each third. */
const events = Array.from({ length: 500 }, (_, i): EventRecord => ({
  pk: `p${i}`,
  action: ['login', 'logout', 'custom_x'][i % 3]!,
  app: 'app',
  created: new Date(now - i * HOUR - 1).toISOString(),
  client_ip: i % 2 ? '203.0.113.7' : '10.0.0.1',
  context: i % 3 === 0 ? { geo: { country: 'DE', lat: 52.5, long: 13.4 } } : {},
}));

describe('HttpEventsClient with a server that cannot count', () => {
  let server: TestServer;
  afterEach(() => server.close());

  /** Level 1, as authentik has it: what it does not know is an event that is not there. */
  async function clientOf(options: Partial<HttpEventsClientOptions> & { volumes?: boolean } = {}) {
    const { volumes = true, ...rest } = options;
    const log = new MemoryEventsClient(events, { now: () => now });
    server = await serve((request, response) => {
      const { pathname } = new URL(request.url!, 'http://x');
      const query = queryOf(request);
      const name = /events\/events\/(?:(\w+)\/)?$/.exec(pathname)?.[1];
      const view = { search: query.get('search') ?? '', ordering: query.get('ordering') ?? '' };
      const page = { page: Number(query.get('page')), pageSize: Math.min(100, Number(query.get('page_size'))) };
      const answer =
        name === undefined
          ? log.list(view, page)
          : name === 'volume' && volumes
            ? log.volume(view, { historyDays: Number(query.get('history_days')) })
            : null;
      if (answer === null) return body('{"detail":"No Event matches the given query."}', 404)(request, response);
      void answer.then(json => body(JSON.stringify(json))(request, response));
    });
    return new HttpEventsClient({ src: `${server.url}/api/v3`, ...rest });
  }
  const asked = () =>
    server.requests.map(({ url }) => new URL(url!, 'http://x').pathname.replace(/.*events\/events\//, ''));

  it('makes a histogram of its volumes, where these tell it', async () => {
    const client = await clientOf();
    const range = { from: new Date(now - 100 * HOUR).toISOString(), to: null };
    const answer = await client.histogram({ range }, { by: 'action', interval: 'P1D' });
    assert.deepEqual(asked(), ['capabilities/', 'volume/', '']);
    const inside = events.filter(({ created }) => created >= range.from);
    const expected = histogram(inside, { range, by: 'action', interval: 'P1D' });
    assert.deepEqual(answer.buckets, expected.buckets);
    assert.deepEqual([answer.covered, answer.total, answer.exact], [inside.length, inside.length, true]);
  });

  it('says how far volumes reach in a zone whose days they do not fit', async () => {
    const client = await clientOf();
    const answer = await client.histogram({}, { timeZone: 'Asia/Kathmandu', buckets: 10 });
    assert.equal(answer.interval, 'PT6H');
    assert.ok(answer.buckets.every(({ start }) => Date.parse(start) % (6 * HOUR) === 0));
    assert.equal(
      answer.buckets.reduce((sum, { total }) => sum + total, 0),
      500,
    );
  });

  it('reads pages, up to the limit, for what volumes do not tell, and says how much that is', async () => {
    const client = await clientOf({ countLimit: 250 });
    const answer = await client.histogram({}, { by: 'client_ip', interval: 'PT1H', timeZone: 'Europe/Berlin' });
    const newest = events.slice(0, 250);
    assert.deepEqual(
      answer.buckets,
      histogram(newest, { by: 'client_ip', interval: 'PT1H', timeZone: 'Europe/Berlin' }).buckets,
    );
    assert.deepEqual(
      [answer.covered, answer.total, answer.exact, answer.since],
      [250, 500, false, newest.at(-1)!.created],
    );
    assert.deepEqual(asked(), ['capabilities/', '', '', '']);
  });

  it('reads pages where there are no volumes', async () => {
    const client = await clientOf({ volumes: false });
    const { covered, exact } = await client.histogram({}, { interval: 'P1D' });
    assert.deepEqual([covered, exact], [500, true]);
  });

  it('counts places, values and suggestions in pages', async () => {
    const client = await clientOf();
    assert.deepEqual(await client.places({}, { zoom: 5 }), places(events, { zoom: 5 }));
    const { fields, exact } = await client.facets({ search: 'action = "login"' }, ['action']);
    assert.deepEqual([fields['action']!.values, exact], [[{ value: 'login', count: 167 }], true]);
    assert.deepEqual(await client.suggest('action', 'log'), [
      { value: 'login', count: 34 },
      { value: 'logout', count: 33 },
    ]);
    const { level, aggregates } = await client.capabilities();
    assert.deepEqual([level < 3, aggregates], [true, false]);
  });

  it('gives up between two pages', async () => {
    const client = await clientOf();
    const stop = new AbortController();
    const call = client.places({}, { signal: stop.signal });
    while (server.requests.length < 3) await new Promise(resolve => setImmediate(resolve));
    stop.abort();
    await assert.rejects(call, { name: 'AbortError' });
    assert.ok(server.requests.length <= 4);
  });

  it('asks again what a server can that could not say', async () => {
    let answers = 0;
    server = await serve((request, response) => {
      answers += 1;
      return body(answers === 1 ? '{}' : '{"level":3,"aggregates":true}', answers === 1 ? 503 : 200)(request, response);
    });
    const client = new HttpEventsClient({ src: `${server.url}/api/v3`, retries: 0 });
    await assert.rejects(client.capabilities(), EventsError);
    assert.equal((await client.capabilities()).level, 3);
  });

  it('refuses half an answer of a server that counts', async () => {
    for (const half of ['{"buckets":[{}]}', '{"places":[{"lat":100}],"nowhere":{}}', '{"fields":{}}', '[]', 'null']) {
      server = await serve((request, response) =>
        body(request.url!.includes('capabilities') ? '{"level":3,"aggregates":true}' : half)(request, response),
      );
      const client = new HttpEventsClient({ src: `${server.url}/api/v3` });
      for (const call of [client.histogram({}), client.places({}), client.facets({}, ['action'])])
        await assert.rejects(call, (error: EventsError) => error.kind === 'format');
      if (half !== 'null') await server.close();
    }
  });

  it('takes who tells of places by the short name too', async () => {
    const client = await clientOf({ geo: () => ({ country: 'NZ' }) });
    const { results } = await client.list({});
    assert.ok(results.some(({ context }) => (context!['geo'] as { country?: string } | undefined)?.country === 'NZ'));
  });

  it('gives events the place of their address, and never another one than their own', async () => {
    const looked: string[] = [];
    const client = await clientOf({
      resolvePlace: address => {
        looked.push(address);
        return { country: 'NZ', city: 'Auckland', lat: -36.85, long: 174.76 };
      },
    });
    const { results } = await client.list({}, { page: 1, pageSize: 6 });
    assert.deepEqual(
      results.map(({ context }) => (context!['geo'] as { country?: string } | undefined)?.country),
      ['DE', 'NZ', undefined, 'DE', undefined, 'NZ'],
    );
    assert.deepEqual(looked, ['203.0.113.7']);
    const { places: found, nowhere } = await client.places({}, { level: 'country' });
    assert.deepEqual(
      found.map(({ country, total }) => [country, total]),
      [
        ['DE', 167],
        ['NZ', 167],
      ],
    );
    assert.deepEqual(nowhere, { missing: 0, invalid: 0, private: 166 });
  });
});

describe('MemoryEventsClient with a way to tell places', () => {
  it('finds events by the place of their address', async () => {
    const client = new MemoryEventsClient(events, { resolvePlace: () => Promise.resolve({ country: 'NZ' }) });
    const { pagination } = await client.list({ search: 'geo.country = "NZ"' }, 1);
    assert.equal(pagination.count, 167);
    assert.equal(events[1]!.context!['geo'], undefined, 'the host’s own records stay as they are');
    const { places: found } = await client.places({ search: 'action = "logout"' }, { level: 'country' });
    assert.deepEqual(
      found.map(({ country }) => country),
      ['NZ'],
    );
  });

  it('shows events all the same when the lookup fails, or tells nonsense', async () => {
    for (const resolvePlace of [
      () => Promise.reject(new Error('no')),
      () => ({ lat: 91, long: 0 }),
      () => null,
      () => 'here' as never,
    ]) {
      const client = new MemoryEventsClient(events, { resolvePlace });
      assert.deepEqual((await client.get('p1')).context, {});
    }
  });
});
