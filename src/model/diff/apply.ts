import { isObject, type JsonValue } from '../record.js';
import { EditError, type ArrayChange, type Change, type Edit, type MembersChange, type ObjectChange } from './types.js';
import { copyObject, DEPTH_MAX, isEqual, noLimit, setOwn, type Container } from './values.js';

/**
 * The value after an edit: equal to what it was made for when `before` is equal to what it was made from.
 *
 * `before` is not changed; what the edit does not touch is shared with the answer, not copied. Where the source of an edit
 * did not tell a value, `null` is put. `null` is taken for the nothing from which an edit creates fields (see `editFrom`).
 *
 * @throws EditError when the edit does not fit: there is no object or array where it changes one
 */
export function apply(before: JsonValue, edit: Edit): JsonValue {
  if (!edit.change) return before;
  const later: (() => void)[] = [];
  const result = applied(edit.change, before === null && isNothing(edit.before) ? {} : before, 0, later);
  // What is nested deeper than the stack reaches is filled in from an empty one.
  for (let job = later.pop(); job; job = later.pop()) job();
  return result as JsonValue;
}

/** What the readers of `editFrom` put where nothing was. */
function isNothing(before: JsonValue | undefined): boolean {
  return isObject(before) && Object.keys(before).length === 0;
}

function applied(change: Change, value: unknown, depth: number, later: (() => void)[]): unknown {
  switch (change.kind) {
    case 'set':
      return change.after;
    case 'object':
      return applyToObject(change, value, depth, later);
    case 'array':
      return applyToArray(change, value, depth, later);
    case 'members':
      return applyToMembers(change, value);
  }
}

/** Puts the changed value in its place: at once, or when the stack is empty again. */
function put(
  into: Container,
  key: string | number,
  change: Change,
  old: unknown,
  depth: number,
  later: (() => void)[],
) {
  if (depth < DEPTH_MAX) {
    setOwn(into, key, applied(change, old, depth + 1, later));
    return;
  }
  setOwn(into, key, null); // keeps its place among the keys
  later.push(() => setOwn(into, key, applied(change, old, 0, later)));
}

function applyToObject({ fields }: ObjectChange, value: unknown, depth: number, later: (() => void)[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new EditError('The edit changes fields of an object, and there is none.');
  }
  const result = copyObject(value as Record<string, unknown>);
  for (const field of fields) {
    if (field.op === 'remove') delete result[field.key];
    else if (field.op === 'add') setOwn(result, field.key, field.after);
    else {
      const old = Object.hasOwn(result, field.key) ? result[field.key] : undefined;
      put(result, field.key, field.change, old, depth, later);
    }
  }
  return result;
}

function applyToArray({ items }: ArrayChange, value: unknown, depth: number, later: (() => void)[]): unknown {
  if (!Array.isArray(value)) throw new EditError('The edit changes elements of an array, and there is none.');
  const old = value as unknown[];
  const named = new Set<number>();
  let length = old.length;
  for (const item of items) {
    if (item.op !== 'insert') {
      if (item.from >= old.length) throw new EditError(`The edit changes element ${item.from}, and there is none.`);
      named.add(item.from);
    }
    if (item.op === 'delete') length -= 1;
    else if (item.op === 'insert') length += 1;
  }
  const result: unknown[] = [];
  let from = 0;
  /** Fills places up to `end` with elements that no item names. */
  const fill = (end: number) => {
    while (result.length < end) {
      while (named.has(from)) from += 1;
      result.push(old[from]);
      from += 1;
    }
  };
  for (const item of items) {
    if (item.op === 'delete') continue;
    fill(item.to);
    if (item.op === 'insert') result.push(item.after);
    else if (item.change) put(result, result.length, item.change, old[item.from], depth, later);
    else result.push(old[item.from]);
  }
  fill(length);
  return result;
}

/** Of members the order means nothing: removed ones go wherever they are, added ones come last. */
function applyToMembers({ added, removed, cleared }: MembersChange, value: unknown): unknown {
  const members = Array.isArray(value) && !cleared ? (value as unknown[]) : [];
  return [...members.filter(member => !removed.some(gone => isEqual(gone, member, noLimit()))), ...added];
}
