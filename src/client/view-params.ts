import { readSearchTerms, phrase } from '../query-lang/search-terms.js';
import { EventsError } from './errors.js';
import { filterEntries } from './filters.js';
import { boundsOf, rangeClause, resolveRange, type Bounds } from './range.js';
import { readSearch, type Search } from './search.js';
import type { ListView, TimeRange } from './types.js';

/** The language a server reads in `search`: DjangoQL as authentik has it, or all of ours. */
export type Dialect = 'djangoql' | 'event-query';

type Query = Extract<Search, { kind: 'query' }>;

interface Server {
  /** `undefined`: DjangoQL, unless only ours can say it and the server reads ours. */
  dialect: Dialect | undefined;
  url: string;
  signal?: AbortSignal | undefined;
  /** This call takes a range as parameters of their own. */
  rangeApart?: boolean;
  /** Whether the server takes a range as parameters of their own. Only asked where it matters, for it may take a call to tell. */
  takesRange: () => boolean | Promise<boolean>;
  /** Whether the server reads all of our language. Likewise. */
  readsAll: () => boolean | Promise<boolean>;
}

/**
 * What decides which events are in a view, as authentik's parameters. Values of a list are repeated parameters.
 *
 * A range of time is a part of the query, which every server understands. Beside words, which are no query, it is a pair of
 * parameters, for a server that takes them.
 *
 * @throws EventsError of kind `query` for what this server cannot be asked
 */
export async function viewParams(
  { search = '', range, filters }: ListView,
  { dialect, url, signal, rangeApart = false, takesRange, readsAll }: Server,
): Promise<URLSearchParams> {
  const asked = await readSearch(search, url, signal);
  const bounds = boundsOf(range, url);
  const apart = bounds !== null && (rangeApart || (asked.kind === 'text' && (await takesRange())));
  const say = async (query: Query): Promise<string> => {
    try {
      return printed(query, dialect ?? 'djangoql', url);
    } catch (error) {
      if (dialect !== undefined || !(error instanceof EventsError) || !(await readsAll())) throw error;
      return printed(query, 'event-query', url);
    }
  };
  const text = await searchParam(search, asked, apart ? null : bounds, say, url);
  return new URLSearchParams([
    ...(text === '' ? [] : [['search', text]]),
    ...(apart ? rangeParams(range) : []),
    ...filterEntries(filters),
  ]);
}

/** Both ends as absolute times. */
function rangeParams(range: TimeRange | undefined): [name: string, value: string][] {
  return Object.entries(resolveRange(range)).filter((entry): entry is [string, string] => entry[1] !== null);
}

/** authentik has no parameter for a range of time, but a query can hold one. */
async function searchParam(
  text: string,
  search: Search,
  bounds: Bounds | null,
  say: (query: Query) => Promise<string>,
  url: string,
): Promise<string> {
  switch (search.kind) {
    case 'empty':
      return bounds ? rangeClause(bounds) : '';
    case 'query': {
      const query = await say(search);
      return bounds ? `(${query}) and ${rangeClause(bounds)}` : query;
    }
    default:
      if (!bounds) return words(text);
      throw new EventsError({
        kind: 'query',
        url,
        message: 'This server cannot search for words within a time range; write the search as a query.',
      });
  }
}

/** Words as typed, unless there are quotes: servers disagree on where a phrase begins, but not on a phrase. */
function words(text: string): string {
  if (!/["']/.test(text)) return text;
  return readSearchTerms(text)
    .map(term => phrase(term.text))
    .join(' ');
}

function printed({ query, language }: Query, dialect: Dialect, url: string): string {
  try {
    return language.print(query, { dialect });
  } catch (error) {
    if (!(error instanceof language.NotExpressible)) throw error;
    const { from, to, message } = error;
    throw new EventsError({
      kind: 'query',
      url,
      message: `This server cannot be asked that: ${message}`,
      diagnostics: [{ from, to, message, severity: 'error', code: 'not-expressible', fixes: [] }],
      cause: error,
    });
  }
}
