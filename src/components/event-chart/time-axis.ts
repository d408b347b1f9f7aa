import { toWall, weekday } from '../../model/index.js';
import type { Bucket } from './chart-data.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps between labels, from the finest. Zone clocks show a multiple of it at each. */
const STEPS: readonly (readonly [isAt: (wall: number) => boolean, kind: 'time' | 'day' | 'month' | 'year'])[] = [
  ...[
    1_000,
    5_000,
    15_000,
    30_000,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
  ].map(step => [(wall: number) => wall % step === 0, 'time'] as const),
  [wall => wall % DAY === 0, 'day'],
  [wall => wall % (2 * DAY) === 0, 'day'],
  [wall => wall % DAY === 0 && weekday(wall, 'UTC') === 1, 'day'],
  [wall => isFirst(wall, 1), 'month'],
  [wall => isFirst(wall, 3), 'month'],
  [wall => isFirst(wall, 12), 'year'],
  [wall => isFirst(wall, 12) && new Date(wall).getUTCFullYear() % 5 === 0, 'year'],
  [wall => isFirst(wall, 12) && new Date(wall).getUTCFullYear() % 20 === 0, 'year'],
  [wall => isFirst(wall, 12) && new Date(wall).getUTCFullYear() % 100 === 0, 'year'],
];

function isFirst(wall: number, months: number): boolean {
  const date = new Date(wall);
  return wall % DAY === 0 && date.getUTCDate() === 1 && date.getUTCMonth() % months === 0;
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
  for (const [isAt, kind] of STEPS) {
    const found = walls.flatMap((wall, index) => (isAt(wall) ? [index] : []));
    if (found.length === 0 || found.length > most) continue;
    return found.map(index => ({ index, text: tickText(walls[index]!, kind, locale) }));
  }
  const every = Math.max(1, Math.ceil(walls.length / Math.max(1, most)));
  return walls.flatMap((wall, index) => (index % every === 0 ? [{ index, text: tickText(wall, 'time', locale) }] : []));
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

/** A midnight is told as its day, a new year as its year, the first of a month by the month's name. */
function tickText(wall: number, kind: 'time' | 'day' | 'month' | 'year', locale: string): string {
  const date = new Date(wall);
  const form =
    isFirst(wall, 12) && kind !== 'time' && kind !== 'day'
      ? 'year'
      : kind === 'time'
        ? wall % DAY === 0
          ? 'day'
          : wall % MINUTE === 0
            ? 'time'
            : 'second'
        : kind === 'day' && date.getUTCDate() === 1
          ? 'date'
          : kind;
  const key = `${form}|${locale}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, { ...FORMATS[form], timeZone: 'UTC' })));
  return format.format(wall);
}
