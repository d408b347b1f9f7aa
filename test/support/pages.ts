import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { BROWSER_ENV, CHROMIUM_ARGS, findBrowsers } from '../../scripts/browsers.mjs';

/** Chromium or Firefox, without a window, in the zone and language of every other machine. */
export async function openBrowser(engine: 'chromium' | 'firefox'): Promise<Browser> {
  const executablePath = findBrowsers()[engine];
  if (!executablePath) throw new Error(`${engine} is not installed here.`);
  return puppeteer.launch({
    browser: engine === 'firefox' ? 'firefox' : 'chrome',
    executablePath,
    args: engine === 'chromium' ? CHROMIUM_ARGS : [],
    env: { ...process.env, ...BROWSER_ENV },
    defaultViewport: { width: 1280, height: 800 },
  });
}

export interface WatchedPage {
  readonly page: Page;
  /** What should not have been, see `watch`; grows as it comes. */
  readonly problems: string[];
}

export async function openPage(browser: Browser): Promise<WatchedPage> {
  const page = await browser.newPage();
  // The compiler of these tests names inner functions with this helper, which a function sent to a page leaves behind.
  await page.evaluateOnNewDocument('globalThis.__name ??= value => value');
  // Firefox tells its driver nothing of violations; Chromium does, and says them twice now.
  await page.evaluateOnNewDocument(`addEventListener('securitypolicyviolation', event =>
    console.error('policy: ' + event.effectiveDirective + ' forbids ' + event.blockedURI + ' ' + event.sample), true)`);
  return { page, problems: watch(page) };
}

/**
 * Everything on a page that should not be: messages on its console of any kind but `debug`, errors nobody caught, requests
 * that failed or were refused. The list grows as they come.
 */
function watch(page: Page): string[] {
  const problems: string[] = [];
  const add = (problem: string): unknown => problems.push(problem);
  page.on('console', message => {
    if (message.type() !== 'debug') add(`console.${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', error => add(`uncaught: ${error instanceof Error ? error.message : String(error)}`));
  page.on('requestfailed', request => {
    const why = request.failure()?.errorText ?? '?';
    // Asked for and no longer wanted: the page ended it itself.
    if (!/ABORTED/.test(why)) add(`request failed: ${request.url()} (${why})`);
  });
  page.on('response', response => {
    if (response.status() >= 400) add(`status ${response.status()}: ${response.url()}`);
  });
  return problems;
}
