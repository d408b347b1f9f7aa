import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Site } from '../support/serve.js';
import { ENGINES, openTab, type Tab } from '../support/tabs.js';
import { serveTestPage } from '../support/test-page.js';
import { FaultyApi, type Mode } from './faulty-api.js';
import { alertText, click, rowCount, rowsInSight, seeRow, seeWaitingRow } from './log.js';

/** What a reader is told. Not the very words: what they must say. */
const FAULTS: readonly { mode: Mode; what: string; says: RegExp }[] = [
  { mode: '500', what: 'answers 500', says: /500|database is away/i },
  { mode: 'html', what: 'answers HTML where JSON should be', says: /html|json|not (an )?events?/i },
  { mode: 'html-502', what: 'has a proxy in front that answers 502 with HTML', says: /502/ },
  { mode: 'dropped', what: 'drops the connection', says: /answer|reach|connect|network/i },
  { mode: 'half', what: 'sends half of its JSON', says: /json|incomplete|cut|end/i },
];

/** The browser's own line about a request that failed, which no page can keep off the console. */
const BY_BROWSER = /Failed to load resource|request failed: .*\/api\/v3\/|^status (500|502): .*\/api\/v3\//;

for (const engine of ENGINES) {
  describe(`a server that fails, in ${engine}`, { timeout: 180_000 }, () => {
    let api: FaultyApi;
    let site: Site;
    let tab: Tab;

    before(async () => {
      api = new FaultyApi();
      site = await serveTestPage('test/e2e/pages/faults.ts', (request, response) => api.answer(request, response));
      tab = await openTab(engine);
    });
    after(async () => {
      await tab?.close();
      await site?.close();
    });
    beforeEach(() => {
      api.release();
      api.mode = 'good';
      api.log.length = 0;
    });

    for (const { mode, what, says } of FAULTS) {
      it(`says so when the server ${what}, and tries again when asked to`, async () => {
        api.mode = mode;
        await tab.goto(`${site.origin}/`);
        assert.match(await alertText(tab), says);
        assert.deepEqual(await rowsInSight(tab), []);

        api.mode = 'good';
        await click(tab, 'event-log', '.retry');
        await seeRow(tab, 1, '#1');
        assert.equal(await rowCount(tab), 1000);
        const alerts = await tab.evaluate(
          () => document.querySelector('event-log')!.shadowRoot!.querySelectorAll('[role=alert]').length,
        );
        assert.equal(alerts, 0);
      });

      it(`keeps the rows it has when the server ${what} for those below`, async () => {
        await tab.goto(`${site.origin}/?page-size=20`);
        await seeRow(tab, 1, '#1');
        api.mode = mode;
        await scrollToRow(tab, 500);
        assert.match(await alertText(tab), says);
        await scrollToRow(tab, 1);
        await seeRow(tab, 1, '#1');

        api.mode = 'good';
        await scrollToRow(tab, 500);
        await click(tab, 'event-log', '.retry');
        await seeRow(tab, 500, '#500');
      });
    }

    it('puts page 2 in its place when it comes after page 3', async () => {
      await tab.goto(`${site.origin}/?page-size=20`);
      await seeRow(tab, 1, '#1');
      api.hold = query => query.get('page') === '12';
      // The last rows of page 12 and the first of page 13 are in sight together.
      await scrollToRow(tab, 236);
      await seeRow(tab, 241, '#241');
      assert.equal(api.held, 1);
      await seeWaitingRow(tab, 240);

      api.release();
      await seeRow(tab, 240, '#240');
      for (const { number, text } of await rowsInSight(tab)) assert.match(text, new RegExp(`#${number}(?!\\d)`));
    });

    it('never shows rows of an older search over those of a newer', async () => {
      await tab.goto(`${site.origin}/`);
      await seeRow(tab, 1, '#1');
      api.hold = query => query.get('search') === 'older';
      await search(tab, 'older');
      const asked = await requestFor(api, 'older');
      await search(tab, 'newer');
      await seeRow(tab, 1, 'newer#1');

      api.release();
      await asked.end;
      // Its answer, had it been taken, would be on the page by the second frame.
      await tab.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      for (const { number, text } of await rowsInSight(tab)) assert.ok(text.includes(`newer#${number}`), text);
    });

    it('says nothing on the console but what the browser says of failed requests', async () => {
      assert.deepEqual(
        (await tab.problems()).filter(problem => !BY_BROWSER.test(problem)),
        [],
      );
    });
  });
}

function scrollToRow(tab: Tab, number: number): Promise<void> {
  return tab.evaluate(
    index => (document.querySelector('event-log') as unknown as { scrollToRow(i: number): void }).scrollToRow(index),
    number - 1,
  );
}

function search(tab: Tab, text: string): Promise<void> {
  return tab.evaluate(text => {
    (document.querySelector('event-log') as unknown as { search: string }).search = text;
  }, text);
}

async function requestFor(api: FaultyApi, text: string): Promise<FaultyApi['log'][number]> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const found = api.log.find(({ query }) => query.get('search') === text);
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`The page never asked for "${text}".`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
