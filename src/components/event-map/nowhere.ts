import type { EventsClient, ListView } from '../../client/index.js';
import { isPrivateAddress } from '../../model/aggregates/private-address.js';
import { countryCode } from '../../model/countries.js';
import type { Facet } from '../../model/index.js';

/** Why an event that says something of its place, or could, is not on the map. */
export const LACKS = ['private', 'invalid'] as const;
export type NowhereLack = (typeof LACKS)[number];

/** A search with more values than these nobody can read; what a server takes ends somewhere, too. */
const MOST = 100;
/** Most values a client gives of a field. */
const TOP = 1_000;

const FIELDS: Readonly<Record<NowhereLack, string>> = { private: 'client_ip', invalid: 'context.geo.country' };

/**
 * The values that make events lack a place in this way: private addresses, texts that name no country. Null when there are too many
 * for a search, or not all events were looked at.
 *
 * @param view the events that lack it, and maybe others
 */
export async function valuesOfLack(lack: NowhereLack, client: EventsClient, view: ListView): Promise<string[] | null> {
  const { fields, exact } = await client.facets(view, [FIELDS[lack]], { top: TOP });
  const facet: Facet | undefined = fields[FIELDS[lack]];
  if (!exact || !facet || facet.other > 0) return null;
  const texts = facet.values.map(({ value }) => value).filter(value => typeof value === 'string');
  const found = texts.filter(text => (lack === 'private' ? isPrivateAddress(text) : isNoCountry(text)));
  return found.length > MOST ? null : found;
}

function isNoCountry(text: string): boolean {
  return text !== '' && countryCode(text) === null;
}
