import { instant } from '../instant.js';
import { finish, STRETCH, type Steps } from '../steps.js';
import { planHistogram } from './plan-histogram.js';
import type { Histogram, HistogramOptions } from './types.js';
import { chooseKeys, keyReader, KeyIndex, readCreated, type EventSource } from './values.js';

/**
 * Counts events over time, optionally split by a field. One pass over the events; whatever they hold, it never throws for them.
 *
 * @throws AggregateError for options that cannot be
 */
export function histogram(events: EventSource, options: HistogramOptions = {}): Histogram {
  return finish(histogramSteps(events, options));
}

/** The same, in steps. */
export function* histogramSteps(events: EventSource, options: HistogramOptions = {}): Steps<Histogram> {
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
    if (i % STRETCH === STRETCH - 1) yield;
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
    if (i % (16 * STRETCH) === STRETCH - 1) yield;
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
