/**
 * Pages in a headless Chromium whose main thread can be metered. Pages come from disk and nothing is on the network.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { BROWSER_ENV, CHROMIUM_ARGS, findBrowsers } from '../../scripts/browsers.mjs';

const ARGS = [
  ...CHROMIUM_ARGS,
  // With the cap on, everything that takes less than a frame of the display reads the same 16.7 ms.
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
  // A page that is not in front would be throttled.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--force-device-scale-factor=1',
  '--js-flags=--max-old-space-size=8192',
];

/** Tells the thread of the page in a trace of the whole browser. */
const TRACE_MARK = 'event-elements-bench';

/**
 * Bundles each entry into a page and opens a browser for them.
 * @param {Record<string, URL>} entries a TypeScript module for each page
 * @param {{width: number, height: number}} viewport in CSS pixels
 */
export async function openBrowser(entries, viewport) {
  const executablePath = findBrowsers().chromium;
  if (!executablePath) {
    throw new Error('No Chromium was found. Install one, or put its path into the environment variable CHROMIUM.');
  }
  const folder = mkdtempSync(join(tmpdir(), 'event-elements-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await build({
      entryPoints: Object.fromEntries(Object.entries(entries).map(([name, url]) => [name, url.pathname])),
      outdir: folder,
      bundle: true,
      minify: true,
      keepNames: true, // so that a profile can be read
      format: 'iife', // a module cannot be loaded from disk
      target: 'chrome120',
      logLevel: 'warning',
    });
    for (const name of Object.keys(entries)) {
      writeFileSync(
        join(folder, `${name}.html`),
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><script src="./${name}.js"></script>`,
      );
    }
    const browser = await puppeteer.launch({
      executablePath,
      args: ARGS,
      env: { ...process.env, ...BROWSER_ENV },
      protocolTimeout: 600_000,
    });
    return {
      version: (await browser.version()).replace('/', ' '),
      open: name => openPage(browser, pathToFileURL(join(folder, `${name}.html`)).href, viewport),
      async close() {
        await browser.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A fresh page each time: nothing of an earlier round (garbage, compiled code, caches) counts for or against anybody. */
async function openPage(browser, url, viewport) {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', error => errors.push(error));
  page.on('console', message => message.type() === 'error' && errors.push(new Error(message.text())));
  await page.setViewport(viewport);
  await page.goto(url);
  const cdp = await page.createCDPSession();
  // Thread ticks: time on the processor. Without them a task also counts the time it waited for another process.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await cdp.send('HeapProfiler.enable');
  const metrics = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  /** Calls a function of the page's `bench` object. */
  const call = async (method, ...args) => {
    const answer = await page.evaluate((method, args) => globalThis.bench[method](...args), method, args);
    // A broken contestant would be a fast one.
    if (errors.length > 0) throw errors[0];
    return answer;
  };
  return {
    page,
    cdp,
    metrics,
    call,
    /**
     * As `call`, with the main thread's processor time in ms: all of it, and what of it were style and layout. The rest is
     * script and paint; Chromium's own figure for script leaves out microtasks, in which Lit renders.
     */
    async meter(method, ...args) {
      const before = await metrics();
      const answer = await call(method, ...args);
      const after = await metrics();
      const spent = name => (after[name] - before[name]) * 1000;
      return {
        answer,
        cpu: spent('TaskDuration'),
        style: spent('RecalcStyleDuration'),
        layout: spent('LayoutDuration'),
      };
    },
    /**
     * As `call`, with the processor time in ms of the longest task of the main thread meanwhile, and of all of them. A task is
     * what has to end before the page can answer; by the clock it would seem long on a busy machine.
     */
    async tasks(method, ...args) {
      await page.tracing.start({
        categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
      });
      await page.evaluate(name => performance.mark(name), TRACE_MARK);
      const answer = await call(method, ...args);
      const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
      const mark = traceEvents.find(({ name }) => name === TRACE_MARK);
      const tasks = traceEvents
        .filter(({ name, pid, tid }) => /RunTask$/.test(name) && pid === mark.pid && tid === mark.tid)
        .map(({ tdur = 0 }) => tdur / 1000);
      if (tasks.length === 0) throw new Error('The trace has no tasks of the main thread.');
      return { answer, longest: Math.max(...tasks), all: tasks.reduce((sum, time) => sum + time, 0) };
    },
    /**
     * Bytes of JavaScript that are alive after a collection: objects, and the buffers of typed arrays. What the engine keeps
     * for elements and glyphs is left out; it follows the number of elements, which is counted by itself.
     */
    async heap() {
      await cdp.send('HeapProfiler.collectGarbage');
      await cdp.send('HeapProfiler.collectGarbage'); // weak references fall in the second one
      const usage = await cdp.send('Runtime.getHeapUsage');
      return usage.usedSize + usage.backingStorageSize;
    },
    close: () => page.close(),
  };
}
