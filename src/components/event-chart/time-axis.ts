import { toWall } from '../../model/zone.js';
import type { Bucket } from './chart-data.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** One to count weeks from. */
const MONDAY = -3 * DAY;

type Kind = 'time' | 'day' | 'month' | 'year';

/**
 * Steps between labels, from the finest, as the number of the step a time is in. A label stands where a step begins, or at the first
 * bucket within it: weeks begin in the middle of months, and every month has its label all the same. Steps of the clock have a
 * length in milliseconds, and must be whole numbers of buckets: a quarter of an hour at 11:46, 12:00 and 12:16 is none.
 */
const STEPS: readonly (readonly [stepOf: (wall: number) => number, kind: Kind, length?: number])[] = [
  ...[
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
  ].map(step => [(wall: number) => Math.floor(wall / step), 'time', step] as const),
  [wall => Math.floor(wall / DAY), 'day'],
  [wall => Math.floor(wall / (2 * DAY)), 'day'],
  [wall => Math.floor((wall - MONDAY) / (7 * DAY)), 'day'],
  ...[1, 3].map(months => [(wall: number) => Math.floor(monthOf(wall) / months), 'month'] as const),
  ...[1, 5, 20, 100].map(years => [(wall: number) => Math.floor(monthOf(wall) / (12 * years)), 'year'] as const),
];

/** Months since the year 0. */
function monthOf(wall: number): number {
  const date = new Date(wall);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** A label of the time axis, at the start of a bucket. */
export interface Tick {
  index: number;
  text: string;
}

/**
 * Labels of a time axis: as many round times as there is room for.
 *
 * @param most how many labels fit
 */
export function timeTicks(buckets: readonly Bucket[], most: number, locale: string, timeZone: string): Tick[] {
  const walls = buckets.map(({ start }) => toWall(start, timeZone));
  /** The time before a bucket, in the bucket before it. */
  const before = (index: number): number => (index === 0 ? walls[0]! - 1 : walls[index - 1]!);
  const label = (index: number, kind: Kind): Tick => {
    const wall = walls[index]!;
    const isNewYear = Math.floor(monthOf(wall) / 12) !== Math.floor(monthOf(before(index)) / 12);
    return { index, text: tickText(wall, isNewYear && kind === 'month' ? 'year' : kind, locale) };
  };
  const width = buckets.length > 0 ? buckets[0]!.end - buckets[0]!.start : 1;
  for (const [stepOf, kind, length] of STEPS) {
    if (length !== undefined && length % width !== 0) continue;
    const found = [...walls.keys()].filter(index => stepOf(walls[index]!) !== stepOf(before(index)));
    if (found.length > 0 && found.length <= most) return found.map(index => label(index, kind));
  }
  const every = Math.max(1, Math.ceil(walls.length / Math.max(1, most)));
  return [...walls.keys()].filter(index => index % every === 0).map(index => label(index, 'time'));
}

const FORMATS = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', day: 'numeric' },
  date: { month: 'short', day: 'numeric' },
  month: { month: 'short' },
  year: { year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A midnight is told as its day, the first of a month by the month's name. */
function tickText(wall: number, kind: Kind, locale: string): string {
  const date = new Date(wall);
  const isFirst = date.getUTCDate() === 1;
  let form: keyof typeof FORMATS = kind;
  if (kind === 'time' && wall % DAY === 0) form = 'day';
  else if (kind === 'time' && wall % MINUTE !== 0) form = 'second';
  else if ((kind === 'day' && isFirst) || (kind === 'month' && !isFirst)) form = 'date';
  const key = `${form}|${locale}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, { ...FORMATS[form], timeZone: 'UTC' })));
  return format.format(wall);
}
