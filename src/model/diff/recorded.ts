import { actionInfo } from '../actions.js';
import { getPath } from '../path.js';
import { isObject } from '../record.js';
import { diff } from './diff.js';
import { editFrom } from './sources.js';
import { EditError, type ChangeSource, type DiffOptions, type Edit, type RecordedChange } from './types.js';

/**
 * The difference that an event records, or why it records none. Looked for, in this order: in the original event
 * (`context.raw`) where it tells more than the record, in `context.diff`, in `context.before` and `context.after`, in the
 * state of a deleted object (`context.model_state`). Never throws.
 */
export function recordedChange(record: unknown, options?: DiffOptions): RecordedChange {
  const action = getPath(record, 'action');
  const difference = getPath(record, 'context.diff');
  const raw = getPath(record, 'context.raw');
  let unreadable = false;
  /** What a reader makes of it; nothing when it cannot read it. */
  const read = (source: ChangeSource, make: () => Edit): RecordedChange | undefined => {
    try {
      return { edit: make(), source };
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
      unreadable = true;
      return undefined;
    }
  };

  let found: RecordedChange | undefined;
  if (isFilled(getPath(raw, 'payload.changes'))) found = read('github', () => editFrom.github(raw, options));
  if (!found && isObject(difference)) {
    const created = action === 'model_created';
    found = read('authentik', () => editFrom.authentik(difference, { ...options, created }));
  }
  if (found) return found;
  if (difference !== undefined && difference !== null && !isObject(difference)) unreadable = true;

  const before = getPath(record, 'context.before');
  const after = getPath(record, 'context.after');
  if (isSomething(before) || isSomething(after)) {
    return { edit: diff(before ?? {}, after ?? {}, options), source: 'before-after' };
  }
  if (Array.isArray(getPath(raw, 'change.actions'))) found = read('terraform', () => editFrom.terraform(raw, options));
  else if (isSomething(getPath(raw, 'payload.op')) || isSomething(getPath(raw, 'op'))) {
    found = read('debezium', () => editFrom.debezium(raw, options));
  } else if (['create', 'update', 'patch', 'delete'].includes(String(getPath(raw, 'verb')))) {
    const isObjectKept = isSomething(getPath(raw, 'requestObject')) || isSomething(getPath(raw, 'responseObject'));
    if (isObjectKept) found = read('kubernetes', () => editFrom.kubernetes(raw, options));
  }
  if (found) return found;

  const state = getPath(record, 'context.model_state');
  if (isObject(state)) return { edit: diff(state, {}, options), source: 'state' };
  if (unreadable) return { edit: null, reason: 'unreadable' };
  switch (actionInfo(action, record).group) {
    case 'create':
    case 'update':
      return { edit: null, reason: 'not-recorded' };
    case 'delete':
      return { edit: null, reason: 'deleted-without-state' };
    default:
      return { edit: null, reason: 'not-a-change' };
  }
}

function isSomething(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isFilled(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}
