/**
 * Events as CSV in Node: rows a second of processor time against papaparse by itself, d3-dsv and csv-stringify, and a million
 * events exported from memory as a page does it: every row, in order, with memory flat.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { csvFormatRows } from 'd3-dsv';
import { stringify } from 'csv-stringify/sync';
import { build } from 'esbuild';
import Papa from 'papaparse';
import { versionsOf } from '../harness/machine.mjs';
import { median, ratios, summary } from '../harness/stats.mjs';
import { makeEvents } from '../query/events.mjs';

const BUDGET = { perSecond: 200_000, papaparse: 1, memoryMb: 60 };
/** What a page of the export holds. */
const CHUNK = 500;
const FLAT = ['pk', 'created', 'action', 'app', 'user.username', 'client_ip', 'context.geo.country'];
const NESTED = [...FLAT, 'context'];

async function loadKit() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-csv-'));
  const outfile = join(folder, 'kit.mjs');
  await build({
    stdin: {
      contents: `export { eventWriter, getPath, parsePath } from './src/model/index.js'; export { ExportRun, MemoryEventsClient } from './src/client/index.js';`,
      resolveDir: new URL('../../', import.meta.url).pathname,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error',
  });
  const kit = await import(outfile);
  rmSync(folder, { recursive: true });
  return kit;
}

const flat = e => [e.pk, e.created, e.action, e.app, e.user?.username, e.client_ip, e.context?.geo?.country];
const nested = e => [...flat(e), JSON.stringify(e.context)];
const FORMULA = /^[=+\-@\t\r]/;

/** The least code that does the work: quotes where needed, formulas guarded, no options. */
function floor(rows) {
  let text = '';
  for (const row of rows) {
    for (let i = 0; i < row.length; i += 1) {
      let cell = row[i] ?? '';
      if (FORMULA.test(cell)) cell = `'${cell}`;
      text += (i > 0 ? ',' : '') + (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    }
    text += '\r\n';
  }
  return text;
}

function cpu(work) {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1_000_000;
}

/** Rows a second of each contestant, in turn. */
async function speeds(kit, events, columns, cells, rounds) {
  const writer = await kit.eventWriter({ format: 'csv', columns });
  const chunked = write => () => {
    let length = 0;
    for (let from = 0; from < events.length; from += CHUNK) length += write(events.slice(from, from + CHUNK));
    if (length < events.length * 50) throw new Error('A contestant wrote too little.');
  };
  // The same reads as ours: of any value, own properties only.
  const paths = columns.map(kit.parsePath);
  const guarded = event =>
    paths.map(path => {
      const value = kit.getPath(event, path);
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    });
  const contestants = {
    floor: chunked(part => floor(part.map(cells)).length),
    ours: chunked(part => {
      let length = 0;
      for (const piece of writer.lines(part)) length += piece.length;
      return length;
    }),
    papaparse: chunked(part => Papa.unparse(part.map(guarded), { escapeFormulae: true }).length),
    'papaparse, cells by hand': chunked(part => Papa.unparse(part.map(cells), { escapeFormulae: true }).length),
    'd3-dsv, no guard': chunked(part => csvFormatRows(part.map(cells)).length),
    'csv-stringify': chunked(part => stringify(part.map(cells), { escape_formulas: true }).length),
  };
  const found = Object.fromEntries(Object.keys(contestants).map(name => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(contestants)) {
      const seconds = cpu(work);
      if (round >= 0) found[name].push(events.length / seconds);
    }
  }
  return found;
}

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc');

/** A whole export from memory, and the most memory it needed over the events. */
async function exported(kit, client, columns, write) {
  collect();
  const before = process.memoryUsage();
  let peak = 0;
  let live = 0;
  let pages = 0;
  const cpuBefore = process.cpuUsage();
  const run = new kit.ExportRun({
    client,
    view: { ordering: '-created' },
    format: 'csv',
    columns,
    sink: new WritableStream({ write }),
    onChange: () => {
      pages += 1;
      if (pages % 50 === 0) peak = Math.max(peak, process.memoryUsage().rss - before.rss);
      if (pages % 500 === 0) {
        collect();
        const now = process.memoryUsage();
        live = Math.max(live, now.heapUsed + now.external - before.heapUsed - before.external);
      }
    },
  });
  await run.ended;
  if (run.status !== 'finished') throw run.error ?? new Error(run.status);
  const used = process.cpuUsage(cpuBefore);
  return { run, peak, live, seconds: (used.user + used.system) / 1_000_000 };
}

const digest = ids =>
  createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex');

export async function run({ quick, log }) {
  const kit = await loadKit();
  const total = quick ? 100_000 : 1_000_000;
  log(`making ${total} events`);
  const events = makeEvents(total);
  const rounds = quick ? 3 : 9;
  const sample = events.slice(0, 100_000);
  log('flat rows');
  const flatSpeeds = await speeds(kit, sample, FLAT, flat, rounds);
  log('rows with the context as JSON');
  const nestedSpeeds = await speeds(kit, sample, NESTED, nested, rounds);

  log(`exporting ${total} events`);
  const client = new kit.MemoryEventsClient(events);
  let bytes = 0;
  const first = await exported(kit, client, NESTED, chunk => void (bytes += chunk.length));
  const ids = [];
  let rest = '';
  const decoder = new TextDecoder();
  const second = await exported(kit, client, ['pk'], chunk => {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\r\n');
    rest = lines.pop();
    for (const line of lines) ids.push(line.slice(1, -1));
  });
  ids.shift();
  const byTime = events.map(({ created, pk }) => `${created}|${pk}`).sort();
  const times = new Map(events.map(({ created, pk }) => [pk, created]));
  const inOrder = ids.every((id, i) => i === 0 || times.get(ids[i - 1]) >= times.get(id));
  const same = digest(ids) === digest(byTime.map(line => line.slice(line.indexOf('|') + 1)));

  const thousands = value => Math.round(value).toLocaleString('en');
  const table = (title, found) => ({
    title,
    columns: ['', 'median', 'middle half', 'times papaparse'],
    rows: Object.entries(found).map(([name, values]) => {
      const { median: middle, low, high } = summary(values);
      const over = ratios(values, found.papaparse).median;
      return [
        name === 'ours' ? 'event-elements' : name,
        thousands(middle),
        `${thousands(low)} to ${thousands(high)}`,
        over.toFixed(2),
      ];
    }),
  });
  const mb = value => `${Math.round(value / 1e6)} MB`;
  const over = ratios(flatSpeeds.ours, flatSpeeds.papaparse).median;
  return {
    title: 'CSV',
    intro: `In Node, by processor time. Each gets ${CHUNK} events at a time and makes rows of them; guarding formulas is on where there is such an option. event-elements also quotes every text, tells times in a zone and counts what it did to cells; the others do not. papaparse gets cells read as event-elements reads them (any value, own properties only), and once cells made by hand for these very events, as all others do.`,
    tables: [
      table(`Rows a second of processor time, ${FLAT.length} flat columns`, flatSpeeds),
      table('The same with the context of each event as JSON', nestedSpeeds),
      {
        title: `${thousands(total)} events exported from memory, as a page does it`,
        columns: ['', 'measured'],
        rows: [
          ['rows asked, written', `${thousands(first.run.asked)}, ${thousands(first.run.written)}`],
          ['size', mb(bytes)],
          ['rows a second of processor time, all in', thousands(total / first.seconds)],
          ['live memory over the events, at most', mb(first.live)],
          ['resident memory over the events, at most', mb(first.peak)],
          ['SHA-256 of the sorted ids', same ? 'that of the source' : 'another'],
          ['newest first', inOrder ? 'throughout' : 'no'],
        ],
      },
    ],
    verdicts: [
      {
        what: 'flat rows a second, guarded',
        budget: `at least ${thousands(BUDGET.perSecond)}`,
        measured: thousands(median(flatSpeeds.ours)),
        met: median(flatSpeeds.ours) >= BUDGET.perSecond,
      },
      {
        what: "against papaparse's own chunks",
        budget: `at least ${BUDGET.papaparse.toFixed(1)}`,
        measured: over.toFixed(2),
        met: over >= BUDGET.papaparse,
      },
      {
        what: 'live memory of a whole export over the events',
        budget: `under ${BUDGET.memoryMb} MB`,
        measured: mb(first.live),
        met: first.live < BUDGET.memoryMb * 1e6,
      },
      {
        what: 'rows, order and ids of a whole export',
        budget: 'those of the source',
        measured: same && inOrder && second.run.written === total ? 'those of the source' : 'others',
        met: same && inOrder && second.run.written === total,
      },
    ],
    notes: [
      'Resident memory also holds what the collector has not taken yet; live memory is measured after a collection in the middle of the export.',
    ],
    versions: versionsOf('papaparse', 'd3-dsv', 'csv-stringify'),
  };
}
