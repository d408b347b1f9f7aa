export { facets, suggestions } from './facets.js';
export { histogram } from './histogram.js';
export { places } from './places.js';
export { isPrivateAddress } from './private-address.js';
export type { EventSource } from './values.js';
export {
  AggregateError,
  BY_GROUP,
  MAX_BUCKETS,
  MAX_PLACES,
  MAX_TOP,
  MISSING_KEY,
  OTHER_KEY,
  type Coverage,
  type Facet,
  type Facets,
  type FacetsOptions,
  type Histogram,
  type HistogramBucket,
  type HistogramOptions,
  type JsonScalar,
  type PlaceCount,
  type Places,
  type PlacesOptions,
} from './types.js';
