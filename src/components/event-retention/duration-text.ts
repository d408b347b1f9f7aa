import { formatAmount, type TimeAmountUnit } from '../../internal/format.js';
import type { RetentionTexts } from '../../locales/en/retention.js';
import { retentionMs } from '../../model/index.js';

const DAY = 86_400_000;
const UNITS: readonly [TimeAmountUnit, number][] = [
  ['day', DAY],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** A duration in words: `365 days`, `1 day 12 hours`, `for ever`; the text itself where it is none. */
export function durationText(text: string, texts: RetentionTexts): string {
  const ms = retentionMs(text);
  if (ms === null) return text;
  if (ms === Infinity) return texts.text('retentionForever');
  const parts: string[] = [];
  let left = ms;
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(left / size);
    if (amount > 0) parts.push(formatAmount(amount, unit, texts.locale));
    left -= amount * size;
  }
  return parts.join(' ') || formatAmount(ms / 1_000, 'second', texts.locale);
}
