import { isObject, type JsonObject, type JsonValue } from '../record.js';
import { formatPath } from '../path.js';
import { diff } from './diff.js';
import { plainJson } from './plain-json.js';
import { EditError, type Change, type DiffOptions, type Edit, type FieldChange, type ItemChange } from './types.js';
import { copyObject, setOwn } from './values.js';

/** Stands for a value that is known only after the plan is applied: JSON has no such number. */
const UNKNOWN = NaN;
/** Plans are not nested deeper; what is below is taken as it stands. */
const DEPTH_MAX = 100;

/**
 * A planned change. `after_unknown` has `true` where a value is known only later; such values are `unknown`, or left out
 * where they are inside something new, as Terraform itself does. `before_sensitive` and `after_sensitive` become the
 * edit's `secretPaths`. https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */
export function terraformEdit(plan: unknown, options?: DiffOptions): Edit {
  try {
    return read(plan, options);
  } catch (error) {
    if (error instanceof RangeError) throw new EditError('This plan is nested more deeply than a plan can be.');
    throw error;
  }
}

function read(plan: unknown, options: DiffOptions | undefined): Edit {
  const plain = isObject(plan) ? (plainJson(plan) as JsonObject) : {};
  const change = isObject(plain['change']) ? plain['change'] : plain;
  if (!('before' in change || 'after' in change)) {
    throw new EditError('This is no change of a Terraform plan: it wants `before` and `after`.');
  }
  const before = change['before'] ?? {};
  const unknown = change['after_unknown'] ?? false;
  const after = marked(change['after'] ?? {}, unknown, 0);
  const edit = diff(before, after, options);
  const cleaner = new Cleaner();
  const secretPaths = new Set<string>();
  for (const side of ['before_sensitive', 'after_sensitive']) addPaths(change[side], [], secretPaths);
  return {
    ...edit,
    change: edit.change && cleaner.change(edit.change),
    partial: cleaner.found,
    after: cleaner.value(edit.after ?? {}),
    ...(secretPaths.size > 0 && { secretPaths: [...secretPaths] }),
  };
}

/** The value with the mark wherever the other tree says `true`. */
function marked(value: JsonValue, unknown: JsonValue, depth: number): JsonValue {
  if (unknown === true) return UNKNOWN;
  if (typeof unknown !== 'object' || unknown === null || depth > DEPTH_MAX) return value;
  if (Array.isArray(unknown)) {
    const items = Array.isArray(value) ? [...value] : [];
    unknown.forEach((inner, i) => {
      if (i < items.length || inner !== false) items[i] = marked(items[i] ?? null, inner, depth + 1);
    });
    return items.map(item => item ?? null);
  }
  const result = isObject(value) ? (copyObject(value) as JsonObject) : {};
  for (const key of Object.keys(unknown)) {
    const inner = marked(Object.hasOwn(result, key) ? result[key]! : null, unknown[key]!, depth + 1);
    // An empty tree says that nothing below is unknown, not that there is something.
    if (inner !== null || Object.hasOwn(result, key)) setOwn(result, key, inner);
  }
  return result;
}

/** Takes the marks out of an edit again, and says in their place what is unknown. */
class Cleaner {
  found = false;

  value(value: JsonValue): JsonValue {
    if (Number.isNaN(value)) {
      this.found = true;
      return null;
    }
    if (Array.isArray(value)) return value.map(item => this.value(item));
    if (!isObject(value)) return value;
    const result: JsonObject = {};
    for (const key of Object.keys(value)) {
      if (Number.isNaN(value[key])) this.found = true;
      else setOwn(result, key, this.value(value[key] as JsonValue));
    }
    return result;
  }

  change(change: Change): Change {
    switch (change.kind) {
      case 'set':
        return Number.isNaN(change.after)
          ? { ...change, after: this.value(change.after), unknown: 'after' }
          : { ...change, after: this.value(change.after) };
      case 'object':
        return { kind: 'object', fields: change.fields.map(field => this.#field(field)) };
      case 'array':
        return { kind: 'array', items: change.items.map(item => this.#item(item)) };
      case 'members':
        return change;
    }
  }

  #field(field: FieldChange): FieldChange {
    if (field.op === 'change') return { ...field, change: this.change(field.change) };
    if (field.op === 'remove') return field;
    const after = this.value(field.after);
    return Number.isNaN(field.after) ? { ...field, after, unknown: 'after' } : { ...field, after };
  }

  #item(item: ItemChange): ItemChange {
    if (item.op === 'insert') return { ...item, after: this.value(item.after) };
    if (item.op === 'delete') return item;
    return item.op === 'change'
      ? { ...item, change: this.change(item.change) }
      : { ...item, change: item.change && this.change(item.change) };
  }
}

/** Where a tree of `true` says so, as dotted paths. */
function addPaths(tree: JsonValue | undefined, path: string[], paths: Set<string>): void {
  if (tree === true) paths.add(formatPath(path));
  else if (typeof tree === 'object' && tree !== null && path.length < DEPTH_MAX) {
    for (const [key, inner] of Object.entries(tree)) addPaths(inner, [...path, key], paths);
  }
}
