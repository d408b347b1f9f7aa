import type { RelativeTime } from './relative-time.js';

/** A part of a text: UTF-16 offsets, `to` not included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * What a text asks for, as a tree: what `parse` gives and `compile`, `print` and a server's SQL walk.
 *
 * It is plain data (JSON and `structuredClone` carry it) and stable: kinds may be added in a major version only. Parentheses
 * are gone, for the tree says what they said; `and`/`or` hold two operands or more. Depth is at most {@link MAX_DEPTH},
 * so a walker may recurse.
 */
export type Query = Condition | TextSearch;

/** Everything but a plain-text search, which stands alone and is never part of a condition. */
export type Condition = AndCondition | OrCondition | NotCondition | Comparison;

/** True when every operand is; a chain without parentheses is one node. */
export interface AndCondition extends Range {
  readonly type: 'and';
  readonly operands: readonly Condition[];
}

/** True when any operand is. */
export interface OrCondition extends Range {
  readonly type: 'or';
  readonly operands: readonly Condition[];
}

/** `not ( … )`. */
export interface NotCondition extends Range {
  readonly type: 'not';
  readonly operand: Condition;
}

/** One field held against a value, or a list of them. */
export interface Comparison extends Range {
  readonly type: 'comparison';
  readonly field: FieldName;
  readonly operator: Operator;
  /** Where the operator stands. */
  readonly operatorRange: Range;
  readonly value: Value;
}

/** Words or phrases: a record has to hold each of them (see `searchTerms`). */
export interface TextSearch extends Range {
  readonly type: 'text';
  readonly terms: readonly ({ readonly text: string } & Range)[];
}

/** A dotted name as typed; where it is looked up is the schema's matter (`resolveField`). */
export interface FieldName extends Range {
  readonly name: string;
  /** The name split at its dots; never empty, and no part is. */
  readonly path: readonly string[];
}

export const OPERATORS = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '~',
  '!~',
  'startswith',
  'not startswith',
  'endswith',
  'not endswith',
  'in',
  'not in',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** `in` and `not in` have a {@link ListValue}, every other operator a {@link Constant} that it takes. */
export type Value = Constant | ListValue;
export type Constant = StringValue | NumberValue | BooleanValue | NoneValue | TimeValue;

export interface StringValue extends Range {
  readonly type: 'string';
  /** Without quotes, escapes decoded. */
  readonly value: string;
}

export interface NumberValue extends Range {
  readonly type: 'number';
  /** As typed, such as `-12`, `0.50`, `1e400`: a decimal of any size and precision. Never make a double of it to compare. */
  readonly text: string;
}

export interface BooleanValue extends Range {
  readonly type: 'boolean';
  readonly value: boolean;
}

export interface NoneValue extends Range {
  readonly type: 'none';
}

/** A relative time; `relativeSeconds` gives the instant. */
export interface TimeValue extends Range, RelativeTime {
  readonly type: 'time';
}

export interface ListValue extends Range {
  readonly type: 'list';
  /** One or more. */
  readonly items: readonly Constant[];
  /** Typed as `[…]`, which DjangoQL does not know. */
  readonly brackets?: true;
}

/** How many parentheses may stand around a condition. Deeper ones are refused, for every walker would need a stack of its own. */
export const MAX_DEPTH = 500;

/** The operator that is true where this one is false, when there is something to compare. */
export const COMPLEMENT: Readonly<Record<Operator, Operator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '~': '!~',
  '!~': '~',
  startswith: 'not startswith',
  'not startswith': 'startswith',
  endswith: 'not endswith',
  'not endswith': 'endswith',
  in: 'not in',
  'not in': 'in',
};

/** Operators that look for a piece of text, whatever the letters' case. */
export function isTextOperator(operator: Operator): boolean {
  return operator === '~' || operator === '!~' || operator.endsWith('with');
}

/** `<`, `<=`, `>`, `>=`. */
export function isOrderOperator(operator: Operator): boolean {
  return operator.startsWith('<') || operator.startsWith('>');
}

export function isListOperator(operator: Operator): operator is 'in' | 'not in' {
  return operator.endsWith('in');
}

/** Every comparison of a query, in the order of the text. */
export function comparisons(query: Query): Comparison[] {
  const found: Comparison[] = [];
  const walk = (node: Query): void => {
    if (node.type === 'comparison') found.push(node);
    else if (node.type === 'not') walk(node.operand);
    else if (node.type !== 'text') node.operands.forEach(walk);
  };
  walk(query);
  return found;
}

/** Whether two queries say the same, wherever it stands in the text and however its lists are bracketed. */
export function sameQuery(a: Query, b: Query): boolean {
  return JSON.stringify(a, withoutPlaces) === JSON.stringify(b, withoutPlaces);
}

function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'from' || key === 'to' || key === 'operatorRange' || key === 'brackets' ? undefined : value;
}
