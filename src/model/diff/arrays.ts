import type { JsonValue } from '../record.js';
import { longestIncreasing } from './increasing.js';
import { isAlike, pairInGap } from './pairing.js';
import { tokensOf, type Tokens } from './tokens.js';
import type { ArrayChange, Change, ItemChange } from './types.js';
import { isEqual, isSameScalar, kindOf } from './values.js';
import type { Walk } from './walk.js';

type Compare = (walk: Walk, before: unknown, after: unknown, depth: number) => Change | null;

/** Pairs of places that could be matched, before an array full of the same value is matched in order instead. */
const CANDIDATES_MAX = 2_000_000;

/**
 * The fewest changes between two arrays. Equal ends are cut off first: most arrays differ in one place, and for those
 * nothing else has to be done. What is between is matched by identity or content; the longest run of matches that are in
 * order has stayed, other matches were moved, and what has no match came or went. Something that went where something
 * came was changed, unless an identity says that they are two things.
 */
export function diffArrays(
  walk: Walk,
  a: readonly unknown[],
  b: readonly unknown[],
  depth: number,
  compare: Compare,
): ArrayChange | null {
  let start = 0;
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && isSame(walk, a[start], b[start], depth)) start += 1;
  walk.spend(start + 1);
  if (start === a.length && start === b.length) return null;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && isSame(walk, a[endA - 1], b[endB - 1], depth)) {
    endA -= 1;
    endB -= 1;
  }
  walk.spend(a.length - endA + 1);

  const deleted: ItemChange[] = [];
  const others: ItemChange[] = [];
  const change = (from: number, to: number) => {
    const inside = compare(walk, a[from], b[to], depth + 1);
    if (inside) others.push({ op: 'change', from, to, change: inside });
  };
  if (endA === start || endB === start) {
    for (let from = start; from < endA; from += 1) deleted.push(remove(walk, a, from));
    for (let to = start; to < endB; to += 1) others.push(insert(walk, b, to));
  } else if (endA - start === 1 && endB - start === 1 && !isContainer(a[start]) && !isContainer(b[start])) {
    change(start, start);
  } else {
    middle(walk, { a, b, start, endA, endB, depth, compare }, deleted, others);
  }
  return deleted.length + others.length > 0 ? { kind: 'array', items: [...deleted, ...others] } : null;
}

interface Middle {
  a: readonly unknown[];
  b: readonly unknown[];
  start: number;
  endA: number;
  endB: number;
  depth: number;
  compare: Compare;
}

function middle(walk: Walk, part: Middle, deleted: ItemChange[], others: ItemChange[]): void {
  const { a, b, start, endA, endB, depth, compare } = part;
  const tokens = tokensOf(walk, a, b, start, endA, endB);
  const { partner, stays, fromOf } = match(walk, tokens);
  const { named } = tokens;

  /** What changed inside an element that is on both sides. Where the match is by content, nothing did. */
  const inside = (from: number, to: number): Change | null =>
    named && isContainer(a[from]) ? compare(walk, a[from], b[to], depth + 1) : null;

  /** Everything between two elements that stayed, or an end. */
  const gap = (fromA: number, toA: number, fromB: number, toB: number) => {
    const gone: number[] = [];
    const come: number[] = [];
    for (let i = fromA; i < toA; i += 1) if (partner[i] === -1) gone.push(start + i);
    for (let j = fromB; j < toB; j += 1) if (fromOf[j] === -1) come.push(start + j);
    const replaced = new Map<number, number>();
    if (gone.length > 0 && come.length > 0) {
      for (const [from, to] of pairInGap(walk, a, b, gone, come, tokens.sure)) replaced.set(to, from);
    }
    const kept = new Set(replaced.values());
    for (const from of gone) if (!kept.has(from)) deleted.push(remove(walk, a, from));
    for (let j = fromB; j < toB; j += 1) {
      const to = start + j;
      if (fromOf[j] !== -1) {
        walk.count += 1;
        const from = start + fromOf[j]!;
        others.push({ op: 'move', from, to, change: inside(from, to) });
      } else if (replaced.has(to)) {
        const from = replaced.get(to)!;
        const change = replace(walk, a[from], b[to], depth, compare);
        if (change) others.push({ op: 'change', from, to, change });
      } else others.push(insert(walk, b, to));
    }
  };

  let doneA = 0;
  let doneB = 0;
  for (const i of stays) {
    const j = partner[i]!;
    if (i > doneA || j > doneB) gap(doneA, i, doneB, j);
    const change = inside(start + i, start + j);
    if (change) others.push({ op: 'change', from: start + i, to: start + j, change });
    doneA = i + 1;
    doneB = j + 1;
  }
  gap(doneA, endA - start, doneB, endB - start);
}

interface Matching {
  /** For each element before, its place among those after, or -1. */
  partner: Int32Array;
  /** For each element after that was moved there, its place among those before; -1 for all others. */
  fromOf: Int32Array;
  /** The elements before that stayed in order. */
  stays: readonly number[];
}

/** Matches elements by their tokens: as many as can be, and as many of those in order as can be. */
function match(walk: Walk, { before, after, count }: Tokens): Matching {
  const partner = new Int32Array(before.length).fill(-1);
  const fromOf = new Int32Array(after.length).fill(-1);
  // Places of each token after, as linked lists from the last to the first.
  const last = new Int32Array(count).fill(-1);
  const previous = new Int32Array(after.length);
  const timesAfter = new Int32Array(count);
  for (let j = 0; j < after.length; j += 1) {
    const token = after[j]!;
    previous[j] = last[token]!;
    last[token] = j;
    timesAfter[token] = timesAfter[token]! + 1;
  }

  let candidates = 0;
  for (const token of before) candidates += timesAfter[token]!;
  const places: number[] = [];
  const owners: number[] = [];
  if (candidates <= CANDIDATES_MAX && !walk.late) {
    // All places of a token, the last first: so no two of one element can both be in an increasing run.
    for (let i = 0; i < before.length; i += 1) {
      for (let j = last[before[i]!]!; j !== -1; j = previous[j]!) {
        places.push(j);
        owners.push(i);
      }
    }
    walk.spend(candidates);
  } else {
    walk.exact = false;
    const first = new Int32Array(count).fill(-1);
    const next = new Int32Array(after.length).fill(-1);
    for (let j = after.length - 1; j >= 0; j -= 1) {
      next[j] = first[after[j]!]!;
      first[after[j]!] = j;
    }
    for (let i = 0; i < before.length; i += 1) {
      const j = first[before[i]!]!;
      if (j === -1) continue;
      first[before[i]!] = next[j]!;
      places.push(j);
      owners.push(i);
    }
  }

  const run = longestIncreasing(places);
  const stays: number[] = [];
  const taken = new Uint8Array(after.length);
  for (const at of run) {
    const i = owners[at]!;
    partner[i] = places[at]!;
    taken[places[at]!] = 1;
    stays.push(i);
  }
  if (stays.length < before.length && stays.length < after.length) {
    // What is left has moved: the first free place of its token, in order.
    const free = new Map<number, number[]>();
    for (let j = after.length - 1; j >= 0; j -= 1) {
      if (taken[j]) continue;
      const list = free.get(after[j]!);
      if (list) list.push(j);
      else free.set(after[j]!, [j]);
    }
    for (let i = 0; i < before.length; i += 1) {
      if (partner[i] !== -1) continue;
      const j = free.get(before[i]!)?.pop();
      if (j === undefined) continue;
      partner[i] = j;
      fromOf[j] = i;
    }
  }
  // Those that stayed are taken as well; `fromOf` of them is read nowhere, for they end each gap.
  return { partner, fromOf, stays };
}

/** Another element in the place of one: what changed in it when they are much the same, else it was replaced. */
function replace(walk: Walk, before: unknown, after: unknown, depth: number, compare: Compare): Change | null {
  const kind = kindOf(before);
  if (kind !== 0 && kind === kindOf(after) && isAlike(before, after)) return compare(walk, before, after, depth + 1);
  walk.count += 1;
  return { kind: 'set', before: before as JsonValue, after: after as JsonValue };
}

function isSame(walk: Walk, a: unknown, b: unknown, depth: number): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return isSameScalar(a, b);
  return isEqual(a, b, walk, depth);
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function remove(walk: Walk, a: readonly unknown[], from: number): ItemChange {
  kindOf(a[from]); // says so when it is nothing that JSON has
  walk.count += 1;
  return { op: 'delete', from, before: a[from] as JsonValue };
}

function insert(walk: Walk, b: readonly unknown[], to: number): ItemChange {
  kindOf(b[to]);
  walk.count += 1;
  return { op: 'insert', to, after: b[to] as JsonValue };
}
