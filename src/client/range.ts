import { isoMicros } from '../model/time.js';
import { startOfDay, weekday } from '../model/zone.js';
import { readRelativeTime, relativeSeconds } from '../query-lang/relative-time.js';
import { EventsError, shorten } from './errors.js';
import type { TimeRange } from './types.js';

const SECOND = 1_000_000;
/** No event is older, and calendars end somewhere. */
const MAX_DAYS = 700_000;

/** A range in microseconds since 1970: `from` inside, `to` outside; ±Infinity for an open end. */
export interface Bounds {
  from: number;
  to: number;
}

export interface ResolveOptions {
  /** IANA name of the zone whose days `today` and `week` are; UTC, as in a query, unless told otherwise. */
  timeZone?: string;
}

/** What one end of a range may count from, besides what the query language knows: the Monday of this week (ISO 8601). */
const WEEK = /^week(?:-(\d{1,6})w)?$/;

/**
 * The instant one end of a range names, in microseconds since 1970, or `NaN`: an ISO 8601 date or time (UTC without an offset),
 * `now`, `now-7d`, `today`, `today-1d`, `week` (Monday of this week), `week-1w`. Fractions of a second are dropped, because
 * authentik's query language knows none. `today`, `week` and days counted from them are days of the zone.
 */
export function endMicros(text: string, now: number, { timeZone = 'UTC' }: ResolveOptions = {}): number {
  const week = WEEK.exec(text);
  if (week)
    return startOfDay(now, timeZone, 1 - weekday(now, timeZone) - Math.min(7 * Number(week[1] ?? 0), MAX_DAYS)) * 1_000;
  const relative = readRelativeTime(text);
  if (!relative) return Math.floor(isoMicros(text) / SECOND) * SECOND;
  const { anchor, amount, unit } = relative;
  if (anchor === 'now') return relativeSeconds(relative, now) * SECOND;
  const days = unit === 'd' ? amount : unit === 'w' ? amount * 7 : 0;
  const midnight = startOfDay(now, timeZone, -Math.min(days, MAX_DAYS));
  return days > 0 ? midnight * 1_000 : relativeSeconds({ anchor: 'now', amount, unit }, midnight) * SECOND;
}

/** Whether an end of a range names another instant a moment later. */
export function isRelativeEnd(text: string | null | undefined): boolean {
  return typeof text === 'string' && (WEEK.test(text) || readRelativeTime(text) !== null);
}

/**
 * A range with both ends as ISO 8601 times in UTC; `null` is open. This is the one place where relative ends get their meaning,
 * for every client and server.
 *
 * @param now milliseconds since 1970
 * @throws EventsError of kind `query` when an end is no time
 */
export function resolveRange(
  range: TimeRange | undefined,
  now: number = Date.now(),
  options: ResolveOptions & { url?: string } = {},
): TimeRange {
  return {
    from: isoOf(readEnd(range?.from, 'start', now, options)),
    to: isoOf(readEnd(range?.to, 'end', now, options)),
  };
}

/**
 * The instants a range lies between, or `null` when it is open at both ends.
 *
 * @throws EventsError of kind `query` when an end is no time
 */
export function boundsOf(range: TimeRange | undefined, url: string, now: number = Date.now()): Bounds | null {
  const from = readEnd(range?.from, 'start', now, { url }) ?? -Infinity;
  const to = readEnd(range?.to, 'end', now, { url }) ?? Infinity;
  return from === -Infinity && to === Infinity ? null : { from, to };
}

export function isWithin({ from, to }: Bounds, micros: number): boolean {
  return micros >= from && micros < to;
}

function readEnd(
  text: string | null | undefined,
  which: string,
  now: number,
  { url = '', ...options }: ResolveOptions & { url?: string },
): number | undefined {
  if (text === null || text === undefined || text === '') return undefined;
  const micros = typeof text === 'string' ? endMicros(text, now, options) : NaN;
  if (Number.isNaN(micros)) {
    throw new EventsError({
      kind: 'query',
      url,
      message: `The ${which} of the time range is no date or time: ${JSON.stringify(shorten(String(text), 40))}.`,
    });
  }
  return micros;
}

function isoOf(micros: number | undefined): string | null {
  return micros === undefined ? null : `${new Date(micros / 1_000).toISOString().slice(0, -5)}Z`;
}

/** The range as a query, in the one form of a time that authentik's query language takes: UTC, whole seconds. */
export function rangeClause({ from, to }: Bounds): string {
  const clauses: string[] = [];
  if (from !== -Infinity) clauses.push(`created >= "${queryTime(from)}"`);
  if (to !== Infinity) clauses.push(`created < "${queryTime(to)}"`);
  return clauses.join(' and ');
}

function queryTime(micros: number): string {
  return new Date(micros / 1000).toISOString().slice(0, 19).replace('T', ' ');
}
