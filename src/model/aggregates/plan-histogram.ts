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
import { countsByKey, readTop, type ChosenKeys } from './values.js';

const DEFAULT_BUCKETS = 60;

/** What the options ask for, checked: shared by everything that answers with a histogram, wherever the events are. */
export interface HistogramPlan {
  /** Microseconds since 1970, from inside, to not; infinite where open. */
  readonly from: number;
  readonly to: number;
  readonly top: number;
  /**
   * The buckets, once it is known when the first and the last event were, in microseconds (infinite when there are none).
   *
   * @param shortest - No width is chosen that is shorter, in milliseconds; one that was asked for is taken as it is
   */
  edges(first: number, last: number, shortest?: number): { interval: Interval; edges: Float64Array };
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
    edges(first, last, shortest = 0) {
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
        : roundEdges(start, end, buckets, timeZone, shortest);
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
function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
