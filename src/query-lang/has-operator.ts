import { readSearchTerms } from './search-terms.js';

const SYMBOL = /[=<>~]/;
const SYMBOL_OR_QUOTE = /[=<>~"']/;
/** `startswith` and `endswith` after some other word; `in` and its like, or a colon, in front of something quoted or a list. */
const WORD = /\S\s+(?:starts|ends)with(?![\w.])|\S\s+(?:in|is|has|like|contains|matches|equals)\s*["'([]|\w:\s*["']/i;

/**
 * Whether a text is meant as a query: it holds an operator that does not stand inside a quoted phrase.
 *
 * `and`, `or`, `not` and `in` alone do not make a query, for people search for "log in" and "not found". A condition cannot do
 * without an operator, so every text that is a query has one.
 */
export function hasOperator(text: string): boolean {
  const first = SYMBOL_OR_QUOTE.exec(text)?.[0];
  if (first !== undefined && SYMBOL.test(first)) return true;
  if (first === undefined) return WORD.test(text);
  const bare = withoutPhrases(text);
  return SYMBOL.test(bare) || WORD.test(bare);
}

/** The text with a mere `"` in the place of every quoted phrase. */
function withoutPhrases(text: string): string {
  let result = '';
  let at = 0;
  for (const { from, to } of readSearchTerms(text)) {
    const mark = text[from];
    if ((mark !== '"' && mark !== "'") || to - from < 2 || text[to - 1] !== mark) continue;
    result += `${text.slice(at, from)}"`;
    at = to;
  }
  return result + text.slice(at);
}
