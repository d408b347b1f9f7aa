import { expect } from '@open-wc/testing';
import type { EventRecord } from '../../model/index.js';
import { viewport as setViewport } from '../../../test/wtr/commands.js';
import type { EventLog } from './index.js';
import {
  drawn,
  elementCount,
  event,
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
  rowAt,
  rows,
  scrollTo,
  until,
  viewport,
} from './test/support.js';

const MILLION = 1_000_000;

describe('event-log, scrolling', () => {
  before(() => setViewport(1280, 900));

  describe('a million events', () => {
    let many: EventRecord[];
    let log: EventLog;
    before(() => (many = events(MILLION)));
    after(() => (many = []));
    beforeEach(async () => {
      log = await list({ events: many }, { height: 600 });
      // The first page is shown before all events have been looked at; further ones come when that is done.
      await until(() => !has(log, '.refresh.is-busy'), 'the order of all events');
    });

    it('shows the first of them', () => {
      expect(indexOf(inSight(log)[0]!)).to.equal(0);
      expectWhole(log);
    });

    it('reaches the last by the scrollbar, wholly', async () => {
      await scrollTo(log, viewport(log).scrollHeight);
      expectWhole(log);
      const last = inSight(log).at(-1)!;
      expect(indexOf(last)).to.equal(MILLION - 1);
      const end = viewport(log).getBoundingClientRect().top + viewport(log).clientHeight;
      expect(last.getBoundingClientRect().bottom).to.be.closeTo(end, 1);
    });

    it('reaches any row, and fills the view around it', async () => {
      for (const index of [1, 999, 54_321, 500_000, 777_777, MILLION - 30]) {
        log.scrollToRow(index);
        await frame();
        expect(indexOf(inSight(log)[0]!), String(index)).to.equal(index);
        expectWhole(log);
      }
    });

    it('goes to the same part of the whole as the scrollbar, with no blank row in the very next frame', async () => {
      const box = viewport(log);
      for (const part of [0.1, 0.25, 0.5, 0.9]) {
        box.scrollTop = part * (box.scrollHeight - box.clientHeight);
        await frame();
        expectWhole(log);
        expect(indexOf(inSight(log)[0]!) / MILLION).to.be.closeTo(part, 0.035);
      }
    });

    it('moves by just as many pixels as it is scrolled, anywhere', async () => {
      const box = viewport(log);
      for (const start of [0, 0.4, 0.8]) {
        await scrollTo(log, start * box.scrollHeight);
        const anchor = inSight(log)[8]!;
        const index = anchor.getAttribute('aria-rowindex')!;
        const before = anchor.getBoundingClientRect().top;
        for (let step = 0; step < 7; step += 1) await scrollTo(log, box.scrollTop + 33);
        const now = rowAt(log, Number(index) - 2).getBoundingClientRect().top;
        expect(before - now, `from ${start}`).to.be.closeTo(231, 1);
        expectWhole(log);
      }
    });

    it('stands still when scrolling has ended, while the scrollbar is put right', async () => {
      const box = viewport(log);
      await scrollTo(log, box.scrollHeight / 2);
      for (let step = 0; step < 40; step += 1) await scrollTo(log, box.scrollTop + 300);
      const [first] = inSight(log);
      const place = first!.getBoundingClientRect().top;
      const position = box.scrollTop;
      await until(() => box.scrollTop !== position, 'the scrollbar put right');
      await frame();
      expect(inSight(log)[0]!.getAttribute('aria-rowindex')).to.equal(first!.getAttribute('aria-rowindex'));
      expect(inSight(log)[0]!.getBoundingClientRect().top).to.be.closeTo(place, 1);
      expectWhole(log);
    });

    it('has as many elements as a thousand events, wherever it is', async () => {
      const few = await list({ events: events(1000) }, { height: 600 });
      await scrollTo(few, 5000);
      for (const position of [5000, 1_000_000, viewport(log).scrollHeight, 400]) await scrollTo(log, position);
      expect(elementCount(log)).to.equal(elementCount(few));
    });

    it('opens an event in its midst', async () => {
      log.scrollToRow(600_000);
      await frame();
      rowAt(log, 600_003).querySelector<HTMLElement>('.line')!.click();
      await drawn(log);
      const row = rowAt(log, 600_003);
      const next = rowAt(log, 600_004);
      expect(row.querySelector('event-detail')).to.not.equal(null);
      expect(next.getBoundingClientRect().top).to.be.closeTo(row.getBoundingClientRect().bottom, 0.6);
      await scrollTo(log, viewport(log).scrollHeight);
      expect(indexOf(inSight(log).at(-1)!)).to.equal(MILLION - 1);
    });

    it('sorts the other way', async () => {
      log.ordering = 'created';
      await until(() => rows(log)[0]?.textContent?.includes(`user-${MILLION - 1}`) ?? false, 'the oldest first', 8000);
      expectWhole(log, index => `user-${MILLION - 1 - index}`);
    });
  });

  it('draws only rows that have come into sight', async () => {
    const log = await list({ events: events(5000) }, { height: 600 });
    await scrollTo(log, 400);
    const row = rowAt(log, 15);
    const text = row.querySelector('.c-user span')!.firstChild!;
    let written = 0;
    const watch = new MutationObserver(() => (written += 1));
    watch.observe(row, { subtree: true, childList: true, characterData: true, attributes: true });
    await scrollTo(log, 440);
    await scrollTo(log, 480);
    watch.disconnect();
    expect(written).to.equal(0);
    expect(row.querySelector('.c-user span')!.firstChild).to.equal(text);
  });

  it('reads pages as they are scrolled to, one ahead, and shows bars for what is not there yet', async () => {
    const client = new FakeClient();
    const log = await list({ client, pageSize: 20 }, { height: 600 });
    const answer = (number: number): void => client.call(number).answer(page(events(5000), client.call(number)));
    answer(1);
    await drawn(log);
    expect(client.calls.map(call => call.page)).to.deep.equal([1, 2]);
    await scrollTo(log, 40_000);
    expect(rowAt(log, 1002).getAttribute('aria-busy')).to.equal('true');
    const bar = rowAt(log, 1002).getBoundingClientRect();
    await until(() => client.calls.some(call => call.page === 51), 'page 51');
    answer(51);
    await drawn(log);
    expect(rowAt(log, 1002).textContent).to.contain('user-1002');
    expect(rowAt(log, 1002).hasAttribute('aria-busy')).to.equal(false);
    const row = rowAt(log, 1002).getBoundingClientRect();
    expect([row.top, row.height]).to.deep.equal([bar.top, bar.height]);
  });

  it('shows page 3 before a slow page 2, and each where it belongs', async () => {
    const client = new FakeClient();
    const log = await list({ client, pageSize: 10 }, { height: 1000 });
    const answer = (number: number): void => client.call(number).answer(page(events(500), client.call(number)));
    answer(1);
    await drawn(log);
    answer(3);
    await drawn(log);
    expect(rowAt(log, 12).getAttribute('aria-busy')).to.equal('true');
    expect(rowAt(log, 21).textContent).to.contain('user-21');
    answer(2);
    await drawn(log);
    expectWhole(log);
  });

  it('never shows rows of a search before', async () => {
    const client = new FakeClient();
    const log = await list({ client }, { height: 600 });
    log.search = 'first';
    await drawn(log);
    const first = client.call(1);
    log.search = 'second';
    await drawn(log);
    client.call(1).answer(page([event(1), event(2)], client.call(1)));
    first.answer(page(events(300), first));
    await drawn(log);
    expect(rows(log)).to.have.lengthOf(2);
    expect(inside(log, '.count').textContent).to.equal('2 events');
    expect(first.signal.aborted).to.equal(true);
  });

  describe('while events arrive', () => {
    let log: EventLog;
    let client: FakeClient;
    let newest: EventRecord[];
    beforeEach(async () => {
      newest = events(600);
      client = new FakeClient((_view, request) => page(newest, request));
      log = await list({ client, pageSize: 20 }, { height: 600 });
    });
    const arrive = (count: number): void => {
      const offset = newest.length - 600;
      const fresh = Array.from({ length: count }, (_, i) =>
        event(0, { pk: `new-${offset + count - i}`, user: { username: 'newcomer' } }),
      );
      newest = [...fresh, ...newest];
    };

    it('keeps rows where they are, and counts what has come', async () => {
      arrive(7);
      await scrollTo(log, 2000);
      expectWhole(log);
      expect(inside(log, '.pill').textContent.trim()).to.equal('7 new');
      arrive(13);
      for (let top = 3000; top < 23_000; top += 500) {
        await scrollTo(log, top);
        expectWhole(log);
      }
      expect(inside(log, '.pill').textContent.trim()).to.equal('20 new');
      expect(inside(log, '.count').textContent).to.equal('600 events');
    });

    it('shows them when asked to, from the top', async () => {
      arrive(7);
      await scrollTo(log, 2000);
      inside(log, '.pill').click();
      await drawn(log);
      expect(viewport(log).scrollTop).to.equal(0);
      expect(rowAt(log, 0).textContent).to.contain('newcomer');
      expect(log.shadowRoot!.querySelector('.pill')).to.equal(null);
      expect(inside(log, '.count').textContent).to.equal('607 events');
    });

    it('keeps what is in sight in sight through a refresh, and open what was open', async () => {
      await scrollTo(log, 4000);
      const [, second] = inSight(log);
      second!.querySelector<HTMLElement>('.line')!.click();
      await drawn(log);
      const place = second!.getBoundingClientRect().top;
      const index = indexOf(second!);
      arrive(9);
      log.refresh();
      await drawn(log);
      const same = rows(log).find(row => row.textContent.includes(`user-${index} `))!;
      expect(indexOf(same)).to.equal(index + 9);
      expect(same.getBoundingClientRect().top).to.be.closeTo(place, 1);
      expect(same.querySelector('event-detail')).to.not.equal(null);
    });

    it('reads the list anew when it changes in another way', async () => {
      log.ordering = 'action';
      await drawn(log);
      newest = events(600).slice(50);
      await scrollTo(log, 8000);
      await until(() => inside(log, '.count').textContent === '550 events', 'the list read anew');
      await drawn(log);
      expectWhole(log, index => `user-${index + 50}`);
    });
  });
});
