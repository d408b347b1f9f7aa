import { expect } from '@open-wc/testing';
import {
  countryName,
  formatDateTime,
  formatExact,
  formatNumber,
  formatRelative,
  formatShort,
  untilRelativeChanges,
  zoneName,
} from './format.js';

const NOON = Date.UTC(2026, 10, 22, 11, 38, 41, 907);
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Browsers differ in which blank they write before a zone and between parts. */
const plain = (text: string) => text.replace(/\s+/g, ' ');

describe('formatExact', () => {
  it('is exact to the millisecond and names the zone, in the language', () => {
    expect(plain(formatExact(NOON, { locale: 'en-GB', timeZone: 'UTC' }))).to.equal('22 Nov 2026, 11:38:41.907 UTC');
    const german = plain(formatExact(NOON, { locale: 'de', timeZone: 'Europe/Berlin' }));
    expect(german).to.contain('22. Nov. 2026').and.contain('12:38:41,907').and.contain('MEZ');
  });

  it('uses the clock of the machine when no zone is given', () => {
    expect(formatDateTime(NOON, { locale: 'en-GB' })).to.contain('12:38:41');
  });

  it('says nothing of what is no time', () => {
    for (const ms of [NaN, Infinity, 8.64e15 + 1]) expect(formatExact(ms, { locale: 'en' })).to.equal('');
  });

  it('counts midnight as 0 hours', () => {
    expect(formatDateTime(Date.UTC(2026, 0, 1), { locale: 'en-US', timeZone: 'UTC' })).to.contain('00:00:00');
  });
});

describe('zoneName', () => {
  it('is that of the time, not of today', () => {
    const berlin = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
    expect(zoneName(NOON, berlin)).to.equal('CET');
    expect(zoneName(Date.UTC(2026, 6, 1), berlin)).to.equal('CEST');
  });
});

describe('formatRelative', () => {
  for (const [before, text] of [
    [0, 'in 0 seconds|0 seconds ago'],
    [999, '0 seconds ago'],
    [18_000, '18 seconds ago'],
    [MINUTE - 1, '59 seconds ago'],
    [MINUTE, '1 minute ago'],
    [59.9 * MINUTE, '59 minutes ago'],
    [60 * MINUTE, '1 hour ago'],
    [DAY - 1, '23 hours ago'],
    [30 * DAY, '30 days ago'],
    [31 * DAY, '1 month ago'],
    [364 * DAY, '11 months ago'],
    [366 * DAY, '1 year ago'],
    [-2 * DAY, 'in 2 days'],
  ] as const) {
    it(`is ${text} after ${before} ms`, () => {
      expect(text.split('|')).to.contain(formatRelative(NOON - before, NOON, 'en', 'long'));
    });
  }

  it('is nothing for what is no time', () => expect(formatRelative(NaN, NOON, 'en')).to.equal(''));
});

describe('formatShort', () => {
  const at = Date.UTC(2023, 6, 10, 12, 37);
  it('names the month, and the year when it is another', () => {
    expect(formatShort(at, at, { locale: 'en', timeZone: 'UTC' })).to.equal('Jul 10, 12:37');
    expect(formatShort(at, NOON, { locale: 'en', timeZone: 'UTC' })).to.match(/^Jul 10, 2023,? 12:37$/);
    expect(formatShort(at, at, { locale: 'de', timeZone: 'Asia/Tokyo' })).to.match(/^10\. Juli?,? 21:37$/);
    expect(formatShort(NaN, at, { locale: 'en' })).to.equal('');
  });
});

describe('untilRelativeChanges', () => {
  it('is when the text is another', () => {
    for (const before of [1_000, 59_500, 61_000, 59.5 * MINUTE, 5.25 * 60 * MINUTE, 3.5 * DAY]) {
      const wait = untilRelativeChanges(NOON - before, NOON);
      const text = (now: number) => formatRelative(NOON - before, now, 'en');
      expect(text(NOON + wait), `${before}`).not.to.equal(text(NOON));
      if (wait > 1_000) expect(text(NOON + wait - 1), `${before}`).to.equal(text(NOON));
    }
  });
});

describe('formatNumber', () => {
  it('groups, also what a double cannot hold', () => {
    expect(formatNumber(14302, 'en')).to.equal('14,302');
    expect(formatNumber(9007199254740993n, 'en')).to.equal('9,007,199,254,740,993');
  });
});

describe('countryName', () => {
  it('knows codes, and leaves everything else as it is', () => {
    expect(countryName('pl', 'en')).to.equal('Poland');
    expect(countryName('PL', 'de')).to.equal('Polen');
    expect(['Poland', '', 'X', '12'].map(code => countryName(code, 'en'))).to.deep.equal(['Poland', '', 'X', '12']);
  });
});
