/**
 * A difference of ten thousand changes in `<event-diff>`: the longest task of the main thread while it is opened, unfolded,
 * closed and scrolled. Tasks by processor time: what is long by the clock on a busy machine may not be long at all.
 */
import { openBrowser } from '../harness/chromium.mjs';
import { versionsOf } from '../harness/machine.mjs';
import { summary } from '../harness/stats.mjs';

const CHANGES = 10_000;
const BUDGET_MS = 50;
const STEPS = 60;
const ACTIONS = [
  { name: 'open', title: 'compared and opened', call: value => ['open', value] },
  { name: 'unfold', title: 'what did not change shown, and hidden', call: () => ['unfold'] },
  { name: 'toggle', title: 'the outermost object or list closed, and opened', call: () => ['toggle'] },
  { name: 'scroll', title: `${STEPS} turns of the wheel, to the end and back`, call: () => ['scroll', STEPS] },
];
const VALUES = {
  list: `a list of ${CHANGES.toLocaleString('en')} objects, one value changed in each`,
  tree: `${(CHANGES / 10).toLocaleString('en')} objects with ten changes of all kinds in each`,
};

export async function run({ quick, log }) {
  const browser = await openBrowser({ page: new URL('./page.ts', import.meta.url) }, { width: 1280, height: 900 });
  try {
    const results = Object.fromEntries(
      Object.keys(VALUES).map(value => [value, Object.fromEntries(ACTIONS.map(({ name }) => [name, []]))]),
    );
    let sizes = {};
    for (let round = 0; round < (quick ? 2 : 7); round += 1) {
      log(`round ${round + 1}`);
      for (const value of Object.keys(VALUES)) sizes = await measure(browser, value, results[value]);
    }
    return report(browser, results, sizes);
  } finally {
    await browser.close();
  }
}

/** One difference in a fresh page, after a small one: what is measured is the difference, and not the compiler. */
async function measure(browser, value, results) {
  const page = await browser.open('page');
  try {
    const sizes = await page.call('make', CHANGES);
    await page.call('begin');
    for (const action of ACTIONS) await page.call(...action.call('small'));
    await page.call('begin');
    for (const { name, call } of ACTIONS) {
      const { answer, longest, all } = await page.tasks(...call(value));
      // The first value, the changes, and as many rows as fit into the window at least.
      const least = name === 'scroll' ? 40 : CHANGES;
      if (answer < least) throw new Error(`${value}, ${name}: only ${answer} rows.`);
      results[name].push({ longest, all });
    }
    return sizes;
  } finally {
    await page.close();
  }
}

function report(browser, results, sizes) {
  const figures = (value, name) => summary(results[value][name].map(({ longest }) => longest));
  return {
    title: 'A large difference on the page',
    intro: `\`<event-diff>\` with ${CHANGES.toLocaleString('en')} changes, from handing over both values. The longest task of the main thread (script, style, layout and paint between two moments in which the page can answer), by processor time from Chromium's trace. Each round in fresh pages.`,
    tables: Object.entries(VALUES).map(([value, title]) => ({
      title: `${title[0].toUpperCase()}${title.slice(1)}, ${Math.round(sizes[value] / 1_000).toLocaleString('en')} kB of JSON on each side`,
      columns: ['', 'CPU ms of the longest task', 'middle half', 'CPU ms of all tasks'],
      rows: ACTIONS.map(({ name, title }) => {
        const { median, low, high } = figures(value, name);
        const all = summary(results[value][name].map(({ all }) => all)).median;
        return [title, median.toFixed(1), `${low.toFixed(1)}–${high.toFixed(1)}`, all.toFixed(0)];
      }),
    })),
    verdicts: Object.keys(VALUES).flatMap(value =>
      ACTIONS.map(({ name }) => {
        const measured = figures(value, name).median;
        return {
          what: `${value}: ${name}`,
          budget: `${BUDGET_MS} ms`,
          measured: `${measured.toFixed(1)} ms`,
          met: measured < BUDGET_MS,
        };
      }),
    ),
    notes: [],
    versions: { Chromium: browser.version.replace(/^\D*/, ''), ...versionsOf('lit') },
  };
}
