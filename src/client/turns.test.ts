import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { Steps } from '../model/steps.js';
import { isAbortError } from './abort.js';
import { inTurns, Results } from './turns.js';

/** Work of so many steps, which counts those that were done. */
function work(steps: number): { steps: Steps<string>; done: number } {
  const state = { done: 0, steps: run() };
  function* run(): Steps<string> {
    for (; state.done < steps; state.done += 1) yield;
    return 'result';
  }
  return state;
}

describe('work in turns', () => {
  beforeEach(() => {
    // Every look at the clock finds that a turn is over.
    let now = 0;
    mock.method(performance, 'now', () => (now += 1_000));
  });
  afterEach(() => mock.restoreAll());

  it('is done at once when it is not divided', () => {
    assert.equal(inTurns(work(0).steps), 'result');
  });

  it('is done at once while its turn lasts', () => {
    mock.method(performance, 'now', () => 5);
    assert.equal(inTurns(work(100).steps), 'result');
  });

  it('lets others have their turn, and gives the result', async () => {
    let others = 0;
    const timer = setInterval(() => (others += 1));
    const long = work(50);
    const result = inTurns(long.steps);
    assert.ok(result instanceof Promise);
    assert.equal(long.done, 0);
    assert.equal(await result, 'result');
    clearInterval(timer);
    assert.equal(long.done, 50);
    assert.ok(others > 0);
  });

  it('ends when it is aborted, and does no more of it', async () => {
    const abort = new AbortController();
    const long = work(50);
    const result = inTurns(long.steps, abort.signal);
    await new Promise(resolve => setImmediate(resolve));
    abort.abort();
    await assert.rejects(Promise.resolve(result), isAbortError);
    assert.ok(long.done < 50);
  });

  it('rejects with what goes wrong in a later turn', async () => {
    function* broken(): Steps<void> {
      yield;
      throw new TypeError('broken');
    }
    await assert.rejects(Promise.resolve(inTurns(broken())), /broken/);
  });

  it('is done once for all who ask meanwhile, and not again later', async () => {
    const results = new Results<string>(8);
    const long = work(5);
    const make = mock.fn(() => long.steps);
    assert.deepEqual(await Promise.all([results.get('a', make), results.get('a', make)]), ['result', 'result']);
    assert.equal(results.get('a', make), 'result');
    assert.equal(make.mock.callCount(), 1);
  });

  it('goes on for those who stay when one gives up, and ends with the last of them', async () => {
    const results = new Results<string>(8);
    const [first, second] = [new AbortController(), new AbortController()];
    const kept = work(50);
    const gone = assert.rejects(Promise.resolve(results.get('a', () => kept.steps, first.signal)), isAbortError);
    const stays = results.get('a', () => assert.fail('begun twice'), second.signal);
    first.abort();
    await gone;
    assert.equal(await stays, 'result');

    const ended = work(50);
    const last = assert.rejects(Promise.resolve(results.get('b', () => ended.steps, second.signal)), isAbortError);
    second.abort();
    await last;
    await new Promise(resolve => setImmediate(resolve));
    assert.ok(ended.done < 50);
    assert.equal(await results.get('b', () => work(1).steps), 'result', 'it is begun anew');
  });

  it('keeps the results that were used last', async () => {
    const results = new Results<string>(2);
    for (const key of ['a', 'b', 'a', 'c']) await results.get(key, () => work(0).steps);
    assert.deepEqual(
      ['a', 'b', 'c'].filter(key => results.has(key)),
      ['a', 'c'],
    );
    results.forget('a');
    assert.ok(!results.has('a'));
  });
});
