/** A run of tokens in two sequences: equal ones, or what went (`fromA` to `toA`) and came (`fromB` to `toB`). */
export interface Run {
  same: boolean;
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
}

/**
 * The shortest way from one sequence of numbers to another (E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations", 1986), as runs in order that alternate between equal and not. Time and memory grow with the square of the
 * number of differences, so past `differencesMax` it gives up: `null`.
 */
export function myers(a: Int32Array, b: Int32Array, differencesMax: number): Run[] | null {
  let start = 0;
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const n = a.length - start - tail;
  const m = b.length - start - tail;

  const steps = n === 0 || m === 0 ? [] : path(a, b, start, n, m, differencesMax);
  if (!steps) return null;
  const runs: Run[] = [];
  const add = (same: boolean, toA: number, toB: number) => {
    const last = runs.at(-1);
    const fromA = last?.toA ?? 0;
    const fromB = last?.toB ?? 0;
    if (toA === fromA && toB === fromB) return;
    if (last?.same === same) [last.toA, last.toB] = [toA, toB];
    else runs.push({ same, fromA, toA, fromB, toB });
  };
  add(true, start, start);
  for (const { x, y, length } of steps) {
    add(false, start + x, start + y);
    add(true, start + x + length, start + y + length);
  }
  add(false, a.length - tail, b.length - tail);
  add(true, a.length, b.length);
  return runs;
}

interface Snake {
  x: number;
  y: number;
  length: number;
}

/** The equal stretches on a shortest way, in order. */
function path(a: Int32Array, b: Int32Array, start: number, n: number, m: number, limit: number): Snake[] | null {
  const most = Math.min(n + m, limit);
  const offset = most + 1;
  const reach = new Int32Array(2 * most + 3);
  /** How far each diagonal reached before each round: only the part that the round can read. */
  const rounds: Int32Array[] = [];
  for (let d = 0; d <= most; d += 1) {
    rounds.push(reach.slice(offset - d - 1, offset + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[offset + k - 1]! < reach[offset + k + 1]!);
      let x = down ? reach[offset + k + 1]! : reach[offset + k - 1]! + 1;
      let y = x - k;
      while (x < n && y < m && a[start + x] === b[start + y]) {
        x += 1;
        y += 1;
      }
      reach[offset + k] = x;
      if (x >= n && y >= m) return back(rounds, d, n, m);
    }
  }
  return null;
}

function back(rounds: readonly Int32Array[], last: number, n: number, m: number): Snake[] {
  const snakes: Snake[] = [];
  let x = n;
  let y = m;
  for (let d = last; d > 0; d -= 1) {
    const reach = rounds[d]!;
    const at = (k: number) => reach[k + d + 1]!;
    const k = x - y;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = at(fromK);
    const fromY = fromX - fromK;
    const length = x - (down ? fromX : fromX + 1);
    if (length > 0) snakes.push({ x: x - length, y: y - length, length });
    x = fromX;
    y = fromY;
  }
  if (x > 0) snakes.push({ x: 0, y: 0, length: x });
  return snakes.reverse();
}
