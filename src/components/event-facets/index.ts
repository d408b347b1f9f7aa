export { EventFacets } from './event-facets.js';
