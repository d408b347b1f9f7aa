/**
 * Exports by the reference server, with its embedded database: is every event in the file, once, in order; what memory it takes; and
 * how long, against papaparse alone over the same texts.
 *
 * `BENCH_EXPORT_EVENTS` sets how many events; a million take the embedded database some minutes to import.
 */
import { execFileSync, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import Papa from 'papaparse';
import { versionsOf } from '../harness/machine.mjs';
import { makeEvents } from '../query/events.mjs';

const BUDGET = { memoryMb: 60, rate: 1 };
/** Rows papaparse is given at once, as the server does. */
const CHUNK = 100;
const MAKE = 50_000;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const megabytes = bytes => bytes / 1_000_000;

/** @returns what the file must hold: the keys, in the order of time */
async function writeEvents(path, total) {
  const out = createWriteStream(path);
  const keys = [];
  for (let from = 0; from < total; from += MAKE) {
    for (const [i, event] of makeEvents(Math.min(MAKE, total - from)).entries()) {
      event.pk = `00000000-0000-4000-8000-${String(from + i).padStart(12, '0')}`;
      keys.push([event.created, event.pk]);
      if (!out.write(`${JSON.stringify(event)}\n`)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
  // The list's order: time, then key, both descending.
  return keys.sort((a, b) => (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? 1 : -1)).map(([, pk]) => pk);
}

/** The least code that does it: lines read, cells picked, papaparse with its own guard against formulas, in chunks. */
async function floor(path, to) {
  const before = process.cpuUsage();
  const started = performance.now();
  const out = createWriteStream(to);
  let rows = [];
  const flush = async () => {
    const text = Papa.unparse(rows, { header: false, escapeFormulae: true });
    rows = [];
    if (!out.write(`${text}\r\n`)) await once(out, 'drain');
  };
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { pk, created, action, app, user, client_ip, brand, context, expires } = JSON.parse(line);
    const nested = [brand, user, context].map(value => JSON.stringify(value));
    rows.push([pk, created, action, app, user.pk, user.username, user.email, client_ip, ...nested, expires]);
    if (rows.length === CHUNK) await flush();
  }
  await flush();
  out.end();
  await once(out, 'finish');
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - started, cpuMs: (user + system) / 1000 };
}

async function ask(server) {
  server.send('now');
  const [answer] = await once(server, 'message');
  return answer;
}

async function exported(server, base, format) {
  const before = await ask(server);
  const started = performance.now();
  const response = await fetch(`${base}/events/events/export/?ordering=-created&file_format=${format}`, {
    method: 'POST',
  });
  let state = await response.json();
  while (!state.completed) {
    await pause(100);
    state = await (await fetch(`${base}/reports/exports/${state.id}/`)).json();
    if (state.status === 'failed') throw new Error(state.error.detail);
  }
  const ms = performance.now() - started;
  const after = await ask(server);
  return { state, ms, cpuMs: after.cpuMs - before.cpuMs, grown: Math.max(0, after.peak - before.rss) };
}

/** Keys of the file in their order, and the SHA-256 of all of it. */
async function readBack(origin, state) {
  const hash = createHash('sha256');
  const keys = [];
  const { body } = await fetch(origin + state.file_url);
  const pattern = /^(?:"|\{"pk":")([\da-f-]{36})"/;
  let rest = '';
  for await (const chunk of body) {
    hash.update(chunk);
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const key = pattern.exec(line)?.[1];
      if (key) keys.push(key);
    }
  }
  return { keys, sha256: hash.digest('hex') };
}

const sortedSha = keys =>
  createHash('sha256')
    .update([...keys].sort().join('\n'))
    .digest('hex');

export async function run({ quick, log }) {
  const total = quick ? 20_000 : Number(process.env.BENCH_EXPORT_EVENTS ?? 1_000_000);
  const folder = mkdtempSync(join(tmpdir(), 'event-elements-bench-'));
  const path = join(folder, 'events.jsonl');
  let server;
  try {
    execFileSync(process.execPath, [new URL('../../scripts/build.mjs', import.meta.url).pathname], { stdio: 'ignore' });
    log(`making ${number.format(total)} events`);
    const wanted = await writeEvents(path, total);
    log('papaparse alone');
    const alone = await floor(path, join(folder, 'floor.csv'));
    log('importing');
    const importing = performance.now();
    server = fork(new URL('./server.mjs', import.meta.url).pathname, [join(folder, 'data'), path], { silent: true });
    server.stderr.on('data', chunk => log(String(chunk).trim()));
    const [{ port }] = await once(server, 'message');
    const importMs = performance.now() - importing;
    const origin = `http://127.0.0.1:${port}`;
    const rows = [];
    const verdicts = [];
    const results = {};
    for (const format of ['csv', 'jsonl']) {
      log(`exporting ${format}`);
      const result = await exported(server, `${origin}/api/v3`, format);
      results[format] = result;
      const { keys, sha256 } = await readBack(origin, result.state);
      const inOrder = keys.length === wanted.length && keys.every((key, i) => key === wanted[i]);
      const same = sortedSha(keys) === sortedSha(wanted) && sha256 === result.state.sha256;
      rows.push([
        `server, ${format}`,
        number.format(keys.length),
        inOrder ? 'yes' : 'NO',
        same ? 'equal' : 'DIFFERENT',
        `${number.format(megabytes(result.state.bytes))} MB`,
        number.format(total / (result.ms / 1000)),
        number.format(total / (result.cpuMs / 1000)),
        `${number.format(megabytes(result.grown))} MB`,
      ]);
      verdicts.push(
        {
          what: `${format}: rows, order, SHA-256 of the sorted keys`,
          budget: 'equal to the source',
          measured: inOrder && same ? 'equal' : 'different',
          met: inOrder && same,
        },
        {
          what: `${format}: memory over the idle server`,
          budget: `at most ${BUDGET.memoryMb} MB`,
          measured: `${number.format(megabytes(result.grown))} MB`,
          met: megabytes(result.grown) <= BUDGET.memoryMb,
        },
      );
    }
    const ratio = alone.ms / results.csv.ms;
    verdicts.push({
      what: 'csv: rows a second, database and file included',
      budget: `${BUDGET.rate} x papaparse alone`,
      measured: `${ratio.toFixed(2)} x`,
      met: ratio >= BUDGET.rate,
    });
    rows.push([
      'papaparse alone, csv',
      number.format(total),
      '',
      '',
      '',
      number.format(total / (alone.ms / 1000)),
      number.format(total / (alone.cpuMs / 1000)),
      '',
    ]);
    return {
      title: 'Exports by the server',
      intro: `${number.format(total)} events in the embedded database, exported newest first, whole; imported in ${number.format(importMs / 1000)} s. papaparse alone reads the same events from a file of JSON lines, picks the same cells, and writes them in chunks of ${CHUNK} rows with its own guard against formulas: no database, no order, no SHA-256.`,
      tables: [
        {
          title: 'One export',
          columns: [
            '',
            'rows',
            'in order',
            'SHA-256 of sorted keys',
            'file',
            'rows a second',
            'rows a CPU second',
            'memory over idle',
          ],
          rows,
        },
      ],
      verdicts,
      notes: ['Memory is the resident size of the whole server process, database included, sampled every 50 ms.'],
      versions: versionsOf('papaparse', '@electric-sql/pglite'),
    };
  } finally {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
