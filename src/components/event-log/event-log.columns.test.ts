import { expect, html } from '@open-wc/testing';
import { click, press, viewport as setViewport } from '../../../test/wtr/commands.js';
import type { EventColumn } from '../event-column/index.js';
import { Localize } from '../../internal/localize.js';
import { commonEn } from '../../locales/en/common.js';
import type { LitElement } from 'lit';
import { columnOptions, givesWay, makeColumn, narrowRow } from './columns.js';
import { COLUMN_FIELDS, type EventLog, type EventLogLayout } from './index.js';
import { all, drawn, event, events, inside, list, rowAt, rows, until } from './test/support.js';

const text = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
const headings = (log: EventLog): string[] => all(log, '.head .cell:not(.marker)').map(text);
const isSeen = (element: Element): boolean => element.getClientRects().length > 0;

describe('columns of event-log', () => {
  before(() => setViewport(1280, 900));

  it('are time, action, user, what happened and from', async () => {
    const log = await list({ events: events(3) });
    expect(headings(log)).to.deep.equal(['Time', 'Action', 'User', 'What happened', 'From']);
  });

  it('are those of the property: names, paths, and options', async () => {
    const log = await list({
      events: [
        event(0, {
          brand: { name: 'Acme' },
          expires: '2027-01-31T12:00:00Z',
          context: { http_request: { path: '/x' }, 'a.b': 7, list: [1, { a: true }] },
        }),
      ],
      columns: [
        'pk',
        'app',
        'brand',
        'expires',
        { field: 'context.http_request.path', label: 'Path' },
        { field: 'context."a.b"', format: value => `${String(value)}!` },
        'context.list',
        'context.nothing',
      ],
    });
    expect(headings(log)).to.deep.equal([
      'Event ID',
      'App',
      'Brand',
      'Kept until',
      'Path',
      'context."a.b"',
      'context.list',
      'context.nothing',
    ]);
    const cells = [...rowAt(log, 0).querySelectorAll('.line > .cell:not(.marker)')].map(text);
    expect(cells).to.deep.equal([
      'pk-0',
      'authentik.events.signals',
      'Acme',
      'Jan 31, 2027',
      '/x',
      '7!',
      '[1, {"a": true}]',
      '',
    ]);
  });

  it('can be named in an attribute', async () => {
    const log = await list({ events: events(1) });
    log.setAttribute('columns', 'action  user, context.geo.city');
    await drawn(log);
    expect(headings(log)).to.deep.equal(['Action', 'User', 'context.geo.city']);
    log.removeAttribute('columns');
    await drawn(log);
    expect(headings(log)).to.have.lengthOf(5);
  });

  it('are its event-column children, as they come, change and go', async () => {
    const log = await list(
      { events: events(2), columns: ['pk'] },
      {
        content: html`<event-column field="action" label="Deed"></event-column
          ><event-column field="user.pk"></event-column>`,
      },
    );
    expect(headings(log)).to.deep.equal(['Deed', 'user.pk']);
    const [first, second] = log.querySelectorAll<EventColumn>('event-column');
    second!.label = 'Number';
    second!.format = value => `no. ${String(value)}`;
    await second!.updateComplete;
    await drawn(log);
    expect(headings(log)).to.deep.equal(['Deed', 'Number']);
    expect(text(rowAt(log, 1))).to.contain('no. 1');
    log.prepend(second!);
    await drawn(log);
    expect(headings(log)).to.deep.equal(['Number', 'Deed']);
    first!.remove();
    second!.remove();
    await drawn(log);
    expect(headings(log)).to.deep.equal(['Event ID']);
  });

  it('leave out what is no column, and a field named twice', () => {
    expect(columnOptions([null, 3, '', {}, { field: ' ' }, 'user', { field: 'user' }, ['x']])).to.deep.equal([
      { field: 'user' },
    ]);
    expect(columnOptions('user')).to.deep.equal([]);
  });

  it('give way in a narrow list, and make two lines in the narrowest', async () => {
    const log = await list({ events: events(20) }, { width: 1000 });
    const seen = () =>
      ['c-created', 'c-action', 'c-user', 'c-summary', 'c-client_ip'].filter(name =>
        isSeen(rowAt(log, 0).querySelector(`.${name}`)!),
      );
    const lead = () => isSeen(rowAt(log, 0).querySelector('.lead')!);
    const widths: [number, string[], boolean][] = [
      [900, ['c-created', 'c-action', 'c-user', 'c-summary', 'c-client_ip'], false],
      [880, ['c-created', 'c-action', 'c-user', 'c-summary'], false],
      [760, ['c-created', 'c-action', 'c-summary'], true],
      [600, ['c-created', 'c-action', 'c-summary'], true],
      [320, ['c-created', 'c-action', 'c-summary'], true],
    ];
    for (const [width, columns, leads] of widths) {
      log.style.inlineSize = `${width}px`;
      await drawn(log);
      expect(seen(), String(width)).to.deep.equal(columns);
      expect(lead(), String(width)).to.equal(leads);
      expect(inside(log, '.viewport').scrollWidth, String(width)).to.equal(inside(log, '.viewport').clientWidth);
      expect(rowAt(log, 0).getBoundingClientRect().height).to.equal(width < 640 ? 56 : 40);
    }
    const row = rowAt(log, 0);
    const [action, what] = [row.querySelector('.c-action')!, row.querySelector('.c-summary')!].map(cell =>
      cell.getBoundingClientRect(),
    );
    expect(what!.top).to.be.at.least(action!.bottom - 1);
  });

  it('make two lines of whatever there is', () => {
    const host = document.createElement('x-none') as unknown as LitElement;
    host.addController = () => undefined;
    const texts = new Localize(host, commonEn);
    const make = (fields: string[]) => fields.map(field => makeColumn({ field }, texts, false));
    const names = (fields: string[]) => {
      const { lead, end, below } = narrowRow(make(fields));
      return [lead?.field, end?.field, below?.field];
    };
    expect(names(['created', 'action', 'user', 'summary'])).to.deep.equal(['action', 'created', 'summary']);
    expect(names(['pk', 'brand', 'created'])).to.deep.equal(['pk', 'created', 'brand']);
    expect(names(['app'])).to.deep.equal(['app', undefined, undefined]);
    const only = make(['created', 'client_ip']);
    expect(givesWay(only[1]!, only)).to.equal(undefined);
  });

  it('are as wide as the page says, if it says something that can be drawn', async () => {
    const widths = ['20rem', 'minmax(10rem, 1fr)', 'none', '1rem 2rem', 'red', 'fit-content(5rem)', '1fr; color: red'];
    const log = await list(
      { events: events(2), columns: widths.map((width, i) => ({ field: `context.c${i}`, width })) },
      { width: 1250 },
    );
    const cells = all(log, '.head .cell:not(.marker)').map(cell => Math.round(cell.getBoundingClientRect().width));
    expect(cells[0]).to.equal(320);
    expect(cells[1]).to.be.at.least(160);
    for (const usual of [2, 3, 4, 6]) expect(cells[usual]).to.be.at.least(112);
    const tops = all(log, '.head .cell').map(cell => cell.getBoundingClientRect().top);
    expect(Math.max(...tops) - Math.min(...tops)).to.be.lessThan(12);
  });

  it('scroll sideways, heading and all, when they need more room than there is', async () => {
    const log = await list({ events: events(30), columns: COLUMN_FIELDS }, { width: 1000 });
    const box = inside(log, '.viewport');
    expect(box.scrollWidth).to.be.greaterThan(box.clientWidth + 50);
    box.scrollLeft = 200;
    await drawn(log);
    const left = (selector: string): number => inside(log, selector).getBoundingClientRect().left;
    expect(left('.head .c-app')).to.be.closeTo(left('.row .c-app'), 1);
  });

  describe('chosen by a reader', () => {
    let log: EventLog;
    let layouts: EventLogLayout[];
    const box = (label: string): HTMLInputElement =>
      all(log, '#columns label')
        .find(item => text(item) === label)!
        .querySelector('input')!;
    const named = (name: string): HTMLElement => inside(log, `#columns [aria-label="${name}"]`);

    beforeEach(async () => {
      log = await list({ events: events(50) });
      layouts = [];
      log.addEventListener('event-log-layout', changed => layouts.push(changed.detail));
      inside(log, '[popovertarget="columns"]').focus();
      await press('Enter');
      await until(() => inside(log, '#columns').contains(log.shadowRoot!.activeElement), 'the panel');
    });

    it('are shown and hidden', async () => {
      await click(box('App'));
      await click(box('User'));
      await drawn(log);
      expect(headings(log)).to.deep.equal(['Time', 'Action', 'What happened', 'From', 'App']);
      expect(layouts.at(-1)).to.deep.equal({
        columns: ['created', 'action', 'summary', 'client_ip', 'app'],
        density: 'normal',
        times: 'relative',
      });
      expect(text(rowAt(log, 0).querySelector('.c-app')!)).to.equal('authentik.events.signals');
    });

    it('are put in another order by keys, and focus goes with the column', async () => {
      named('Move From to the front').focus();
      await press('Enter');
      await drawn(log);
      expect(headings(log)).to.deep.equal(['Time', 'Action', 'User', 'From', 'What happened']);
      await until(() => log.shadowRoot!.activeElement === named('Move From to the front'), 'the focus');
      for (let i = 0; i < 3; i += 1) {
        await press('Enter');
        await drawn(log);
      }
      expect(headings(log)[0]).to.equal('From');
      await until(
        () => log.shadowRoot!.activeElement === named('Move From to the back'),
        'the focus at the end of the way',
      );
    });

    it('take any field of the events', async () => {
      const field = inside<HTMLInputElement>(log, '#columns input[name="field"]');
      field.focus();
      for (const key of 'user.pk') await press(key);
      await press('Enter');
      await drawn(log);
      expect(headings(log).at(-1)).to.equal('user.pk');
      expect(field.value).to.equal('');
    });

    it('cannot all be taken away, and can be as they were', async () => {
      for (const label of ['Time', 'User', 'What happened', 'From']) await click(box(label));
      await drawn(log);
      expect(headings(log)).to.deep.equal(['Action']);
      expect(box('Action').disabled).to.equal(true);
      await click(inside(log, '#columns .pop-foot button'));
      await drawn(log);
      expect(headings(log)).to.have.lengthOf(5);
    });

    it('keep rows, and what is open, as they were', async () => {
      await press('Escape');
      rowAt(log, 1).querySelector<HTMLElement>('.line')!.click();
      await drawn(log);
      inside(log, '[popovertarget="columns"]').click();
      await click(box('Brand'));
      await drawn(log);
      expect(rowAt(log, 1).querySelector('event-detail')).to.not.equal(null);
      expect(rows(log).length).to.be.greaterThan(5);
    });
  });

  it('tells about other rows and times as well', async () => {
    const log = await list({ events: events(5) });
    const layouts: EventLogLayout[] = [];
    log.addEventListener('event-log-layout', changed => layouts.push(changed.detail));
    inside(log, '.for-times').click();
    await until(() => inside(log, '#times').matches(':popover-open'), 'the menu');
    await click(all(log, '#times .menu-item')[1]!);
    await drawn(log);
    expect(layouts.map(({ times }) => times)).to.deep.equal(['exact']);
    expect(text(rowAt(log, 0).querySelector('.c-created')!)).to.equal('Jan 31, 2026, 12:00:00');
  });
});
