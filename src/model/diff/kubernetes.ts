import { isObject, type JsonObject, type JsonValue } from '../record.js';
import { diff } from './diff.js';
import { parsePointer } from './pointer.js';
import { plainJson } from './plain-json.js';
import { EditError, type Change, type DiffOptions, type Edit, type FieldChange } from './types.js';
import { DEPTH_MAX } from './values.js';

/**
 * An AdmissionReview has the object before and after. An audit event has what was asked for and what came of it, so it
 * tells a creation, tells a deletion where the server answered with the object, and of an update or patch what is there
 * now; what was there before is `unknown`. https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 */
export function kubernetesEdit(event: unknown, options?: DiffOptions): Edit {
  const plain = isObject(event) ? (plainJson(event) as JsonObject) : {};
  const review = plain['request'];
  if (isObject(review) && ('object' in review || 'oldObject' in review)) {
    return diff(review['oldObject'] ?? {}, review['object'] ?? {}, options);
  }
  const { verb, requestObject = null, responseObject = null } = plain;
  // A failed or bare answer is a Status, which is no state of the object.
  const answer = isObject(responseObject) && responseObject['kind'] === 'Status' ? null : responseObject;
  const now = answer ?? (verb === 'patch' ? null : requestObject);
  switch (verb) {
    case 'create':
      if (now !== null) return diff({}, now, options);
      break;
    case 'delete':
      if (answer !== null) return diff(answer, {}, options);
      break;
    case 'update':
      if (now !== null)
        return { ...partial({ kind: 'set', before: null, after: now, unknown: 'before' }, 1), after: now };
      break;
    case 'patch':
      if (requestObject !== null) return patchEdit(requestObject, answer);
      break;
  }
  throw new EditError('This event has no object before or after: it is audited at a level that leaves them out.');
}

function partial(change: Change | null, count: number): Edit {
  return { count, exact: true, partial: true, change };
}

/** What a patch asks for, as the object has it now where that is recorded. */
function patchEdit(patch: JsonValue, now: JsonValue): Edit {
  const paths = Array.isArray(patch) ? pathsOfOperations(patch) : leavesOf(patch, [], []);
  const tree = new Map<string, unknown>();
  let count = 0;
  for (const [path, value] of paths) {
    if (path.length === 0) continue;
    let at: Map<string, unknown> | undefined = tree;
    for (const key of path.slice(0, -1)) {
      if (!at.has(key)) at.set(key, new Map());
      const inner: unknown = at.get(key);
      at = inner instanceof Map ? (inner as Map<string, unknown>) : undefined;
      if (!at) break; // something above it is replaced as a whole
    }
    const last = path.at(-1)!;
    if (!at || at.has(last)) continue;
    at.set(last, leaf(value, path, now));
    count += 1;
  }
  const change = (node: Map<string, unknown>): Change => ({
    kind: 'object',
    fields: [...node].map(([key, inner]): FieldChange =>
      inner instanceof Map
        ? { op: 'change', key, change: change(inner as Map<string, unknown>) }
        : { ...(inner as FieldChange), key },
    ),
  });
  return partial(count > 0 ? change(tree) : null, count);
}

/** `undefined` is something taken away. */
type Leaf = [path: readonly string[], value: JsonValue | undefined];

function leaf(value: JsonValue | undefined, path: readonly string[], now: JsonValue): FieldChange {
  if (value === undefined) return { op: 'remove', key: '', before: null, unknown: 'before' };
  let at: JsonValue | undefined = now;
  for (const key of path) at = typeof at === 'object' && at !== null ? ownOf(at, key) : undefined;
  return { op: 'change', key: '', change: { kind: 'set', before: null, after: at ?? value, unknown: 'before' } };
}

function ownOf(object: JsonObject | JsonValue[], key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? (object as JsonObject)[key] : undefined;
}

function pathsOfOperations(patch: readonly JsonValue[]): Leaf[] {
  const leaves: Leaf[] = [];
  for (const operation of patch) {
    if (!isObject(operation) || operation['op'] === 'test') continue;
    const path = typeof operation['path'] === 'string' ? parsePointer(operation['path']) : undefined;
    if (path)
      leaves.push([path.slice(0, DEPTH_MAX), operation['op'] === 'remove' ? undefined : (operation['value'] ?? null)]);
  }
  return leaves;
}

function leavesOf(patch: JsonValue, path: readonly string[], leaves: Leaf[]): Leaf[] {
  if (isObject(patch) && Object.keys(patch).length > 0 && path.length < DEPTH_MAX) {
    for (const key of Object.keys(patch)) leavesOf(patch[key] as JsonValue, [...path, key], leaves);
  } else leaves.push([path, patch === null ? undefined : patch]);
  return leaves;
}
