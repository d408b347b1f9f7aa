import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backoffMs, isPassing, isSafe, retryAfterMs } from './retry.js';

describe('backoffMs', () => {
  it('doubles its upper end, to ten seconds at most', () => {
    const longest = (failed: number) => backoffMs(failed, 500, () => 1);
    assert.deepEqual([1, 2, 3, 4, 5, 6, 60].map(longest), [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('is anything from nothing to there', () => {
    assert.equal(
      backoffMs(3, 500, () => 0),
      0,
    );
    assert.equal(
      backoffMs(3, 500, () => 0.25),
      500,
    );
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('2024-01-30T09:00:00Z');
  const read = (value: string | undefined, date?: string) =>
    retryAfterMs(new Headers({ ...(value !== undefined && { 'retry-after': value }), ...(date && { date }) }), now);

  it('reads seconds', () => {
    assert.deepEqual(
      ['0', '7', ' 120 '].map(value => read(value)),
      [0, 7000, 120_000],
    );
  });

  it('reads dates, in each form HTTP knows', () => {
    for (const date of [
      'Tue, 30 Jan 2024 09:00:10 GMT',
      'Tuesday, 30-Jan-24 09:00:10 GMT',
      'Tue Jan 30 09:00:10 2024 GMT',
    ]) {
      assert.equal(read(date), 10_000, date);
    }
  });

  it('measures a date against the server’s own clock', () => {
    assert.equal(read('Tue, 30 Jan 2024 12:00:05 GMT', 'Tue, 30 Jan 2024 12:00:00 GMT'), 5000);
  });

  it('takes a date that has passed for now', () => assert.equal(read('Tue, 30 Jan 2024 08:00:00 GMT'), 0));

  it('ignores what is neither', () => {
    for (const value of [undefined, '', '-5', '1.5', 'soon', '2024-01-31']) assert.equal(read(value), undefined, value);
  });
});

it('only what changes nothing is safe, and only what passes is passing', () => {
  assert.deepEqual(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(isSafe), [
    'GET',
    'HEAD',
    'OPTIONS',
  ]);
  assert.deepEqual([200, 400, 408, 429, 500, 501, 502, 503, 504].filter(isPassing), [429, 502, 503, 504]);
});
