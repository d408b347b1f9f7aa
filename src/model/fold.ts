/** Their lower case depends on what stands beside them; folded they are all `σ`. */
const SIGMA = /[Σς]/g;

/**
 * Other letters whose lower case is not their folded form. Unicode adds hardly any: scripts that get case nowadays fold
 * to their small letters.
 */
const ODD = /[\u00b5\u0130\u017f\u0345\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5\u13a0-\u13f5\u13f8-\u13fd\u1c80-\u1c88\u1e9b\u1fbe\u1fd3\u1fe3\uab70-\uabbf\ufb05]/; // prettier-ignore

/** Letters that may change. A superset: for one, `ß` is in it, which only full folding would change. */
const MAY_CHANGE = /[\p{Changes_When_Casefolded}\u1fbe\u1fd3\u1fe3]/gu;

/** What the way through upper and lower case gets wrong, by Unicode's CaseFolding.txt (status C and S). */
const EXCEPTIONS = new Map([
  ['\u0131', '\u0131'], // dotless i: its capital is "I", yet it folds to itself, for folding knows no Turkish
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
  const even = text.replace(SIGMA, 'σ');
  return ODD.test(even) ? even.replace(MAY_CHANGE, foldLetter) : even.toLowerCase();
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
