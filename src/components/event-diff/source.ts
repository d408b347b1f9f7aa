import { diff } from '../../model/diff/diff.js';
import { getPath } from '../../model/path.js';
import { isObject } from '../../model/record.js';
import { recordedChange } from '../../model/diff/recorded.js';
import type { DiffOptions, Edit, EventRecord, NoChangeReason } from '../../model/index.js';

/** Comparing on its own must not be felt; what takes longer is compared when a reader asks for it. */
const BUDGET_MS = 40;
const PATIENT_MS = 5_000;
/** Beyond so many values on both sides together nothing is compared before a reader asks for it. */
const VALUES_MAX = 200_000;

/** What there is to show. */
export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'none'; readonly reason: NoChangeReason }
  /** Too much to compare without being asked. */
  | { readonly kind: 'large' }
  | { readonly kind: 'edit'; readonly edit: Edit; readonly event: 'created' | 'deleted' | 'changed' | 'same' };

export interface Given {
  before: unknown;
  after: unknown;
  edit: Edit | null;
  event: EventRecord | null;
  /** Field that tells elements of arrays apart. */
  key: string | null;
  /** Whether a reader asked for all of it, however long it takes. */
  patient: boolean;
}

export function shownOf({ before, after, edit, event, key, patient }: Given): Shown {
  const options: DiffOptions = { budgetMs: patient ? PATIENT_MS : BUDGET_MS, ...(key && { key }) };
  if (edit) return isObject(edit) ? shownEdit(edit) : { kind: 'nothing' };
  if (event) {
    if (!patient && !isModerate([getPath(event, 'context')])) return { kind: 'large' };
    const found = recordedChange(event, options);
    return found.edit ? shownEdit(found.edit) : { kind: 'none', reason: found.reason };
  }
  if (before === undefined && after === undefined) return { kind: 'nothing' };
  if (!patient && !isModerate([before, after])) return { kind: 'large' };
  return shownEdit(diff(orNothing(before, after), orNothing(after, before), options));
}

/** What is not there, beside an object: an object with nothing in it, so that the other is told field by field. */
function orNothing(value: unknown, other: unknown): unknown {
  if (value !== undefined && value !== null) return value;
  return isObject(other) ? {} : Array.isArray(other) ? [] : null;
}

function shownEdit(edit: Edit): Shown {
  const { before, after, change } = edit;
  if (!change) return { kind: 'edit', edit, event: 'same' };
  if (isEmpty(before) && !isEmpty(after)) return { kind: 'edit', edit, event: 'created' };
  if (isEmpty(after) && !isEmpty(before) && !edit.partial) return { kind: 'edit', edit, event: 'deleted' };
  return { kind: 'edit', edit, event: 'changed' };
}

function isEmpty(value: unknown): boolean {
  return value === null || (isObject(value) && Object.keys(value).length === 0);
}

function isModerate(values: readonly unknown[]): boolean {
  let left = VALUES_MAX;
  const waiting = [...values];
  const seen = new Set<object>();
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    try {
      const inside = Object.values(next) as unknown[];
      left -= inside.length + 1;
      if (left < 0) return false;
      for (const item of inside) if (typeof item === 'object' && item !== null) waiting.push(item);
    } catch {
      // A getter of the host's own making that throws: the comparison says what it makes of it.
    }
  }
  return true;
}
