import { formatAmount, type TimeAmountUnit } from './format.js';

const UNITS: readonly [TimeAmountUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** A finite stretch of time in words: `365 days`, `1 day 12 hours`. */
export function formatDuration(ms: number, locale: string): string {
  const parts: string[] = [];
  let left = ms;
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(left / size);
    if (amount > 0) parts.push(formatAmount(amount, unit, locale));
    left -= amount * size;
  }
  return parts.join(' ') || formatAmount(ms / 1_000, 'second', locale);
}
