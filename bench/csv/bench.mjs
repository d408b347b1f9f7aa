/**
 * Events as CSV: rows a second of processor time in Node against papaparse by itself, d3-dsv and csv-stringify; and a million
 * events exported by a page in Chromium: every row, in order, with memory flat.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { csvFormatRows } from 'd3-dsv';
import { stringify } from 'csv-stringify/sync';
import { build } from 'esbuild';
import Papa from 'papaparse';
import { openBrowser } from '../harness/chromium.mjs';
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
      contents: `export { eventWriter, getPath, parsePath } from './src/model/index.js';`,
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
  // Bytes, as a file needs them: a text alone may still be in pieces that somebody has to join.
  const chunked = write => () => {
    let length = 0;
    for (let from = 0; from < events.length; from += CHUNK)
      for (const text of write(events.slice(from, from + CHUNK))) length += Buffer.from(text).length;
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
    floor: chunked(part => [floor(part.map(cells))]),
    ours: chunked(part => writer.lines(part)),
    papaparse: chunked(part => [Papa.unparse(part.map(guarded), { escapeFormulae: true })]),
    'papaparse, cells by hand': chunked(part => [Papa.unparse(part.map(cells), { escapeFormulae: true })]),
    'd3-dsv, no guard': chunked(part => [csvFormatRows(part.map(cells))]),
    'csv-stringify': chunked(part => [stringify(part.map(cells), { escape_formulas: true })]),
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

/** A whole export by a page from memory, metered; once more with its memory sampled; papaparse by itself, in turn. */
async function inBrowser(total, rounds, log) {
  const browser = await openBrowser({ page: new URL('./page.ts', import.meta.url) }, { width: 800, height: 600 });
  try {
    const page = await browser.open('page');
    log(`making ${total} events in Chromium`);
    await page.call('make', total);
    const found = { ours: [], papaparse: [] };
    let checked;
    for (let round = 0; round < rounds; round += 1) {
      log(`exporting in Chromium, round ${round + 1} of ${rounds}`);
      const { cpu, answer } = await page.meter('exported');
      found.ours.push({ cpu, ms: answer.ms });
      checked ??= { ...answer, ...(await page.call('check')) };
      const alone = await page.meter('papaparse', CHUNK);
      found.papaparse.push({ cpu: alone.cpu, ms: alone.answer.ms });
      await page.call('forget');
    }
    log('sampling memory in Chromium');
    const before = await page.heap();
    let live = 0;
    let samples = 0;
    let running = true;
    const whole = page.call('exported').finally(() => (running = false));
    while (running) {
      live = Math.max(live, (await page.heap()) - before);
      samples += 1;
      await pause(500);
    }
    await whole;
    return { version: browser.version, found, checked, live, samples };
  } finally {
    await browser.close();
  }
}

export async function run({ quick, log }) {
  const kit = await loadKit();
  const total = quick ? 100_000 : 1_000_000;
  const rounds = quick ? 3 : 9;
  const sample = makeEvents(100_000);
  log('flat rows');
  const flatSpeeds = await speeds(kit, sample, FLAT, flat, rounds);
  log('rows with the context as JSON');
  const nestedSpeeds = await speeds(kit, sample, NESTED, nested, rounds);

  const page = await inBrowser(total, rounds > 3 ? 3 : 1, log);
  const { checked } = page;
  const right = checked.inOrder && checked.same && checked.written === total && checked.rows === total;

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
  const rates = results => ['ms', 'cpu'].map(unit => thousands((total / median(results.map(one => one[unit]))) * 1000));
  const whole = ratios(
    page.found.papaparse.map(({ cpu }) => cpu),
    page.found.ours.map(({ cpu }) => cpu),
  ).median;
  return {
    title: 'CSV',
    intro: `The first two tables: in Node, by processor time. Each gets ${CHUNK} events at a time and makes bytes of their rows; guarding formulas is on where there is such an option. event-elements also quotes every text, tells times in a zone and counts what it did to cells; the others do not; rows in which nothing but quotes is needed it joins itself, as papaparse would, and leaves all others to papaparse. papaparse gets cells read as event-elements reads them (any value, own properties only), and once cells made by hand for these very events, as all others do.`,
    tables: [
      table(`Rows a second of processor time, ${FLAT.length} flat columns`, flatSpeeds),
      table('The same with the context of each event as JSON', nestedSpeeds),
      {
        title: `${thousands(total)} events exported by a page in Chromium, rows a second`,
        columns: ['', 'by the clock', 'of processor time', 'times papaparse'],
        rows: [
          ['papaparse by itself', ...rates(page.found.papaparse), '1.00'],
          ['event-elements, all in', ...rates(page.found.ours), whole.toFixed(2)],
        ],
      },
      {
        title: 'That export',
        columns: ['', 'measured'],
        rows: [
          ['rows asked, written, read back', [checked.asked, checked.written, checked.rows].map(thousands).join(', ')],
          ['size', mb(checked.bytes)],
          ['SHA-256 of the sorted ids', checked.same ? 'that of the source' : 'another'],
          ['newest first', checked.inOrder ? 'throughout' : 'no'],
          ['live memory over the events, at most', `${mb(page.live)} in ${page.samples} samples`],
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
        what: "flat rows, against papaparse's own chunks",
        budget: `at least ${BUDGET.papaparse.toFixed(1)}`,
        measured: over.toFixed(2),
        met: over >= BUDGET.papaparse,
      },
      {
        what: 'a whole export by a page, of processor time',
        budget: `at least ${BUDGET.papaparse.toFixed(1)} x papaparse by itself`,
        measured: `${whole.toFixed(2)} x`,
        met: whole >= BUDGET.papaparse,
      },
      {
        what: 'live memory of a whole export over the events',
        budget: `under ${BUDGET.memoryMb} MB`,
        measured: mb(page.live),
        met: page.live < BUDGET.memoryMb * 1e6,
      },
      {
        what: 'rows, order and ids of a whole export',
        budget: 'those of the source',
        measured: right ? 'those of the source' : 'others',
        met: right,
      },
    ],
    notes: [
      'The page exports from a client in memory into a blob, as it does where a browser cannot write files: pages of the list asked one after the other, rows known that come twice, turns for the page every 10 ms. papaparse by itself has the rows in order already, its cells made by hand, and the same blob. Processor time is that of the main thread.',
      'Live memory is what JavaScript holds after a collection in the middle of the export; what is in the blob the browser keeps elsewhere.',
    ],
    versions: {
      [page.version.split(' ')[0]]: page.version.split(' ')[1],
      ...versionsOf('papaparse', 'd3-dsv', 'csv-stringify'),
    },
  };
}
