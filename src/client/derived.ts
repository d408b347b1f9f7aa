import type {
  Coverage,
  Facets,
  FacetsOptions,
  Histogram,
  HistogramOptions,
  Places,
  PlacesOptions,
} from '../model/index.js';
import { counted, loadAggregates } from './aggregates.js';
import { newestEvents } from './newest-events.js';
import type { EventsClient, ListView, RequestOptions, Suggestion } from './types.js';

/*
 * What a server that cannot count is asked instead: the newest events of the view, page by page, up to a limit. Answers say
 * how much of the view they cover, for they are figures of these events only.
 */

export interface Source {
  client: Pick<EventsClient, 'list'>;
  /** Events read at most. */
  limit: number;
  url: string;
}

async function read({ client, limit, url }: Source, view: ListView, signal: AbortSignal | undefined) {
  const functions = await loadAggregates(url, signal);
  const { events, covered, total } = await newestEvents(client, view, { limit, signal });
  const coverage: Coverage = { covered, total, exact: covered === total };
  return { functions, events, coverage };
}

export async function derivedHistogram(
  source: Source,
  view: ListView,
  { signal, ...options }: HistogramOptions & RequestOptions,
): Promise<Histogram> {
  const { functions, events, coverage } = await read(source, view, signal);
  const answer = counted(source.url, () => functions.histogram(events, options));
  const since = events.at(-1)?.created;
  return { ...answer, ...coverage, ...(!coverage.exact && typeof since === 'string' && { since }) };
}

export async function derivedPlaces(
  source: Source,
  view: ListView,
  { signal, ...options }: PlacesOptions & RequestOptions,
): Promise<Places> {
  const { functions, events, coverage } = await read(source, view, signal);
  return { ...counted(source.url, () => functions.places(events, options)), ...coverage };
}

export async function derivedFacets(
  source: Source,
  view: ListView,
  fields: readonly string[],
  { signal, ...options }: FacetsOptions & RequestOptions,
): Promise<Facets> {
  const { functions, events, coverage } = await read(source, view, signal);
  return { ...counted(source.url, () => functions.facets(events, fields, options)), ...coverage };
}

export async function derivedSuggestions(
  source: Source,
  field: string,
  prefix: string,
  { signal }: RequestOptions,
): Promise<Suggestion[]> {
  const { functions, events } = await read(source, {}, signal);
  return functions.suggestions(events, field)(prefix);
}
