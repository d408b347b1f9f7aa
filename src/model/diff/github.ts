import { isObject, type JsonObject, type JsonValue } from '../record.js';
import { diff } from './diff.js';
import { plainJson } from './plain-json.js';
import { EditError, type DiffOptions, type Edit, type FieldChange } from './types.js';
import { copyObject, setOwn } from './values.js';

/** What stands beside an object in nearly every delivery, and is meant only when nothing else fits. */
const SURROUNDINGS = ['repository', 'organization', 'installation', 'sender'];

/**
 * A delivery tells the object as it is now, and in `changes` the old values of what changed: `{title: {from: "old"}}`.
 * So the value after is the object, the value before the object with the old values. Where `to` is given it is taken;
 * where the new value is nowhere to be found it is `unknown`.
 *
 * @param delivery the payload, or `{event, payload}`
 */
export function githubEdit(delivery: unknown, options?: DiffOptions): Edit {
  const plain = isObject(delivery) ? (plainJson(delivery) as JsonObject) : {};
  const payload = isObject(plain['payload']) ? plain['payload'] : plain;
  const { changes } = payload;
  if (!isObject(changes)) throw new EditError('This delivery has no `changes`.');
  const read = Object.keys(changes).flatMap(key => readChange(key, changes[key]!));

  const home = homeOf(payload, read);
  const before = copyObject(home) as JsonObject;
  const after = copyObject(home) as JsonObject;
  const unknown: FieldChange[] = [];
  for (const change of read) {
    const { key } = change;
    // Where the other object is the new one, the old one is the delivery's own.
    const from = change.whole && change.from === undefined ? payload[key] : change.from;
    const to = newValue(payload, home, change);
    if (from !== undefined && to !== undefined) {
      setOwn(before, key, from);
      setOwn(after, key, to);
      continue;
    }
    // Taken out of the comparison, and told as what is known of it.
    delete before[key];
    delete after[key];
    unknown.push({
      op: 'change',
      key,
      change: {
        kind: 'set',
        before: from ?? null,
        after: to ?? null,
        unknown: from === undefined ? (to === undefined ? 'both' : 'before') : 'after',
      },
    });
  }
  const edit = diff(before, after, options);
  if (unknown.length === 0) return edit;
  for (const { key, change } of unknown as { key: string; change: { before: JsonValue; after: JsonValue } }[]) {
    setOwn(before, key, change.before);
    setOwn(after, key, change.after);
  }
  const known = edit.change?.kind === 'object' ? edit.change.fields : [];
  return {
    count: edit.count + unknown.length,
    exact: edit.exact,
    partial: true,
    change: { kind: 'object', fields: [...known, ...unknown] },
    before,
    after,
  };
}

interface ReadChange {
  key: string;
  /** Where `changes` names the object itself: `{repository: {name: {from}}}`. */
  home?: string;
  from?: JsonValue;
  to?: JsonValue;
  /** The value now is a whole object of the delivery. */
  whole?: boolean;
}

function readChange(key: string, entry: JsonValue): ReadChange[] {
  if (isObject(entry) && ('from' in entry || 'to' in entry)) {
    const own = entry;
    return [
      {
        // A member's old permission is the permission as it was.
        key: key.replace(/^old_/, ''),
        ...('from' in own && { from: unwrapped(own['from']) }),
        ...('to' in own && { to: own['to']! }),
      },
    ];
  }
  // Something transferred: the other one stands in the changes, whole.
  const [, side, name] = /^(old|new)_(.+)$/.exec(key) ?? [];
  if (side === 'old') return [{ key: name!, from: entry, whole: true }];
  if (side === 'new') return [{ key: name!, to: entry, whole: true }];
  if (isObject(entry)) {
    const inner = Object.entries(entry).filter(([, value]) => isObject(value) && 'from' in value);
    if (inner.length > 0) {
      return inner.flatMap(([name, value]) => readChange(name, value).map(change => ({ ...change, home: key })));
    }
  }
  return [{ key }];
}

/** An owner before is `{user: {…}}` or `{organization: {…}}`, and now is simply who it is. */
function unwrapped(from: JsonValue): JsonValue {
  if (!isObject(from)) return from;
  const keys = Object.keys(from);
  const inner = keys.length === 1 && (keys[0] === 'user' || keys[0] === 'organization') ? from[keys[0]] : undefined;
  return isObject(inner) ? inner : from;
}

/** The object that was changed: the one that has most of the fields, what the delivery is about before what is around it. */
function homeOf(payload: JsonObject, read: readonly ReadChange[]): JsonObject {
  if (read.some(change => change.whole)) return {};
  const names = Object.keys(payload).filter(name => name !== 'changes' && isObject(payload[name]));
  const rank = (name: string) => SURROUNDINGS.indexOf(name);
  names.sort((a, b) => rank(a) - rank(b));
  let home: JsonObject = {};
  let most = 0;
  for (const name of names) {
    const object = payload[name] as JsonObject;
    const fits = read.filter(change => (change.home ? change.home === name : Object.hasOwn(object, change.key))).length;
    if (fits > most) [home, most] = [object, fits];
  }
  return home;
}

function newValue(payload: JsonObject, home: JsonObject, change: ReadChange): JsonValue | undefined {
  if (change.to !== undefined) return change.to;
  if (change.whole) return payload[change.key];
  return Object.hasOwn(home, change.key) ? home[change.key] : undefined;
}
