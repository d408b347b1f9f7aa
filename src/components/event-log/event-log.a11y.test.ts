import { expect, fixture, html } from '@open-wc/testing';
import { EventsError } from '../../client/index.js';
import { viewport as setViewport } from '../../../test/wtr/commands.js';
import type { EventLog } from './index.js';
import {
  all,
  drawn,
  event,
  events,
  FakeClient,
  indexOf,
  inside,
  inSight,
  list,
  page,
  rowAt,
  rows,
  scrollTo,
  until,
  viewport,
} from './test/support.js';

const grid = (log: EventLog): HTMLElement => inside(log, '[role="grid"]');
const said = (log: EventLog): string => inside(log, '.sr[role="status"]').textContent.trim();

describe('event-log, for assistive technology', () => {
  before(() => setViewport(1280, 900));

  it('is a grid as long as the whole result, wherever it is scrolled to', async () => {
    const log = await list({ events: events(10_000) });
    expect(grid(log).getAttribute('aria-rowcount')).to.equal('10001');
    expect(grid(log).getAttribute('aria-colcount')).to.equal('6');
    expect(inside(log, '.head').getAttribute('aria-rowindex')).to.equal('1');
    for (const [top, first] of [
      [0, 0],
      [200_000, 5000],
      [viewport(log).scrollHeight, 9993],
    ] as const) {
      await scrollTo(log, top);
      const indexes = inSight(log).map(indexOf);
      expect(indexes[0]).to.be.closeTo(first, 2);
      expect(indexes).to.deep.equal(indexes.map((_, i) => indexes[0]! + i));
    }
    expect(indexOf(rows(log).at(-1)!)).to.equal(9999);
  });

  it('does not claim a length it does not know', async () => {
    const log = await list({ client: new FakeClient() });
    expect(grid(log).getAttribute('aria-rowcount')).to.equal('-1');
    expect(grid(log).getAttribute('aria-busy')).to.equal('true');
  });

  it('has rows of cells with their places, under headings with theirs', async () => {
    const log = await list({ events: events(3) });
    const places = (row: Element): (string | null)[] =>
      [...row.querySelectorAll('[aria-colindex]')].map(cell => cell.getAttribute('aria-colindex'));
    expect(places(inside(log, '.head'))).to.deep.equal(['1', '2', '3', '4', '5', '6']);
    expect(places(rowAt(log, 0))).to.deep.equal(['1', '2', '3', '4', '5', '6']);
    for (const cell of rowAt(log, 0).querySelectorAll('[aria-colindex]'))
      expect(cell.getAttribute('role')).to.equal('gridcell');
    expect(all(log, '.canvas > *').every(row => row.getAttribute('role') === 'row')).to.equal(true);
  });

  it('puts an open detail into a cell of its row, as wide as the row', async () => {
    const log = await list({ events: events(3) }, { height: 800 });
    rowAt(log, 0).querySelector<HTMLElement>('.line')!.click();
    await drawn(log);
    const below = rowAt(log, 0).querySelector('.below')!;
    expect(below.getAttribute('role')).to.equal('gridcell');
    expect(below.getAttribute('aria-colspan')).to.equal('6');
    await expect(log).to.be.accessible();
  });

  it('speaks how many events there are, when these are others', async () => {
    const log = await list({ events: events(12) });
    expect(said(log)).to.equal('12 events');
    log.search = 'user-11';
    await drawn(log);
    expect(said(log)).to.equal('1 event');
    log.ordering = 'action';
    await drawn(log);
    expect(said(log)).to.equal('1 event');
  });

  it('comes in the order of reading once scrolling has ended', async () => {
    const log = await list({ events: events(5000) });
    for (const top of [3000, 9000, 9200, 8000]) await scrollTo(log, top);
    const inOrder = (): boolean => {
      const indexes = all(log, '.row:not([hidden])').map(indexOf);
      return indexes.every((index, i) => i === 0 || index > indexes[i - 1]!);
    };
    await until(inOrder, 'the order');
  });

  it('has targets of 24 px', async () => {
    const log = await list({ events: events(3) });
    const small = all(log, 'button, input')
      .filter(target => target.getClientRects().length > 0)
      .filter(target => {
        const { width, height } = target.getBoundingClientRect();
        return width < 24 || height < 24;
      });
    // Headings are as wide as their words, and have rows of their own height around them.
    expect(small.map(target => target.outerText)).to.deep.equal([]);
  });

  const states: [name: string, make: () => Promise<EventLog>][] = [
    ['rows', () => list({ events: events(40) })],
    ['tall rows with exact times', () => list({ events: events(40), density: 'tall', times: 'exact' })],
    [
      'every severity',
      () =>
        list({
          events: ['login_failed', 'suspicious_request', 'impersonation_started', 'custom_x'].map((action, i) =>
            event(i, { action }),
          ),
        }),
    ],
    ['two lines', () => list({ events: events(40) }, { width: 340 })],
    ['no events', () => list({ events: [] })],
    ['no match', () => list({ events: events(3), search: 'zzz' })],
    ['no source', () => list({})],
    ['a card', () => list({ events: events(20), compact: true })],
    [
      'failed',
      () =>
        list({
          client: new FakeClient(() => {
            throw new EventsError({ kind: 'network', url: '/x', message: 'No answer.', retryable: true });
          }),
        }),
    ],
    [
      'old rows',
      async () => {
        const client = new FakeClient((_view, request) => page(events(30), request));
        const log = await list({ client });
        client.auto = () => {
          throw new EventsError({ kind: 'network', url: '/x', message: 'No answer.' });
        };
        log.refresh();
        await drawn(log);
        return log;
      },
    ],
    [
      'loading',
      async () => {
        const log = await list({ client: new FakeClient() });
        await until(() => rows(log).length > 0, 'bars');
        return log;
      },
    ],
  ];
  for (const scheme of ['light', 'dark']) {
    describe(`in ${scheme}`, () => {
      before(() => (document.documentElement.style.colorScheme = scheme));
      after(() => (document.documentElement.style.colorScheme = ''));
      for (const [name, make] of states) {
        it(`has no fault that a machine can find: ${name}`, async () => {
          const log = await make();
          log.style.setProperty('background', scheme === 'dark' ? '#15171a' : '#fff');
          await expect(log).to.be.accessible();
        });
      }
      it('has none with its menus open', async () => {
        const log = await list({ events: events(5) });
        for (const name of ['density', 'columns', 'times', 'keys']) {
          inside(log, `#${name}`).showPopover();
          await expect(log).to.be.accessible();
        }
      });
    });
  }

  it('reads from right to left, all but what a machine wrote', async () => {
    const root = await fixture(html`<div dir="rtl"></div>`);
    const log = await list({ events: events(20) });
    root.append(log);
    await drawn(log);
    const row = rowAt(log, 0);
    const x = (selector: string): number => row.querySelector(selector)!.getBoundingClientRect().left;
    expect(x('.opener')).to.be.greaterThan(x('.c-created'));
    expect(x('.c-created')).to.be.greaterThan(x('.c-client_ip'));
    expect(row.querySelector('.ip')!.textContent).to.equal('10.0.0.0');
    await expect(log).to.be.accessible();
  });
});
