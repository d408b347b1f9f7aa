/**
 * Letters that case folding may change. A superset: `ß` is in it, but only full folding would change that. The property
 * is defined over decomposed text and so misses U+1FBE, which decomposes to the very letter it folds to.
 */
const MAY_CHANGE = /[\p{Changes_When_Casefolded}\u1fbe]/gu;
const BEYOND_ASCII = /[\u0080-\uffff]/;

/** What the way through upper and lower case gets wrong, by Unicode's CaseFolding.txt (status C and S). */
const EXCEPTIONS = new Map([
  ['\u0131', '\u0131'], // dotless i: upper case is "I", yet it folds to itself, for folding knows no Turkish
  ['\u1fd3', '\u0390'],
  ['\u1fe3', '\u03b0'],
  ['\ufb05', '\ufb06'],
]);

/**
 * Folds letter case away, so that two texts that differ in case only become equal: Unicode *simple* case folding.
 *
 * One code point becomes one code point, so lengths and offsets stay; nothing depends on a locale. Hence `K` (Kelvin)
 * equals `k`, `ſ` equals `s`, `ς`, `σ` and `Σ` are one, `ẞ` equals `ß` (but not `ss`), `İ` and `ı` equal only themselves,
 * and small Cherokee letters become the old capital ones. Accents stay, and composed and decomposed forms stay different.
 */
export function foldCase(text: string): string {
  return BEYOND_ASCII.test(text) ? text.replace(MAY_CHANGE, foldLetter) : text.toLowerCase();
}

function foldLetter(letter: string): string {
  const exception = EXCEPTIONS.get(letter);
  if (exception !== undefined) return exception;
  const upper = letter.toUpperCase();
  // Several letters in upper case ("SS") mean that there is no simple way up; then only the way down counts.
  const base = upper.length === letter.length ? upper : letter;
  if (isCherokee(base)) return base;
  const lower = base.toLowerCase();
  return lower.length === letter.length ? lower : letter;
}

/** Cherokee had no small letters when folding was fixed, so there the capitals are the folded form. */
function isCherokee(letter: string): boolean {
  return letter >= '\u13a0' && letter <= '\u13f5';
}
