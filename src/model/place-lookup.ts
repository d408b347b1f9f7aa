import { isPrivateAddress } from './aggregates/private-address.js';
import { isIpAddress } from './ip.js';
import { getPath } from './path.js';
import { isObject, type EventRecord, type JsonObject } from './record.js';

/** Where an address is: what a lookup (GeoIP) knows of it. */
export interface AddressPlace {
  /** Two letters: `EU`. */
  continent?: string;
  /** ISO 3166-1 alpha-2: `DE`. */
  country?: string;
  city?: string;
  /** Degrees, both or neither. */
  lat?: number;
  long?: number;
}

/** What authentik writes when the address could not be told. */
const NO_ADDRESS = '255.255.255.255';
const KEYS = ['continent', 'country', 'city', 'lat', 'long'];

/**
 * The address whose place an event lacks: `null` when the event says anything about its place itself (a place of its own is never
 * overwritten, not even one that cannot be), when it has no address, or when that belongs to no place.
 */
export function addressToPlace(record: unknown): string | null {
  const geo = getPath(record, 'context.geo');
  const isBlank =
    geo === undefined || geo === null || (isObject(geo) && KEYS.every(key => isNothing(getPath(geo, [key]))));
  if (!isBlank) return null;
  const context = getPath(record, 'context');
  if (context !== undefined && context !== null && !isObject(context)) return null;
  const address = getPath(record, 'client_ip');
  return isIpAddress(address) && address !== NO_ADDRESS && !isPrivateAddress(address) ? address : null;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** What `context.geo` says of a place: only what can be, `null` when that is nothing. */
export function geoOf(place: unknown): JsonObject | null {
  const geo: JsonObject = {};
  for (const key of ['continent', 'country', 'city']) {
    const text = getPath(place, [key]);
    if (typeof text === 'string' && text !== '') geo[key] = text;
  }
  const lat = getPath(place, ['lat']);
  const long = getPath(place, ['long']);
  if (isWithin(lat, 90) && isWithin(long, 180)) Object.assign(geo, { lat, long });
  return Object.keys(geo).length > 0 ? geo : null;
}

function isWithin(value: unknown, limit: number): value is number {
  return typeof value === 'number' && Math.abs(value) <= limit;
}

/** The record with a place. The original is not touched. */
export function withGeo(record: EventRecord, geo: JsonObject): EventRecord {
  return { ...record, context: { ...record.context, geo } };
}
