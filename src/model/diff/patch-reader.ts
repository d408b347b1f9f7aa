import type { JsonValue } from '../record.js';
import { parsePointer } from './pointer.js';
import { EditError } from './types.js';
import { copyObject, isEqual, noLimit, setOwn } from './values.js';

/**
 * The value after a JSON Patch (RFC 6902). `before` is not changed.
 *
 * @throws EditError when it is no patch, does not fit the value, or one of its tests fails: nothing is applied by halves
 */
export function applyJsonPatch(before: JsonValue, patch: unknown): JsonValue {
  if (!Array.isArray(patch)) throw new EditError('A JSON Patch is an array of operations.');
  const root = new Root(before);
  patch.forEach((operation: unknown, index) => {
    try {
      root.perform(operation);
    } catch (error) {
      if (error instanceof EditError) throw new EditError(`Operation ${index}: ${error.message}`, error.path);
      throw error;
    }
  });
  return root.value as JsonValue;
}

/** The value after a JSON Merge Patch (RFC 7396): `null` removes a field. `before` is not changed. */
export function applyMergePatch(before: JsonValue, patch: JsonValue): JsonValue {
  const holder: Record<string, unknown> = {};
  const waiting: { into: Record<string, unknown>; key: string; old: unknown; patch: unknown }[] = [
    { into: holder, key: 'value', old: before, patch },
  ];
  for (let job = waiting.pop(); job; job = waiting.pop()) {
    if (!isFields(job.patch)) {
      setOwn(job.into, job.key, job.patch);
      continue;
    }
    const result = isFields(job.old) ? copyObject(job.old) : {};
    setOwn(job.into, job.key, result);
    for (const key of Object.keys(job.patch)) {
      const value = job.patch[key];
      if (value === null) {
        delete result[key];
        continue;
      }
      const old = Object.hasOwn(result, key) ? result[key] : undefined;
      setOwn(result, key, old ?? null); // keeps its place among the keys
      waiting.push({ into: result, key, old, patch: value });
    }
  }
  return holder['value'] as JsonValue;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that operations are carried out on. Containers are copied when first changed, and then changed in place. */
class Root {
  value: unknown;
  readonly #own = new WeakSet<object>();

  constructor(value: unknown) {
    this.value = value;
  }

  perform(operation: unknown): void {
    if (!isFields(operation)) throw new EditError('It is no object.');
    const path = pathOf(operation, 'path');
    switch (operation['op']) {
      case 'add':
        this.#add(path, valueOf(operation));
        return;
      case 'remove':
        this.#remove(path);
        return;
      case 'replace': {
        const value = valueOf(operation);
        if (path.length > 0) this.#remove(path);
        this.#add(path, value);
        return;
      }
      case 'move': {
        const from = pathOf(operation, 'from');
        if (from.length < path.length && from.every((token, i) => token === path[i])) {
          throw new EditError('A value cannot move into itself.', textOf(operation['from']));
        }
        const value = this.#read(from);
        this.#remove(from);
        this.#add(path, value);
        return;
      }
      case 'copy': {
        const value = this.#read(pathOf(operation, 'from'));
        // From here on it is in two places: neither may be changed through the other.
        this.#disown(value);
        this.#add(path, value);
        return;
      }
      case 'test':
        if (!isEqual(this.#read(path), valueOf(operation), noLimit())) {
          throw new EditError('The value is not the one that it tests for.', textOf(operation['path']));
        }
        return;
      default:
        throw new EditError(`“${textOf(operation['op'])}” is none of add, remove, replace, move, copy, test.`);
    }
  }

  #read(path: readonly string[]): unknown {
    let at = this.value;
    path.forEach((token, i) => {
      const found: unknown = Array.isArray(at)
        ? at[indexOf(token, at.length - 1, path)]
        : isFields(at) && Object.hasOwn(at, token)
          ? at[token]
          : undefined;
      if (found === undefined) throw missing(path.slice(0, i + 1));
      at = found;
    });
    return at;
  }

  /** The container that a path ends in, as a copy of our own, and so all those around it. */
  #parent(path: readonly string[]): Record<string, unknown> | unknown[] {
    this.#read(path.slice(0, -1));
    this.value = this.#ours(this.value, path);
    let at = this.value as Record<string, unknown>;
    for (const token of path.slice(0, -1)) {
      const inner = this.#ours(at[token], path);
      setOwn(at, token, inner);
      at = inner as Record<string, unknown>;
    }
    return at;
  }

  #ours(value: unknown, path: readonly string[]): Record<string, unknown> | unknown[] {
    if (typeof value !== 'object' || value === null) throw missing(path);
    if (this.#own.has(value)) return value as Record<string, unknown>;
    const copy = Array.isArray(value) ? [...(value as unknown[])] : copyObject(value as Record<string, unknown>);
    this.#own.add(copy);
    return copy;
  }

  #disown(value: unknown): void {
    const waiting = [value];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      // What is not ours has nothing of ours in it.
      if (typeof at === 'object' && at !== null && this.#own.delete(at)) {
        for (const inside of Object.values(at) as unknown[]) waiting.push(inside);
      }
    }
  }

  #add(path: readonly string[], value: unknown): void {
    const key = path.at(-1);
    if (key === undefined) {
      this.value = value;
      return;
    }
    const parent = this.#parent(path);
    if (!Array.isArray(parent)) setOwn(parent, key, value);
    else parent.splice(key === '-' ? parent.length : indexOf(key, parent.length, path), 0, value);
  }

  #remove(path: readonly string[]): void {
    const key = path.at(-1);
    if (key === undefined) throw new EditError('The whole value cannot be removed.');
    const parent = this.#parent(path);
    if (Array.isArray(parent)) parent.splice(indexOf(key, parent.length - 1, path), 1);
    else if (!Object.hasOwn(parent, key)) throw missing(path);
    else delete parent[key];
  }
}

function pathOf(operation: Record<string, unknown>, name: 'path' | 'from'): string[] {
  const pointer = operation[name];
  const path = typeof pointer === 'string' ? parsePointer(pointer) : undefined;
  if (!path) throw new EditError(`Its “${name}” is no JSON Pointer.`, textOf(pointer));
  return path;
}

function valueOf(operation: Record<string, unknown>): unknown {
  if (!Object.hasOwn(operation, 'value') || operation['value'] === undefined) throw new EditError('It has no value.');
  return operation['value'];
}

function indexOf(token: string, last: number, path: readonly string[]): number {
  const index = /^(?:0|[1-9]\d{0,9})$/.test(token) ? Number(token) : Infinity;
  if (index > last) throw missing(path);
  return index;
}

function missing(path: readonly string[]): EditError {
  const pointer = path.map(token => `/${token.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
  return new EditError('There is nothing at that path.', pointer.slice(0, 200));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : typeof value;
}
