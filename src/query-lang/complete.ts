import { completeLogic } from './complete-logic.js';
import { completeName } from './complete-name.js';
import { completeOperator } from './complete-operator.js';
import { completeValue } from './complete-value.js';
import { fieldOf, type Completion, type Place } from './completion.js';
import { positionAt, type Position } from './context.js';
import type { Option, Schema } from './schema.js';
import { decodeEscapes } from './strings.js';

export type { Completion, CompletionOption } from './completion.js';

/** Asks somebody, such as the server, for values of a field that begin with or contain a text; with counts, if it has them. */
export type Suggest = (field: string, typed: string) => Promise<readonly (string | Option)[]>;

export interface CompleteOptions {
  /** What dates are counted from: a `Date` or milliseconds. Default: now. */
  readonly now?: Date | number;
}

/**
 * What can be put at the cursor: names with their types, operators that fit the type, values, words between conditions,
 * brackets, times, whole conditions. Null when there is nothing to offer. Never throws.
 *
 * With `suggest` the answer is a promise, and values come from there, too; a question that fails counts as no answer. When to
 * ask, and which answers come too late, is the caller's matter.
 */
export function complete(text: string, pos: number, schema: Schema, options?: CompleteOptions): Completion | null;
export function complete(
  text: string,
  pos: number,
  schema: Schema,
  options: CompleteOptions & { readonly suggest: Suggest },
): Promise<Completion | null>;
export function complete(
  text: string,
  pos: number,
  schema: Schema,
  { now = Date.now(), suggest }: CompleteOptions & { readonly suggest?: Suggest } = {},
): Completion | null | Promise<Completion | null> {
  const position = positionAt(text, Math.min(Math.max(0, pos), text.length));
  const place = { text, schema, now: Number(now) };
  if (!suggest) return completeAt(place, position, []);
  // Nobody else knows names better than the schema.
  if (position.kind !== 'value' || fieldOf(schema, position.field)?.absence)
    return Promise.resolve(completeAt(place, position, []));
  return ask(suggest, position.field, decodeEscapes(position.typed)).then(values =>
    completeAt(place, position, values),
  );
}

async function ask(suggest: Suggest, field: string, typed: string): Promise<Option[]> {
  try {
    const values = await suggest(field, typed);
    return values.map(value => (typeof value === 'string' ? { value } : value));
  } catch {
    return [];
  }
}

function completeAt(place: Place, position: Position, suggested: readonly Option[]): Completion | null {
  switch (position.kind) {
    case 'field':
      return completeName(place, position);
    case 'operator':
      return completeOperator(place, position);
    case 'value':
      return completeValue(place, position, suggested);
    default:
      return completeLogic(place, position);
  }
}
