import { expect, fixture, html } from '@open-wc/testing';
import { EventsError } from '../../client/index.js';
import { click, hover, press, viewport as setViewport } from '../../../test/wtr/commands.js';
import '../event-provider/define.js';
import type { EventProvider } from '../event-provider/index.js';
import type { EventLog } from './index.js';
import { lazyParts } from './lazy-parts.js';
import {
  all,
  drawn,
  event,
  events,
  FakeClient,
  has,
  inside,
  list,
  page,
  queryBox,
  rowAt,
  search,
  until,
} from './test/support.js';

const text = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
const cell = (log: EventLog, row: number, kind: string): HTMLElement =>
  rowAt(log, row).querySelector<HTMLElement>(`.c-${kind}`)!;
const menuIsOpen = (log: EventLog): boolean => has(log, '#filters:popover-open');
const choices = (log: EventLog): string[] =>
  menuIsOpen(log) ? all(log, '#filters [role="menuitemcheckbox"]').map(item => item.getAttribute('aria-label')!) : [];
const searched = (log: EventLog, wanted: string): Promise<void> =>
  until(() => log.search === wanted, `the search ${wanted} (it is ${log.search})`);

describe('event-log and queries', () => {
  before(() => setViewport(1280, 900));

  describe('the query box', () => {
    const { queryInput } = lazyParts;
    afterEach(() => {
      lazyParts.queryInput = queryInput;
    });

    it('takes over text, cursor and focus from the plain field', async () => {
      let release!: () => void;
      lazyParts.queryInput = () => new Promise<void>(resolve => (release = resolve));
      const log = await fixture<EventLog>(html`<event-log></event-log>`);
      log.events = events(3);
      await until(() => has(log, '.plain-query') && release !== undefined, 'the plain field');
      const field = inside<HTMLInputElement>(log, '.plain-query');
      field.focus();
      for (const key of 'user1') await press(key);
      field.setSelectionRange(4, 4);
      release();
      await until(() => has(log, 'event-query-input'), 'the query box');
      await until(() => log.shadowRoot!.activeElement === queryBox(log), 'the focus');
      await press('-');
      expect(queryBox(log).value).to.equal('user-1');
      expect(log.search).to.equal('');
      await press('Enter');
      await searched(log, 'user-1');
    });

    it('is a plain field that searches when it cannot be loaded', async () => {
      lazyParts.queryInput = () => new Promise(() => undefined);
      const log = await fixture<EventLog>(html`<event-log></event-log>`);
      log.events = events(3);
      await drawn(log);
      const field = inside<HTMLInputElement>(log, '.plain-query');
      field.focus();
      for (const key of 'user-2') await press(key);
      await press('Enter');
      expect(log.search).to.equal('user-2');
    });

    it('stands neither in a compact list nor where the page has its own', async () => {
      for (const properties of [{ compact: true }, { withoutQuery: true }]) {
        const log = await list({ events: events(2), ...properties });
        expect(has(log, '.search')).to.equal(false);
      }
    });

    it('runs what is typed through the provider, and nothing before Enter', async () => {
      const provider = await fixture<EventProvider>(html`<event-provider><event-log></event-log></event-provider>`);
      const client = new FakeClient((_view, request) => page(events(3), request));
      provider.client = client;
      const log = provider.querySelector<EventLog>('event-log')!;
      await until(() => has(log, 'event-query-input'), 'the query box');
      const before = client.calls.length;
      queryBox(log).focus();
      for (const key of 'abc') await press(key);
      await drawn(log);
      expect(client.calls.length).to.equal(before);
      await press('Enter');
      await until(() => provider.search === 'abc', 'the search');
    });

    it('asks again on Enter when nothing was changed', async () => {
      const client = new FakeClient((_view, request) => page(events(3), request));
      const log = await list({ client });
      await search(log, 'abc');
      const before = client.calls.length;
      await queryBox(log).submit();
      await until(() => client.calls.length > before, 'another call');
    });

    it('takes fields from the server, and values from the events and the server', async () => {
      const asked: string[] = [];
      const client = Object.assign(
        new FakeClient((_view, request) => ({
          ...page(events(3), request),
          autocomplete: {
            current_model: 'authentik_events.event',
            models: {
              'authentik_events.event': { only_here: { type: 'str', nullable: false, options: null } },
            },
          },
        })),
        {
          suggest: (field: string, typed: string) => {
            asked.push(`${field}:${typed}`);
            return Promise.resolve([{ value: 'from-the-server', count: 2 }]);
          },
        },
      );
      const log = await list({ client });
      const box = queryBox(log);
      await until(
        () => box.schema?.models.get('authentik_events.event')?.fields.has('only_here') ?? false,
        'the schema',
      );
      expect(box.events).to.have.lengthOf(3);
      const values = await box.suggest!('app', 'x', { signal: new AbortController().signal });
      expect(values).to.deep.equal([{ value: 'from-the-server', count: 2 }]);
      expect(asked).to.deep.equal(['app:x']);
    });

    it('marks what the server says is wrong with the query', async () => {
      const client = new FakeClient(view => {
        if (!view.search) return page([], { page: 1, pageSize: 10 });
        throw new EventsError({
          kind: 'http',
          status: 400,
          url: '/x',
          message: 'answered 400',
          diagnostics: [{ from: 6, to: 9, severity: 'error', code: 'odd', message: 'No app is called so.', fixes: [] }],
        });
      });
      const log = await list({ client });
      await search(log, 'app = "x"');
      const said = (): string => text(queryBox(log).shadowRoot!.querySelector('.problems')!);
      await until(() => said().includes('No app is called so.'), 'the problem');
    });
  });

  describe('filters by click', () => {
    let log: EventLog;
    beforeEach(async () => {
      log = await list({ events: [event(0), event(1, { action: 'logout' }), event(2)] });
    });

    it('offers the values of a cell on its menu, for and out', async () => {
      cell(log, 0, 'client_ip').dispatchEvent(
        new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true, clientX: 500, clientY: 200 }),
      );
      await until(() => menuIsOpen(log), 'the menu');
      expect(choices(log)).to.deep.equal([
        'Only events with 10.0.0.0',
        'Leave out events with 10.0.0.0',
        'Only events with Kraków',
        'Leave out events with Kraków',
        'Only events with PL',
        'Leave out events with PL',
      ]);
      await press('ArrowDown');
      await press('Enter');
      await searched(log, 'client_ip != "10.0.0.0"');
      await drawn(log);
      expect(text(inside(log, '.count'))).to.equal('2 events');
      expect(queryBox(log).value).to.equal('client_ip != "10.0.0.0"');
    });

    it('leaves the menu to the browser where there is no value to ask for', () => {
      const target = cell(log, 0, 'created');
      const asked = new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true });
      target.dispatchEvent(asked);
      expect(asked.defaultPrevented).to.equal(false);
    });

    it('filters by a key, adds the next value, and takes one away again', async () => {
      log.focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'f']) await press(key);
      await searched(log, 'action = "login"');
      await drawn(log);
      log.focus();
      await press('f');
      await searched(log, '');
      await drawn(log);
      log.focus();
      await press('ArrowDown');
      await press('Shift', 'F');
      await searched(log, 'action != "logout"');
    });

    it('offers all values of the event at the end of its row, and opens nothing', async () => {
      await hover(cell(log, 1, 'user'));
      await until(() => has(log, '.more'), 'the dots');
      await click(inside(log, '.more'));
      await until(() => menuIsOpen(log), 'the menu');
      expect(choices(log)).to.include.members(['Only events with logout', 'Only events with user-1']);
      expect(has(log, 'event-detail')).to.equal(false);
      await press('Escape');
      await until(() => !menuIsOpen(log), 'the menu gone');
      expect(log.search).to.equal('');
    });

    it('says which filters stand in the search already', async () => {
      await search(log, 'action = "login"');
      log.focus();
      await press('f');
      await until(() => menuIsOpen(log), 'the menu');
      await until(() => has(log, '#filters [aria-checked="true"]'), 'a mark');
      expect(inside(log, '#filters [aria-checked="true"]').getAttribute('aria-label')).to.equal(
        'Only events with login',
      );
    });

    it('offers nothing behind a mask', async () => {
      log.mask = { paths: ['user.username'] };
      await drawn(log);
      log.focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'f']) await press(key);
      await drawn(log);
      expect([menuIsOpen(log), log.search]).to.deep.equal([false, '']);
    });
  });

  describe('when nothing matches', () => {
    const ways = (log: EventLog): string[] => all(log, '.ways li').map(text);

    it('says which condition costs most, and how many events each way out gives', async () => {
      const log = await list({ events: [event(0), event(1), event(2, { action: 'logout' })] });
      await search(log, 'action = "logout" and user.username = "user-1" and app = "authentik.events.signals"');
      await until(() => ways(log).some(way => way.endsWith('1 event')), 'figures');
      expect(ways(log)).to.deep.equal([
        'Drop action = "logout" 1 event',
        'Drop user.username = "user-1" 1 event',
        'Clear the search 3 events',
      ]);
      inside(log, '.way-drop').click();
      await searched(log, 'user.username = "user-1" and app = "authentik.events.signals"');
    });

    it('offers the value for a label, with its count', async () => {
      const log = await list({ events: [event(0, { context: { geo: { country: 'DE' } } }), event(1)] });
      await search(log, 'context.geo.country = "Germany"');
      await until(() => ways(log).some(way => /1 event$/.test(way)), 'figures');
      expect(ways(log)[0]).to.match(/"DE".* 1 event$/);
      inside(log, '.way-fix').click();
      await searched(log, 'context.geo.country = "DE"');
    });

    it('offers a longer range of time', async () => {
      const old = event(0, { created: new Date(Date.now() - 20 * 86_400_000).toISOString() });
      const log = await list({ events: [old, event(1)], from: 'now-7d' });
      await until(() => ways(log).some(way => way.endsWith('1 event')), 'figures');
      expect(ways(log)).to.deep.equal(['Look at the last 30 days 1 event', 'Look at any time 2 events']);
      inside(log, '.way-wider').click();
      await drawn(log);
      expect(log.from).to.equal('now-30d');
      expect(text(inside(log, '.count'))).to.equal('1 event');
    });

    it('drops words one by one', async () => {
      const log = await list({ events: events(3) });
      await search(log, 'user-1 nowhere');
      await until(() => ways(log).some(way => way.endsWith('1 event')), 'figures');
      expect(ways(log)[0]).to.equal('Drop nowhere 1 event');
    });

    it('stops counting when the view changes', async () => {
      const client = new FakeClient();
      client.auto = (view, request) => {
        if (request.pageSize === 1) return new Promise(() => undefined);
        return page(view.search ? [] : events(3), request);
      };
      const log = await list({ client });
      await search(log, 'action = "a" and app = "b"');
      await until(() => client.calls.some(call => call.pageSize === 1), 'a count');
      await search(log, '');
      expect(client.calls.filter(call => call.pageSize === 1).every(call => call.signal.aborted)).to.equal(true);
    });
  });
});
