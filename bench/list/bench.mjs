/**
 * The list: `<event-log>` against TanStack Virtual with Lit and against a floor written by hand, on the same events, in
 * windows of the same size. What is measured and why is in ../README.md.
 */
import { openBrowser } from '../harness/chromium.mjs';
import { interleave } from '../harness/interleave.mjs';
import { versionsOf } from '../harness/machine.mjs';
import { median, ratios, summary } from '../harness/stats.mjs';

const CONTESTANTS = [
  { name: 'floor', title: 'floor' },
  { name: 'event-log', title: '`<event-log>`' },
  { name: 'tanstack', title: 'TanStack Virtual + Lit' },
  { name: 'bare', title: 'floor, bare text' },
];

const VIEWPORT = { width: 1280, height: 1000 };
/** Height of the part of each list where rows are seen: 20 rows. */
const WINDOW = 640;
/** Low enough that a million rows stay below the height at which Chromium ends a box (33,554,428 px). */
const ROW = 32;
/** The kit's normal row: a million of them are higher than a box can be. */
const TALL_ROW = 40;
/** What a notch of a mouse wheel scrolls by. */
const STEP = 100;

const BUDGET = { step: 1.3, jump: 1.2, paint: 1.5, heapMb: 1 };

export async function run({ quick, log }) {
  const entries = Object.fromEntries(CONTESTANTS.map(({ name }) => [name, new URL(`./${name}.ts`, import.meta.url)]));
  const browser = await openBrowser(entries, VIEWPORT);
  try {
    const scrolling = await interleave(
      CONTESTANTS,
      quick ? 3 : 5,
      name => scroll(browser, name, quick),
      'scrolling 100,000 rows',
      log,
    );
    const small = await interleave(CONTESTANTS, 1, name => count(browser, name), '1,000 rows', log);
    const large = await interleave(CONTESTANTS, quick ? 1 : 3, name => million(browser, name), '1,000,000 rows', log);
    return report(browser, scrolling, small, large);
  } finally {
    await browser.close();
  }
}

async function scroll(browser, name, quick) {
  const page = await browser.open(name);
  try {
    await page.call('prepare', 100_000);
    await page.call('mount', ROW, WINDOW);
    const height = await page.call('fit', WINDOW);
    if (height !== WINDOW) throw new Error(`${name} shows rows in ${height} px instead of ${WINDOW}.`);
    // Warm: until the code is compiled, what is measured is the compiler.
    await page.call('steps', 150, STEP);
    await page.call('jumps', 60, 500);
    const count = quick ? 60 : 200;
    const step = await page.meter('steps', count, STEP);
    const jump = await page.meter('jumps', count / 2);
    const each = (metered, times) =>
      Object.fromEntries(['cpu', 'style', 'layout'].map(key => [key, metered[key] / times]));
    return { step: each(step, count), jump: each(jump, count / 2), blanks: await page.call('blanks', 40, ROW) };
  } finally {
    await page.close();
  }
}

/** Elements and listeners of a list that shows its first rows, which are the same events whatever its length. */
async function counts(page) {
  await page.heap(); // a listener counts until what it is on has been collected
  return { elements: await page.call('elements'), listeners: (await page.metrics()).JSEventListeners };
}

async function count(browser, name) {
  const page = await browser.open(name);
  try {
    await page.call('prepare', 1000);
    const events = await page.heap();
    await page.call('mount', ROW, WINDOW);
    await page.call('fit', WINDOW);
    const counted = await counts(page);
    await page.call('jumps', 20);
    return { ...counted, scrolled: (await page.heap()) - events };
  } finally {
    await page.close();
  }
}

async function million(browser, name) {
  const page = await browser.open(name);
  try {
    await page.call('prepare', 1_000_000);
    const events = await page.heap();
    const { answer: paint, cpu } = await page.meter('mount', ROW, WINDOW);
    await page.call('fit', WINDOW);
    const painted = (await page.heap()) - events;
    const counted = await counts(page);
    await page.call('jumps', 20);
    const scrolled = (await page.heap()) - events;
    const after = await page.call('elements');
    const reached = await page.call('end', ROW);
    await page.call('mount', TALL_ROW, WINDOW);
    await page.call('fit', WINDOW);
    return { paint, cpu, painted, scrolled, ...counted, after, reached, reachedTall: await page.call('end', TALL_ROW) };
  } finally {
    await page.close();
  }
}

function report(browser, scrolling, small, large) {
  const of = (results, name, read) => results[name].map(read);
  const against = (results, name, read) => ratios(of(results, name, read), of(results, 'floor', read));
  const step = name => against(scrolling, name, round => round.step.cpu);
  const jump = name => against(scrolling, name, round => round.jump.cpu);
  const paint = name => against(large, name, round => round.cpu);
  const waited = name => against(large, name, round => round.paint);
  const megabytes = (name, key, results = large) => (median(of(results, name, round => round[key])) / 1e6).toFixed(2);
  const all = (name, key) => large[name].every(round => round[key]);
  const sum = (name, key) => scrolling[name].reduce((total, round) => total + round.blanks[key], 0);
  const jumpsLooked = scrolling.floor.length * 40;

  const workTable = (title, key, ratio) => ({
    title,
    columns: ['', 'CPU ms', 'middle half', 'x floor', 'middle half', 'style ms', 'layout ms', 'script and paint ms'],
    rows: CONTESTANTS.map(({ name, title }) => {
      const part = read => median(of(scrolling, name, round => read(round[key]))).toFixed(2);
      const cpu = summary(of(scrolling, name, round => round[key].cpu));
      const times = ratio(name);
      return [
        title,
        cpu.median.toFixed(2),
        range(cpu),
        times.median.toFixed(2),
        range(times),
        part(r => r.style),
        part(r => r.layout),
        part(r => r.cpu - r.style - r.layout),
      ];
    }),
  });

  const ours = 'event-log';
  const sameCounts = large[ours].every(
    round => round.elements === small[ours][0].elements && round.listeners === small[ours][0].listeners,
  );
  return {
    title: 'The list',
    intro: [
      `Five columns (time, action, user, what happened, from) in rows of ${ROW} px, of which a window of ${WINDOW} px shows 20. ${scrolling.floor.length} rounds at 100,000 rows and ${large.floor.length} at 1,000,000; in each, a fresh page for each list in turn.`,
      'Floor, peer and `<event-log>` draw the same rows: same words, icons, faces and columns. The floor is the least code for that. `<event-log>` is as it stands on a page, with all that the others lack: toolbar, keyboard, names and positions for assistive technology, rows that open, hidden characters made visible. The last line, the same words as bare text, shows what the look of a row costs.',
      'CPU is processor time of the main thread. A ratio is taken within a round; given is the median over the rounds, and their middle half.',
    ].join('\n'),
    tables: [
      workTable(`100,000 rows: a small scroll step (${STEP} px)`, 'step', step),
      workTable('100,000 rows: a jump to a far place', 'jump', jump),
      {
        title: `100,000 rows: windows not filled with the right rows, of ${jumpsLooked} jumps`,
        columns: ['', 'after the first frame', 'after ten frames'],
        rows: CONTESTANTS.map(({ name, title }) => [title, sum(name, 'first'), sum(name, 'tenth')]),
      },
      {
        title: '1,000,000 rows: to first paint',
        columns: ['', 'CPU ms', 'middle half', 'x floor', 'middle half', 'waited ms', 'middle half', 'x floor'],
        rows: CONTESTANTS.map(({ name, title }) => {
          const cpu = summary(of(large, name, round => round.cpu));
          const wait = summary(of(large, name, round => round.paint));
          return [
            title,
            cpu.median.toFixed(0),
            range(cpu, 0),
            paint(name).median.toFixed(2),
            range(paint(name)),
            wait.median.toFixed(0),
            range(wait, 0),
            waited(name).median.toFixed(2),
          ];
        }),
      },
      {
        title: '1,000,000 rows: heap over the events, MB',
        columns: ['', 'at first paint', 'after 20 jumps', 'the same at 1,000 rows'],
        rows: CONTESTANTS.map(({ name, title }) => [
          title,
          megabytes(name, 'painted'),
          megabytes(name, 'scrolled'),
          megabytes(name, 'scrolled', small),
        ]),
      },
      {
        title: '1,000,000 rows: reach, elements, listeners',
        columns: [
          '',
          `last row reachable, ${ROW} px rows`,
          `${TALL_ROW} px rows`,
          'elements at 1,000',
          'at 1,000,000',
          'after 20 jumps',
          'listeners at 1,000',
          'at 1,000,000',
        ],
        rows: CONTESTANTS.map(({ name, title }) => [
          title,
          all(name, 'reached') ? 'yes' : 'no',
          all(name, 'reachedTall') ? 'yes' : 'no',
          small[name][0].elements,
          median(of(large, name, round => round.elements)),
          median(of(large, name, round => round.after)),
          small[name][0].listeners,
          median(of(large, name, round => round.listeners)),
        ]),
      },
    ],
    verdicts: [
      atMost('CPU for a small step at 100,000', BUDGET.step, step(ours)),
      atMost('CPU for a far jump at 100,000', BUDGET.jump, jump(ours)),
      atMost('CPU to first paint at 1,000,000', BUDGET.paint, paint(ours)),
      {
        what: 'heap over the events at 1,000,000',
        budget: `at most ${BUDGET.heapMb} MB`,
        measured: `${megabytes(ours, 'painted')} MB, after 20 jumps ${megabytes(ours, 'scrolled')} MB`,
        met: Number(megabytes(ours, 'scrolled')) <= BUDGET.heapMb,
      },
      yesNo('every row reachable at 1,000,000', all(ours, 'reached') && all(ours, 'reachedTall')),
      yesNo('elements and listeners the same at 1,000 and 1,000,000', sameCounts),
    ],
    notes: [
      'The floor is a measure, not a product: it cannot be used without a pointer or read by a screen reader, takes the order of the array for the order of time, and can neither sort nor open a row.',
      "TanStack Virtual is headless: rows are the user's own, here by the pattern of its Lit example.",
    ],
    versions: {
      [browser.version.split(' ')[0]]: browser.version.split(' ')[1],
      ...versionsOf('@tanstack/virtual-core', 'lit'),
    },
  };
}

const range = ({ low, high }, digits = 2) => `${low.toFixed(digits)} to ${high.toFixed(digits)}`;

const atMost = (what, budget, times) => ({
  what,
  budget: `at most ${budget} x floor`,
  measured: `${times.median.toFixed(2)} x`,
  met: times.median <= budget,
});

const yesNo = (what, met) => ({ what, budget: 'yes', measured: met ? 'yes' : 'no', met });
