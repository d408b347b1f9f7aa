/**
 * What a spreadsheet takes, or could come to take, for a formula (OWASP, "CSV Injection"): `=`, `+`, `-`, `@` and their
 * full-width forms, also after white space; a tab or line end in front. Apostrophes in front of all that belong to it, so that
 * adding one can be undone exactly.
 */
const FORMULA = /^'*(?:[\t\r\n]|[\s\0\u200b\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20])/;

/** The text, with an apostrophe in front if a spreadsheet could run it. Undone by {@link unguardText}. */
export function guardText(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}

/** What {@link guardText} was given: takes off one apostrophe where it put one. */
export function unguardText(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

/** Whether a spreadsheet could run the text of a cell. */
export function isFormula(text: string): boolean {
  const first = text.charCodeAt(0);
  // What nearly every cell begins with: digits, letters, brackets. None of these but "=" and "@" can begin a formula.
  if (first >= 0x30 && first < 0x80 && first !== 0x3d && first !== 0x40) return false;
  return FORMULA.test(text);
}
