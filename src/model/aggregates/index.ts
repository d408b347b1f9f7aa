export { facets, facetsSteps, suggestions, suggestionsSteps } from './facets.js';
export { histogram, histogramSteps } from './histogram.js';
export { places, placesSteps } from './places.js';
export { isPrivateAddress, PRIVATE_ADDRESS } from './private-address.js';
export { planHistogram, type HistogramPlan } from './plan-histogram.js';
export {
  cellsAt,
  MAX_LATITUDE,
  MICRO_DEGREES,
  NUDGE,
  placesOf,
  planPlaces,
  type Cell,
  type PlacesPlan,
} from './grid.js';
export { chooseKeys, fieldPath, KeyIndex, scalarOf, scalarText, type EventSource, type FieldPath } from './values.js';
export {
  AggregateError,
  BY_GROUP,
  MAX_BUCKETS,
  MAX_PLACES,
  MAX_TOP,
  MISSING_KEY,
  OTHER_KEY,
  VALUE_LENGTH,
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
