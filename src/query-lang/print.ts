import { NotExpressible, toDjangoql } from './djangoql.js';
import type { Schema } from './schema.js';
import { hasOperator } from './has-operator.js';
import { type Condition, type Constant, type Query, type TextSearch, type Value } from './query.js';
import { formatRelativeTime } from './relative-time.js';
import { phrase } from './search-terms.js';
import { quote, quoteForDjangoql } from './strings.js';

export { NotExpressible };

export interface PrintOptions {
  /** The language to write: ours (the default), or the one that authentik and other users of DjangoQL read. */
  readonly dialect?: 'event-query' | 'djangoql';
  /** What relative times count from, which DjangoQL lacks: a `Date` or milliseconds. Default: the moment of printing. */
  readonly now?: Date | number;
  /** The schema of the server that will read it. Default: that of events (`eventSchema`). */
  readonly schema?: Schema;
}

/**
 * Writes a query as text that means the same in the chosen language. Chains that mix `and` with `or` have parentheses, so that
 * readers with another precedence understand the same, too.
 *
 * @throws NotExpressible with the range of what DjangoQL has no words for.
 */
export function print(query: Query, options: PrintOptions = {}): string {
  const djangoql = options.dialect === 'djangoql';
  if (query.type === 'text') return printText(query, djangoql);
  return djangoql ? printCondition(toDjangoql(query, options), quoteForDjangoql) : printCondition(query, quote);
}

/** Writes a text as a string token. */
type Quote = (text: string) => string;

function printCondition(condition: Condition, quote: Quote): string {
  switch (condition.type) {
    case 'not':
      return `not (${printCondition(condition.operand, quote)})`;
    case 'and':
    case 'or':
      return condition.operands.map(operand => inChain(operand, quote)).join(` ${condition.type} `);
    default:
      return `${condition.field.name} ${condition.operator} ${printValue(condition.value, quote)}`;
  }
}

function inChain(operand: Condition, quote: Quote): string {
  const text = printCondition(operand, quote);
  return operand.type === 'and' || operand.type === 'or' ? `(${text})` : text;
}

function printValue(value: Value, quote: Quote): string {
  if (value.type !== 'list') return printConstant(value, quote);
  return `(${value.items.map(item => printConstant(item, quote)).join(', ')})`;
}

export function printConstant(constant: Constant, quoteText: Quote = quote): string {
  switch (constant.type) {
    case 'string':
      return quoteText(constant.value);
    case 'number':
      return constant.text;
    case 'boolean':
      return constant.value ? 'True' : 'False';
    case 'none':
      return 'None';
    default:
      return formatRelativeTime(constant);
  }
}

/** Words that mean themselves wherever they stand. */
const PLAIN_WORD = /^[^\s,"'=<>~\\]+$/;

/** Search terms, quoted where they would otherwise fall apart. authentik's server splits them in the same way. */
function printText({ terms }: TextSearch, apostrophes: boolean): string {
  const plain = (term: string): boolean => PLAIN_WORD.test(apostrophes ? term : term.replace(/(?!^)'/g, ''));
  const text = terms.map(term => (plain(term.text) ? term.text : phrase(term.text))).join(' ');
  return hasOperator(text) ? terms.map(term => phrase(term.text)).join(' ') : text;
}
