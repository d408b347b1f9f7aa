import { isoMicros } from './time.js';

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
  const y1 = text.charCodeAt(0) - ZERO;
  const y2 = text.charCodeAt(1) - ZERO;
  const y3 = text.charCodeAt(2) - ZERO;
  const y4 = text.charCodeAt(3) - ZERO;
  const m1 = text.charCodeAt(5) - ZERO;
  const m2 = text.charCodeAt(6) - ZERO;
  const d1 = text.charCodeAt(8) - ZERO;
  const d2 = text.charCodeAt(9) - ZERO;
  const h1 = text.charCodeAt(11) - ZERO;
  const h2 = text.charCodeAt(12) - ZERO;
  const i1 = text.charCodeAt(14) - ZERO;
  const i2 = text.charCodeAt(15) - ZERO;
  const s1 = text.charCodeAt(17) - ZERO;
  const s2 = text.charCodeAt(18) - ZERO;
  // Negative as soon as one of them is below 0 or above 9: one test for all, and whole numbers only, is what makes this fast.
  const wrong =
    y1 |
    (9 - y1) |
    y2 |
    (9 - y2) |
    y3 |
    (9 - y3) |
    y4 |
    (9 - y4) |
    (m1 | (9 - m1) | m2 | (9 - m2) | d1 | (9 - d1) | d2 | (9 - d2)) |
    (h1 | (9 - h1) | h2 | (9 - h2) | i1 | (9 - i1) | i2 | (9 - i2)) |
    (s1 | (9 - s1) | s2 | (9 - s2));
  const separators =
    (text.charCodeAt(4) ^ 45) |
    (text.charCodeAt(7) ^ 45) |
    (text.charCodeAt(10) ^ 84) |
    (text.charCodeAt(13) ^ 58) |
    (text.charCodeAt(16) ^ 58);
  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
  const month = m1 * 10 + m2;
  const day = d1 * 10 + d2;
  const hour = h1 * 10 + h2;
  const minute = i1 * 10 + i2;
  const second = s1 * 10 + s2;
  if (
    wrong < 0 ||
    separators !== 0 ||
    year < 1600 ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > LAST_DAYS[month]! ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  )
    return isoMicros(text); // a leap day too: which years have one is not worth knowing twice
  let fraction = 0;
  if (length > 20) {
    const digits = length - 21;
    if (digits === 0 || text.charCodeAt(19) !== 46) return isoMicros(text);
    for (let i = 20; i < length - 1; i += 1) {
      const digit = text.charCodeAt(i) - ZERO;
      if ((digit | (9 - digit)) < 0) return isoMicros(text);
      fraction = fraction * 10 + digit;
    }
    fraction *= POWERS_OF_TEN[digits]!;
  }
  return (daysSince1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000_000 + fraction;
}

/** The last day of each month, from 1; but for leap years. */
const LAST_DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of the Gregorian calendar. Years are counted from March, which puts the leap day at their end. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  const century = (y / 100) | 0;
  const leapDays = (y >> 2) - century + (century >> 2);
  return y * 365 + leapDays + (((153 * m + 2) / 5) | 0) + day - 719_469;
}
