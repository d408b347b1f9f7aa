import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareRecords, compareText, ORDERING_FIELDS, orderingKey, sortRecords } from './order.js';
import type { EventRecord } from './record.js';
import { isoMicros, isoMs } from './time.js';

const record = (pk: string, fields: object = {}) => ({ pk, ...fields }) as unknown as EventRecord;
const pks = (records: EventRecord[]) => records.map(({ pk }) => pk).join('');

describe('isoMicros', () => {
  const base = Date.UTC(2022, 5, 22, 18, 15, 57) * 1_000;
  const cases: [unknown, number][] = [
    ['2022-06-22T18:15:57Z', base],
    ['2022-06-22 18:15:57', base],
    ['2022-06-22 18:15:57.2 +0000', base + 200_000],
    ['2022-06-22 18:15:57.200 UTC', base + 200_000],
    ['2022-06-22T18:15:57.123456Z', base + 123_456],
    ['2022-06-22T18:15:57.1234569Z', base + 123_456],
    ['2022-06-22T20:15:57+02:00', base],
    ['2022-06-22T12:45:57-0530', base],
    ['2022-06-22T19:15:57+01', base],
    ['2022-06-22T18:15Z', base - 57_000_000],
    ['2022-06-22', base - (18 * 3600 + 15 * 60 + 57) * 1e6],
    ['1969-12-31T23:59:59.999999Z', -1],
    ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1) * 1_000],
    ['0099-01-01T00:00:00Z', new Date('0099-01-01T00:00:00Z').getTime() * 1_000],
  ];
  for (const [text, micros] of cases) it(`reads ${String(text)}`, () => assert.equal(isoMicros(text), micros));

  it('refuses what is no time', () => {
    for (const bad of [
      '',
      'today',
      '2022-02-30',
      '2022-13-01',
      '2022-06-22T24:00:00Z',
      '2022-06-22T18:15:57Zjunk',
      '2022-6-2',
      1655921757,
      null,
      {},
      '2'.repeat(1e6),
    ]) {
      assert.equal(isoMicros(bad), NaN);
    }
    assert.equal(isoMs('1969-12-31T23:59:59.9999Z'), -1);
  });
});

describe('compareText', () => {
  it('orders by code point, as UTF-8 bytes do', () => {
    const texts = ['', 'A', 'a', 'aa', 'b', 'é', '\ud7ff', '\ue000', 'ﬁ', '\uffff', '😀', '😀a', '😁', '\u{10ffff}'];
    const bytes = [...texts].reverse().sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual([...texts].reverse().sort(compareText), bytes);
    assert.deepEqual(bytes, texts);
  });
});

describe('compareRecords', () => {
  const created = [
    record('a', { created: '2026-01-01T00:00:00.000002Z' }),
    record('b', { created: '2026-01-01T01:00:00.000001+01:00' }),
    record('c', { created: 'never' }),
    record('d', { created: '2026-01-01T00:00:00.000001Z' }),
    record('e'),
  ];

  it('orders times as instants, down to microseconds, without one last', () => {
    assert.equal(pks(sortRecords(created, 'created')), 'bdace');
  });

  it('is turned round by a minus, ties included', () => {
    for (const field of ORDERING_FIELDS) {
      assert.equal(
        pks(sortRecords(created, `-${field}`)),
        [...pks(sortRecords(created, field))].reverse().join(''),
        field,
      );
    }
  });

  it('has newest first for what nobody can sort by', () => {
    for (const ordering of ['', '-created', 'brand_name', 'nonsense,-nothing'])
      assert.equal(pks(sortRecords(created, ordering)), 'ecadb');
  });

  it('sorts by several terms', () => {
    const records = [
      record('a', { action: 'x', app: '1' }),
      record('b', { action: 'x', app: '2' }),
      record('c', { action: 'w', app: '0' }),
    ];
    assert.equal(pks(sortRecords(records, 'action,-app')), 'cba');
  });

  it('reads user, brand and context by their keys', () => {
    assert.equal(orderingKey('user', record('a', { user: { username: 'Zoë', pk: 1 } })), 'Zoë');
    assert.equal(orderingKey('brand', record('a', { brand: { name: 'Acme' } })), 'Acme');
    assert.equal(orderingKey('context', record('a', { context: { b: 1, a: 2n } })), '{"a":2,"b":1}');
    assert.equal(orderingKey('action', record('a', { action: 5 })), '5');
    assert.equal(orderingKey('app', record('a', { app: '😀'.repeat(300) })), '😀'.repeat(256));
    for (const user of [null, {}, [], 'text', { username: null }])
      assert.equal(orderingKey('user', record('a', { user })), null);
    for (const field of ORDERING_FIELDS) assert.equal(orderingKey(field, null as never), null);
  });

  it('compares as sortRecords sorts, for values of every type', () => {
    const values = [
      undefined,
      null,
      '',
      'a',
      'B',
      'é',
      '😀',
      0,
      12,
      true,
      9007199254740993n,
      {},
      { username: 'b', name: 'x' },
      [],
      '2026-01-01',
      '2025-01-01',
    ];
    const records = values.map((value, i) =>
      record(
        String.fromCharCode(97 + i),
        Object.fromEntries(ORDERING_FIELDS.filter(f => f !== 'pk').map(f => [f, value])),
      ),
    );
    for (const field of ORDERING_FIELDS) {
      for (const ordering of [field, `-${field}`]) {
        assert.equal(pks([...records].sort(compareRecords(ordering))), pks(sortRecords(records, ordering)), ordering);
      }
    }
  });
});
