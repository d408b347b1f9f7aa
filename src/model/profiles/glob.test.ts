import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { globMatcher } from './glob.js';

describe('globMatcher', () => {
  const cases: [string | string[], string[], string[]][] = [
    ['login', ['login'], ['Login', 'login ', 'logins', '']],
    ['Delete*', ['Delete', 'DeleteBucket'], ['Undelete', 'delete']],
    ['*.create', ['a.create', '.create'], ['create', 'a.create.b']],
    ['a*b*c', ['abc', 'aXbYc', 'abbc', 'ab c c'], ['ac', 'acb', 'abcd']],
    ['*', ['', 'anything'], []],
    ['ab*ba', ['abba', 'ab--ba'], ['aba', 'ab']],
    ['*a*a*', ['aa', 'xaya'], ['a', 'bab']],
    ['[.]?$^', ['[.]?$^'], ['.']],
    [
      ['x', 'y*'],
      ['x', 'yz'],
      ['xy', 'z'],
    ],
    [[], [], ['', 'x']],
  ];
  for (const [patterns, yes, no] of cases) {
    it(`reads ${JSON.stringify(patterns)}`, () => {
      const fits = globMatcher(patterns);
      for (const text of yes) assert.ok(fits(text), text);
      for (const text of no) assert.ok(!fits(text), text);
    });
  }

  it('takes a moment only for patterns that would cost a regular expression forever', () => {
    const fits = globMatcher(`${'*a'.repeat(50)}*b`);
    assert.equal(fits('a'.repeat(200_000)), false);
  });
});
