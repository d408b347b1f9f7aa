/** Enough to find last week's query, and a list that can be read. */
const MAX_KEPT = 20;
/** Longer queries are made by programs. */
const MAX_LENGTH = 5_000;

/** The queries that were run on this machine, newest first: in local storage, under a key of the page's choice. */
export function readHistory(key: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    if (!Array.isArray(stored)) return [];
    // Anybody of this origin may have written there.
    return stored.filter((entry): entry is string => typeof entry === 'string' && isKept(entry)).slice(0, MAX_KEPT);
  } catch {
    return []; // no storage, as in a sandboxed frame, or not ours
  }
}

export function rememberQuery(key: string, query: string): void {
  if (!isKept(query)) return;
  write(key, [query, ...readHistory(key).filter(entry => entry !== query)].slice(0, MAX_KEPT));
}

export function forgetQueries(key: string): void {
  write(key, []);
}

function isKept(query: string): boolean {
  return query.trim() !== '' && query.length <= MAX_LENGTH;
}

function write(key: string, queries: readonly string[]): void {
  try {
    if (queries.length > 0) localStorage.setItem(key, JSON.stringify(queries));
    else localStorage.removeItem(key);
  } catch {
    // Full, or forbidden: a query runs all the same.
  }
}
