import { getPath, isPrivateAddress, scalarOf, scalarText, type EventRecord } from 'event-elements/model';

/** What an event is counted by, beside its columns. A value is JSON text: `{}` for any object or array, null for nothing there. */
export interface EventDigest {
  username: string | null;
  country: string | null;
  city: string | null;
  /** The event's own `context.group`, when it is a text. */
  group: string | null;
  /** Degrees; both or neither. */
  lat: number | null;
  long: number | null;
  /** Of an event without degrees: 1 when it has some that cannot be, 2 when its address is one of no place, else 0. */
  nowhere: 0 | 1 | 2;
}

/** Reads a record as the model's aggregates read it. Never throws. */
export function digestOf(record: EventRecord): EventDigest {
  const geo = getPath(record, GEO);
  const [lat, long] = [getPath(geo, LAT), getPath(geo, LONG)];
  const group = scalarOf(getPath(record, GROUP));
  const isPoint = isDegrees(lat, 90) && isDegrees(long, 180);
  return {
    username: valueText(getPath(record, USERNAME)),
    country: valueText(getPath(geo, COUNTRY)),
    city: valueText(getPath(geo, CITY)),
    group: typeof group === 'string' ? group : null,
    lat: isPoint ? lat : null,
    long: isPoint ? long : null,
    nowhere: isPoint ? 0 : isGiven(lat) || isGiven(long) ? 1 : isPrivateAddress(getPath(record, ADDRESS)) ? 2 : 0,
  };
}

const GEO = ['context', 'geo'];
const LAT = ['lat'];
const LONG = ['long'];
const COUNTRY = ['country'];
const CITY = ['city'];
const GROUP = ['context', 'group'];
const USERNAME = ['user', 'username'];
const ADDRESS = ['client_ip'];

function valueText(value: unknown): string | null {
  if (value === undefined) return null;
  const scalar = scalarOf(value);
  if (scalar === undefined) return '{}';
  if (scalar === null) return 'null';
  return typeof scalar === 'string' ? JSON.stringify(scalar) : scalarText(scalar);
}

function isDegrees(value: unknown, limit: number): value is number {
  return typeof value === 'number' && value >= -limit && value <= limit;
}

/** Whether somebody meant to say something: neither nothing, nor null, nor an empty text. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
