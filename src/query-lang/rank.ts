const WORST = 3;

/**
 * How well a candidate fits what was typed, 0 best; -1 when it does not. Letter case is ignored.
 *
 * 0 the candidate begins with it, 1 a later word does, 2 its letters are the beginnings of words in turn (`lf` for
 * `login_failed`, `gcou` for `geo.country`), 3 it stands somewhere inside. Ranks from `below` on are not looked for.
 */
export function rank(candidate: string, typed: string, below = WORST + 1): number {
  if (typed === '') return 0;
  const lower = candidate.toLowerCase();
  const at = lower.indexOf(typed);
  if (at === 0) return 0;
  if (at > 0 && startsWord(lower, at)) return 1;
  let later = at;
  while (later >= 0) {
    if (startsWord(lower, later)) return 1;
    later = lower.indexOf(typed, later + 1);
  }
  if (below > 2 && typed.length > 1 && byWordStarts(candidate, lower, typed)) return 2;
  return at > 0 && typed.length > 1 ? WORST : -1;
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || isJoint(text.charCodeAt(at - 1));
}

/** A mark that joins words: a blank, `.`, `_`, `/`, `:`, `@`, `-`. */
function isJoint(code: number): boolean {
  return (
    code === 0x2e || code === 0x5f || code === 0x20 || code === 0x2f || code === 0x3a || code === 0x40 || code === 0x2d
  );
}

/** Longer ones are no abbreviations, and the search would grow with every word. */
const MAX_WORDS = 12;
const MAX_ABBREVIATION = 12;

/** Whether the typed letters can be read off from the beginnings of words, each giving as many letters as it likes. */
function byWordStarts(candidate: string, lower: string, typed: string): boolean {
  if (typed.length > MAX_ABBREVIATION || !inOrder(lower, typed)) return false;
  const starts: number[] = [];
  for (let i = 0; i < candidate.length; i += 1) {
    if (isJoint(lower.charCodeAt(i))) continue;
    // A capital letter after a small one begins a word, too.
    const capital = i > 0 && candidate[i] !== lower[i] && candidate[i - 1] === lower[i - 1];
    if (capital || startsWord(lower, i)) starts.push(i);
  }
  const fits = (word: number, done: number): boolean => {
    if (done === typed.length) return true;
    for (let next = word; next < starts.length; next += 1) {
      let taken = 0;
      while (done + taken < typed.length && lower[starts[next]! + taken] === typed[done + taken]) taken += 1;
      for (; taken > 0; taken -= 1) if (fits(next + 1, done + taken)) return true;
    }
    return false;
  };
  return starts.length <= MAX_WORDS && fits(0, 0);
}

/** Whether all letters occur one after the other: a quick way to say no. */
function inOrder(text: string, letters: string): boolean {
  let at = -1;
  for (let i = 0; i < letters.length; i += 1) {
    at = text.indexOf(letters[i]!, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** The best `limit` of the candidates, best first; equally good ones in the order given. */
export function bestOf<T>(
  candidates: Iterable<T>,
  typed: string,
  names: (candidate: T) => readonly string[],
  limit: number,
): T[] {
  const lower = typed.toLowerCase();
  const found: T[][] = Array.from({ length: WORST + 1 }, () => []);
  /** What has this rank or a worse one would not make it into the list any more. */
  let below = WORST + 1;
  for (const candidate of candidates) {
    let best = below;
    for (const name of names(candidate)) {
      const score = rank(name, lower, best);
      if (score >= 0 && score < best) best = score;
    }
    if (best === below) continue;
    found[best]!.push(candidate);
    let total = 0;
    for (let score = 0; score < below; score += 1) {
      total += found[score]!.length;
      if (total >= limit) below = score;
    }
    if (below === 0) break;
  }
  return found.flat().slice(0, limit);
}
