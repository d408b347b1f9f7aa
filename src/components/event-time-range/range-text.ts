import type { TimeRange } from '../../client/index.js';
import { formatAmount, formatSpan, zoneName, type FormatOptions, type TimeAmountUnit } from '../../internal/format.js';
import type { TimeRangeTexts } from '../../locales/en/time-range.js';
import { isoMs } from '../../model/time.js';
import { localZone, startOfDay } from '../../model/zone.js';
import type { Preset } from './event-time-range.types.js';
import { ORDINARY_DAY } from './typed-range.js';

const BACK = /^now-(\d+)([smhdw])$/;
const NAMES: Readonly<Record<string, TimeAmountUnit>> = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** The preset a range is, if it is one. */
export function presetOf(range: TimeRange, presets: readonly Preset[]): Preset | undefined {
  return presets.find(({ from, to }) => (from ?? null) === range.from && (to ?? null) === (range.to || null));
}

/** What a range is called when it counts back from now: `Last 7 days`; empty when it does not. */
export function relativeText(range: TimeRange, presets: readonly Preset[], texts: TimeRangeTexts): string {
  const preset = presetOf(range, presets);
  if (preset) return preset.label;
  const back = BACK.exec(range.from ?? '');
  if (!back || (range.to !== null && range.to !== 'now')) return '';
  return texts.text('rangeLast', formatAmount(Number(back[1]), NAMES[back[2]!]!, texts.locale));
}

/** From when to when, with the last moment that is inside: `15 – 22 Nov`; an open end is said in words. */
export function absoluteText(resolved: TimeRange, texts: TimeRangeTexts, format: FormatOptions, now: number): string {
  const from = resolved.from === null ? null : isoMs(resolved.from);
  const to = resolved.to === null ? null : isoMs(resolved.to);
  if (from === null && to === null) return texts.text('rangeAll');
  const text = formatSpan(from, to, format, now);
  return to === null ? texts.text('rangeFrom', text) : from === null ? texts.text('rangeUntil', text) : text;
}

const MINUTE = 60_000;

/**
 * The same for a range that has a name besides, where fewer figures do: whole minutes, or days for several of them, and now for
 * an end that is open.
 */
export function roughText(resolved: TimeRange, texts: TimeRangeTexts, format: FormatOptions, now: number): string {
  const from = isoMs(resolved.from);
  if (Number.isNaN(from)) return absoluteText(resolved, texts, format, now);
  const to = resolved.to === null ? now : isoMs(resolved.to);
  const timeZone = format.timeZone ?? localZone();
  const exact = resolved.to !== null && startOfDay(to, timeZone) === to;
  if (to - from >= 2 * ORDINARY_DAY) {
    return formatSpan(startOfDay(from, timeZone), exact ? to : startOfDay(to, timeZone, 1), format, now);
  }
  if (exact && startOfDay(from, timeZone) === from) return formatSpan(from, to, format, now);
  // The last moment is told to the minute that has begun.
  return formatSpan(Math.floor(from / MINUTE) * MINUTE, (Math.floor(to / MINUTE) + 1) * MINUTE, format, now);
}

/** The short name of the zone, at the time it is about. */
export function zoneText(resolved: TimeRange, format: FormatOptions, now: number): string {
  const at = isoMs(resolved.from);
  return zoneName(Number.isNaN(at) ? now : at, format);
}
