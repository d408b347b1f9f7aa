import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Site } from '../support/serve.js';
import { ENGINES, openTab, type Tab } from '../support/tabs.js';
import { serveTestPage } from '../support/test-page.js';
import { elementCount, focusList, rowCount, rowsInSight, said, seeRow } from './log.js';

const FEW = 1_000;
const MANY = 1_000_000;

for (const engine of ENGINES) {
  describe(`a million events in ${engine}`, { timeout: 180_000 }, () => {
    let site: Site;
    let tab: Tab;
    /** Elements on the page of a thousand events, with its last row in sight. */
    let elementsOfFew: number;

    before(async () => {
      site = await serveTestPage('test/e2e/pages/many.ts');
      tab = await openTab(engine);
      await tab.goto(`${site.origin}/?n=${FEW}`);
      assert.equal(await rowCount(tab), FEW);
      await seeRow(tab, 1);
      await focusList(tab);
      await tab.press('Control', 'End');
      await seeRow(tab, FEW, `Event number ${FEW}`);
      elementsOfFew = await elementCount(tab);

      await tab.goto(`${site.origin}/?n=${MANY}`);
      assert.equal(await rowCount(tab), MANY);
    });
    after(async () => {
      await tab?.close();
      await site?.close();
    });

    it('shows the newest first', async () => {
      await seeRow(tab, 1, 'Event number 1');
    });

    it('reaches the last one by key', async () => {
      await focusList(tab);
      await tab.press('Control', 'End');
      await seeRow(tab, MANY, `Event number ${MANY}`);
    });

    it('has as many elements as with a thousand', async () => {
      assert.equal(await elementCount(tab), elementsOfFew);
    });

    it('reaches the first one by key, and the last by the scrollbar', async () => {
      await tab.press('Control', 'Home');
      await seeRow(tab, 1, 'Event number 1');
      await tab.evaluate(() => {
        const box = document.querySelector('event-log')!.shadowRoot!.querySelector('[part~=viewport]')!;
        box.scrollTop = box.scrollHeight;
      });
      await seeRow(tab, MANY, `Event number ${MANY}`);
    });

    it('shows each row in its place, one after another, wherever it is scrolled to', async () => {
      for (const number of [2, 1_000, 123_457, 499_999, 777_777, MANY - 60]) {
        await tab.evaluate(
          index =>
            (document.querySelector('event-log') as unknown as { scrollToRow(i: number): void }).scrollToRow(index),
          number - 1,
        );
        await seeRow(tab, number, `Event number ${number}`);
        const rows = await rowsInSight(tab);
        const first = rows[0]!.number;
        assert.deepEqual(
          rows.map(row => row.number),
          rows.map((_, i) => first + i),
        );
        for (const row of rows) assert.ok(said(row, `Event number ${row.number}`), `${row.number}: ${row.text}`);
      }
    });

    it('moves by one row a key, far down as well as at the top', async () => {
      await focusList(tab);
      await tab.press('Control', 'End');
      await seeRow(tab, MANY);
      await tab.press('ArrowUp');
      const focused = await tab.evaluate(() => {
        const root = document.querySelector('event-log')!.shadowRoot!;
        return root.activeElement?.closest('[part~=row]')?.getAttribute('aria-rowindex');
      });
      assert.equal(Number(focused), MANY);
    });

    it('breaks no rule on the way', async () => {
      assert.deepEqual(await tab.problems(), []);
    });
  });
}
