/** Tells whether a text matches. */
export type Matcher = (text: string) => boolean;

/**
 * A matcher for patterns in which `*` stands for any run of characters, the empty one too, and everything else for itself,
 * case included. One of several patterns is enough. No regular expressions: a pattern comes from a file, and no pattern
 * may take more than a moment on any text.
 */
export function globMatcher(patterns: string | readonly string[]): Matcher {
  const all: readonly string[] = typeof patterns === 'string' ? [patterns] : patterns;
  const exact = new Set(all.filter(pattern => !pattern.includes('*')));
  const globs = all.filter(pattern => pattern.includes('*')).map(pattern => pattern.split('*'));
  return text => exact.has(text) || globs.some(pieces => matches(pieces, text));
}

/** Whether the text begins with the first piece, ends with the last, and has the others between them in this order. */
function matches(pieces: readonly string[], text: string): boolean {
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (let i = 1; i < pieces.length - 1; i += 1) {
    const found = text.indexOf(pieces[i]!, at);
    if (found === -1 || found + pieces[i]!.length > end) return false;
    at = found + pieces[i]!.length;
  }
  return true;
}
