import { expect } from '@open-wc/testing';
import { hasLater, shifted, zoomedOut } from './moves.js';
import { readTyped, typedText, type End } from './typed-range.js';

const NOW = Date.parse('2026-11-22T18:38:44Z');
const read = (text: string, end: End = 'from', zone = 'UTC') => readTyped(text, end, zone, NOW);

describe('a typed end of a range', () => {
  it('may say how long ago', () => {
    const cases = [
      '2 hours ago',
      '2h',
      'last 3 days',
      'an hour ago',
      'past 5 min',
      '  1  WEEK ago ',
      '2 months',
      'last year',
      '90s',
    ];
    expect(cases.map(text => read(text))).to.deep.equal([
      'now-2h',
      'now-2h',
      'now-3d',
      'now-1h',
      'now-5m',
      'now-1w',
      'now-60d',
      'now-365d',
      'now-90s',
    ]);
  });

  it('may count back as a query does, and stays so', () => {
    expect(['now-7d', 'today', 'week-1w', 'yesterday'].map(text => read(text))).to.deep.equal([
      'now-7d',
      'today',
      'week-1w',
      'today-1d',
    ]);
    expect(read('yesterday', 'to')).to.equal('today');
  });

  it('may be said as the language of the reader says it, whatever its number', () => {
    for (const locale of ['de', 'fr', 'ar', 'ja', 'ru', 'he', 'fa', 'pt-BR', 'en-GB', 'zh-TW']) {
      const tongue = { locales: [locale], last: (amount: string) => `Letzte ${amount}` };
      const readIn = (text: string, end: End = 'from') => readTyped(text, end, 'UTC', NOW, tongue);
      const ago = new Intl.RelativeTimeFormat(locale);
      const auto = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
      for (const [unit, letter] of Object.entries({ second: 's', minute: 'm', hour: 'h', day: 'd', week: 'w' })) {
        const length = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
        for (const n of [1, 2, 3, 5, 11, 90]) {
          const expected = `now-${n}${letter}`;
          const said = ago.format(-n, unit as Intl.RelativeTimeFormatUnit);
          expect(readIn(said), `${locale}: ${said}`).to.equal(expected);
          expect(readIn(` ${said.toLocaleUpperCase(locale)} `), `${locale}: ${said}`).to.equal(expected);
          expect(readIn(`Letzte ${length.format(n)}`), length.format(n)).to.equal(expected);
        }
      }
      expect(readIn(auto.format(-1, 'day')), locale).to.equal('today-1d');
      expect(readIn(auto.format(-1, 'day'), 'to'), locale).to.equal('today');
      expect(readIn(auto.format(0, 'week')), locale).to.equal('week');
      expect(readIn('2 hours ago'), locale).to.equal('now-2h');
      expect(readIn(ago.format(3, 'hour')), 'a time to come').to.equal(undefined);
    }
  });

  it('needs neither the accents nor the blanks of a language', () => {
    const readIn = (text: string, locale: string) =>
      readTyped(text, 'from', 'UTC', NOW, { locales: [locale], last: String });
    expect(readIn('2 Std.', 'de')).to.equal('now-2h');
    expect(readIn('2時間前', 'ja')).to.equal('now-2h');
    expect(readIn('ha 3 dias', 'pt-BR')).to.equal('now-3d');
    expect(readIn('قبل ٥ دقائق', 'ar-EG')).to.equal('now-5m');
    expect(readIn('vor 2 Fortnights', 'de')).to.equal(undefined);
  });

  it('may be a time, of the zone unless it has an offset, and is meant to its end as the last moment', () => {
    const rows: [text: string, zone: string, from: string, to: string][] = [
      ['2026-11-22', 'America/New_York', '2026-11-22T05:00:00Z', '2026-11-23T05:00:00Z'],
      ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
      ['2026-11-22 9:05', 'Europe/Berlin', '2026-11-22T08:05:00Z', '2026-11-22T08:06:00Z'],
      ['2026-11-22T09:05:07', 'UTC', '2026-11-22T09:05:07Z', '2026-11-22T09:05:08Z'],
      ['2026-11-22T09:05:07.9+01:00', 'Asia/Tokyo', '2026-11-22T08:05:07Z', '2026-11-22T08:05:08Z'],
      ['11:42', 'Asia/Tokyo', '2026-11-23T02:42:00Z', '2026-11-23T02:43:00Z'],
    ];
    for (const [text, zone, from, to] of rows) {
      expect([read(text, 'from', zone), read(text, 'to', zone)], text).to.deep.equal([from, to]);
    }
  });

  it('is open when empty, and nothing when it cannot be read', () => {
    expect(read('  ')).to.equal(null);
    for (const text of [
      'soon',
      'm',
      '2026-02-30',
      '5 fortnights',
      '25:00',
      '2026-11-22 9',
      'now+1d',
      'x'.repeat(99_999),
    ]) {
      expect(read(text), text.slice(0, 20)).to.equal(undefined);
    }
  });

  it('is written in as few figures as it takes, and read back as the same', () => {
    const rows: [value: string, end: End, zone: string, text: string][] = [
      ['2026-11-22T05:00:00Z', 'from', 'America/New_York', '2026-11-22'],
      ['2026-11-23T05:00:00Z', 'to', 'America/New_York', '2026-11-22'],
      ['2026-11-22T08:06:00Z', 'to', 'Europe/Berlin', '2026-11-22 09:05'],
      ['2026-11-22T08:06:07Z', 'from', 'Europe/Berlin', '2026-11-22 09:06:07'],
      // The second half past one of that night.
      ['2026-11-01T06:30:00Z', 'from', 'America/New_York', '2026-11-01 01:30-05:00'],
      ['now-7d', 'from', 'UTC', 'now-7d'],
    ];
    for (const [value, end, zone, text] of rows) {
      expect(typedText(value, end, zone)).to.equal(text);
      expect(read(text, end, zone)).to.equal(value);
    }
    expect(typedText(null, 'to', 'UTC')).to.equal('');
  });
});

describe('moving a range', () => {
  const moment = (from: string, to: string | null, timeZone = 'UTC') => ({
    resolved: { from, to },
    timeZone,
    now: NOW,
  });

  it('goes its own length earlier and later', () => {
    const hour = moment('2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z');
    expect(shifted(hour, -1)).to.deep.equal({ from: '2026-11-22T09:00:00Z', to: '2026-11-22T10:00:00Z' });
    expect(shifted(hour, 1)).to.deep.equal({ from: '2026-11-22T11:00:00Z', to: '2026-11-22T12:00:00Z' });
    expect(shifted(moment('2026-11-22T18:38:00Z', null), -1)).to.deep.equal({
      from: '2026-11-22T18:37:16Z',
      to: '2026-11-22T18:38:00Z',
    });
    expect(shifted({ resolved: { from: null, to: null }, timeZone: 'UTC', now: NOW }, 1)).to.equal(null);
  });

  it('goes by whole days where clocks change', () => {
    const day = moment('2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 'America/New_York');
    expect(shifted(day, -1)).to.deep.equal({ from: '2026-10-31T04:00:00Z', to: '2026-11-01T04:00:00Z' });
    expect(shifted(day, 1)).to.deep.equal({ from: '2026-11-02T05:00:00Z', to: '2026-11-03T05:00:00Z' });
  });

  it('knows when there is nothing later', () => {
    expect(hasLater(moment('2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z'))).to.equal(true);
    expect(hasLater(moment('2026-11-22T10:00:00Z', null))).to.equal(false);
  });

  it('doubles, further back for what counts back, to both sides else, and not past now', () => {
    const any = moment('2026-11-22T10:00:00Z', '2026-11-22T12:00:00Z');
    expect(zoomedOut({ from: 'now-7d', to: null }, any)).to.deep.equal({ from: 'now-14d', to: null });
    expect(zoomedOut(any.resolved, any)).to.deep.equal({ from: '2026-11-22T09:00:00Z', to: '2026-11-22T13:00:00Z' });
    const near = moment('2026-11-22T17:38:44Z', '2026-11-22T18:38:44Z');
    expect(zoomedOut(near.resolved, near)).to.deep.equal({ from: '2026-11-22T16:38:44Z', to: '2026-11-22T18:38:44Z' });
  });
});
