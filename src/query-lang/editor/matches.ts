/**
 * Where the letters typed so far stand in a text, as from, to, from, to …; empty when they do not. The same ways of fitting
 * as in `rank.ts`, in the same order of preference: at the beginning, at the beginning of a word, anywhere, and letter by
 * letter at the beginnings of words.
 */
export function matchRanges(text: string, typed: string): number[] {
  const lower = text.toLowerCase();
  const wanted = typed.toLowerCase();
  // A letter whose small form is longer would shift everything behind it.
  if (wanted === '' || lower.length !== text.length) return [];
  const found: number[] = [];
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) found.push(at);
  const best = found.find(at => startsWord(text, at)) ?? found[0];
  return best === undefined ? lettersAtWordStarts(text, lower, wanted) : [best, best + wanted.length];
}

function startsWord(text: string, at: number): boolean {
  if (at === 0 || /[\s._/:@-]/.test(text[at - 1]!)) return true;
  return /\p{Lu}/u.test(text[at]!) && /\p{Ll}/u.test(text[at - 1]!);
}

function lettersAtWordStarts(text: string, lower: string, wanted: string): number[] {
  const ranges: number[] = [];
  let done = 0;
  for (let at = 0; at < text.length && done < wanted.length; at += 1) {
    if (!startsWord(text, at)) continue;
    const from = at;
    while (done < wanted.length && lower[at] === wanted[done]) {
      at += 1;
      done += 1;
    }
    if (at > from) {
      ranges.push(from, at);
      at -= 1;
    }
  }
  return done === wanted.length ? ranges : [];
}
