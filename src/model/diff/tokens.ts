import { isEqual, kindOf } from './values.js';
import type { Walk } from './walk.js';

/** Elements of two arrays as numbers: the same number means the same element. */
export interface Tokens {
  before: Int32Array;
  after: Int32Array;
  /** Numbers in use are below this. */
  count: number;
  /** Objects were told apart by an identity field, so two with one number may still differ inside. */
  named: boolean;
  /** That field is one that does not change (not a mere name): two objects with different ones are two things. */
  sure: boolean;
}

/** Two objects with different names may be one that was renamed; with different ids they are not. */
const UNSURE = 'name';

/** Numbers the elements from `start` of two arrays, up to `endA` and `endB`. */
export function tokensOf(
  walk: Walk,
  a: readonly unknown[],
  b: readonly unknown[],
  start: number,
  endA: number,
  endB: number,
): Tokens {
  const before = new Int32Array(endA - start);
  const after = new Int32Array(endB - start);
  const numbers = new Numbers(walk);
  const key = walk.keys.find(name => numbers.canName(name, a, start, endA) && numbers.canName(name, b, start, endB));
  for (let i = start; i < endA; i += 1) before[i - start] = numbers.of(a[i], key);
  for (let j = start; j < endB; j += 1) after[j - start] = numbers.of(b[j], key);
  walk.spend(before.length + after.length);
  return { before, after, count: numbers.count, named: key !== undefined, sure: key !== undefined && key !== UNSURE };
}

class Numbers {
  readonly #walk: Walk;
  /** Numbers given so far. */
  count = 0;
  readonly #scalars = new Map<unknown, number>();
  readonly #ids = new Map<unknown, number>();
  /** By hash; those of one hash are compared. */
  readonly #contents = new Map<number, { value: unknown; number: number }[]>();

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  /** Whether every object among these elements has that field, with a scalar of its own. There has to be an object. */
  canName(key: string, array: readonly unknown[], start: number, end: number): boolean {
    const seen = new Set<unknown>();
    let objects = 0;
    for (let i = start; i < end; i += 1) {
      const element = array[i];
      if (typeof element !== 'object' || element === null || Array.isArray(element)) continue;
      if (!Object.hasOwn(element, key)) return false;
      const id = (element as Record<string, unknown>)[key];
      if (id === null || (typeof id !== 'string' && typeof id !== 'number' && typeof id !== 'bigint')) return false;
      seen.add(id);
      objects += 1;
      if (seen.size < objects) return false;
    }
    return objects > 0;
  }

  of(value: unknown, key: string | undefined): number {
    const kind = kindOf(value);
    if (kind === 0) return this.#numberIn(this.#scalars, scalarKey(value));
    if (kind === 1 && key !== undefined) return this.#numberIn(this.#ids, (value as Record<string, unknown>)[key]);
    // Without time to compare, nothing is the same as anything else.
    if (this.#walk.late) return this.count++;
    const hash = this.#hash(value, 0);
    const same = this.#contents.get(hash);
    const found = same?.find(other => isEqual(other.value, value, this.#walk));
    if (found) return found.number;
    const entry = { value, number: this.count++ };
    if (same) same.push(entry);
    else this.#contents.set(hash, [entry]);
    return entry.number;
  }

  #numberIn(map: Map<unknown, number>, key: unknown): number {
    let number = map.get(key);
    if (number === undefined) map.set(key, (number = this.count++));
    return number;
  }

  readonly #words = new Map<unknown, number>();

  /** A number for what is in a value; equal values have equal ones. Deep levels do not count: they are compared. */
  #hash(value: unknown, depth: number): number {
    if (typeof value !== 'object' || value === null) return this.#word(scalarKey(value));
    if (depth > HASH_DEPTH || this.#walk.late) return Array.isArray(value) ? 1 : 2;
    if (Array.isArray(value)) {
      let hash = value.length + 7;
      for (const item of value) hash = (Math.imul(hash, 31) + this.#hash(item, depth + 1)) | 0;
      this.#walk.spend(value.length);
      return hash;
    }
    const keys = Object.keys(value);
    let hash = keys.length;
    for (const key of keys) {
      const inside = this.#hash((value as Record<string, unknown>)[key], depth + 1);
      // A sum, for the order of keys does not matter; stirred, or swapped values would come out the same.
      hash = (hash + Math.imul(this.#word(key) ^ (inside << 1), 0x9e3779b1) + Math.imul(inside, 0x85ebca6b)) | 0;
    }
    this.#walk.spend(keys.length);
    return hash;
  }

  #word(key: unknown): number {
    let number = this.#words.get(key);
    if (number === undefined) this.#words.set(key, (number = Math.imul(this.#words.size + 1, 0x9e3779b1)));
    return number;
  }
}

const HASH_DEPTH = 20;
const MINUS_ZERO = Symbol('-0');

/** A Map takes -0 and 0 for one key. */
function scalarKey(value: unknown): unknown {
  return value === 0 && Object.is(value, -0) ? MINUS_ZERO : value;
}
