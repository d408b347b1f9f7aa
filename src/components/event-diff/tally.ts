import type { Change, Edit } from '../../model/index.js';

/** How many changes of each kind an edit has. */
export interface Tally {
  added: number;
  removed: number;
  moved: number;
  changed: number;
}

export function tallyOf(edit: Edit): Tally {
  const tally: Tally = { added: 0, removed: 0, moved: 0, changed: 0 };
  const waiting: (Change | null)[] = [edit.change];
  while (waiting.length > 0) {
    const change = waiting.pop();
    if (!change) continue;
    if (change.kind === 'set') tally.changed += 1;
    else if (change.kind === 'members') {
      tally.added += change.added.length;
      tally.removed += change.removed.length + Number(change.cleared);
    } else if (change.kind === 'object') {
      for (const field of change.fields) {
        if (field.op === 'add') tally.added += 1;
        else if (field.op === 'remove') tally.removed += 1;
        else waiting.push(field.change);
      }
    } else {
      for (const item of change.items) {
        if (item.op === 'insert') tally.added += 1;
        else if (item.op === 'delete') tally.removed += 1;
        else {
          if (item.op === 'move') tally.moved += 1;
          waiting.push(item.change);
        }
      }
    }
  }
  return tally;
}
