import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromWall, startOfDay, toWall, weekday, zoneOffset } from './zone.js';

const ms = (text: string): number => Date.parse(text);
const iso = (at: number): string => new Date(at).toISOString();
const HOUR = 3_600_000;

describe('time zones', () => {
  it('tell how far a clock is ahead, whatever the sign, the fraction of an hour and the century', () => {
    assert.equal(zoneOffset(ms('2026-01-15T12:00:00Z'), 'America/New_York'), -5 * HOUR);
    assert.equal(zoneOffset(ms('2026-07-15T12:00:00.907Z'), 'America/New_York'), -4 * HOUR);
    assert.equal(zoneOffset(ms('2026-01-15T12:00:00Z'), 'Asia/Kathmandu'), 5.75 * HOUR);
    assert.equal(zoneOffset(ms('1968-12-31T23:59:59.5Z'), 'Europe/Berlin'), HOUR);
    assert.equal(zoneOffset(0, 'UTC'), 0);
    assert.throws(() => zoneOffset(0, 'Mars/Olympus'), RangeError);
  });

  it('give days of 23, 24, 24.5 and 25 hours where clocks change', () => {
    const hours = (day: string, zone: string): number =>
      (startOfDay(ms(day), zone, 1) - startOfDay(ms(day), zone)) / HOUR;
    assert.equal(hours('2026-03-08T12:00:00Z', 'America/New_York'), 23);
    assert.equal(hours('2026-03-09T12:00:00Z', 'America/New_York'), 24);
    assert.equal(hours('2026-11-01T12:00:00Z', 'America/New_York'), 25);
    assert.equal(hours('2026-04-04T20:00:00Z', 'Australia/Lord_Howe'), 24.5);
    assert.equal(hours('2026-10-03T20:00:00Z', 'Australia/Lord_Howe'), 23.5);
    assert.equal(hours('2026-10-03T20:00:00Z', 'UTC'), 24);
  });

  it('start a day where it starts, also when midnight is skipped', () => {
    assert.equal(iso(startOfDay(ms('2026-11-22T03:00:00Z'), 'America/New_York')), '2026-11-21T05:00:00.000Z');
    // Clocks in Beirut went from 00:00 to 01:00.
    assert.equal(iso(startOfDay(ms('2021-03-28T12:00:00Z'), 'Asia/Beirut')), '2021-03-27T22:00:00.000Z');
  });

  it('take the first of an hour that comes twice, and the hour after one that is skipped', () => {
    const at = (wall: string, zone: string): string => iso(fromWall(ms(wall), zone));
    assert.equal(at('2026-11-01T01:30:00Z', 'America/New_York'), '2026-11-01T05:30:00.000Z');
    assert.equal(at('2026-03-08T02:30:00Z', 'America/New_York'), '2026-03-08T07:30:00.000Z');
    assert.equal(at('2026-06-01T09:00:00Z', 'Europe/Berlin'), '2026-06-01T07:00:00.000Z');
    assert.equal(iso(toWall(ms('2026-06-01T07:00:00Z'), 'Europe/Berlin')), '2026-06-01T09:00:00.000Z');
  });

  it('know the day of the week on both sides of the date line', () => {
    const sunday = ms('2026-11-22T11:30:00Z');
    assert.equal(weekday(sunday, 'UTC'), 7);
    assert.equal(weekday(sunday, 'Pacific/Auckland'), 1);
    assert.equal(weekday(ms('1969-12-29T00:00:00Z'), 'UTC'), 1);
  });
});
