import { addressToPlace, geoOf, withGeo } from '../model/place-lookup.js';
import type { AddressPlace, EventRecord, JsonObject } from '../model/index.js';

/** Tells where an address is, from what the host has: a file, a table, a service of its own. Nothing is ever asked by itself. */
export type ResolvePlace = (
  address: string,
) => AddressPlace | null | undefined | Promise<AddressPlace | null | undefined>;

/** Addresses remembered; a log has many events of few of them. */
const REMEMBERED = 100_000;

/** Gives events that say nothing of their place the one of their address. */
export class PlaceResolver {
  readonly #resolve: ResolvePlace;
  readonly #known = new Map<string, JsonObject | null>();

  constructor(resolve: ResolvePlace) {
    this.#resolve = resolve;
  }

  /** The records, those that got a place as copies. An address whose lookup fails has no place; the next answer tries again. */
  async fill(records: readonly EventRecord[]): Promise<EventRecord[]> {
    const wanted = records.map(addressToPlace);
    const asked = new Map<string, Promise<void>>();
    for (const address of wanted) {
      if (address !== null && !this.#known.has(address) && !asked.has(address)) asked.set(address, this.#ask(address));
    }
    await Promise.all(asked.values());
    return records.map((record, i) => {
      const address = wanted[i]!;
      const geo = address === null ? null : this.#known.get(address);
      if (!geo) return record;
      try {
        return withGeo(record, geo);
      } catch {
        return record; // a getter of the host's own that throws
      }
    });
  }

  async #ask(address: string): Promise<void> {
    try {
      const geo = geoOf(await this.#resolve(address));
      if (this.#known.size >= REMEMBERED) this.#known.delete(this.#known.keys().next().value!);
      this.#known.set(address, geo);
    } catch {
      // The host's own lookup failed. Events are there to be read all the same.
    }
  }
}
