/**
 * The chart: `<event-chart>` against Chart.js, ECharts and a floor written by hand, in boxes of the same size.
 * What is measured and why is in ../README.md.
 */
import { openBrowser } from '../harness/chromium.mjs';
import { interleave } from '../harness/interleave.mjs';
import { versionsOf } from '../harness/machine.mjs';
import { median, ratios, summary } from '../harness/stats.mjs';

const CONTESTANTS = [
  { name: 'floor', title: 'floor' },
  { name: 'event-chart', title: '`<event-chart>`' },
  { name: 'chartjs', title: 'Chart.js' },
  { name: 'echarts', title: 'ECharts' },
  { name: 'bare', title: 'bars alone' },
];
const VIEWPORT = { width: 1100, height: 700 };
const BUDGET = { redraw: 2.5, ofChartJs: 0.25, load: 1.2 };

export async function run({ quick, log }) {
  const entries = Object.fromEntries(CONTESTANTS.map(({ name }) => [name, new URL(`./${name}.ts`, import.meta.url)]));
  const browser = await openBrowser(entries, VIEWPORT);
  try {
    const redraws = await interleave(
      CONTESTANTS,
      quick ? 3 : 7,
      name => redraw(browser, name, quick),
      'redrawing 120 x 30',
      log,
    );
    const loads = await interleave(CONTESTANTS, quick ? 1 : 3, name => load(browser, name), '1,000,000 events', log);
    return report(browser, redraws, loads);
  } finally {
    await browser.close();
  }
}

async function redraw(browser, name, quick) {
  const page = await browser.open(name);
  try {
    await page.call('prepare', 0);
    await page.call('mount');
    if (!(await page.call('differs'))) throw new Error(`${name} draws the same for other counts.`);
    await page.call('ready', 30, 100);
    await page.call('redraw'); // until the code is compiled, what is measured is the compiler
    const count = quick ? 40 : 120;
    await page.call('ready', count, 1_000);
    return (await page.meter('redraw')).cpu / count;
  } finally {
    await page.close();
  }
}

async function load(browser, name) {
  const page = await browser.open(name);
  try {
    await page.call('prepare', 1_000_000);
    await page.call('mount');
    const { answer: waited, cpu } = await page.meter('load');
    return { waited, cpu };
  } finally {
    await page.close();
  }
}

function report(browser, redraws, loads) {
  const redrawTimes = (name, other) => ratios(redraws[name], redraws[other]);
  const loadTimes = key =>
    ratios(
      loads['event-chart'].map(round => round[key]),
      loads.floor.map(round => round[key]),
    );
  const ours = redrawTimes('event-chart', 'floor');
  const toChartJs = redrawTimes('event-chart', 'chartjs');
  return {
    title: 'The chart',
    intro: [
      `Stacked bars and two axes in a box of 1,000 by 300 px. Redraw: other counts of the same 120 buckets and 30 actions, a frame for each, ${redraws.floor.length} rounds. Load: 1,000,000 events in memory, counted by action and drawn, ${loads.floor.length} rounds; the peers count with the floor's code, which is the least that does it.`,
      'The floor draws the same picture as `<event-chart>` by the least code: the same bars, patterns, gaps, axes and labels, the sentence, and the legend of 30 values with their counts. `<event-chart>` is as it stands on a page, with what the floor lacks: pointer and keys, names for assistive technology, filters, themes. Chart.js and ECharts draw bars and axes in plain colours, and neither sentence nor legend. The last line draws the bars alone, in plain colours.',
    ].join('\n'),
    tables: [
      {
        title: 'Redraw: CPU a redraw',
        columns: ['', 'CPU ms', 'middle half', 'x floor', 'middle half'],
        rows: CONTESTANTS.map(({ name, title }) => {
          const cpu = summary(redraws[name]);
          const times = redrawTimes(name, 'floor');
          return [title, cpu.median.toFixed(2), range(cpu), times.median.toFixed(2), range(times)];
        }),
      },
      {
        title: '1,000,000 events to a drawn chart',
        columns: ['', 'CPU ms', 'waited ms', 'CPU x floor'],
        rows: CONTESTANTS.map(({ name, title }) => [
          title,
          median(loads[name].map(({ cpu }) => cpu)).toFixed(0),
          median(loads[name].map(({ waited }) => waited)).toFixed(0),
          ratios(
            loads[name].map(({ cpu }) => cpu),
            loads.floor.map(({ cpu }) => cpu),
          ).median.toFixed(2),
        ]),
      },
    ],
    verdicts: [
      atMost('CPU for a redraw', `${BUDGET.redraw} x floor`, ours.median, BUDGET.redraw),
      atMost('CPU for a redraw', 'a quarter of Chart.js', toChartJs.median, BUDGET.ofChartJs),
      atMost(
        'CPU from 1,000,000 events to a drawn chart',
        `${BUDGET.load} x floor`,
        loadTimes('cpu').median,
        BUDGET.load,
      ),
    ],
    notes: [
      'The counts are handed to each in the form it takes; making that form is not measured. For `<event-chart>` it is the answer of a client.',
    ],
    versions: {
      [browser.version.split(' ')[0]]: browser.version.split(' ')[1],
      ...versionsOf('uplot', 'chart.js', 'echarts', 'lit'),
    },
  };
}

const range = ({ low, high }, digits = 2) => `${low.toFixed(digits)} to ${high.toFixed(digits)}`;

const atMost = (what, budget, times, most) => ({
  what,
  budget: `at most ${budget}`,
  measured: `${times.toFixed(2)} x`,
  met: times <= most,
});
