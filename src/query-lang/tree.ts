import type { Tree, TreeCursor } from '@lezer/common';
import { replaceFix, type Diagnostic, type Fix } from './diagnostic.js';
import * as node from './event-query.grammar.terms.js';
import { isFieldName, RESERVED } from './field-name.js';
import {
  isListOperator,
  isTextOperator,
  MAX_DEPTH,
  type Comparison,
  type Condition,
  type Constant,
  type FieldName,
  type ListValue,
  type Operator,
  type Range,
  type Value,
} from './query.js';
import { readRelativeTime } from './relative-time.js';
import { mistake, wrongConstant, wrongOperator, type Slip } from './slips.js';
import { decodeString, quote } from './strings.js';
import { withTimeSlips } from './time-slips.js';

/** What a syntax tree says, and what is wrong with it. */
export interface Reading {
  /** The conditions that can be made out; of a broken text those that stand by themselves. */
  readonly condition: Condition | null;
  /** In the order of the text; empty when, and only when, the text is a query. */
  readonly errors: Diagnostic[];
}

const OPERATOR_OF: Readonly<Record<number, Operator>> = {
  [node.Equals]: '=',
  [node.NotEquals]: '!=',
  [node.Less]: '<',
  [node.LessEqual]: '<=',
  [node.Greater]: '>',
  [node.GreaterEqual]: '>=',
  [node.Contains]: '~',
  [node.NotContains]: '!~',
  [node.StartsWith]: 'startswith',
  [node.NotStartsWith]: 'not startswith',
  [node.EndsWith]: 'endswith',
  [node.NotEndsWith]: 'not endswith',
  [node.In]: 'in',
  [node.NotIn]: 'not in',
};

/** Nobody reads further, and a text of a million mistakes must not cost a million messages. */
const MAX_ERRORS = 100;

/** Nobody leaves out the name in front of a longer text. */
const LONGEST_VALUE = 200;

/** Turns Lezer's tree of a text into a {@link Condition} and a list of errors. Never throws, whatever the text is. */
export function readTree(text: string, tree: Tree): Reading {
  const reader = new Reader(text, tree.cursor());
  const deep = tooDeepAt(text);
  if (deep >= 0) return { condition: null, errors: [tooDeep(deep)] };
  const condition = reader.query();
  const errors = withTimeSlips(text, reader.errors);
  return { condition, errors: errors.length > 1 ? inOrder(errors) : errors };
}

const BRACKET_OR_STRING = /[()[\]]|"(?:[^"\\\n\r\u2028\u2029]|\\.)*"?|'(?:[^'\\\n\r\u2028\u2029]|\\.)*'?/g;

/**
 * Where the bracket stands that is one too many inside others, or -1. Asked before the tree is read: Lezer flattens trees
 * of more than some thousand levels, and then nothing fits together.
 */
function tooDeepAt(text: string): number {
  if (text.length <= 2 * MAX_DEPTH) return -1;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(BRACKET_OR_STRING)) {
    if (token === '(' || token === '[') {
      depth += 1;
      // A list stands inside its condition.
      if (depth > MAX_DEPTH + 1) return index;
    } else if (depth > 0 && (token === ')' || token === ']')) depth -= 1;
  }
  return -1;
}

/** Whether a quote is open at the end of a text. */
function endsInQuotes(text: string): boolean {
  let last = '';
  for (const [token] of text.matchAll(BRACKET_OR_STRING)) last = token;
  return /^["']/.test(last) && (last.length === 1 || last[last.length - 1] !== last[0]);
}

function tooDeep(at: number): Diagnostic {
  const message = `Use fewer parentheses: at most ${MAX_DEPTH} may stand inside each other.`;
  return { from: at, to: at + 1, severity: 'error', code: 'too-deep', message, fixes: [] };
}

function inOrder(errors: Diagnostic[]): Diagnostic[] {
  return errors.sort((a, b) => a.from - b.from || a.to - b.to);
}

class Reader {
  readonly errors: Diagnostic[] = [];
  #text: string;
  #cursor: TreeCursor;
  #depth = 0;
  /** Name and operator of the comparison before, as typed: people leave them out after "or". */
  #before: string | null = null;

  constructor(text: string, cursor: TreeCursor) {
    this.#text = text;
    this.#cursor = cursor;
  }

  query(): Condition | null {
    const condition = this.#sequence(null);
    const last = this.errors[this.errors.length - 1];
    // Belt and braces: an error node that none of the rules below had a word for.
    if (!condition && !last)
      this.#add('missing-condition', { from: 0, to: 0 }, 'Write a condition, such as action = "login".');
    return condition;
  }

  /**
   * Reads the children of the current node, which are conditions joined by one kind of word. `kind` is null where a
   * single condition is expected. Leaves the cursor where it was.
   */
  #sequence(kind: 'and' | 'or' | null, range?: Range): Condition | null {
    const cursor = this.#cursor;
    const operands: Condition[] = [];
    /** Where the last condition or word ended, and which of the two it was. */
    let end = cursor.from;
    let before: 'start' | 'condition' | 'word' = 'start';
    let word: Range | null = null;
    let open: Range | null = null;
    let closed = false;
    let trouble = false;
    if (cursor.firstChild()) {
      do {
        const { from, to } = cursor;
        switch (cursor.type.id) {
          case node.Or:
          case node.And:
          case node.Group:
          case node.Not:
          case node.Comparison: {
            if (before === 'condition') this.#missingWord(end, from);
            const condition = this.#condition();
            if (condition) operands.push(condition);
            before = 'condition';
            break;
          }
          case node.WrongAnd:
          case node.WrongOr:
          case node.and:
          case node.or:
            // Put in by error recovery where a word is missing; the next condition says so.
            if (from === to) break;
            if (cursor.type.id === node.WrongAnd) this.#wrongWord('and');
            if (cursor.type.id === node.WrongOr) this.#wrongWord('or');
            if (before !== 'condition') this.#missingCondition(from, to);
            before = 'word';
            word = { from: end, to };
            break;
          default:
            if (cursor.type.isError) {
              trouble = true;
              if (to > from) this.#unexpected();
            } else if (cursor.name === '(') open = { from, to };
            else if (cursor.name === ')') closed = true;
        }
        if (to > from) end = to;
      } while (cursor.nextSibling());
      cursor.parent();
    }
    if (before === 'word') {
      this.#missing('missing-condition', end, 'Write the condition that comes next.', word);
    } else if (before === 'start' && (open ?? trouble) && this.errors[this.errors.length - 1]?.from !== end) {
      this.#missing('missing-condition', end, 'Write a condition, such as action = "login".');
    }
    if (open && !closed) {
      // Behind a quote that nothing closes it would be part of a text.
      const canAdd = !endsInQuotes(this.#text.slice(0, end));
      const fix = replaceFix('Add ")"', { from: end, to: end }, ')');
      this.#add('missing-parenthesis', open, 'Close this parenthesis.', canAdd ? [fix] : []);
    }
    if (operands.length < 2 || !range) return operands[0] ?? null;
    return { type: kind ?? 'and', operands, from: range.from, to: range.to };
  }

  #condition(): Condition | null {
    const cursor = this.#cursor;
    const { from, to } = cursor;
    switch (cursor.type.id) {
      case node.Comparison:
        return this.#comparison();
      case node.And:
        return this.#sequence('and', { from, to });
      case node.Or:
        return this.#sequence('or', { from, to });
      case node.Group:
        return this.#deeper(() => this.#sequence(null));
      default:
        return this.#not();
    }
  }

  #deeper(read: () => Condition | null): Condition | null {
    if (this.#depth >= MAX_DEPTH) {
      this.errors.push(tooDeep(this.#cursor.from));
      return null;
    }
    this.#depth += 1;
    const condition = read();
    this.#depth -= 1;
    return condition;
  }

  #not(): Condition | null {
    const cursor = this.#cursor;
    const { from, to } = cursor;
    let operand: Condition | null = null;
    if (cursor.firstChild()) {
      do {
        switch (cursor.type.id) {
          case node.WrongNot:
            if (cursor.to > cursor.from) this.#wrongWord('not');
            break;
          case node.Comparison: {
            const { from, to } = cursor;
            operand = this.#comparison();
            this.#add('not-without-parentheses', { from, to }, 'Put parentheses around what "not" turns round.', [
              {
                label: 'Add parentheses',
                changes: [
                  { from, to: from, insert: '(' },
                  { from: to, to, insert: ')' },
                ],
              },
            ]);
            break;
          }
          case node.Group:
            operand = this.#condition();
            break;
          case node.not:
            break;
          default:
            if (to > cursor.from && cursor.to > cursor.from) this.#unexpected();
            else this.#missing('missing-condition', cursor.from, 'Write what must not hold, in parentheses.');
        }
      } while (cursor.nextSibling());
      cursor.parent();
    }
    return operand && { type: 'not', operand, from, to };
  }

  #comparison(): Comparison | null {
    const cursor = this.#cursor;
    const { from, to } = cursor;
    const errorsBefore = this.errors.length;
    let field: FieldName | null = null;
    let fieldEnd = from;
    let operator: Operator | null = null;
    let operatorRange: Range | null = null;
    let value: Value | null = null;
    if (cursor.firstChild()) {
      do {
        const id = cursor.type.id;
        if (id === node.Field) {
          field = this.#field();
          fieldEnd = cursor.to;
        } else if (cursor.to === cursor.from) {
          // Put in by error recovery: what is missing is told below.
          continue;
        } else if (id === node.WrongField) {
          // In the place of a name, `or "b"` is a value whose condition is left out.
          if (!this.#leftOut(from, to)) this.#wrongField();
          fieldEnd = cursor.to;
        } else if (cursor.type.isError) {
          if (cursor.to > cursor.from) this.#unexpected();
        } else if (id === node.WrongOperator) {
          operatorRange = { from: cursor.from, to: cursor.to };
          const slip = wrongOperator(this.#slice());
          this.#slip(operatorRange, slip);
          operator = slip.means;
        } else if (OPERATOR_OF[id] !== undefined) {
          operatorRange = { from: cursor.from, to: cursor.to };
          operator = OPERATOR_OF[id];
          if ((id === node.NotIn || id === node.NotStartsWith || id === node.NotEndsWith) && !this.#wholeOperator()) {
            operator = null;
          }
        } else if (id === node.List) value = this.#list();
        else value = this.#constant();
      } while (cursor.nextSibling());
      cursor.parent();
    }
    if (fieldEnd === from && this.errors.length === errorsBefore) {
      this.#missing('missing-name', from, 'Write the name of a field.');
    } else if (!operatorRange) {
      if (this.errors.length === errorsBefore && !this.#leftOut(from, to)) this.#missingOperator(fieldEnd, value);
    } else if (!value) {
      if (this.errors.length === errorsBefore)
        this.#missing('missing-value', operatorRange.to, 'Write a value to compare with.');
    } else if (operator && this.errors.length === errorsBefore) {
      this.#operand(operator, operatorRange, value);
    }
    if (field && operatorRange && operator && !isListOperator(operator))
      this.#before = this.#text.slice(field.from, operatorRange.to);
    // What is not whole cannot be checked further; a slip with one clear meaning can.
    if (!field || !operator || !operatorRange || !value) return null;
    if (isListOperator(operator) !== (value.type === 'list')) return null;
    return { type: 'comparison', field, operator, operatorRange, value, from, to };
  }

  /** A value alone, after a comparison: `action = "a" or "b"`. Says so; false when it is something else. */
  #leftOut(from: number, to: number): boolean {
    const value = /^(?:"(.*)"|'(.*)'|([A-Za-z_]\w*))\s*$/.exec(
      this.#text.slice(from, Math.min(to, from + LONGEST_VALUE)),
    );
    if (!value || this.#before === null) return false;
    const range = { from, to: from + value[0].trimEnd().length };
    const whole = `${this.#before} ${quote(value[1] ?? value[2] ?? value[3]!)}`;
    // A word may as well be a name that somebody is typing.
    const place = value[3] === undefined ? range : { from: range.to, to: range.to };
    this.#add('missing-operator', place, 'Write an operator and a value, or the whole condition once more.', [
      replaceFix(`Write ${whole}`, range, whole),
    ]);
    return true;
  }

  #field(): FieldName {
    const { from, to } = this.#cursor;
    const name = this.#slice();
    const path = name.includes('.') ? name.split('.') : [name];
    if (RESERVED.has(path[0]!)) {
      this.#add(
        'reserved-name',
        { from, to: from + path[0]!.length },
        `"${path[0]}" is a word of the language: no name can begin with it.`,
      );
    }
    return { name, path, from, to };
  }

  #wrongField(): void {
    const { from, to } = this.#cursor;
    const name = this.#slice();
    const bare = name.slice(1, -1);
    if (/^["']/.test(name)) {
      const fixes = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(bare)
        ? [replaceFix('Remove the quotes', { from, to }, bare)]
        : [];
      this.#add('quoted-name', { from, to }, 'Write the name of the field without quotes.', fixes);
    } else {
      const plain = name.replace(/[./]+/g, '.').replace(/^[.@$]+|\.$/g, '');
      this.#add(
        'bad-name',
        { from, to },
        'A name has letters from A to Z, digits and "_", and dots between its parts, none of which begins with a digit.',
        isFieldName(plain) ? [replaceFix(`Write "${plain}"`, { from, to }, plain)] : [],
      );
    }
  }

  #list(): ListValue | null {
    const cursor = this.#cursor;
    const { from, to } = cursor;
    const items: Constant[] = [];
    let bracket = '';
    let closed = false;
    let end = from;
    let before: 'start' | 'item' | 'comma' = 'start';
    let comma: Range = { from, to };
    let early: Range | null = null;
    if (!cursor.firstChild()) return null;
    do {
      const { from, to, name } = cursor;
      if (early && to > from) {
        this.#add('unexpected', early, 'The list goes on behind this bracket.', [replaceFix('Remove it', early, '')]);
        early = null;
      }
      if (name === '(' || name === '[') bracket = name;
      else if (name === ')' || name === ']') closed = true;
      else if (name === ',') {
        if (before !== 'item') this.#missing('missing-value', from, 'Write a value before this comma.');
        before = 'comma';
        comma = { from, to };
      } else if (cursor.type.id === node.WrongComma) {
        this.#add('missing-comma', { from, to }, 'Put a comma between the values.', [
          replaceFix('Write ","', { from: end, to }, ','),
        ]);
        before = 'comma';
        comma = { from, to };
      } else if (cursor.type.isError) {
        if (to > from) {
          const text = this.#slice();
          if (before === 'item' && /^["'\w]/.test(text)) {
            this.#add('missing-comma', { from, to }, 'Put a comma between the values.', [
              replaceFix('Add ","', { from: end, to: end }, ','),
            ]);
          } else if (/^[)\]]$/.test(text)) {
            closed = true;
            const right = bracket === '[' ? ']' : ')';
            // The right one comes too early; what is missing is told below, unless the list goes on.
            if (text === right && before !== 'item') early = { from, to };
            else {
              this.#add('wrong-bracket', { from, to }, `Close the list with "${right}".`, [
                replaceFix(`Write "${right}"`, { from, to }, right),
              ]);
            }
          } else this.#unexpected();
        }
      } else {
        if (before === 'item') {
          this.#add('missing-comma', { from, to }, 'Put a comma between the values.', [
            replaceFix('Add ","', { from: end, to: end }, ','),
          ]);
        }
        const item = this.#constant();
        if (item) items.push(item);
        before = 'item';
      }
      if (to > from) end = to;
    } while (cursor.nextSibling());
    cursor.parent();
    if (before === 'comma') {
      if (closed) {
        this.#add('trailing-comma', comma, 'Remove the comma after the last value.', [
          replaceFix('Remove ","', comma, ''),
        ]);
      } else this.#missing('missing-value', end, 'Write the next value of the list.');
    } else if (before === 'start') {
      if (closed) this.#add('empty-list', { from, to }, 'Write at least one value between the brackets.');
      else this.#missing('missing-value', end, 'Write the first value of the list.');
    }
    if (!closed && before === 'item') {
      const right = bracket === '[' ? ']' : ')';
      this.#add('missing-parenthesis', { from, to: from + 1 }, `Close this list with "${right}".`, [
        replaceFix(`Add "${right}"`, { from: end, to: end }, right),
      ]);
    }
    if (items.length === 0) return null;
    return bracket === '[' ? { type: 'list', items, brackets: true, from, to } : { type: 'list', items, from, to };
  }

  #constant(): Constant | null {
    const { type, from, to } = this.#cursor;
    switch (type.id) {
      case node.String:
        return { type: 'string', value: decodeString(this.#slice()), from, to };
      case node.Number:
        return { type: 'number', text: this.#slice(), from, to };
      case node.True:
      case node.False:
        return { type: 'boolean', value: type.id === node.True, from, to };
      case node.None:
        return { type: 'none', from, to };
      case node.RelativeTime:
        return { type: 'time', ...readRelativeTime(this.#slice())!, from, to };
      default: {
        if (/^(?:and|or)$/.test(this.#slice())) {
          this.#add('missing-value', { from, to }, `Write a value before "${this.#slice()}".`);
          return null;
        }
        const slip = wrongConstant(type.id, this.#slice());
        this.#slip({ from, to }, slip);
        return slip.means && { ...slip.means, from, to };
      }
    }
  }

  /** What the grammar lets through although no query has it: a value that its operator does not take. */
  #operand(operator: Operator, operatorRange: Range, value: Value): void {
    if (isListOperator(operator)) {
      if (value.type === 'list') return;
      this.#add('operand-type', value, `"${operator}" needs a list, such as ("a", "b").`, [
        {
          label: 'Make it a list',
          changes: [
            { from: value.from, to: value.from, insert: '(' },
            { from: value.to, to: value.to, insert: ')' },
          ],
        },
      ]);
    } else if (value.type === 'list') {
      const list = operator === '=' ? 'in' : operator === '!=' ? 'not in' : null;
      this.#add(
        'operand-type',
        value,
        list ? `Use "${list}" to compare with a list.` : `"${operator}" takes one value, not a list.`,
        list ? [replaceFix(`Write "${list}"`, operatorRange, spaced(this.#text, operatorRange, list))] : [],
      );
    } else if (isTextOperator(operator) && value.type !== 'string') {
      const text = this.#text.slice(value.from, value.to);
      this.#add('operand-type', value, `"${operator}" looks for text: put the value in quotes.`, [
        replaceFix('Add quotes', value, `"${text}"`),
      ]);
    } else if (/[<>]/.test(operator) && (value.type === 'boolean' || value.type === 'none')) {
      this.#add('operand-type', value, `True, False and None have no order: use "=" or "!=".`, [
        replaceFix('Write "="', operatorRange, '='),
        replaceFix('Write "!="', operatorRange, '!='),
      ]);
    }
  }

  #wholeOperator(): boolean {
    const { from } = this.#cursor;
    const to = from + this.#slice().trimEnd().length;
    if (/^not[^]*(in|startswith|endswith)$/.test(this.#slice()) && !this.#hasErrorChild()) return true;
    const sign = /^not\s*(=|~)$/.exec(this.#text.slice(from, to))?.[1];
    const fixes = sign ? [replaceFix(`Write "!${sign}"`, { from, to }, `!${sign}`)] : [];
    this.#add('wrong-operator', { from, to }, 'After "not" write startswith, endswith or in.', fixes);
    return false;
  }

  #hasErrorChild(): boolean {
    const cursor = this.#cursor;
    let found = false;
    if (cursor.firstChild()) {
      do found ||= cursor.type.isError;
      while (cursor.nextSibling());
      cursor.parent();
    }
    return found;
  }

  #wrongWord(word: 'and' | 'or' | 'not'): void {
    const { from, to } = this.#cursor;
    this.#add('wrong-word', { from, to }, `Write "${word}" instead of "${this.#slice()}".`, [
      replaceFix(`Write "${word}"`, { from, to }, spaced(this.#text, { from, to }, word)),
    ]);
  }

  #missingWord(end: number, next: number): void {
    // Taken for the value that is missing, and told there.
    if (/[\s=<>~](?:and|or)$/.test(this.#text.slice(Math.max(0, end - 4), end))) return;
    this.#add('missing-word', { from: end, to: next }, 'Write "and" or "or" between two conditions.', [
      replaceFix('Add "and"', { from: end, to: next }, ' and '),
      replaceFix('Add "or"', { from: end, to: next }, ' or '),
    ]);
  }

  #missingCondition(from: number, to: number): void {
    this.#add('missing-condition', { from, to }, `Write a condition before "${this.#text.slice(from, to)}".`);
  }

  #missingOperator(end: number, value: Value | null): void {
    if (!value) this.#missing('missing-operator', end, 'Write an operator, such as =, and a value.');
    else {
      this.#add(
        'missing-operator',
        { from: end, to: value.from },
        'Write an operator between the name and the value.',
        [replaceFix('Add "="', { from: end, to: value.from }, ' = ')],
      );
    }
  }

  /** Something the text lacks at this place; it can do without, if nothing asks for it. */
  #missing(code: string, at: number, message: string, asking: Range | null = null): void {
    const fixes = asking ? [replaceFix(`Remove "${this.#text.slice(asking.from, asking.to).trim()}"`, asking, '')] : [];
    this.#add(code, { from: at, to: at }, message, fixes);
  }

  #unexpected(): void {
    const { from, to } = this.#cursor;
    const last = this.errors[this.errors.length - 1];
    // What was skipped token by token is one piece to the reader.
    if (last?.code === 'unexpected' && this.#text.slice(last.to, from).trim() === '') {
      this.errors[this.errors.length - 1] = {
        ...last,
        to,
        fixes: [replaceFix('Remove it', { from: last.from, to }, '')],
      };
      return;
    }
    const { code, message, fixes } = mistake(this.#slice(), { from, to });
    this.#add(code, { from, to }, message, fixes);
  }

  #slip(range: Range, slip: Slip<unknown>): void {
    const fixes: Fix[] = slip.fixes.map(({ label, insert }) =>
      replaceFix(label, range, spaced(this.#text, range, insert)),
    );
    this.#add(slip.code, range, slip.message, fixes);
  }

  #add(code: string, range: Range, message: string, fixes: Fix[] = []): void {
    if (this.errors.length >= MAX_ERRORS) return;
    this.errors.push({ from: range.from, to: range.to, severity: 'error', code, message, fixes });
  }

  #slice(): string {
    return this.#text.slice(this.#cursor.from, this.#cursor.to);
  }
}

/** The text to put in the place of a range, with blanks where a word would otherwise run into another one. */
function spaced(text: string, { from, to }: Range, insert: string): string {
  const word = /\w/;
  const left = word.test(insert[0] ?? '') && /[\w"')\]]/.test(text[from - 1] ?? '') ? ' ' : '';
  const right = word.test(insert[insert.length - 1] ?? '') && /[\w"']/.test(text[to] ?? '') ? ' ' : '';
  return left + insert + right;
}
