import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatPath, getPath, parsePath } from './path.js';

describe('parsePath and formatPath', () => {
  const cases: [string, string[]][] = [
    ['', []],
    ['action', ['action']],
    ['context.geo.country', ['context', 'geo', 'country']],
    ['context."a.b".c', ['context', 'a.b', 'c']],
    ['"say \\"hi\\""', ['say "hi"']],
    ['a..b', ['a', '', 'b']],
    ['a.', ['a', '']],
    ['"not closed.x', ['"not closed', 'x']],
    ['"a"b', ['"a"b']],
    ['"bad \\x escape"', ['"bad \\x escape"']],
    ['args.0', ['args', '0']],
  ];
  for (const [text, segments] of cases) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(parsePath(text), segments));
  }

  it('gives back the segments it was given, whatever they hold', () => {
    const odd = [
      '',
      '.',
      '"',
      '\\',
      ' ',
      'a b',
      'a"b',
      '"a"',
      '__proto__',
      '\ud800',
      '\u202e',
      '\n',
      '日本',
      'x'.repeat(1_000),
    ];
    for (const a of odd) for (const b of odd) assert.deepEqual(parsePath(formatPath([a, b])), [a, b]);
    assert.equal(formatPath(['context', 'geo', 'city']), 'context.geo.city');
    assert.equal(formatPath(['a.b']), '"a.b"');
  });
});

describe('getPath', () => {
  const event: unknown = JSON.parse(
    '{"context":{"a.b":{"c":1},"list":[{"x":2}],"n":null,"__proto__":{"y":3},"":{"":4}}}',
  );

  it('finds own values by text and by segments', () => {
    assert.equal(getPath(event, 'context."a.b".c'), 1);
    assert.equal(getPath(event, ['context', 'a.b', 'c']), 1);
    assert.equal(getPath(event, 'context.list.0.x'), 2);
    assert.equal(getPath(event, 'context.n'), null);
    assert.equal(getPath(event, 'context.__proto__.y'), 3);
    assert.equal(getPath(event, 'context."".""'), 4);
    assert.equal(getPath(event, ''), event);
  });

  it('never reaches a prototype, a length, or into a scalar', () => {
    for (const path of [
      'constructor',
      '__proto__',
      'context.toString',
      'context.list.length',
      'context.list.00',
      'context.list.-1',
      'context.list.1',
      'context.n.x',
      'context.list.0.x.toFixed',
    ]) {
      assert.equal(getPath(event, path), undefined, path);
    }
  });

  it('takes any value at all', () => {
    for (const value of [null, undefined, 1, 1n, 'text', true, Symbol('s'), () => 1]) {
      assert.equal(getPath(value, 'a.b'), undefined);
      assert.equal(getPath(value, 'length'), undefined);
    }
    const bare = Object.assign(Object.create(null) as object, { a: { b: 1n } });
    assert.equal(getPath(bare, 'a.b'), 1n);
    const throwing = { get a(): never { throw new Error('no'); } }; // prettier-ignore
    assert.equal(getPath(throwing, 'a.b'), undefined);
  });
});
