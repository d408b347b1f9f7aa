import type { Page } from 'puppeteer-core';
import { openBrowser, openPage } from './pages.js';
import { openWebKit } from './webkit.js';

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof ENGINES)[number];

/** One page in one engine, with what end-to-end tests do to it. */
export interface Tab {
  goto(url: string): Promise<void>;
  /** Runs a function in the page, with arguments that JSON can carry; a promise is awaited. It sees nothing of this module. */
  evaluate<Args extends unknown[], Result>(run: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>>;
  /** Presses keys together, as named by `KeyboardEvent.key`. */
  press(...chord: string[]): Promise<void>;
  /** Clicks a place in the viewport with a real pointer. */
  clickAt(x: number, y: number): Promise<void>;
  /** Messages on the console, uncaught errors, failed requests, policy violations: all since the tab was opened. */
  problems(): Promise<string[]>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * In WebKit, which tells its driver nothing of these, `problems()` knows what ./watch-page.ts saw: the page must load it, by
 * itself or through `watchingProxy`.
 */
export async function openTab(engine: Engine): Promise<Tab> {
  if (engine === 'webkit') return openWebKit();
  const browser = await openBrowser(engine);
  const { page, problems } = await openPage(browser);
  return {
    goto: async url => void (await page.goto(url, { waitUntil: 'load' })),
    evaluate: (run, ...args) => page.evaluate(run as never, ...args),
    press: chord(page),
    clickAt: (x, y) => page.mouse.click(x, y),
    problems: () => Promise.resolve([...problems]),
    screenshot: async path => void (await page.screenshot({ path: path })),
    close: () => browser.close(),
  };
}

function chord(page: Page): Tab['press'] {
  return async (...keys) => {
    for (const key of keys) await page.keyboard.down(key as never);
    for (const key of [...keys].reverse()) await page.keyboard.up(key as never);
  };
}

const POLL_MS = 50;

/** Asks the page until the answer is there (not null, undefined or false), and gives it. */
export async function until<Args extends unknown[], Result>(
  tab: Tab,
  what: string,
  ask: (...args: Args) => Result,
  args: Args,
  timeoutMs = 20_000,
): Promise<Exclude<NonNullable<Awaited<Result>>, false>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await tab.evaluate(ask, ...args);
    if (answer !== null && answer !== undefined && answer !== false) return answer as Exclude<typeof answer, false>;
    if (Date.now() > deadline) {
      throw new Error(
        `${what}: not within ${timeoutMs} ms. Problems so far: ${(await tab.problems()).join('\n') || 'none'}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS));
  }
}
