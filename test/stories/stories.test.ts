import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser, openPage } from '../support/pages.js';
import { serveFolder, type Site } from '../support/serve.js';

/** Every story of the static Storybook, light and dark: it renders, nothing is said on the console, and axe finds nothing. */

const ROOT = join(import.meta.dirname, '..', '..');
const BUILT = join(ROOT, 'storybook-static');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STORY_TIMEOUT_MS = 20_000;

interface Story {
  id: string;
  title: string;
  name: string;
  type: string;
}

const index = JSON.parse(readFileSync(join(BUILT, 'index.json'), 'utf8')) as { entries: Record<string, Story> };
const stories = Object.values(index.entries).filter(({ type }) => type === 'story');
const docs = Object.values(index.entries).filter(({ type }) => type === 'docs');

describe('stories', { concurrency: true }, () => {
  it('are there for every element', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'custom-elements.json'), 'utf8')) as {
      modules: { declarations: { tagName?: string }[] }[];
    };
    const tags = manifest.modules.flatMap(({ declarations }) => declarations).flatMap(({ tagName }) => tagName ?? []);
    const titles = new Set(stories.map(({ title }) => title.split('/').at(-1)));
    assert.deepEqual(
      tags.filter(tag => !titles.has(tag) && !PARTS.has(tag)),
      [],
    );
  });

  // Two browsers side by side, each with every other story: axe keeps one processor busy.
  for (const turn of [0, 1]) {
    describe(`in browser ${turn + 1}`, { concurrency: 1 }, () =>
      look(stories.filter((_, position) => position % 2 === turn)),
    );
  }
});

function look(stories: readonly Story[]): void {
  let site: Site;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  before(async () => {
    site = await serveFolder(BUILT);
    browser = await openBrowser('chromium');
    ({ page, problems } = await openPage(browser));
    // No colour on its way to another while axe looks.
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const { id, title, name } of stories) {
    describe(`${title}: ${name}`, () => {
      it('has no fault in light', async () => {
        problems.length = 0;
        const address = `${site.origin}/iframe.html?id=${id}&viewMode=story&globals=theme:light;a11y.manual:!true`;
        assert.equal((await page.goto(address))?.status(), 200);
        await rendered(page);
        await page.evaluate(AXE);
        const { violations, passes } = await axe(page);
        assert.deepEqual(violations, []);
        assert.ok(passes > 0, 'axe had nothing to look at');
        assert.deepEqual(problems, []);
      });

      // The same page: what a theme can break is contrast.
      it('has contrast enough in dark', async () => {
        const scheme = await page.evaluate(() => {
          const ground = document.querySelector<HTMLElement>('.page')!;
          ground.dataset.theme = 'dark';
          return getComputedStyle(ground).colorScheme;
        });
        assert.equal(scheme, 'dark');
        await rendered(page);
        const { violations } = await axe(page, 'color-contrast');
        assert.deepEqual(violations, []);
        assert.deepEqual(problems, []);
      });
    });
  }
}

describe('documentation pages', { concurrency: 2 }, () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    site = await serveFolder(BUILT);
    browser = await openBrowser('chromium');
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const { id, title, name } of docs) {
    it(`${title}: ${name} has nothing to complain of`, async () => {
      const { page, problems } = await openPage(browser);
      await page.goto(`${site.origin}/iframe.html?id=${id}&viewMode=docs`);
      await page.waitForSelector('#storybook-docs h1', { timeout: STORY_TIMEOUT_MS });
      await page.waitForNetworkIdle();
      assert.deepEqual(problems, []);
      await page.close();
    });
  }
});

/** Elements that are shown inside another's stories. */
const PARTS = new Set(['event-column']);

/** Until Storybook says the story is on the page, and the elements of it have drawn what they were given. */
async function rendered(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      /sb-show-(main|errordisplay|nopreview)/.test(document.body.className) &&
      !document.body.className.includes('sb-show-preparing'),
    { timeout: STORY_TIMEOUT_MS },
  );
  // Some of it is loaded after the first paint.
  await page.waitForNetworkIdle({ idleTime: 100, timeout: STORY_TIMEOUT_MS });
  const state = await page.evaluate(async () => {
    let hasQuery = false;
    const settle = async (root: Document | ShadowRoot): Promise<string> => {
      let drawn = '';
      for (const element of root.querySelectorAll('*')) {
        await (element as { updateComplete?: Promise<unknown> }).updateComplete;
        drawn += element.localName;
        hasQuery ||= element.localName === 'event-query-input' && (element as HTMLInputElement).value !== '';
        if (element.shadowRoot) drawn += await settle(element.shadowRoot);
      }
      return drawn;
    };
    // axe cannot bear elements that come or go while it looks: until nothing has changed for some frames, which is longer where
    // a query is checked, for that is done when its writer has rested.
    for (let rounds = 0, same = 0, before = ''; rounds < 60 && same < (hasQuery ? 15 : 2); rounds += 1) {
      const drawn = await settle(document);
      same = drawn === before ? same + 1 : 0;
      before = drawn;
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    await document.fonts.ready;
    return { classes: document.body.className, error: document.querySelector('#error-message')?.textContent ?? '' };
  });
  assert.match(state.classes, /sb-show-main/, state.error);
}

async function axe(page: Page, onlyRule?: string): Promise<{ violations: string[]; passes: number }> {
  return page.evaluate(async only => {
    const { axe } = window as unknown as { axe: { run(root: Element, options: object): Promise<AxeResults> } };
    const root = document.querySelector('#storybook-root');
    if (!root) throw new Error('no story');
    // Rules about whole pages: a story is a piece of one.
    const rules = Object.fromEntries(
      ['region', 'page-has-heading-one', 'landmark-one-main'].map(id => [id, { enabled: false }]),
    );
    const { violations, passes } = await axe.run(root, only ? { runOnly: [only] } : { rules });
    return {
      passes: passes.length,
      violations: violations.flatMap(({ id, help, nodes }) =>
        nodes.map(
          node =>
            `${id}: ${help}: ${JSON.stringify(node.target)} ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`,
        ),
      ),
    };
  }, onlyRule);
}
