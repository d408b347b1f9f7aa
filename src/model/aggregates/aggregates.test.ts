import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getPath, isoMicros } from '../index.js';
import { chance } from '../instant.test.js';
import {
  AggregateError,
  BY_GROUP,
  facets,
  histogram,
  isPrivateAddress,
  MAX_PLACES,
  MISSING_KEY,
  OTHER_KEY,
  places,
  suggestions,
} from './index.js';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 2, 8);

interface Made {
  created: unknown;
  action: string;
  client_ip: string | null;
  context: Record<string, unknown>;
}

const random = chance(11);
const events: Made[] = Array.from({ length: 5_000 }, (_, i) => ({
  created: new Date(START + Math.floor(random() * 10 * 24 * HOUR)).toISOString(),
  action: ['login', 'logout', 'model_updated', 'x'][Math.floor(random() * random() * 4)]!,
  client_ip: i % 3 ? '203.0.113.9' : null,
  context: { n: i % 7, geo: { country: 'DE', lat: random() * 180 - 90, long: random() * 360 - 180 } },
}));

describe('histogram', () => {
  for (const timeZone of ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
    it(`counts what looking at each event and each bucket counts, in ${timeZone}`, () => {
      for (const interval of ['PT1H', 'PT6H', 'P1D', 'P1W', 'P1M']) {
        const { buckets, total } = histogram(events, { interval, timeZone, by: 'action', top: 2 });
        assert.equal(total, events.length);
        for (const { start, end, total, by } of buckets) {
          const inside = events.filter(
            ({ created }) => isoMicros(created) >= isoMicros(start) && isoMicros(created) < isoMicros(end),
          );
          assert.equal(total, inside.length);
          assert.equal(by['login'] ?? 0, inside.filter(({ action }) => action === 'login').length);
          assert.equal(
            Object.values(by).reduce((a, b) => a + b, 0),
            total,
          );
        }
        assert.equal(
          buckets.reduce((sum, bucket) => sum + bucket.total, 0),
          events.length,
        );
        buckets.slice(1).forEach(({ start }, i) => assert.equal(start, buckets[i]!.end));
      }
    });
  }

  it('counts only what is in the range, and gives all buckets of it', () => {
    const range = { from: '2024-03-09T10:30:00Z', to: '2024-03-09T13:00:00Z' };
    const { buckets, total, range: counted } = histogram(events, { range, interval: 'PT1H' });
    const inside = events.filter(
      ({ created }) => String(created) >= '2024-03-09T10:30' && String(created) < '2024-03-09T13',
    );
    assert.equal(total, inside.length);
    assert.deepEqual(
      buckets.map(({ start }) => start.slice(11, 16)),
      ['10:00', '11:00', '12:00'],
    );
    assert.deepEqual(counted, range);
    const empty = histogram([], { range, interval: 'PT1H', by: 'action' });
    assert.deepEqual(
      empty.buckets.map(bucket => bucket.total),
      [0, 0, 0],
    );
    assert.deepEqual([empty.keys, empty.other, empty.exact], [[], false, true]);
  });

  it('spans what there is, and nothing where there is nothing', () => {
    assert.deepEqual(histogram([]).buckets, []);
    const one = histogram([{ created: '2024-01-30T09:00:00Z' }]);
    assert.deepEqual(
      one.buckets.map(({ total }) => total),
      [1],
    );
    assert.deepEqual(histogram(events, { range: { from: '2024-03-09', to: '2024-03-09' } }).buckets, []);
  });

  it('makes no more buckets than asked for, of a round width', () => {
    for (const buckets of [1, 7, 10, 60, 500]) {
      const answer = histogram(events, { buckets });
      assert.ok(answer.buckets.length <= Math.max(buckets, 1), `${answer.buckets.length} of ${buckets}`);
      assert.match(answer.interval, /^P(T\d+[HMS]|\d+[DWMY])$/);
    }
  });

  it('keeps what is missing, what is other and what is named like either apart', () => {
    const odd = [
      ...['a', 'a', 'b', 'c', OTHER_KEY, MISSING_KEY, '__proto__', 'x'.repeat(300)].map(action => ({ action })),
      { action: null },
      {},
      { action: { a: 1 } },
    ].map(event => ({ created: '2024-01-01T00:00:00Z', ...event }));
    const { keys, other, buckets } = histogram(odd, { interval: 'P1D', by: 'action', top: 100 });
    assert.deepEqual(keys, ['a', '__proto__', 'b', 'c', '{"a":1}', '\ufffdmissing', '\ufffdother', MISSING_KEY]);
    assert.equal(other, true);
    const { by } = buckets[0]!;
    assert.deepEqual([by['a'], by['__proto__'], by[MISSING_KEY], by[OTHER_KEY]], [2, 1, 2, 1]);
    assert.equal(Object.getPrototypeOf(by), null);
  });

  it('splits by the kind of action', () => {
    const { keys } = histogram(
      [
        { created: '2024-01-01', action: 'login' },
        { created: '2024-01-01', action: 'other', context: { group: 'mail' } },
        { created: '2024-01-01', action: 'other', context: { group: 'nonsense' } },
      ],
      { by: BY_GROUP },
    );
    assert.deepEqual([...keys].sort(), ['mail', 'sign-in', 'system']);
  });

  it('counts whatever an event is, and calls what has no time undated', () => {
    const thrower = new Proxy({}, { get: () => assert.fail('read') });
    const odd: unknown[] = [
      null,
      undefined,
      7,
      'text',
      [],
      {},
      { created: 5 },
      { created: 'soon' },
      { created: '2024-02-30' },
      thrower,
    ];
    const { undated, total, buckets } = histogram(
      [...odd, { created: '0001-01-01' }, { created: '9999-12-31T23:59:59.999999Z' }],
      { by: 'context.a', buckets: 60 },
    );
    assert.deepEqual([undated, total], [odd.length, odd.length + 2]);
    assert.equal(
      buckets.reduce((sum, bucket) => sum + bucket.total, 0),
      2,
    );
    assert.equal(places(odd).covered, odd.length);
    assert.equal(facets(odd, ['action', 'context.a']).covered, odd.length);
  });

  it('refuses what cannot be, naming the option', () => {
    for (const [options, option] of [
      [{ interval: 'PT7M' }, 'interval'],
      [{ interval: 'PT1S', range: { from: '2024-01-01', to: '2025-01-01' } }, 'interval'],
      [{ buckets: 0 }, 'buckets'],
      [{ buckets: 1.5 }, 'buckets'],
      [{ top: -1 }, 'top'],
      [{ top: NaN }, 'top'],
      [{ timeZone: 'Nowhere' }, 'timeZone'],
      [{ range: { from: 'then' } }, 'range'],
      [{ by: 'created' }, 'by'],
      [{ by: '' }, 'by'],
    ] as const)
      assert.throws(
        () => histogram(events, options),
        (error: AggregateError) => error instanceof AggregateError && error.option === option,
        JSON.stringify(options),
      );
  });
});

describe('places', () => {
  it('lets every zoom split what the one before held together', () => {
    let before = 0;
    for (const zoom of [0, 1, 2, 3, 4]) {
      const answer = places(events, { zoom });
      assert.equal(
        answer.places.reduce((sum, { total }) => sum + total, 0),
        events.length,
      );
      assert.ok(answer.places.length > before, `${answer.places.length} at ${zoom}`);
      before = answer.places.length;
    }
  });

  it('gives no more places than can be drawn', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({
      context: { geo: { lat: ((i * 7919) % 16_000) / 100 - 80, long: ((i * 104_729) % 36_000) / 100 - 180 } },
    }));
    const answer = places(many, { zoom: 12 });
    assert.ok(answer.places.length <= MAX_PLACES && answer.places.length > MAX_PLACES / 8);
    assert.ok(answer.zoom < 12);
    assert.equal(
      answer.places.reduce((sum, { total }) => sum + total, 0),
      many.length,
    );
  });

  it('counts, but does not draw, a null, an empty and an impossible coordinate', () => {
    const at = (geo: unknown, client_ip: unknown = '203.0.113.9') => ({ client_ip, context: { geo } });
    const answer = places([
      at({ lat: 51.5142, long: -0.0931 }),
      at({ lat: null, long: null, country: null }),
      at({ lat: '', long: '' }),
      at({ lat: 91, long: 0 }),
      at({ lat: 0, long: 181 }),
      at({ lat: NaN, long: 0 }),
      at({ lat: '51', long: '0' }),
      at({ country: 'Atlantis' }),
      at(undefined, '10.0.0.1'),
      at({ lat: null }, 'fe80::1'),
      at('somewhere'),
      at({ lat: 95, long: 0, country: 'Iceland' }),
    ]);
    assert.deepEqual(answer.nowhere, { missing: 3, invalid: 5, private: 2 });
    assert.deepEqual(
      answer.places.map(({ lat, long, country, level, total }) => [lat, long, country, level, total]),
      [
        [null, null, 'IS', 'country', 1],
        [51.5142, -0.0931, undefined, 'point', 1],
      ],
    );
  });

  it('takes bounds, also across the antimeridian', () => {
    const box = { north: 60, south: -60, west: 150, east: -150 };
    const inside = events.filter(({ context }) => {
      const [lat, long] = [getPath(context, 'geo.lat') as number, getPath(context, 'geo.long') as number];
      return lat <= 60 && lat >= -60 && (long >= 150 || long <= -150);
    });
    const answer = places(events, { zoom: 6, bounds: box });
    assert.equal(
      answer.places.reduce((sum, { total }) => sum + total, 0),
      inside.length,
    );
    assert.equal(answer.outside, events.length - inside.length);
    for (const { long } of answer.places) assert.ok(long! >= 150 || long! <= -150);
  });

  it('names country and city only where all events agree', () => {
    const geo = (country: string, city?: string) => ({ context: { geo: { lat: 1, long: 1, country, city } } });
    const [place] = places([geo('de', 'Ulm'), geo('Germany', 'Bonn')]).places;
    assert.deepEqual([place!.country, place!.city], ['DE', undefined]);
    const [other] = places([geo('DE', 'Ulm'), geo('FR', 'Ulm')]).places;
    assert.deepEqual([other!.country, other!.city], [undefined, 'Ulm']);
  });
});

describe('facets', () => {
  it('add up', () => {
    const answer = facets(events, ['action', 'context.n', 'client_ip', 'context.geo', 'context.none'], { top: 3 });
    for (const [field, { values, other, missing, objects }] of Object.entries(answer.fields)) {
      assert.equal(values.reduce((sum, { count }) => sum + count, 0) + other + missing + objects, events.length, field);
      for (const { value, count } of values)
        assert.equal(
          count,
          events.filter(event => (getPath(event, field) ?? null) === value).length,
          `${field} ${String(value)}`,
        );
    }
    assert.equal(answer.fields['context.n']!.distinct, 7);
    assert.equal(answer.fields['context.geo']!.objects, events.length);
    assert.equal(answer.fields['context.none']!.missing, events.length);
  });

  it('tell values apart by type, and say what a query can say', () => {
    const values = [1, '1', 1n, true, 'true', null, 2 ** 53, 2n ** 53n, 0, -0, 0.1];
    const answer = facets(
      values.map(v => ({ context: { v } })),
      ['v'],
      { top: 100 },
    );
    const found = new Map(answer.fields['v']!.values.map(({ value, count }) => [value, count]));
    assert.deepEqual(
      [found.get('1'), found.get(true), found.get(null), found.get(2n ** 53n), found.get(0)],
      [1, 1, 1, 2, 2],
    );
  });

  it('suggest what begins with a text, most frequent first', () => {
    const find = suggestions(events, 'action');
    assert.deepEqual(
      find('LO').map(({ value }) => value),
      ['login', 'logout'],
    );
    assert.deepEqual(suggestions(events, 'created')('2'), []);
  });
});

describe('isPrivateAddress', () => {
  for (const [address, expected] of [
    ['10.0.0.1', true],
    ['127.0.0.1', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['100.64.0.1', true],
    ['100.128.0.1', false],
    ['169.254.9.9', true],
    ['::1', true],
    ['FD00::1', true],
    ['fe80::1', true],
    ['::ffff:10.0.0.1', true],
    ['2001:db8::1', false],
    ['8.8.8.8', false],
    ['10.example.org', false],
    [null, false],
  ] as const)
    it(`tells of ${String(address)} that it is${expected ? '' : ' not'}`, () =>
      assert.equal(isPrivateAddress(address), expected));
});
