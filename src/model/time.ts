const ISO = new RegExp(
  [
    /^(\d{4})-(\d{2})-(\d{2})/,
    /(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?/,
    / ?(?:([Zz]|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?$/,
  ]
    .map(part => part.source)
    .join(''),
);

const MINUTE = 60_000;

/**
 * The instant an ISO 8601 text names, in microseconds since 1970, or `NaN`.
 *
 * Takes `2023-02-15T15:33:42.771091Z`, a blank for the `T`, offsets as `+02:00`, `+0200`, `+02`, ` +0000` or ` UTC`, and
 * bare dates. Without a zone it is UTC. Digits beyond microseconds are dropped. A date that does not exist (31 February)
 * is `NaN`; a leap second counts as the first of the next minute. The result is exact until the year 2255.
 */
export function isoMicros(text: unknown): number {
  if (typeof text !== 'string' || text.length > 64) return NaN;
  const match = ISO.exec(text);
  if (!match) return NaN;
  const [
    ,
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    ,
    sign,
    zoneHour = '0',
    zoneMinute = '0',
  ] = match;
  if (
    Number(hour) > 23 ||
    Number(minute) > 59 ||
    Number(second) > 60 ||
    Number(zoneHour) > 23 ||
    Number(zoneMinute) > 59
  )
    return NaN;
  const date = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return NaN;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -1 : 1);
  const ms = date.getTime() + (Number(hour) * 60 + Number(minute) - offset) * MINUTE + Number(second) * 1_000;
  return ms * 1_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** The same instant in milliseconds, rounded down: what `Date` and charts take. `NaN` when it is none. */
export function isoMs(text: unknown): number {
  return Math.floor(isoMicros(text) / 1_000);
}

/** How a number tells a time: seconds, milliseconds, microseconds or nanoseconds since 1970. */
export const EPOCH_UNITS = ['s', 'ms', 'us', 'ns'] as const;
export type EpochUnit = (typeof EPOCH_UNITS)[number];

const NANOS = { s: 1_000_000_000n, ms: 1_000_000n, us: 1_000n, ns: 1n };
const NUMBER = /^([+-]?\d{1,30})(?:\.(\d{1,30}))?$/;

/**
 * The instant a number of units since 1970 names, in microseconds, or `NaN`. Takes numbers, bigints and decimal text,
 * exactly as far as the value itself is exact; digits beyond microseconds are dropped.
 *
 * Without a unit it is told by size: up to 100,000,000,000 seconds, up to a thousand times that milliseconds, and so on.
 * That is right for every time from 1973 to 5138.
 */
export function epochMicros(value: unknown, unit?: EpochUnit): number {
  const text = typeof value === 'number' || typeof value === 'bigint' ? decimalText(value) : value;
  const match = typeof text === 'string' ? NUMBER.exec(text.trim()) : null;
  if (!match) return NaN;
  const whole = BigInt(match[1]!);
  const scale = NANOS[unit ?? unitBySize(whole)];
  const fraction = (BigInt((match[2] ?? '0').slice(0, 9).padEnd(9, '0')) * scale) / NANOS.s;
  const nanos = whole * scale + (match[1]!.startsWith('-') ? -fraction : fraction);
  const micros = nanos / 1_000n;
  // Division of bigints cuts towards zero; time is cut towards the past.
  return Number(nanos < 0n && micros * 1_000n !== nanos ? micros - 1n : micros);
}

/** Plain digits: `String(1e21)` is `1e+21`, but no time is that far away. */
function decimalText(value: number | bigint): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(9) : String(value);
}

function unitBySize(value: bigint): EpochUnit {
  const size = value < 0n ? -value : value;
  return size < 100_000_000_000n
    ? 's'
    : size < 100_000_000_000_000n
      ? 'ms'
      : size < 100_000_000_000_000_000n
        ? 'us'
        : 'ns';
}

/** Microseconds of the years 1 to 9999, outside of which ISO 8601 and databases need other forms. */
const FIRST = isoMicros('0001-01-01T00:00:00Z');
const LAST = isoMicros('9999-12-31T23:59:59Z');

/**
 * An instant as the ISO 8601 text of a record: UTC, `Z`, and as many digits as it needs: none, three or six.
 * `null` for what is no instant of the years 1 to 9999.
 */
export function isoText(micros: number): string | null {
  if (!(micros >= FIRST && micros <= LAST)) return null;
  const ms = Math.floor(micros / 1_000);
  const below = Math.round(micros - ms * 1_000);
  const text = new Date(ms).toISOString();
  if (below > 0) return `${text.slice(0, -1)}${String(below).padStart(3, '0')}Z`;
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}
