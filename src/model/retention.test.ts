import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { retentionMs, retentionText } from './retention.js';

const DAY = 86_400_000;

describe('retentionMs', () => {
  for (const [text, ms] of [
    ['days=365', 365 * DAY],
    ['weeks=3;days=2;hours=3,seconds=2', 23 * DAY + 3 * 3_600_000 + 2000],
    [' Days = 1 ; ', DAY],
    ['90 days', 90 * DAY],
    ['2 weeks, 3 days', 17 * DAY],
    ['12h', DAY / 2],
    ['1 year', 365 * DAY],
    ['5m', 300_000],
    ['1mo', 30 * DAY],
    ['P90D', 90 * DAY],
    ['P1Y6M', 545 * DAY],
    ['PT12H', DAY / 2],
    ['1.5 days', 1.5 * DAY],
    ['forever', Infinity],
    ['For ever', Infinity],
  ] as const)
    it(`reads ${text}`, () => assert.equal(retentionMs(text), ms));

  for (const text of [
    '',
    '90',
    'days',
    'days=',
    'days=-1',
    'days=0',
    '0 days',
    'P',
    'PT',
    '24d is',
    'fortnights=2',
    '9'.repeat(15) + ' years',
    'a'.repeat(10_000),
    null,
    7,
  ])
    it(`finds no duration in ${JSON.stringify(text).slice(0, 30)}`, () => assert.equal(retentionMs(text), null));
});

describe('retentionText', () => {
  it('writes what authentik reads, and reads it back', () => {
    for (const [ms, text] of [
      [365 * DAY, 'days=365'],
      [1.5 * DAY, 'days=1;hours=12'],
      [90_061_001, 'days=1;hours=1;minutes=1;seconds=1;milliseconds=1'],
      [Infinity, 'forever'],
    ] as const) {
      assert.equal(retentionText(ms), text);
      assert.equal(retentionMs(text), ms);
    }
  });
});
