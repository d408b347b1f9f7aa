import { readSearchTerms } from './search-terms.js';

const SYMBOL = /[=<>~]/;
const SYMBOL_OR_QUOTE = /[=<>~"']/;
/**
 * Operators in words, ours and those that people take for ours: `startswith` and `endswith` after some other word; the others
 * in front of something quoted or a list; `is` between one word and a constant, `after` and its like between one word and a
 * date, a colon in front of something quoted or on both sides of `and`. Nobody searches for words like these.
 */
const WORD = new RegExp(
  [
    '\\S\\s+(?:starts|ends)with(?![\\w.])',
    "\\S\\s+(?:i?like|contains?|has|match(?:es)?|includes?|equals?(?: to)?|eq|ne|i[sn]|is not|isn't|(?:not|is) in|(?:starts?|begins?|ends?) with)\\s*[\"'([]",
    '\\w:\\s*["\']',
    '(?:^|[(]|\\s(?:and|or)\\s)\\s*(?:not\\s+)?[a-z_][\\w.]*\\s+is(?:\\s+not)?\\s+(?:none|null|true|false)\\s*(?:$|[)]|(?:and|or)\\s)',
    '^[\\s(]*[a-z_][\\w.]*\\s+(?:is\\s+)?(?:after|before|since|until)\\s+["\']?\\d{4}-\\d',
    '(?:^|[\\s(])[a-z_][\\w.]*:(?![/\\s])\\S{1,80}\\s+(?:and|or)\\s+[a-z_][\\w.]*:(?!/)\\S',
  ].join('|'),
  'i',
);

/**
 * A name and a colon or a word like an operator, a word that queries in any language begin with, a time: plain words, but perhaps
 * not what was meant. `check` looks closer.
 */
const NEARLY = new RegExp(
  [
    '^[-+!\\s(]*[a-z_][\\w.]*(?:\\s*[:：＝](?![/])|\\s+(?:is|in|not|between|i?like|contains?|equals?|eq|ne|has|match(?:es)?|starts?|begins?|ends?|before|after|since|until|last|today|yesterday)\\s)',
    '^[-+!\\s(]*(?:select|where|not|no|has|missing|exists|from|action|app|user|client_ip|ip|created|brand|event_uuid|since|last|past|[\\w]+\\.[\\w.]+)\\s+\\S',
    '^\\s*(?:(?:not\\s+)?exists\\s*[(]|contains\\s*[(]|[a-z_][\\w.]*\\.\\w+[(]|(?:today|yesterday|[*]?\\w*[*]|-\\w+)\\s*$)',
  ].join('|'),
  'i',
);

/** Whether plain words look like a query in another language, so that it is worth having them checked. */
export function isNearQuery(text: string): boolean {
  return NEARLY.test(text) && !hasOperator(text);
}

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

/** The text with a mere `"` in the place of every quoted phrase; of a date in quotes its beginning stays. */
function withoutPhrases(text: string): string {
  let result = '';
  let at = 0;
  for (const { from, to } of readSearchTerms(text)) {
    const mark = text[from];
    if ((mark !== '"' && mark !== "'") || to - from < 2 || text[to - 1] !== mark) continue;
    result += `${text.slice(at, from)}"${/^\d{4}-\d/.exec(text.slice(from + 1, from + 7))?.[0] ?? ''}`;
    at = to;
  }
  return result + text.slice(at);
}
