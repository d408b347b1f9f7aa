import { canonicalIp, canonicalUuid } from './addresses.js';
import { isFieldName } from './field-name.js';
import { type Comparison, type Constant, isTextOperator } from './query.js';
import { readRelativeTime, relativeSeconds } from './relative-time.js';
import { isResolved, resolveField, valueOfLabel, type Resolved, type Schema, type SchemaField } from './schema.js';
import { timeMicros } from './times.js';

/** An operator without its negation: `!=` is `=` negated, `not in` is `in` negated. */
export type BaseOperator = '=' | '<' | '<=' | '>' | '>=' | '~' | 'startswith' | 'endswith' | 'in';

/**
 * A constant as it is compared. A time is an instant in microseconds since 1970, NaN when the text names none; a number stays
 * a decimal text (see `exactNumber`).
 */
export type Operand =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'none' }
  | { readonly type: 'time'; readonly micros: number };

/** A comparison with everything looked up: what `compile` and a server's SQL turn into a test. */
export type ResolvedComparison = ResolvedValue | ResolvedAbsence;

/** A value of the event is compared. */
export interface ResolvedValue {
  /** Where the value stands in the event record: `['pk']`, `['context', 'geo', 'country']`. */
  readonly path: readonly string[];
  readonly field: SchemaField | null;
  /** Inside JSON, where a missing value is unknown; a column's missing value is null, which is false and true when negated. */
  readonly json: boolean;
  readonly operator: BaseOperator;
  readonly negated: boolean;
  /** One, or for `in` the items of the list. */
  readonly operands: readonly Operand[];
}

/** `missing = "…"`: true when the event lacks one of the paths, false when it has them all; negated the other way round. Never unknown. */
export interface ResolvedAbsence {
  readonly operator: 'missing';
  readonly negated: boolean;
  /** Those inside JSON: a column is never missing, though it may be null. Empty when only columns were named. */
  readonly paths: readonly (readonly string[])[];
}

/**
 * Looks up what a comparison names: the place in the record, labels of a closed choice turned into their values, UUIDs and IP
 * addresses in their canonical form, times as instants (relative ones counted from `nowMs`). Null when the field is unknown,
 * or one that `missing` is compared with;
 * such a comparison matches nothing, negated or not.
 */
export function resolveComparison(comparison: Comparison, schema: Schema, nowMs: number): ResolvedComparison | null {
  const resolution = resolveField(schema, comparison.field.path);
  if (!isResolved(resolution)) return null;
  const { field, json } = resolution;
  const constants = comparison.value.type === 'list' ? comparison.value.items : [comparison.value];
  const asTime = isTime(field) && !isTextOperator(comparison.operator);
  const { operator, negated } = baseOperator(comparison.operator);
  if (field?.absence) return operator === '=' || operator === 'in' ? absenceOf(constants, negated, schema) : null;
  return {
    path: field?.property === undefined ? resolution.path : [...resolution.path.slice(0, -1), field.property],
    field,
    json,
    operator,
    negated,
    operands: constants.map(constant => operandOf(constant, field, asTime, isTextOperator(comparison.operator), nowMs)),
  };
}

function absenceOf(constants: readonly Constant[], negated: boolean, schema: Schema): ResolvedAbsence | null {
  const places = constants.map(constant => (constant.type === 'string' ? namedPlace(constant.value, schema) : null));
  if (places.includes(null)) return null;
  const paths = (places as Resolved[]).filter(({ json }) => json).map(({ path }) => path);
  return { operator: 'missing', negated, paths };
}

/** Where a name leads that `missing` is compared with; null for what names nothing an event could have. */
export function namedPlace(name: string, schema: Schema): Resolved | null {
  if (!isFieldName(name)) return null;
  const resolution = resolveField(schema, name.split('.'));
  return isResolved(resolution) && !resolution.field?.absence ? resolution : null;
}

/** Whether a field holds instants, so that texts compared with it are times. */
export function isTime(field: SchemaField | null): boolean {
  return field?.type === 'datetime' || field?.type === 'date';
}

function baseOperator(operator: Comparison['operator']): { operator: BaseOperator; negated: boolean } {
  switch (operator) {
    case '!=':
      return { operator: '=', negated: true };
    case '!~':
      return { operator: '~', negated: true };
    case 'not startswith':
      return { operator: 'startswith', negated: true };
    case 'not endswith':
      return { operator: 'endswith', negated: true };
    case 'not in':
      return { operator: 'in', negated: true };
    default:
      return { operator, negated: false };
  }
}

function operandOf(
  constant: Constant,
  field: SchemaField | null,
  asTime: boolean,
  isText: boolean,
  nowMs: number,
): Operand {
  switch (constant.type) {
    case 'time':
      return { type: 'time', micros: relativeSeconds(constant, nowMs) * 1e6 };
    case 'string': {
      const { value } = constant;
      // DjangoQL reads the empty text as "no time", and people paste relative times with quotes around them.
      if (asTime && value === '') return { type: 'none' };
      if (asTime) return { type: 'time', micros: timeOf(value, nowMs) };
      const text = (field?.choices && valueOfLabel(field, value)) || value;
      return { type: 'string', value: isText ? text : canonical(text, field) };
    }
    case 'number':
      return { type: 'number', text: constant.text };
    case 'boolean':
      return { type: 'boolean', value: constant.value };
    default:
      return { type: 'none' };
  }
}

function timeOf(text: string, nowMs: number): number {
  const relative = readRelativeTime(text);
  return relative ? relativeSeconds(relative, nowMs) * 1e6 : timeMicros(text);
}

function canonical(text: string, field: SchemaField | null): string {
  switch (field?.format) {
    case 'uuid':
      return canonicalUuid(text) ?? text;
    case 'ip':
      return canonicalIp(text) ?? text;
    default:
      return text;
  }
}
