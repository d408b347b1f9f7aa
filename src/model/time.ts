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
