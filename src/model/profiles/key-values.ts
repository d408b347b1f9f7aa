import { getPath, ownValue } from '../path.js';
import { isObject } from '../record.js';

/** How deep OpenTelemetry's lists within lists are read; beyond, values stay as they are. */
const DEPTH = 32;

/** A plain value out of OpenTelemetry's `AnyValue`, e.g. `{"stringValue": "x"}`; anything else is returned as it is. */
function plainValue(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > DEPTH) return value;
  const keys = Object.keys(value);
  if (keys.length !== 1) return value;
  const inner = ownValue(value, keys[0]!);
  switch (keys[0]) {
    case 'stringValue':
    case 'boolValue':
    case 'doubleValue':
    case 'bytesValue':
      return inner;
    case 'intValue':
      // 64-bit integers are text in this format.
      return typeof inner === 'string' && /^-?\d{1,15}$/.test(inner) ? Number(inner) : inner;
    case 'arrayValue': {
      const values = getPath(inner, 'values');
      return Array.isArray(values) ? values.map(item => plainValue(item, depth + 1)) : [];
    }
    case 'kvlistValue':
      return keyValueObject(getPath(inner, 'values'), depth + 1) ?? {};
    default:
      return value;
  }
}

/** The object a list of `{key, value}` means, or `undefined` when it is no such list. */
function keyValueObject(list: unknown, depth = 0): Record<string, unknown> | undefined {
  if (!Array.isArray(list)) return undefined;
  const pairs: [string, unknown][] = [];
  for (const item of list) {
    const key = getPath(item, 'key');
    if (typeof key !== 'string') return undefined;
    pairs.push([key, plainValue(getPath(item, 'value'), depth)]);
  }
  return Object.fromEntries(pairs);
}

/** A copy of the event in which the key-value lists at these paths are objects; the event itself if there are none. */
export function withPlainLists(event: unknown, paths: readonly (readonly string[])[]): unknown {
  let result = event;
  for (const path of paths) {
    const object = keyValueObject(getPath(result, path));
    if (object) result = replaced(result, path, object);
  }
  return result;
}

/** Copies the objects along the path only; what lies beside it is shared with the original. */
function replaced(value: unknown, path: readonly string[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const own = isObject(value) ? value : {};
  return Object.fromEntries([...Object.entries(own), [key, replaced(ownValue(own, key), rest, by)]]);
}
