import { instant } from '../instant.js';
import { isoMicros } from '../time.js';
import { bucketEdges, readInterval, roundEdges, type Interval } from './edges.js';
import {
  AggregateError,
  MAX_BUCKETS,
  OTHER_KEY,
  type Histogram,
  type HistogramBucket,
  type HistogramOptions,
} from './types.js';
import {
  chooseKeys,
  countsByKey,
  keyReader,
  KeyIndex,
  readCreated,
  readTop,
  type ChosenKeys,
  type EventSource,
} from './values.js';

const DEFAULT_BUCKETS = 60;

/**
 * Counts events over time, optionally split by a field. One pass over the events; whatever they hold, it never throws for them.
 *
 * @throws AggregateError for options that cannot be
 */
export function histogram(events: EventSource, options: HistogramOptions = {}): Histogram {
  const plan = planHistogram(options);
  const { from, to } = plan;
  const times = new Float64Array(events.length);
  const read = options.by === undefined ? null : keyReader(options.by);
  const index = new KeyIndex();
  const keys = new Uint32Array(read ? events.length : 0);
  const bounded = from !== -Infinity || to !== Infinity;
  let total = 0;
  let dated = 0;
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < times.length; i += 1) {
    const event = events.at(i);
    const time = instant(readCreated(event));
    if (!(time >= from && time < to)) {
      if (!bounded) total += 1;
      continue;
    }
    total += 1;
    times[dated] = time;
    if (read) keys[dated] = index.of(read(event));
    dated += 1;
    if (time < first) first = time;
    if (time > last) last = time;
  }

  const { interval, edges } = plan.edges(first, last);
  const starts = edges.map(ms => ms * 1_000);
  const size = Math.max(0, edges.length - 1);
  const keyCounts = new Float64Array(index.texts.length);
  for (let i = 0; i < keys.length && i < dated; i += 1) keyCounts[keys[i]!]! += 1;
  const chosen = read ? chooseKeys(index, keyCounts, plan.top) : null;
  const width = chosen ? chosen.keys.length + 1 : 1;
  const counts = new Float64Array(size * width);
  const find = finder(starts);
  for (let i = 0; i < dated; i += 1) {
    counts[find(times[i]!) * width + (chosen ? chosen.columns[keys[i]!]! : 0)]! += 1;
  }
  return {
    ...plan.answer(interval, edges, counts, chosen),
    undated: total - dated,
    covered: total,
    total,
    exact: true,
  };
}

/** What the options ask for, checked: shared by everything that answers with a histogram, wherever the events are. */
export interface HistogramPlan {
  /** Microseconds since 1970, from inside, to not; infinite where open. */
  readonly from: number;
  readonly to: number;
  readonly top: number;
  /** The buckets, once it is known when the first and the last event were, in microseconds (infinite when there are none). */
  edges(first: number, last: number): { interval: Interval; edges: Float64Array };
  /** The answer from counts: for each bucket one for each of the keys and one for all others. */
  answer(
    interval: Interval,
    edges: Float64Array,
    counts: ArrayLike<number>,
    chosen: Pick<ChosenKeys, 'keys' | 'other'> | null,
  ): Pick<Histogram, 'buckets' | 'interval' | 'range' | 'keys' | 'other'>;
}

/** @throws AggregateError */
export function planHistogram(options: HistogramOptions): HistogramPlan {
  const { range, buckets = DEFAULT_BUCKETS, timeZone = 'UTC' } = options;
  const from = readEnd(range?.from) ?? -Infinity;
  const to = readEnd(range?.to) ?? Infinity;
  const top = readTop(options.top);
  const given = options.interval === undefined ? null : readInterval(options.interval);
  if (!given && (!Number.isInteger(buckets) || buckets < 1 || buckets > MAX_BUCKETS))
    throw new AggregateError('buckets', `buckets is a whole number from 1 to ${MAX_BUCKETS}.`);

  return {
    from,
    to,
    top,
    edges(first, last) {
      const start = Math.floor((from === -Infinity ? first : from) / 1_000);
      const end = to === Infinity ? Math.floor(last / 1_000) + 1 : Math.ceil(to / 1_000);
      // Also what tells an unknown zone when there is nothing to count.
      if (!(start < end))
        return {
          interval: given ?? readInterval('P1D'),
          edges: bucketEdges(0, 0, readInterval('P1D'), timeZone).subarray(0, 0),
        };
      return given
        ? { interval: given, edges: bucketEdges(start, end, given, timeZone) }
        : roundEdges(start, end, buckets, timeZone);
    },
    answer(interval, edges, counts, chosen) {
      const keys = chosen?.keys ?? [];
      const width = chosen ? keys.length + 1 : 1;
      const texts = Array.from(edges, isoOf);
      const buckets: HistogramBucket[] = [];
      for (let i = 0; i + 1 < texts.length; i += 1) {
        const by = countsByKey();
        let total = 0;
        for (let column = 0; column < width; column += 1) {
          const count = counts[i * width + column]!;
          total += count;
          if (chosen && count > 0) by[keys[column] ?? OTHER_KEY] = count;
        }
        buckets.push({ start: texts[i]!, end: texts[i + 1]!, total, by });
      }
      return {
        buckets,
        interval: interval.text,
        range: { from: endText(from), to: endText(to) },
        keys,
        other: chosen?.other ?? false,
      };
    },
  };
}

function readEnd(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || text === '') return undefined;
  const micros = isoMicros(text);
  if (Number.isNaN(micros))
    throw new AggregateError('range', `${JSON.stringify(String(text).slice(0, 40))} is no date or time.`);
  return micros;
}

function endText(micros: number): string | null {
  return Number.isFinite(micros) ? isoOf(micros / 1_000) : null;
}

/** Without a fraction of a second where there is none. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** Finds the bucket of an instant: by where it would lie if all were equally long, then the few steps it is off by. */
function finder(starts: Float64Array): (time: number) => number {
  const buckets = starts.length - 1;
  const origin = starts[0] ?? 0;
  const scale = buckets / (starts[buckets]! - origin);
  return time => {
    let i = Math.floor((time - origin) * scale);
    if (i >= buckets) i = buckets - 1;
    while (starts[i]! > time) i -= 1;
    while (starts[i + 1]! <= time) i += 1;
    return i;
  };
}
