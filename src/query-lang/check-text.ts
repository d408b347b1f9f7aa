import { replaceFix, type Diagnostic } from './diagnostic.js';
import { nearQuery } from './near-query.js';
import type { Schema } from './schema.js';
import { readSearchTerms } from './search-terms.js';

/** At the beginning: further on they are hardly typed, but pasted with the text that has them. */
const SMART_PHRASE = /^\s*([“”„«]([^“”„«»"]*)[“”»])/d;

/** Plain words are never wrong; these are the ways in which they may not be what was meant. */
export function checkText(text: string, schema: Schema): Diagnostic[] {
  const near = nearQuery(text, schema);
  if (near) return [near];
  const found: Diagnostic[] = [];
  const info = (code: string, from: number, to: number, message: string, label: string, insert: string): void => {
    found.push({ from, to, severity: 'info', code, message, fixes: [replaceFix(label, { from, to }, insert)] });
  };
  const smart = SMART_PHRASE.exec(text);
  if (smart) {
    const [from, to] = smart.indices![1]!;
    info(
      'smart-quotes',
      from,
      to,
      'Use straight quotes to search for a phrase.',
      'Use straight quotes',
      `"${smart[2]!}"`,
    );
  }
  const end = text.trimEnd().length;
  const isExpression = ALTERNATING.test(text);
  // A message in capitals has its words in capitals, too.
  const isLoud = !/\p{Ll}/u.test(text);
  const terms = readSearchTerms(text);
  for (const { text: term, from, to } of terms) {
    const typed = text.slice(from, to);
    if (/^["'][\p{L}\p{N}]/u.test(term) && typed.startsWith(term)) {
      const message = `Close the phrase with ${term[0]}, or the quote is searched for as well.`;
      found.push({ from, to, severity: 'info', code: 'missing-quote', message, fixes: [replaceFix(`Add ${term[0]}`, { from: end, to: end }, term[0]!)] }); // prettier-ignore
      break;
    }
    // The last word may be the beginning of a longer one.
    const isWord = to < end && (isExpression ? /^(?:and|or)$/i : /^(?:AND|OR|NOT)$/).test(typed);
    if (isWord && (isExpression || !isLoud)) {
      const message = `"${term}" is searched for like every other word: all of them have to occur.`;
      info('text-word', from, to, message, `Remove "${term}"`, '');
    }
    const wild = terms.length <= MOST_WILD ? WILDCARD.exec(typed) : null;
    // A mark alone stands for all there is, unless something stands beside it.
    if (wild && (terms.length === 1 || wild[0].length > 1)) {
      const part = wild.groups!.part ?? wild.groups!.inner!;
      const message = `"${typed.endsWith('%') ? '%' : '*'}" is searched for as it is: a part of a word finds the word.`;
      info('wildcard', from, to, message, part === '' ? 'Remove it' : `Write ${part}`, part);
    }
  }
  return found.sort((a, b) => a.from - b.from);
}

/** `login and logout`, and nothing else. */
const ALTERNATING = /^\s*[\w.@-]+(?:\s+(?:and|or)\s+[\w.@-]+)+\s*$/i;

/** In a longer text they are part of what was pasted. */
const MOST_WILD = 2;
/** `log*`, `*login*`, `%login%`, `*`; not `s3:*`, which is a name that events have. */
const WILDCARD = /^(?:(?=.*\*)\*?(?<part>(?:[\w.@-]*\w)?)\*?|%(?<inner>[\w.@-]+)%)$/;
