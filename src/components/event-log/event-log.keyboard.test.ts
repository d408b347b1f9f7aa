import { expect, fixture, html } from '@open-wc/testing';
import { click, press, viewport as setViewport } from '../../../test/wtr/commands.js';
import type { EventLog } from './index.js';
import {
  all,
  drawn,
  events,
  expectWhole,
  FakeClient,
  frame,
  has,
  indexOf,
  inside,
  inSight,
  list,
  page,
  queryBox,
  rowAt,
  rows,
  scrollTo,
  until,
} from './test/support.js';

const focused = (log: EventLog): HTMLElement => log.shadowRoot!.activeElement as HTMLElement;
/** The row the focus is in, -1 for the header. */
const focusedRow = (log: EventLog): number => indexOf(focused(log).closest('[role="row"]')!);
const said = (log: EventLog): string => inside(log, '.sr[role="status"]').textContent.trim();

describe('event-log, by keyboard', () => {
  before(() => setViewport(1280, 900));

  let log: EventLog;
  beforeEach(async () => {
    log = await list({ events: events(2864) }, { height: 500 });
    log.focus();
  });

  it('has one tab stop, at the row the reader was in', async () => {
    const stops = () => all(log, '.viewport [tabindex="0"], .viewport button:not([tabindex])');
    expect(stops()).to.deep.equal([rowAt(log, 0)]);
    await press('ArrowDown');
    await press('ArrowDown');
    expect(stops()).to.deep.equal([rowAt(log, 2)]);
    await press('Tab');
    expect(inside(log, '.viewport').contains(focused(log))).to.equal(false);
    await press('Shift', 'Tab');
    expect(focusedRow(log)).to.equal(2);
  });

  it('moves by rows, with arrows and letters, and says where it is', async () => {
    await press('ArrowDown');
    await press('j');
    expect(focused(log)).to.equal(rowAt(log, 2));
    await drawn(log);
    expect(said(log)).to.equal('3 of 2,864');
    await press('k');
    expect(focusedRow(log)).to.equal(1);
  });

  it('goes through hundreds of rows, each in sight, and keeps its place', async () => {
    for (let i = 0; i < 30; i += 1) await press('ArrowDown');
    expect(focusedRow(log)).to.equal(30);
    expect(inSight(log)).to.include(focused(log));
    await press('PageDown');
    const { length } = inSight(log);
    expect(focusedRow(log)).to.be.within(30 + length - 4, 30 + length);
    expectWhole(log);
  });

  it('goes to the last row and back to the first', async () => {
    await press('Control', 'End');
    expect(focusedRow(log)).to.equal(2863);
    expect(inSight(log)).to.include(focused(log));
    expectWhole(log);
    await press('Control', 'Home');
    expect(focusedRow(log)).to.equal(0);
    expectWhole(log);
  });

  it('moves along a row, and keeps the column on the way down', async () => {
    await press('ArrowRight');
    expect(focused(log).className).to.contain('opener');
    await press('ArrowRight');
    await press('ArrowRight');
    expect(focused(log).className).to.contain('c-action');
    await press('ArrowDown');
    expect(focused(log)).to.equal(rowAt(log, 1).querySelector('.c-action'));
    await press('End');
    expect(focused(log).className).to.contain('c-client_ip');
    await press('ArrowRight');
    expect(focused(log).className).to.contain('c-client_ip');
    await press('Home');
    await press('ArrowLeft');
    expect(focused(log)).to.equal(rowAt(log, 1));
  });

  it('reaches the headings above the first row, and back', async () => {
    await press('ArrowUp');
    expect(focused(log).textContent).to.contain('Time');
    await press('ArrowRight');
    expect(focused(log).textContent).to.contain('Action');
    await press('Enter');
    await drawn(log);
    expect(log.ordering).to.equal('action');
    expect(focused(log).textContent).to.contain('Action');
    await press('ArrowDown');
    expect(focused(log)).to.equal(rowAt(log, 0));
  });

  it('turns the arrows round in a page read from right to left', async () => {
    const page = await fixture(html`<div dir="rtl"></div>`);
    page.append(log);
    await drawn(log);
    log.focus();
    await press('ArrowLeft');
    await press('ArrowLeft');
    expect(focused(log).className).to.contain('c-created');
    await press('ArrowRight');
    await press('ArrowRight');
    expect(focused(log)).to.equal(rowAt(log, 0));
  });

  it('opens and closes, and comes back from the detail', async () => {
    await press('ArrowDown');
    await press('Enter');
    await until(() => has(log, 'event-detail'), 'the detail');
    expect(focused(log)).to.equal(rowAt(log, 1));
    await press('Tab');
    expect(focused(log).localName).to.equal('event-detail');
    await press('Escape');
    await drawn(log);
    expect(has(log, 'event-detail')).to.equal(false);
    expect(focused(log)).to.equal(rowAt(log, 1));
    await press(' ');
    await until(() => has(log, 'event-detail'), 'the detail again');
    await press(' ');
    await drawn(log);
    expect(has(log, 'event-detail')).to.equal(false);
  });

  it('opens by the button in the first cell', async () => {
    await press('ArrowRight');
    await press('Enter');
    await until(() => has(log, 'event-detail'), 'the detail');
    expect(focused(log).getAttribute('aria-expanded')).to.equal('true');
  });

  it('does not lose the focus when its row scrolls away', async () => {
    await press('ArrowDown');
    const row = focused(log);
    await scrollTo(log, 50_000);
    expect(focused(log)).to.equal(row);
    expect(indexOf(row)).to.equal(1);
    expectWhole(log);
    await press('ArrowDown');
    expect(focusedRow(log)).to.equal(2);
    expect(inSight(log)).to.include(focused(log));
  });

  it('does not lose the focus when a detail with it scrolls away', async () => {
    await press('Enter');
    await until(() => has(log, 'event-detail'), 'the detail');
    await press('Tab');
    const detail = focused(log);
    await scrollTo(log, 50_000);
    expect(focused(log)).to.equal(detail);
    expect(document.hasFocus()).to.equal(true);
    await press('Escape');
    expect(focusedRow(log)).to.equal(0);
  });

  it('keeps its row when rows are put in the order of reading', async () => {
    await press('ArrowDown');
    await scrollTo(log, 90);
    await scrollTo(log, 30);
    const row = focused(log);
    await until(() => {
      const drawnRows = all(log, '.row:not([hidden])').map(indexOf);
      return drawnRows.every((index, i) => i === 0 || index > drawnRows[i - 1]!);
    }, 'the order');
    expect(focused(log)).to.equal(row);
  });

  it('begins at the first row in sight', async () => {
    log = await list({ events: events(500) });
    await scrollTo(log, 3000);
    log.focus();
    expect(focusedRow(log)).to.equal(75);
    expect(inside(log, '.viewport').scrollTop).to.equal(3000);
  });

  it('gives the focus back when a popup closes on Escape', async () => {
    for (const name of ['density', 'columns', 'times', 'keys']) {
      const button = inside(log, `[popovertarget="${name}"]`);
      button.focus();
      await press('Enter');
      await until(() => inside(log, `#${name}`).contains(focused(log)), `${name} open`);
      await press('Escape');
      await until(() => focused(log) === button, `${name} closed`);
    }
  });

  it('finds the focused event again after a refresh that brings others', async () => {
    const client = new FakeClient((_view, request) => page(events(500), request));
    log = await list({ client }, { height: 500 });
    await scrollTo(log, 3000);
    log.focus();
    const at = inSight(log)[2]!;
    await click(at.querySelector<HTMLElement>('.c-user')!);
    await until(() => has(log, 'event-detail'), 'the detail');
    const index = focusedRow(log);
    const grown = [...Array.from({ length: 5 }, (_, i) => ({ ...events(1)[0]!, pk: `new-${i}` })), ...events(500)];
    client.auto = (_view, request) => page(grown, request);
    log.refresh();
    await drawn(log);
    expect(focusedRow(log)).to.equal(index + 5);
    expect(focused(log).textContent).to.contain(`user-${index}`);
    expect(has(log, 'event-detail')).to.equal(true);
  });

  it('goes to the search on a slash, and types slashes there', async () => {
    await press('/');
    expect(focused(log)).to.equal(queryBox(log));
    await press('j');
    await press('/');
    expect(queryBox(log).value).to.equal('j/');
    await press('Enter');
    await drawn(log);
    expect(log.search).to.equal('j/');
  });

  it('shows the keys on a question mark, and gives the focus back', async () => {
    await press('ArrowDown');
    await press('?');
    await until(() => inside(log, '#keys').matches(':popover-open'), 'the keys');
    await press('Escape');
    await until(() => !inside(log, '#keys').matches(':popover-open'), 'the keys gone');
    expect(focused(log)).to.equal(rowAt(log, 1));
  });

  it('chooses from a menu with arrows, and gives the focus back to its button', async () => {
    const button = inside(log, '.for-density');
    button.focus();
    await press('Enter');
    await until(() => focused(log).getAttribute('aria-checked') === 'true', 'the menu');
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    await press('ArrowDown');
    await press('Enter');
    await drawn(log);
    expect(log.density).to.equal('tall');
    expect(focused(log)).to.equal(button);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });

  it('shows the exact time of a focused time, and hides it on Escape', async () => {
    await press('ArrowRight');
    await press('ArrowRight');
    const tip = inside(log, '.tip');
    expect(tip.matches(':popover-open')).to.equal(true);
    await press('Escape');
    expect(tip.matches(':popover-open')).to.equal(false);
  });

  it('reaches cells that have to be scrolled to sideways', async () => {
    log.columns = [
      'created',
      'action',
      'user',
      'summary',
      'client_ip',
      'app',
      'brand',
      'expires',
      'pk',
      'context.geo.city',
    ];
    log.style.inlineSize = '1000px';
    await drawn(log);
    log.focus();
    await press('End');
    const cell = focused(log).getBoundingClientRect();
    const box = inside(log, '.viewport').getBoundingClientRect();
    expect(cell.right).to.be.at.most(box.right + 1);
    expect(focused(log).textContent).to.equal('Kraków');
  });

  it('moves over rows that are still on their way', async () => {
    const client = new FakeClient();
    log = await list({ client }, { height: 500 });
    client.call(1).answer(page(events(2000), client.call(1)));
    await drawn(log);
    log.focus();
    await press('Control', 'End');
    expect(focusedRow(log)).to.equal(1999);
    expect(focused(log).getAttribute('aria-busy')).to.equal('true');
    await frame();
    await until(() => client.calls.some(call => call.page === 20), 'the last page');
    client.call(20).answer(page(events(2000), client.call(20)));
    await drawn(log);
    expect(focused(log).textContent).to.contain('user-1999');
  });

  it('has something to focus when there is nothing to read', async () => {
    log.events = [];
    await drawn(log);
    log.focus();
    expect(focused(log).textContent).to.contain('Time');
    expect(rows(log)).to.have.lengthOf(0);
  });
});
