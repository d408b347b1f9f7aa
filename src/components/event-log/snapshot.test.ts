import { expect } from '@open-wc/testing';
import type { EventPage } from '../../client/index.js';
import type { EventRecord } from '../../model/index.js';
import { NOT_SENT, Snapshot } from './snapshot.js';

/** A server's list, newest first, whose events are numbered from the oldest. */
function server(newest: number, oldest = 1): { answer(page: number, size?: number): EventPage; events: number[] } {
  const events = Array.from({ length: newest - oldest + 1 }, (_, i) => newest - i);
  return {
    events,
    answer: (page, size = 10) => ({
      pagination: {
        count: events.length,
        current: page,
        total_pages: Math.max(1, Math.ceil(events.length / size)),
        next: 0,
        previous: 0,
        start_index: 0,
        end_index: 0,
      },
      results: events.slice((page - 1) * size, page * size).map(record),
    }),
  };
}

const record = (n: number): EventRecord => ({ pk: `event-${n}`, action: 'login', app: 'x', created: '' });

/** The numbers of the events in some rows. */
function shown(snapshot: Snapshot, first: number, last: number): (string | undefined)[] {
  const rows: (string | undefined)[] = [];
  for (let index = first; index <= last; index += 1) rows.push(snapshot.row(index)?.pk.replace('event-', ''));
  return rows;
}

describe('Snapshot', () => {
  let snapshot: Snapshot;
  beforeEach(() => {
    snapshot = new Snapshot(10, true);
  });

  it('knows nothing before its first page', () => {
    expect(snapshot.count).to.equal(undefined);
    expect(snapshot.missing(0, 25)).to.deep.equal([1, 2, 3]);
  });

  it('puts pages in their places and asks for what is missing', () => {
    expect(snapshot.place(2, server(35).answer(2))).to.equal('placed');
    expect(snapshot.count).to.equal(35);
    expect(shown(snapshot, 9, 12)).to.deep.equal([undefined, '25', '24', '23']);
    expect(snapshot.missing(0, 100)).to.deep.equal([1, 3, 4]);
    expect(snapshot.missing(10, 19)).to.deep.equal([]);
    expect(snapshot.loaded).to.equal(10);
    expect(snapshot.indexOf('event-25')).to.equal(10);
  });

  describe('when events arrive at the head', () => {
    beforeEach(() => {
      snapshot.place(1, server(100).answer(1));
    });

    it('keeps its rows and puts later pages where they belong', () => {
      expect(snapshot.place(3, server(103).answer(3))).to.equal('placed');
      expect(snapshot.fresh).to.equal(3);
      expect(snapshot.count).to.equal(100);
      expect(shown(snapshot, 16, 18)).to.deep.equal([undefined, '83', '82']);
      // What lies between is on the second page as the server counts now.
      expect(snapshot.missing(10, 16)).to.deep.equal([2]);
      expect(snapshot.place(2, server(103).answer(2))).to.equal('placed');
      expect(shown(snapshot, 0, 26)).to.deep.equal(Array.from({ length: 27 }, (_, i) => String(100 - i)));
    });

    it('sees it by events it knows when the count stays, because as many have expired', () => {
      expect(snapshot.place(2, server(104, 5).answer(2))).to.equal('placed');
      expect(snapshot.fresh).to.equal(4);
      expect(snapshot.count).to.equal(96);
      expect(shown(snapshot, 8, 15)).to.deep.equal(['92', '91', '90', '89', '88', '87', '86', '85']);
    });

    it('says so when a page fits nowhere', () => {
      // Four came and four went, far from any row it knows: this page is put four rows off ...
      expect(snapshot.place(6, server(104, 5).answer(6))).to.equal('placed');
      // ... which shows as soon as a page between is read.
      snapshot.place(2, server(104, 5).answer(2));
      snapshot.place(3, server(104, 5).answer(3));
      snapshot.place(4, server(104, 5).answer(4));
      snapshot.place(5, server(104, 5).answer(5));
      expect(snapshot.missing(46, 49).length).to.be.greaterThan(0);
      expect(snapshot.place(6, server(104, 5).answer(6))).to.equal('changed');
    });

    it('loses no row and shows none twice while the list grows between any two pages', () => {
      let newest = 100;
      for (const page of [4, 2, 7, 3, 5, 6, 9, 8, 10]) {
        newest += page % 4;
        expect(snapshot.place(page, server(newest).answer(page))).to.equal('placed');
      }
      for (const page of snapshot.missing(0, 99)) snapshot.place(page, server(newest).answer(page));
      for (const page of snapshot.missing(0, 99)) snapshot.place(page, server(newest).answer(page));
      expect(shown(snapshot, 0, 99)).to.deep.equal(Array.from({ length: 100 }, (_, i) => String(100 - i)));
    });
  });

  it('gives way when the list changes in any other order than newest first', () => {
    const sorted = new Snapshot(10, false);
    sorted.place(1, server(100).answer(1));
    expect(sorted.place(2, server(101).answer(2))).to.equal('changed');
  });

  it('gives way when an event in front of the rows is deleted', () => {
    snapshot.place(1, server(100).answer(1));
    snapshot.place(2, server(100).answer(2));
    const after = server(100);
    after.events.splice(4, 1);
    expect(snapshot.place(1, after.answer(1))).to.equal('changed');
  });

  it('takes the page size of a server with a mind of its own', () => {
    const large = new Snapshot(100, true);
    expect(large.place(1, server(75).answer(1, 20))).to.equal('resized');
    expect(large.pageSize).to.equal(20);
    expect(large.place(1, server(75).answer(1, 20))).to.equal('placed');
    expect(large.missing(0, 74)).to.deep.equal([2, 3, 4]);
  });

  it('does not mistake a short list for short pages', () => {
    const large = new Snapshot(100, true);
    expect(large.place(1, server(75).answer(1, 100))).to.equal('placed');
    expect(large.count).to.equal(75);
  });

  it('does not ask for ever for what was counted and not sent', () => {
    const answer = server(25).answer(1);
    answer.results.length = 7;
    snapshot.place(1, answer);
    expect(snapshot.row(7)).to.equal(NOT_SENT);
    expect(snapshot.notSent).to.equal(3);
    expect(snapshot.missing(0, 9)).to.deep.equal([]);
  });

  it('does not take keys that stand for a place for events', () => {
    const nameless = (page: number): EventPage => {
      const answer = server(30).answer(page);
      answer.results.forEach((row, i) => (row.pk = `#${i}`));
      return answer;
    };
    expect(snapshot.place(1, nameless(1))).to.equal('placed');
    expect(snapshot.place(2, nameless(2))).to.equal('placed');
    expect(snapshot.loaded).to.equal(20);
  });

  it('counts entries that are no events, once each', () => {
    const answer = { ...server(30).answer(1), rejects: [{ index: 2, reason: 'An event is an object.' }] };
    snapshot.place(1, answer);
    snapshot.place(1, answer);
    expect(snapshot.rejected).to.deep.equal({ count: 1, reason: 'An event is an object.' });
  });

  it('keeps a bounded number of pages, those around the reader', () => {
    const many = server(10_000);
    for (let page = 1; page <= 200; page += 1) {
      snapshot.place(page, many.answer(page));
      snapshot.evict((page - 1) * 10);
    }
    expect(snapshot.loaded).to.be.at.most(300);
    expect(snapshot.row(1995)).to.not.equal(undefined);
    expect(snapshot.row(0)).to.equal(undefined);
    expect(snapshot.indexOf('event-10000')).to.equal(-1);
  });
});
