import { checkCondition } from './check-condition.js';
import { checkText } from './check-text.js';
import type { Diagnostic } from './diagnostic.js';
import { hasOperator } from './has-operator.js';
import { readQuery } from './parser.js';
import type { Schema } from './schema.js';

/**
 * Everything there is to say about a text, in the order of the text: what is not in the language, what the schema does not
 * know, what cannot hold or is hardly meant. Errors that mean no more than that somebody is still typing at the end are left
 * out; `parse` has them. Never throws.
 */
export function check(text: string, schema: Schema): Diagnostic[] {
  if (!hasOperator(text)) return checkText(text, schema);
  const { condition, errors } = readQuery(text);
  const found = errors.filter(error => !isStillTyping(text, error));
  if (condition) found.push(...checkCondition(text, condition, errors, schema));
  return found.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Nothing follows what is missing, or a dot or an operator has just been begun. */
function isStillTyping(text: string, { code, from, to }: Diagnostic): boolean {
  if (text.slice(to).trim() !== '') return false;
  return from === to || (code === 'unexpected' && /^[.!-]$/.test(text.slice(from, to)));
}
