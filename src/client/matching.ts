import { filterEntries, filterTest } from './filters.js';
import { dependsOnNow, readSearch, searchTest } from './search.js';
import type { EventRecord } from '../model/index.js';
import type { ListView } from './types.js';

/** Tells which events a view's search and filters keep; the range is another matter. */
export interface Matching {
  /** The same for the same search and filters. */
  readonly key: unknown;
  /** Whether the same search means something else a moment later: it counts from now. */
  readonly dependsOnNow: boolean;
  /** @param now - milliseconds since 1970; `null` when all events are kept */
  test(now: number): ((record: EventRecord) => boolean) | null;
}

/**
 * Reads the search and the filters of a view. Answers at once for words, and for queries once the language is there.
 *
 * @throws EventsError (or rejects with one) of kind `query` for what events cannot be asked
 */
export async function readMatching(
  { search: text = '', filters }: ListView,
  url: string,
  signal?: AbortSignal,
): Promise<Matching> {
  const entries = filterEntries(filters);
  const passes = filterTest(entries, url);
  const search = await readSearch(text, url, signal);
  return {
    key: [text, entries],
    dependsOnNow: dependsOnNow(search),
    test: now => {
      const matches = searchTest(search, now);
      return passes && matches ? record => passes(record) && matches(record) : (passes ?? matches);
    },
  };
}
