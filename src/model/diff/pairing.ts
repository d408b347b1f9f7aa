import { isSameScalar, kindOf } from './values.js';
import type { Walk } from './walk.js';

/** Pairs looked at in one gap; with more, elements are paired in order. 2,500 are 50 that went and 50 that came. */
const PAIRS_MAX = 2_500;
/** Fields or elements looked at to tell how alike two values are. */
const LOOK_MAX = 64;
/** From this likeness on, two values are one that changed. */
const ALIKE = 0.5;

/**
 * Pairs what went with what came between the same neighbours, in order: one change instead of two. As many pairs as there
 * can be, and of the ways to do it the one in which pairs are most alike.
 *
 * @param sure objects have an identity, and those left here have different ones: they are not paired
 * @returns pairs of an index before and one after
 */
export function pairInGap(
  walk: Walk,
  a: readonly unknown[],
  b: readonly unknown[],
  gone: readonly number[],
  come: readonly number[],
  sure: boolean,
): [number, number][] {
  const from = sure ? gone.filter(i => kindOf(a[i]) !== 1) : gone;
  const to = sure ? come.filter(j => kindOf(b[j]) !== 1) : come;
  const rows = from.length;
  const columns = to.length;
  if (rows === 0 || columns === 0) return [];
  if (rows === 1 && columns === 1) return [[from[0]!, to[0]!]];
  if (rows * columns > PAIRS_MAX || walk.late) {
    if (rows !== columns && from.some(i => kindOf(a[i]) !== 0)) walk.exact = false;
    return from.slice(0, columns).map((i, n) => [i, to[n]!]);
  }
  // Each pair counts one, so that there are as many as can be, and a little more the more alike it is.
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  const worth = new Float64Array(rows * columns);
  for (let r = rows - 1; r >= 0; r -= 1) {
    for (let c = columns - 1; c >= 0; c -= 1) {
      const value = 1 + likeness(a[from[r]!], b[to[c]!]) / (2 * Math.max(rows, columns));
      worth[r * columns + c] = value;
      best[r * width + c] = Math.max(
        best[(r + 1) * width + c]!,
        best[r * width + c + 1]!,
        value + best[(r + 1) * width + c + 1]!,
      );
    }
  }
  walk.spend(rows * columns * 4);
  const pairs: [number, number][] = [];
  for (let r = 0, c = 0; r < rows && c < columns;) {
    const here = best[r * width + c]!;
    if (here === worth[r * columns + c]! + best[(r + 1) * width + c + 1]!) pairs.push([from[r++]!, to[c++]!]);
    else if (here === best[(r + 1) * width + c]!) r += 1;
    else c += 1;
  }
  return pairs;
}

/** Whether two objects or arrays are so much the same that one is the other, changed. */
export function isAlike(a: unknown, b: unknown): boolean {
  return likeness(a, b) >= ALIKE;
}

/** How much two values have in common, 0 to 1: a look at their first fields or elements, not into them. */
function likeness(a: unknown, b: unknown): number {
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return 0;
  if (kind === 0) return typeof a === 'string' && typeof b === 'string' ? commonEnds(a, b) : 0;
  return kind === 1
    ? commonFields(a as Record<string, unknown>, b as Record<string, unknown>)
    : commonElements(a as unknown[], b as unknown[]);
}

function commonEnds(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  const most = Math.min(a.length, b.length, LOOK_MAX);
  let start = 0;
  while (start < most && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < most - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end += 1;
  return longer === 0 ? 1 : (start + end) / Math.min(longer, LOOK_MAX);
}

function commonFields(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const keys = Object.keys(a).slice(0, LOOK_MAX);
  const others = Math.min(Object.keys(b).length, LOOK_MAX);
  if (keys.length + others === 0) return 1;
  let common = 0;
  for (const key of keys) if (Object.hasOwn(b, key)) common += commonField(a[key], b[key]);
  return (2 * common) / (keys.length + others);
}

/** A field that both have says a little, whatever is in it. */
function commonField(x: unknown, y: unknown): number {
  const kind = kindOf(x);
  if (kind !== kindOf(y)) return 0;
  if (kind === 0) return isSameScalar(x, y) ? 1 : 0.1;
  return kind === 1 ? 0.4 : 0.1 + 0.9 * commonElements(x as unknown[], y as unknown[]);
}

function commonElements(a: readonly unknown[], b: readonly unknown[]): number {
  if (a.length + b.length === 0) return 1;
  const first = new Set(a.slice(0, LOOK_MAX));
  let common = 0;
  for (const item of b.slice(0, LOOK_MAX)) {
    if (first.has(item) || (typeof item === 'object' && common < a.length && kindOf(item) === kindOf(a[0])))
      common += 1;
  }
  return Math.min(1, (2 * common) / (Math.min(a.length, LOOK_MAX) + Math.min(b.length, LOOK_MAX)));
}
