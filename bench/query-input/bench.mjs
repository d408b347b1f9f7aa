/**
 * The query box: what a key costs the main thread, in a long query and with a large schema. Against a bare CodeMirror and the
 * browser's own field.
 */
import { openBrowser } from '../harness/chromium.mjs';
import { versionsOf } from '../harness/machine.mjs';
import { ratios, summary } from '../harness/stats.mjs';

const CONTESTANTS = [
  { name: 'textarea', title: 'floor: `<textarea>`' },
  { name: 'codemirror', title: 'CodeMirror, no extension' },
  { name: 'event-query-input', title: '`<event-query-input>`' },
];
const OURS = 'event-query-input';
const BUDGET_MS = 8;
const LENGTH = 10_000;
const FIELDS = 5_000;
/** Slower than the fastest typists, and faster than any pause: each key is one piece of work. */
const KEY_MS = 60;
/** Longer than the pause after which a query is checked. */
const PAUSE_MS = 700;

/** Begins a condition at the end, so that names, operators and values are completed on the way. */
const TYPED = ' and user.username = "someb';

export async function run({ quick, log }) {
  const browser = await openBrowser({ page: new URL('./page.ts', import.meta.url) }, { width: 1280, height: 900 });
  try {
    const results = Object.fromEntries(CONTESTANTS.map(({ name }) => [name, []]));
    const large = [];
    for (let round = 0; round < (quick ? 3 : 11); round += 1) {
      log(`round ${round + 1}`);
      for (const { name } of CONTESTANTS) results[name].push(await keys(browser, name, LENGTH, 0));
      large.push(await keys(browser, OURS, 0, FIELDS));
    }
    return report(browser, results, large);
  } finally {
    await browser.close();
  }
}

async function keys(browser, contestant, length, fields) {
  const page = await browser.open('page');
  try {
    const start = length > 0 ? await page.call('longQuery', length) : 'action = "login"';
    await page.call('open', contestant, start, fields);
    const { keyboard } = page.page;
    await keyboard.press('End');
    // Warm: until the code is compiled, what is measured is the compiler.
    for (let round = 0; round < 2; round += 1) {
      await keyboard.type(TYPED, { delay: 20 });
      for (let i = 0; i < TYPED.length + 1; i += 1) await keyboard.press('Backspace');
    }
    await page.call('open', contestant, start, fields);
    await keyboard.press('End');
    await wait(PAUSE_MS);
    const before = await page.metrics();
    await keyboard.type(TYPED, { delay: KEY_MS });
    const typed = await page.metrics();
    const options = await page.call('shown');
    await wait(PAUSE_MS);
    const paused = await page.metrics();
    const text = await page.call('text');
    if (!text.includes('someb')) throw new Error(`${contestant} has lost what was typed: ${text.slice(-60)}`);
    return {
      key: ((typed.TaskDuration - before.TaskDuration) * 1000) / TYPED.length,
      pause: (paused.TaskDuration - typed.TaskDuration) * 1000,
      options,
    };
  } finally {
    await page.close();
  }
}

const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

function report(browser, results, large) {
  const of = (rounds, key) => rounds.map(round => round[key]);
  const row = (title, rounds, against) => {
    const key = summary(of(rounds, 'key'));
    const pause = summary(of(rounds, 'pause'));
    const times = against ? ratios(of(rounds, 'key'), of(against, 'key')) : null;
    return [title, key.median.toFixed(2), range(key), times ? times.median.toFixed(1) : '', pause.median.toFixed(1)];
  };
  const ours = summary(of(results[OURS], 'key')).median;
  const withFields = summary(of(large, 'key')).median;
  const columns = ['', 'CPU ms a key', 'middle half', 'x CodeMirror', 'CPU ms in the pause after'];
  return {
    title: 'The query box',
    intro: `A condition typed at the end with real keys, one every ${KEY_MS} ms, ${results[OURS].length} rounds, each in a fresh page. Everything the main thread does counts: script, style, layout, paint, the list of completions. In the pause the query is checked.`,
    tables: [
      {
        title: `A query of ${LENGTH.toLocaleString('en')} characters`,
        columns,
        rows: CONTESTANTS.map(({ name, title }) => row(title, results[name], results.codemirror)),
      },
      {
        title: `A short query, a schema of ${FIELDS.toLocaleString('en')} fields`,
        columns,
        rows: [row('`<event-query-input>`', large, null)],
      },
    ],
    verdicts: [
      verdict(`a key in a query of ${LENGTH.toLocaleString('en')} characters`, ours),
      verdict(`a key with ${FIELDS.toLocaleString('en')} fields`, withFields),
    ],
    notes: ['Completion alone, without the list that is drawn for it, is measured by the benchmark `query`.'],
    versions: { Chromium: browser.version.replace(/^\D*/, ''), ...versionsOf('@codemirror/view', '@codemirror/state') },
  };
}

function verdict(what, measured) {
  return { what, budget: `${BUDGET_MS} ms`, measured: `${measured.toFixed(2)} ms`, met: measured < BUDGET_MS };
}

function range({ low, high }) {
  return `${low.toFixed(2)}–${high.toFixed(2)}`;
}
