import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../support/serve.js';
import { ENGINES, openTab, until, type Tab } from '../support/tabs.js';
import { serveTestPage } from '../support/test-page.js';
import { passOn } from '../support/watch-page.js';
import { useDemo } from './demo-server.js';
import { rowCount } from './log.js';

/** One of the first log's actions, and hardly ever the whole of it. */
const QUERY = 'action = "ConsoleLogin"';

/** Presses something inside an element's shadow root, once it is there. */
const press = (tab: Tab, host: string, selector: string): Promise<true> =>
  until(
    tab,
    `${selector} of ${host}`,
    (hostName: string, inside: string) => {
      const button = document.querySelector(hostName)?.shadowRoot?.querySelector<HTMLButtonElement>(inside);
      if (!button || button.disabled) return false;
      button.click();
      return true;
    },
    [host, selector],
  );

const textOf = (tab: Tab, host: string, selector: string, part: string): Promise<string> =>
  until(
    tab,
    `"${part}" in ${selector} of ${host}`,
    (hostName: string, inside: string, wanted: string) => {
      const found = document.querySelector(hostName)?.shadowRoot?.querySelector<HTMLElement>(inside);
      const text = found?.textContent.replace(/\s+/g, ' ').trim() ?? '';
      return text.includes(wanted) ? text : false;
    },
    [host, selector, part],
  );

/** Has the page keep the text of the next file that it saves, and leave none on this machine. */
async function keepFiles(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    const page = globalThis as { savedText?: string; showSaveFilePicker?: unknown };
    page.showSaveFilePicker = undefined; // a window of the system, which no test can press
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      void blob.text().then(text => (page.savedText = text));
      return create(blob);
    };
    HTMLAnchorElement.prototype.click = () => undefined;
  });
}

const keptFile = (tab: Tab): Promise<string> =>
  until(tab, 'the file', () => (globalThis as { savedText?: string }).savedText, []);

/** The flow of authentik's documentation: set a query, Export, the notification, Download, the list of exports, delete. */
describe('exporting on the demo page', { timeout: 300_000 }, () => {
  const server = useDemo();

  for (const engine of ENGINES) {
    it(`works step by step in ${engine}`, async () => {
      const tab = await openTab(engine);
      try {
        await tab.goto(await server.page(engine));
        const all = await rowCount(tab);
        // Set a query.
        await tab.evaluate(query => {
          const provider = document.querySelector('event-provider') as HTMLElement & { search: string };
          provider.search = query;
        }, QUERY);
        const count = await until(
          tab,
          'the events of the query',
          before => {
            const grid = document.querySelector('event-log')?.shadowRoot?.querySelector('[role=grid]');
            const rows = Number(grid?.getAttribute('aria-rowcount') ?? -1) - 1;
            return rows >= 0 && rows !== before ? { rows } : false;
          },
          [all],
        ).then(({ rows }) => rows);
        assert.ok(count > 0 && count < all, `${count} of ${all}`);

        // Export: the list asks, the confirmation says what will be exported.
        await press(tab, 'event-log', '.export');
        const events = count === 1 ? '1 event' : `${count.toLocaleString('en')} events`;
        const asked = await textOf(tab, 'event-exports', 'dialog.confirm dl', events);
        assert.ok(asked.includes(QUERY), asked);
        await press(tab, 'event-exports', '.start');

        // The notification, when it is ready.
        await textOf(tab, 'event-notifications', '.badge', '');
        await press(tab, 'event-notifications', '.bell');
        await textOf(tab, 'event-notifications', '.unread a', 'Download');

        // Download: the link leads to the file, and what was followed has been seen.
        const linked = await tab.evaluate(async () => {
          const notices = document.querySelector('event-notifications')!;
          const link = notices.shadowRoot!.querySelector<HTMLAnchorElement>('.unread a')!;
          notices.addEventListener('event-notifications-open', event => event.preventDefault(), { once: true });
          link.click();
          const response = await fetch(link.href);
          return { disposition: response.headers.get('content-disposition'), text: await response.text() };
        });
        assert.match(linked.disposition ?? '', /^attachment/);
        await textOf(tab, 'event-notifications', '.head', 'none unread');

        // The list of exports, and its file.
        await textOf(tab, 'event-exports', '.item[data-status="ready"]', events);
        await keepFiles(tab);
        await press(tab, 'event-exports', '.item[data-status="ready"] .download');
        const csv = await keptFile(tab);
        const lines = csv.replace('\ufeff', '').trimEnd().split('\r\n');
        assert.equal(lines.length - 1, count);
        assert.equal(linked.text, csv);

        // Whoever is to be told by rules, and how long events stay: there when asked for.
        await tab.evaluate(() => document.querySelector<HTMLElement>('#manage > summary')!.click());
        await textOf(tab, 'event-rules', '.blank', 'No rules yet');
        await textOf(tab, 'event-retention', '.head', 'events are kept for ever');

        // Delete.
        await press(tab, 'event-exports', '.item[data-status="ready"] .remove');
        await press(tab, 'event-exports', 'dialog.deletion .delete');
        await textOf(tab, 'event-exports', '.blank', 'No exports yet');
        assert.deepEqual(await tab.problems(), []);
      } finally {
        await tab.close();
      }
    });
  }
});

/** A page that has a token and no cookie: a link to a file would be refused. */
describe('the download in a notification, with a token', { timeout: 300_000 }, () => {
  const API = '/logs/authentik/api/v3';
  const server = useDemo();
  let site: Site;
  before(async () => {
    site = await serveTestPage('test/e2e/pages/token.ts', (request, response) =>
      passOn(new URL(server.url).origin, request, response),
    );
  });
  after(() => site?.close());

  for (const engine of ENGINES) {
    it(`is read by the client and saved in ${engine}`, async () => {
      const started = await server.fetch(`${API}/events/events/export/?search=${encodeURIComponent(engine)}`, {
        method: 'POST',
      });
      const { id } = (await started.json()) as { id: string };
      const tab = await openTab(engine);
      try {
        const token = new URL(server.url).searchParams.get('token')!;
        await tab.goto(`${site.origin}/?${new URLSearchParams({ src: API, token })}`);
        await keepFiles(tab);
        await textOf(tab, 'event-notifications', '.unread .download', 'Download');
        await press(tab, 'event-notifications', '.unread .download');

        const file = `${API}/reports/exports/${id}/file/`;
        assert.equal(await keptFile(tab), await (await server.fetch(file)).text());
        assert.equal((await fetch(new URL(file, server.url))).status, 403); // what a link would have been told
        await textOf(tab, 'event-notifications', '.head', 'none unread');
        assert.deepEqual(await tab.problems(), []);
      } finally {
        await tab.close();
      }
    });
  }
});

/** An export that the page makes, from a server that goes away in the middle of it. */
describe('exporting in the page, from a server that is stopped and started', { timeout: 300_000 }, () => {
  const server = useDemo();

  for (const engine of ENGINES) {
    it(`is held, interrupted, and goes on where it was in ${engine}`, async () => {
      const tab = await openTab(engine);
      try {
        await tab.goto(server.url);
        const count = await rowCount(tab);
        await keepFiles(tab);
        await press(tab, 'event-exports', '.new');
        await press(tab, 'event-exports', 'input[name="place"][value="browser"]');
        await press(tab, 'event-exports', 'input[name="format"][value="jsonl"]');
        await press(tab, 'event-exports', 'input[name="everything"][value="yes"]');
        await press(tab, 'event-exports', '.start');

        await textOf(tab, 'event-exports', '.run[data-status="running"] .item-text', ' of ');

        // Held: with something written, and something left to write.
        await press(tab, 'event-exports', '.run[data-status="running"] [aria-label="Pause"]');
        const held = await textOf(tab, 'event-exports', '.run[data-status="paused"] .item-text', 'Paused at');
        const written = Number(/[\d,]+/.exec(held)![0].replaceAll(',', ''));
        assert.ok(written < count, `${held}: it was over before it could be held`);

        await server.kill();
        await press(tab, 'event-exports', '.run[data-status="paused"] [aria-label="Resume"]');
        await textOf(tab, 'event-exports', '.run[data-status="interrupted"] .item-text', 'Nothing is lost');

        await server.start('--port', new URL(server.url).port);
        await press(tab, 'event-exports', '.run[data-status="interrupted"] .link');
        await textOf(
          tab,
          'event-exports',
          '.run[data-status="finished"] .item-text',
          `All ${count.toLocaleString('en')} events asked for were written.`,
        );
        const text = await keptFile(tab);
        const keys = text
          .trimEnd()
          .split('\n')
          .map(line => (JSON.parse(line) as { pk: string }).pk);
        assert.deepEqual([keys.length, new Set(keys).size], [count, count]);
      } finally {
        await tab.close();
      }
    });
  }
});
