import assert from 'node:assert/strict';
import { createReadStream, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import {
  BY_GROUP,
  facets,
  histogram,
  isoMicros,
  MISSING_KEY,
  parseJson,
  parseProfile,
  places,
  profiles,
  stringifyJson,
  type EventRecord,
  type HistogramOptions,
  type PlacesOptions,
  type Profile,
} from 'event-elements/model';
import { compile, NO_PLACE, parse, type Condition } from 'event-elements/query-lang';
import { ingest } from '../src/ingest/ingest.js';
import { openPglite } from '../src/store/pglite.js';
import { openPostgresStore } from '../src/store/postgres-store.js';
import type { EventFilter, Store } from '../src/store/store.js';
import { ODD_EVENTS } from './odd-events.js';
import { queryMaker, random } from './random-queries.js';
import { tempFolder } from './temp-folder.js';

const NOW = Date.UTC(2026, 10, 22, 15);
const VIEWS = 150;
const EDITS = new URL('../../test/data/wikipedia-edits-16h.jsonl.gz', import.meta.url);
const DEMO = new URL('../../demo/', import.meta.url);

/** Places that are there, that are not, and that cannot be. */
const GEO: unknown[] = [
  null,
  {},
  'Berlin',
  [],
  { country: 'DE' },
  { country: 'Germany', city: 'Berlin' },
  { country: 'Atlantis' },
  { country: 'GB', lat: null, long: null, city: '' },
  { lat: 51.5142, long: -0.0931, country: 'GB', city: 'London' },
  { lat: 51.5142, long: -0.0931, country: 'gb', city: 'London' },
  { lat: 51.6, long: -0.1, country: 'Atlantis', city: 'London' },
  { lat: 0, long: 0 },
  { lat: -90, long: 180, country: 'AQ' },
  { lat: 90, long: -180 },
  { lat: 91, long: 0 },
  { lat: 91, long: 0, country: 'IS' },
  { lat: '51.5', long: '-0.1' },
  { lat: 51.5 },
  { lat: 1e999, long: -1e999 },
  { lat: 1e-300, long: 179.9999999 },
  { lat: '', long: null },
];
const ADDRESSES = [
  '10.1.2.3',
  '8.8.8.8',
  '::1',
  'fe80::1',
  '255.255.255.255',
  null,
  'fd00::7',
  '172.31.0.1',
  '172.32.0.1',
];

function geoEvents(): string[] {
  return Array.from({ length: 400 }, (_, i) =>
    stringifyJson({
      pk: `00000000-0000-4000-9000-${String(i).padStart(12, '0')}`,
      action: ['login', 'login_failed', 'custom_thing', 'model_updated'][i % 4],
      app: 'geo',
      created: new Date(NOW - i * 3_333_333).toISOString(),
      client_ip: ADDRESSES[i % ADDRESSES.length],
      context: {
        geo: GEO[i % GEO.length],
        ...(i % 3 === 0 && { group: ['failure', 'no group'][i % 2] }),
        n: [1, '1', 1.5, true, 1e21, 5e-7][i % 6],
      },
    }),
  );
}

describe('aggregates as SQL', () => {
  const temp = tempFolder();
  let store: Store;
  let records: EventRecord[];
  let edits: EventRecord[];

  async function load(log: string, source: AsyncIterable<Uint8Array>, profile: Profile): Promise<void> {
    await ingest(source, {
      store,
      log,
      profile,
      maxLineBytes: 1e7,
      onReject: () => {},
      onRejectPiece: () => assert.fail('a line over the limit'),
    });
  }

  async function readAll(log: string): Promise<EventRecord[]> {
    const ordering = [{ field: 'pk' as const, descending: false }];
    const { bodies } = await store.list(log, { filter: { terms: [] }, ordering, limit: 50_000, offset: 0 });
    const found: EventRecord[] = [];
    for await (const body of bodies) found.push(parseJson(body) as unknown as EventRecord);
    return found;
  }

  before(async () => {
    store = await openPostgresStore(await openPglite({ folder: temp.path, readTimeoutMs: 60_000 }));
    await store.addLog({ name: 'all', title: 'All', demo: false });
    await store.addLog({ name: 'wiki', title: 'Wikipedia', demo: false });
    await load('all', createReadStream(new URL('data/authentik.jsonl.gz', DEMO)), profiles.authentik!);
    await load('all', createReadStream(new URL('data/okta.jsonl.gz', DEMO)), profiles.okta!);
    await load('all', lines(ODD_EVENTS.map(event => event.text)), profiles.authentik!);
    await load('all', lines(geoEvents()), profiles.authentik!);
    const wiki = parseProfile(JSON.parse(readFileSync(new URL('profiles/wikipedia.json', DEMO), 'utf8')));
    await load('wiki', createReadStream(EDITS), wiki);
    await store.settle();
    records = await readAll('all');
    edits = await readAll('wiki');
  });
  after(async () => {
    await store.close();
    temp.remove();
  });

  /** A view at random: a query or none, a range or none. */
  function viewMaker() {
    const next = random(20261122);
    const query = queryMaker(records, 7);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
    return () => {
      const search = next() < 0.3 ? '' : query();
      const times = records.map(({ created }) => created);
      const [from, to] = [pick(times), pick(times)].sort();
      const range = { from: next() < 0.5 ? null : from!, to: next() < 0.5 ? null : to! };
      const parsed = parse(search).query as Condition | null;
      const filter: EventFilter = {
        terms: [],
        ...(parsed && { query: { condition: parsed, nowMs: NOW } }),
        ...(range.from && { from: isoMicros(range.from) }),
        ...(range.to && { to: isoMicros(range.to) }),
      };
      const matches = parsed ? compile(parsed, { now: NOW }) : () => true;
      const inRange = ({ created }: EventRecord) =>
        (range.from === null || isoMicros(created) >= isoMicros(range.from)) &&
        (range.to === null || isoMicros(created) < isoMicros(range.to));
      return { search, range, filter, events: records.filter(event => matches(event) && inRange(event)), next, pick };
    };
  }

  const FIELDS = [
    'action',
    'app',
    'client_ip',
    'user.username',
    'user.pk',
    'context.geo.country',
    'geo.city',
    'context.n',
    'context.odd',
    'context',
    'user',
    'event_uuid',
    'action.nothing',
    'context.nothing.at.all',
  ];

  it('count what the model counts, for random views', async () => {
    const make = viewMaker();
    let some = 0;
    for (let i = 0; i < VIEWS; i += 1) {
      const { search, range, filter, events, next, pick } = make();
      const about = `${search} ${JSON.stringify(range)}`;
      if (events.length > 0 && events.length < records.length) some += 1;

      const options: HistogramOptions = {
        range,
        ...(next() < 0.5
          ? { buckets: 1 + Math.floor(next() * 200) }
          : { interval: pick(['P1D', 'P1W', 'P1M', 'P1Y']) }),
        timeZone: pick(['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']),
        ...(next() < 0.7 && { by: pick([...FIELDS, BY_GROUP]), top: Math.floor(next() * 5) }),
      };
      assert.deepEqual(
        await store.histogram('all', filter, options),
        histogram(events, options),
        `${about} ${JSON.stringify(options)}`,
      );

      const where: PlacesOptions = {
        zoom: Math.floor(next() * 23),
        ...(next() < 0.3 && { level: 'country' as const }),
        ...(next() < 0.5 && { by: pick(FIELDS), top: Math.floor(next() * 4) }),
        ...(next() < 0.3 && {
          bounds: pick([
            { north: 60, south: 40, west: -10, east: 20 },
            { north: 90, south: -90, west: 170, east: -170 },
          ]),
        }),
      };
      assert.deepEqual(
        await store.places('all', filter, where),
        places(events, where),
        `${about} ${JSON.stringify(where)}`,
      );

      const fields = [pick(FIELDS), pick(FIELDS)];
      const top = Math.floor(next() * 8);
      assert.deepEqual(
        await store.facets('all', filter, fields, top),
        facets(events, fields, { top }),
        `${about} ${fields.join()}`,
      );
    }
    assert.ok(some > VIEWS / 4, `only ${some} of ${VIEWS} views tell events apart`);
  });

  it('count as without a place, and as missing, just what a query finds', async () => {
    const find = (text: string): number => records.filter(compile(parse(text).query!)).length;
    const { nowhere } = await store.places('all', { terms: [] }, {});
    assert.ok(nowhere.missing > 20 && nowhere.private > 20 && nowhere.invalid > 20, JSON.stringify(nowhere));
    assert.equal(find(NO_PLACE.map(condition => `(${condition})`).join(' and ')), nowhere.missing + nowhere.private);
    const names = ['context.geo', 'context.geo.country', 'context.geo.lat', 'user.email', 'brand.name', 'client_ip'];
    const answer = await store.facets('all', { terms: [] }, names, 0);
    for (const name of names) assert.equal(find(`missing = "${name}"`), answer.fields[name]!.missing, name);
  });

  it('tell what a value is: 1 is not "1", and big numbers stay exact', async () => {
    const answer = await store.facets('all', { terms: [] }, ['context.n'], 10);
    const { values } = answer.fields['context.n']!;
    assert.deepEqual(new Set(values.map(({ value }) => value)), new Set([1, '1', 1.5, true, 10n ** 21n, 5e-7]));
  });

  for (const [where, count] of [
    [
      'in the database',
      (by: string | undefined) =>
        store.histogram('wiki', { terms: [] }, { interval: 'PT1H', ...(by && { by, top: 60 }) }),
    ],
    [
      'in memory',
      (by: string | undefined) => Promise.resolve(histogram(edits, { interval: 'PT1H', ...(by && { by, top: 60 }) })),
    ],
  ] as const) {
    it(`count a day of Wikipedia ${where} as its publishers do`, async () => {
      const { buckets, total, exact } = await count(undefined);
      assert.deepEqual([total, exact], [24_120, true]);
      assert.equal(buckets[0]!.start, '2015-09-12T00:00:00Z');
      assert.deepEqual(
        buckets.map(bucket => bucket.total),
        [256, 1144, 1102, 815, 824, 1260, 2120, 2237, 1622, 1704, 1792, 1624, 1709, 2073, 1873, 1965],
      );
      const channels = await count('app');
      assert.equal(channels.keys.length, 50);
      const sum = (key: string) => channels.buckets.reduce((all, { by }) => all + (by[key] ?? 0), 0);
      assert.deepEqual(
        channels.keys.slice(0, 3).map(key => [key, sum(key)]),
        [
          ['#en.wikipedia', 6787],
          ['#vi.wikipedia', 6618],
          ['#de.wikipedia', 1407],
        ],
      );
      assert.equal(
        channels.buckets.reduce((all, bucket) => all + bucket.total, 0),
        24_120,
      );
    });
  }

  it('place its anonymous edits by country', async () => {
    for (const answer of [
      await store.places('wiki', { terms: [] }, { level: 'country', by: 'action' }),
      places(edits, { level: 'country', by: 'action' }),
    ]) {
      const top = answer.places.slice(0, 5).map(({ country, total, level }) => [country, total, level]);
      assert.deepEqual(top, [
        ['US', 247, 'country'],
        ['IT', 149, 'country'],
        ['JP', 142, 'country'],
        ['GB', 130, 'country'],
        ['FR', 120, 'country'],
      ]);
      assert.equal(answer.places.length, 98);
      const placed = answer.places.reduce((all, { total }) => all + total, 0);
      assert.equal(placed + answer.nowhere.missing + answer.nowhere.private + answer.nowhere.invalid, 24_120);
      assert.equal(placed, 2258);
    }
    const robots = await store.facets('wiki', { terms: [] }, ['context.robot', 'context.geo.country', 'client_ip'], 3);
    assert.deepEqual(robots.fields['context.robot']!.values, [
      { value: false, count: 13_998 },
      { value: true, count: 10_122 },
    ]);
    assert.equal(robots.fields['context.geo.country']!.distinct, 98);
    assert.equal(robots.fields['client_ip']!.distinct, 1793);
  });

  it('answer a chart, a map and facets of it without making anybody wait', async () => {
    const started = performance.now();
    await store.histogram('wiki', { terms: [] }, { by: BY_GROUP });
    await store.places('wiki', { terms: [] }, {});
    await store.facets('wiki', { terms: [] }, ['action', 'app', 'context.geo.country'], 10);
    assert.ok(performance.now() - started < 20_000, `${performance.now() - started} ms`);
  });

  it('suggest values that begin with what is typed', async () => {
    assert.deepEqual(await store.suggest('all', 'action', 'LOGIN_'), [{ value: 'login_failed' }]);
    const [first] = await store.suggest('wiki', 'context.geo.country', 'u');
    assert.equal(first!.value, 'US');
    assert.ok(first!.count! > 100);
    assert.deepEqual(await store.suggest('all', 'context.nothing', ''), []);
    assert.deepEqual(await store.suggest('all', 'context.n', "'; drop table events"), []);
  });

  it('keep what is missing apart from what is other', async () => {
    const options = { interval: 'P1Y', by: 'context.geo.country', top: 1 };
    const { keys, other, buckets } = await store.histogram('all', { terms: [] }, options);
    assert.equal(keys.at(-1), MISSING_KEY);
    assert.equal(other, true);
    for (const { total, by } of buckets)
      assert.equal(
        Object.values(by).reduce((a, b) => a + b, 0),
        total,
      );
  });
});

async function* lines(texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(`${text}\n`));
}
