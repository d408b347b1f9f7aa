import type { Fix } from './diagnostic.js';
import { replaceFix } from './diagnostic.js';
import { BadString, OpenString, SmartString, WrongNumber } from './event-query.grammar.terms.js';
import { operatorMeant } from './operator-words.js';
import type { Constant, Operator, Range } from './query.js';
import { decodeEscapes, quote } from './strings.js';

/** A known mistake: what to say, what to write instead, and what was meant when that is beyond doubt. */
export interface Slip<Meaning> {
  readonly code: string;
  readonly message: string;
  readonly fixes: readonly { readonly label: string; readonly insert: string }[];
  readonly means: Meaning | null;
}

type WithoutPlace<T> = T extends Range ? Omit<T, 'from' | 'to'> : never;
type BareConstant = WithoutPlace<Constant>;

/** Signs of other languages. */
const SIGNS: Readonly<Record<string, Operator>> = {
  '==': '=',
  '===': '=',
  ':': '=',
  '!==': '!=',
  '=!': '!=',
  '<>': '!=',
  '=<': '<=',
  '=>': '>=',
  '=~': '~',
  '~=': '~',
  '*=': '~',
  '^=': 'startswith',
  '$=': 'endswith',
};

export function wrongOperator(text: string): Slip<Operator> {
  const means = SIGNS[text] ?? operatorMeant(text);
  return {
    code: 'wrong-operator',
    message: means ? `Write "${means}" instead of "${text}".` : `"${text}" is no operator.`,
    fixes: means ? [{ label: `Write "${means}"`, insert: means }] : [],
    means,
  };
}

/** How other languages spell the constants. */
const CONSTANT_MEANT: Readonly<Record<string, readonly [string, BareConstant]>> = {
  true: ['True', { type: 'boolean', value: true }],
  false: ['False', { type: 'boolean', value: false }],
  none: ['None', { type: 'none' }],
  null: ['None', { type: 'none' }],
  nil: ['None', { type: 'none' }],
  undefined: ['None', { type: 'none' }],
  now: ['now', { type: 'time', anchor: 'now', amount: 0, unit: 'd' }],
  today: ['today', { type: 'time', anchor: 'today', amount: 0, unit: 'd' }],
  yesterday: ['today-1d', { type: 'time', anchor: 'today', amount: 1, unit: 'd' }],
};

export function wrongConstant(id: number, text: string): Slip<BareConstant> {
  switch (id) {
    case SmartString: {
      const value = text.replace(/^.|["'“”»‘’]$/gu, '');
      return quoted('smart-quotes', 'Use straight quotes.', value);
    }
    case OpenString:
      return quoted(
        'missing-quote',
        `Close the text with ${text[0]}.`,
        decodeEscapes(text.slice(1).trimEnd().replace(/\\$/, '')),
        text[0],
      );
    case BadString: {
      // Every backslash that begins no escape is taken for a backslash.
      const repaired = text.replace(/\\(?:["'\\/bfnrt]|u[0-9A-Fa-f]{4}|)/g, escape =>
        escape === '\\' ? '\\\\' : escape,
      );
      return {
        code: 'bad-escape',
        message: 'Write a backslash as "\\\\".',
        fixes: [{ label: 'Double the backslash', insert: repaired }],
        means: { type: 'string', value: decodeEscapes(repaired.slice(1, -1)) },
      };
    }
    case WrongNumber:
      return wrongNumber(text);
    default: {
      const constant = Object.hasOwn(CONSTANT_MEANT, text.toLowerCase())
        ? CONSTANT_MEANT[text.toLowerCase()]
        : undefined;
      if (constant) {
        return {
          code: 'wrong-constant',
          message: `Write ${constant[0]} instead of ${text}.`,
          fixes: [
            { label: `Write ${constant[0]}`, insert: constant[0] },
            { label: 'Add quotes', insert: quote(text) },
          ],
          means: constant[1],
        };
      }
      if (/^(now|today)[-+]/i.test(text)) {
        // `now-7days`, `now-5min`, `NOW-1H`, `today-1`
        const [, anchor = '', amount = '', unit = ''] =
          /^(now|today)-(\d{1,9})(d|h|m|s|w|(?:day|hour|hr|minute|min|second|sec|week)s?)?$/i.exec(text) ?? [];
        const time = `${anchor}-${amount}${unit[0] ?? 'd'}`.toLowerCase();
        const insert = unit || anchor.toLowerCase() === 'today' ? time : null;
        return {
          code: 'bad-time',
          message: 'Write a relative time as now-7d or today-1d, with s, m, h, d or w.',
          fixes: insert === null ? [] : [{ label: `Write ${insert}`, insert }],
          means: null,
        };
      }
      return quoted('missing-quotes', 'Put text in quotes.', text);
    }
  }
}

function wrongNumber(text: string): Slip<BareConstant> {
  if (/[-.:].*[-.:]|^\d+-/.test(text) && !/^[+-]/.test(text))
    return quoted('missing-quotes', 'Put dates and addresses in quotes.', text);
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text
    .replace(/^[+-]|_/g, '')
    .replace(/^0+(?=\d)/, '')
    .replace(/^\./, '0.');
  return {
    code: 'bad-number',
    message: `Write the number as ${sign}${digits}.`,
    fixes: [{ label: `Write ${sign}${digits}`, insert: sign + digits }],
    means: { type: 'number', text: sign + digits },
  };
}

function quoted(code: string, message: string, value: string, mark = '"'): Slip<BareConstant> {
  const label =
    code === 'missing-quote' ? `Add ${mark}` : code === 'smart-quotes' ? 'Use straight quotes' : 'Add quotes';
  return { code, message, fixes: [{ label, insert: quote(value) }], means: { type: 'string', value } };
}

/** What to say of a piece of text that fits nowhere. */
export function mistake(text: string, range: Range): { code: string; message: string; fixes: Fix[] } {
  const remove = replaceFix('Remove it', range, '');
  if (text === ')' || text === ']') {
    return { code: 'extra-parenthesis', message: 'Remove this bracket, or open one before it.', fixes: [remove] };
  }
  const shown = text.length > 20 ? `${text.slice(0, 19)}…` : text;
  return { code: 'unexpected', message: `"${shown}" cannot stand here.`, fixes: [remove] };
}
