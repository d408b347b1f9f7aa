import { replaceFix, type Diagnostic } from './diagnostic.js';
import { parser } from './event-query.grammar.js';
import type { Condition, Query } from './query.js';
import { withHabits } from './habits.js';
import { hasOperator } from './has-operator.js';
import { readQuickly } from './quick-reader.js';
import { phrase, readSearchTerms } from './search-terms.js';
import { readTree } from './tree.js';

/** What a text in the search box is. */
export type Kind =
  /** Nothing: no filter. */
  | 'empty'
  /** A query that can run. */
  | 'query'
  /** Words and phrases to look for. */
  | 'text'
  /** Meant as a query, but not one. It is never run, and never searched for as if it were text. */
  | 'broken';

export interface Parsed {
  /** Null when there is nothing to run: the text is empty or broken. */
  readonly query: Query | null;
  readonly kind: Kind;
  /** Why the text is broken; empty otherwise. Ranges are UTF-16, half-open, in the order of the text. */
  readonly errors: readonly Diagnostic[];
}

/** Reads a text. Never throws; takes time linear in the length. */
export function parse(text: string): Parsed {
  if (!hasOperator(text)) return plainText(text);
  const query = readQuickly(text);
  return query ? { query, kind: 'query', errors: [] } : readQuery(text);
}

/** What {@link parse} finds, and of a broken text the conditions that can be made out all the same. */
export function readQuery(text: string): Parsed & { readonly condition: Condition | null } {
  // Lezer's tokens cannot hold half of a surrogate pair. To its eyes it becomes U+FFFD; what is read is the text itself.
  const { condition, errors } = readTree(
    text,
    parser.parse(HALF_PAIR.test(text) ? text.replace(HALF_PAIRS, '\ufffd') : text),
  );
  if (condition && errors.length === 0) return { query: condition, kind: 'query', errors, condition };
  const told = withHabits(text, LIKE_A_QUERY.test(text) && MARK.test(text) ? errors : withTextFix(text, errors));
  return { query: null, kind: 'broken', errors: told, condition };
}

const HALF_PAIR = /\p{Surrogate}/u;
const HALF_PAIRS = /\p{Surrogate}/gu;

const LIKE_A_QUERY = /^[\s(]*(?:not\b[\s(]*)?["'\w.-]+\s*(?:[=<>~]|:(?![/])|!=|!~|\w+\b)/i;

/** What is all words is a query only by the look of it. */
const MARK = /["'=<>~([]/;

/** Somebody may have pasted an address or a piece of code to search for: then the way out is a phrase. */
function withTextFix(text: string, [first, ...others]: Diagnostic[]): Diagnostic[] {
  if (!first) return [];
  const fix = replaceFix('Search for it as text', { from: 0, to: text.length }, phrase(text.trim()));
  return [{ ...first, fixes: [...first.fixes, fix] }, ...others];
}

function plainText(text: string): Parsed {
  const terms = readSearchTerms(text);
  if (terms.length === 0) return { query: null, kind: 'empty', errors: [] };
  const query = { type: 'text', terms, from: terms[0]!.from, to: terms[terms.length - 1]!.to } as const;
  return { query, kind: 'text', errors: [] };
}
