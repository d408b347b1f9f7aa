import type { Bounds } from './range.js';
import type { Positions } from './record-order.js';

/**
 * What of an order by time lies in a range, found by halving: no more than some forty events are looked at, however many there are.
 * What has no time is in no range, and comes last in an order by time, or first in one that is turned round.
 *
 * @param timeAt - the time of the event at a position, in microseconds since 1970; `NaN` for none
 */
export function timeSlice(
  ordered: Positions,
  descending: boolean,
  { from, to }: Bounds,
  timeAt: (position: number) => number,
): Positions {
  const { length } = ordered;
  /** How many are before a time. */
  const before = (micros: number): number => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (timeAt(ordered.at(descending ? length - 1 - middle : middle)) < micros) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const start = before(from);
  const end = Math.max(start, before(to));
  const first = descending ? length - end : start;
  return { length: end - start, at: i => ordered.at(first + i) };
}
