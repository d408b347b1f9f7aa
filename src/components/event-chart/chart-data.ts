import { ACTION_GROUPS, actionInfo } from '../../model/actions.js';
import { isoMs } from '../../model/time.js';
import { MISSING_KEY, OTHER_KEY } from '../../model/aggregates/types.js';
import type { ActionGroup, Histogram } from '../../model/index.js';
import { bucketEdges, readInterval } from '../../model/aggregates/edges.js';

/** One column of the chart, and one row of its table. */
export interface Bucket {
  /** Milliseconds since 1970; half-open. */
  start: number;
  end: number;
  total: number;
  /** Whether some of it lies outside the range, or is still to come. */
  partial: 'start' | 'end' | null;
}

/** One value of the field that splits the buckets. */
export interface Series {
  key: string;
  kind: 'value' | 'missing' | 'other';
  /** Events in all buckets. */
  total: number;
  /** Events by bucket. */
  counts: readonly number[];
  look: Look;
}

/** How a value is told from the others: a hue with a pattern, and a sign beside it. */
export interface Look {
  /** The hue of an action group; null for what is no value. */
  hue: ActionGroup | null;
  /** 0 is plain; values of one hue have different patterns. */
  pattern: number;
  /** Name of an icon; for a field that has none, letters. */
  icon: string | null;
  letters: string;
}

export interface ChartData {
  buckets: readonly Bucket[];
  /** In the order they are stacked, from the foot. */
  series: readonly Series[];
  interval: string;
  /** Events in the buckets. */
  total: number;
  /** The highest bar, and the highest point of a line. */
  most: number;
  mostOfOne: number;
}

export interface Frame {
  /** The range of the view, absolute; `null` is open. */
  range: { from: string | null; to: string | null };
  timeZone: string;
  now: number;
}

/**
 * A histogram ready to draw: buckets with the gap up to now filled with zero when the range is open to the future, and values in
 * a stable order with a stable look.
 */
export function chartData(histogram: Histogram, by: string, looks: Looks, frame: Frame): ChartData {
  const counted = histogram.buckets.map(({ start, end, total }) => ({ start: isoMs(start), end: isoMs(end), total }));
  const from = frame.range.from === null ? -Infinity : isoMs(frame.range.from);
  const to = frame.range.to === null ? frame.now : isoMs(frame.range.to);
  const all = [...counted, ...upToNow(counted, histogram.interval, from, frame)];
  const buckets = all.map((bucket, index): Bucket => ({
    ...bucket,
    partial: index === all.length - 1 && bucket.end > to ? 'end' : index === 0 && bucket.start < from ? 'start' : null,
  }));
  const keys = [...histogram.keys, ...(histogram.other ? [OTHER_KEY] : [])];
  const series = keys.map((key): Series => {
    const counts = all.map((_, index) => histogram.buckets[index]?.by[key] ?? 0);
    return { key, kind: kindOf(key), total: sum(counts), counts, look: looks.of(key, by) };
  });
  if (series.length === 0) {
    const counts = buckets.map(({ total }) => total);
    series.push({ key: '', kind: 'other', total: sum(counts), counts, look: looks.of(OTHER_KEY, by) });
  }
  series.sort((a, b) => orderOf(a) - orderOf(b)); // stable: equal ones stay most frequent first
  return {
    buckets,
    series,
    interval: histogram.interval,
    total: sum(buckets.map(({ total }) => total)),
    most: Math.max(0, ...buckets.map(({ total }) => total)),
    mostOfOne: Math.max(0, ...series.map(({ counts }) => Math.max(0, ...counts))),
  };
}

/** Empty buckets after the last event: that nothing came lately is what a reader has to see. */
function upToNow(
  counted: readonly { start: number; end: number }[],
  interval: string,
  from: number,
  { range, timeZone, now }: Frame,
): { start: number; end: number; total: number }[] {
  const start = counted.at(-1)?.end ?? from;
  if (range.to !== null || range.from === null || !(start < now)) return [];
  try {
    const edges = bucketEdges(start, now, readInterval(interval), timeZone);
    return Array.from(edges.subarray(0, -1), (edge, i) => ({
      start: Math.max(edge, start),
      end: edges[i + 1]!,
      total: 0,
    }));
  } catch {
    return []; // a server's own interval: its buckets are shown as they came
  }
}

function kindOf(key: string): Series['kind'] {
  return key === OTHER_KEY ? 'other' : key === MISSING_KEY ? 'missing' : 'value';
}

/** By group, so that failures lie at the foot, where heights compare; what is no value comes last. */
function orderOf({ kind, look }: Series): number {
  const after = ACTION_GROUPS.length;
  if (kind !== 'value' || look.hue === null) return after + (kind === 'other' ? 2 : 1);
  return look.icon === null ? after : ACTION_GROUPS.indexOf(look.hue);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}

/** What a value without a group may have: every hue but that of failures, which means something in every chart. */
const HUES = ACTION_GROUPS.filter(group => group !== 'failure');

/** Patterns there are for each hue, the plain one included. */
export const PATTERNS = 4;

/**
 * Gives each value its look, and keeps it for as long as the field stays the same: a colour never changes its meaning while a
 * reader looks. Actions have the hue of their group; other values one that follows from the text, so that it is the same
 * tomorrow, unless it is taken.
 */
export class Looks {
  #by = '';
  readonly #known = new Map<string, Look>();
  readonly #taken = new Set<string>();

  of(key: string, by: string): Look {
    if (by !== this.#by) {
      this.#by = by;
      this.#known.clear();
      this.#taken.clear();
    }
    let look = this.#known.get(key);
    if (!look) this.#known.set(key, (look = this.#make(key, by)));
    return look;
  }

  #make(key: string, by: string): Look {
    if (kindOf(key) !== 'value') return { hue: null, pattern: 0, icon: null, letters: key === MISSING_KEY ? '∅' : '…' };
    if (by === 'action') {
      const { group, icon, known } = actionInfo(key);
      if (known) return { hue: group, pattern: this.#freePattern(group), icon, letters: '' };
    }
    const group = ACTION_GROUPS.find(name => name === key);
    if (by === '@group' && group) return { hue: group, pattern: 0, icon: group, letters: '' };
    const { hue, pattern } = this.#freeHue(key);
    return { hue, pattern, icon: null, letters: initials(key) };
  }

  #take(hue: ActionGroup, pattern: number): boolean {
    const slot = `${hue} ${pattern}`;
    if (this.#taken.has(slot)) return false;
    this.#taken.add(slot);
    return true;
  }

  #freePattern(hue: ActionGroup): number {
    for (let pattern = 0; pattern < PATTERNS; pattern += 1) if (this.#take(hue, pattern)) return pattern;
    return PATTERNS - 1;
  }

  #freeHue(key: string): { hue: ActionGroup; pattern: number } {
    const first = hash(key) % HUES.length;
    for (let pattern = 0; pattern < PATTERNS; pattern += 1) {
      for (let step = 0; step < HUES.length; step += 1) {
        const hue = HUES[(first + step) % HUES.length]!;
        if (this.#take(hue, pattern)) return { hue, pattern };
      }
    }
    return { hue: HUES[first]!, pattern: PATTERNS - 1 };
  }
}

/** FNV-1a: short, and spreads similar texts. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Up to two letters or digits: `DE` of `DE`, `EN` of `en.wikipedia`. */
function initials(text: string): string {
  const found = /[\p{L}\p{N}]{1,2}/u.exec(text.slice(0, 60));
  return found ? found[0].toLocaleUpperCase('en') : '?';
}
