import { foldCase } from '../model/fold.js';

/** One term of a plain-text search: what is looked for, and where it stands in the text (UTF-16, half-open). */
export interface SearchTerm {
  /** The term as typed, without the quotes of a phrase and with its escapes decoded. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What separates terms besides the comma. Python's `str.split` and JavaScript's `\s` differ at the edges; this is both. */
const SPACE = /[\s\u001c-\u001f\u0085]/u;

/**
 * The terms of a plain-text search, in their order.
 *
 * Terms are split on spaces and commas. A double or single quote *at the start of a term* opens a phrase, which keeps its
 * spaces and commas up to the same quote; in it `\"`, `\'` and `\\` stand for the bare character. A quote inside a word is a
 * letter (`O'Brien`), and so is a quote that is never closed: `"reset your` looks for `"reset` and for `your`, as
 * authentik's server does. Empty phrases are no terms. U+0000 is left out, as on the server: no database text holds it.
 */
export function readSearchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  // Once a kind of quote is known to have no end, it has none further on either: this keeps the scan linear.
  const endless = new Set<string>();
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (isSeparator(char)) {
      at += 1;
      continue;
    }
    const from = at;
    let term: string | undefined;
    if ((char === '"' || char === "'") && !endless.has(char)) {
      const end = closingQuote(text, from);
      if (end < 0) endless.add(char);
      else {
        term = text.slice(from + 1, end).replace(/\\(["'\\])/g, '$1');
        at = end + 1;
      }
    }
    if (term === undefined) {
      while (at < text.length && !isSeparator(text[at]!)) at += 1;
      term = text.slice(from, at);
    }
    term = term.replaceAll('\0', '');
    if (term !== '') terms.push({ text: term, from, to: at });
  }
  return terms;
}

/** The terms of a plain-text search as they are compared: {@link readSearchTerms}, folded by `foldCase`. */
export function searchTerms(text: string): string[] {
  return readSearchTerms(text).map(term => foldCase(term.text));
}

/** A text as one quoted term. */
export function phrase(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** The index of the quote that closes the one at `open`, or -1. */
function closingQuote(text: string, open: number): number {
  const quote = text[open]!;
  for (let at = open + 1; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === quote) return at;
  }
  return -1;
}

function isSeparator(char: string): boolean {
  return char === ' ' || char === ',' || SPACE.test(char);
}
