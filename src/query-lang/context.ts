import { operatorMeant } from './operator-words.js';
import type { Operator, Range } from './query.js';

/** What stands around the cursor: which kind of thing can be put there, and what it would replace. */
export type Position = Range & {
  /** What is typed of it up to the cursor; of a text without its quote. */
  readonly typed: string;
} & (
    | { readonly kind: 'field'; /** After `not`, which wants parentheses. */ readonly afterNot: boolean }
    | {
        readonly kind: 'operator';
        readonly field: string;
        readonly hasNot: boolean;
        readonly next: 'value' | 'list' | null;
      }
    | ValuePosition
    | { readonly kind: 'logic'; /** Parentheses that are still open. */ readonly open: number; readonly inList: false }
    | { readonly kind: 'logic'; readonly inList: true; readonly bracket: '(' | '[' }
  );

interface ValuePosition {
  readonly kind: 'value';
  readonly field: string;
  readonly operator: Operator;
  readonly inList: boolean;
  /** `in` without its bracket yet. */
  readonly needsList: boolean;
  /** Values that the list has already. */
  readonly taken: readonly string[];
}

type TokenType = 'name' | 'string' | 'number' | 'operator' | '(' | ')' | '[' | ']' | ',' | 'other';

interface Token extends Range {
  readonly type: TokenType;
  readonly text: string;
  /** A text whose quote is missing. */
  readonly open?: boolean;
}

/* The grammar's tokens, but for any text whatever and without regard to what stands before: that is what typing looks like. */
const TOKEN =
  /\s+|("(?:[^"\\\n\r\u2028\u2029]|\\.)*("?)|'(?:[^'\\\n\r\u2028\u2029]|\\.)*('?))|([A-Za-z_][\w.-]*)|([+-]?\d[\w.:+-]*)|([=!<>~]+)|([()[\],])|[^]/gy;

const WORDS = new Set(['startswith', 'endswith', 'in']);

function* tokens(text: string): Generator<Token> {
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, double, single, name, number, operator, bracket] = match;
    const from = match.index;
    const to = from + whole.length;
    // A quote that a word follows at once closes nothing: it opens the next text, and the one before it has lost its own.
    const closed = Boolean(double ?? single) && !/\w/.test(text[to] ?? '');
    if (string !== undefined) yield { type: 'string', text: whole, from, to, open: !closed };
    else if (name !== undefined) yield { type: 'name', text: name, from, to };
    else if (number !== undefined) yield { type: 'number', text: number, from, to };
    else if (operator !== undefined) yield { type: 'operator', text: operator, from, to };
    else if (bracket !== undefined) yield { type: bracket as TokenType, text: bracket, from, to };
    else if (whole.trim() !== '') yield { type: 'other', text: whole, from, to };
  }
}

/** `not`, its word and the value: no question reaches further. */
const LOOKAHEAD = 3;

type State = 'field' | 'operator' | 'value' | 'list' | 'item' | 'logic';

/** Where the cursor is. Takes any text, and gives an answer for as much of it as makes sense. */
export function positionAt(text: string, pos: number): Position {
  let state = 'field' as State;
  let field = '';
  let operator = '';
  let open = 0;
  let bracket: '(' | '[' = '(';
  let afterNot = false;
  let hasNot = false;
  let taken: string[] = [];
  let current: Token | null = null;
  /** The tokens behind the cursor, as far as they can matter. */
  const rest: Token[] = [];

  for (const token of tokens(text)) {
    if (token.from >= pos) {
      rest.push(token);
      if (rest.length === LOOKAHEAD) break;
    } else if (token.to > pos || isUnfinished(token, state, pos)) current = token;
    else step(token);
  }

  const replaced = current ? { from: current.from, to: endOfCurrent(current) } : { from: pos, to: endOfNext() };
  const here = { ...replaced, typed: current ? typedOf(current, text, pos) : '' };
  switch (state) {
    case 'field':
      return { kind: 'field', ...here, afterNot };
    case 'operator':
      return { kind: 'operator', ...here, field, hasNot, next: kindOfValue(valueAfter()) };
    case 'value':
    case 'list':
      return {
        kind: 'value',
        ...here,
        field,
        operator: operator as Operator,
        inList: state === 'list',
        needsList: state === 'value' && operator.endsWith('in'),
        taken,
      };
    case 'item':
      return { kind: 'logic', ...here, inList: true, bracket };
    default:
      return { kind: 'logic', ...here, inList: false, open };
  }

  function endOfCurrent(token: Token): number {
    // "not in" is one operator, wherever in it the cursor is.
    const [next] = rest;
    return state === 'operator' && token.text === 'not' && next && WORDS.has(next.text) ? next.to : endOf(token, pos);
  }

  /** What is there already, right at the cursor or after a blank, is replaced: choosing must never double it. */
  function endOfNext(): number {
    const [first, second] = rest;
    if (!first) return pos;
    switch (state) {
      case 'field':
        return first.type === 'name' && first.from === pos ? first.to : pos;
      case 'operator':
        if (first.text === 'not' && second && WORDS.has(second.text)) return second.to;
        return first.type === 'operator' || WORDS.has(first.text) ? first.to : pos;
      case 'value':
      case 'list':
        return kindOfValue(first) === 'value' && (state === 'value' || first.from === pos) ? first.to : pos;
      default:
        return first.text === 'and' || first.text === 'or' ? first.to : pos;
    }
  }

  /** The token behind the operator that the cursor is at, or would replace. */
  function valueAfter(): Token | null {
    return rest.find(token => token.from >= replaced.to) ?? null;
  }

  function step(token: Token): void {
    switch (state) {
      case 'field':
        if (token.type === '(') {
          open += 1;
          afterNot = false;
        } else if (token.type === 'name' && token.text === 'not') afterNot = true;
        else if (token.type === 'name') {
          field = token.text;
          hasNot = afterNot = false;
          state = 'operator';
        } else if (token.type === ')') open = Math.max(0, open - 1);
        break;
      case 'operator':
        if (token.type === 'name' && token.text === 'not') hasNot = true;
        else if (token.type === 'operator' || (token.type === 'name' && WORDS.has(token.text))) {
          operator = hasNot ? `not ${token.text}` : token.text;
          state = 'value';
        } else if (token.type === 'name' && (token.text === 'and' || token.text === 'or')) state = 'field';
        else if (token.type === 'name' && operatorMeant(token.text)) {
          // Of another language, and told so: a value follows all the same.
          operator = operatorMeant(token.text)!;
          state = 'value';
        } else if (token.type === 'name') field = token.text;
        break;
      case 'value':
        if (token.type === '(' || token.type === '[') {
          bracket = token.type;
          taken = [];
          state = 'list';
        } else if (token.type !== 'operator') state = 'logic';
        break;
      case 'list':
        if (token.type === ')' || token.type === ']') state = 'logic';
        else if (token.type !== ',') {
          taken.push(token.text);
          state = 'item';
        }
        break;
      case 'item':
        if (token.type === ',') state = 'list';
        else if (token.type === ')' || token.type === ']') state = 'logic';
        break;
      default:
        if (token.type === ')') open = Math.max(0, open - 1);
        else if (token.type === 'name' && (token.text === 'and' || token.text === 'or')) state = 'field';
    }
  }
}

/** Whether a token ends at the cursor and may still go on. */
function isUnfinished(token: Token, state: State, pos: number): boolean {
  if (token.to !== pos) return false;
  switch (token.type) {
    case 'name':
    case 'number':
      return true;
    case 'string':
      return token.open === true;
    case 'operator':
      return state === 'operator' && token.text === '!';
    default:
      return false;
  }
}

/** A text without its closing quote swallows everything behind it; only the word at the cursor was meant. */
function endOf(token: Token, pos: number): number {
  if (!token.open) return token.to;
  return Math.min(token.to, pos + /^[\w.-]*/.exec(token.text.slice(pos - token.from))![0].length);
}

function typedOf(token: Token, text: string, pos: number): string {
  return text.slice(token.type === 'string' ? token.from + 1 : token.from, pos);
}

function kindOfValue(token: Token | null): 'value' | 'list' | null {
  switch (token?.type) {
    case 'string':
    case 'number':
      return 'value';
    case 'name':
      return /^(True|False|None|now.*|today.*)$/.test(token.text) ? 'value' : null;
    case '(':
    case '[':
      return 'list';
    default:
      return null;
  }
}
