import type { JsonValue } from '../record.js';
import { diffArrays } from './arrays.js';
import { plainJson } from './plain-json.js';
import type { Change, DiffOptions, Edit, FieldChange } from './types.js';
import { DEPTH_MAX, isEqual, isSameScalar, kindOf, NotPlain } from './values.js';
import { Walk } from './walk.js';

/** Fields that name an element, the surest first. */
const USUAL_KEYS = ['pk', 'id', 'uuid', 'name'];
const BUDGET_MS = 1_000;

/**
 * What turns `before` into `after`, in the fewest changes: `apply(before, diff(before, after))` equals `after`.
 *
 * - Objects are compared field by field, whatever the order of their keys. `__proto__` is a key like any other.
 * - Elements of arrays are told apart by an identity field (see {@link DiffOptions.key}), else by content. What is there on
 *   both sides and in another order was moved; changes inside of it are told too.
 * - Scalars are the same as `Object.is` has it: -0 is not 0, `NaN` is itself, `5n` is not 5, integers of any size are exact.
 * - Of a key that stood twice in a text, the parser has kept the last value.
 * - Objects of a host's own making are read as `plainJson` says: a cycle is the text `"[Circular]"`, a Date its text. Any
 *   depth is compared.
 * - Past the budget the rest is compared as a whole: the edit is right, and says `exact: false`.
 *
 * Never throws. The values are not changed, and are kept in the edit as they are.
 */
export function diff(before: unknown, after: unknown, options: DiffOptions = {}): Edit {
  const { key = [], budgetMs = BUDGET_MS } = options;
  const keys = [...new Set([...(typeof key === 'string' ? [key] : key), ...USUAL_KEYS])];
  const deadline = performance.now() + budgetMs;
  try {
    return run(before, after, new Walk(keys, deadline, false));
  } catch {
    // Not plain JSON: a class instance, a getter that throws, a cycle, or thousands of levels.
    return run(plainJson(before), plainJson(after), new Walk(keys, deadline, true));
  }
}

function run(before: unknown, after: unknown, walk: Walk): Edit {
  const change = compare(walk, before, after, 0);
  walk.finish();
  const { count, exact } = walk;
  return { count, exact, partial: false, change, before: before as JsonValue, after: after as JsonValue };
}

function compare(walk: Walk, a: unknown, b: unknown, depth: number): Change | null {
  if (a === b && a !== 0) return null;
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return set(walk, a, b);
  if (kind === 0) return isSameScalar(a, b) ? null : set(walk, a, b);
  if (walk.late) return isEqual(a, b, walk, depth) ? null : set(walk, a, b);
  if (depth > DEPTH_MAX) return compareLater(walk, a, b);
  return kind === 1
    ? compareObjects(walk, a as Record<string, unknown>, b as Record<string, unknown>, depth)
    : diffArrays(walk, a as unknown[], b as unknown[], depth, compare);
}

function set(walk: Walk, before: unknown, after: unknown): Change {
  walk.count += 1;
  return { kind: 'set', before: before as JsonValue, after: after as JsonValue };
}

/** Whether they differ is told now, how is found out from an empty stack. */
function compareLater(walk: Walk, a: unknown, b: unknown): Change | null {
  if (!walk.deep) throw new NotPlain();
  if (isEqual(a, b, walk, DEPTH_MAX + 1)) return null;
  const change = {};
  walk.later(() => Object.assign(change, compare(walk, a, b, 0)));
  return change as Change;
}

function compareObjects(
  walk: Walk,
  a: Record<string, unknown>,
  b: Record<string, unknown>,
  depth: number,
): Change | null {
  let fields: FieldChange[] | undefined;
  const keys = Object.keys(a);
  let common = 0;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i]!;
    const x = a[key];
    const y = b[key];
    // Asking whether a key is an own one costs as much as all the rest; only what is not simply equal needs it.
    if (x === y && x !== 0 && x !== undefined) {
      common += 1;
      continue;
    }
    if (!Object.hasOwn(b, key)) {
      kindOf(x); // says so when it is nothing that JSON has
      walk.count += 1;
      (fields ??= []).push({ op: 'remove', key, before: x as JsonValue });
      continue;
    }
    common += 1;
    const change = compare(walk, x, y, depth + 1);
    if (change) (fields ??= []).push({ op: 'change', key, change });
  }
  walk.spend(keys.length + 1);
  const others = Object.keys(b);
  if (others.length > common) {
    for (const key of others) {
      if (Object.hasOwn(a, key)) continue;
      kindOf(b[key]);
      walk.count += 1;
      (fields ??= []).push({ op: 'add', key, after: b[key] as JsonValue });
    }
  }
  return fields ? { kind: 'object', fields } : null;
}
