/**
 * Exports by the reference server, with its embedded database: is every event in the file, once, in order; what memory it takes;
 * how long, against papaparse alone over the same texts; where the time goes; and how long others wait meanwhile.
 *
 * `BENCH_EXPORT_EVENTS` sets how many events; a million take the embedded database some minutes to import.
 */
import { execFileSync, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { versionsOf } from '../harness/machine.mjs';
import { median, quantile, ratios } from '../harness/stats.mjs';
import { makeEvents } from '../query/events.mjs';

const BUDGET = { memoryMb: 60, rate: 1, waitMs: 1000 };
/** Rows papaparse is given at once: some 60 kB of text, its quickest size. */
const CHUNK = 200;
const MAKE = 50_000;
/** Every 20 seconds an event, and each comes up to ten minutes late: the order of a log as it is written. */
const EVERY_MS = 20_000;
const LATE_S = 600;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const megabytes = bytes => `${number.format(bytes / 1_000_000)} MB`;
const here = name => new URL(name, import.meta.url).pathname;

/** @returns what the file must hold: the keys, in the order of time */
async function writeEvents(path, total) {
  const out = createWriteStream(path);
  const keys = [];
  for (let from = 0; from < total; from += MAKE) {
    for (const [i, event] of makeEvents(Math.min(MAKE, total - from)).entries()) {
      const at = from + i;
      const time = Date.UTC(2026, 0, 1) + at * EVERY_MS - ((at * 7919) % LATE_S) * 1000;
      event.pk = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
      event.created = new Date(time).toISOString().replace('Z', '000Z');
      keys.push([event.created, event.pk]);
      if (!out.write(`${JSON.stringify(event)}\n`)) await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
  // The list's order: time, then key, both descending.
  return keys.sort((a, b) => (a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? 1 : -1)).map(([, pk]) => pk);
}

async function alone(what, path, to) {
  const process = fork(here('./alone.mjs'), [what, path, to, CHUNK]);
  const [measured] = await once(process, 'message');
  return measured;
}

async function ask(server) {
  server.send('now');
  const [answer] = await once(server, 'message');
  return answer;
}

/** @param meanwhile done over and over until the file is ready */
async function exported(server, base, format, meanwhile = () => pause(100)) {
  const before = await ask(server);
  const started = performance.now();
  const response = await fetch(`${base}/events/events/export/?ordering=-created&file_format=${format}`, {
    method: 'POST',
  });
  let state = await response.json();
  while (!state.completed) {
    await meanwhile();
    state = await (await fetch(`${base}/reports/exports/${state.id}/`)).json();
    if (state.status === 'failed') throw new Error(state.error.detail);
  }
  const ms = performance.now() - started;
  const after = await ask(server);
  return { state, ms, cpuMs: after.cpuMs - before.cpuMs, grown: after.peak - before.rss };
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

/** How long a page of the list takes, ms, time after time. */
function listReader(base) {
  const waits = [];
  const read = async () => {
    const started = performance.now();
    await (await fetch(`${base}/events/events/?page_size=20`)).text();
    waits.push(performance.now() - started);
    await pause(50);
  };
  return { waits, read };
}

async function readAlone(folder, rounds) {
  const reader = fork(here('./reader.mjs'), [folder]);
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    const [measured] = await once(reader, 'message');
    found.push(measured);
    reader.send(round === rounds - 1 ? 'end' : 'again');
  }
  await once(reader, 'exit');
  return found;
}

export async function run({ quick, log }) {
  const total = quick ? 20_000 : Number(process.env.BENCH_EXPORT_EVENTS ?? 1_000_000);
  const rounds = 3;
  const folder = mkdtempSync(join(tmpdir(), 'event-elements-bench-'));
  const path = join(folder, 'events.jsonl');
  const data = join(folder, 'data');
  let server;
  try {
    execFileSync(process.execPath, [here('../../scripts/build.mjs')], { stdio: 'ignore' });
    log(`making ${number.format(total)} events`);
    const wanted = await writeEvents(path, total);
    const wantedSha = sortedSha(wanted);
    log('importing');
    const importing = performance.now();
    server = fork(here('./server.mjs'), [data, path], { silent: true });
    server.stderr.on('data', chunk => log(String(chunk).trim()));
    const [{ port }] = await once(server, 'message');
    const importMs = performance.now() - importing;
    const origin = `http://127.0.0.1:${port}`;
    const base = `${origin}/api/v3`;

    const found = { papaparse: [], writer: [], csv: [], jsonl: [] };
    const checks = {};
    const check = async (format, { state }) => {
      const { keys, sha256 } = await readBack(origin, state);
      const inOrder = keys.length === wanted.length && keys.every((key, i) => key === wanted[i]);
      const same = sortedSha(keys) === wantedSha && sha256 === state.sha256;
      const { rows, bytes } = state;
      checks[format] = { rows, bytes, inOrder, same, ok: inOrder && same && rows === total };
    };
    for (let round = 0; round < rounds; round += 1) {
      log(`round ${round + 1} of ${rounds}`);
      found.papaparse.push(await alone('papaparse', path, join(folder, 'papaparse.csv')));
      found.writer.push(await alone('writer', path, join(folder, 'writer.csv')));
      for (const format of ['csv', 'jsonl']) {
        const result = await exported(server, base, format);
        found[format].push(result);
        if (round === 0) await check(format, result);
      }
    }
    log('reading the list, idle and while an export is written');
    const idle = listReader(base);
    for (let i = 0; i < 20; i += 1) await idle.read();
    const busy = listReader(base);
    await exported(server, base, 'csv', busy.read);
    server.send('end');
    await once(server, 'exit');
    log('reading the database alone');
    const reading = await readAlone(join(data, 'pg'), rounds);
    if (reading.some(({ rows }) => rows !== total)) throw new Error('The database gave another number of events.');

    const perSecond = (results, unit) => number.format(total / (median(results.map(result => result[unit])) / 1000));
    const ratio = (results, unit) =>
      ratios(
        found.papaparse.map(result => result[unit]),
        results.map(result => result[unit]),
      ).median;
    const row = (name, results) => [
      name,
      perSecond(results, 'ms'),
      `${ratio(results, 'ms').toFixed(2)} x`,
      perSecond(results, 'cpuMs'),
      `${ratio(results, 'cpuMs').toFixed(2)} x`,
    ];
    const grown = format => Math.max(...found[format].map(result => result.grown), 0);
    const wait = ({ waits }, q) => `${number.format(quantile(waits, q))} ms`;
    return {
      title: 'Exports by the server',
      intro: `${number.format(total)} events in the embedded database, exported newest first, every field; imported in ${number.format(importMs / 1000)} s. ${rounds} rounds, in turn; given is the median, and of ratios the median over the rounds. papaparse alone reads the same events from a file of JSON lines, picks the same cells by hand, and writes them ${CHUNK} rows at a time with its own guard against formulas into a file: no database, no order, no SHA-256, not every text quoted, no exact integers. The server's writer alone does all its own work from the same lines.`,
      tables: [
        {
          title: 'One export',
          columns: ['', 'rows', 'in order', 'SHA-256 of sorted keys', 'file', 'memory over idle, at most'],
          rows: ['csv', 'jsonl'].map(format => [
            `server, ${format}`,
            number.format(checks[format].rows),
            checks[format].inOrder ? 'yes' : 'NO',
            checks[format].same ? 'equal' : 'DIFFERENT',
            megabytes(checks[format].bytes),
            megabytes(grown(format)),
          ]),
        },
        {
          title: 'Rows a second',
          columns: ['', 'by the clock', 'x papaparse alone', 'of processor time', 'x papaparse alone'],
          rows: [
            row('papaparse alone, csv', found.papaparse),
            row("the server's writer alone, csv", found.writer),
            row('the database alone, read and thrown away', reading),
            row('server, csv, all in', found.csv),
            row('server, jsonl, all in', found.jsonl),
          ],
        },
        {
          title: 'A page of the list, from the request to the last byte',
          columns: ['', 'median', 'longest', 'requests'],
          rows: [
            ['idle', wait(idle, 0.5), wait(idle, 1), String(idle.waits.length)],
            ['while an export is written', wait(busy, 0.5), wait(busy, 1), String(busy.waits.length)],
          ],
        },
      ],
      verdicts: [
        ...['csv', 'jsonl'].flatMap(format => [
          {
            what: `${format}: rows, order, SHA-256 of the sorted keys`,
            budget: 'equal to the source',
            measured: checks[format].ok ? 'equal' : 'different',
            met: checks[format].ok,
          },
          {
            what: `${format}: memory over the idle server`,
            budget: `at most ${BUDGET.memoryMb} MB`,
            measured: megabytes(grown(format)),
            met: grown(format) <= BUDGET.memoryMb * 1_000_000,
          },
        ]),
        {
          what: 'csv: rows a second by the clock, database and file included',
          budget: `${BUDGET.rate} x papaparse alone`,
          measured: `${ratio(found.csv, 'ms').toFixed(2)} x`,
          met: ratio(found.csv, 'ms') >= BUDGET.rate,
        },
        {
          what: 'a page of the list while an export is written',
          budget: `never over ${number.format(BUDGET.waitMs)} ms`,
          measured: `at most ${wait(busy, 1)}`,
          met: quantile(busy.waits, 1) <= BUDGET.waitMs,
        },
      ],
      notes: [
        'Memory is the resident size of the whole server process, database included, sampled every 50 ms, over what it was before the export.',
        'The database reads in a thread of its own while the one before it is written, so processor time is that of both, and by the clock the slower of the two counts.',
      ],
      versions: versionsOf('papaparse', '@electric-sql/pglite'),
    };
  } finally {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}
