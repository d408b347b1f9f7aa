import type { JsonObject } from 'event-elements/model';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { readMmdb } from './mmdb.js';
import { readNetworks } from './networks-csv.js';

/** Tells where an address is, in the form of `context.geo`; `null` when the file does not say. Never throws. */
export type GeoLookup = (address: string) => JsonObject | null;

const GZIP = 0x1f8b;

/**
 * Opens the operator's own GeoIP file: a MaxMind database (`.mmdb`, of GeoLite2 or anybody else's), or CSV of networks. Either may
 * be packed with gzip. Nothing is asked of anybody, then or later.
 *
 * @throws Error with a sentence for the person who started the server
 */
export async function openGeoip(path: string): Promise<GeoLookup> {
  const stats = await stat(path).catch((error: unknown) => {
    throw new Error(`The GeoIP file ${path} is not there or cannot be read.`, { cause: error });
  });
  if (stats.isDirectory()) throw new Error(`${path} is a folder. Name the GeoIP file in it.`);
  try {
    if (!/\.mmdb(?:\.gz)?$/i.test(path)) return await readNetworks(createReadStream(path));
    const bytes = await readFile(path);
    return readMmdb(bytes.length > 1 && bytes.readUInt16BE(0) === GZIP ? gunzipSync(bytes) : bytes);
  } catch (error) {
    throw new Error(
      `The GeoIP file ${path} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
