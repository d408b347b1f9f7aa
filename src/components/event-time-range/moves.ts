import type { TimeRange } from '../../client/index.js';
import { isoMs } from '../../model/time.js';
import { startOfDay } from '../../model/zone.js';
import { isoOf, ORDINARY_DAY } from './typed-range.js';

/** What arithmetic on a range needs to know: the ends that relative ones name now, which zone's days count, and what time it is. */
export interface Moment {
  resolved: TimeRange;
  timeZone: string;
  now: number;
}

interface Span {
  from: number;
  to: number;
}

/** The instants of a range, an open end being now; `null` when its start is open or after its end. */
export function spanOf({ resolved, now }: Pick<Moment, 'resolved' | 'now'>): Span | null {
  const from = isoMs(resolved.from);
  const to = resolved.to === null ? Math.max(now, from + 1_000) : isoMs(resolved.to);
  return from < to ? { from, to } : null; // false for NaN
}

/** The stretch of the same length just before (-1) or after (1); whole days stay whole days, whatever the clocks do. */
export function shifted(moment: Moment, by: -1 | 1): TimeRange | null {
  const span = spanOf(moment);
  if (!span) return null;
  const { from, to } = span;
  const { timeZone } = moment;
  const isDays = startOfDay(from, timeZone) === from && startOfDay(to, timeZone) === to;
  const length = to - from;
  const move = (ms: number): string =>
    isoOf(isDays ? startOfDay(ms, timeZone, by * Math.round(length / ORDINARY_DAY)) : ms + by * length);
  return { from: move(from), to: move(to) };
}

/** Whether there is anything later than a range: not when it reaches to now, or past it. */
export function hasLater({ resolved, now }: Pick<Moment, 'resolved' | 'now'>): boolean {
  return resolved.to !== null && isoMs(resolved.to) < now;
}

const BACK = /^now-(\d+)([smhdw])$/;

/** Twice the range: further back when it counts back from now, else to both sides, but not past now. */
export function zoomedOut(asked: TimeRange, moment: Moment): TimeRange | null {
  const back = BACK.exec(asked.from ?? '');
  if (back && (asked.to === null || asked.to === 'now')) {
    return { from: `now-${Number(back[1]) * 2}${back[2]}`, to: asked.to };
  }
  const span = spanOf(moment);
  if (!span) return null;
  const half = (span.to - span.from) / 2;
  // A range that ends in the future, or now, keeps its end.
  const to = Math.max(span.to, Math.min(span.to + half, moment.now));
  return { from: isoOf(to - 4 * half), to: moment.resolved.to === null ? null : isoOf(to) };
}
