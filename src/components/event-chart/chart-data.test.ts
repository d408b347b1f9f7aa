import { expect } from '@open-wc/testing';
import { MISSING_KEY, OTHER_KEY, type Histogram } from '../../model/index.js';
import { chartData, Looks } from './chart-data.js';
import { sortedRows } from './chart-table.js';
import { shareOf } from './draw.js';
import { timeTicks } from './time-axis.js';

const HOUR = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const START = Date.parse('2026-11-20T00:00:00Z');

function histogram(counts: Record<string, number>[], extra: Partial<Histogram> = {}): Histogram {
  const keys = [...new Set(counts.flatMap(by => Object.keys(by)))].filter(key => key !== OTHER_KEY);
  const buckets = counts.map((by, i) => ({
    start: iso(START + i * HOUR),
    end: iso(START + (i + 1) * HOUR),
    total: Object.values(by).reduce((a, b) => a + b, 0),
    by,
  }));
  return {
    buckets,
    interval: 'PT1H',
    range: { from: null, to: null },
    keys,
    other: false,
    undated: 0,
    covered: 1,
    total: 1,
    exact: true,
    ...extra,
  };
}
const frame = (from: string | null, to: string | null, now = START + 10 * HOUR) => ({
  range: { from, to },
  timeZone: 'UTC',
  now,
});

describe('the data of a chart', () => {
  it('stacks actions by group from failures up, then what has no value, then the rest', () => {
    const found = histogram([{ login: 5, [OTHER_KEY]: 2, login_failed: 1, [MISSING_KEY]: 1, logout: 3 }], {
      other: true,
    });
    const data = chartData(found, 'action', new Looks(), frame(null, null));
    expect(data.series.map(({ key }) => key)).to.deep.equal([
      'login_failed',
      'login',
      'logout',
      MISSING_KEY,
      OTHER_KEY,
    ]);
    expect([data.total, data.most, data.mostOfOne]).to.deep.equal([12, 12, 5]);
  });

  it('goes on to now with empty buckets when the range is open to it, and marks the last as not over', () => {
    const data = chartData(
      histogram([{ login: 5 }]),
      'action',
      new Looks(),
      frame(iso(START), null, START + 3.5 * HOUR),
    );
    expect(data.buckets.map(({ total }) => total)).to.deep.equal([5, 0, 0, 0]);
    expect(data.buckets.map(({ partial }) => partial)).to.deep.equal([null, null, null, 'end']);
    expect(data.series[0]!.counts).to.deep.equal([5, 0, 0, 0]);
  });

  it('marks a first bucket that begins before the range', () => {
    const data = chartData(
      histogram([{ a: 1 }, { a: 1 }]),
      'app',
      new Looks(),
      frame(iso(START + 1), iso(START + 2 * HOUR)),
    );
    expect(data.buckets.map(({ partial }) => partial)).to.deep.equal(['start', null]);
  });

  it('has one series when it is not split, and none too many when there is nothing', () => {
    const whole = histogram([{}, {}]);
    whole.buckets[0]!.total = 4;
    expect(chartData(whole, '', new Looks(), frame(null, null)).series.map(({ total }) => total)).to.deep.equal([4]);
    expect(chartData(histogram([]), '', new Looks(), frame(null, null)).buckets).to.deep.equal([]);
  });

  it('takes keys that name members of every object', () => {
    const by = Object.assign(Object.create(null) as Record<string, number>, { __proto__: 0 });
    Object.defineProperty(by, '__proto__', { value: 3, enumerable: true });
    const data = chartData(histogram([by]), 'app', new Looks(), frame(null, null));
    expect(data.series.map(({ key, total }) => [key, total])).to.deep.equal([['__proto__', 3]]);
  });
});

describe('the look of a value', () => {
  it('is that of its group, with a pattern where two share the hue', () => {
    const looks = new Looks();
    const first = looks.of('login', 'action');
    expect(first).to.include({ hue: 'sign-in', pattern: 0 });
    expect(looks.of('source_linked', 'action').hue).not.to.equal(undefined);
    const failures = ['login_failed', 'suspicious_request', 'policy_exception'].map(key => looks.of(key, 'action'));
    expect(new Set(failures.map(({ hue, pattern }) => `${hue} ${pattern}`)).size).to.equal(3);
  });

  it('stays the same whatever else comes and goes, and differs from its neighbours', () => {
    const looks = new Looks();
    const names = Array.from({ length: 30 }, (_, i) => `user-${i}`);
    const before = names.map(name => looks.of(name, 'user.username'));
    expect(new Set(before.map(({ hue, pattern }) => `${hue} ${pattern}`)).size).to.equal(30);
    expect([...names].reverse().map(name => looks.of(name, 'user.username'))).to.deep.equal([...before].reverse());
    expect(new Looks().of('user-3', 'user.username').hue).to.equal(new Looks().of('user-3', 'user.username').hue);
  });

  it('has letters where there is no icon, whatever the text', () => {
    const looks = new Looks();
    expect(['de.wikipedia', '  x', '…', ''].map(key => looks.of(key, 'app').letters)).to.deep.equal([
      'DE',
      'X',
      '?',
      '?',
    ]);
  });
});

describe('the scale', () => {
  it('is a share of the height, by count or by power of ten', () => {
    expect([0, 50, 100].map(count => shareOf(count, 100, 'linear'))).to.deep.equal([0, 0.5, 1]);
    expect(shareOf(0, 100, 'log')).to.equal(0);
    expect(shareOf(1, 100, 'log')).to.be.greaterThan(0);
    expect(shareOf(100, 100, 'log')).to.equal(1);
    expect(shareOf(10, 100, 'log')).to.be.closeTo(0.52, 0.01);
  });
});

describe('the time axis', () => {
  const buckets = (count: number, step: number, start = START) =>
    Array.from({ length: count }, (_, i) => ({
      start: start + i * step,
      end: start + (i + 1) * step,
      total: 0,
      partial: null,
    }));

  it('has as many round times as there is room for', () => {
    const texts = (count: number, step: number, most: number) =>
      timeTicks(buckets(count, step), most, 'en-GB', 'UTC').map(({ text }) => text);
    expect(texts(24, HOUR, 5)).to.deep.equal(['Fri 20', '06:00', '12:00', '18:00']);
    expect(texts(56, 3 * HOUR, 8))
      .to.have.length(7)
      .and.to.include('Mon 23');
    expect(texts(120, HOUR / 60, 6)).to.deep.equal(['Fri 20', '00:30', '01:00', '01:30']);
    expect(texts(365, 24 * HOUR, 13).slice(0, 3)).to.deep.equal(['Dec', '2027', 'Feb']);
  });

  it('stands at whole numbers of buckets, so that its steps are even', () => {
    const indexes = (count: number, minutes: number, most: number) =>
      timeTicks(buckets(count, (minutes * HOUR) / 60, START - (14 * HOUR) / 60), most, 'en-GB', 'UTC').map(
        ({ index }) => index,
      );
    expect(indexes(26, 2, 6)).to.deep.equal([2, 7, 12, 17, 22]);
    expect(indexes(26, 2, 3)).to.deep.equal([7, 22]);
  });

  it('labels buckets of weeks and months at even steps', () => {
    const weeks = buckets(60, 7 * 24 * HOUR, Date.parse('2025-09-01'));
    expect(timeTicks(weeks, 6, 'en-GB', 'UTC')).to.deep.equal([
      { index: 5, text: '6 Oct' },
      { index: 18, text: '2026' },
      { index: 31, text: '6 Apr' },
      { index: 44, text: '6 Jul' },
      { index: 57, text: '5 Oct' },
    ]);
    const months = Array.from({ length: 41 }, (_, i) => ({ ...weeks[0]!, start: Date.UTC(2023, 6 + i) }));
    const texts = timeTicks(months, 14, 'en-GB', 'UTC').map(({ text }) => text);
    expect(texts.slice(0, 4)).to.deep.equal(['Jul', 'Oct', '2024', 'Apr']);
    expect(timeTicks(months, 4, 'en-GB', 'UTC').map(({ index }) => index)).to.deep.equal([6, 18, 30]);
  });

  it('goes by the clocks of the zone', () => {
    const [first] = timeTicks(buckets(24, HOUR, Date.parse('2026-11-20T05:00:00Z')), 2, 'en-GB', 'America/New_York');
    expect(first).to.deep.equal({ index: 0, text: 'Fri 20' });
  });
});

describe('the table of a chart', () => {
  it('sorts by any column, and by time where that is equal', () => {
    const data = chartData(histogram([{ a: 1, b: 9 }, { a: 3 }, { a: 1 }]), 'app', new Looks(), frame(null, null));
    expect(sortedRows(data, { column: 'time', descending: true })).to.deep.equal([2, 1, 0]);
    expect(sortedRows(data, { column: 'total', descending: false })).to.deep.equal([2, 1, 0]);
    const a = data.series.findIndex(({ key }) => key === 'a');
    expect(sortedRows(data, { column: a, descending: false })).to.deep.equal([0, 2, 1]);
  });
});
