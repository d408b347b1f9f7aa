import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finish, leadingSteps, sortSteps, STRETCH, type Steps } from './steps.js';

/** Runs steps, and tells how many there were. */
function counted<T>(steps: Steps<T>): { value: T; pauses: number } {
  for (let pauses = 0; ; pauses += 1) {
    const { done, value } = steps.next();
    if (done) return { value, pauses };
  }
}

const byValue = (a: { value: number }, b: { value: number }) => a.value - b.value;
const numbers = (count: number) => Array.from({ length: count }, (_, i) => ({ value: (i * 7919) % 997, i }));

describe('sortSteps', () => {
  it('sorts as the engine does, and keeps equal ones in their order, whatever the length', () => {
    for (const length of [0, 1, 2, 999, 4_000, 4_001, 8_000, 12_345, 33_333]) {
      const list = numbers(length);
      const { value, pauses } = counted(
        sortSteps(
          [...list],
          run => run.sort(byValue),
          (a, b) => byValue(a, b) > 0,
        ),
      );
      assert.deepEqual(value, list.toSorted(byValue), `${length}`);
      assert.ok(length <= 4 * STRETCH ? pauses === 0 : pauses >= length / (4 * STRETCH));
    }
  });

  it('sorts typed arrays', () => {
    const list = Uint32Array.from(numbers(20_000), ({ value }) => value);
    const wanted = list.toSorted();
    assert.deepEqual(
      finish(
        sortSteps(
          list,
          run => run.sort(),
          (a, b) => a > b,
        ),
      ),
      wanted,
    );
  });
});

describe('leadingSteps', () => {
  it('gives the first in order, as sorting them all does', () => {
    const list = numbers(20_000).map(({ value, i }) => ({ value: value * 100_000 + i }));
    for (const count of [0, 1, 10, 1_000, Infinity]) {
      assert.deepEqual(finish(leadingSteps(list, count, byValue)), list.toSorted(byValue).slice(0, count));
    }
    assert.ok(counted(leadingSteps(list, 10, byValue)).pauses >= 20);
  });
});
