import { getPath } from './path.js';
import { isObject } from './record.js';

/** Comparing stops after this many values: the count is for one line of a list, and there are many lines. */
const COMPARED_VALUES = 10_000;
const COMPARED_DEPTH = 100;

/**
 * How many fields an event says it changed: the entries of `context.diff`, else the top-level fields in which
 * `context.before` and `context.after` differ. `null` when the event does not say, or the two are too big to compare
 * for a line of text.
 */
export function changeCount(record: unknown): number | null {
  const diff = getPath(record, 'context.diff');
  if (isObject(diff)) return Object.keys(diff).length;
  const before = getPath(record, 'context.before');
  const after = getPath(record, 'context.after');
  if (!isObject(before) || !isObject(after)) return null;
  let left = COMPARED_VALUES;

  /** undefined = given up. */
  const same = (a: unknown, b: unknown, depth: number): boolean | undefined => {
    left -= 1;
    if (left < 0 || depth > COMPARED_DEPTH) return undefined;
    if (a === b) return true;
    if (Array.isArray(a) && Array.isArray(b) ? a.length !== b.length : !isObject(a) || !isObject(b)) return false;
    const keys = Object.keys(a as object);
    if (keys.length !== Object.keys(b as object).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(b as object, key)) return false;
      const equal = same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], depth + 1);
      if (!equal) return equal;
    }
    return true;
  };

  let count = 0;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const equal = same(before[key], after[key], 0);
    if (equal === undefined) return null;
    if (!equal) count += 1;
  }
  return count;
}
