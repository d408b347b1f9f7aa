import { expect, fixture, html } from '@open-wc/testing';
import { expectConsole } from '../../../test/wtr/expect-console.js';
import { press, viewport as setViewport } from '../../../test/wtr/commands.js';
import type { EventLog } from './index.js';
import { lazyParts } from './lazy-parts.js';
import { all, drawn, events, FakeClient, has, inside, rows, until } from './test/support.js';

/** Where the buttons of the toolbar, the headings, the rows and the footer are: left, top, width, height. */
const places = (log: EventLog): string =>
  [...all(log, '.tools > button, .search, .head, .foot'), ...rows(log)]
    .map(part => part.getBoundingClientRect())
    .map(({ x, y, width, height }) => [x, y, width, height].join(' '))
    .join('\n');

describe('what event-log loads after its first paint', () => {
  const { late, queryInput } = lazyParts;
  let release: () => void;
  before(() => setViewport(1280, 900));
  beforeEach(() => {
    const released = new Promise<void>(resolve => (release = resolve));
    lazyParts.late = () => released.then(late);
    lazyParts.queryInput = () => new Promise(() => undefined);
  });
  afterEach(() => Object.assign(lazyParts, { late, queryInput }));

  async function list(properties: Partial<EventLog>): Promise<EventLog> {
    const log = await fixture<EventLog>(html`<event-log></event-log>`);
    Object.assign(log, properties);
    await drawn(log);
    return log;
  }

  it('moves nothing when it comes', async () => {
    const log = await list({ events: events(50) });
    const before = places(log);
    expect(rows(log).length).to.be.greaterThan(5);
    release();
    await until(() => has(log, '#columns'), 'the menus');
    await drawn(log);
    expect(places(log)).to.equal(before);
  });

  it('opens what was pressed before, and no other', async () => {
    const log = await list({ events: events(3) });
    inside(log, '[popovertarget="density"]').click();
    release();
    await until(() => has(log, '#density:popover-open'), 'the menu');
    expect(all(log, '[popover]:popover-open')).to.have.lengthOf(1);
    await until(() => inside(log, '#density').contains(log.shadowRoot!.activeElement), 'the focus in it');
    inside(log, '[popovertarget="columns"]').click(); // now by the browser itself
    await until(() => has(log, '#columns:popover-open'), 'the panel');
  });

  it('does what keys asked for before', async () => {
    const log = await list({ events: events(3) });
    log.focus();
    await press('ArrowDown');
    await press('f');
    release();
    await until(() => log.search !== '' || has(log, '#filters:popover-open'), 'the filter');
  });

  it('is done without when it cannot be had: failures are told all the same, and a press tries again', async () => {
    expectConsole('warn', /log-late/);
    lazyParts.late = () => Promise.reject(new Error('offline'));
    const log = await list({
      client: new FakeClient(() => {
        throw new Error('The list is down.');
      }),
    });
    await until(() => has(log, '.blank[role="alert"]'), 'the failure');
    expect(inside(log, '.blank').textContent).to.contain('The list is down.');
    lazyParts.late = late;
    inside(log, '[popovertarget="columns"]').click();
    await until(() => has(log, '#columns:popover-open'), 'the panel');
    expect(inside(log, '.blank').textContent).to.contain('Try now');
  });
});
