import { isRelativeEnd } from '../../client/range.js';
import { fromWall, startOfDay, toWall } from '../../model/zone.js';
import { isoMs } from '../../model/time.js';
import { readWords } from './relative-words.js';

/** Which end of a range: `from` is inside it; `to` is not, but is shown and typed as the last moment that is. */
export type End = 'from' | 'to';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 1_440 * MINUTE;

/** Letters of the query language, and how many of that unit a word means. */
const UNITS: Readonly<Record<string, readonly [unit: string, times: number]>> = {
  s: ['s', 1],
  sec: ['s', 1],
  second: ['s', 1],
  m: ['m', 1],
  min: ['m', 1],
  minute: ['m', 1],
  h: ['h', 1],
  hr: ['h', 1],
  hour: ['h', 1],
  d: ['d', 1],
  day: ['d', 1],
  w: ['w', 1],
  week: ['w', 1],
  month: ['d', 30],
  y: ['d', 365],
  year: ['d', 365],
};

const AGO = /^(?:the )?(?:last |past )?(\d{1,7}|an?|one)? ?([a-z]+?)s?(?: ago| back)?$/;
/** Nobody types more for a time. */
const TYPED_MAX = 100;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const WALL = /^(\d{4}-\d{2}-\d{2})[t ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;
const WITH_SECONDS = /:\d{2}:\d{2}/;

/** In which languages words may be, besides English, and how the kit says in them that a range counts back so long. */
export interface Tongue {
  locales: readonly string[];
  last: (amount: string) => string;
}

/**
 * What somebody typed for an end of a range, as the range has it: an expression that counts back, or an ISO 8601 time in UTC.
 * `null` is an open end, `undefined` what cannot be read.
 *
 * Takes `2 hours ago`, `last 3 days`, `5m`, `yesterday`, and the same in the reader's language; `now-7d`, `today-1d`, `week`,
 * `2026-11-22`, `2026-11-22 11:42[:05]`, `11:42` (today) and ISO 8601 with an offset. Without an offset a time is that of the zone. As the
 * last moment, a day, minute or second is meant to its end.
 */
export function readTyped(
  typed: string,
  end: End,
  timeZone: string,
  now: number,
  tongue?: Tongue,
): string | null | undefined {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  if (text === '') return null;
  if (isRelativeEnd(text)) return text;
  if (text === 'yesterday') return day(1, end);
  if (text.length > TYPED_MAX) return undefined;
  return readAgo(text) ?? readAbsolute(text, end, timeZone, now) ?? readLocal(typed, end, tongue);
}

function readLocal(typed: string, end: End, tongue?: Tongue): string | undefined {
  for (const locale of tongue?.locales ?? []) {
    const words = readWords(typed, locale, tongue!.last);
    if (words) return 'day' in words ? day(words.day, end) : words.back;
  }
  return undefined;
}

/** A day so many days back; as the last one, to its end. But today ends, as the last one, where it begins: as the expression says. */
function day(back: number, end: End): string {
  const days = end === 'to' ? Math.max(0, back - 1) : back;
  return days === 0 ? 'today' : `today-${days}d`;
}

function readAgo(text: string): string | undefined {
  const match = AGO.exec(text);
  const unit = match ? UNITS[match[2]!] : undefined;
  if (!unit) return undefined;
  const said = match![1];
  // "ago" alone says how many only with a number: "hour ago" is one, "m" is nothing.
  if (said === undefined && !text.includes(' ')) return undefined;
  const amount = said !== undefined && /\d/.test(said) ? Number(said) : 1;
  return `now-${amount * unit[1]}${unit[0]}`;
}

function readAbsolute(text: string, end: End, timeZone: string, now: number): string | undefined {
  const ms = instantOf(text, timeZone, now);
  if (Number.isNaN(ms)) return undefined;
  if (end === 'from') return isoOf(Math.floor(ms / SECOND) * SECOND);
  if (DATE.test(text)) return isoOf(startOfDay(ms, timeZone, 1));
  const unit = WITH_SECONDS.test(text) ? SECOND : MINUTE;
  return isoOf((Math.floor(ms / unit) + 1) * unit);
}

function instantOf(text: string, timeZone: string, now: number): number {
  const clock = CLOCK.exec(text);
  if (clock) {
    const today = new Date(toWall(now, timeZone)).toISOString().slice(0, 10);
    return wallTime(`${today}T${clock[1]!.padStart(2, '0')}:${clock[2]}:${clock[3] ?? '00'}Z`, timeZone);
  }
  if (DATE.test(text)) return wallTime(text, timeZone);
  const wall = WALL.exec(text);
  if (!wall) return isoMs(text.toUpperCase());
  return wallTime(`${wall[1]}T${wall[2]!.replace(/^\d:/, '0$&')}Z`, timeZone);
}

function wallTime(asUtc: string, timeZone: string): number {
  const wall = isoMs(asUtc);
  return Number.isNaN(wall) ? NaN : fromWall(wall, timeZone);
}

/** An end of a range for a field to type in: what {@link readTyped} reads as the same end, in as few figures as that takes. */
export function typedText(value: string | null, end: End, timeZone: string): string {
  if (value === null || value === '') return '';
  if (isRelativeEnd(value)) return value;
  const ms = isoMs(value);
  if (Number.isNaN(ms)) return value;
  const shown = end === 'from' ? ms : ms - SECOND;
  const wall = toWall(shown, timeZone);
  const text = new Date(wall).toISOString();
  if (startOfDay(ms, timeZone) === ms) return text.slice(0, 10);
  const clock = `${text.slice(0, 10)} ${text.slice(11, ms % MINUTE === 0 ? 16 : 19)}`;
  // Of an hour that comes twice the first is meant; the second needs its offset.
  return fromWall(wall, timeZone) === shown ? clock : `${clock}${offsetText(wall - shown)}`;
}

function offsetText(offset: number): string {
  const minutes = Math.abs(Math.round(offset / MINUTE));
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** ISO 8601 in UTC, without a fraction. */
export function isoOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -5)}Z`;
}

/** Length of an ordinary day, for arithmetic on days that are counted and not on their instants. */
export const ORDINARY_DAY = DAY;
