import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ENGINES, openTab, until, type Tab } from '../support/tabs.js';
import { useDemo } from './demo-server.js';

/** What the view is, and what every part of the page says of how many events are in it. */
interface Said {
  search: string;
  from: string | null;
  to: string | null;
  list: number;
  chart: number;
  map: number;
  /** The most frequent user, as the facet has it. */
  user: string;
  ofUser: number;
}

const API = '/logs/authentik/api/v3/events/events/';

const server = useDemo();

/** What the page says once its parts have counted, and have counted the same: another number than before. */
function agreed(tab: Tab, before = -1): Promise<Said> {
  return until(
    tab,
    `list, chart and map agree on another number than ${before}`,
    (before: number): Said | null => {
      const tags = ['event-chart', 'event-map', 'event-facets', 'event-log'];
      if (tags.some(tag => !document.querySelector(tag)?.shadowRoot)) return null; // not defined yet
      const root = (tag: string): ShadowRoot => document.querySelector(tag)!.shadowRoot!;
      const text = (element: Element | null | undefined): string =>
        element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
      const number = (element: Element | null | undefined): number =>
        Number(/[\d,]+/.exec(text(element))?.[0].replaceAll(',', '') ?? 0);
      if (tags.some(tag => root(tag).querySelector('[aria-busy="true"]:not([hidden])'))) return null;
      const { search, from, to } = document.querySelector('event-provider') as unknown as Said;
      const list = Number(root('event-log').querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0) - 1;
      const chart = number(root('event-chart').querySelector('.said'));
      const map = root('event-map');
      const placed = [...map.querySelectorAll('tbody tr')].map(row => number(row.children[1]));
      const nowhere = [...map.querySelectorAll('.area *')].find(
        ({ children, textContent }) =>
          /^\s*[\d,]+ events? ha(?:ve|s) no place/.test(textContent ?? '') && children.length < 5,
      );
      const total = placed.reduce((a, b) => a + b, 0) + number(nowhere);
      const value = root('event-facets').querySelector('[part~=facet] [part~=value]:not(.is-out)');
      if (list < 0 || list === before || chart !== list || total !== list || !value) return null;
      return {
        search,
        from: from || null,
        to: to || null,
        list,
        chart,
        map: total,
        user: text(value.querySelector('.lbl')),
        ofUser: number(value.querySelector('.num')),
      };
    },
    [before],
  );
}

/** How many events the server itself has for a search and a range. */
function counted(tab: Tab, { search, from, to }: Pick<Said, 'search' | 'from' | 'to'>, and = ''): Promise<number> {
  const clauses = [search && `(${search})`, from && `created >= "${from}"`, to && `created < "${to}"`, and].filter(
    Boolean,
  );
  return tab.evaluate(
    async (api: string, search: string) => {
      const answer = await fetch(`${api}?page_size=1&search=${encodeURIComponent(search)}`);
      return ((await answer.json()) as { pagination: { count: number } }).pagination.count;
    },
    API,
    clauses.join(' and '),
  );
}

/** The parts agree with each other (that is what `said` is), and with the server. */
async function sameAsServer(tab: Tab, said: Said): Promise<void> {
  assert.equal(said.list, await counted(tab, said));
  assert.equal(said.ofUser, await counted(tab, said, `user.username = ${JSON.stringify(said.user)}`));
}

for (const engine of ENGINES) {
  describe(`the workbench in ${engine}`, { timeout: 120_000 }, () => {
    let tab: Tab;
    let said: Said;
    /** What the page said after each thing that was asked for. */
    const steps: Said[] = [];
    const open = async (search: string): Promise<void> => {
      await tab.goto(new URL(search, await server.page(engine)).href);
      // The table of the map has its figures as text.
      await tab.evaluate(() => Object.assign(document.querySelector('event-map')!, { table: true }));
    };

    before(async () => {
      tab = await openTab(engine);
      // One way to the page: a second one at once would break off what the first is still loading.
      await open(`${new URL(server.url).search}&log=authentik&zone=UTC`);
      said = await agreed(tab);
    });
    after(async () => {
      await tab?.close();
    });

    it('counts the same everywhere', async () => {
      await sameAsServer(tab, said);
    });

    it('takes a drag over the chart for the range, from edge to edge', async () => {
      await until(
        tab,
        'a drawn chart',
        () => document.querySelector('event-chart')!.shadowRoot!.querySelector('canvas') !== null,
        [],
      );
      await tab.evaluate(() => {
        const plot = document.querySelector('event-chart')!.shadowRoot!.querySelector('.plot')!;
        const area = plot.querySelector('.u-over')!.getBoundingClientRect();
        const at = (type: string, share: number): boolean =>
          plot.dispatchEvent(
            new PointerEvent(type, {
              clientX: area.left + share * area.width,
              clientY: area.top + 10,
              pointerId: 1,
              bubbles: true,
            }),
          );
        at('pointerdown', 0.25);
        at('pointermove', 0.5);
        at('pointermove', 0.85);
        at('pointerup', 0.85);
      });
      const before = said.list;
      said = await agreed(tab, before);
      assert.ok(said.list > 0 && said.list < before);
      assert.match(String(said.from), /T\d\d:00:00Z$/);
      assert.match(String(said.to), /T\d\d:00:00Z$/);
      steps.push(said);
      await sameAsServer(tab, said);
    });

    it('takes a click on a country into the query', async () => {
      await tab.evaluate(() => {
        document.querySelector('event-map')!.shadowRoot!.querySelector<HTMLElement>('tbody button')!.click();
      });
      said = await agreed(tab, said.list);
      assert.match(said.search, /^context\.geo\.country = "[A-Z]{2}"$/);
      steps.push(said);
      await sameAsServer(tab, said);
    });

    it('leaves out a value of a facet', async () => {
      const { user } = said;
      await tab.evaluate(() => {
        const value = document.querySelector('event-facets')!.shadowRoot!.querySelector('[part~=facet] [part~=value]')!;
        value.querySelector<HTMLElement>('[data-stop=out]')!.click();
      });
      said = await agreed(tab, said.list);
      assert.match(said.search, /^context\.geo\.country = "[A-Z]{2}" and user\.username != "/);
      assert.ok(said.search.includes(user));
      assert.notEqual(said.user, user);
      steps.push(said);
      await sameAsServer(tab, said);
    });

    it('goes back to what was asked for before, and forward again, with the box', async () => {
      for (const [by, step] of [
        [-1, 1],
        [-1, 0],
        [1, 1],
        [1, 2],
      ] as const) {
        await tab.evaluate(by => history.go(by), by);
        said = await agreed(tab, said.list);
        assert.deepEqual(said, steps[step]);
        const box = await tab.evaluate(
          () => document.querySelector('event-log')!.shadowRoot!.querySelector('event-query-input')!.value,
        );
        assert.equal(box, said.search);
      }
    });

    it('shows the same for a link that is pasted', async () => {
      const link = await tab.evaluate(() => location.search);
      await open('?log=cloudtrail');
      await agreed(tab, said.list);
      await open(link);
      assert.deepEqual(await agreed(tab), said);
    });

    it('had no problem on the way', async () => {
      assert.deepEqual(await tab.problems(), []);
    });
  });
}
