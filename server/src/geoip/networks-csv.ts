import { geoOf, type JsonObject } from 'event-elements/model';
import Papa from 'papaparse';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { bufferedHead } from './buffered-head.js';
import type { GeoLookup } from './geoip.js';
import { addressDigits, networkDigits } from './address.js';

/** Names that files have for each column; the first row says which is where. */
const COLUMNS = {
  network: ['network', 'cidr', 'ip_range', 'prefix', 'ip', 'ip_address', 'ipaddress', 'address'],
  first: ['start', 'start_ip', 'ip_start', 'ip_range_start', 'range_start', 'from', 'ip_from'],
  last: ['end', 'end_ip', 'ip_end', 'ip_range_end', 'range_end', 'to', 'ip_to'],
  continent: ['continent', 'continent_code'],
  country: ['country', 'country_code', 'country_iso_code', 'countrycode'],
  city: ['city', 'city_name'],
  lat: ['latitude', 'lat'],
  long: ['longitude', 'long', 'lon', 'lng'],
} as const;
type Column = keyof typeof COLUMNS;

/** How a file without a first row of names is read: that of DB-IP's city data. */
const DB_IP = ['start', 'end', 'continent', 'country', 'region', 'city', 'latitude', 'longitude'];

/**
 * Looks up in networks from CSV: `network` (or `start` and `end`), then any of `country`, `city`, `continent`, `latitude`,
 * `longitude`, under these names or the common others. Of networks within each other the smallest counts. Plain or gzip.
 *
 * @throws Error when rows cannot be read, or say nothing of a place
 */
export async function readNetworks(source: NodeJS.ReadableStream & AsyncIterable<Buffer>): Promise<GeoLookup> {
  const table = new NetworkTable();
  let columns: Partial<Record<Column, number>> | undefined;
  let line = 0;
  for await (const row of rowsOf(source)) {
    line += 1;
    if (!columns) {
      const isData = addressDigits(row[0] ?? '') !== null;
      columns = columnsOf(isData ? DB_IP : row);
      if (!isData) continue;
    }
    if (row.length === 1 && row[0] === '') continue;
    const cell = (column: Column): string | undefined => {
      const at = columns![column];
      return at === undefined ? undefined : row[at];
    };
    const geo = geoOf({
      continent: cell('continent'),
      country: cell('country'),
      city: cell('city'),
      lat: degrees(cell('lat')),
      long: degrees(cell('long')),
    });
    if (!geo) continue;
    const network = cell('network');
    const ends =
      network !== undefined
        ? networkDigits(network.trim())
        : [addressDigits((cell('first') ?? '').trim()), addressDigits((cell('last') ?? '').trim())];
    if (!ends?.[0] || !ends[1] || ends[0] > ends[1]) throw new Error(`row ${line} has no network.`);
    table.add(ends[0], ends[1], geo);
  }
  table.finish();
  if (table.size === 0) throw new Error('it tells no place of any network.');
  return address => {
    const digits = addressDigits(address);
    return digits === null ? null : table.find(digits);
  };
}

function columnsOf(names: readonly string[]): Partial<Record<Column, number>> {
  const known = names.map(name =>
    name
      .replace(/^\ufeff/, '')
      .trim()
      .toLowerCase(),
  );
  const columns: Partial<Record<Column, number>> = {};
  for (const [column, spellings] of Object.entries(COLUMNS) as [Column, readonly string[]][]) {
    const at = known.findIndex(name => spellings.includes(name));
    if (at >= 0) columns[column] = at;
  }
  if (columns.network === undefined && (columns.first === undefined || columns.last === undefined))
    throw new Error('its first row names neither a column "network" nor "start" and "end".');
  if (columns.country === undefined && columns.lat === undefined)
    throw new Error('its first row names neither a column "country" nor "latitude" and "longitude".');
  return columns;
}

function degrees(text: string | undefined): number | undefined {
  return text === undefined || text.trim() === '' ? undefined : Number(text);
}

async function* rowsOf(source: NodeJS.ReadableStream & AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const { head, rest } = await bufferedHead(source);
  const packed = head.length > 1 && head.readUInt16BE(0) === 0x1f8b;
  const plain = packed ? pipeline(rest, createGunzip(), () => {}) : rest;
  const rows = plain.pipe(Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: true }));
  // A pipe does not hand errors on.
  plain.on('error', error => rows.destroy(error));
  for await (const row of rows as AsyncIterable<string[]>) yield row;
}

/** Networks by their first address, each with the one that it lies in. */
class NetworkTable {
  #rows: { first: string; last: string; geo: JsonObject }[] = [];
  #outer = new Int32Array();
  /** Places as they were met: a file names few of them very often. */
  readonly #places = new Map<string, JsonObject>();

  get size(): number {
    return this.#rows.length;
  }

  add(first: string, last: string, geo: JsonObject): void {
    const key = JSON.stringify(geo);
    const known = this.#places.get(key) ?? geo;
    if (known === geo) this.#places.set(key, geo);
    this.#rows.push({ first, last, geo: known });
  }

  finish(): void {
    // Of two that begin together the bigger comes first, so that it is the outer one.
    this.#rows.sort((a, b) =>
      a.first < b.first ? -1 : a.first > b.first ? 1 : a.last > b.last ? -1 : a.last < b.last ? 1 : 0,
    );
    this.#outer = new Int32Array(this.#rows.length);
    const open: number[] = [];
    this.#rows.forEach(({ first }, i) => {
      while (open.length > 0 && this.#rows[open.at(-1)!]!.last < first) open.pop();
      this.#outer[i] = open.at(-1) ?? -1;
      open.push(i);
    });
  }

  find(digits: string): JsonObject | null {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#rows[middle]!.first <= digits) low = middle + 1;
      else high = middle;
    }
    let i = low - 1;
    while (i >= 0 && this.#rows[i]!.last < digits) i = this.#outer[i]!;
    return i < 0 ? null : this.#rows[i]!.geo;
  }
}
