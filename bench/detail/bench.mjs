/**
 * One event: what it costs to open one with a message of 19 million characters, and 115 with 12 KB of JSON, one after another.
 * Grafana froze over the first for half a minute, and over the second for good.
 */
import { openBrowser } from '../harness/chromium.mjs';
import { versionsOf } from '../harness/machine.mjs';
import { summary } from '../harness/stats.mjs';

const LENGTH = 19_000_000;
const COUNT = 115;
const BUDGET_MS = 50;
const VIEWS = ['details', 'json', 'raw'];

export async function run({ quick, log }) {
  const browser = await openBrowser({ page: new URL('./page.ts', import.meta.url) }, { width: 1280, height: 900 });
  try {
    const rounds = quick ? 2 : 5;
    const large = Object.fromEntries([...VIEWS, 'pre'].map(name => [name, []]));
    const many = Object.fromEntries([...VIEWS, 'pre'].map(name => [name, { most: [], typical: [] }]));
    for (let round = 0; round < rounds; round += 1) {
      log(`round ${round + 1}`);
      for (const name of [...VIEWS, 'pre']) {
        large[name].push((await opened(browser, name, ['large']))[0]);
        const each = await opened(
          browser,
          name,
          Array.from({ length: COUNT }, (_, n) => `json-${n}`),
        );
        each.sort((a, b) => a - b);
        many[name].most.push(each.at(-1));
        many[name].typical.push(each[Math.floor(each.length / 2)]);
      }
    }
    return report(browser, large, many);
  } finally {
    await browser.close();
  }
}

/** Milliseconds of the main thread for each event, opened in a fresh page. */
async function opened(browser, name, ids) {
  const page = await browser.open('page');
  try {
    await page.call('make', COUNT, LENGTH);
    await page.call('begin', name === 'pre' ? 'pre' : 'event-detail');
    // Warm: what is measured is an event, and not the compiler.
    if (name !== 'pre') for (let n = 0; n < 3; n += 1) await page.call('open', `json-${n}`, name);
    const times = [];
    for (const id of ids) {
      const before = await page.metrics();
      await page.call('open', id, name);
      const after = await page.metrics();
      times.push((after.TaskDuration - before.TaskDuration) * 1000);
    }
    const text = await page.call('shown');
    if (!text.includes(ids.at(-1))) throw new Error(`${name} does not show ${ids.at(-1)}.`);
    return times;
  } finally {
    await page.close();
  }
}

function report(browser, large, many) {
  const title = name => (name === 'pre' ? 'all of it in one `<pre>`' : `\`<event-detail>\`, ${name}`);
  const figure = values => {
    const { median, low, high } = summary(values);
    return [median.toFixed(1), `${low.toFixed(1)}–${high.toFixed(1)}`];
  };
  const names = [...VIEWS, 'pre'];
  const most = name => summary(many[name].most).median;
  return {
    title: 'One event',
    intro: `Processor time of the main thread from handing over the event to the frame that shows it: script, style, layout and paint of all tasks together, so that no single task can have taken longer. Each round in fresh pages.`,
    tables: [
      {
        title: `A message of ${LENGTH.toLocaleString('en')} characters`,
        columns: ['', 'CPU ms', 'middle half'],
        rows: names.map(name => [title(name), ...figure(large[name])]),
      },
      {
        title: `${COUNT} events with 12 KB of JSON (three times over), one after another`,
        columns: ['', 'CPU ms of the dearest', 'middle half', 'CPU ms of the median'],
        rows: names.map(name => [title(name), ...figure(many[name].most), figure(many[name].typical)[0]]),
      },
    ],
    verdicts: [
      ...VIEWS.map(name =>
        verdict(`${name} of ${LENGTH.toLocaleString('en')} characters`, summary(large[name]).median),
      ),
      ...VIEWS.map(name => verdict(`${name} of the dearest of ${COUNT}`, most(name))),
    ],
    notes: [],
    versions: { Chromium: browser.version.replace(/^\D*/, ''), ...versionsOf('lit') },
  };
}

function verdict(what, measured) {
  return { what, budget: `${BUDGET_MS} ms`, measured: `${measured.toFixed(1)} ms`, met: measured < BUDGET_MS };
}
