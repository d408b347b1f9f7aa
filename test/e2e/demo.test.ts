import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ENGINES, openTab, until, type Engine, type Tab } from '../support/tabs.js';
import { useDemo } from './demo-server.js';
import { click, focusList, rowCount, rowsInSight, seeCount, seeRow } from './log.js';

/** Events in demo/data/cloudtrail: what a stranger must see after the first start. */
const CLOUDTRAIL = 2_864;

interface Listed {
  pk: string;
  created: string;
}

const server = useDemo();

describe('the demo server', () => {
  it('sends its pages with a strict policy', async () => {
    const response = await fetch(server.url);
    const policy = response.headers.get('content-security-policy') ?? '';
    const rules = policy.split(/;\s*/);
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self' data:",
    ]) {
      assert.ok(rules.includes(rule), `${rule} is not in ${policy}`);
    }
    assert.ok(rules.includes("require-trusted-types-for 'script'"), policy);
    assert.ok(rules.includes('trusted-types lit-html'), policy);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  });

  it('answers nothing of the API without the token', async () => {
    const response = await fetch(new URL('/logs', server.url));
    assert.equal(response.status, 403);
    assert.equal(typeof ((await response.json()) as { detail: unknown }).detail, 'string');
  });
});

for (const engine of ENGINES) {
  describe(`the demo page in ${engine}`, { timeout: 180_000 }, () => {
    let tab: Tab;
    /** The list as the API gives it, newest first: its first and its last events. */
    let newest: Listed;
    let oldest: Listed;

    before(async () => {
      tab = await openTab(engine);
      await tab.goto(await server.page(engine));
      [newest, oldest] = await tab.evaluate(async () => {
        const list = async (ordering: string): Promise<Listed> => {
          const answer = await fetch(`/logs/cloudtrail/api/v3/events/events/?ordering=${ordering}&page_size=1`);
          return ((await answer.json()) as { results: [Listed] }).results[0];
        };
        return Promise.all([list('-created'), list('created')]);
      });
    });
    after(async () => {
      await tab?.close();
    });

    it('keeps the token out of the address', async () => {
      assert.doesNotMatch(await tab.evaluate(() => location.href), /token/);
    });

    it('shows all CloudTrail events, newest first', async () => {
      assert.equal(await rowCount(tab), CLOUDTRAIL);
      await seeRow(tab, 1);
      assert.equal(await chosenBy(tab, () => open(tab, 1)), newest.pk);
      await open(tab, 1);
    });

    it('sorts them by time, all the way down', async () => {
      const rows = await tab.evaluate(async () => {
        const created: number[] = [];
        for (let page = 1; page <= 29; page += 1) {
          const answer = await fetch(
            `/logs/cloudtrail/api/v3/events/events/?ordering=-created&page_size=100&page=${page}`,
          );
          for (const { created: time } of ((await answer.json()) as { results: Listed[] }).results)
            created.push(Date.parse(time));
        }
        return created;
      });
      assert.equal(rows.length, CLOUDTRAIL);
      assert.deepEqual(
        rows,
        rows.toSorted((a, b) => b - a),
      );
    });

    it('scrolls to the last one, and says where the reader is', async () => {
      await focusList(tab);
      await tab.press('Control', 'End');
      await seeRow(tab, CLOUDTRAIL);
      await until(
        tab,
        'the spoken position',
        last =>
          document
            .querySelector('event-log')!
            .shadowRoot!.querySelector('.log > [role=status]')
            ?.textContent?.replace(/\D/g, ' ')
            .includes(last),
        [String(CLOUDTRAIL).replace(/(\d)(\d{3})$/, '$1 $2')],
      );
      assert.equal(await chosenBy(tab, () => tab.press('Enter')), oldest.pk);
      await tab.press('Escape');
    });

    it('opens an event in place, by key, and closes it', async () => {
      await focusList(tab);
      await tab.press('Control', 'Home');
      await seeRow(tab, 1);
      await tab.press('ArrowDown');
      await tab.press('Enter');
      await until(
        tab,
        'an open row',
        () =>
          document
            .querySelector('event-log')!
            .shadowRoot!.querySelector('event-detail')
            ?.shadowRoot?.querySelector('[part~=sentence]')
            ?.textContent?.trim(),
        [],
      );
      const rows = await rowsInSight(tab);
      assert.deepEqual(
        rows.filter(row => row.open).map(row => row.number),
        [2],
      );
      await tab.press('Escape');
      assert.deepEqual(
        (await rowsInSight(tab)).filter(row => row.open),
        [],
      );
    });

    it('shows every row that is scrolled past', async () => {
      for (const number of [150, 1_499, 2_700]) {
        await tab.evaluate(
          index =>
            (document.querySelector('event-log') as unknown as { scrollToRow(i: number): void }).scrollToRow(index),
          number - 1,
        );
        await seeRow(tab, number);
      }
    });

    it('finds what is searched for', async () => {
      await tab.evaluate(() => {
        (document.querySelector('event-provider') as unknown as { search: string }).search = 'ConsoleLogin';
      });
      const found = await until(
        tab,
        'fewer events',
        all => {
          const rows =
            Number(
              document
                .querySelector('event-log')!
                .shadowRoot!.querySelector('[role=grid]')!
                .getAttribute('aria-rowcount'),
            ) - 1;
          return rows >= 0 && rows < all ? { rows } : null;
        },
        [CLOUDTRAIL],
      );
      const expected = await tab.evaluate(async () => {
        const answer = await fetch('/logs/cloudtrail/api/v3/events/events/?search=ConsoleLogin&page_size=1');
        return ((await answer.json()) as { pagination: { count: number } }).pagination.count;
      });
      assert.ok(expected > 0);
      assert.equal(found.rows, expected);
      await tab.evaluate(() => {
        (document.querySelector('event-provider') as unknown as { search: string }).search = '';
      });
      await seeCount(tab, CLOUDTRAIL);
    });

    it('switches to each data set', async () => {
      const logs = await tab.evaluate(
        async () => (await (await fetch('/logs')).json()) as { name: string; count: number }[],
      );
      assert.deepEqual(logs.map(({ name }) => name).sort(), ['authentik', 'cloudtrail', 'okta']);
      for (const { name, count } of [...logs, ...logs.filter(log => log.name === 'cloudtrail')]) {
        await click(tab, `[data-log=${name}]`);
        await seeCount(tab, count);
        await seeRow(tab, 1);
      }
    });

    it('turns dark and light', async () => {
      const lightness = async (): Promise<number> =>
        tab.evaluate(() => {
          const canvas = document.createElement('canvas').getContext('2d')!;
          canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
          canvas.fillRect(0, 0, 1, 1);
          return canvas.getImageData(0, 0, 1, 1).data[1]!;
        });
      await click(tab, '[data-theme-choice=dark]');
      assert.ok((await lightness()) < 64);
      await click(tab, '[data-theme-choice=light]');
      assert.ok((await lightness()) > 192);
    });

    it('breaks no rule, says nothing on the console, loses no request', async () => {
      assert.deepEqual(await tab.problems(), []);
    });
  });
}

describe('the demo server, ended and started again', { timeout: 180_000 }, () => {
  it('has the same events after a crash, and none twice', async () => {
    const before = await counts();
    await server.kill();
    await server.start();
    assert.deepEqual(await counts(), before);
    assert.equal(before.cloudtrail, CLOUDTRAIL);
    await seesAll('chromium');
  });

  it('ends cleanly when it is interrupted, and has them still', async () => {
    const before = await counts();
    assert.equal(await server.interrupt(), 0);
    await server.start();
    assert.deepEqual(await counts(), before);
  });
});

async function seesAll(engine: Engine): Promise<void> {
  const tab = await openTab(engine);
  try {
    await tab.goto(server.url);
    assert.equal(await rowCount(tab), CLOUDTRAIL);
    await seeRow(tab, 1);
    assert.deepEqual(await tab.problems(), []);
  } finally {
    await tab.close();
  }
}

/** The number of events in each log, counted by reading them. */
async function counts(): Promise<Record<string, number>> {
  const read = async <T>(path: string): Promise<T> => (await (await server.fetch(path)).json()) as T;
  const found: Record<string, number> = {};
  for (const { name, api } of await read<{ name: string; api: string }[]>('/logs')) {
    const ids = new Set<string>();
    for (let page = 1; page > 0;) {
      const answer = await read<{ pagination: { next: number }; results: Listed[] }>(
        `${api}/events/events/?page_size=100&page=${page}`,
      );
      for (const { pk } of answer.results) {
        assert.ok(!ids.has(pk), `${pk} of ${name} is there twice`);
        ids.add(pk);
      }
      page = answer.pagination.next;
    }
    found[name] = ids.size;
  }
  return found;
}

/** Opens or closes a row with a click. */
async function open(tab: Tab, number: number): Promise<void> {
  await seeRow(tab, number);
  await click(tab, 'event-log', `[aria-rowindex="${number + 1}"] .line`);
}

/** The event that a reader chose by doing something. */
async function chosenBy(tab: Tab, act: () => Promise<void>): Promise<string> {
  await tab.evaluate(() => {
    const page = window as unknown as { chosen?: string };
    delete page.chosen;
    document.addEventListener('event-log-select', event => (page.chosen = event.detail.record.pk), { once: true });
  });
  await act();
  return until(tab, 'a chosen event', () => (window as unknown as { chosen?: string }).chosen, []);
}
