import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWithin } from './range.js';
import { listed } from './record-order.js';
import { timeSlice } from './time-slice.js';

test('is what looking at every event finds, in the same order', () => {
  const arrays = [[], [NaN], [5], [1, 1, 1], [NaN, 3, 1, NaN, 2, 2, 8, 5, 2], [NaN, NaN]];
  const ends = [-Infinity, 0, 1, 2, 3, 5, 8, 9, Infinity];
  for (const times of arrays) {
    const number = (at: number): number => (Number.isNaN(times[at]) ? Infinity : times[at]!);
    const ascending = times.map((_, i) => i).sort((a, b) => (number(a) === number(b) ? 0 : number(a) - number(b)));
    for (const descending of [false, true]) {
      const order = descending ? ascending.toReversed() : ascending;
      for (const from of ends) {
        for (const to of ends) {
          const found = timeSlice(listed(Uint32Array.from(order)), descending, { from, to }, at => times[at]!);
          assert.deepEqual(
            Array.from({ length: found.length }, (_, i) => found.at(i)),
            order.filter(at => isWithin({ from, to }, times[at]!)),
            JSON.stringify({ times, descending, from, to }),
          );
        }
      }
    }
  }
});
