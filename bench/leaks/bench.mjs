/**
 * What stays behind: every element made, drawn and removed 500 times. Something that holds one (a listener, a timer, an observer,
 * a cache) shows as an element that lives, a node without a page, or a heap that grows.
 */
import { openBrowser } from '../harness/chromium.mjs';
import { versionsOf } from '../harness/machine.mjs';

const CYCLES = 500;
/** Code is compiled, engines are loaded and caches filled by then. */
const WARM = 40;
/** Growth of the heap in the second half, in bytes a time: code is still compiled then. An element that is kept takes 15,000 and more. */
const BUDGET_BYTES = 1_000;
/** The browser itself keeps what was focused or drawn last. */
const BUDGET_ELEMENTS = 2;

export async function run({ quick, log }) {
  const cycles = quick ? 60 : CYCLES;
  const browser = await openBrowser({ page: new URL('./page.ts', import.meta.url) }, { width: 1280, height: 900 });
  try {
    const results = [];
    for (const name of await namesOf(browser)) {
      const result = await measure(browser, name, cycles);
      log(`${name}: ${JSON.stringify(result)}`);
      results.push({ name, ...result });
    }
    return report(browser, results, cycles);
  } finally {
    await browser.close();
  }
}

async function namesOf(browser) {
  const page = await browser.open('page');
  const names = await page.call('names');
  await page.close();
  return names;
}

async function measure(browser, name, cycles) {
  const page = await browser.open('page');
  try {
    await page.cdp.send('DOM.enable');
    await page.call('cycle', name, WARM);
    await settle(page);
    await page.call('alive');
    const before = await counts(page);
    const half = cycles / 2;
    await page.call('cycle', name, half);
    await settle(page);
    const between = await counts(page);
    await page.call('cycle', name, half);
    await settle(page);
    const after = await counts(page);
    return {
      first: between.heap - before.heap,
      second: after.heap - between.heap,
      nodes: after.nodes - before.nodes,
      listeners: after.listeners - before.listeners,
      detached: after.detached - before.detached,
      alive: await page.call('alive'),
    };
  } finally {
    await page.close();
  }
}

/** Whatever was on its way when the last one was removed has come, and what nobody holds is gone. */
async function settle(page) {
  await new Promise(resolve => setTimeout(resolve, 500));
  await page.heap();
}

async function counts(page) {
  const heap = await page.heap();
  const { nodes, jsEventListeners } = await page.cdp.send('Memory.getDOMCounters');
  // Trees in no page that scripts hold; templates are among them.
  const { detachedNodes } = await page.cdp.send('DOM.getDetachedDomNodes');
  return { heap, nodes, listeners: jsEventListeners, detached: detachedNodes.length };
}

function report(browser, results, cycles) {
  const kb = bytes => (bytes / 1_000).toFixed(0);
  return {
    title: 'What stays behind',
    intro: `Each element ${cycles} times made, drawn, opened where it opens, and removed, every fourth before it was drawn; one source for all. \`event-provider\` holds a whole workbench. Before it ${WARM} times, so that code and caches are there. Counted after garbage was collected: growth, and how many of the elements made since are still held.`,
    tables: [
      {
        title: `After ${cycles} times`,
        columns: [
          'element',
          'elements held',
          'detached trees',
          'nodes',
          'listeners',
          'heap in the first half, kB',
          'in the second',
        ],
        rows: results.map(({ name, alive, detached, nodes, listeners, first, second }) => [
          `\`<${name}>\``,
          String(alive),
          String(detached),
          String(nodes),
          String(listeners),
          kb(first),
          kb(second),
        ]),
      },
    ],
    verdicts: results.map(({ name, alive, second }) => ({
      what: name,
      budget: `${BUDGET_ELEMENTS} held, ${kb((BUDGET_BYTES * cycles) / 2)} kB`,
      measured: `${alive} held, ${kb(second)} kB`,
      met: alive <= BUDGET_ELEMENTS && second < (BUDGET_BYTES * cycles) / 2,
    })),
    notes: [],
    versions: {
      Chromium: browser.version.replace(/^\D*/, ''),
      ...versionsOf('lit', 'uplot', 'leaflet', '@codemirror/view'),
    },
  };
}
