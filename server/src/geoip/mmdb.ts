import { geoOf, getPath, type JsonObject } from 'event-elements/model';
import { Reader, type Response } from 'mmdb-lib';
import type { GeoLookup } from './geoip.js';

/**
 * Looks up in a MaxMind database, whoever made it: in the nested form of GeoIP2 and GeoLite2 (city or country), or flat
 * (`country_code`, `city`, `latitude`, `longitude`).
 *
 * @throws Error when it is none
 */
export function readMmdb(bytes: Buffer): GeoLookup {
  let reader: Reader<Response>;
  try {
    reader = new Reader(bytes);
  } catch (error) {
    throw new Error('it is no MaxMind database.', { cause: error });
  }
  return address => {
    try {
      // Not every database knows IPv4 addresses that are written within IPv6.
      return geoOfEntry(reader.get(address.replace(/^::ffff:(?=\d+\.)/i, '')));
    } catch {
      return null; // an IPv6 address in a database of IPv4, or a damaged part of the file
    }
  };
}

function geoOfEntry(entry: unknown): JsonObject | null {
  const first = (...paths: string[]) =>
    paths.map(path => getPath(entry, path)).find(value => typeof value === 'string' || typeof value === 'number');
  const degrees = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value);
  return geoOf({
    continent: first('continent.code', 'continent_code'),
    country: first('country.iso_code', 'country_code', 'country'),
    city: first('city.names.en', 'city'),
    lat: degrees(first('location.latitude', 'latitude')),
    long: degrees(first('location.longitude', 'longitude')),
  });
}
