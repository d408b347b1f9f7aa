import { endMicros } from '../../../client/range.js';
import type { EventsClient, ListView, TimeRange } from '../../../client/index.js';
import type * as QueryLang from '../../../query-lang/index.js';
import type { Condition, Schema } from '../../../query-lang/index.js';

/** Another view that may have events where this one has none. */
export interface WayOut {
  /**
   * - `fix`: a change that the check of the query offers, such as a value for a label
   * - `drop`: the search without one of its conditions, or words
   * - `wider`, `always`: a longer range of time, or none
   * - `clear`: no search
   */
  kind: 'fix' | 'drop' | 'wider' | 'always' | 'clear';
  search: string;
  range: TimeRange;
  /** What is dropped, as it was typed; what a fix does; where a wider range begins. */
  what: string;
  /** Events it would give. Undefined until that is known, or when it could not be told. */
  count?: number;
}

/** Nobody tries more, and each costs a request. */
const MAX_DROPS = 6;
const MAX_FIXES = 3;
/** Requests under way at a time. */
const MAX_CALLS = 2;

/** Where wider ranges begin, narrow ones first. */
export const WIDER = ['now-1h', 'now-24h', 'now-7d', 'now-30d', 'now-90d', 'now-365d'] as const;

const OPEN: TimeRange = { from: null, to: null };

/**
 * The ways out of a view with no events, most likely ones first.
 *
 * @param range - as it was asked for, with ends that may count back from now
 */
export async function waysOut(search: string, range: TimeRange, schema: Schema | null): Promise<WayOut[]> {
  const ways: WayOut[] = [];
  if (search.trim() !== '') {
    const language = await import('../../../query-lang/index.js');
    for (const fix of fixesOf(language, search, schema)) ways.push({ kind: 'fix', ...fix, range });
    for (const drop of dropsOf(language, search)) ways.push({ kind: 'drop', ...drop, range });
  }
  if (range.from !== null || range.to !== null) {
    const from = widerThan(range);
    if (from) ways.push({ kind: 'wider', search, range: { from, to: null }, what: from });
    ways.push({ kind: 'always', search, range: OPEN, what: '' });
  }
  if (search.trim() !== '') ways.push({ kind: 'clear', search: '', range, what: '' });
  return ways;
}

type Language = typeof QueryLang;

/** Fixes of what the check warns of: a query that runs, but hardly as meant. */
function fixesOf(
  { check, applyFix, eventSchema }: Language,
  search: string,
  schema: Schema | null,
): { search: string; what: string }[] {
  return check(search, schema ?? eventSchema)
    .filter(({ severity }) => severity !== 'info')
    .flatMap(({ fixes }) => fixes.slice(0, 1))
    .slice(0, MAX_FIXES)
    .map(fix => ({ search: applyFix(search, fix), what: fix.label }));
}

function dropsOf({ parse, phrase }: Language, search: string): { search: string; what: string }[] {
  const { query } = parse(search);
  if (query?.type === 'text') {
    const { terms } = query;
    if (terms.length < 2 || terms.length > MAX_DROPS) return [];
    return terms.map(dropped => ({
      search: terms
        .filter(term => term !== dropped)
        .map(({ text }) => phrase(text))
        .join(' '),
      what: dropped.text,
    }));
  }
  if (query?.type !== 'and' || query.operands.length > MAX_DROPS) return [];
  const asTyped = (operand: Condition): string => search.slice(operand.from, operand.to);
  return query.operands.map(dropped => ({
    search: query.operands
      .filter(operand => operand !== dropped)
      // Parentheses are no part of a tree, and an "or" needs them.
      .map(operand => (operand.type === 'or' && query.operands.length > 2 ? `(${asTyped(operand)})` : asTyped(operand)))
      .join(' and '),
    what: asTyped(dropped),
  }));
}

/** The next longer stretch up to now that a reader is used to. Only of a range that ends now. */
function widerThan({ from, to }: TimeRange): string | undefined {
  const now = Date.now();
  const start = from === null ? NaN : endMicros(from, now);
  const end = to === null ? now * 1_000 : endMicros(to, now);
  if (Number.isNaN(start) || !(end >= (now - 60_000) * 1_000)) return undefined;
  return WIDER.find(wider => endMicros(wider, now) < start - 60_000_000);
}

/** Asks how many events each of them would give, and tells after each answer. Ends with the signal, and never fails. */
export async function countWays(
  ways: readonly WayOut[],
  client: EventsClient,
  besides: Pick<ListView, 'ordering' | 'filters'>,
  signal: AbortSignal,
  counted: (way: WayOut, count: number) => void,
): Promise<void> {
  const left = [...ways];
  const worker = async (): Promise<void> => {
    for (let way = left.shift(); way && !signal.aborted; way = left.shift()) {
      const { search, range } = way;
      try {
        const { pagination } = await client.list({ ...besides, search, range }, { page: 1, pageSize: 1 }, { signal });
        if (!signal.aborted && Number.isSafeInteger(pagination?.count)) counted(way, pagination.count);
      } catch {
        // A way whose figure is not known is a way all the same.
      }
    }
  };
  await Promise.all(Array.from({ length: MAX_CALLS }, worker));
}
