import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sortRecords, stringifyJson, type EventRecord } from '../../model/index.js';
import { EventsError } from '../errors.js';
import { Masker } from '../masking/masker.js';
import { MaskingEventsClient } from '../masking/masking-client.js';
import { MemoryEventsClient } from '../memory-events-client.js';
import type { EventPage, EventsClient, ListView, PageRequest } from '../types.js';
import { BlobSink } from './blob-sink.js';
import { ExportRun, type ExportRunOptions } from './export-run.js';
import { manifestOf } from './manifest.js';

const START = Date.parse('2026-01-01T00:00:00Z');

/** An event every 0.4 s, so that several lie in each second. */
function event(index: number, id = String(index).padStart(6, '0')): EventRecord {
  return {
    pk: id,
    action: ['login', 'logout', 'model_updated'][index % 3]!,
    app: 'x',
    created: new Date(START + index * 400).toISOString(),
  };
}
const events = (count: number): EventRecord[] => Array.from({ length: count }, (_, index) => event(index));

/** A source in which something happens before each page after the first. */
class Changing {
  calls = 0;
  readonly #memory: MemoryEventsClient;
  constructor(
    public list_: EventRecord[],
    readonly change: (list: EventRecord[], call: number) => EventRecord[],
  ) {
    this.#memory = new MemoryEventsClient(list_);
  }
  list(view: ListView, page: PageRequest | number): Promise<EventPage> {
    this.calls += 1;
    if (this.calls > 2) this.#memory.update((this.list_ = this.change(this.list_, this.calls)));
    return this.#memory.list(view, page);
  }
}

async function exported(
  client: unknown,
  view: ListView,
  options: Partial<ExportRunOptions> = {},
): Promise<{ run: ExportRun; ids: string[]; text: string }> {
  const sink = new BlobSink('text/plain');
  const run = new ExportRun({
    client: client as EventsClient,
    view,
    sink: sink.stream,
    format: 'jsonl',
    columns: ['pk'],
    pageSize: 50,
    ...options,
  });
  await run.ended;
  const text = await sink.blob().text();
  const ids = () =>
    text
      .trimEnd()
      .split('\n')
      .map(line => (JSON.parse(line) as { pk: string }).pk);
  return { run, text, ids: options.format === 'csv' ? [] : ids() };
}

const inOrder = (list: readonly EventRecord[], ordering: string): string[] =>
  sortRecords(list, ordering).map(({ pk }) => pk);

test('writes texts of any length and sign', async () => {
  const texts = ['é'.repeat(50_000), '🙂'.repeat(200_000), 'a\ud800b', '', 'z'];
  const long = texts.map((app, index) => ({ ...event(index), app }));
  const { text } = await exported(new MemoryEventsClient(long), { ordering: 'pk' }, { columns: ['app'] });
  assert.equal(text, texts.map(app => `${JSON.stringify({ app })}\n`).join(''));
});

for (const ordering of ['-created', 'created', 'action', '-pk']) {
  test(`writes every event once, in the order ${ordering}`, async () => {
    const { run, ids } = await exported(new MemoryEventsClient(events(3_333)), { ordering });
    assert.equal(run.status, 'finished');
    assert.deepEqual([run.asked, run.written, run.repeated, run.countNow], [3_333, 3_333, 0, null]);
    assert.deepEqual(ids, inOrder(events(3_333), ordering));
  });

  test(`is not disturbed by events that arrive, in the order ${ordering}`, async () => {
    let next = 2_000;
    const source = new Changing(events(2_000), list => [...list, ...Array.from({ length: 7 }, () => event(next++))]);
    const { run, ids } = await exported(source, { ordering });
    assert.deepEqual([run.asked, run.written], [2_000, 2_000]);
    assert.deepEqual(ids, inOrder(events(2_000), ordering));
  });

  test(`loses nothing that stays when events are deleted, in the order ${ordering}`, async () => {
    const deleted = new Set<string>();
    const source = new Changing(events(2_000), (list, call) => {
      // The oldest go, as expiry has it, and some from the middle.
      const gone = call % 3 === 0 ? [...list.slice(0, 3), ...list.slice(900, 902)] : [];
      for (const { pk } of gone) deleted.add(pk);
      return list.filter(({ pk }) => !deleted.has(pk));
    });
    const { run, ids } = await exported(source, { ordering });
    const stayed = inOrder(
      events(2_000).filter(({ pk }) => !deleted.has(pk)),
      ordering,
    );
    assert.ok(deleted.size > 20);
    assert.deepEqual(
      ids.filter(id => !deleted.has(id)),
      stayed,
    );
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(run.uncertain, false);
    assert.ok(run.written < run.asked! && run.countNow === stayed.length);
  });
}

test('exports a view with a range and a query, and events without a time where there is no range', async () => {
  const view = { search: 'action = "login"', range: { from: '2026-01-01T00:01:00Z', to: '2026-01-01T00:05:00Z' } };
  const { ids } = await exported(new MemoryEventsClient(events(2_000)), view);
  const wanted = events(2_000).filter(
    ({ action, created }) => action === 'login' && created >= '2026-01-01T00:01' && created < '2026-01-01T00:05',
  );
  assert.deepEqual(ids, inOrder(wanted, '-created'));
  const odd = [...events(200), { pk: 'timeless', action: 'x', app: 'x' } as EventRecord];
  assert.ok((await exported(new MemoryEventsClient(odd), {})).ids.includes('timeless'));
});

test('pages on with no range where the source cannot be asked for one', async () => {
  const memory = new MemoryEventsClient(events(500));
  const words = {
    list: (view: ListView, page: PageRequest | number) =>
      view.range?.to
        ? Promise.reject(new EventsError({ kind: 'query', message: 'No range with words.', url: '' }))
        : memory.list(view, page),
  };
  assert.equal((await exported(words, {})).ids.length, 500);
});

test('counts from the moment it began, however long it takes', async t => {
  t.mock.timers.enable({ apis: ['Date'], now: START });
  const memory = new MemoryEventsClient([]);
  const asked: ListView[] = [];
  let calls = 0;
  const slow = {
    list: (view: ListView, page: PageRequest | number) => {
      asked.push(view);
      calls += 1;
      if (calls === 1) return Promise.reject(new EventsError({ kind: 'network', message: 'Later.', url: '' }));
      return memory.list(view, page);
    },
  };
  const search = '(created > now-30d or expires in (today, "now-1w")) and context.note = "now-7d"';
  const { run } = await exported(
    slow,
    { search, range: { from: 'now-90d', to: null } },
    {
      format: 'csv',
      onChange: current => {
        if (current.status !== 'interrupted') return;
        t.mock.timers.tick(3_600_000);
        queueMicrotask(() => current.resume());
      },
    },
  );
  assert.equal(asked.length, 2);
  for (const view of asked) {
    assert.equal(
      view.search,
      '(created > "2025-12-02T00:00:00Z" or expires in ("2026-01-01T00:00:00Z", "2025-12-25T00:00:00Z")) and context.note = "now-7d"',
    );
    assert.equal(view.range?.from, '2025-10-03T00:00:00Z');
  }
  assert.equal(manifestOf(run, 'f', 'UTC').query, search);
});

test('has nothing in file or manifest that a mask hides', async () => {
  const secret = 'marta@acme.example';
  const records = events(120).map((record, i) => ({
    ...record,
    user: { username: 'marta', email: secret },
    client_ip: `198.51.100.${i}`,
    context: { message: `Mail to ${secret}`, raw: { to: [secret], n: i } },
  })) as EventRecord[];
  const client = new MaskingEventsClient(
    new MemoryEventsClient(records),
    new Masker({ paths: ['user.email', 'client_ip'] }),
  );
  for (const format of ['csv', 'jsonl'] as const) {
    for (const columns of [undefined, ['user.email', 'user', 'client_ip', 'summary', 'context', 'context.raw.to']]) {
      const { run, text } = await exported(client, {}, { format, columns, checksum: true });
      assert.equal(run.written, 120);
      const all = text + stringifyJson(manifestOf(run, 'events', 'UTC'));
      assert.ok(all.includes('••••') && all.includes('marta'));
      assert.ok(!all.includes(secret) && !all.includes('198.51.100.'), `${format} of ${columns?.join() ?? 'all'}`);
    }
  }
});

test('stops at a fault, and goes on where it was', async () => {
  const memory = new MemoryEventsClient(events(500));
  let calls = 0;
  const faulty = {
    list: (view: ListView, page: PageRequest | number) => {
      calls += 1;
      return calls % 4 === 0
        ? Promise.reject(new EventsError({ kind: 'network', message: 'No answer.', url: '', retryable: true }))
        : memory.list(view, page);
    },
  };
  const faults: string[] = [];
  const { run, ids } = await exported(
    faulty,
    {},
    {
      onChange: current => {
        if (current.status !== 'interrupted') return;
        faults.push(current.error!.message);
        queueMicrotask(() => current.resume());
      },
    },
  );
  assert.ok(faults.length >= 2 && faults.every(text => text === 'No answer.'));
  assert.equal(run.status, 'finished');
  assert.deepEqual(ids, inOrder(events(500), '-created'));
});

test('holds while paused, and gives up the file when cancelled', async () => {
  const statuses: string[] = [];
  let aborted: unknown;
  const sink = new WritableStream<Uint8Array>({ abort: reason => void (aborted = reason) });
  const run = new ExportRun({
    client: new MemoryEventsClient(events(1_000)),
    view: {},
    sink,
    format: 'csv',
    pageSize: 100,
    onChange: current => {
      statuses.push(`${current.status} ${current.written}`);
      if (current.written === 300 && !statuses.includes('paused 300')) current.pause();
      if (current.written === 500) current.cancel();
    },
  });
  // A paused run asks for nothing more: give it every chance to.
  while (run.status !== 'paused') await new Promise(resolve => setImmediate(resolve));
  for (let i = 0; i < 20; i += 1) await new Promise(resolve => setImmediate(resolve));
  assert.equal(run.written, 300);
  run.resume();
  await run.ended;
  assert.equal(run.status, 'cancelled');
  assert.ok(aborted);
  assert.equal(statuses.at(-1)!.split(' ')[0], 'cancelled');
});

test('fails, and says why, when the file cannot be written', async () => {
  const sink = new WritableStream<Uint8Array>({
    write: () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    },
  });
  const run = new ExportRun({ client: new MemoryEventsClient(events(10)), view: {}, sink, format: 'csv' });
  await run.ended;
  assert.equal(run.status, 'failed');
  assert.equal(run.error?.message, 'The disk is full.');
  const zone = new ExportRun({
    client: new MemoryEventsClient([]),
    view: {},
    sink: new WritableStream(),
    format: 'csv',
    timeZone: 'Mars/Olympus',
  });
  await zone.ended;
  assert.equal(zone.error?.name, 'RangeError');
});

test('writes a key that occurs twice once, and counts the other', async () => {
  const { run, ids } = await exported(new MemoryEventsClient([...events(5), event(9, '000003')]), {});
  assert.equal(ids.length, 5);
  assert.deepEqual([run.asked, run.written, run.repeated, run.countNow], [6, 5, 1, 6]);
});

test('proves what it wrote in a manifest', async () => {
  const view = { search: 'action = "login"', ordering: 'created', range: { from: '2026-01-01', to: null } };
  const { run, text } = await exported(new MemoryEventsClient(events(90)), view, {
    format: 'csv',
    columns: ['pk', 'created'],
    checksum: true,
    bom: true,
    timeZone: 'Asia/Tokyo',
  });
  const manifest = manifestOf(run, 'events.csv', 'Asia/Tokyo');
  // Blob.text() takes the mark off; the file has it.
  const bytes = Buffer.from(text.startsWith('\ufeff') ? text : `\ufeff${text}`);
  assert.equal(manifest.sha256, createHash('sha256').update(bytes).digest('hex'));
  assert.equal(manifest.bytes, bytes.length);
  assert.deepEqual(manifest.rows, {
    asked: 30,
    written: 30,
    repeated: 0,
    notEvents: 0,
    countAfter: null,
    uncertain: false,
  });
  assert.deepEqual(
    [manifest.query, manifest.ordering, manifest.range.from, manifest.columns, manifest.timeZone, manifest.format],
    [view.search, 'created', '2026-01-01', ['pk', 'created'], 'Asia/Tokyo', 'csv'],
  );
});
