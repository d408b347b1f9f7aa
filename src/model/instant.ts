import { isoMicros } from './time.js';

const MINUTE = 60_000_000;
const DAY = 1440 * MINUTE;
const ZERO = 48;
const POWERS_OF_TEN = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];

/**
 * The same as `isoMicros`, several times faster for the one form nearly every event comes in,
 * `2024-01-30T09:00:00.123456Z`, by reading digits where they stand. A million events are read on every sort by time.
 */
export function instant(text: unknown): number {
  if (typeof text !== 'string') return NaN;
  const { length } = text;
  if (length < 20 || length > 27 || text.charCodeAt(length - 1) !== 90 /* Z */) return isoMicros(text);
  // A position that holds no digit makes a part far out of its bounds, or is caught with the separators.
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  if (
    !(
      year >= 1600 &&
      month >= 1 &&
      month <= 12 &&
      day >= 1 &&
      day <= 28 &&
      hour <= 23 &&
      minute <= 59 &&
      second <= 59
    ) ||
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45 ||
    text.charCodeAt(10) !== 84 ||
    text.charCodeAt(13) !== 58 ||
    text.charCodeAt(16) !== 58
  ) {
    return isoMicros(text); // the ends of months too: which days exist is not worth knowing twice
  }
  let fraction = 0;
  if (length > 20) {
    const digits = length - 21;
    if (digits === 0 || text.charCodeAt(19) !== 46) return isoMicros(text);
    for (let i = 20; i < length - 1; i += 1) {
      const digit = text.charCodeAt(i) - ZERO;
      if (digit < 0 || digit > 9) return isoMicros(text);
      fraction = fraction * 10 + digit;
    }
    fraction *= POWERS_OF_TEN[digits]!;
  }
  return daysSince1970(year, month, day) * DAY + (hour * 60 + minute) * MINUTE + second * 1_000_000 + fraction;
}

/** Two digits as a number, or NaN. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** Days of the Gregorian calendar. Years are counted from March, which puts the leap day at their end. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  const century = Math.floor(y / 100);
  const leapDays = Math.floor(y / 4) - century + Math.floor(century / 4);
  return y * 365 + leapDays + Math.floor((153 * m + 2) / 5) + day - 719_469;
}
