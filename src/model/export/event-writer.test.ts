import assert from 'node:assert/strict';
import { test } from 'node:test';
import Papa from 'papaparse';
import { parseJson } from '../parse-json.js';
import type { EventRecord } from '../record.js';
import { eventWriter, type EventWriterOptions } from './event-writer.js';
import { zonedTimes } from './zoned-time.js';

const EVENT = {
  pk: '7d2c9bd5-0000-4000-8000-000000000001',
  action: 'model_updated',
  app: 'authentik.core',
  created: '2026-07-01T10:00:00.123456Z',
  expires: '2027-07-01T10:00:00Z',
  user: { pk: 9007199254740993n, username: '=bob', email: 'bob@example.org' },
  client_ip: null,
  context: { geo: { city: 'Graz' }, big: 18446744073709551615n, 'a.b': [1, { __proto__: null, c: true }] },
  brand: { name: 'main', pk: 'abc' },
} as unknown as EventRecord;

async function text(options: EventWriterOptions, events: readonly unknown[] = [EVENT]): Promise<string> {
  const writer = await eventWriter(options);
  return writer.head() + [...writer.lines(events as EventRecord[])].join('');
}

test('writes the columns asked for, in their order, with their headings', async () => {
  const csv = await text({
    format: 'csv',
    columns: [
      'user',
      { field: 'created', label: 'Time' },
      'context.geo.city',
      'context."a.b"',
      'user',
      'nothing.here',
      'brand',
    ],
    timeZone: 'Europe/Vienna',
  });
  assert.equal(
    csv,
    '"user","Time","context.geo.city","context.""a.b""","nothing.here","brand"\r\n' +
      '"\'=bob","2026-07-01T12:00:00.123456+02:00","Graz","[1,{""c"":true}]",,"main"\r\n',
  );
});

test('writes everything when no columns are asked for, integers exact', async () => {
  const { data } = Papa.parse<Record<string, string>>(await text({ format: 'csv', bom: true }), { header: true });
  assert.equal(data[0]!['user.pk'], '9007199254740993');
  assert.deepEqual(parseJson(data[0]!['context']!), { ...EVENT.context, 'a.b': [1, { c: true }] });
  assert.equal(data[0]!['created'], EVENT.created);
  assert.equal(data[0]!['pk'], EVENT.pk);
});

test('begins with a byte order mark only in CSV and when asked', async () => {
  assert.ok((await text({ format: 'csv', bom: true })).startsWith('\ufeff"pk"'));
  assert.ok((await text({ format: 'csv' })).startsWith('"pk"'));
  assert.ok((await text({ format: 'jsonl', bom: true })).startsWith('{'));
});

test('writes whole events as JSON Lines that read back the same', async () => {
  const lines = (await text({ format: 'jsonl' }, [EVENT, EVENT])).split('\n');
  assert.equal(lines.length, 3);
  assert.deepEqual(parseJson(lines[0]!), { ...EVENT, context: { ...EVENT.context, 'a.b': [1, { c: true }] } });
});

test('writes chosen fields as JSON Lines, what is missing left out', async () => {
  const line = await text({
    format: 'jsonl',
    columns: ['created', 'context.geo', 'gone', 'client_ip', 'user.pk'],
    timeZone: 'America/St_Johns',
  });
  assert.equal(
    line,
    '{"created":"2026-07-01T07:30:00.123456-02:30","context.geo":{"city":"Graz"},"client_ip":null,"user.pk":9007199254740993}\n',
  );
});

test('writes anything a page may hold for an event', async () => {
  const cycle: Record<string, unknown> = { pk: 'c', context: {} };
  cycle['context'] = cycle;
  const thrower = {
    get pk(): string {
      throw new Error('no');
    },
  };
  const odd = [
    null,
    3,
    'text',
    [],
    cycle,
    thrower,
    { created: 'yesterday', user: 7, context: Infinity },
    Object.create(null),
  ];
  for (const format of ['csv', 'jsonl'] as const) {
    for (const columns of [undefined, ['created', 'user', 'summary', 'brand', 'context', 'pk']]) {
      const written = await text({ format, columns }, odd);
      const rows =
        format === 'csv' ? Papa.parse(written.trimEnd()).data.length - 1 : written.trimEnd().split('\n').length;
      assert.equal(rows, odd.length);
    }
  }
});

test('keeps pieces small, whatever the number of events', async () => {
  const writer = await eventWriter({ format: 'csv' });
  const pieces = [...writer.lines(Array.from({ length: 3_000 }, () => EVENT))];
  assert.ok(pieces.length > 5 && pieces.every(piece => piece.length < 200_000));
});

test('tells times as the clocks of the zone showed them, the same instant always', () => {
  const vienna = zonedTimes('Europe/Vienna');
  const cases: [string, string][] = [
    ['2026-10-25T00:59:59Z', '2026-10-25T02:59:59+02:00'],
    ['2026-10-25T01:00:00Z', '2026-10-25T02:00:00+01:00'],
    ['2026-01-01T00:00:00.5Z', '2026-01-01T01:00:00.500+01:00'],
    ['2026-01-01', '2026-01-01T01:00:00+01:00'],
    ['1890-01-01T00:00:00Z', '1890-01-01T01:05:00+01:05'],
  ];
  for (const [given, wanted] of cases) {
    assert.equal(vienna(given), wanted);
    assert.equal(Date.parse(wanted), Date.parse(given));
  }
  assert.equal(zonedTimes('UTC')('2026-01-01T00:00:00.000001Z'), '2026-01-01T00:00:00.000001Z');
  assert.equal(zonedTimes('UTC')('2026-01-01 02:00:00+02:00'), '2026-01-01T00:00:00Z');
  for (const odd of [null, 3, '', 'soon', '2026-13-01', {}]) assert.equal(vienna(odd), null);
  assert.throws(() => zonedTimes('Mars/Olympus'), RangeError);
});
