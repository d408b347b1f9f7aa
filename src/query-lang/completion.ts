import { isResolved, resolveField, type Schema, type SchemaField } from './schema.js';

/** One thing that can be put at the cursor. */
export interface CompletionOption {
  /** What the list shows, and what the typed letters are found in. */
  readonly label: string;
  /** What replaces the text from `from` to `to`. */
  readonly insert: string;
  /** Where the cursor is then, counted from the beginning of `insert`. */
  readonly cursor: number;
  readonly kind: 'field' | 'operator' | 'value' | 'keyword' | 'bracket' | 'snippet';
  /** Its type, its label, how many events have it, or what it does: a few words. */
  readonly detail?: string;
  /** A sentence about it. */
  readonly description?: string;
}

/** What can be put at the cursor. Offsets are UTF-16, half-open. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  /** Best first; never empty. */
  readonly options: readonly CompletionOption[];
}

/** Where something is completed. */
export interface Place {
  readonly text: string;
  readonly schema: Schema;
  /** What dates are counted from, in milliseconds. */
  readonly now: number;
}

/** More than anybody reads; the next letter brings others. */
export const MAX_OPTIONS = 100;

export function completion(from: number, to: number, options: readonly CompletionOption[]): Completion | null {
  return options.length > 0 ? { from, to, options } : null;
}

/** What the schema knows of a name. */
export function fieldOf(schema: Schema, name: string): SchemaField | null {
  const resolution = resolveField(schema, name.split('.'));
  return isResolved(resolution) ? resolution.field : null;
}

/** What kind of values a field has, in a word. */
export const TYPE_NAMES: Readonly<Record<SchemaField['type'], string>> = {
  str: 'text',
  int: 'number',
  float: 'number',
  bool: 'true or false',
  date: 'date',
  datetime: 'time',
  relation: 'has parts',
  unknown: '',
};
