import { expect } from '@open-wc/testing';
import { viewport as setViewport } from '../../../test/wtr/commands.js';
import type { EventLog } from './index.js';
import { drawn, events, list, rowAt, rows, scrollTo, until } from './test/support.js';

const step = (row: HTMLElement, by: 1 | -1): HTMLElement => row.querySelector<HTMLElement>(`[data-step="${by}"]`)!;
const openRows = (log: EventLog): number[] =>
  rows(log)
    .filter(row => row.querySelector('event-detail'))
    .map(row => Number(row.getAttribute('aria-rowindex')) - 2);
const lineTop = (log: EventLog, index: number): number =>
  rowAt(log, index).querySelector('.line')!.getBoundingClientRect().top;

async function open(log: EventLog, index: number): Promise<void> {
  rowAt(log, index).querySelector<HTMLElement>('.line')!.click();
  await until(() => rowAt(log, index).querySelector('event-detail') !== null, 'the detail');
  await drawn(log);
}

/** Presses a step in the open row, and waits for the focus to come to the same one in the other. */
async function take(log: EventLog, index: number, by: 1 | -1): Promise<void> {
  const button = step(rowAt(log, index), by);
  button.focus();
  button.click();
  await until(() => {
    const there = rows(log).find(row => row.getAttribute('aria-rowindex') === String(index + by + 2));
    return there !== undefined && log.shadowRoot!.activeElement === step(there, by);
  }, 'the focus in the next event');
}

describe('event-log, from one open event to the next', () => {
  before(() => setViewport(1280, 900));

  it('opens the next or the one before instead, at the same place, and keeps the focus on the way', async () => {
    const log = await list({ events: events(50), withoutQuery: true }, { height: 800 });
    const told: string[] = [];
    for (const type of ['event-log-open', 'event-log-close', 'event-log-select'] as const) {
      log.addEventListener(type, ({ detail }) => told.push(`${type.slice(10)} ${detail.record.pk}`));
    }
    await open(log, 4);
    const place = lineTop(log, 4);
    told.length = 0;
    await take(log, 4, 1);
    expect(openRows(log)).to.deep.equal([5]);
    expect(lineTop(log, 5)).to.be.closeTo(place, 1);
    expect(told).to.deep.equal(['select pk-5', 'open pk-5', 'close pk-4']);
    await take(log, 5, 1);
    await take(log, 6, -1);
    expect(openRows(log)).to.deep.equal([5]);
    expect(lineTop(log, 5)).to.be.closeTo(place, 1);
  });

  it('takes the place of a line that stays in sight while its detail scrolls', async () => {
    const log = await list({ events: events(50), withoutQuery: true }, { height: 400 });
    await open(log, 2);
    await scrollTo(log, 200);
    const place = lineTop(log, 2);
    await take(log, 2, 1);
    expect(lineTop(log, 3)).to.be.closeTo(place, 1);
  });

  it('stays where it is at the ends, and when the page says no', async () => {
    const log = await list({ events: events(3), withoutQuery: true }, { height: 800 });
    await open(log, 0);
    step(rowAt(log, 0), -1).click();
    await drawn(log);
    expect(openRows(log)).to.deep.equal([0]);
    expect(log.shadowRoot!.querySelector('.log > [role="status"]')!.textContent).to.equal('1 of 3');
    log.addEventListener('event-log-open', event => event.preventDefault());
    step(rowAt(log, 0), 1).click();
    await drawn(log);
    expect(openRows(log)).to.deep.equal([0]);
  });
});
