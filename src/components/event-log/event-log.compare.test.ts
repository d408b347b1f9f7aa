import { expect } from '@open-wc/testing';
import type { EventFilters } from '../../client/index.js';
import { press, viewport as setViewport } from '../../../test/wtr/commands.js';
import { expectConsole } from '../../../test/wtr/expect-console.js';
import { resetWarnings } from '../../internal/warn-once.js';
import '../event-diff/define.js';
import type { EventDiff } from '../event-diff/index.js';
import type { EventLog } from './index.js';
import { all, drawn, event, events, FakeClient, has, inside, list, page, rowAt, until } from './test/support.js';

const isOpen = (log: EventLog): boolean => has(log, '#compare:popover-open');

describe('event-log, two events compared', () => {
  let log: EventLog;
  let asked: (readonly [string, string])[];
  before(() => setViewport(1280, 900));
  beforeEach(async () => {
    log = await list({ events: events(5) });
    asked = [];
    log.addEventListener('event-compare-request', ({ detail }) => asked.push(detail.ids));
    log.focus();
  });

  it('marks one, and shows the difference to the next, the older one before', async () => {
    await press('c');
    await drawn(log);
    expect(rowAt(log, 0).className).to.contain('is-marked');
    expect(inside(log, '.compare-note').textContent).to.contain('Login');
    for (const key of ['ArrowDown', 'ArrowDown', 'c']) await press(key);
    await until(() => isOpen(log), 'the difference');
    expect(asked).to.deep.equal([['pk-2', 'pk-0']]);
    const diff = inside<EventDiff>(log, 'event-diff');
    expect([diff.before, diff.after].map(({ pk }: { pk: string }) => pk)).to.deep.equal(['pk-2', 'pk-0']);
    expect(all(log, '.is-marked')).to.have.lengthOf(0);
    await press('Escape');
    await until(() => !has(log, '#compare'), 'the difference gone');
  });

  it('shows the difference of events that pass themselves off as directives of Lit', async () => {
    log.events = events(2).map(event => ({ ...event, _$litDirective$: 'x' }));
    await until(() => rowAt(log, 1) !== undefined, 'the rows');
    await drawn(log);
    for (const key of ['c', 'ArrowDown', 'c']) await press(key);
    await until(() => isOpen(log) && has(log, 'event-diff'), 'the difference');
    expect(inside<EventDiff>(log, 'event-diff').before).to.have.property('_$litDirective$', 'x');
  });

  it('takes the mark away on the same event again, and by its button', async () => {
    await press('c');
    await press('c');
    await drawn(log);
    expect(has(log, '.compare-note')).to.equal(false);
    await press('c');
    await drawn(log);
    inside(log, '.compare-note .link').click();
    await drawn(log);
    expect(has(log, '.is-marked')).to.equal(false);
    expect(asked).to.deep.equal([]);
  });

  it('leaves showing it to a page that wants to', async () => {
    log.addEventListener('event-compare-request', request => request.preventDefault());
    for (const key of ['c', 'ArrowDown', 'c']) await press(key);
    await drawn(log);
    expect(asked).to.have.lengthOf(1);
    expect(has(log, '#compare')).to.equal(false);
  });

  it('is on the menu of an event', async () => {
    rowAt(log, 1)
      .querySelector('.c-user')!
      .dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true, clientX: 9 }));
    await until(() => has(log, '#filters:popover-open'), 'the menu');
    inside(log, '#filters .action').click();
    await drawn(log);
    expect(rowAt(log, 1).className).to.contain('is-marked');
  });
});

describe('event-log, the history of one object', () => {
  beforeEach(() => resetWarnings());

  it('asks for the events of that object only', async () => {
    const client = new FakeClient((_view, request) => page(events(3), request));
    const log = await list({ client, object: 'authentik_core/group/a/b' });
    const filters = (): EventFilters | undefined => client.calls.at(-1)!.view.filters;
    expect(filters()).to.deep.equal({
      context_model_app: 'authentik_core',
      context_model_name: 'group',
      context_model_pk: 'a/b',
    });
    log.object = '';
    await drawn(log);
    expect(filters()).to.equal(undefined);
  });

  it('shows them from an array', async () => {
    const model = { app: 'core', model_name: 'group', pk: '42', name: 'Staff' };
    const log = await list({ events: [event(0), event(1, { context: { model } })], object: '//42' });
    expect(inside(log, '.count').textContent).to.equal('1 event');
  });

  it('shows all events, and says so, when it is not understood', async () => {
    expectConsole('warn', /"object" is "app\/model\/key"/);
    const log = await list({ events: events(3), object: 'group' });
    expect(inside(log, '.count').textContent).to.equal('3 events');
  });
});
