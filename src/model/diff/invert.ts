import type { Change, Edit, FieldChange, ItemChange, UnknownSide } from './types.js';
import { DEPTH_MAX } from './values.js';

/**
 * The edit that leads back: `apply(after, invert(edit))` equals `before`, up to the order of keys.
 *
 * Of what was cleared without being recorded there is no way back: the answer says `partial`, and brings back only what
 * the edit names.
 */
export function invert(edit: Edit): Edit {
  const later: (() => void)[] = [];
  const change = edit.change && inverse(edit.change, 0, later);
  for (let job = later.pop(); job; job = later.pop()) job();
  const { count, exact, partial } = edit;
  return {
    count,
    exact,
    partial,
    change,
    ...('after' in edit && { before: edit.after }),
    ...('before' in edit && { after: edit.before }),
  };
}

function inverse(change: Change, depth: number, later: (() => void)[]): Change {
  if (depth > DEPTH_MAX) {
    const result = {};
    later.push(() => Object.assign(result, inverse(change, 0, later)));
    return result as Change;
  }
  const inside = (inner: Change) => inverse(inner, depth + 1, later);
  switch (change.kind) {
    case 'set': {
      const { before, after, unknown } = change;
      return { kind: 'set', before: after, after: before, ...(unknown && { unknown: OTHER_SIDE[unknown] }) };
    }
    case 'object':
      return { kind: 'object', fields: change.fields.map(field => inverseField(field, inside)) };
    case 'array':
      return { kind: 'array', items: sorted(change.items.map(item => inverseItem(item, inside))) };
    case 'members':
      return { kind: 'members', added: change.removed, removed: change.added, cleared: false };
  }
}

const OTHER_SIDE = { before: 'after', after: 'before', both: 'both' } as const satisfies Record<
  UnknownSide,
  UnknownSide
>;

function inverseField(field: FieldChange, inside: (change: Change) => Change): FieldChange {
  const { key } = field;
  switch (field.op) {
    case 'add':
      return { op: 'remove', key, before: field.after, ...(field.unknown && { unknown: 'before' }) };
    case 'remove':
      return { op: 'add', key, after: field.before, ...(field.unknown && { unknown: 'after' }) };
    case 'change':
      return { op: 'change', key, change: inside(field.change) };
  }
}

function inverseItem(item: ItemChange, inside: (change: Change) => Change): ItemChange {
  switch (item.op) {
    case 'delete':
      return { op: 'insert', to: item.from, after: item.before };
    case 'insert':
      return { op: 'delete', from: item.to, before: item.after };
    case 'move':
      return { op: 'move', from: item.to, to: item.from, change: item.change && inside(item.change) };
    case 'change':
      return { op: 'change', from: item.to, to: item.from, change: inside(item.change) };
  }
}

/** Deleted elements by `from`, then all others by `to`, as in every edit. */
function sorted(items: ItemChange[]): ItemChange[] {
  const place = (item: ItemChange) => (item.op === 'delete' ? item.from : item.to);
  const rank = (item: ItemChange) => (item.op === 'delete' ? 0 : 1);
  return items.sort((x, y) => rank(x) - rank(y) || place(x) - place(y));
}
