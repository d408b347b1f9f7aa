import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventsError } from './errors.js';
import { MemoryEventsClient } from './memory-events-client.js';
import { isRelativeEnd, resolveRange } from './range.js';

/** Sunday; in New York clocks went back the night before. */
const NOW = Date.parse('2026-11-01T18:38:44.907Z');
const from = (text: string, timeZone?: string): string | null =>
  resolveRange({ from: text, to: null }, NOW, timeZone === undefined ? {} : { timeZone }).from;

describe('a range of time', () => {
  it('is the same range when it is absolute, in whole seconds of UTC', () => {
    assert.deepEqual(resolveRange({ from: '2026-01-30T10:00:00.9+01:00', to: '2026-02-01' }, NOW), {
      from: '2026-01-30T09:00:00Z',
      to: '2026-02-01T00:00:00Z',
    });
    assert.deepEqual(resolveRange({ from: null, to: '' }, NOW), { from: null, to: null });
    assert.deepEqual(resolveRange(undefined, NOW), { from: null, to: null });
  });

  it('counts back from now', () => {
    assert.equal(from('now'), '2026-11-01T18:38:44Z');
    assert.equal(from('now-15m'), '2026-11-01T18:23:44Z');
    assert.equal(from('now-1w'), '2026-10-25T18:38:44Z');
    assert.equal(from('now-999999999w'), '0001-01-01T00:00:00Z');
  });

  it('counts days of the zone, whatever the clocks do', () => {
    assert.equal(from('today'), '2026-11-01T00:00:00Z');
    assert.equal(from('today', 'America/New_York'), '2026-11-01T04:00:00Z');
    assert.equal(from('today-1d', 'America/New_York'), '2026-10-31T04:00:00Z');
    assert.equal(from('today-9d', 'Pacific/Auckland'), '2026-10-23T11:00:00Z');
    assert.equal(from('today-2h', 'America/New_York'), '2026-11-01T02:00:00Z');
    assert.equal(from('week', 'America/New_York'), '2026-10-26T04:00:00Z');
    assert.equal(from('week-1w'), '2026-10-19T00:00:00Z');
    assert.equal(from('today-999999999d')?.slice(0, 2), '01');
  });

  it('says which end is no time', () => {
    for (const text of ['soon', 'now+1d', 'now-7x', '2026-02-30', 'week-1d', 7 as never]) {
      assert.throws(
        () => resolveRange({ from: null, to: text }, NOW),
        (error: EventsError) => error instanceof EventsError && error.kind === 'query' && /end of/.test(error.message),
      );
    }
  });

  it('tells whether it moves', () => {
    assert.deepEqual(['now', 'today-1d', 'week', '2026-01-01', null, ''].map(isRelativeEnd), [
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('keeps to one moment over the pages of a list, and moves on with the next first page', async () => {
    let now = NOW;
    const created = (ago: number): string => new Date(NOW - ago * 1_000).toISOString();
    const events = [50, 59, 61].map(ago => ({ pk: String(ago), action: 'x', app: '', created: created(ago) }));
    const client = new MemoryEventsClient(events, { now: () => now });
    const view = { range: { from: 'now-1m', to: null } };
    const count = async (page: number) => (await client.list(view, { page, pageSize: 1 })).pagination.count;
    assert.equal(await count(1), 2);
    now += 5_000;
    assert.equal(await count(2), 2);
    assert.equal(await count(1), 1);
  });
});
