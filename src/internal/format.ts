import { localZone, startOfDay } from '../model/zone.js';

/*
 * Times and numbers in the reader's language, through Intl. Formatters are costly to make (0.05 ms each), and a list
 * needs one per cell, so they are kept.
 */

/** Whose words and which clock. `timeZone` is an IANA name the browser knows; without it, the browser's own. */
export interface FormatOptions {
  locale: string;
  timeZone?: string | undefined;
}

const cache = new Map<string, unknown>();

function cached<T>(key: string, make: () => T): T {
  let made = cache.get(key) as T | undefined;
  if (made === undefined) cache.set(key, (made = make()));
  return made;
}

function dateFormat(kind: string, { locale, timeZone }: FormatOptions, options: Intl.DateTimeFormatOptions) {
  const key = `${kind}|${locale}|${timeZone ?? ''}`;
  return cached(key, () => new Intl.DateTimeFormat(locale, timeZone ? { ...options, timeZone } : options));
}

/** The greatest distance from 1970 a Date can hold, in milliseconds. */
const DATE_MAX = 8.64e15;

/** Whether a number of milliseconds since 1970 is a time that can be shown. */
export function isTime(ms: number): boolean {
  return Math.abs(ms) <= DATE_MAX; // false for NaN
}

const DAY: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' };
// A log is read to the second and sorted by eye: 24 hours in every language.
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };

/**
 * The exact time, to the millisecond, with its zone: `22 Nov 2026, 11:38:41.907 UTC`.
 *
 * @param ms since 1970; a value that is no time gives an empty text, and the caller shows what it was given
 */
export function formatExact(ms: number, options: FormatOptions): string {
  if (!isTime(ms)) return '';
  return dateFormat('exact', options, {
    ...DAY,
    ...CLOCK,
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  }).format(ms);
}

/** Day and time to the second, without the zone: `22 Nov 2026, 11:38:41`. For columns that name the zone in their head. */
export function formatDateTime(ms: number, options: FormatOptions): string {
  return isTime(ms) ? dateFormat('seconds', options, { ...DAY, ...CLOCK }).format(ms) : '';
}

/**
 * Day and time in few letters, the month as a word, for `07/10` is another day to another reader: `Nov 22, 11:38`, with the
 * year when it is another than that of `now`. For narrow columns; the exact time is elsewhere.
 */
export function formatShort(ms: number, now: number, options: FormatOptions): string {
  if (!isTime(ms)) return '';
  const year = dateFormat('year', options, { year: 'numeric' });
  const named = isTime(now) && year.format(ms) !== year.format(now);
  return dateFormat(named ? 'short with year' : 'short', options, {
    ...(named && { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ms);
}

/** The time of day alone: `11:38:41`. */
export function formatClock(ms: number, options: FormatOptions): string {
  return isTime(ms) ? dateFormat('clock', options, CLOCK).format(ms) : '';
}

/** The day: `22 Nov 2026`. */
export function formatDay(ms: number, options: FormatOptions): string {
  return isTime(ms) ? dateFormat('day', options, DAY).format(ms) : '';
}

/** The zone that times are shown in, as a short name: `UTC`, `CET`, `GMT+2`. */
export function zoneName(ms: number, options: FormatOptions): string {
  const format = dateFormat('zone', options, { timeZoneName: 'short' });
  return format.formatToParts(isTime(ms) ? ms : 0).find(part => part.type === 'timeZoneName')?.value ?? '';
}

const SECOND = 1_000;
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365.25 * 86_400 * SECOND],
  ['month', 30.4375 * 86_400 * SECOND],
  ['day', 86_400 * SECOND],
  ['hour', 3_600 * SECOND],
  ['minute', 60 * SECOND],
  ['second', SECOND],
];

function relativeUnit(distance: number): [Intl.RelativeTimeFormatUnit, number] {
  return UNITS.find(([, size]) => distance >= size) ?? ['second', SECOND];
}

/**
 * How long ago, in the largest unit that has passed once: `18 sec. ago`, `3 min. ago`, `in 2 days`. Parts of a unit are
 * dropped, so it never claims more time than has passed.
 */
export function formatRelative(
  ms: number,
  now: number,
  locale: string,
  style: Intl.RelativeTimeFormatStyle = 'short',
): string {
  if (!isTime(ms) || !isTime(now)) return '';
  const distance = Math.abs(ms - now);
  const [unit, size] = relativeUnit(distance);
  const format = cached(`relative|${locale}|${style}`, () => new Intl.RelativeTimeFormat(locale, { style }));
  const amount = Math.floor(distance / size);
  return format.format(ms > now ? amount : -amount, unit);
}

/** Milliseconds until {@link formatRelative} of that time reads differently: when to draw it again. */
export function untilRelativeChanges(ms: number, now: number): number {
  const distance = now - ms;
  const [, size] = relativeUnit(Math.abs(distance));
  const rest = distance >= 0 ? size - (distance % size) : -distance % size;
  return Math.max(SECOND, rest);
}

/** A count: `14,302`. */
export function formatNumber(value: number | bigint, locale: string): string {
  return cached(`number|${locale}`, () => new Intl.NumberFormat(locale)).format(value);
}

/** The name of a country by its ISO 3166 code, `PL` as `Poland`; anything else comes back as it is. */
export function countryName(code: string, locale: string): string {
  if (!/^[A-Za-z]{2}$/.test(code)) return code;
  try {
    const names = cached(`region|${locale}`, () => new Intl.DisplayNames(locale, { type: 'region' }));
    return names.of(code.toUpperCase()) ?? code;
  } catch {
    return code;
  }
}

export type TimeAmountUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** How long: `7 days`. */
export function formatAmount(amount: number, unit: TimeAmountUnit, locale: string): string {
  return amounts(unit, locale).format(amount);
}

/** What one of a unit is called without the number: `day`. */
export function formatUnit(unit: TimeAmountUnit, locale: string): string {
  const parts = amounts(unit, locale).formatToParts(1);
  return parts.find(({ type }) => type === 'unit')?.value ?? unit;
}

function amounts(unit: TimeAmountUnit, locale: string): Intl.NumberFormat {
  return cached(
    `amount|${locale}|${unit}`,
    () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
  );
}

const MINUTE = 60 * SECOND;

/**
 * A stretch of time from `from` up to, and without, `to`, told by its first and last moment in as few figures as it takes: whole
 * days as days, whole minutes without seconds, and the year only when it is not that of `now`. With one end open, the other
 * end's moment.
 */
export function formatSpan(from: number | null, to: number | null, options: FormatOptions, now: number): string {
  const ends = [from, to].filter(ms => ms !== null);
  if (ends.length === 0 || !ends.every(isTime)) return '';
  const last = to === null ? null : Math.max(from ?? -Infinity, to - SECOND);
  const shown = [from, last].filter(ms => ms !== null);
  const timeZone = options.timeZone || localZone();
  const year = dateFormat('year', options, { year: 'numeric' });
  const isNow = shown.every(ms => year.format(ms) === year.format(now));
  const isDays = ends.every(ms => startOfDay(ms, timeZone) === ms);
  const isMinutes = ends.every(ms => ms % MINUTE === 0);
  const format = dateFormat(`span|${isNow}|${isDays}|${isMinutes}`, options, {
    ...(isNow ? { month: 'short', day: 'numeric' } : DAY),
    ...(!isDays && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    ...(!isDays && !isMinutes && { second: '2-digit' }),
  });
  return shown.length === 2 ? format.formatRange(shown[0]!, shown[1]!) : format.format(shown[0]);
}
