import { checkComparison } from './check-comparison.js';
import { checkLogic } from './check-logic.js';
import { applyFix, replaceFix, type Diagnostic } from './diagnostic.js';
import { fixAll } from './fix-all.js';
import { format } from './format.js';
import { hasOperator } from './has-operator.js';
import { readQuery } from './parser.js';
import { comparisons, type Condition } from './query.js';
import { isTime } from './resolve.js';
import { readSearchTerms } from './search-terms.js';
import { isResolved, resolveField, type Schema } from './schema.js';

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

function checkCondition(
  text: string,
  condition: Condition,
  errors: readonly Diagnostic[],
  schema: Schema,
): Diagnostic[] {
  // A text without its closing quote is not yet the value somebody means, nor is the beginning of `5 days ago`.
  const unfinished = errors.filter(error => error.code === 'missing-quote' || error.code === 'bad-time');
  const whole = comparisons(condition).filter(
    ({ from, to }) => !unfinished.some(error => error.from < to && error.to > from),
  );
  return [
    ...whole.flatMap(comparison => checkComparison(comparison, text, schema)),
    ...checkLogic(text, condition, schema),
  ];
}

function nearQuery(text: string, meant: string): Diagnostic {
  const to = text.trimEnd().length;
  const range = { from: to - text.trim().length, to };
  const message = 'This looks for events that hold all of these words. Did you mean a query?';
  return {
    ...range,
    severity: 'info',
    code: 'near-query',
    message,
    fixes: [replaceFix(`Write ${meant}`, range, meant)],
  };
}

/** Longer texts are pasted, not typed as a query. */
const LONGEST_NEAR = 200;
/** Each round makes every fix there is; a fix may show the next problem. */
const ROUNDS = 4;

/** The query that plain words become when every slip in them is mended, if it is one about fields that the schema knows. */
function queryMeant(text: string, schema: Schema): string | null {
  if (text.length > LONGEST_NEAR || !/^[\s(]*[a-z_]/i.test(text)) return null;
  // "action in login, logout"
  let meant = text.replace(/(\sin\s+)([\w.-]+(?:\s*,\s*[\w.-]+)*)/gi, '$1($2)');
  let bare = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { condition, errors } = readQuery(meant);
    const problems = condition
      ? [...errors, ...checkCondition(meant, condition, errors, schema).filter(({ severity }) => severity === 'error')]
      : errors;
    // Somebody may as well look for "user" and "bob".
    bare ||= problems.some(({ code }) => code === 'missing-operator');
    if (bare && problems.some(({ code }) => code === 'needs-path')) return null;
    if (problems.length === 0) return condition && isLikely(condition, bare, schema) ? format(meant) : null;
    const fix = fixAll(problems, '', 1);
    if (!fix) return null;
    meant = applyFix(meant, fix);
  }
  return null;
}

/** Of words without anything like an operator, only a field and one value for it are taken for a condition. */
function isLikely(condition: Condition, bare: boolean, schema: Schema): boolean {
  if (bare && condition.type !== 'comparison') return false;
  return comparisons(condition).every(({ field }) => {
    const resolution = resolveField(schema, field.path);
    if (!isResolved(resolution) || !resolution.field || resolution.field.absence) return false;
    return !bare || !(resolution.moved || isTime(resolution.field));
  });
}

const SMART_PHRASE = /[“”„«]([^“”„«»"]*)[“”»]/g;

/** Plain words are never wrong; these are the ways in which they may not be what was meant. */
function checkText(text: string, schema: Schema): Diagnostic[] {
  const meant = queryMeant(text, schema);
  if (meant !== null) return [nearQuery(text, meant)];
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
