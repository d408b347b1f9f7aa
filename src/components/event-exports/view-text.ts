import { EventsError } from '../../client/errors.js';
import type { TimeRange } from '../../client/index.js';
import { formatExact, type FormatOptions } from '../../internal/format.js';
import type { ExportsTexts } from '../../locales/en/exports.js';
import { isoMs } from '../../model/time.js';
import { orderText as listOrderText } from '../event-log/ordering.js';
import { makeColumn } from '../event-log/columns.js';

/** A range to the last digit, because what it leaves out is not in the file. */
export function rangeText(range: TimeRange, texts: ExportsTexts, format: FormatOptions): string {
  const time = (end: string): string => formatExact(isoMs(end), format) || end;
  if (range.from === null && range.to === null) return texts.text('exportAllTime');
  if (range.from === null) return texts.text('exportBefore', time(range.to!));
  if (range.to === null) return texts.text('exportSince', time(range.from));
  return texts.text('exportBetween', time(range.from), time(range.to));
}

export function orderText(ordering: string, texts: ExportsTexts): string {
  const field = ordering.replace(/^-/, '').split(',')[0]!;
  return listOrderText(ordering, [makeColumn({ field }, texts, false)], texts);
}

/** What a column is called: as a list calls it, or as its place in the event. */
export function columnLabel(column: { field: string; label?: string }, texts: ExportsTexts): string {
  return makeColumn(column, texts, false).label;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** A size in decimal units: `9.1 MB`. */
export function bytesText(bytes: number, locale: string): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1_000 ** power;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power]!,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}

/** Whether it is the search that cannot be asked: then no export can be made of it anywhere. */
export function isAboutQuery(error: unknown): boolean {
  return error instanceof EventsError && (error.kind === 'query' || error.fields?.['search'] !== undefined);
}
