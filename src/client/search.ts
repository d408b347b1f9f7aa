import { searchText, type EventRecord } from '../model/index.js';
import { searchTerms } from '../query-lang/index.js';

/** What a search text asks for. */
export interface Search {
  kind: 'empty' | 'text';
  matches(record: EventRecord): boolean;
}

export function readSearch(text: string): Search {
  const terms = searchTerms(text);
  if (terms.length === 0) return { kind: 'empty', matches: () => true };
  return {
    kind: 'text',
    matches(record) {
      const searched = searchText(record);
      return terms.every(term => searched.includes(term));
    },
  };
}
