import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { EventsError } from 'event-elements/client';
import { HttpEventsClient, type DataExport } from 'event-elements/client';
import { compareRecords, ORDERING_FIELDS, type EventRecord } from 'event-elements/model';
import { Running } from './running.js';

/** Enough for several statements of a scan would be too many for a test; enough for several chunks of a file. */
const EVENTS = 600;
const DAY = 86_400_000;

function line(i: number, fields: Record<string, unknown> = {}): string {
  return JSON.stringify({
    pk: randomUUID(),
    action: i % 3 === 0 ? 'login' : 'custom_step',
    app: i % 7 === 0 ? undefined : `app-${i % 5}`,
    created: i % 11 === 0 ? '2024-01-01T00:00:00Z' : new Date(Date.UTC(2024, 0, 2) + i * 1000).toISOString(),
    client_ip: i % 4 === 0 ? null : `192.0.2.${i % 9}`,
    context: { n: i, text: '=1+1' },
    ...fields,
  });
}

describe('exports', () => {
  const running = new Running({ upkeepEveryMs: 50 });
  let client: HttpEventsClient;
  let events: EventRecord[];
  before(async () => {
    await running.start();
    const lines = Array.from({ length: EVENTS }, (_, i) => line(i));
    // Integers beyond doubles, and an event written over several lines.
    lines.push(line(1, { context: {} }).replace('"context":{}', '"context":{"big":9007199254740993}'));
    assert.equal((await running.add(lines)).json.inserted, lines.length);
    const spread = await running.call('/api/v3/events/events/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(JSON.parse(line(2)), null, 2),
    });
    assert.equal(spread.status, 201);
    client = new HttpEventsClient({ src: `${running.origin}/api/v3`, token: running.server.token! });
    events = [...lines, spread.text].map(text => JSON.parse(text) as EventRecord);
  });
  after(() => running.end());

  async function finished(started: DataExport): Promise<DataExport> {
    for (;;) {
      const now = await client.exports.get(started.id);
      if (now.status !== 'queued' && now.status !== 'running') return now;
    }
  }
  async function textOf(done: DataExport): Promise<string> {
    const { stream } = await client.exports.download(done);
    return new Response(stream).text();
  }

  it('writes every event that matches, in the order asked for, whatever the field', async () => {
    for (const field of ORDERING_FIELDS) {
      for (const ordering of [field, `-${field}`]) {
        const done = await finished(
          await client.exports.start({ search: 'context.n >= 0', ordering }, { format: 'jsonl' }),
        );
        const lines = (await textOf(done)).trimEnd().split('\n');
        const wanted = events.filter(({ context }) => context!.n !== undefined).sort(compareRecords(ordering));
        assert.deepEqual(
          lines.map(text => (JSON.parse(text) as EventRecord).pk),
          wanted.map(({ pk }) => pk),
          ordering,
        );
      }
    }
  });

  it('says what was asked, by whom, when, how many rows; and what the file is', async () => {
    const view = { search: 'action = "login"', ordering: 'created', filters: { actions: ['login', 'logout'] } };
    const started = await client.exports.start(view, { columns: ['created', 'context.n'], timeZone: 'Asia/Kolkata' });
    assert.equal(started.completed, false);
    const done = await finished(started);
    const { requested_by, requested_on, query_params, rows, total, format, columns, time_zone, status } = done;
    assert.deepEqual(
      { who: requested_by?.username, query_params, rows, total, format, columns, time_zone, status },
      {
        who: 'token',
        query_params: { search: 'action = "login"', actions: ['login', 'logout'], ordering: 'created' },
        rows: 200,
        total: 200,
        format: 'csv',
        columns: ['created', 'context.n'],
        time_zone: 'Asia/Kolkata',
        status: 'completed',
      },
    );
    assert.ok(Math.abs(Date.parse(requested_on) - Date.now()) < 60_000);
    const { name, type, size, stream } = await client.exports.download(done);
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    assert.equal(createHash('sha256').update(bytes).digest('hex'), done.sha256);
    assert.deepEqual([size, done.bytes], [bytes.length, bytes.length]);
    assert.match(name, /^events-[\d-]+T\d+Z\.csv$/);
    assert.match(type, /^text\/csv/);
    const text = new TextDecoder().decode(bytes);
    assert.match(text, /^"created","context.n"\r\n"2024-01-01T05:30:00\+05:30",\d+\r\n/);
    assert.equal(text.trimEnd().split('\r\n').length, 201);
  });

  it('gives integers and formulas as text that stays what it was', async () => {
    const big = await finished(await client.exports.start({ search: 'context.big > 0' }));
    assert.match(await textOf(big), /""big"":9007199254740993/);
    const formulas = await finished(
      await client.exports.start({ search: 'context.n = 3' }, { columns: ['context.text'] }),
    );
    assert.equal(await textOf(formulas), '"context.text"\r\n"\'=1+1"\r\n');
  });

  it('holds the log as it was: what is added while it waits or is written is not in it', async () => {
    const marked = 'context.marked = True';
    const add = async (count: number) => {
      const lines = Array.from({ length: count }, (_, i) => line(i, { context: { marked: true } }));
      assert.equal((await running.add(lines)).json.inserted, count);
    };
    await add(150);
    const started = await client.exports.start({ search: marked, ordering: 'created' }, { format: 'jsonl' });
    await add(150);
    const done = await finished(started);
    assert.deepEqual([done.rows, done.total], [150, 150]);
  });

  it('tells when one is ready, with a link to its file', async () => {
    await client.notifications.markAllSeen();
    assert.equal(await client.notifications.unseen(), 0);
    const done = await finished(await client.exports.start({ search: 'context.n < 2' }));
    const { results } = await client.notifications.list({ seen: false });
    assert.deepEqual(
      results.map(({ severity, body, hyperlink_label }) => [severity, body, hyperlink_label]),
      [['notice', 'The export of 2 events is ready.', 'Download']],
    );
    assert.equal(
      new URL(client.notifications.linkOf(results[0]!)!).pathname,
      `/logs/events/api/v3/reports/exports/${done.id}/file/`,
    );
    const pk = results[0]!.pk;
    assert.equal((await client.notifications.markSeen(pk)).seen, true);
    assert.equal(await client.notifications.unseen(), 0);
    await client.notifications.remove(pk);
    await assert.rejects(client.notifications.get(pk), (error: EventsError) => error.status === 404);
  });

  it('lists, deletes, and has nothing of a deleted one', async () => {
    const done = await finished(await client.exports.start({ search: 'context.n < 1' }));
    const url = client.exports.fileUrl(done)!;
    const { results, pagination } = await client.exports.list({ pageSize: 2 });
    assert.equal(results[0]!.id, done.id);
    assert.ok(pagination.count > 2 && pagination.next === 2);
    const found = await client.exports.list({ search: 'context.n < 1' });
    assert.deepEqual(
      found.results.map(({ query_params }) => query_params.search),
      ['context.n < 1'],
    );
    await client.exports.remove(done.id);
    const [told] = (await client.notifications.list()).results;
    assert.deepEqual([told!.body, told!.hyperlink], ['The export of 1 event is ready.', null]);
    await assert.rejects(client.exports.get(done.id), (error: EventsError) => error.status === 404);
    assert.equal((await running.call(new URL(url).pathname)).status, 404);
    assert.ok(!existsSync(join(running.data, 'exports', done.id)));
  });

  it('refuses at once what it could not write', async () => {
    for (const [query, field] of [
      ['search=action%20%3D', 'search'],
      ['ordering=nothing', 'ordering'],
      ['file_format=xlsx', 'file_format'],
      ['time_zone=Mars/Base', 'time_zone'],
    ] as const) {
      const { status, json } = await running.call(`/api/v3/events/events/export/?${query}`, { method: 'POST' });
      assert.deepEqual([status, Object.keys(json as object).includes(field)], [400, true], query);
    }
  });

  it('refuses a body, rather than export everything to who says there what', async () => {
    const export_ = (body: string) =>
      running.call('/api/v3/events/events/export/?search=zzz', { method: 'POST', body });
    assert.equal((await export_('{"search":"action = \\"login\\""}')).status, 400);
    assert.equal((await export_('search=login')).status, 400);
    assert.equal((await export_('{}')).status, 201);
  });

  async function restart(options: Parameters<Running['start']>[0] = {}): Promise<void> {
    await running.stop();
    await running.start(options);
    client = new HttpEventsClient({ src: `${running.origin}/api/v3`, token: running.server.token! });
  }

  it('begins an unfinished one anew after a stop, and leaves no half of a file', async () => {
    const view = { search: 'context.n >= 0', ordering: 'created' };
    const started = [];
    for (let i = 0; i < 12; i += 1) started.push(await client.exports.start(view, { format: 'jsonl' }));
    await running.stop();
    const states = readdirSync(join(running.data, 'exports'));
    assert.ok(
      !states.includes(started.at(-1)!.id),
      'the last one was written before the stop: the test proves nothing',
    );
    writeFileSync(join(running.data, 'exports', `${started[0]!.id}.part`), 'half');
    await restart({ exports: { maxRows: EVENTS + 1, maxBytes: 300_000 } });
    for (const one of started)
      assert.deepEqual([(await finished(one)).rows, (await finished(one)).error], [EVENTS + 1, null]);
    assert.ok(readdirSync(join(running.data, 'exports')).every(name => !name.endsWith('.part')));
  });

  it('says which limit it met', async () => {
    const failed = async (search: string) => {
      const { status, error, file_url } = await finished(await client.exports.start({ search }));
      const [notice] = (await client.notifications.list()).results;
      assert.equal(notice!.body, `An export failed. ${error!.detail}`);
      return [status, error!.code, file_url];
    };
    assert.deepEqual(await failed(''), ['failed', 'rows', '']);
    const wide = Array.from({ length: 300 }, (_, i) => line(i, { context: { wide: 'x'.repeat(1000) } }));
    await running.add(wide);
    assert.deepEqual(await failed('context.wide startswith "x"'), ['failed', 'disk', '']);
    await restart({ exports: { maxSeconds: 0 } });
    assert.deepEqual(await failed(''), ['failed', 'time', '']);
  });

  it('lets files expire, and says so', async () => {
    await restart({ exports: { keepDays: 0 } });
    const { id } = await client.exports.start({ search: 'context.n < 1' });
    let state = await client.exports.get(id);
    while (state.status !== 'expired') state = await client.exports.get(id);
    assert.deepEqual([state.completed, state.file_url], [false, '']);
    assert.equal((await client.notifications.list()).results[0]!.hyperlink, null);
    await assert.rejects(client.exports.download(state), /kept for a time/);
  });

  it('deletes what is past its time in batches, and never what an export is to hold', async () => {
    await restart();
    assert.equal((await client.retention.get()).event_retention, 'forever');
    const { total } = (await client.retention.preview())!;
    const preview = (await client.retention.preview('1 day'))!;
    assert.deepEqual([preview.event_retention, preview.count, preview.total], ['days=1', total, total]);
    await running.add([
      line(0, { created: new Date().toISOString(), expires: '2001-01-01T00:00:00Z' }),
      line(0, { created: '2001-01-01T00:00:00Z', expires: new Date(Date.now() + DAY).toISOString() }),
      line(0, { created: new Date().toISOString() }),
    ]);
    assert.equal((await client.retention.preview('days=1'))!.count, total + 1);
    await assert.rejects(client.retention.set('soon'), (error: EventsError) => error.kind === 'query');
    // Expiry runs many times while these wait for each other.
    const exports = [];
    for (let i = 0; i < 12; i += 1) exports.push(await client.exports.start({}, { format: 'jsonl' }));
    assert.equal((await client.retention.set('P1D')).event_retention, 'days=1');
    for (const one of exports) assert.equal((await finished(one)).rows, total + 3);
    let left = total;
    while (left > 2) left = (await client.list({}, 1)).pagination.count;
    const { results } = await client.list({}, 1);
    assert.deepEqual(results.map(({ expires }) => expires === undefined).sort(), [false, true]);
  });
});
