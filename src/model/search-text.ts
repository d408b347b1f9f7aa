import { foldCase } from './fold.js';
import { ownValue } from './path.js';
import type { EventRecord } from './record.js';

/** The fields a plain-text search looks in, as authentik's does: not the brand, and no times. `pk` is its `event_uuid`. */
export const SEARCH_FIELDS = ['pk', 'user', 'action', 'app', 'context', 'client_ip'] as const;

/** After this many objects each further one is entered once only, so that cycles and shared parts come to an end. */
const UNTRACKED_OBJECTS = 10_000;

/**
 * The text a plain-text search of this record looks in: every key and every string, number and boolean of
 * {@link SEARCH_FIELDS}, folded by `foldCase`, one a line. A term is found when this text contains the folded term.
 *
 * `null` adds nothing. A term cannot span two values, for a line end stands between them. Never throws; a value that
 * contains itself is entered once.
 */
export function searchText(record: EventRecord): string {
  const parts: string[] = [];
  if (typeof record === 'object' && record !== null) {
    for (const field of SEARCH_FIELDS) collect(ownValue(record, field), parts);
  }
  return foldCase(parts.join('\n'));
}

/** Adds keys and scalars in the order of the JSON text. Without recursion, for depth is the sender's choice. */
function collect(root: unknown, parts: string[]): void {
  const stack: unknown[] = [root];
  let objects = 0;
  let seen: Set<object> | undefined;
  while (stack.length > 0) {
    const value = stack.pop();
    switch (typeof value) {
      case 'string':
        parts.push(value);
        break;
      case 'number':
      case 'bigint':
      case 'boolean':
        parts.push(String(value));
        break;
      case 'object': {
        if (value === null) break;
        objects += 1;
        if (objects > UNTRACKED_OBJECTS) {
          seen ??= new Set();
          if (seen.has(value)) break;
          seen.add(value);
        }
        pushChildren(value, stack);
        break;
      }
    }
  }
}

function pushChildren(value: object, stack: unknown[]): void {
  try {
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i -= 1) stack.push(value[i]);
      return;
    }
    const keys = Object.keys(value);
    for (let i = keys.length - 1; i >= 0; i -= 1) stack.push(ownValue(value, keys[i]!), keys[i]);
  } catch {
    // A proxy of the host's own making that will not be read: nothing to find in it.
  }
}
