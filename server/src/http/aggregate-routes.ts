import { AggregateError, stringifyJson, type Facets, type Histogram, type Places } from 'event-elements/model';
import {
  readFacetsOptions,
  readField,
  readHistogramOptions,
  readPlacesOptions,
  readPrefix,
} from './aggregate-params.js';
import type { EventFilter } from '../store/store.js';
import { invalid } from './errors.js';
import type { EventsCall } from './events-routes.js';
import { readFilter, readRange } from './list-params.js';

/** Level 3 of the events API: what is counted where the events are. */
export const AGGREGATE_ROUTES = [
  { method: 'GET', path: '/events/events/histogram/', run: histogram },
  { method: 'GET', path: '/events/events/places/', run: places },
  { method: 'GET', path: '/events/events/facets/', run: facets },
  { method: 'GET', path: '/events/events/suggestions/', run: suggestions },
  { method: 'GET', path: '/events/events/capabilities/', run: capabilities },
] as const satisfies readonly { method: string; path: string; run: (call: EventsCall) => Promise<Response> }[];

function histogram({ store, log, query }: EventsCall): Promise<Response> {
  return answer(() => store.histogram(log, filterOf(query), readHistogramOptions(query)));
}

function places({ store, log, query }: EventsCall): Promise<Response> {
  return answer(() => store.places(log, filterOf(query), readPlacesOptions(query)));
}

function facets({ store, log, query }: EventsCall): Promise<Response> {
  return answer(() => {
    const { fields, top } = readFacetsOptions(query);
    return store.facets(log, filterOf(query), fields, top);
  });
}

function suggestions({ store, log, query }: EventsCall): Promise<Response> {
  return answer(() => store.suggest(log, readField(query), readPrefix(query)));
}

function filterOf(query: URLSearchParams): EventFilter {
  return { ...readFilter(query), ...readRange(query) };
}

/** Parameters by the name that an option has in the model. */
const PARAMETERS: Readonly<Record<string, string>> = { timeZone: 'time_zone', fields: 'field', range: 'from' };

async function answer(count: () => Promise<Histogram | Places | Facets | readonly unknown[]>): Promise<Response> {
  try {
    // Values may be integers that a double does not hold.
    return new Response(stringifyJson(await count()), { headers: { 'Content-Type': 'application/json' } });
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
    throw invalid(PARAMETERS[error.option] ?? error.option, error.message);
  }
}

function capabilities(): Promise<Response> {
  return Promise.resolve(
    Response.json({
      level: 3,
      aggregates: true,
      range: true,
      suggestions: true,
      exports: true,
      notifications: true,
      rules: true,
      retention: true,
    }),
  );
}
