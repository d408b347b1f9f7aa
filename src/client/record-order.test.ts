import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ORDERING_FIELDS, sortRecords, type EventRecord } from '../model/index.js';
import { finish } from '../model/steps.js';
import { orderSteps } from './record-order.js';
import { keyAt } from './stand-in.js';

/** The `i`th of a list of values that takes each in turn, in an order that is none. */
const pick = <T>(values: readonly T[], i: number): T => values[((i * 7919 + 13) % 9973) % values.length]!;

const TIMES = [
  '2024-01-30T09:00:00Z',
  '2024-01-30T09:00:00.5Z',
  '2024-01-30T09:00:00.500001Z',
  '2024-01-30T10:00:00+02:00',
  '2024-02-30T09:00:00Z',
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00.000001Z',
  '9999-12-31T23:59:59.999999Z',
  '1969-12-31T23:59:59.999999Z',
  'never',
  null,
  undefined,
  1706605200000,
];
const TEXTS = [
  'a',
  'B',
  'ä',
  'ﬁ',
  '😀',
  '',
  'aa',
  'a'.repeat(300),
  'a'.repeat(299) + 'b',
  '\uffff',
  null,
  undefined,
  7,
  { x: 1 },
];

function records(count: number): EventRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    pk: `${pick(['ab', 'é', 'ab\u007f', '0f0e0d0c'], i)}${(i * 48271) % count}`,
    action: pick(TEXTS, i),
    app: pick(TEXTS, i * 3 + 1),
    created: pick(TIMES, i),
    expires: pick(TIMES, i * 5 + 2),
    client_ip: pick(TEXTS, i * 2),
    user: { username: pick(TEXTS, i + 5) },
    brand: i % 3 ? { name: pick(TEXTS, i + 9) } : null,
    context: { n: i % 17 },
  })) as unknown as EventRecord[];
}

function ordered(events: readonly EventRecord[], ordering: string): EventRecord[] {
  const positions = finish(orderSteps(events, ordering, i => keyAt(events[i], i)));
  return Array.from({ length: positions.length }, (_, i) => events[positions.at(i)]!);
}

describe('orderSteps', () => {
  const events = records(600);

  for (const field of ORDERING_FIELDS) {
    it(`is the order of the model by ${field}, both ways`, () => {
      for (const ordering of [field, `-${field}`])
        assert.deepEqual(ordered(events, ordering), sortRecords(events, ordering));
    });
  }

  it('is the order of the model by several fields', () => {
    for (const ordering of ['action,-created', '-user,app,created', 'expires,pk', '-brand,-client_ip']) {
      assert.deepEqual(ordered(events, ordering), sortRecords(events, ordering));
    }
  });

  it('is the order of the model for a log in order of time, either way round, with or without simultaneous events', () => {
    const log = Array.from({ length: 100 }, (_, i) => ({
      pk: `p${String(i).padStart(3, '0')}`,
      created: new Date(1.7e12 + Math.floor(i / 3) * 60_000).toISOString(),
    })) as EventRecord[];
    const turned = log.toReversed();
    const shuffledTies = log.map((event, i) => ({ ...event, pk: `p${(i * 7) % 10}${i}` }));
    for (const given of [log, turned, shuffledTies, [log[0]!], [], [log[1]!, log[0]!], [log[3]!, log[3]!]]) {
      for (const ordering of ['created', '-created'])
        assert.deepEqual(ordered(given, ordering), sortRecords(given, ordering));
    }
  });

  it('is not taken in by a time that does not exist, or is written otherwise, within a log in order', () => {
    const log = Array.from({ length: 50 }, (_, i) => ({
      pk: `p${i}`,
      created: new Date(1.7e12 + i * 1000).toISOString(),
    })) as EventRecord[];
    for (const odd of [
      '2023-11-31T00:00:00.000Z',
      '2023-11-14T22:13:20.0000Z',
      '2023-11-14 22:13:30.000Z',
      '2023-11-14T25:13:30.000Z',
      'x'.repeat(24),
      '2023-02-29T00:00:00.000Z',
      '2023-11-14T22:13:40.00Z\n',
      '2023-11-14T22:13:40Z\n202',
      '\n2023-11-14T22:13:40.00Z',
      '2023-11-14T22:13:40.000Z\n2023-11-14T22:13:40.000Z',
    ]) {
      const given = log.with(25, { ...log[25]!, created: odd });
      assert.deepEqual(ordered(given, '-created'), sortRecords(given, '-created'), odd);
    }
    // Times are tested by the thousand.
    const long = Array.from({ length: 2_500 }, (_, i) => ({ ...log[0]!, created: new Date(1.7e12 + i).toISOString() }));
    for (const at of [999, 1_000, 2_499]) {
      const given = long.with(at, { ...long[at]!, created: '2023-11-14T22:13:61.000Z' });
      assert.deepEqual(ordered(given, 'created'), sortRecords(given, 'created'), `${at}`);
    }
    const fractions = ['2024-01-30T09:00:00Z', '2024-01-30T09:00:00.5Z', '2024-01-30T09:00:00.51Z'];
    const given = fractions.map((created, i) => ({ pk: `${i}`, created })) as EventRecord[];
    assert.deepEqual(ordered(given, 'created'), given);
    const leap = ['2024-02-28T23:00:00Z', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'].map((created, i) => ({
      pk: `${i}`,
      created,
    })) as EventRecord[];
    assert.deepEqual(ordered(leap, '-created'), leap.toReversed());
  });

  it('takes no memory for a million events that lie in order of time', () => {
    const log = Array.from({ length: 1_000_000 }, (_, i) => ({
      pk: `${i}`,
      created: new Date(1.7e12 - i * 1000).toISOString(),
    })) as EventRecord[];
    const before = process.memoryUsage().arrayBuffers;
    for (const ordering of ['created', '-created']) {
      const positions = finish(orderSteps(log, ordering, i => keyAt(log[i], i)));
      assert.equal(positions.at(0), ordering === 'created' ? 999_999 : 0);
    }
    assert.ok(process.memoryUsage().arrayBuffers - before < 100_000);
  });
});
