/**
 * Long work in pieces. It yields after each, so that whoever runs it can let others have a turn, or leave it; what it returns
 * is the result.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Events in a piece: at a few microseconds each, some milliseconds. Work on fewer is never divided. */
export const STRETCH = 1_000;

/** Does all of it in one go. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** What can be sorted in steps: an array, or a typed one. */
interface List {
  readonly length: number;
  [index: number]: unknown;
  slice(start?: number, end?: number): List;
}

/** So many are sorted at once, by the engine. */
const RUN = 4 * STRETCH;

/**
 * Sorts, stably, in steps: short runs by the engine, which are then merged. The list is used up; the result is the answer.
 *
 * @param sortRun sorts a short list in place
 * @param isAfter whether `a` belongs behind `b`: the same order as that of `sortRun`
 */
export function* sortSteps<L extends List>(
  list: L,
  sortRun: (run: L) => unknown,
  isAfter: (a: L[number], b: L[number]) => boolean,
): Steps<L> {
  const { length } = list;
  let from = list;
  for (let start = 0; start < length; start += RUN) {
    const run = list.slice(start, start + RUN) as L;
    sortRun(run);
    for (let i = 0; i < run.length; i += 1) list[start + i] = run[i];
    if (length > RUN) yield;
  }
  let to = (length > RUN ? list.slice() : list) as L;
  for (let width = RUN; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(middle + width, length);
      let left = start;
      let right = middle;
      for (let i = start; i < end; i += 1) {
        if (i % RUN === 0) yield;
        if (left < middle && (right >= end || !isAfter(from[left], from[right]))) {
          to[i] = from[left];
          left += 1;
        } else {
          to[i] = from[right];
          right += 1;
        }
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

/** The first `count` in order, of any number, without sorting them all. */
export function* leadingSteps<T>(items: Iterable<T>, count: number, compare: (a: T, b: T) => number): Steps<T[]> {
  const found: T[] = [];
  let seen = 0;
  let last: T | undefined;
  for (const item of items) {
    seen += 1;
    if (seen % STRETCH === 0) yield;
    if (last !== undefined && compare(item, last) >= 0) continue;
    found.push(item);
    if (found.length < 2 * count + STRETCH) continue;
    found.sort(compare).length = count;
    last = found[count - 1];
  }
  return found.sort(compare).slice(0, count);
}
