import { ExternalTokenizer } from '@lezer/lr';
import { operatorWords as token } from './event-query.grammar.terms.js';
import type { Operator } from './query.js';

/** How other languages, and people, say in words what our operators mean. In any case, with any blanks between the words. */
const WORDS: readonly (readonly [Operator, string])[] = [
  ['=', 'is, eq, equal, equals, equal to, equals to, is equal to'],
  ['!=', "is not, isn't, ne, neq, not equal, not equals, not equal to, is not equal to"],
  ['~', 'like, ilike, has, contain, contains, include, includes, match, matches, regex, regexp, rlike'],
  [
    '!~',
    "not like, not ilike, not contain, not contains, not include, not includes, not match, not matches, does not contain, doesn't contain, does not include, does not match",
  ],
  ['startswith', 'startswith, starts with, start with, begins with, begin with, starts_with'],
  ['not startswith', 'not startswith, not starts with, does not start with, not begins with, does not begin with'],
  ['endswith', 'endswith, ends with, end with, ends_with'],
  ['not endswith', 'not endswith, not ends with, does not end with'],
  ['in', 'in, is in, is one of, one of, any of'],
  ['not in', 'not in, is not in, is not one of, not one of, none of'],
  ['>', 'gt, greater than, is greater than, more than, is more than, after, is after'],
  ['>=', 'gte, ge, at least, is at least, since'],
  ['<', 'lt, less than, is less than, before, is before, until'],
  ['<=', 'lte, le, at most, is at most'],
];

const MEANT = new Map(WORDS.flatMap(([operator, names]) => names.split(', ').map(name => [name, operator] as const)));

/** The operator that was meant, or null. */
export function operatorMeant(text: string): Operator | null {
  return MEANT.get(text.toLowerCase().replace(/\s+/g, ' ')) ?? null;
}

const LONGEST = 40;
const PATTERN = new RegExp(
  `^(?:${[...MEANT.keys()]
    .sort((a, b) => b.length - a.length)
    .map(name => name.replaceAll(' ', '\\s+'))
    .join('|')})(?![\\w.])`,
  'i',
);
/** The language's own words, written as it writes them. */
const OWN = /^(?:not\s+)?(?:in|startswith|endswith)$/;

/** For the grammar: an operator in words where an operator is expected, as one token. */
export const operatorWords = new ExternalTokenizer(input => {
  let text = '';
  for (let char = input.next; text.length < LONGEST && char > 0 && isPart(char); char = input.peek(text.length))
    text += String.fromCharCode(char);
  const found = text === '' ? undefined : PATTERN.exec(text)?.[0];
  if (found !== undefined && !OWN.test(found)) input.acceptToken(token, found.length);
});

/** What such words are made of: letters, `_`, `'`, blanks; and a digit or a dot, which would make a name of them. */
function isPart(code: number): boolean {
  return /[\w.'\s]/.test(String.fromCharCode(code));
}
