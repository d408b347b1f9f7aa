import {
  formatAmount,
  formatNumber,
  formatSpan,
  formatUnit,
  type FormatOptions,
  type TimeAmountUnit,
} from '../../internal/format.js';
import type { ChartTexts } from '../../locales/en/chart.js';
import { plainText } from '../../internal/text.js';
import type { ActionGroup, Coverage } from '../../model/index.js';
import type { Bucket, ChartData, Series } from './chart-data.js';

/** What a value is called. */
export function seriesLabel({ kind, key }: Series, by: string, texts: ChartTexts): string {
  if (kind === 'missing') return texts.text('chartMissing');
  if (kind === 'other') return key === '' ? texts.text('chartAll') : texts.text('chartOthers');
  if (by === '@group') return texts.texts.groupLabels[key as ActionGroup] ?? key;
  return by === 'action' ? (texts.texts.actionLabels[key] ?? plainText(key)) : plainText(key);
}

export function bucketText({ start, end }: Pick<Bucket, 'start' | 'end'>, format: FormatOptions, now: number): string {
  return formatSpan(start, end, format, now);
}

const DURATION = /^P(?:(\d+)([DWMY])|T(\d+)([HMS]))$/;
const UNITS: Readonly<Record<string, TimeAmountUnit>> = {
  D: 'day',
  W: 'week',
  M: 'month',
  Y: 'year',
  TH: 'hour',
  TM: 'minute',
  TS: 'second',
};

/** The width of a bucket in words, as they follow "per": `3 hours`, `day`; the interval itself when it is none we know. */
export function intervalText(interval: string, locale: string): string {
  const [, days, dayUnit, times, timeUnit] = DURATION.exec(interval) ?? [];
  const unit = UNITS[timeUnit === undefined ? (dayUnit ?? '') : `T${timeUnit}`];
  if (!unit) return interval;
  const amount = Number(days ?? times);
  return amount === 1 ? formatUnit(unit, locale) : formatAmount(amount, unit, locale);
}

/** The one sentence: how many there are, and where most are. */
export function summary(data: ChartData, texts: ChartTexts, format: FormatOptions, now: number): string {
  const all = texts.text('events', data.total);
  const peak = data.buckets.reduce<Bucket | null>(
    (best, bucket) => (bucket.total > (best?.total ?? 0) ? bucket : best),
    null,
  );
  if (!peak || data.buckets.length < 2) return texts.text('chartSummary', all);
  return texts.text('chartSummaryPeak', all, bucketText(peak, format, now), formatNumber(peak.total, texts.locale));
}

/** What the figures leave out, in words; empty when nothing. */
export function coverageText(coverage: Coverage & { undated?: number }, texts: ChartTexts): string[] {
  const said: string[] = [];
  if (!coverage.exact) said.push(texts.text('countedOf', coverage.covered, coverage.total));
  if (coverage.undated) said.push(texts.text('chartUndated', coverage.undated));
  return said;
}
