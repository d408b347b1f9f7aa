import { RelativeTime } from './event-query.grammar.terms.js';

const UNITS = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 } as const;

/** What a relative time may count in: seconds, minutes, hours, days, weeks. */
export type TimeUnit = keyof typeof UNITS;

export const TIME_UNITS = Object.keys(UNITS) as TimeUnit[];

/** A moment counted back from now, or from midnight UTC of today. */
export interface RelativeTime {
  readonly anchor: 'now' | 'today';
  /** How many units before the anchor; 0 for the anchor itself. */
  readonly amount: number;
  readonly unit: TimeUnit;
}

const FORM = /^(now|today)(?:-(\d{1,9})([smhdw]))?$/;

/** Reads `now`, `now-7d`, `today`, `today-1d`. */
export function readRelativeTime(text: string): RelativeTime | null {
  const match = FORM.exec(text);
  if (!match) return null;
  return {
    anchor: match[1] as 'now' | 'today',
    amount: Number(match[2] ?? 0),
    unit: (match[3] as TimeUnit | undefined) ?? 'd',
  };
}

export function formatRelativeTime({ anchor, amount, unit }: RelativeTime): string {
  return amount === 0 ? anchor : `${anchor}-${amount}${unit}`;
}

/** The year 1: databases and `YYYY-MM-DD` know nothing before it, and no event does either. */
const FIRST_SECOND = -62_135_596_800;

/**
 * The instant in whole seconds since 1970. `now` is the second that has begun: a query then means the same in memory and
 * in a server's language that knows no fractions.
 */
export function relativeSeconds({ anchor, amount, unit }: RelativeTime, nowMs: number): number {
  const now = Math.floor(nowMs / 1_000);
  const base = anchor === 'now' ? now : now - (((now % UNITS.d) + UNITS.d) % UNITS.d);
  return Math.max(FIRST_SECOND, base - amount * UNITS[unit]);
}

/** For the grammar: tells a relative time from another bare word. Lezer passes the state of its parser, too. */
export function relativeTime(word: string, _parserState?: unknown): number {
  return readRelativeTime(word) ? RelativeTime : -1;
}
