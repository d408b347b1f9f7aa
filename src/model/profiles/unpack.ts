import { getPath, ownValue, parsePath } from '../path.js';
import { isObject } from '../record.js';
import type { Batch } from './profile.js';

/**
 * The events within one JSON document: the items of the first batch form whose outermost list it has, else the document
 * itself. An empty batch holds none. What stands in a list where an object should stands in the answer as it is, to be
 * rejected with its reason.
 */
export function unpackBatches(json: unknown, batches: readonly Batch[]): unknown[] {
  for (const { each, keep = [] } of batches) {
    if (each[0] === undefined || !Array.isArray(getPath(json, each[0]))) continue;
    let level: unknown[] = [json];
    for (const list of each) {
      const path = parsePath(list);
      level = level.flatMap(outer => {
        const items = getPath(outer, path);
        return Array.isArray(items) ? items.map(item => inherit(item, outer, keep)) : [];
      });
    }
    return level;
  }
  return [json];
}

function inherit(item: unknown, outer: unknown, keep: readonly string[]): unknown {
  if (!isObject(item) || !isObject(outer)) return item;
  const kept = keep.filter(key => Object.hasOwn(outer, key) && !Object.hasOwn(item, key));
  return kept.length === 0 ? item : { ...item, ...Object.fromEntries(kept.map(key => [key, ownValue(outer, key)])) };
}
