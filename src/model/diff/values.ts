/*
 * What the engine takes for a value. It walks parsed JSON as it is; anything else (class instances, cycles, getters that
 * throw, thousands of levels) is found on the way, and read again through `plainJson`.
 */

/** Levels that functions here call themselves. An engine's stack holds some thousands of such calls, a worker's fewer. */
export const DEPTH_MAX = 200;

/** Says that a value is not plain JSON of moderate depth, and has to be read through {@link plainJson}. */
export class NotPlain extends Error {}

export type Container = Record<string, unknown> | unknown[];

/** Whether two scalars are the same: as `===`, but -0 is not 0, and NaN is itself. 5 and 5n are two values. */
export function isSameScalar(a: unknown, b: unknown): boolean {
  return Object.is(a, b);
}

/**
 * The kind of a value: 0 scalar, 1 object, 2 array.
 *
 * @throws NotPlain on what JSON does not have, when the walk is over values as a host made them
 */
export function kindOf(value: unknown): 0 | 1 | 2 {
  switch (typeof value) {
    case 'object': {
      if (value === null) return 0;
      if (Array.isArray(value)) return 2;
      const proto: unknown = Object.getPrototypeOf(value);
      if (proto === Object.prototype || proto === null) return 1;
      throw new NotPlain();
    }
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return 0;
    default:
      throw new NotPlain();
  }
}

/** What comparing two values may take. */
export interface Meter {
  /** Whether to walk on past {@link DEPTH_MAX} levels; else that throws NotPlain, for there may be a cycle. */
  readonly deep: boolean;
  /** So much has been spent that values count as different unless they are the same object. */
  readonly over: boolean;
  /** Pairs of containers that are known to differ. */
  readonly differing: Map<object, object>;
  /** Tells of `n` values compared. */
  spend(n: number): void;
}

/** For values that are plain JSON, without a limit. */
export const noLimit = (): Meter => ({ deep: true, over: false, differing: new Map(), spend: () => undefined });

/** From this level on, a pair that was found to differ is remembered: each level around it would walk down to it again. */
const REMEMBER_FROM = 8;

/** Whether two values are equal as JSON: order of keys does not matter. */
export function isEqual(a: unknown, b: unknown, meter: Meter, depth = 0): boolean {
  if (a === b) return a !== 0 || Object.is(a, b);
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return false;
  if (kind === 0) return Object.is(a, b);
  if (depth < REMEMBER_FROM) return isEqualInside(a as Container, b as Container, meter, depth);
  if (meter.differing.get(a as Container) === b) return false;
  const equal = isEqualInside(a as Container, b as Container, meter, depth);
  if (!equal) meter.differing.set(a as Container, b as Container);
  return equal;
}

function isEqualInside(a: Container, b: Container, meter: Meter, depth: number): boolean {
  if (depth > DEPTH_MAX) {
    if (meter.deep) return isEqualDeep(a, b, meter);
    throw new NotPlain();
  }
  if (meter.over) return false;
  if (Array.isArray(a)) {
    const other = b as unknown[];
    if (a.length !== other.length) return false;
    meter.spend(a.length + 1);
    for (let i = 0; i < a.length; i += 1) if (!isEqual(a[i], other[i], meter, depth + 1)) return false;
    return true;
  }
  const other = b as Record<string, unknown>;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(other).length) return false;
  meter.spend(keys.length + 1);
  for (const key of keys) {
    if (!Object.hasOwn(other, key) || !isEqual(a[key], other[key], meter, depth + 1)) return false;
  }
  return true;
}

/** {@link isEqual} without calling itself, for what is nested deeper than a stack reaches. The values have no cycles. */
function isEqualDeep(a: Container, b: Container, meter: Meter): boolean {
  const waiting: [Container, Container][] = [[a, b]];
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    const [x, y] = pair as [Record<string, unknown>, Record<string, unknown>];
    if (Array.isArray(x) !== Array.isArray(y)) return false;
    const keys = Object.keys(x);
    if (meter.over || keys.length !== Object.keys(y).length) return false;
    meter.spend(keys.length + 1);
    for (const key of keys) {
      if (!Object.hasOwn(y, key)) return false;
      const [p, q] = [x[key], y[key]];
      if (typeof p === 'object' && p !== null && typeof q === 'object' && q !== null) {
        if (p !== q) waiting.push([p as Container, q as Container]);
      } else if (!Object.is(p, q)) return false;
    }
  }
  return true;
}

/** Sets an own property, of a key like `__proto__` too. */
export function setOwn(object: Container, key: string | number, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else (object as Record<string | number, unknown>)[key] = value;
}

/** A copy of an object one level deep. A spread would do, were it not for engines that treat `__proto__` as special there. */
export function copyObject(object: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object)) setOwn(copy, key, object[key]);
  return copy;
}
