import { until, type Tab } from '../support/tabs.js';

/** A row that a reader sees, by its number in the list from 1. */
export interface SeenRow {
  number: number;
  text: string;
  open: boolean;
}

/** Events in the list as assistive technology is told; waits until the list knows. */
export function rowCount(tab: Tab): Promise<number> {
  return until(
    tab,
    'the number of rows',
    () => {
      const grid = document.querySelector('event-log')?.shadowRoot?.querySelector('[role=grid]');
      const rows = Number(grid?.getAttribute('aria-rowcount') ?? -1);
      // The first row is the header.
      return rows >= 1 ? { events: rows - 1 } : null;
    },
    [],
  ).then(({ events }) => events);
}

/** Waits until the list has so many events. */
export function seeCount(tab: Tab, count: number): Promise<true> {
  return until(
    tab,
    `${count} events`,
    wanted => {
      const grid = document.querySelector('event-log')?.shadowRoot?.querySelector('[role=grid]');
      return Number(grid?.getAttribute('aria-rowcount')) - 1 === wanted;
    },
    [count],
  );
}

/** The rows in the box that scrolls, top to bottom. */
export function rowsInSight(tab: Tab): Promise<SeenRow[]> {
  return tab.evaluate(() => {
    const root = document.querySelector('event-log')?.shadowRoot;
    const box = root?.querySelector('[part~=viewport]')?.getBoundingClientRect();
    const head = root?.querySelector('[part~=header]')?.getBoundingClientRect();
    if (!root || !box || !head) return [];
    return [...root.querySelectorAll<HTMLElement>('[role=rowgroup] [part~=row]:not([hidden])')]
      .map(row => ({ row, line: (row.firstElementChild ?? row).getBoundingClientRect() }))
      .filter(({ line }) => line.bottom > head.bottom + 1 && line.top < box.bottom - 1)
      .sort((a, b) => a.line.top - b.line.top)
      .map(({ row }) => ({
        number: Number(row.getAttribute('aria-rowindex')) - 1,
        // What is open below the line is not the row's own text.
        text: (row.firstElementChild as HTMLElement).innerText.replace(/\s+/g, ' ').trim(),
        open: row.querySelector('event-detail') !== null,
      }));
  });
}

/** Waits until a row is in sight and has come from the client. A number at the end of `text` is all of that number. */
export function seeRow(tab: Tab, number: number, text = ''): Promise<SeenRow> {
  return seeRowThat(tab, number, `says "${text}"`, row => row.text !== '' && said(row, text));
}

/** Waits until a row is in sight that is still on its way. */
export function seeWaitingRow(tab: Tab, number: number): Promise<SeenRow> {
  return seeRowThat(tab, number, 'is on its way', row => row.text === '');
}

async function seeRowThat(tab: Tab, number: number, what: string, test: (row: SeenRow) => boolean): Promise<SeenRow> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const rows = await rowsInSight(tab);
    const row = rows.find(seen => seen.number === number);
    if (row && test(row)) return row;
    if (Date.now() > deadline) {
      const seen = rows.map(r => `${r.number}: ${r.text}`).join('\n') || 'none';
      throw new Error(`No row ${number} in sight that ${what}. Rows in sight:\n${seen}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** Whether a row says something: `#1` is not in `#12`. Every row says the empty text. */
export function said(row: SeenRow, text: string): boolean {
  const at = row.text.indexOf(text);
  return text === '' || (at >= 0 && !/^\d/.test(row.text.slice(at + text.length)));
}

export function focusList(tab: Tab): Promise<void> {
  return tab.evaluate(() => (document.querySelector('event-log') as HTMLElement).focus());
}

/** Every element of the page, in shadow trees too. */
export function elementCount(tab: Tab): Promise<number> {
  return tab.evaluate(() => {
    const count = (root: Document | ShadowRoot): number => {
      let sum = 0;
      for (const element of root.querySelectorAll('*')) sum += 1 + (element.shadowRoot ? count(element.shadowRoot) : 0);
      return sum;
    };
    return count(document);
  });
}

/** Clicks the middle of an element with a real pointer; `path` has one selector for each shadow tree on the way. */
export async function click(tab: Tab, ...path: string[]): Promise<void> {
  const { x, y } = await until(
    tab,
    path.join(' >>> '),
    async (selectors: string[]) => {
      let root: Document | ShadowRoot | null | undefined = document;
      let found: Element | null | undefined;
      for (const selector of selectors) {
        found = root?.querySelector(selector);
        root = found?.shadowRoot;
      }
      found?.scrollIntoView({ block: 'nearest' });
      const before = found?.getBoundingClientRect();
      // A person waits until it stands still.
      await new Promise(resolve => setTimeout(resolve, 100));
      const box = found?.getBoundingClientRect();
      if (box?.y !== before?.y || box?.x !== before?.x) return null;
      return box && box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
    },
    [path],
  );
  await tab.clickAt(x, y);
}

/** Texts of the alerts that the list shows, joined; waits for one. */
export function alertText(tab: Tab): Promise<string> {
  return until(
    tab,
    'an alert',
    () => {
      const alerts = [
        ...(document.querySelector('event-log')?.shadowRoot?.querySelectorAll<HTMLElement>('[role=alert]') ?? []),
      ];
      const text = alerts.map(alert => alert.innerText.trim()).join('\n');
      return text === '' ? null : text;
    },
    [],
  );
}
