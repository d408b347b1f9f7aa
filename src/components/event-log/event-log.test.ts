import { expect, fixture, html } from '@open-wc/testing';
import { EventsError, MemoryEventsClient } from '../../client/index.js';
import { resetWarnings } from '../../internal/warn-once.js';
import type { EventRecord } from '../../model/index.js';
import { click, hover, viewport as setViewport } from '../../../test/wtr/commands.js';
import { expectConsole } from '../../../test/wtr/expect-console.js';
import type { EventLog } from './index.js';
import {
  all,
  drawn,
  event,
  events,
  expectWhole,
  FakeClient,
  frame,
  has,
  inside,
  inSight,
  list,
  page,
  queryBox,
  rowAt,
  rows,
  scrollTo,
  search,
  until,
  viewport,
} from './test/support.js';

const text = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('event-log', () => {
  before(() => setViewport(1280, 900));
  beforeEach(() => resetWarnings());

  describe('what it shows', () => {
    it('shows an array newest first, with what happened where and to whom', async () => {
      const log = await list({ events: [event(2), event(1), event(0)] });
      expect(rows(log).map(row => text(row.querySelector('.c-user')!))).to.deep.equal(['user-0', 'user-1', 'user-2']);
      const first = rowAt(log, 0);
      expect(text(first.querySelector('.c-action')!)).to.equal('Login');
      expect(text(first.querySelector('.c-summary')!)).to.contain('Password');
      expect(text(first.querySelector('.c-client_ip')!)).to.equal('10.0.0.0 Kraków, PL');
      expect(text(inside(log, '.counted'))).to.equal('3 events newest first');
      expect(text(inside(log, '.foot'))).to.contain('3 events, newest first');
    });

    it('shows one event', async () => {
      const log = await list({ events: [event(0)] });
      expect(rows(log)).to.have.lengthOf(1);
      expect(text(inside(log, '.count'))).to.equal('1 event');
    });

    it('draws an array in the frame in which it gets it, and no bar of loading', async () => {
      const log = await list({});
      log.events = events(1000);
      await frame();
      expect(rows(log).length).to.be.greaterThan(8);
      expect(has(log, '.is-waiting')).to.equal(false);
      expectWhole(log);
    });

    it('says whom an event was for, and who was signed in', async () => {
      const log = await list({
        events: [
          event(0, { user: { username: 'admin', on_behalf_of: { username: 'ana' } } }),
          event(1, { user: { username: 'ben', authenticated_as: { username: 'cai' } } }),
          event(2, { user: {} }),
          event(3, { user: { username: 'AnonymousUser', is_anonymous: true } }),
        ],
      });
      expect(rows(log).map(row => text(row.querySelector('.c-user')!))).to.deep.equal([
        'admin for ana',
        'ben by cai',
        'No user',
        'Not signed in',
      ]);
    });

    it('says of an address without a place that it is a private one', async () => {
      const log = await list({
        events: [event(0, { context: {} }), event(1, { client_ip: '192.0.2.7', context: {} }), event(2)],
      });
      expect(rows(log).map(row => text(row.querySelector('.c-client_ip')!))).to.deep.equal([
        '10.0.0.0 Private address',
        '192.0.2.7',
        '10.0.0.2 Kraków, PL',
      ]);
    });

    it('marks severity with a shape that has a name', async () => {
      const log = await list({ events: [event(0, { action: 'login_failed' }), event(1)] });
      const mark = rowAt(log, 0).querySelector('[role="img"]')!;
      expect(mark.getAttribute('aria-label')).to.equal('warning');
      expect(rowAt(log, 1).querySelector('[role="img"]:not(.none)')).to.equal(null);
    });

    it('shows days for what is long ago, and the exact time in the name of the cell', async () => {
      const log = await list({
        events: [event(0), event(1, { created: new Date().toISOString() })],
        times: 'relative',
      });
      const [recent, old] = rows(log).map(row => row.querySelector('.c-created')!);
      expect(text(recent!)).to.match(/ago$/);
      expect(text(old!)).to.match(/^Jan 31,( 2026,)? 12:00$/);
      expect(old!.getAttribute('aria-label')).to.equal(`${text(old!)}, Jan 31, 2026, 12:00:00.000 UTC`);
      expect(recent!.getAttribute('aria-label')).to.match(/ago, .*UTC$/);
    });

    it('shows exact times when asked to, in the zone of the view', async () => {
      const log = await list({ events: [event(0)], times: 'exact', timeZone: 'Asia/Tokyo' });
      expect(text(rowAt(log, 0).querySelector('.c-created')!)).to.equal('Jan 31, 2026, 21:00:00');
      expect(text(inside(log, '.for-times'))).to.equal('GMT+9');
    });

    it('shows the exact time beside a pointer that rests on a time', async () => {
      const log = await list({ events: events(3) });
      await hover(rowAt(log, 1).querySelector('.c-created')!);
      await until(() => inside(log, '.tip').matches(':popover-open'), 'the tip');
      expect(text(inside(log, '.tip'))).to.equal('Jan 31, 2026, 11:59:59.000 UTC');
      await hover([5, 5]);
      await until(() => !inside(log, '.tip').matches(':popover-open'), 'the tip gone');
    });

    it('is called what the page calls it', async () => {
      const log = await list({ events: events(1), label: 'Sign-ins' });
      expect(inside(log, '[role="grid"]').getAttribute('aria-label')).to.equal('Sign-ins');
    });
  });

  describe('states', () => {
    it('says that it has no source', async () => {
      const log = await list({});
      expect(text(inside(log, '.blank'))).to.contain('No events to read');
    });

    it('says that there are no events, or what the page puts there', async () => {
      const log = await list({ events: [] });
      expect(text(inside(log, '.blank'))).to.contain('No events yet');
      const own = await list({ events: [] }, { content: html`<p slot="empty">Quiet here.</p>` });
      const slot = own.shadowRoot!.querySelector<HTMLSlotElement>('slot[name="empty"]')!;
      expect(slot.assignedElements().map(text)).to.deep.equal(['Quiet here.']);
    });

    it('names a search that finds nothing, and clears it', async () => {
      const log = await list({ events: events(5), search: 'nothing-like-it' });
      await until(() => text(inside(log, '.blank')).includes('nothing-like-it'), 'the search, named');
      expect(text(inside(log, '.blank'))).to.contain('No event matches');
      await until(() => has(log, '.way-clear'), 'a way out');
      inside(log, '.way-clear').click();
      await drawn(log);
      expect(log.search).to.equal('');
      expect(rows(log)).to.have.lengthOf(5);
      expect(log.shadowRoot!.activeElement).to.equal(queryBox(log));
    });

    it('shows nothing for a moment, then bars of the rows to come, which do not move when these come', async () => {
      const client = new FakeClient();
      const started = performance.now();
      const log = await list({ client });
      // On a busy machine the moment may be over.
      if (performance.now() - started < 100) expect(has(log, '.is-waiting')).to.equal(false);
      await until(() => has(log, '.is-waiting'), 'bars');
      const bars = rows(log).map(row => row.getBoundingClientRect().top);
      expect(bars.length).to.be.greaterThan(7);
      expect(rowAt(log, 0).getAttribute('aria-busy')).to.equal('true');
      expect(text(inside(log, '.foot'))).to.contain('Loading');
      client.call(1).answer(page(events(500), client.call(1)));
      await drawn(log);
      expect(has(log, '.is-waiting')).to.equal(false);
      expect(
        rows(log)
          .slice(0, bars.length)
          .map(row => row.getBoundingClientRect().top),
      ).to.deep.equal(bars);
    });

    it('says what failed, tries again when told to, and is well then', async () => {
      const client = new FakeClient();
      const log = await list({ client });
      const problem = new EventsError({
        kind: 'http',
        status: 500,
        url: '/api/v3/events/events/',
        message: 'GET /x answered 500.',
      });
      client.call(1).fail(problem);
      await drawn(log);
      expect(text(inside(log, '[role="alert"]'))).to.equal(
        'The events API answered with an error GET /x answered 500.',
      );
      expect(rows(log)).to.have.lengthOf(0);
      inside(log, '.retry').click();
      await drawn(log);
      expect(inside<HTMLButtonElement>(log, '.retry').disabled).to.equal(true);
      client.call(1).answer(page(events(3), client.call(1)));
      await drawn(log);
      expect(rows(log)).to.have.lengthOf(3);
      expect(has(log, '[role="alert"]')).to.equal(false);
    });

    it('counts down to its own next try, where that may help', async () => {
      const client = new FakeClient();
      const log = await list({ client });
      const problem = new EventsError({ kind: 'network', url: '/x', message: 'No answer.', retryable: true });
      client.call(1).fail(problem);
      await drawn(log);
      const left = (): number => Number(/The next try is in (\d) s/.exec(text(inside(log, '.blank')))?.[1]);
      expect(left()).to.be.within(4, 5);
      const first = left();
      await until(() => left() < first, 'the count');
    });

    it('keeps rows that were there when a reload fails, says that they are old, and copies the details', async () => {
      const client = new FakeClient((_view, request) => page(events(30), request));
      const log = await list({ client });
      client.auto = () => {
        throw new EventsError({ kind: 'timeout', url: '/x', message: 'No answer within 30 s.', body: 'half' });
      };
      log.refresh();
      await drawn(log);
      expect(rows(log).length).to.be.greaterThan(5);
      expect(has(log, '.is-stale')).to.equal(true);
      expect(text(inside(log, '.note')))
        .to.contain('No answer within 30 s.')
        .and.contain('from before');
    });

    it('says how many entries are no events, and what was counted and not sent', async () => {
      const client = new FakeClient((_view, request) => {
        const answer = page(events(30), request);
        answer.results.length = 27;
        return { ...answer, rejects: [{ index: 3, reason: 'An event is an object; this is null.' }] };
      });
      const log = await list({ client });
      const said = all(log, '.note').map(text).join('\n');
      expect(said).to.contain('1 entry is no event').and.contain('this is null');
      expect(said).to.contain('3 events were counted');
      await scrollTo(log, 1e6);
      expect(rowAt(log, 29).innerText).to.not.contain('user-');
      expect(rowAt(log, 29).getAttribute('aria-label')).to.contain('did not send');
    });

    it('says how much of a long list has been read', async () => {
      const client = new FakeClient((_view, request) => page(events(14_302), request));
      const log = await list({ client });
      expect(text(inside(log, '.foot'))).to.contain('14,302 events, newest first; 200 loaded');
    });
  });

  describe('hostile events', () => {
    const hostile = [
      null,
      3,
      'text',
      [],
      {},
      { pk: 1 },
      event(1, { action: 17 as never, user: 'root' as never, context: [] as never, client_ip: { a: 1 } as never }),
      event(2, { created: 'yesterday', action: '<img src=x onerror=alert(1)>', user: { username: 'adm\u202enimda' } }),
      event(3, {
        context: JSON.parse('{"__proto__": {"geo": 1}, "geo": {"city": {"toString": 1}, "country": "<b>"}}') as never,
      }),
      event(4, { action: 'a'.repeat(1_000_000), user: { username: 'b'.repeat(1_000_000) } }),
      event(5, { action: 'curl\u0000\u001b[31m' }),
      // What Lit calls a directive by.
      { ...event(6), _$litDirective$: 'x' },
    ] as EventRecord[];

    it('are shown as text, each in its row, and throw nothing', async () => {
      const log = await list(
        {
          events: hostile,
          columns: ['created', 'action', 'user', 'summary', 'client_ip', 'brand', 'context', '__proto__', 'a..b'],
        },
        { height: 700, width: 1250 },
      );
      expect(rows(log)).to.have.lengthOf(hostile.length);
      expect(has(log, 'img')).to.equal(false);
      expect(text(inside(log, '.viewport')))
        .to.contain('<img src=x onerror=alert(1)>')
        .and.contain('U+202E')
        .and.contain('ESC');
      for (const row of rows(log)) expect(row.getBoundingClientRect().height).to.equal(40);
    });

    it('are marked where a user name can be taken for another, also where it leads the sentence', async () => {
      const log = await list({
        events: [
          event(0, { user: { username: '\u0430dmin' } }),
          event(1, { user: { username: 'akadmin', on_behalf_of: { username: 'r\u200boot' } } }),
          event(2, { user: { username: 'J\u00fcrgen \u738b' } }),
          event(3),
        ],
      });
      const flags = (index: number): HTMLElement[] =>
        [...rowAt(log, index).querySelectorAll<HTMLElement>('.name-flag')].filter(flag => flag.offsetWidth > 0);
      await until(() => flags(0).length === 1, 'the mark');
      expect(flags(0)[0]!.ariaLabel).to.equal('not “admin”: other letters');
      expect(flags(0)[0]!.closest('.c-user'), 'its cell').to.not.equal(null);
      expect(flags(1)[0]!.ariaLabel).to.equal('hidden characters');
      expect(flags(2)).to.have.lengthOf(0);
      expect(flags(3)).to.have.lengthOf(0);
      log.style.inlineSize = '700px';
      await drawn(log);
      await until(() => flags(0)[0]?.closest('.c-summary') != null, 'the mark in the sentence');
      // The same element shows another event: the mark goes with its name.
      log.events = [event(9)];
      await until(() => rows(log).length === 1 && flags(0).length === 0, 'no mark');
    });

    it('are marked where a name in another column, or in a card, can be taken for another', async () => {
      const named = [event(0, { user: { username: 'root' }, brand: { name: '\u0430cme' } }), event(1)];
      const log = await list({ events: named, columns: ['action', 'brand', 'user'] });
      const flags = (): HTMLElement[] => all(log, '.name-flag:not([hidden])');
      await until(() => flags().length === 1, 'the mark');
      expect(flags()[0]!.closest('.c-brand'), 'its cell').to.not.equal(null);
      log.compact = true;
      log.events = [event(0, { user: { username: '\u0430dmin' } }), event(1)];
      await until(() => has(log, '.card') && flags().length === 1, 'the mark in the card');
      expect(flags()[0]!.ariaLabel).to.equal('not “admin”: other letters');
    });

    it('open', async () => {
      const log = await list({ events: hostile }, { height: 700 });
      for (let index = 0; index < hostile.length; index += 1) {
        log.scrollToRow(index);
        await frame();
        rowAt(log, index).querySelector<HTMLElement>('.line')!.click();
        await drawn(log);
      }
      await until(() => has(log, 'event-detail'), 'details');
    });

    it('cannot break a column by its own function', async () => {
      const format = (value: unknown): string => (value as { name: string }).name;
      const log = await list({
        events: events(2),
        columns: ['action', { field: 'context.missing', label: 'Missing', format }],
      });
      expect(text(rowAt(log, 0))).to.contain('cannot be shown');
    });
  });

  describe('opening', () => {
    it('opens an event in place and closes it, and rows below make room', async () => {
      const log = await list({ events: events(50) }, { height: 800 });
      rowAt(log, 2).querySelector<HTMLElement>('.line')!.click();
      await until(() => has(log, 'event-detail'), 'the detail');
      await drawn(log);
      const row = rowAt(log, 2);
      expect(row.querySelector('.opener')!.getAttribute('aria-expanded')).to.equal('true');
      const below = row.querySelector<HTMLElement>('.below')!;
      expect(below.getBoundingClientRect().height).to.be.greaterThan(200);
      expect(rowAt(log, 3).getBoundingClientRect().top).to.be.closeTo(row.getBoundingClientRect().bottom, 0.6);
      row.querySelector<HTMLElement>('.line')!.click();
      await drawn(log);
      expect(has(log, 'event-detail')).to.equal(false);
      expectWhole(log);
    });

    it('keeps several open while it scrolls away and back, with the same elements', async () => {
      const log = await list({ events: events(2000) }, { height: 600 });
      for (const index of [0, 1]) {
        rowAt(log, index).querySelector<HTMLElement>('.line')!.click();
        await drawn(log);
      }
      const details = all(log, 'event-detail');
      expect(details).to.have.lengthOf(2);
      await scrollTo(log, 40_000);
      expect(has(log, 'event-detail')).to.equal(false);
      await scrollTo(log, 0);
      expect(all(log, 'event-detail')).to.deep.equal(details);
    });

    it('keeps what is read where it is when something above changes its height', async () => {
      const log = await list({ events: events(2000) }, { height: 600 });
      rowAt(log, 0).querySelector<HTMLElement>('.line')!.click();
      await drawn(log);
      const detail = inside(log, 'event-detail');
      const height = rowAt(log, 0).getBoundingClientRect().height;
      await scrollTo(log, height + 60);
      const anchor = inSight(log)[1]!;
      const before = anchor.getBoundingClientRect().top;
      const index = anchor.getAttribute('aria-rowindex');
      detail.style.paddingBlockStart = '250px';
      await until(() => rowAt(log, 0).getBoundingClientRect().height > height + 200, 'the new height');
      const after = rows(log).find(row => row.getAttribute('aria-rowindex') === index)!;
      expect(after.getBoundingClientRect().top).to.be.closeTo(before, 1);
    });

    it('keeps the line of an open event in sight while its detail scrolls by', async () => {
      const log = await list({ events: events(200) }, { height: 400 });
      rowAt(log, 1).querySelector<HTMLElement>('.line')!.click();
      await drawn(log);
      await scrollTo(log, 200);
      const head = inside(log, '.head').getBoundingClientRect();
      expect(rowAt(log, 1).querySelector('.line')!.getBoundingClientRect().top).to.be.closeTo(head.bottom, 1);
    });

    it('tells the page, which may keep it closed', async () => {
      const log = await list({ events: events(5) });
      const heard: string[] = [];
      for (const type of ['event-log-select', 'event-log-open', 'event-log-close', 'event-select-request']) {
        log.addEventListener(type, () => heard.push(type));
      }
      await click(rowAt(log, 1));
      await click(rowAt(log, 1).querySelector('.line')!);
      expect(heard).to.deep.equal(['event-log-select', 'event-select-request', 'event-log-open', 'event-log-close']);
      log.addEventListener('event-log-open', refused => refused.preventDefault());
      await click(rowAt(log, 2));
      await drawn(log);
      expect(has(log, 'event-detail')).to.equal(false);
      expect(rowAt(log, 2).getAttribute('aria-selected')).to.equal('true');
    });

    it('does not tell the page what the page did itself', async () => {
      const log = await list({ events: events(5) });
      const heard: string[] = [];
      for (const type of ['event-log-select', 'event-log-layout', 'event-search-request', 'event-ordering-request']) {
        log.addEventListener(type, () => heard.push(type));
      }
      Object.assign(log, { search: 'user', ordering: 'created', density: 'tall', times: 'exact', columns: ['action'] });
      await drawn(log);
      expect(heard).to.deep.equal([]);
    });
  });

  describe('in a page', () => {
    it('takes properties set before it is in the page', async () => {
      const log = document.createElement('event-log');
      log.events = events(20);
      log.density = 'compact';
      const box = await fixture(html`<div></div>`);
      box.append(log);
      await drawn(log);
      expect(rowAt(log, 0).getBoundingClientRect().height).to.equal(32);
      expect(rows(log)).to.have.lengthOf(20);
    });

    it('comes back as it was: scrolled, and with what was open', async () => {
      const log = await list({ events: events(1000) });
      await scrollTo(log, 8000);
      const [first] = inSight(log);
      const parent = log.parentElement!;
      const place = first!.getBoundingClientRect().top;
      log.remove();
      await frame();
      parent.append(log);
      await drawn(log);
      expectWhole(log);
      expect(inSight(log)[0]!.getAttribute('aria-rowindex')).to.equal(first!.getAttribute('aria-rowindex'));
      expect(inSight(log)[0]!.getBoundingClientRect().top).to.be.closeTo(place, 1);
    });

    it('does not ask again for what it has when it is moved', async () => {
      const client = new FakeClient((_view, request) => page(events(1000), request));
      const log = await list({ client });
      const { length } = client.calls;
      const other = await fixture(html`<section></section>`);
      other.append(log);
      await drawn(log);
      expectWhole(log);
      expect(client.calls).to.have.lengthOf(length);
    });

    it('draws its rows when it gets a size', async () => {
      const log = await list({ events: events(1000) }, { height: 0 });
      log.style.blockSize = '500px';
      await drawn(log);
      expectWhole(log);
      log.hidden = true;
      await drawn(log);
      log.hidden = false;
      log.style.blockSize = '700px';
      await drawn(log);
      expectWhole(log);
    });

    it('is as high as its rows, up to the height it may have', async () => {
      const log = await fixture<EventLog>(html`<event-log></event-log>`);
      log.events = events(4);
      await drawn(log);
      expect(viewport(log).clientHeight).to.be.closeTo(32 + 4 * 40, 2);
      log.events = events(4000);
      await drawn(log);
      expect(log.getBoundingClientRect().height).to.be.closeTo(innerHeight, 1);
      log.style.setProperty('--event-log-max-height', '300px');
      await drawn(log);
      expect(log.getBoundingClientRect().height).to.equal(300);
      expectWhole(log);
    });

    it('follows changes of density and of the size of text', async () => {
      const log = await list({ events: events(1000) });
      await scrollTo(log, 4000);
      const first = inSight(log)[0]!.getAttribute('aria-rowindex');
      log.density = 'tall';
      await drawn(log);
      expect(rowAt(log, Number(first) - 2).getBoundingClientRect().height).to.equal(56);
      expectWhole(log);
      expect(inSight(log)[0]!.getAttribute('aria-rowindex')).to.equal(first);
      document.documentElement.style.fontSize = '20px';
      await drawn(log);
      expect(inSight(log)[0]!.getBoundingClientRect().height).to.equal(70);
      expectWhole(log);
      document.documentElement.style.fontSize = '';
    });

    it('says once what it cannot use, and shows what it can', async () => {
      expectConsole('warn', /density/);
      expectConsole('warn', /"events" is not an array/);
      const log = await list({ events: events(3), density: 'huge' as never });
      expect(rowAt(log, 0).getBoundingClientRect().height).to.equal(40);
      log.events = 'events' as never;
      await drawn(log);
      expect(text(inside(log, '.blank'))).to.contain('No events to read');
    });

    it('shows other events when the array or the client is another', async () => {
      const log = await list({ events: events(100) });
      await scrollTo(log, 2000);
      log.events = [event(7), event(8)];
      await drawn(log);
      expect(viewport(log).scrollTop).to.equal(0);
      expect(rows(log)).to.have.lengthOf(2);
      log.client = new MemoryEventsClient(events(9));
      await drawn(log);
      expect(rows(log)).to.have.lengthOf(9);
    });

    it('speaks the language of the page for numbers and times', async () => {
      const log = await list({ events: events(1234), locale: 'en-IN' });
      expect(text(inside(log, '.count'))).to.equal('1,234 events');
      expect(rowAt(log, 0).querySelector('.c-created')!.getAttribute('aria-label')).to.contain('31 Jan 2026');
    });
  });

  describe('searching and sorting', () => {
    it('searches on Enter, and clears', async () => {
      const log = await list({ events: events(300) });
      await search(log, 'user-12');
      expect(log.search).to.equal('user-12');
      expect(text(inside(log, '.count'))).to.equal('11 events');
      queryBox(log).shadowRoot!.querySelector<HTMLElement>('.clear')!.click();
      await drawn(log);
      expect(text(inside(log, '.count'))).to.equal('300 events');
      expect(log.shadowRoot!.activeElement).to.equal(queryBox(log));
    });

    it('leaves the search as it is when the page refuses', async () => {
      const log = await list({ events: events(30) });
      log.addEventListener('event-search-request', refused => refused.preventDefault());
      await search(log, 'user-12');
      expect(log.search).to.equal('');
    });

    it('sorts by a heading one way, the other, and then as usual', async () => {
      const log = await list({ events: events(30) });
      const heading = inside(log, '.head .c-user');
      const button = heading.querySelector('button')!;
      for (const [ordering, sort] of [
        ['user', 'ascending'],
        ['-user', 'descending'],
        ['-created', null],
      ] as const) {
        button.click();
        await drawn(log);
        expect(log.ordering).to.equal(ordering);
        expect(heading.getAttribute('aria-sort')).to.equal(sort);
      }
      expect(inside(log, '.head .c-created').getAttribute('aria-sort')).to.equal('descending');
    });

    it('offers to sort only by what the client can sort by', async () => {
      const client = Object.assign(new FakeClient((_view, request) => page(events(5), request)), {
        sortable: ['action'],
      });
      const log = await list({ client });
      expect(all(log, '.head .sort').map(text)).to.deep.equal(['Action']);
    });

    it('says the order in words', async () => {
      const log = await list({ events: events(30), ordering: '-action' });
      expect(text(inside(log, '.order'))).to.equal('by Action, descending');
      log.ordering = 'created';
      await drawn(log);
      expect(text(inside(log, '.order'))).to.equal('oldest first');
    });
  });

  describe('compact', () => {
    it('is a card of the newest events, a line each', async () => {
      const log = await list(
        { events: events(50), compact: true },
        { content: html`<a slot="actions" href="#all">All</a>` },
      );
      expect(all(log, '.item')).to.have.lengthOf(10);
      expect(text(all(log, '.item')[0]!)).to.contain('Login user-0, Kraków');
      expect(text(inside(log, '.card-head'))).to.contain('Recent events');
      expect(has(log, '.toolbar')).to.equal(false);
    });

    it('asks for just as many as it shows', async () => {
      const client = new FakeClient((_view, request) => page(events(50), request));
      const log = await list({ client, compact: true, pageSize: 4 });
      expect(all(log, '.item')).to.have.lengthOf(4);
      expect(client.calls.map(call => [call.page, call.pageSize])).to.deep.equal([[1, 4]]);
    });

    it('tells which event was chosen', async () => {
      const log = await list({ events: events(5), compact: true });
      const heard: number[] = [];
      log.addEventListener('event-log-select', chosen => heard.push(chosen.detail.index));
      all(log, '.item button')[2]!.click();
      await drawn(log);
      expect(heard).to.deep.equal([2]);
      expect(all(log, '.item button')[2]!.getAttribute('aria-current')).to.equal('true');
    });

    it('can become a whole list, and a card again', async () => {
      const log = await list({ events: events(500), compact: true });
      log.compact = false;
      await drawn(log);
      expectWhole(log);
      log.compact = true;
      await drawn(log);
      expect(all(log, '.item')).to.have.lengthOf(10);
    });

    it('says that there are none, and what failed', async () => {
      const log = await list({ events: [], compact: true });
      expect(text(inside(log, '.blank'))).to.contain('No events yet');
      log.client = new FakeClient(() => {
        throw new EventsError({ kind: 'network', url: '/x', message: 'No answer.' });
      });
      await drawn(log);
      expect(text(inside(log, '[role="alert"]'))).to.contain('No answer.');
    });
  });
});
