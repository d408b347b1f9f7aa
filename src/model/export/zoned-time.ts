import { isoMicros } from '../time.js';
import { zoneOffset } from '../zone.js';

const MINUTE = 60_000;

/** Every change of clocks since 1972 falls on a full quarter of an hour UTC, so one offset serves the whole of it. */
const QUARTER = 15 * MINUTE;

/** A million events of a century lie in this many quarters at most before the cache is emptied: some 10 MB. */
const CACHE_SIZE = 100_000;

const UTC_FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z$/;

/**
 * A writer of times as the clocks of a zone show them, with their distance to UTC: `2026-11-22T12:38:41.123456+01:00`, in UTC
 * `…Z`. The instant stays exact to the microsecond, so the text sorts and compares as a time in any tool, whatever the zone.
 *
 * The writer takes any value; what is no ISO 8601 time gives `null`. Offsets of local mean time, which have seconds, are
 * rounded to the minute that ISO 8601 knows, and the clock with them.
 *
 * @param timeZone IANA name
 * @throws RangeError for a zone this platform does not know
 */
export function zonedTimes(timeZone: string): (value: unknown) => string | null {
  zoneOffset(0, timeZone);
  const offsets = new Map<number, number>();
  const offsetAt = (ms: number): number => {
    const quarter = Math.floor(ms / QUARTER);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      if (offsets.size >= CACHE_SIZE) offsets.clear();
      offset = Math.round(zoneOffset(ms, timeZone) / MINUTE);
      offsets.set(quarter, offset);
    }
    return offset;
  };

  return value => {
    if (timeZone === 'UTC' && typeof value === 'string' && UTC_FORM.test(value)) return value;
    const micros = isoMicros(value);
    if (Number.isNaN(micros)) return null;
    const ms = Math.floor(micros / 1_000);
    const offset = offsetAt(ms);
    const clock = new Date(ms + offset * MINUTE).toISOString();
    const fraction = Math.round(micros - Math.floor(micros / 1_000_000) * 1_000_000);
    const digits = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0').replace(/000$/, '')}`;
    return `${clock.slice(0, clock.indexOf('.'))}${digits}${offsetText(offset)}`;
  };
}

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}
