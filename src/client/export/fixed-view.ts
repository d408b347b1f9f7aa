import { readRelativeTime, relativeSeconds } from '../../query-lang/relative-time.js';
import { resolveRange } from '../range.js';
import { readSearch } from '../search.js';
import type { ListView } from '../types.js';

/** Fields that hold a time, whatever the event. */
const TIMES = new Set(['created', 'expires']);

/**
 * The view with every time that counts from now at the instant it names at `now`: its range, and in its query what `created` and
 * `expires` are held against. A view that is read for minutes would otherwise lose events at one end while it is read.
 *
 * @param now milliseconds since 1970
 * @throws EventsError (or rejects with one) of kind `query` for a view that cannot be asked for
 */
export async function fixedView(view: ListView, now: number, signal?: AbortSignal): Promise<ListView> {
  const { search = '', range } = view;
  const fixed = await fixedSearch(search, now, signal);
  return { ...view, ...(fixed !== search && { search: fixed }), ...(range && { range: resolveRange(range, now) }) };
}

async function fixedSearch(text: string, now: number, signal: AbortSignal | undefined): Promise<string> {
  const search = await readSearch(text, '', signal);
  if (search.kind !== 'query') return text;
  const times = search.language
    .comparisons(search.query)
    .filter(({ field }) => TIMES.has(field.name))
    .flatMap(({ value }) => (value.type === 'list' ? value.items : [value]))
    .flatMap(constant => {
      // People put quotes around them, too.
      const time =
        constant.type === 'time' ? constant : constant.type === 'string' ? readRelativeTime(constant.value) : null;
      return time ? [{ ...constant, instant: instantText(relativeSeconds(time, now)) }] : [];
    });
  return times.reduceRight((fixed, { from, to, instant }) => fixed.slice(0, from) + instant + fixed.slice(to), text);
}

function instantText(seconds: number): string {
  return JSON.stringify(`${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`);
}
