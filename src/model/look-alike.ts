/*
 * Names that are not what they look like. The rule is that of Unicode Technical Standard 39 (Unicode Security Mechanisms),
 * level "highly restrictive", word by word: a word is in one script, or mixes only those that are written together. To that
 * come words that are in one script, but in letters of it that all print as ASCII ones.
 *
 * Not found: look-alikes inside ASCII (`rn` for `m`, `1` for `l`), and those of one script among themselves (`ı` for `i`, which
 * is Turkish spelling).
 */

/** Why a name may be taken for another. */
export interface LookAlike {
  /** `mixed`: letters of several scripts in one word. `disguised`: letters that print as ASCII ones, and are not. */
  kind: 'mixed' | 'disguised';
  /** Names of the scripts of the first such word, as Unicode calls them; one for `disguised`. */
  scripts: readonly string[];
  /** What the name, or the word in it, can be read as, where that is ASCII text. */
  resembles?: string;
}

/** UTF-16 units looked at: longer than any host or user name that is one. */
const LOOKED_AT = 300;

const SCRIPTS =
  'Latin Greek Cyrillic Armenian Hebrew Arabic Syriac Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Georgian Hangul Ethiopic Cherokee Khmer Mongolian Hiragana Katakana Bopomofo Han Coptic'
    .split(' ')
    .map((name): [string, RegExp] => [name, new RegExp(`^\\p{Script=${name}}`, 'u')]);

/** Scripts that are written together (UTS 39, 5.2). Latin goes with each of them. */
const TOGETHER = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** Letters that print as an ASCII letter in the usual faces: each one after the letter it looks like. */
const PRINTS_AS =
  'aаαɑ bƄ cсϲ dԁ eе gɡց hһհ iіιі jјϳ lӏǀ nո oоοօ pрρ qԛզ sѕ uυս vνѵ wԝ xхχ yуγ' +
  ' AАΑ BВΒ CСϹ EЕΕ HНΗ IІΙӀ JЈͿ KКΚ MМΜ NΝ OОΟՕ PРΡ SЅՏ TТΤ UՍ XХΧ YҮΥ ZΖ';
const ASCII_OF = new Map(
  PRINTS_AS.split(' ').flatMap(([ascii, ...others]) => others.map((other): [string, string] => [other, ascii!])),
);

const ASCII = /^[\0-\x7f]*$/;
/** A word: letters, their marks and digits. Hosts, user names and addresses fall apart at everything else. */
const WORD = /[\p{L}\p{M}\p{Nd}]+/gu;

/**
 * Whether a name can be taken for another one; null when there is nothing to say of it. Takes hosts, user names, addresses.
 * Looks at the first 300 UTF-16 units; never throws.
 */
export function lookAlike(name: string): LookAlike | null {
  const text = name.length > LOOKED_AT ? name.slice(0, LOOKED_AT) : name;
  if (ASCII.test(text)) return null;
  for (const [word] of text.matchAll(WORD)) {
    if (ASCII.test(word)) continue;
    const scripts = scriptsOf(word);
    const mixed = scripts.length > 1 && !TOGETHER.some(group => scripts.every(script => group.includes(script)));
    const disguised = !mixed && ASCII.test(asciiOf(word));
    if (!mixed && !disguised) continue;
    const reading = [asciiOf(text), asciiOf(word)].find(candidate => ASCII.test(candidate));
    return { kind: mixed ? 'mixed' : 'disguised', scripts, ...(reading !== undefined && { resembles: reading }) };
  }
  return null;
}

/** The scripts of a word's letters. What is common to several, a digit or a long-vowel mark, counts for none. */
function scriptsOf(word: string): string[] {
  const found = new Set<string>();
  for (const char of word) {
    const script = SCRIPTS.find(([, pattern]) => pattern.test(char));
    if (script) found.add(script[0]);
    else if (/\p{L}/u.test(char) && !/\p{Script=Common}/u.test(char)) found.add('Other');
  }
  return [...found];
}

/** The text with each letter as it prints: full-width and mathematical letters are ASCII ones by compatibility. */
function asciiOf(text: string): string {
  return Array.from(text.normalize('NFKC'), char => ASCII_OF.get(char) ?? char).join('');
}
