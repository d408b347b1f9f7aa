import { jsonForm, UNREADABLE } from '../json-form.js';
import type { JsonValue } from '../record.js';
import { setOwn, type Container } from './values.js';

const CIRCULAR = '[Circular]';

/**
 * Any value as plain JSON, in the words of `stringifyJson`: a value inside itself is `"[Circular]"`, one that cannot be
 * read `"[Unreadable]"`, an object with `toJSON` (a Date) what that gives; functions, symbols and `undefined` are left out
 * of objects and `null` in arrays; `NaN` is `null`. Big integers, `-0` and infinities stay. Any depth; never throws.
 */
export function plainJson(value: unknown): JsonValue {
  const root: unknown[] = [];
  const copies = new Map<object, Container>();
  const open = new Set<object>();
  /** What is still to be filled; `null` closes the container that was opened last. */
  const waiting: (Job | null)[] = [{ value, into: root, key: 0 }];
  const path: object[] = [];

  for (let job = waiting.pop(); job !== undefined; job = waiting.pop()) {
    if (job === null) {
      open.delete(path.pop()!);
      continue;
    }
    const { into, key } = job;
    const plain = jsonForm(job.value);
    if (typeof plain !== 'object' || plain === null) {
      setOwn(into, key, scalarOf(plain));
      continue;
    }
    if (open.has(plain)) {
      setOwn(into, key, CIRCULAR);
      continue;
    }
    // Met before, beside this place: shared, or what is shared many times over would grow without end.
    const known = copies.get(plain);
    if (known) {
      setOwn(into, key, known);
      continue;
    }
    const entries = entriesOf(plain);
    if (!entries) {
      setOwn(into, key, UNREADABLE);
      continue;
    }
    const copy: Container = Array.isArray(plain) ? [] : {};
    copies.set(plain, copy);
    setOwn(into, key, copy);
    open.add(plain);
    path.push(plain);
    waiting.push(null);
    // Places are taken in order now, and filled from the last: the order of keys stays.
    for (const [name] of entries) setOwn(copy, name, null);
    for (const [name, item] of entries) waiting.push({ value: item, into: copy, key: name });
  }
  return root[0] as JsonValue;
}

interface Job {
  value: unknown;
  into: Container;
  key: string | number;
}

function entriesOf(object: object): [string | number, unknown][] | null {
  try {
    if (Array.isArray(object)) return Array.from({ length: object.length }, (_, i) => [i, readOf(object, i)]);
    const entries: [string, unknown][] = [];
    for (const key of Object.keys(object)) {
      const value = readOf(object, key);
      if (value !== undefined && typeof value !== 'function' && typeof value !== 'symbol') entries.push([key, value]);
    }
    return entries;
  } catch {
    return null; // a proxy of the host's own making
  }
}

function readOf(object: object, key: string | number): unknown {
  try {
    return (object as Record<string | number, unknown>)[key];
  } catch {
    return UNREADABLE;
  }
}

function scalarOf(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      return Number.isNaN(value) ? null : value;
    default:
      return null;
  }
}
