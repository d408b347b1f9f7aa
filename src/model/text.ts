/** The most code points of one value that a sentence or a label repeats. */
export const TEXT_CAP = 200;

/** White space that a line of text would show in another way: anything but single blanks between words. */
const UNEVEN = /[^\S ]|^ | $| {2}/;

/**
 * The first `max` code points of a text on one line: runs of white space and line ends become one blank, and what is cut
 * off becomes `…`. Never splits a surrogate pair. Looks at the beginning only, so a text of any size costs the same.
 */
export function capText(text: string, max = TEXT_CAP): string {
  if (text.length <= max && !UNEVEN.test(text)) return text;
  // Twice for surrogate pairs, and once more so that a few blanks that fall away do not make it shorter than it could be.
  const looked = max * 3;
  const points = Array.from(text.slice(0, looked).replace(/\s+/g, ' ').trim());
  if (points.length <= max && text.length <= looked) return points.join('');
  return `${points.slice(0, max - 1).join('')}…`;
}

/**
 * A scalar as text: strings that hold anything but white space, numbers and booleans. `undefined` for everything else,
 * objects and null included.
 */
export function scalarText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      // Nearly every text shows a mark at once; only then is it worth looking further.
      return /\S/.test(value) ? value : undefined;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}
