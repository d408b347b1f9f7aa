import { isObject, type JsonObject, type JsonValue } from '../record.js';
import { diff } from './diff.js';
import { githubEdit } from './github.js';
import { kubernetesEdit } from './kubernetes.js';
import { applyJsonPatch, applyMergePatch } from './patch-reader.js';
import { plainJson } from './plain-json.js';
import { terraformEdit } from './terraform.js';
import { EditError, type Change, type DiffOptions, type Edit, type FieldChange } from './types.js';
import { setOwn } from './values.js';

/**
 * Edits out of what other systems record. What was not there before, or is not there after, is an empty object, so that
 * creating and deleting are edits of fields. What a source does not tell is marked `unknown`, and the edit `partial`.
 *
 * Each throws {@link EditError} when it is given something else than it reads.
 */
export const editFrom = {
  /**
   * authentik's `context.diff`: `{field: {previous_value, new_value}}`, and for relations `{relation: {add, remove, clear}}`
   * in any combination, with ids or whole objects. Fields that did not change are not recorded.
   *
   * @param options `created` for the event of a new object, whose previous values are all null
   */
  authentik: authentikEdit,

  /** A JSON Patch (RFC 6902), and the value that it is applied to. */
  jsonPatch: (before: JsonValue, patch: unknown, options?: DiffOptions): Edit =>
    diff(before, applyJsonPatch(before, patch), options),

  /** A JSON Merge Patch (RFC 7396), and the value that it is applied to. */
  mergePatch: (before: JsonValue, patch: JsonValue, options?: DiffOptions): Edit =>
    diff(before, applyMergePatch(before, patch), options),

  /** A webhook delivery of GitHub with `changes`: old values, and the object as it is now beside them. */
  github: githubEdit,

  /** One of the `resource_changes` of a Terraform plan (`terraform show -json`), or its `change`. */
  terraform: terraformEdit,

  /** A change event of Debezium, with its schema or without. */
  debezium: debeziumEdit,

  /** An audit event of Kubernetes with its request or response, or an AdmissionReview, which has both sides. */
  kubernetes: kubernetesEdit,
};

/** What authentik and others write in place of a secret. */
const MASKED = /^[*•]{3,}$/;

function authentikEdit(recorded: unknown, options: DiffOptions & { created?: boolean } = {}): Edit {
  if (!isObject(recorded)) throw new EditError('A difference of authentik is an object with a field for each change.');
  const { created = false, ...rest } = options;
  const fields: FieldChange[] = [];
  const before: JsonObject = {};
  const after: JsonObject = {};
  let count = 0;
  let exact = true;
  const add = (key: string, edit: Edit) => {
    if (!edit.change) return;
    fields.push({ op: 'change', key, change: edit.change });
    count += edit.count;
    exact &&= edit.exact;
  };
  // A host may have made the object itself; what is in it is read once, as JSON.
  const difference = plainJson(recorded) as JsonObject;
  for (const key of Object.keys(difference)) {
    const entry = difference[key]!;
    const known = (name: string) => isObject(entry) && Object.hasOwn(entry, name);
    const value = (name: string): JsonValue => (known(name) ? ((entry as JsonObject)[name] ?? null) : null);
    if (known('previous_value') || known('new_value')) {
      const [old, now] = [value('previous_value'), value('new_value')];
      const wasThere = !created || old !== null;
      if (wasThere) setOwn(before, key, old);
      setOwn(after, key, now);
      if (!known('previous_value')) add(key, unknownEdit({ kind: 'set', before: old, after: now, unknown: 'before' }));
      else if (!known('new_value')) add(key, unknownEdit({ kind: 'set', before: old, after: now, unknown: 'after' }));
      else if (!wasThere) {
        fields.push({ op: 'add', key, after: now });
        count += 1;
      } else if (typeof old === 'string' && old === now && MASKED.test(old)) {
        // Both sides were masked before they were written; that the field is here says that it changed.
        add(key, { count: 1, exact: true, partial: true, change: { kind: 'set', before: old, after: now } });
      } else add(key, diff(old, now, rest));
    } else if (known('add') || known('remove') || known('clear')) {
      const [added, removed] = [listOf(value('add')), listOf(value('remove'))];
      const cleared = value('clear') === true;
      const changes = added.length + removed.length + Number(cleared);
      if (changes > 0) add(key, { ...unknownEdit({ kind: 'members', added, removed, cleared }), count: changes });
    } else {
      // Something is recorded, in no form that is known: that it changed is all that can be said.
      add(key, unknownEdit({ kind: 'set', before: null, after: null, unknown: 'both' }));
    }
  }
  const change: Change | null = fields.length > 0 ? { kind: 'object', fields } : null;
  return { count, exact, partial: true, change, before, after };
}

function listOf(value: JsonValue): JsonValue[] {
  if (Array.isArray(value)) return value;
  return value === null ? [] : [value];
}

function unknownEdit(change: Change): Edit {
  return { count: 1, exact: true, partial: true, change };
}

function debeziumEdit(message: unknown, options?: DiffOptions): Edit {
  const plain = isObject(message) ? (plainJson(message) as JsonObject) : {};
  const event = isObject(plain['payload']) ? plain['payload'] : plain;
  const operation = event['op'];
  const before = event['before'] ?? null;
  const after = event['after'] ?? null;
  if (typeof operation !== 'string' || (before === null && after === null)) {
    throw new EditError('This is no change of a row by Debezium: it wants `op`, and `before` or `after`.');
  }
  if (operation === 'u' && before === null) {
    // The database was not told to write old rows into its log.
    return { ...unknownEdit({ kind: 'set', before, after, unknown: 'before' }), after };
  }
  return diff(before ?? {}, after ?? {}, options);
}
