import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addClause, clause, hasClause, hasConditions, removeClause, toggleConditions, toggleValue } from '../edit.js';
import { parse } from '../parser.js';
import type { Operator } from '../query.js';

type Row = readonly [text: string, field: string, operator: Operator, value: unknown, result: string];

function rows(name: string, edit: typeof addClause, table: readonly Row[]): void {
  describe(name, () => {
    for (const [text, field, operator, value, result] of table) {
      it(`${text} | ${field} ${operator} ${String(value)}`, () =>
        assert.equal(edit(text, field, operator, value), result));
    }
  });
}

rows('addClause', addClause, [
  ['', 'action', '=', 'login', 'action = "login"'],
  ['  ', 'action', '=', 'say "hi"\\\n', 'action = "say \\"hi\\"\\\\\\n"'],
  ['app = "x"', 'user.pk', '=', 5, 'app = "x" and user.pk = 5'],
  ['app = "x"', 'context.n', '!=', 9007199254740993n, 'app = "x" and context.n != 9007199254740993'],
  ['app = "x"', 'context.n', '=', 1e21, 'app = "x" and context.n = 1e+21'],
  ['app = "x"', 'context.n', '=', -0, 'app = "x" and context.n = 0'],
  ['app = "x"', 'context.b', '=', false, 'app = "x" and context.b = False'],
  ['app = "x"', 'client_ip', '=', null, 'app = "x" and client_ip = None'],
  ['app = "x"', 'action', 'in', ['a', 'b'], 'app = "x" and action in ("a", "b")'],
  ["app = 'x'", 'action', 'startswith', 'a', 'app = \'x\' and action startswith "a"'],
  ['app = "x" or app = "y"', 'action', '=', 'a', '(app = "x" or app = "y") and action = "a"'],
  ['(app = "x" or app = "y")', 'action', '=', 'a', '(app = "x" or app = "y") and action = "a"'],
  [
    'app = "x" or app = "y" and app = "z"',
    'action',
    '=',
    'a',
    '(app = "x" or app = "y" and app = "z") and action = "a"',
  ],
  ['app = "x" and action = "a"', 'action', '=', 'a', 'app = "x" and action = "a"'],
  ['app = "x" and ', 'action', '=', 'a', 'app = "x" and action = "a"'],
  ['app = "x" or', 'action', '=', 'a', 'app = "x" or action = "a"'],
  ['app == "x"', 'action', '=', 'a', 'app == "x" and action = "a"'],
  ['app = "x', 'action', '=', 'a', 'app = "x" and action = "a"'],
  ['grafana login', 'action', '=', 'a', 'action = "a"'],
  ['app = "x"', 'context.http-request', '=', 'a', 'app = "x"'],
  ['app = "x"', 'or.x', '=', 'a', 'app = "x"'],
  ['app = "x"', 'action', '=', { a: 1 }, 'app = "x"'],
  ['app = "x"', 'action', '=', undefined, 'app = "x"'],
  ['app = "x"', 'context.n', '=', NaN, 'app = "x"'],
  ['app = "x"', 'context.n', '~', 5, 'app = "x"'],
  ['app = "x"', 'action', 'in', [], 'app = "x"'],
]);

rows('removeClause', removeClause, [
  ['action = "a"', 'action', '=', 'a', ''],
  ['app = \'x\' and action = "a" and b = 1', 'action', '=', 'a', "app = 'x' and b = 1"],
  ['app = "x" and (action = "a" or b = 1)', 'action', '=', 'a', 'app = "x" and b = 1'],
  ['(app = "x" or b = 1) and action = "a"', 'action', '=', 'a', 'app = "x" or b = 1'],
  ['app = "x" or (b = 1 and action = "a" and c = 2)', 'action', '=', 'a', 'app = "x" or (b = 1 and c = 2)'],
  ['not (action = "a") and b = 1', 'action', '=', 'a', 'b = 1'],
  ['not (action = "a" or b = 1)', 'action', '=', 'a', 'not (b = 1)'],
  ['n = 1 or n = 1.0', 'n', '=', 1, ''],
  ['action = "a"', 'action', '=', 'b', 'action = "a"'],
  ['action = "a"', 'action', '!=', 'a', 'action = "a"'],
  ['action = "a" and', 'action', '=', 'a', 'action = "a" and'],
]);

rows('toggleValue', toggleValue, [
  ['', 'action', '=', 'a', 'action = "a"'],
  ['action = "a"', 'action', '=', 'a', ''],
  ['action = "a"', 'action', '=', 'b', 'action in ("a", "b")'],
  ["action in ['a', 'b'] and app = 'x'", 'action', '=', 'c', "action in ['a', 'b', \"c\"] and app = 'x'"],
  ['action in ("a", "b")', 'action', '=', 'b', 'action = "a"'],
  ['action != "a"', 'action', '!=', 'b', 'action not in ("a", "b")'],
  ['action not in ("a", "b")', 'action', '!=', 'a', 'action != "b"'],
  ['action = "a"', 'action', '!=', 'a', 'action != "a"'],
  ['action in ("a", "b") and app = "x"', 'action', '!=', 'a', 'action = "b" and app = "x"'],
  ['action != "a" and app = "x"', 'action', '=', 'a', 'app = "x" and action = "a"'],
  ['action = "a" or app = "x"', 'action', '=', 'a', '(action = "a" or app = "x") and action = "a"'],
  ['(action = "a" or app = "x") and action = "a"', 'action', '=', 'a', 'action = "a" or app = "x"'],
  ['client_ip = None', 'client_ip', '=', null, ''],
  ['client_ip = "::1"', 'client_ip', '=', null, 'client_ip = "::1" and client_ip = None'],
  ['app ~ "x"', 'app', '~', 'x', ''],
  ['app ~ "x"', 'app', '~', 'y', 'app ~ "x" and app ~ "y"'],
  ['user.pk = 5', 'user.pk', '=', 5n, ''],
  ['action in ["a", "b"]', 'action', '=', 'c', 'action in ["a", "b", "c"]'],
  ['geo.country = "DE"', 'context.geo.country', '=', 'DE', ''],
  ['context.geo.country != "DE"', 'geo.country', '!=', 'PL', 'context.geo.country not in ("DE", "PL")'],
]);

describe('hasClause', () => {
  it('sees a value alone and in a list', () => {
    assert.ok(hasClause('app = "x" and action in ("a", "b")', 'action', '=', 'b'));
    assert.ok(hasClause('action not in ("a", "b")', 'action', '!=', 'a'));
    assert.ok(!hasClause('action = "a" or app = "x"', 'action', '=', 'a'));
    assert.ok(!hasClause('action', 'action', '=', 'a'));
  });
});

describe('what clicks write', () => {
  it('is always a query, and comes and goes', () => {
    for (const value of [
      '',
      '"',
      '\\',
      "'",
      '\n',
      '\u2028',
      '\0',
      '\u202e',
      '\ud800',
      '😀',
      ') or (a = 1',
      true,
      null,
      5,
      -1.5,
      1e300,
      2n ** 70n,
    ]) {
      const text = clause('context.x', '=', value)!;
      assert.equal(parse(text).kind, 'query', text);
      assert.equal(
        toggleValue(toggleValue('app = "x"', 'context.x', '=', value), 'context.x', '=', value),
        'app = "x"',
      );
    }
  });
});

rows('toggleValue, of what is missing: an event may lack both', toggleValue, [
  ['missing = "a"', 'missing', '=', 'b', 'missing = "a" and missing = "b"'],
  ['missing = "a"', 'missing', '=', 'a', ''],
  ['missing != "a"', 'missing', '!=', 'b', 'missing not in ("a", "b")'],
  ['missing != "a"', 'missing', '=', 'a', 'missing = "a"'],
  ['missing in ("a", "b")', 'missing', '!=', 'a', 'missing = "b" and missing != "a"'],
]);

describe('toggleConditions', () => {
  const two = ['missing = "a" or a = None', 'missing = "b"'];
  const cases: [text: string, result: string][] = [
    ['', '(missing = "a" or a = None) and missing = "b"'],
    ['words', '(missing = "a" or a = None) and missing = "b"'],
    ['x = 1', 'x = 1 and (missing = "a" or a = None) and missing = "b"'],
    ['x = 1 or y = 2', '(x = 1 or y = 2) and (missing = "a" or a = None) and missing = "b"'],
    ["missing='b' and x = 1", 'missing=\'b\' and x = 1 and (missing = "a" or a = None)'],
    ['x = 1 and missing = "b" and (missing = "a" or a = None)', 'x = 1'],
    ['(missing = "a" or a = None) and (x = 1 or y = 2) and missing = "b"', '(x = 1 or y = 2)'],
    ['missing = "b" and ((missing="a" or a=None))', ''],
  ];
  for (const [text, result] of cases) {
    it(text, () => {
      assert.equal(toggleConditions(text, two), result);
      assert.equal(hasConditions(text, two), !result.includes('missing'));
      assert.ok(result === '' || parse(result).kind === 'query');
    });
  }
});
