/**
 * The indices of a longest strictly increasing run of numbers (not necessarily next to each other), in order.
 * Patience sorting: for each length the run that ends lowest is kept. O(n log n).
 */
export function longestIncreasing(values: readonly number[]): number[] {
  const n = values.length;
  let ascending = true;
  for (let i = 1; i < n && ascending; i += 1) ascending = values[i]! > values[i - 1]!;
  if (ascending) return Array.from({ length: n }, (_, i) => i);

  /** `ends[k]`: index of the value that ends the lowest run of length k + 1. */
  const ends = new Int32Array(n);
  const before = new Int32Array(n);
  let length = 0;
  for (let i = 0; i < n; i += 1) {
    const value = values[i]!;
    let low = 0;
    let high = length;
    // Most values continue the longest run.
    if (length > 0 && values[ends[length - 1]!]! < value) low = length;
    while (low < high) {
      const half = (low + high) >> 1;
      if (values[ends[half]!]! < value) low = half + 1;
      else high = half;
    }
    before[i] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = i;
    if (low === length) length += 1;
  }
  const run = new Array<number>(length);
  for (let k = length - 1, at = length > 0 ? ends[length - 1]! : -1; k >= 0; k -= 1, at = before[at]!) run[k] = at;
  return run;
}
