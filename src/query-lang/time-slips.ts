import { replaceFix, type Diagnostic } from './diagnostic.js';

/*
 * Relative times as people write them: `now - 7d`, `-7d`, `5 days ago`, `last week`, `yesterday`.
 */

const UNIT = '(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)';
const FORMS = [
  new RegExp(`^(?:(now|today)\\s*-|-)?\\s*(\\d{1,9})\\s*${UNIT}(?:\\s+ago)?$`, 'i'),
  new RegExp(`^()(?:the\\s+)?(?:last|past)\\s+(?:(\\d{1,9})\\s*)?${UNIT}$`, 'i'),
];

/** The relative time that was meant, as the language writes it; null when it is none. */
export function relativeTimeMeant(text: string): string | null {
  if (/^yesterday$/i.test(text)) return 'today-1d';
  for (const form of FORMS) {
    const match = form.exec(text.trim());
    if (match) return `${match[1] ? match[1].toLowerCase() : 'now'}-${match[2] ?? 1}${match[3]![0]!.toLowerCase()}`;
  }
  return null;
}

/** How such a time begins: what stands in front of the piece that fits nowhere. */
const BEGINNING = /(?:\b(?:now|today|last|past)|-?\b\d{1,9})\s*$/i;
const LONGEST_BEGINNING = 20;

/** The errors of a text, with one for a relative time in other words in the place of those about its pieces. */
export function withTimeSlips(text: string, errors: Diagnostic[]): Diagnostic[] {
  let told = errors;
  for (const { code, to, from } of errors) {
    if (code !== 'unexpected') continue;
    const start = Math.max(0, from - LONGEST_BEGINNING);
    const begun = BEGINNING.exec(text.slice(start, from));
    const meant = begun && relativeTimeMeant(text.slice(start + begun.index, to));
    if (!meant || text.slice(start + begun.index, to) === meant) continue;
    const range = { from: start + begun.index, to };
    const slip: Diagnostic = {
      ...range,
      severity: 'error',
      code: 'bad-time',
      message: `Write a relative time as ${meant}, with s, m, h, d or w.`,
      fixes: [replaceFix(`Write ${meant}`, range, meant)],
    };
    told = told.filter(error => error.to <= range.from || error.from >= to);
    told.push(slip);
  }
  return told;
}
