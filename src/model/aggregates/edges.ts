import { zoneOffset } from '../zone.js';
import { AggregateError, MAX_BUCKETS } from './types.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Years 1 to 9999, which is what calendars of platforms agree on. */
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_000;

/** A width of buckets: so many of one unit. */
export interface Interval {
  readonly text: string;
  readonly count: number;
  readonly unit: 'second' | 'day' | 'week' | 'month';
  /** In milliseconds, on average. */
  readonly length: number;
}

const DURATION = /^P(?:(\d{1,5})([DWMY])|T(\d{1,5})([HMS]))$/;
const SECONDS = { H: 3600, M: 60, S: 1 } as const;
const DATE_UNITS = { D: ['day', 1], W: ['week', 1], M: ['month', 1], Y: ['month', 12] } as const;
const LENGTHS = { day: DAY, week: 7 * DAY, month: 30.436875 * DAY } as const;

/** @throws AggregateError */
export function readInterval(interval: string): Interval {
  const text = String(interval);
  const [, dates, dateUnit, times, timeUnit] = DURATION.exec(text) ?? [];
  const count = Number(dates ?? times ?? 0);
  if (count === 0)
    throw new AggregateError(
      'interval',
      `"${text.slice(0, 40)}" is no interval: give one ISO 8601 duration of one unit, such as PT5M, PT6H, P1D, P1W or P1M.`,
    );
  if (timeUnit !== undefined) {
    const seconds = count * SECONDS[timeUnit as keyof typeof SECONDS];
    if (86_400 % seconds !== 0)
      throw new AggregateError('interval', `An interval within a day has to divide it, which ${text} does not.`);
    return { text, count: seconds, unit: 'second', length: seconds * SECOND };
  }
  const [unit, times12] = DATE_UNITS[dateUnit as keyof typeof DATE_UNITS];
  return { text, count: count * times12, unit, length: count * times12 * LENGTHS[unit] };
}

/** What a chart chooses from: widths that people count in. */
const ROUND = (
  'PT1S PT5S PT10S PT15S PT30S PT1M PT2M PT5M PT10M PT15M PT30M PT1H PT2H PT3H PT6H PT12H ' +
  'P1D P2D P1W P1M P3M P6M P1Y P2Y P5Y P10Y P50Y P100Y P1000Y'
)
  .split(' ')
  .map(readInterval);

/** Offsets of one zone, each looked up once: asking the platform takes microseconds. */
class Zone {
  readonly #name: string;
  readonly #known = new Map<number, number>();

  constructor(name: string) {
    this.#name = name;
    try {
      zoneOffset(0, name);
    } catch {
      throw new AggregateError('timeZone', `This system knows no time zone ${JSON.stringify(name.slice(0, 60))}.`);
    }
  }

  offset(ms: number): number {
    if (this.#name === 'UTC') return 0;
    let offset = this.#known.get(ms);
    if (offset === undefined) {
      offset = zoneOffset(Math.min(Math.max(ms, FIRST + DAY), LAST - DAY), this.#name);
      this.#known.set(ms, offset);
    }
    return offset;
  }

  /** The first instant with other clocks than at `from`. Clocks change once between the two. */
  change(from: number, to: number): number {
    const before = this.offset(from);
    let low = Math.floor(from / SECOND);
    let high = Math.ceil(to / SECOND);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.offset(middle * SECOND) === before) low = middle;
      else high = middle;
    }
    return high * SECOND;
  }

  /** The first instant at which clocks show a time or a later one: where an hour is skipped, the end of the gap. */
  firstShowing(wall: number): number {
    const before = this.offset(wall - DAY);
    const after = this.offset(wall + DAY);
    if (before === after) return wall - before;
    const change = this.change(wall - DAY, wall + DAY);
    return wall - before < change ? wall - before : Math.max(change, wall - after);
  }
}

/**
 * Where buckets begin, in milliseconds since 1970, ascending: the first is at or before `start`, the last at or after `end`.
 *
 * Buckets within a day begin whenever the clocks of the zone show a multiple of the interval (counted from midnight), or pass
 * one because they are put forward. An hour that comes twice makes two buckets of an hour. Days and longer ones begin at the
 * first instant at which clocks show the midnight they begin with, or a later time: they last 23, 24 or 25 hours where clocks
 * change by an hour. Weeks begin on Monday, and several days are counted from 1970-01-01.
 *
 * @throws AggregateError when there would be more than 10,000 buckets
 */
export function bucketEdges(start: number, end: number, interval: Interval, timeZone: string): Float64Array {
  const count = (end - start) / interval.length;
  if (count > MAX_BUCKETS - 2)
    throw new AggregateError(
      'interval',
      `${interval.text} would make ${Math.ceil(count)} buckets; at most ${MAX_BUCKETS} can be had.`,
    );
  const zone = new Zone(timeZone);
  return Float64Array.from(
    interval.unit === 'second' ? clockEdges(start, end, interval.length, zone) : dateEdges(start, end, interval, zone),
  );
}

function clockEdges(start: number, end: number, step: number, zone: Zone): number[] {
  const edges: number[] = [];
  // From well before, so that the bucket that the start lies in is met wherever clocks change.
  let from = start - step - DAY;
  let offset = zone.offset(from);
  const last = end + step + DAY;
  const push = (edge: number) => {
    if (edge <= start) edges[0] = edge;
    else if (edges.at(-1)! < end) edges.push(edge);
  };
  while (from < last && !(edges.at(-1)! >= end)) {
    // At most a day at a time, in which clocks change once at most.
    let to = Math.min(from + DAY, last);
    const next = zone.offset(to);
    if (next !== offset) to = zone.change(from, to);
    for (let edge = Math.ceil((from + offset) / step) * step - offset; edge < to; edge += step) push(edge);
    if (next !== offset) {
      const passed = Math.floor((to + next) / step) !== Math.floor((to - 1 + offset) / step);
      if (passed && (to + next) % step !== 0) push(to);
    }
    from = to;
    offset = next;
  }
  return edges;
}

function dateEdges(start: number, end: number, { unit, count }: Interval, zone: Zone): number[] {
  const day = Math.floor((start + zone.offset(start)) / DAY);
  const edge = (period: number) => zone.firstShowing(firstDay(period) * DAY);
  const MONDAY = 3; // the first of January 1970 was a Thursday
  const firstDay = (period: number): number => {
    if (unit === 'day') return period * count;
    if (unit === 'week') return period * count * 7 - MONDAY;
    const date = new Date(0);
    date.setUTCFullYear(Math.floor((period * count) / 12), mod(period * count, 12), 1);
    return date.getTime() / DAY;
  };
  let period: number;
  if (unit === 'day') period = Math.floor(day / count);
  else if (unit === 'week') period = Math.floor((day + MONDAY) / 7 / count);
  else {
    const date = new Date(day * DAY);
    period = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / count);
  }
  while (edge(period + 1) <= start) period += 1;
  const edges = [edge(period)];
  while (edges.at(-1)! < end) {
    period += 1;
    const next = edge(period);
    // A day that a zone left out to change sides of the date line is none.
    if (next > edges.at(-1)!) edges.push(next);
  }
  return edges;
}

function mod(a: number, b: number): number {
  return ((a % b) + b) % b;
}

/** The edges of about so many buckets, of the smallest round width that makes no more of them. */
export function roundEdges(
  start: number,
  end: number,
  buckets: number,
  timeZone: string,
  shortest: number,
): { interval: Interval; edges: Float64Array } {
  for (const interval of ROUND) {
    if (interval.length < shortest || (end - start) / interval.length > buckets) continue;
    const edges = bucketEdges(start, end, interval, timeZone);
    if (edges.length - 1 <= buckets || interval === ROUND.at(-1)) return { interval, edges };
  }
  const interval = ROUND.at(-1)!;
  return { interval, edges: bucketEdges(start, end, interval, timeZone) };
}
