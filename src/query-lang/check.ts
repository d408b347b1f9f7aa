import { checkComparison } from './check-comparison.js';
import { checkLogic } from './check-logic.js';
import { replaceFix, type Diagnostic } from './diagnostic.js';
import { hasOperator } from './has-operator.js';
import { readQuery } from './parser.js';
import { comparisons, type Condition } from './query.js';
import { readSearchTerms } from './search-terms.js';
import type { Schema } from './schema.js';

/**
 * Everything there is to say about a text, in the order of the text: what is not in the language, what the schema does not
 * know, what cannot hold or is hardly meant. Errors that mean no more than that somebody is still typing at the end are left
 * out; `parse` has them. Never throws.
 */
export function check(text: string, schema: Schema): Diagnostic[] {
  if (!hasOperator(text)) return checkText(text);
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

function checkCondition(
  text: string,
  condition: Condition,
  errors: readonly Diagnostic[],
  schema: Schema,
): Diagnostic[] {
  // A text without its closing quote is not yet the value somebody means.
  const unfinished = errors.filter(error => error.code === 'missing-quote');
  const whole = comparisons(condition).filter(
    ({ from, to }) => !unfinished.some(error => error.from >= from && error.to <= to),
  );
  return [
    ...whole.flatMap(comparison => checkComparison(comparison, text, schema)),
    ...checkLogic(text, condition, schema),
  ];
}

const SMART_PHRASE = /[“”„«]([^“”„«»"]*)[“”»]/g;

/** Plain words are never wrong; these are the ways in which they may not be what was meant. */
function checkText(text: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const info = (code: string, from: number, to: number, message: string, label: string, insert: string): void => {
    found.push({ from, to, severity: 'info', code, message, fixes: [replaceFix(label, { from, to }, insert)] });
  };
  for (const match of text.matchAll(SMART_PHRASE)) {
    const message = 'Use straight quotes to search for a phrase.';
    info('smart-quotes', match.index, match.index + match[0].length, message, 'Use straight quotes', `"${match[1]!}"`);
  }
  const terms = readSearchTerms(text);
  for (const { text: term, from, to } of terms) {
    if (/^["'].+/.test(term) && text.startsWith(term, from)) {
      const end = text.trimEnd().length;
      found.push({
        from,
        to,
        severity: 'info',
        code: 'missing-quote',
        message: `Close the phrase with ${term[0]}, or the quote is searched for as well.`,
        fixes: [replaceFix(`Add ${term[0]}`, { from: end, to: end }, term[0]!)],
      });
      break;
    }
    // The last word may be the beginning of a longer one.
    if (to < text.trimEnd().length && /^(and|or|not)$/i.test(term) && text.slice(from, to) === term) {
      const message = `"${term}" is searched for like every other word: all of them have to occur.`;
      info('text-word', from, to, message, `Remove "${term}"`, '');
    }
  }
  return found.sort((a, b) => a.from - b.from);
}
