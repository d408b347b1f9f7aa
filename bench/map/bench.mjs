/**
 * The map: `<event-map>` against Leaflet with supercluster, OpenLayers, Leaflet.markercluster and a floor written by hand, on
 * the same 100,000 events in a box of the same size. What is measured and why is in ../README.md.
 */
import { openBrowser } from '../harness/chromium.mjs';
import { versionsOf } from '../harness/machine.mjs';
import { median, ratios, summary } from '../harness/stats.mjs';

const CONTESTANTS = [
  { name: 'floor', title: 'floor' },
  { name: 'event-map', title: '`<event-map>`' },
  { name: 'supercluster', title: 'Leaflet + supercluster' },
  { name: 'openlayers', title: 'OpenLayers, Cluster' },
  // A single task of many seconds: few rounds say all there is to say.
  { name: 'markercluster', title: 'Leaflet.markercluster', rounds: 1 },
];
const OURS = 'event-map';
const EVENTS = 100_000;
const STEPS = 160;
const LONG_MS = 50;
const BUDGET = { load: 3, pan: 1.3 };

export async function run({ quick, log }) {
  const entries = Object.fromEntries(CONTESTANTS.map(({ name }) => [name, new URL(`./${name}.ts`, import.meta.url)]));
  const browser = await openBrowser(entries, { width: 1100, height: 800 });
  try {
    const rounds = quick ? 3 : 9;
    const results = Object.fromEntries(CONTESTANTS.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, rounds: most = rounds } of CONTESTANTS) {
        if (round >= most) continue;
        log(`round ${round + 1} of ${rounds}: ${name}`);
        results[name].push(await measure(browser, name));
      }
    }
    return report(browser, results);
  } finally {
    await browser.close();
  }
}

async function measure(browser, name) {
  const page = await browser.open(name);
  try {
    await page.call('prepare', EVENTS);
    const mounted = await page.meter('mount');
    await page.call('zoomIn');
    await page.call('pan', STEPS); // warm: until the code is compiled, what is measured is the compiler
    const panned = await page.meter('pan', STEPS);
    // A map that does not move is a fast one.
    if (panned.answer < 100) throw new Error(`${name} did not follow the pointer: ${panned.answer} px.`);
    const { longest } = await page.tasks('pan', STEPS);
    return { load: mounted.cpu, waited: mounted.answer, pan: panned.cpu / STEPS, longest };
  } finally {
    await page.close();
  }
}

function report(browser, results) {
  const of = (name, key) => results[name].map(round => round[key]);
  const against = (name, key) => {
    const rounds = of(name, key);
    return ratios(rounds, of('floor', key).slice(0, rounds.length));
  };
  const table = (title, key, digits) => ({
    title,
    columns: ['', 'CPU ms', 'middle half', 'x floor', 'middle half'],
    rows: CONTESTANTS.map(({ name, title }) => {
      const cpu = summary(of(name, key));
      const times = against(name, key);
      return [title, cpu.median.toFixed(digits), range(cpu, digits), times.median.toFixed(2), range(times, 2)];
    }),
  });
  const longest = Math.max(...of(OURS, 'longest'));
  const best = Math.min(...['supercluster', 'openlayers'].map(name => median(of(name, 'load'))));
  return {
    title: 'The map',
    intro: [
      `${EVENTS.toLocaleString('en')} events in 73 towns, a box of 1024 px, ${results.floor.length} rounds, in each a fresh page for each map in turn. From the events to the first frame with the places on it; then, zoomed in by two, a drag to and fro by 6 px a frame.`,
      'The floor reads the events once into a grid, draws the same picture as `<event-map>`, and moves it by a transform. `<event-map>` is as it stands on a page: it also counts by country, reads each event for what may be wrong with its place, and tells assistive technology. The others draw circles in one colour.',
      'CPU is processor time of the main thread. A ratio is taken within a round; given is the median over the rounds.',
    ].join('\n'),
    tables: [
      table('To the places drawn', 'load', 0),
      table('A frame of panning', 'pan', 2),
      {
        title: 'The longest task while panning, CPU ms',
        columns: ['', 'median of the rounds', 'in the worst'],
        rows: CONTESTANTS.map(({ name, title }) => [
          title,
          median(of(name, 'longest')).toFixed(1),
          Math.max(...of(name, 'longest')).toFixed(1),
        ]),
      },
    ],
    verdicts: [
      atMost('events to drawn', BUDGET.load, against(OURS, 'load')),
      atMost('a frame of panning', BUDGET.pan, against(OURS, 'pan')),
      {
        what: 'events to drawn, against the best peer',
        budget: 'at most 1 x',
        measured: `${(median(of(OURS, 'load')) / best).toFixed(2)} x`,
        met: median(of(OURS, 'load')) <= best,
      },
      {
        what: 'no long task while panning',
        budget: `under ${LONG_MS} ms`,
        measured: `${longest.toFixed(1)} ms in the worst round`,
        met: longest < LONG_MS,
      },
    ],
    notes: [
      'MapLibre draws by WebGL, which a machine without a graphics card does in software: its times here would say nothing of it.',
      'Leaflet.markercluster has one round.',
    ],
    versions: {
      [browser.version.split(' ')[0]]: browser.version.split(' ')[1],
      ...versionsOf('leaflet', 'leaflet1', 'supercluster', 'ol', 'leaflet.markercluster'),
    },
  };
}

const range = ({ low, high }, digits) => `${low.toFixed(digits)} to ${high.toFixed(digits)}`;

const atMost = (what, budget, times) => ({
  what,
  budget: `at most ${budget} x floor`,
  measured: `${times.median.toFixed(2)} x`,
  met: times.median <= budget,
});
