const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-iso8601', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/**
 * How far the clocks of a zone are ahead of UTC at an instant, in milliseconds; negative west of Greenwich.
 *
 * @param ms since 1970, of the years 1 to 9999
 * @throws RangeError for a zone this platform does not know
 */
export function zoneOffset(ms: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(ms)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const wall = new Date(0);
  wall.setUTCFullYear(year, month - 1, day); // not Date.UTC, which takes the year 99 for 1999
  wall.setUTCHours(hour, minute, second);
  return wall.getTime() - Math.floor(ms / 1_000) * 1_000;
}

/** What the clocks of a zone show at an instant, as the milliseconds at which UTC's clocks show the same. */
export function toWall(ms: number, timeZone: string): number {
  return ms + zoneOffset(ms, timeZone);
}

/**
 * The instant at which the clocks of a zone show something, given as the milliseconds at which UTC's show it.
 * Of an hour that comes twice it is the first; of an hour that is skipped, as long after the change as it would be after its start.
 */
export function fromWall(wall: number, timeZone: string): number {
  if (timeZone === 'UTC') return wall;
  // No zone changes its clocks twice within two days, so these are the offsets before and after a change near by.
  const before = wall - zoneOffset(wall - DAY, timeZone);
  const after = wall - zoneOffset(wall + DAY, timeZone);
  if (toWall(before, timeZone) === wall) return before;
  return toWall(after, timeZone) === wall ? after : before;
}

/** The first instant of the day, in a zone, that lies `days` after that of `ms`. A day has 23, 24 or 25 hours, or thereabouts. */
export function startOfDay(ms: number, timeZone: string, days = 0): number {
  const wall = toWall(ms, timeZone);
  return fromWall((Math.floor(wall / DAY) + days) * DAY, timeZone);
}

/** Which day of the week it is in a zone: 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export function weekday(ms: number, timeZone: string): number {
  const day = Math.floor(toWall(ms, timeZone) / DAY) + 3; // the first of January 1970 was a Thursday
  return (((day % 7) + 7) % 7) + 1;
}

/** The zone of the machine, as an IANA name. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
