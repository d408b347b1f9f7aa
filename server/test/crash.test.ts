/**
 * The server is killed with SIGKILL, over and over, while events come in, exports are written, rules fire and events expire.
 * Then nothing that was acknowledged is lost, nothing is there or told twice, and every export is whole or says that it failed.
 *
 * `npm run test:crash` kills it a hundred times. `CRASH_KILLS` sets how often, `CRASH_SEED` repeats a run's choices.
 */
import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HttpEventsClient, type DataExport } from 'event-elements/client';
import { tempFolder } from './temp-folder.js';

const KILLS = Number(process.env.CRASH_KILLS ?? 5);
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
/** From the start of the process to its death, for those that die while they start. */
const MAX_START_MS = 2500;
/** From the moment it listens, for those that die in the middle of work. */
const MAX_WORK_MS = 2500;
const SETTLE_MS = 60_000;
const BUILD = fileURLToPath(new URL('../../scripts/build.mjs', import.meta.url));
const SERVER = fileURLToPath(new URL('./crash-server.mjs', import.meta.url));

/** A generator that a seed repeats (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What is exported. */
const VIEW = { search: 'action = "custom_keep"', ordering: 'created' };

interface Wanted {
  started: DataExport;
  /** What had been acknowledged before it was asked for, of what it holds. */
  atLeast: ReadonlySet<string>;
}

describe(`a server that is killed ${KILLS} times (seed ${SEED})`, () => {
  const temp = tempFolder();
  const data = join(temp.path, 'data');
  const random = randomOf(SEED);
  let child: ChildProcess | undefined;
  before(async () => {
    await promisify(execFile)(process.execPath, [BUILD]);
  });
  after(() => {
    child?.kill('SIGKILL');
    receiver.closeAllConnections();
    receiver.close();
    temp.remove();
  });

  /** Messages that were received, by their id: the same id again is the same message. */
  const received = new Map<string, string>();
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const id = String(request.headers['webhook-id']);
      const before = received.get(id);
      if (before !== undefined) assert.equal(body, before, 'the same id means another message');
      received.set(id, body);
      response.end();
    });
  });

  /** Keys of events the server said it has, by what is to become of them. */
  const acknowledged = { keep: new Set<string>(), alarm: new Set<string>(), doomed: new Set<string>() };
  const exports: Wanted[] = [];
  /** Sent, and not acknowledged: sent again, for the sender cannot know. */
  let unanswered: string[] = [];
  let batches = 0;

  async function start(): Promise<{ port: Promise<number>; dead: Promise<unknown> }> {
    const process = spawn('node', [SERVER, data], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = process;
    let said = '';
    process.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const dead = once(process, 'exit');
    const line = once(createInterface(process.stdout), 'line') as Promise<[string]>;
    const port = Promise.race([line.then(([text]) => Number(text)), dead.then(() => NaN)]);
    void dead.then(([code]) => {
      if (code !== null && code !== 0) console.error(said);
    });
    await once(process, 'spawn');
    return { port, dead };
  }

  const clientOf = (port: number) =>
    new HttpEventsClient({ src: `http://127.0.0.1:${port}/api/v3`, retries: 0, timeoutMs: 20_000 });

  function newBatch(): string[] {
    batches += 1;
    return Array.from({ length: 1 + Math.floor(random() * 40) }, () => {
      const kind = random();
      const fields =
        kind < 0.1
          ? { action: 'custom_alarm' }
          : kind < 0.4
            ? { action: 'custom_doomed', expires: '2001-01-01T00:00:00Z' }
            : { action: 'custom_keep' };
      const created = new Date().toISOString();
      return JSON.stringify({ pk: randomUUID(), app: 'crash', created, context: { batch: batches }, ...fields });
    });
  }

  async function send(port: number): Promise<void> {
    if (unanswered.length === 0) unanswered = newBatch();
    const response = await fetch(`http://127.0.0.1:${port}/api/v3/events/events/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: unanswered.join('\n'),
    });
    const { inserted, known } = (await response.json()) as { inserted: number; known: number };
    assert.equal(inserted + known, unanswered.length);
    for (const text of unanswered) {
      const { pk, action } = JSON.parse(text) as { pk: string; action: string };
      acknowledged[action.replace('custom_', '') as keyof typeof acknowledged].add(pk);
    }
    unanswered = [];
  }

  /** Works until the server is gone. */
  async function work(port: number): Promise<void> {
    const client = clientOf(port);
    const sending = (async () => {
      for (;;) await send(port);
    })();
    const exporting = (async () => {
      for (;;) {
        const atLeast = new Set(acknowledged.keep);
        const format = random() < 0.5 ? 'jsonl' : 'csv';
        exports.push({ started: await client.exports.start(VIEW, { format }), atLeast });
        await pause(300 + random() * 500);
      }
    })();
    await Promise.allSettled([sending, exporting]);
    for (const result of await Promise.allSettled([sending, exporting])) {
      // A broken connection is what it is to end with; anything else is a failure of the server.
      if (result.status === 'rejected' && result.reason instanceof assert.AssertionError) throw result.reason;
    }
  }

  it('keeps what it acknowledged, tells it once, and has no half exports', async () => {
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port: first, dead: ended } = await start();
    const setup = clientOf(await first);
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const transports = [
      await setup.rules.transports.create({ name: 'hook', mode: 'webhook', webhook_url: url }),
      await setup.rules.transports.create({ name: 'here', mode: 'local' }),
    ];
    const rule = await setup.rules.create({
      name: 'Alarm',
      query: 'action = "custom_alarm"',
      transports: transports.map(({ pk }) => pk),
    });
    await setup.retention.set('days=10000');
    child!.kill('SIGKILL');
    await ended;

    for (let kill = 1; kill < KILLS; kill += 1) {
      const { port, dead } = await start();
      // Every fifth dies while it starts; the others at some point of their work.
      const early = random() < 0.2;
      const life = random() * (early ? MAX_START_MS : MAX_WORK_MS);
      const working = port.then(number => (early || Number.isNaN(number) ? undefined : work(number)));
      if (!early) await port;
      const timer = setTimeout(() => child!.kill('SIGKILL'), life);
      await dead;
      clearTimeout(timer);
      await working;
    }

    const { port: last } = await start();
    const port = await last;
    const client = clientOf(port);
    if (unanswered.length > 0) await send(port);
    // One more, for a slow machine may have been killed each time before it could ask for any.
    const atLeast = new Set(acknowledged.keep);
    exports.push({ started: await client.exports.start(VIEW, { format: 'csv' }), atLeast });
    const counts = () => [...received.values()].map(body => (JSON.parse(body) as { count: number }).count);
    const told = () => counts().reduce((sum, count) => sum + count, 0);
    const doomed = async () => (await client.list({ search: 'action = "custom_doomed"' }, 1)).pagination.count;
    const active = async () => {
      const states = await Promise.all(exports.map(({ started }) => client.exports.get(started.id)));
      return states.filter(({ status }) => status === 'queued' || status === 'running').length;
    };
    const deadline = Date.now() + SETTLE_MS;
    while (Date.now() < deadline) {
      if (told() >= acknowledged.alarm.size && (await doomed()) === 0 && (await active()) === 0) break;
      await pause(50);
    }

    for (const kind of ['keep', 'alarm'] as const) {
      const found = new Set<string>();
      for (let page = 1, next = 1; next > 0; page += 1) {
        const answer = await client.list({ search: `action = "custom_${kind}"` }, { page, pageSize: 1000 });
        for (const { pk } of answer.results) found.add(pk);
        next = answer.pagination.next;
      }
      assert.deepEqual([...found].sort(), [...acknowledged[kind]].sort(), `events to ${kind}`);
    }
    assert.equal(await doomed(), 0, 'expired events are left');

    assert.equal(told(), acknowledged.alarm.size, 'alarms told by webhook');
    const keys = [...received.values()].flatMap(body => (JSON.parse(body) as { events: string[] }).events);
    assert.equal(new Set(keys).size, keys.length, 'an alarm was told twice');
    assert.equal((await client.rules.get(rule.pk)).fired, received.size);
    const { pagination } = await client.notifications.list({ search: 'Alarm' });
    assert.equal(pagination.count, received.size, 'notifications on the server');

    let completed = 0;
    for (const { started, atLeast } of exports) {
      const state = await client.exports.get(started.id);
      if (state.status === 'failed') {
        assert.equal(state.file_url, '');
        continue;
      }
      assert.equal(state.status, 'completed');
      completed += 1;
      const { stream } = await client.exports.download(state);
      const text = await new Response(stream).text();
      assert.equal(createHash('sha256').update(text).digest('hex'), state.sha256);
      const rows = text
        .trimEnd()
        .split('\n')
        .filter(line => line.includes('custom_keep'));
      assert.equal(rows.length, state.total);
      assert.equal(state.rows, state.total);
      const pks = new Set(rows.map(line => /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(line)![0]));
      assert.equal(pks.size, rows.length, 'an event is in an export twice');
      for (const pk of atLeast) assert.ok(pks.has(pk), 'an export lacks an event that was there');
      for (const pk of pks) assert.ok(acknowledged.keep.has(pk));
    }
    assert.ok(completed > 0, 'no export was ever completed: the run proves nothing');
    assert.ok(readdirSync(join(data, 'exports')).every(name => !name.endsWith('.part')));
    const { keep, alarm, doomed: gone } = acknowledged;
    console.log(
      `${KILLS} kills: ${keep.size} kept, ${alarm.size} alarms in ${received.size} messages, ${gone.size} expired, ${completed} of ${exports.length} exports complete`,
    );
    child!.kill('SIGKILL');
  });
});
