/** Names longer than this are not compared letter by letter: nobody mistypes those, they paste them. */
const MAX_LENGTH = 60;

/**
 * The candidate that a mistyped name most likely means: the same but for letter case, or a letter or two missing, added, changed
 * or swapped. Null when none is that near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  if (name.length > MAX_LENGTH) return null;
  const lower = name.toLowerCase();
  const limit = name.length <= 3 ? 1 : 2;
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(lower, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance && distance < Math.max(2, candidate.length - 1)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, changes and swaps of neighbours between two texts; at least `limit` when there are that many. */
function editDistance(a: string, b: string, limit: number): number {
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let distance = Math.min(change, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        distance = Math.min(distance, older[j - 2]! + 1);
      row.push(distance);
      least = Math.min(least, distance);
    }
    if (least >= limit) return limit;
    older = last;
    last = row;
  }
  return last[b.length]!;
}
