/**
 * Counting a million events in memory, in Node: over time, by place, by value. Against the least code that does the same work
 * (written for these events alone, and trusting them), against the way it is usually written, and for places against supercluster.
 * Processor time of this process; contestants in turn; each has to find the same figures.
 */
import { build } from 'esbuild';
import { makeEvents } from '../query/events.mjs';
import { versionsOf } from '../harness/machine.mjs';
import { median, ratios } from '../harness/stats.mjs';

const BUDGET = { histogram: 1.8, zone: 1.9, places: 2.5, facets: 2.2, usual: 0.6, supercluster: 0.5 };
const BUCKETS = 120;
const CELLS = 64;

/** The kit from its sources, as one module: what is measured is what is in the tree. */
async function loadKit() {
  const { outputFiles } = await build({
    stdin: {
      contents: "export * from './src/model/aggregates/index.js';",
      resolveDir: new URL('../../', import.meta.url).pathname,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Places as GeoIP gives them: few cities, each with its surroundings. */
function located(events) {
  let state = 7;
  const below = n => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % n;
  };
  const cities = Array.from({ length: 73 }, () => [below(130) - 60, below(360) - 180]);
  for (const { context } of events) {
    if (!context.geo) continue;
    const [lat, long] = cities[below(73)];
    context.geo.lat = lat + below(10) / 100;
    context.geo.long = long + below(10) / 100;
  }
  return events;
}

const digits = (text, at) => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
const DAYS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Milliseconds since the first of January 2026, in the one form the events have. */
const readTime = text =>
  ((DAYS[digits(text, 5) - 1] + digits(text, 8) - 1) * 86_400 +
    digits(text, 11) * 3_600 +
    digits(text, 14) * 60 +
    digits(text, 17)) *
  1_000;

function floorHistogram(events, fromDay, step) {
  const start = fromDay * 86_400_000;
  const counts = new Uint32Array(BUCKETS * 16);
  const keys = new Map();
  for (let i = 0; i < events.length; i += 1) {
    const { created, action } = events[i];
    let key = keys.get(action);
    if (key === undefined) keys.set(action, (key = keys.size));
    counts[Math.floor((readTime(created) - start) / step) * 16 + key] += 1;
  }
  return [...keys].map(([name, key]) => {
    let total = 0;
    for (let i = key; i < counts.length; i += 16) total += counts[i];
    return `${name} ${total}`;
  });
}

/** What a page does that has events and a chart library. */
function usualHistogram(events, from, step) {
  const buckets = {};
  for (const event of events) {
    const bucket = Math.floor((new Date(event.created).getTime() - from) / step);
    buckets[bucket] ??= {};
    buckets[bucket][event.action] = (buckets[bucket][event.action] ?? 0) + 1;
  }
  const totals = {};
  for (const by of Object.values(buckets))
    for (const [action, count] of Object.entries(by)) totals[action] = (totals[action] ?? 0) + count;
  return Object.entries(totals).map(([action, count]) => `${action} ${count}`);
}

function floorPlaces(events) {
  const cells = new Map();
  const keys = new Map();
  for (let i = 0; i < events.length; i += 1) {
    const { context, action } = events[i];
    const geo = context.geo;
    if (!geo) continue;
    let key = keys.get(action);
    if (key === undefined) keys.set(action, (key = keys.size));
    const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (geo.lat * Math.PI) / 360)) / (2 * Math.PI);
    const index = Math.floor(y * CELLS) * CELLS + Math.floor((geo.long / 360 + 0.5) * CELLS);
    let cell = cells.get(index);
    if (!cell) cells.set(index, (cell = { lat: 0, long: 0, counts: new Uint32Array(16) }));
    cell.lat += geo.lat;
    cell.long += geo.long;
    cell.counts[key] += 1;
  }
  return [...cells.values()].map(({ counts }) => counts.reduce((a, b) => a + b, 0)).sort((a, b) => b - a);
}

function floorFacets(events) {
  const counts = new Map();
  for (let i = 0; i < events.length; i += 1) {
    const country = events[i].context.geo?.country;
    counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  counts.delete(undefined);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => `${value} ${count}`);
}

function cpu(work) {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1_000;
}

export async function run({ quick, log }) {
  const kit = await loadKit();
  const { default: Supercluster } = await import('supercluster');
  const total = quick ? 200_000 : 1_000_000;
  log(`making ${total} events`);
  const events = located(makeEvents(total));
  const range = { from: '2026-10-01', to: '2026-10-31' };
  const from = Date.parse(range.from);
  const step = 6 * 3_600_000;
  const totals = ({ buckets, keys }) =>
    keys.map(key => `${key} ${buckets.reduce((sum, { by }) => sum + (by[key] ?? 0), 0)}`);

  const clusters = () => {
    const index = new Supercluster({
      radius: 64,
      maxZoom: 16,
      map: ({ action }) => ({ [action]: 1 }),
      reduce: (into, more) => {
        for (const key of Object.keys(more)) into[key] = (into[key] ?? 0) + more[key];
      },
    });
    const points = [];
    for (const { action, context } of events) {
      if (context.geo)
        points.push({
          type: 'Feature',
          properties: { action },
          geometry: { type: 'Point', coordinates: [context.geo.long, context.geo.lat] },
        });
    }
    index.load(points);
    return index.getClusters([-180, -85, 180, 85], 4);
  };

  const works = [
    {
      title: `histogram, ${BUCKETS} buckets by action`,
      budget: BUDGET.histogram,
      contestants: {
        floor: () => floorHistogram(events, 273, step),
        ours: () => kit.histogram(events, { range, interval: 'PT6H', by: 'action' }),
        usual: () => usualHistogram(events, from, step),
      },
      same: ours => totals(ours),
    },
    {
      title: 'histogram, days of America/New_York',
      budget: BUDGET.zone,
      contestants: {
        floor: () => floorHistogram(events, 272, 86_400_000),
        ours: () => kit.histogram(events, { interval: 'P1D', timeZone: 'America/New_York', by: 'action' }),
      },
      same: ours => totals(ours),
    },
    {
      title: 'places, cells of zoom 4 by action',
      budget: BUDGET.places,
      contestants: {
        floor: () => floorPlaces(events),
        ours: () => kit.places(events, { zoom: 4, by: 'action' }),
        supercluster: clusters,
      },
      same: ours => ours.places.map(place => place.total),
    },
    {
      title: 'facets, a path of three keys',
      budget: BUDGET.facets,
      contestants: {
        floor: () => floorFacets(events),
        ours: () => kit.facets(events, ['context.geo.country']),
      },
      same: ours => ours.fields['context.geo.country'].values.map(({ value, count }) => `${value} ${count}`),
    },
  ];

  const measured = works.map(({ title, budget, contestants, same }) => {
    log(title);
    const [expected, found] = [contestants.floor(), same(contestants.ours())].map(list => [...list].sort().join());
    if (expected !== found) throw new Error(`${title}: the floor counts ${expected}, ours ${found}.`);
    const times = Object.fromEntries(Object.keys(contestants).map(name => [name, []]));
    for (let round = 0; round < (quick ? 5 : 15); round += 1) {
      for (const [name, work] of Object.entries(contestants)) {
        // The slow ones need no fifteen rounds to be told apart.
        if (name === 'supercluster' && round >= 3) continue;
        times[name].push(cpu(work));
      }
    }
    return { title, budget, times };
  });

  const ratio = (times, name, reference) => ratios(times[name].slice(0, times[reference].length), times[reference]);
  const verdict = (what, budget, x) => ({
    what,
    budget: `at most ${budget} x`,
    measured: `${x.toFixed(2)} x`,
    met: x <= budget,
  });
  const [histogram, , places] = measured;
  return {
    title: 'Aggregates in memory',
    intro:
      'In Node, by processor time of the process. The floor is written for these very events: it reads one form of time, trusts every field and keeps no order. "As usual" is `new Date` and objects in objects.',
    tables: [
      {
        title: `${total.toLocaleString('en')} events, ms`,
        columns: ['', 'floor', 'event-elements', 'times the floor', 'middle half', 'peer'],
        rows: measured.map(({ title, times }) => {
          const { median: middle, low, high } = ratio(times, 'ours', 'floor');
          const peer = times.usual
            ? `as usual ${median(times.usual).toFixed(0)}`
            : times.supercluster
              ? `supercluster ${median(times.supercluster).toFixed(0)}`
              : '';
          return [
            title,
            median(times.floor).toFixed(0),
            median(times.ours).toFixed(0),
            middle.toFixed(2),
            `${low.toFixed(2)} to ${high.toFixed(2)}`,
            peer,
          ];
        }),
      },
    ],
    verdicts: [
      ...measured.map(({ title, budget, times }) =>
        verdict(`${title}, to the floor`, budget, ratio(times, 'ours', 'floor').median),
      ),
      verdict('histogram, to the usual way', BUDGET.usual, ratio(histogram.times, 'ours', 'usual').median),
      verdict('places, to supercluster', BUDGET.supercluster, ratio(places.times, 'ours', 'supercluster').median),
    ],
    notes: [
      'supercluster makes clusters of all zooms at once and needs points in GeoJSON, which it is given within the time.',
    ],
    versions: versionsOf('supercluster'),
  };
}
