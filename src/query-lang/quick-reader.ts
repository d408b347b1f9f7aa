import {
  MAX_DEPTH,
  type Comparison,
  type Condition,
  type Constant,
  type Operator,
  type Range,
  type Value,
} from './query.js';
import { readRelativeTime } from './relative-time.js';
import { decodeString } from './strings.js';

/*
 * A text that is a query without a fault is read here, in a quarter of the time that the grammar's tree takes. Anything else
 * gives null, and `tree.ts` says what it is and what is wrong with it. The two never disagree: tests compare what they read,
 * place by place, on thousands of queries and of queries with mistakes.
 */

const NAME = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A word in the place of a value, as the grammar cuts it. */
const WORD = /[A-Za-z_][^ \t\v\f\u00a0\n\r\u2028\u2029"'()[\],=<>!~]*/y;
const STRING =
  /"(?:[^"\\\n\r\u2028\u2029]|\\(?:["'\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|'(?:[^'\\\n\r\u2028\u2029]|\\(?:["'\\/bfnrt]|u[0-9A-Fa-f]{4}))*'/y;
/** A word of the language, alone or as the first part of a name. */
const RESERVED = /^(?:or|and|not|in|startswith|endswith|True|False|None)(?![0-9A-Za-z_])/;
const SYMBOL = /[=~]|!=|!~|<=?|>=?/y;
const BLANKS = /[ \t\v\f\u00a0\n\r\u2028\u2029]*/y;
const SPACE = 0x20;
/** Below the first letter no blank needs the slow way but these. */
const LETTERS = 0x21;

/** A position in a text, and what stood last. One object for one text. */
interface State {
  readonly text: string;
  at: number;
  depth: number;
  /** Where the condition just read begins and ends, its parentheses included. */
  from: number;
  to: number;
}

/** Thrown nowhere: what is not by the rules is null all the way up. */
type Maybe<T> = T | null;

export function readQuickly(text: string): Maybe<Condition> {
  const state: State = { text, at: 0, depth: 0, from: 0, to: 0 };
  const condition = disjunction(state);
  if (!condition) return null;
  skip(state);
  return state.at === text.length ? condition : null;
}

function disjunction(state: State): Maybe<Condition> {
  const first = conjunction(state);
  if (!first) return null;
  const { from } = state;
  let operands: Condition[] | null = null;
  while (word(state, 'or')) {
    const next = conjunction(state);
    if (!next) return null;
    (operands ??= [first]).push(next);
  }
  state.from = from;
  return operands ? { type: 'or', operands, from, to: state.to } : first;
}

function conjunction(state: State): Maybe<Condition> {
  const first = unit(state);
  if (!first) return null;
  const { from } = state;
  let operands: Condition[] | null = null;
  while (word(state, 'and')) {
    const next = unit(state);
    if (!next) return null;
    (operands ??= [first]).push(next);
  }
  state.from = from;
  return operands ? { type: 'and', operands, from, to: state.to } : first;
}

function unit(state: State): Maybe<Condition> {
  skip(state);
  const from = state.at;
  const negated = word(state, 'not');
  if (!symbol(state, '(')) return negated ? null : comparison(state);
  state.depth += 1;
  if (state.depth > MAX_DEPTH) return null;
  const operand = disjunction(state);
  if (!operand || !symbol(state, ')')) return null;
  state.depth -= 1;
  state.from = from;
  state.to = state.at;
  return negated ? { type: 'not', operand, from, to: state.to } : operand;
}

function comparison(state: State): Maybe<Comparison> {
  const { text } = state;
  const from = state.at;
  const name = take(state, NAME);
  if (name === null || RESERVED.test(name)) return null;
  const field = { name, path: name.includes('.') ? name.split('.') : [name], from, to: state.at };
  skip(state);
  const operatorFrom = state.at;
  const operator = operatorAt(state);
  if (operator === null) return null;
  const operatorRange: Range = { from: operatorFrom, to: state.at };
  skip(state);
  const value = valueFor(state, operator, text.charCodeAt(state.at));
  if (!value) return null;
  state.from = from;
  state.to = state.at;
  return { type: 'comparison', field, operator, operatorRange, value, from, to: state.at };
}

function operatorAt(state: State): Maybe<Operator> {
  const sign = take(state, SYMBOL);
  if (sign !== null) return sign as Operator;
  const negated = word(state, 'not');
  for (const each of ['in', 'startswith', 'endswith'] as const) {
    if (word(state, each)) return negated ? `not ${each}` : each;
  }
  return null;
}

function valueFor(state: State, operator: Operator, next: number): Maybe<Value> {
  switch (operator) {
    case 'in':
    case 'not in':
      return list(state, next);
    case '=':
    case '!=':
      return constant(state, next);
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const value = constant(state, next);
      return value?.type === 'boolean' || value?.type === 'none' ? null : value;
    }
    default:
      return next === 0x22 || next === 0x27 ? constant(state, next) : null;
  }
}

function list(state: State, next: number): Maybe<Value> {
  const from = state.at;
  if (next !== 0x28 && next !== 0x5b) return null;
  state.at += 1;
  const items: Constant[] = [];
  do {
    skip(state);
    const item = constant(state, state.text.charCodeAt(state.at));
    if (!item) return null;
    items.push(item);
  } while (symbol(state, ','));
  if (!symbol(state, next === 0x28 ? ')' : ']')) return null;
  return next === 0x28
    ? { type: 'list', items, from, to: state.at }
    : { type: 'list', items, brackets: true, from, to: state.at };
}

function constant(state: State, next: number): Maybe<Constant> {
  const from = state.at;
  if (next === 0x22 || next === 0x27) {
    const token = take(state, STRING);
    return token === null ? null : { type: 'string', value: decodeString(token), from, to: state.at };
  }
  if (next === 0x2d || (next >= 0x30 && next <= 0x39)) {
    const token = take(state, NUMBER);
    return token === null ? null : { type: 'number', text: token, from, to: state.at };
  }
  const token = take(state, WORD);
  switch (token) {
    case null:
      return null;
    case 'True':
    case 'False':
      return { type: 'boolean', value: token === 'True', from, to: state.at };
    case 'None':
      return { type: 'none', from, to: state.at };
    default: {
      const time = readRelativeTime(token);
      return time && { type: 'time', ...time, from, to: state.at };
    }
  }
}

/** Takes a keyword that no letter or digit follows, after blanks. */
function word(state: State, keyword: string): boolean {
  const start = state.at;
  skip(state);
  const end = state.at + keyword.length;
  if (state.text.startsWith(keyword, state.at) && !isWordCode(state.text.charCodeAt(end))) {
    state.at = end;
    return true;
  }
  state.at = start;
  return false;
}

function isWordCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f
  );
}

function symbol(state: State, sign: string): boolean {
  skip(state);
  if (state.text[state.at] !== sign) return false;
  state.at += 1;
  return true;
}

function take(state: State, pattern: RegExp): Maybe<string> {
  pattern.lastIndex = state.at;
  const match = pattern.exec(state.text);
  if (!match) return null;
  state.at = pattern.lastIndex;
  return match[0];
}

function skip(state: State): void {
  while (state.text.charCodeAt(state.at) === SPACE) state.at += 1;
  const code = state.text.charCodeAt(state.at);
  if (code >= LETTERS && code < 0xa0) return;
  BLANKS.lastIndex = state.at;
  BLANKS.test(state.text);
  state.at = BLANKS.lastIndex;
}
