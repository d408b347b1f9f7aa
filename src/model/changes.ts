import { recordedChange } from './diff/index.js';
import { getPath } from './path.js';

/** Comparing is for one line of a list, and there are many lines: events with more values than this are not compared. */
const COMPARED_VALUES = 5_000;

const counts = new WeakMap<object, number | null>();

/**
 * How many changes an event records, as `<event-diff>` counts them: values set, added, removed, moved. `null` when it
 * records none, does not say all, or is too big to compare for a line of text.
 */
export function changeCount(record: unknown): number | null {
  if (typeof record !== 'object' || record === null) return null;
  let count = counts.get(record);
  if (count === undefined) {
    count = isSmall(getPath(record, 'context')) ? (recordedChange(record).edit?.count ?? null) : null;
    // An event is never changed, and a list draws its line again and again.
    counts.set(record, count);
  }
  return count;
}

function isSmall(value: unknown): boolean {
  let left = COMPARED_VALUES;
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    left -= 1;
    if (left < 0) return false;
    if (typeof next !== 'object' || next === null) continue;
    try {
      const inside = Object.values(next);
      left -= inside.length;
      if (left < 0) return false;
      for (const item of inside) if (typeof item === 'object') waiting.push(item);
    } catch {
      return false; // a getter of the host's own making that throws
    }
  }
  return true;
}
