import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { isReject, parseJson, toRecord, type EventRecord } from '../../src/model/index.js';
import { check, compile, eventSchema, parse } from '../../src/query-lang/index.js';
import { ENGINES, openTab, until, type Tab } from '../support/tabs.js';
import { useDemo } from './demo-server.js';
import { click, focusList, seeCount, seeRow } from './log.js';

/**
 * The example queries of authentik's documentation, and the same with values that the demo's events have. For each what a check
 * warns of.
 */
const QUERIES: [search: string, finding?: string][] = [
  ['app startswith "N"'],
  ['action = "login"'],
  ['authorized_application.name = "My app"'],
  ['context.geo.country = "Germany"', 'label'],
  ['client_ip = "10.0.0.1"'],
  ['brand.name = "my brand"'],
  ['user.username in ["ana", "akadmin"]'],
  ['app startswith "authentik.events"'],
  ['authorized_application.name = "Nextcloud"'],
  ['context.geo.country = "DE"'],
  ['client_ip = "198.51.100.61"'],
  ['brand.name ~ "acme"'],
  ['user.username in ["marta.kowalska", "akadmin"]'],
];

function demoEvents(): EventRecord[] {
  const packed = readFileSync(new URL('../../demo/data/authentik.jsonl.gz', import.meta.url));
  return gunzipSync(packed)
    .toString()
    .trim()
    .split('\n')
    .map(line => toRecord('authentik', parseJson(line)))
    .filter((record): record is EventRecord => !isReject(record));
}

/** Keys of the events that a query matches, in any order. */
function inMemory(events: readonly EventRecord[], search: string): string[] {
  const { query } = parse(search);
  assert.ok(query, search);
  return events
    .filter(compile(query))
    .map(({ pk }) => pk)
    .sort();
}

describe('queries in the demo', { timeout: 300_000 }, () => {
  const events = demoEvents();
  const server = useDemo();

  for (const [search, finding] of QUERIES) {
    it(`finds the same in memory and on the server: ${search}`, async () => {
      const query = new URLSearchParams({ search, page_size: '1000' });
      const answer = await server.fetch(`/logs/authentik/api/v3/events/events/?${query}`);
      assert.equal(answer.status, 200);
      const { results } = (await answer.json()) as { results: EventRecord[] };
      assert.deepEqual(results.map(({ pk }) => pk).sort(), inMemory(events, search));
      assert.deepEqual(
        check(search, eventSchema).map(({ code }) => code),
        finding ? [finding] : [],
      );
    });
  }

  for (const engine of ENGINES) {
    describe(`on the page in ${engine}`, () => {
      let tab: Tab;
      before(async () => {
        tab = await openTab(engine);
        // One way to the page: a second one at once would break off what the first is still loading.
        await tab.goto(`${await server.page(engine)}&log=authentik`);
        await seeRow(tab, 1);
      });
      after(async () => {
        await tab?.close();
      });

      /** Runs a search in the box of the list. */
      const run = (search: string): Promise<unknown> =>
        until(
          tab,
          'the query box',
          text => {
            const box = document.querySelector('event-log')?.shadowRoot?.querySelector('event-query-input');
            if (!box || !('submit' in box)) return null;
            box.value = text;
            return box.submit();
          },
          [search],
        );
      const searched = (wanted: string): Promise<unknown> =>
        until(tab, `the search ${wanted}`, text => document.querySelector('event-provider')?.search === text, [wanted]);

      it('shows as many events as memory has', async () => {
        for (const search of ['action = "login"', 'user.username in ["marta.kowalska", "akadmin"]']) {
          await run(search);
          await seeCount(tab, inMemory(events, search).length);
        }
      });

      it('warns of a label, says what each way out gives, and takes one', async () => {
        await run('context.geo.country = "Germany"');
        await seeCount(tab, 0);
        const found = inMemory(events, 'context.geo.country = "DE"').length;
        const { way } = await until(
          tab,
          'the way out',
          () => {
            const root = document.querySelector('event-log')!.shadowRoot!;
            const said = root.querySelector('event-query-input')?.shadowRoot?.querySelector('.problem');
            const way = root.querySelector<HTMLElement>('.ways li')?.innerText.replace(/\s+/g, ' ').trim();
            return said && way && /\d/.test(way) ? { way } : null;
          },
          [],
        );
        assert.equal(way, `Write "DE" ${found} events`);
        await click(tab, 'event-log', '.way-fix');
        await searched('context.geo.country = "DE"');
        await seeCount(tab, found);
      });

      it('filters by a value, by keys', async () => {
        await run('');
        await seeCount(tab, events.length);
        await seeRow(tab, 1);
        await focusList(tab);
        for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'f']) await tab.press(key);
        const first = await until(tab, 'a filter', () => document.querySelector('event-provider')!.search || null, []);
        assert.match(first, /^action = "\w+"$/);
        await seeCount(tab, inMemory(events, first).length);
      });

      it('tells that the range begins before the oldest events the server keeps', async () => {
        const answer = await server.fetch('/logs/okta/api/v3/admin/settings/', {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ event_retention: 'days=18250' }), // nothing of the demo is older
        });
        assert.equal(answer.status, 200);
        await tab.goto(new URL('/?log=okta', await server.page(engine)).href);
        await seeRow(tab, 1);
        await tab.evaluate(() => Object.assign(document.querySelector('event-provider')!, { from: '1900-01-01' }));
        const { told } = await until(
          tab,
          'what is not kept',
          () => {
            const told = document
              .querySelector('event-log')!
              .shadowRoot!.querySelector('.not-kept')
              ?.textContent?.trim();
            return told ? { told } : null;
          },
          [],
        );
        assert.match(told, /^Events from before .+ 19\d\d are no longer kept: they are deleted after 18,250 days\.$/);
      });

      it('breaks no rule, says nothing on the console, loses no request', async () => {
        assert.deepEqual(await tab.problems(), []);
      });
    });
  }
});
