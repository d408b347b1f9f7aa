import { isoMicros } from '../model/time.js';

/** What DjangoQL takes: blanks for the `T`, no zone, no fraction, and parts of one digit. */
const DJANGOQL = /^(\d{4})-(\d{1,2})-(\d{1,2}| [1-9])(?:\s+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/;

/**
 * The instant that a time in a query names, in microseconds since 1970, or `NaN`. Without a zone it is UTC, and a bare date is
 * its first moment.
 *
 * Forms: `YYYY-MM-DD`, `YYYY-MM-DD HH:MM[:SS]` (also with parts of one digit, as DjangoQL reads them), and ISO 8601 with `T`,
 * fraction, `Z` or offset.
 */
export function timeMicros(text: string): number {
  const match = DJANGOQL.exec(text);
  if (!match) return /[: ]60/.test(text) ? NaN : isoMicros(text);
  const [, year, month, day, hour, minute, second] = match;
  // DjangoQL tells its three forms apart by the length of the text, so a short time cannot have seconds.
  if ((second !== undefined) !== text.length > 16) return NaN;
  if (hour === undefined && text.length > 10) return NaN;
  if (Number(year) === 0 || Number(second ?? 0) > 59) return NaN;
  const iso = `${year}-${two(month)}-${two(day?.trim())}`;
  return isoMicros(hour === undefined ? iso : `${iso}T${two(hour)}:${two(minute)}:${two(second ?? '0')}Z`);
}

/** Whether DjangoQL reads this text as a time. */
export function isDjangoqlTime(text: string): boolean {
  return DJANGOQL.test(text) && !Number.isNaN(timeMicros(text));
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}

/**
 * An instant as PostgreSQL writes it in UTC, which is what text operators on a time look in:
 * `2024-01-30 09:00:00.1234+00`, without zeros at the end of the fraction and without an empty fraction.
 */
export function timeText(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const fraction = Math.round(micros - seconds * 1e6);
  const digits = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`;
  return `${secondsText(seconds)}${digits}+00`;
}

/** Whole seconds since 1970 as `YYYY-MM-DD HH:MM:SS` in UTC. */
export function secondsText(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ');
}
