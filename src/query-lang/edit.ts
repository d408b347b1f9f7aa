import { applyFix } from './diagnostic.js';
import { eventSchema } from './event-schema.js';
import { isFieldName } from './field-name.js';
import { exactNumber } from './numbers.js';
import { parse } from './parser.js';
import { printConstant } from './print.js';
import { ABSENCE_FIELD, isResolved, resolveField } from './schema.js';
import {
  isListOperator,
  sameQuery,
  type Comparison,
  type Condition,
  type Constant,
  type ListValue,
  type Operator,
  type Value,
} from './query.js';

/** A value of an event, or for `in` several. Objects, missing values and numbers that are none cannot be asked for. */
export type ClauseValue = unknown;

/** `field operator value` as text, values escaped; null when it cannot be said. */
export function clause(field: string, operator: Operator, value: ClauseValue): string | null {
  if (!isFieldName(field)) return null;
  const values = isListOperator(operator) && Array.isArray(value) ? (value as unknown[]) : [value];
  const constants = values.map(constantOf);
  if (constants.length === 0 || constants.includes(null)) return null;
  const texts = (constants as Constant[]).map(constant => printConstant(constant));
  const text = `${field} ${operator} ${isListOperator(operator) ? `(${texts.join(', ')})` : texts[0]!}`;
  // Not every operator takes every value; the language itself says which.
  return parse(text).kind === 'query' ? text : null;
}

/**
 * The text with one more condition, which has to hold as well. A condition that is there already is not doubled; an `or` gets
 * parentheses; plain words give way to the condition, for the language has no way to say both. What is being typed is completed
 * when the condition fits there, and otherwise kept as it is in front of it. Unchanged when the condition cannot be said.
 */
export function addClause(text: string, field: string, operator: Operator, value: ClauseValue): string {
  const added = clause(field, operator, value);
  if (added === null) return text;
  const { query, kind } = parse(text);
  const isThere = (operand: Condition): boolean => isClause(operand, field, operator, value);
  if (kind === 'query' && operandsOf(query as Condition).some(isThere)) return text;
  return joined(text, added);
}

/** The text with a condition that has to hold as well, which is not there yet. */
function joined(text: string, added: string): string {
  const { query, kind, errors } = parse(text);
  if (kind === 'empty' || kind === 'text') return added;
  // A text that is still open would swallow the condition.
  const open = errors.find(({ code }) => code === 'missing-quote')?.fixes[0];
  if (open) return joined(applyFix(text, open), added);
  const trimmed = text.trim();
  if (kind === 'broken') {
    const continued = `${trimmed} ${added}`;
    return parse(continued).kind === 'query' ? continued : `${trimmed} and ${added}`;
  }
  const condition = query as Condition;
  // Outside an "or" stands nothing but parentheses that are there already.
  const bare = condition.type === 'or' && text.slice(0, condition.from).trim() === '';
  return bare ? `(${trimmed}) and ${added}` : `${trimmed} and ${added}`;
}

/** The text without this condition, wherever it stands, together with the `and`, `or` and parentheses that it leaves behind. */
export function removeClause(text: string, field: string, operator: Operator, value: ClauseValue): string {
  const { query, kind } = parse(text);
  if (kind !== 'query') return text;
  return edited(text, query as Condition, comparison =>
    isClause(comparison, field, operator, value) ? null : comparison,
  );
}

/**
 * What a click on "only this value" (`=`) or "not this value" (`!=`) does: takes the condition away when it is there, else
 * adds it. A second value of the same field joins the first in a list (`in`, `not in`), and a value leaves the opposite condition
 * first; names that `missing` is compared with do not join, for an event may lack both. Other operators are simply added or taken away. Only conditions that all have to hold are looked at, not those
 * inside an `or`.
 */
export function toggleValue(text: string, field: string, operator: Operator, value: ClauseValue): string {
  const { query, kind } = parse(text);
  if (kind !== 'query' || clause(field, operator, value) === null) return addClause(text, field, operator, value);
  if (operator !== '=' && operator !== '!=') {
    return hasClause(text, field, operator, value)
      ? removeTop(text, field, operator, value)
      : addClause(text, field, operator, value);
  }
  const wanted = constantOf(value)!;
  const list = operator === '=' ? 'in' : 'not in';
  let done = false;
  let present = false;
  let excluded = false;
  const condition = query as Condition;
  const top = new Set(operandsOf(condition));
  const visit = (comparison: Comparison): Comparison | null => {
    if (!top.has(comparison) || !isField(comparison, field)) return comparison;
    const items = itemsOf(comparison);
    const rest = items.filter(item => !sameConstant(item, wanted));
    const positive = comparison.operator === '=' || comparison.operator === 'in';
    const isOurs = comparison.operator === operator || comparison.operator === list;
    if (!isOurs && !(['=', '!=', 'in', 'not in'] as Operator[]).includes(comparison.operator)) return comparison;
    if (rest.length < items.length) {
      present ||= isOurs;
      // "One of these" without the value says already that it is not the value.
      excluded ||= positive && rest.length > 0 && field !== ABSENCE_FIELD;
      return withItems(comparison, rest, positive);
    }
    const joins = field !== ABSENCE_FIELD || !positive;
    if (joins && isOurs && !done && wanted.type !== 'none' && items.every(item => item.type !== 'none')) {
      done = true;
      return withItems(comparison, [...items, wanted], positive);
    }
    return comparison;
  };
  // Once to see whether it is there, for then nothing must be added anywhere.
  const without = edited(text, condition, comparison => {
    const added = done;
    done = true;
    const result = visit(comparison);
    done = added;
    return result;
  });
  if (present || excluded) return without;
  done = false;
  const extended = edited(text, condition, visit);
  return done ? extended : addClause(without, field, operator, value);
}

/** Whether a condition stands in the text as one that has to hold: what a click on it would take away. */
export function hasClause(text: string, field: string, operator: Operator, value: ClauseValue): boolean {
  const { query, kind } = parse(text);
  if (kind !== 'query') return false;
  const wanted = constantOf(value);
  const list = operator === '=' ? 'in' : operator === '!=' ? 'not in' : null;
  return operandsOf(query as Condition).some(
    operand =>
      isClause(operand, field, operator, value) ||
      (wanted !== null &&
        operand.type === 'comparison' &&
        operand.operator === list &&
        isField(operand, field) &&
        itemsOf(operand).some(item => sameConstant(item, wanted))),
  );
}

/**
 * Whether conditions of any form stand in the text as ones that have to hold. How they are spaced and
 * bracketed does not count.
 */
export function hasConditions(text: string, conditions: readonly string[]): boolean {
  return placesOf(text, conditions).every(place => place >= 0);
}

/** Adds those of the conditions that are missing, or takes them all away when all are there. */
export function toggleConditions(text: string, conditions: readonly string[]): string {
  const places = placesOf(text, conditions);
  if (places.every(place => place >= 0)) {
    const rest = operandsOf(parse(text).query as Condition).filter((_, i) => !places.includes(i));
    return rest.map(operand => inAnd(text.slice(operand.from, operand.to), operand)).join(' and ');
  }
  return conditions.reduce((result, condition, i) => {
    if (places[i]! >= 0) return result;
    return joined(result, inAnd(condition, parse(condition).query as Condition));
  }, text);
}

/** Where each condition stands among those that all have to hold; -1 for nowhere. */
function placesOf(text: string, conditions: readonly string[]): number[] {
  const { query, kind } = parse(text);
  const operands = kind === 'query' ? operandsOf(query as Condition) : [];
  return conditions.map(condition => {
    const wanted = parse(condition).query!;
    return operands.findIndex(operand => sameQuery(operand, wanted));
  });
}

function inAnd(text: string, condition: Condition): string {
  return condition.type === 'or' ? `(${text})` : text;
}

function removeTop(text: string, field: string, operator: Operator, value: ClauseValue): string {
  const condition = parse(text).query as Condition;
  const top = new Set(operandsOf(condition));
  return edited(text, condition, comparison =>
    top.has(comparison) && isClause(comparison, field, operator, value) ? null : comparison,
  );
}

function operandsOf(condition: Condition): readonly Condition[] {
  return condition.type === 'and' ? condition.operands : [condition];
}

function itemsOf({ value }: Comparison): readonly Constant[] {
  return value.type === 'list' ? value.items : [value];
}

function withItems(comparison: Comparison, items: readonly Constant[], positive: boolean): Comparison | null {
  const [only] = items;
  if (!only) return null;
  if (items.length === 1) return { ...comparison, operator: positive ? '=' : '!=', value: only };
  const { value } = comparison;
  const list: ListValue =
    value.type === 'list' ? { ...value, items } : { type: 'list', items, from: value.from, to: value.to };
  return { ...comparison, operator: positive ? 'in' : 'not in', value: list };
}

/** Whether a comparison asks for this field, be it that one of the two names leaves out `context`. */
function isField({ field }: Comparison, name: string): boolean {
  return field.name === name || placeOf(field.path) === placeOf(name.split('.'));
}

function placeOf(path: readonly string[]): string {
  const resolution = resolveField(eventSchema, path);
  return (isResolved(resolution) ? resolution.path : path).join('.');
}

function isClause(condition: Condition, field: string, operator: Operator, value: ClauseValue): boolean {
  if (condition.type !== 'comparison' || !isField(condition, field) || condition.operator !== operator) return false;
  const values = (isListOperator(operator) && Array.isArray(value) ? (value as unknown[]) : [value]).map(constantOf);
  const items = itemsOf(condition);
  return (
    items.length === values.length &&
    items.every(item => values.some(other => other !== null && sameConstant(item, other)))
  );
}

/** The text of the condition after `visit` had its way with every comparison; null removes one. Untouched parts stay as typed. */
function edited(text: string, root: Condition, visit: (comparison: Comparison) => Comparison | null): string {
  const walk = (condition: Condition): string | null => {
    const asTyped = text.slice(condition.from, condition.to);
    switch (condition.type) {
      case 'comparison': {
        const changed = visit(condition);
        if (changed === condition) return asTyped;
        return changed && `${changed.field.name} ${changed.operator} ${valueText(text, changed.value)}`;
      }
      case 'not': {
        const inner = walk(condition.operand);
        return (
          inner && (inner === text.slice(condition.operand.from, condition.operand.to) ? asTyped : `not (${inner})`)
        );
      }
      default: {
        const parts = condition.operands.map(operand => ({ operand, part: walk(operand) }));
        const kept = parts.filter(({ part }) => part !== null) as { operand: Condition; part: string }[];
        const same = parts.every(({ operand, part }) => part === text.slice(operand.from, operand.to));
        if (same) return asTyped;
        if (kept.length < 2) return kept[0]?.part ?? null;
        return kept
          .map(({ operand, part }) => (isChain(operand, part) ? `(${part})` : part))
          .join(` ${condition.type} `);
      }
    }
  };
  const result = walk(root);
  if (result === null) return '';
  // Parentheses around everything are no part of the tree, but of what was typed.
  return result === text.slice(root.from, root.to) ? text : result;
}

function isChain(operand: Condition, part: string): boolean {
  return (operand.type === 'and' || operand.type === 'or') && parse(part).query?.type === operand.type;
}

function valueText(text: string, value: Value): string {
  const one = (constant: Constant): string =>
    constant.to > constant.from ? text.slice(constant.from, constant.to) : printConstant(constant);
  if (value.type !== 'list') return one(value);
  const items = value.items.map(one).join(', ');
  return value.brackets ? `[${items}]` : `(${items})`;
}

/** A value of an event as a constant that stands nowhere yet. */
function constantOf(value: unknown): Constant | null {
  const place = { from: 0, to: 0 };
  switch (typeof value) {
    case 'string':
      return { type: 'string', value, ...place };
    case 'number':
      return Number.isFinite(value)
        ? { type: 'number', text: Object.is(value, -0) ? '0' : String(value), ...place }
        : null;
    case 'bigint':
      return { type: 'number', text: String(value), ...place };
    case 'boolean':
      return { type: 'boolean', value, ...place };
    default:
      return value === null ? { type: 'none', ...place } : null;
  }
}

function sameConstant(a: Constant, b: Constant): boolean {
  if (a.type === 'number' && b.type === 'number') {
    const [x, y] = [exactNumber(a.text), exactNumber(b.text)];
    if (x.integer !== null || y.integer !== null) return x.integer === y.integer;
    return a.text === b.text || (x.isDouble && y.isDouble && x.double === y.double);
  }
  return printConstant(a) === printConstant(b);
}
