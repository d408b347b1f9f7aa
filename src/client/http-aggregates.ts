/*
 * What an HTTP client needs to have events counted, by the server or from pages: loaded together when something is first
 * counted, for a list alone needs none of it.
 */
export { readCapabilities, readFacets, readHistogram, readPlaces, readSuggestions } from './aggregate-answers.js';
export { facetsParams, histogramParams, placesParams } from './aggregate-params.js';
export { derivedFacets, derivedHistogram, derivedPlaces, derivedSuggestions } from './derived.js';
export { volumeHistogram } from './volume-histogram.js';
