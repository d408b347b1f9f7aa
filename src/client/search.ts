import { searchText } from '../model/search-text.js';
import type { EventRecord } from '../model/index.js';
import { hasOperator } from '../query-lang/has-operator.js';
import { searchTerms } from '../query-lang/search-terms.js';
import type * as QueryLang from '../query-lang/index.js';
import type { Query } from '../query-lang/query.js';
import { EventsError } from './errors.js';
import { load } from './load.js';

type Language = typeof QueryLang;

/** What a search text asks for. */
export type Search =
  | { readonly kind: 'empty' }
  /** Words and phrases, folded, all of which an event has to hold. */
  | { readonly kind: 'text'; readonly terms: readonly string[] }
  | { readonly kind: 'query'; readonly query: Query; readonly language: Language };

let language: Language | undefined;

/**
 * Tells what a search text is. Answers at once for words, and for queries once the language is there: it is loaded with the
 * first query, for it is bigger than all else in the client.
 *
 * @throws EventsError (or rejects with one) of kind `query` for a text that is meant as a query but is none. It is never
 * searched for as if it were words: that would find nothing, or the wrong things, without saying why.
 */
export function readSearch(text: string, url: string, signal?: AbortSignal): Search | Promise<Search> {
  if (!hasOperator(text)) {
    const terms = searchTerms(text);
    return terms.length === 0 ? { kind: 'empty' } : { kind: 'text', terms };
  }
  if (language) return readQuery(text, url, language);
  return load(import('../query-lang/index.js'), 'understands queries', url, signal).then(loaded => {
    language = loaded;
    return readQuery(text, url, loaded);
  });
}

function readQuery(text: string, url: string, language: Language): Search {
  const { query, errors } = language.parse(text);
  if (query) return { kind: 'query', query, language };
  throw new EventsError({
    kind: 'query',
    url,
    message: `The search is meant as a query, but cannot be read as one: ${errors[0]?.message ?? 'it is not finished'}`,
    diagnostics: errors,
  });
}

/** Tells which events a search matches; `null` when it matches all. */
export function searchTest(search: Search, now: number): ((record: EventRecord) => boolean) | null {
  switch (search.kind) {
    case 'empty':
      return null;
    case 'text':
      return record => {
        const text = searchText(record);
        return search.terms.every(term => text.includes(term));
      };
    default:
      return search.language.compile(search.query, { now });
  }
}

/** Whether the same search means something else a moment later: it counts from now. */
export function dependsOnNow(search: Search): boolean {
  if (search.kind !== 'query' || search.query.type === 'text') return false;
  return search.language
    .comparisons(search.query)
    .some(
      ({ value }) =>
        value.type === 'time' || (value.type === 'list' && value.items.some(({ type }) => type === 'time')),
    );
}
