import { actionInfo } from '../model/actions.js';
import { BY_GROUP } from '../model/aggregates/types.js';
import { compareText } from '../model/order.js';
import { isoMs } from '../model/time.js';
import type { Histogram, HistogramOptions, HistogramPlan } from '../model/index.js';
import { counted, loadAggregates } from './aggregates.js';
import { EventsError } from './errors.js';
import type { EventsClient, ListView, VolumeBucket } from './types.js';

const SIX_HOURS_MS = 6 * 3_600_000;
const DAY_MS = 4 * SIX_HOURS_MS;
/** As far back as volumes reach. */
const MAX_DAYS = 60;

/** How volumes may be split: they are by action, and a group is known from the action. */
const KEYS: Record<string, (action: string) => string> = {
  action: action => action,
  [BY_GROUP]: action => actionInfo(action).group,
};

/**
 * A histogram of the volumes that a server of level 1 gives: by action, in six hours of UTC, sixty days back. `null` when what is
 * asked for cannot be made of them: another field, buckets that six hours do not fit into, a range that ended before; or when
 * the server has none.
 *
 * @param view - Its range is absolute, and the one of the options
 */
export async function volumeHistogram(
  { client, url }: { client: Pick<EventsClient, 'list' | 'volume'>; url: string },
  view: ListView,
  { signal, ...options }: HistogramOptions & { signal?: AbortSignal | undefined },
  now: number,
): Promise<Histogram | null> {
  const keyOf = options.by === undefined ? () => '' : KEYS[options.by];
  if (!keyOf) return null;
  const { planHistogram } = await loadAggregates(url, signal);
  const plan = counted(url, () => planHistogram(options));
  const reach = now - MAX_DAYS * DAY_MS;
  if (plan.to / 1_000 <= reach) return null;
  // Asked before anything is sent, as far as it can be told: the edges of an open range lie where events do.
  if (!fits(plan, options, Math.max(plan.from, reach * 1_000), Math.min(plan.to, now * 1_000))) return null;

  const days = Math.min(MAX_DAYS, Math.ceil((now - plan.from / 1_000) / DAY_MS) + 1);
  const call = signal ? { signal } : {};
  const volumes = await client.volume(view, { ...call, historyDays: days }).catch(unlessMissing);
  if (volumes === null) return null;
  const page = await client.list(view, { page: 1, pageSize: 1 }, call);
  const buckets = volumes.filter(({ count }) => count > 0).map(bucket => ({ ...bucket, ms: isoMs(bucket.time) }));
  const first = buckets.reduce((least, { ms }) => Math.min(least, ms), Infinity) * 1_000;
  const last = buckets.reduce((most, { ms }) => Math.max(most, ms), -Infinity) * 1_000;
  const made = counted(url, () => plan.edges(first, last, SIX_HOURS_MS));
  // Six hours are the least that can be told. Where no width was asked for, they are also what is told in any other zone.
  const { interval, edges } = made.edges.every(isSixth)
    ? made
    : planHistogram({ ...options, interval: 'PT6H', timeZone: 'UTC' }).edges(first, last);
  const covered = buckets.reduce((sum, { count }) => sum + count, 0);
  // Events that came in between the two calls are in one of the answers only.
  const total = Math.max(covered, page.pagination.count);
  const { keys, other, counts } = split(buckets, keyOf, options.by === undefined ? null : plan.top, edges);
  return {
    ...plan.answer(interval, edges, counts, options.by === undefined ? null : { keys, other }),
    undated: 0,
    covered,
    total,
    exact: covered === total,
    ...(covered !== total && { since: new Date(Math.max(reach, plan.from / 1_000)).toISOString() }),
  };
}

/** Authentik had no volumes always, and others never. */
function unlessMissing(error: unknown): null {
  if (error instanceof EventsError && error.kind === 'http' && [404, 405, 501].includes(error.status!)) return null;
  throw error;
}

function isSixth(ms: number): boolean {
  return ms % SIX_HOURS_MS === 0;
}

function fits(plan: HistogramPlan, { interval }: HistogramOptions, first: number, last: number): boolean {
  if (interval === undefined) return true;
  try {
    return plan.edges(first, last, SIX_HOURS_MS).edges.every(isSixth);
  } catch {
    return false; // the pages say what is wrong with it
  }
}

function split(
  buckets: readonly (VolumeBucket & { ms: number })[],
  keyOf: (action: string) => string,
  top: number | null,
  edges: Float64Array,
): { keys: string[]; other: boolean; counts: Float64Array } {
  const totals = new Map<string, number>();
  for (const { action, count } of buckets) totals.set(keyOf(action), (totals.get(keyOf(action)) ?? 0) + count);
  const sorted = [...totals].sort(([a, x], [b, y]) => y - x || compareText(a, b)).map(([key]) => key);
  const keys = top === null ? [] : sorted.slice(0, top);
  const columns = new Map(keys.map((key, i) => [key, i]));
  const width = top === null ? 1 : keys.length + 1;
  const counts = new Float64Array(Math.max(0, edges.length - 1) * width);
  for (const { action, ms, count } of buckets) {
    let i = 0;
    while (edges[i + 1]! <= ms) i += 1;
    // The six hours that a range begins in begin before it.
    counts[i * width + (top === null ? 0 : (columns.get(keyOf(action)) ?? keys.length))]! += count;
  }
  return { keys, other: sorted.length > keys.length, counts };
}
