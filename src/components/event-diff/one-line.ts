import { stringifyJson } from '../../model/json.js';
import { isObject } from '../../model/record.js';
import type { JsonValue } from '../../model/index.js';
import type { Path } from './row.js';
import type { Secrets } from './secrets.js';

/** Longer ones are not written on one line. UTF-16 units, and entries. */
const ONE_LINE = 60;
const ONE_LINE_ENTRIES = 4;
/** What an element is called by, the best first. */
const LABEL_KEYS = ['name', 'title', 'slug', 'pk', 'id', 'uuid', 'key', 'Sid'];
const LABEL_MAX = 60;

/** Whether a value stands on one line: a scalar, or something short with nothing to hide in it. */
export function isLine(value: JsonValue, path: Path, secrets: Secrets): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const inside = Object.entries(value);
  if (inside.length > ONE_LINE_ENTRIES) return false;
  let length = 0;
  for (const [key, item] of inside) {
    if ((typeof item === 'object' && item !== null && sizeOf(item) > 0) || secrets.hides([...path, key], item)) {
      return false;
    }
    length += key.length + (typeof item === 'string' ? item.length : 6) + 4;
    if (length > ONE_LINE) return false;
  }
  return true;
}

/** What an element of an array is called: it has no name of its own. */
export function labelOf(value: JsonValue | undefined, path: Path, secrets: Secrets): string | undefined {
  if (!isObject(value)) return undefined;
  for (const key of LABEL_KEYS) {
    const label = Object.hasOwn(value, key) ? value[key] : undefined;
    if ((typeof label !== 'string' && typeof label !== 'number' && typeof label !== 'bigint') || label === '') continue;
    if (!secrets.hides([...path, key], label)) return stringifyJson(label).slice(0, LABEL_MAX);
  }
  return undefined;
}

/** Fields or elements of a value. */
export function sizeOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
