import { formatPointer, type PathLink } from './pointer.js';
import type { ArrayChange, Change, Edit, JsonPatchOperation } from './types.js';

/**
 * An edit as a JSON Patch (RFC 6902): applied to what the edit was made from, it gives what it was made for. Any library
 * that keeps the standard can apply it. Print it with `stringifyJson`, which keeps integers exact.
 *
 * What the source of an edit did not tell is not in the patch: values it does not know, and the coming and going of
 * members, for which JSON Patch needs their places.
 */
export function toJsonPatch(edit: Edit): JsonPatchOperation[] {
  const patch: JsonPatchOperation[] = [];
  if (!edit.change) return patch;
  // A container's own operations come before those inside it, so paths inside are those of the value after.
  const waiting: { change: Change; path: PathLink | null }[] = [{ change: edit.change, path: null }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { change, path } = next;
    const inside: typeof waiting = [];
    const at = (key: string | number) => formatPointer({ key, parent: path });
    if (change.kind === 'set') {
      if (!change.unknown || change.unknown === 'before') {
        patch.push({ op: 'replace', path: formatPointer(path), value: change.after });
      }
    } else if (change.kind === 'object') {
      for (const field of change.fields) {
        const { key } = field;
        if (field.op === 'remove') patch.push({ op: 'remove', path: at(key) });
        else if (field.op === 'change') inside.push({ change: field.change, path: { key, parent: path } });
        else if (!field.unknown) patch.push({ op: 'add', path: at(key), value: field.after });
      }
    } else if (change.kind === 'array') {
      arrayOperations(change, at, patch);
      for (const item of change.items) {
        if ((item.op === 'change' || item.op === 'move') && item.change) {
          inside.push({ change: item.change, path: { key: item.to, parent: path } });
        }
      }
    }
    waiting.push(...inside.reverse());
  }
  return patch;
}

/** A place in the array while operations are carried out: an element before by its index, a new one by `-1 - to`. */
type Slot = number;

/**
 * Operations count places in the array as it is at that moment. So: deletions from the end; then, from the start, each new
 * or moved element goes right behind the one that stands before it in the end, wherever that is now.
 */
function arrayOperations({ items }: ArrayChange, at: (index: number) => string, patch: JsonPatchOperation[]): void {
  for (let i = items.length - 1; i >= 0; i -= 1) {
    const item = items[i]!;
    if (item.op === 'delete') patch.push({ op: 'remove', path: at(item.from) });
  }
  if (items.every(item => item.op !== 'move')) {
    for (const item of items) {
      if (item.op === 'insert') patch.push({ op: 'add', path: at(item.to), value: item.after });
    }
    return;
  }

  const deleted = new Set<number>();
  const named = new Set<number>();
  let reach = 0;
  for (const item of items) {
    if (item.op === 'delete') deleted.add(item.from);
    if (item.op === 'move') named.add(item.from);
    // Behind the last place that an item names everything stays as it is.
    reach = Math.max(reach, item.op === 'insert' ? 0 : item.from + 1, item.op === 'delete' ? 0 : item.to + 1);
  }
  reach += items.length;
  const now: Slot[] = [];
  for (let from = 0; from < reach; from += 1) if (!deleted.has(from)) now.push(from);

  /** Where the element stands that was placed last. */
  let placed = -1;
  let to = 0;
  /** Passes the elements that stay where they are, up to a place in the end. */
  const pass = (end: number) => {
    for (; to < end; to += 1) {
      placed += 1;
      while (named.has(now[placed]!)) placed += 1;
    }
  };
  for (const item of items) {
    if (item.op !== 'insert' && item.op !== 'move') continue;
    pass(item.to);
    if (item.op === 'insert') {
      placed += 1;
      now.splice(placed, 0, -1 - item.to);
      patch.push({ op: 'add', path: at(placed), value: item.after });
    } else {
      const found = now.indexOf(item.from);
      now.splice(found, 1);
      if (found <= placed) placed -= 1;
      placed += 1;
      now.splice(placed, 0, item.from);
      named.delete(item.from);
      if (found !== placed) patch.push({ op: 'move', from: at(found), path: at(placed) });
    }
    to = item.to + 1;
  }
}
