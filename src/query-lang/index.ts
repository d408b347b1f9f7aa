export { readSearchTerms, searchTerms, type SearchTerm } from './search-terms.js';
