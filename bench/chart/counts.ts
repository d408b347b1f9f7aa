/** Counting by hand, for all that do not count themselves, and counts to redraw with. */
import { instant } from '../../src/model/instant.js';
import type { EventRecord } from '../../src/model/index.js';
import type { Counts } from './contestant.js';

export const BUCKETS = 120;
export const KEYS = 30;
const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 17);

/** The same for each contestant, another for each step. */
export function makeCounts(step: number): Counts {
  const starts = Array.from({ length: BUCKETS }, (_, i) => START + i * HOUR);
  const keys = Array.from({ length: KEYS }, (_, i) => `action_${String(i).padStart(2, '0')}`);
  return {
    starts,
    keys,
    counts: keys.map((_, k) => starts.map((_, b) => ((k * 31 + b * 17 + step * 13) * 7919) % 97)),
  };
}

/** The least code that counts events by action in a hundred and twenty buckets. */
export function countByHand(events: readonly EventRecord[]): Counts {
  const times = new Float64Array(events.length);
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < events.length; i += 1) {
    const time = instant(events[i]!.created) / 1_000;
    times[i] = time;
    if (time < first) first = time;
    if (time > last) last = time;
  }
  const width = (last - first + 1) / BUCKETS;
  const rows = new Map<string, number[]>();
  for (let i = 0; i < events.length; i += 1) {
    const { action } = events[i]!;
    let row = rows.get(action);
    if (!row) rows.set(action, (row = new Array<number>(BUCKETS).fill(0)));
    row[Math.floor((times[i]! - first) / width)]! += 1;
  }
  return {
    starts: Array.from({ length: BUCKETS }, (_, i) => first + i * width),
    keys: [...rows.keys()],
    counts: [...rows.values()],
  };
}

/** Ten hues in three depths. */
export const COLOURS = Array.from(
  { length: 40 },
  (_, i) => `hsl(${(i % 10) * 36} 60% ${35 + Math.floor(i / 10) * 12}%)`,
);
