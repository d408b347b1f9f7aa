import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bucketEdges, readInterval, roundEdges } from './edges.js';
import { AggregateError } from './types.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const iso = (edges: Float64Array) => Array.from(edges, ms => new Date(ms).toISOString().slice(0, 16));
const hours = (edges: Float64Array) => Array.from(edges.subarray(1), (edge, i) => (edge - edges[i]!) / HOUR);
const edgesOf = (from: string, to: string, interval: string, zone: string) =>
  bucketEdges(Date.parse(from), Date.parse(to), readInterval(interval), zone);

/** What clocks show, by the platform and nothing else, as the milliseconds at which UTC's clocks show the same. */
function wallOf(format: Intl.DateTimeFormat, ms: number): number {
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']);
}

const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

describe('bucketEdges', () => {
  it('gives days of 23, 24 and 25 hours in New York', () => {
    const spring = edgesOf('2024-03-09T12:00Z', '2024-03-12T00:00Z', 'P1D', 'America/New_York');
    assert.deepEqual(iso(spring), ['2024-03-09T05:00', '2024-03-10T05:00', '2024-03-11T04:00', '2024-03-12T04:00']);
    assert.deepEqual(hours(spring), [24, 23, 24]);
    assert.deepEqual(hours(edgesOf('2024-11-02T12:00Z', '2024-11-05T00:00Z', 'P1D', 'America/New_York')), [24, 25, 24]);
  });

  it('gives days of 23.5 and 24.5 hours on Lord Howe Island', () => {
    const zone = 'Australia/Lord_Howe';
    assert.deepEqual(hours(edgesOf('2024-10-05T00:00Z', '2024-10-07T00:00Z', 'P1D', zone)), [24, 23.5, 24]);
    assert.deepEqual(hours(edgesOf('2024-04-06T00:00Z', '2024-04-08T00:00Z', 'P1D', zone)), [24, 24.5, 24]);
  });

  it('gives the hour that comes twice two buckets, and the hour that is skipped none', () => {
    const autumn = edgesOf('2024-11-03T04:00Z', '2024-11-04T05:00Z', 'PT1H', 'America/New_York');
    assert.equal(autumn.length - 1, 25);
    assert.ok(hours(autumn).every(length => length === 1));
    assert.equal(edgesOf('2024-03-10T05:00Z', '2024-03-11T04:00Z', 'PT1H', 'America/New_York').length - 1, 23);
  });

  it('begins six hours where clocks show 0, 6, 12 and 18, also where one of them is longer', () => {
    const edges = edgesOf('2024-11-03T04:00Z', '2024-11-04T05:00Z', 'PT6H', 'America/New_York');
    assert.deepEqual(hours(edges), [7, 6, 6, 6]);
  });

  it('begins hours at the zone’s own, which may be half past', () => {
    const edges = edgesOf('2024-01-01T00:00Z', '2024-01-01T02:00Z', 'PT1H', 'Asia/Kolkata');
    assert.deepEqual(iso(edges), ['2023-12-31T23:30', '2024-01-01T00:30', '2024-01-01T01:30', '2024-01-01T02:30']);
  });

  it('begins a day without a midnight when it begins', () => {
    // In Beirut clocks went from 0:00 to 1:00.
    const edges = edgesOf('2024-03-30T00:00Z', '2024-04-01T00:00Z', 'P1D', 'Asia/Beirut');
    assert.deepEqual(hours(edges), [24, 23, 24]);
  });

  it('leaves out a day that there was not', () => {
    // Samoa went from the evening of 29 December 2011 to the 31st.
    const edges = edgesOf('2011-12-28T12:00Z', '2012-01-01T10:00Z', 'P1D', 'Pacific/Apia');
    assert.deepEqual(hours(edges), [24, 24, 24, 24]);
  });

  it('begins weeks on Monday, and months and years on their first', () => {
    assert.deepEqual(iso(edgesOf('2024-01-03T00:00Z', '2024-01-15T00:00Z', 'P1W', 'UTC')), [
      '2024-01-01T00:00',
      '2024-01-08T00:00',
      '2024-01-15T00:00',
    ]);
    assert.deepEqual(iso(edgesOf('2023-12-31T23:00Z', '2024-03-01T00:00Z', 'P1M', 'Europe/Berlin')), [
      '2023-12-31T23:00',
      '2024-01-31T23:00',
      '2024-02-29T23:00',
      '2024-03-31T22:00',
    ]);
    assert.deepEqual(iso(edgesOf('2024-02-10T00:00Z', '2024-07-02T00:00Z', 'P3M', 'UTC')), [
      '2024-01-01T00:00',
      '2024-04-01T00:00',
      '2024-07-01T00:00',
      '2024-10-01T00:00',
    ]);
    assert.deepEqual(iso(edgesOf('1969-12-31T00:00Z', '1970-01-02T00:00Z', 'P1Y', 'UTC')), [
      '1969-01-01T00:00',
      '1970-01-01T00:00',
      '1971-01-01T00:00',
    ]);
  });

  const zones = [
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Europe/London',
    'Africa/Casablanca',
    'America/St_Johns',
  ];
  for (const zone of zones) {
    it(`agrees with looking at the clock every minute, in ${zone}`, () => {
      const format = formatOf(zone);
      // Around both changes of clocks, wherever they are: a week in each season.
      for (const start of [Date.UTC(2024, 2, 6), Date.UTC(2024, 3, 3), Date.UTC(2024, 9, 2), Date.UTC(2024, 10, 1)]) {
        const end = start + 6 * DAY;
        const walls: number[] = [];
        for (let ms = start - MINUTE; ms <= end; ms += MINUTE) walls.push(wallOf(format, ms));
        for (const [interval, step] of [
          ['PT15M', 15 * MINUTE],
          ['PT1H', HOUR],
          ['PT6H', 6 * HOUR],
          ['P1D', DAY],
        ] as const) {
          const expected: number[] = [];
          let highest = -Infinity;
          for (let i = 1; i < walls.length; i += 1) {
            const [before, wall] = [walls[i - 1]!, walls[i]!];
            highest = Math.max(highest, before);
            const passes =
              step === DAY
                ? Math.floor(wall / step) > Math.floor(highest / step)
                : wall % step === 0 || Math.floor(wall / step) !== Math.floor(before / step);
            if (passes) expected.push(start + (i - 1) * MINUTE);
          }
          const edges = Array.from(bucketEdges(start, end, readInterval(interval), zone));
          assert.ok(edges[0]! <= start && edges.at(-1)! >= end);
          assert.deepEqual(
            edges.filter(edge => edge >= start && edge <= end),
            expected.filter(edge => edge <= edges.at(-1)!),
            `${interval} ${new Date(start).toISOString()}`,
          );
        }
      }
    });
  }

  it('refuses what is no interval, no zone, and too many buckets', () => {
    for (const text of [
      5 as never,
      '',
      'P',
      'PT',
      '1D',
      'P0D',
      'PT7M',
      'PT36H',
      'P1Y2M',
      'P1.5D',
      'PT1D',
      '-P1D',
      'P1D ',
    ])
      assert.throws(() => readInterval(text), AggregateError, text);
    assert.throws(() => edgesOf('2024-01-01', '2024-01-02', 'P1D', 'Mars/Olympus'), AggregateError);
    assert.throws(() => edgesOf('2024-01-01', '2025-01-01', 'PT1S', 'UTC'), AggregateError);
  });

  it('takes any time that an event may have', () => {
    for (const zone of ['UTC', 'America/New_York'])
      for (const [from, to] of [
        ['0001-01-01', '9999-12-31'],
        ['0000-02-29', '0000-03-01'],
        ['9999-12-31', '9999-12-31T23:59:59Z'],
      ] as const) {
        const edges = roundEdges(
          Date.parse(`${from.slice(0, 10)}T00:00:00Z`),
          Date.parse(to.length > 10 ? to : `${to}T00:00:00Z`),
          60,
          zone,
          0,
        ).edges;
        assert.ok(edges.length > 1 && edges.every((edge, i) => i === 0 || edge > edges[i - 1]!));
      }
  });
});

describe('roundEdges', () => {
  for (const [days, buckets, interval] of [
    [1 / 24, 60, 'PT1M'],
    [1, 60, 'PT30M'],
    [7, 60, 'PT3H'],
    [7, 30, 'PT6H'],
    [30, 60, 'PT12H'],
    [90, 100, 'P1D'],
    [365, 60, 'P1W'],
    [365, 20, 'P1M'],
  ] as const) {
    it(`chooses ${interval} for ${days} days in ${buckets}`, () => {
      const start = Date.UTC(2024, 0, 1);
      const made = roundEdges(start, start + days * DAY, buckets, 'UTC', 0);
      assert.equal(made.interval.text, interval);
      assert.ok(made.edges.length - 1 <= buckets);
    });
  }
});
