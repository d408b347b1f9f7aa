import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canonicalJson, jsonPieces, stringifyJson } from './json.js';
import { parseJson } from './parse-json.js';

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    for (const text of [
      'null',
      ' [1, -0.5e3, "a\\u0000\\ud83d\\ude00", {"a": [{}]}] ',
      '"1234567890123456789"',
      '-0',
    ]) {
      assert.deepEqual(parseJson(text), JSON.parse(text));
    }
  });

  it('keeps integers beyond 2^53 - 1 as bigint, wherever they stand', () => {
    assert.deepEqual(parseJson('9007199254740991'), 9007199254740991);
    assert.deepEqual(parseJson('9007199254740992'), 9007199254740992n);
    assert.deepEqual(parseJson('-9007199254740993'), -9007199254740993n);
    assert.deepEqual(parseJson('[ 1,9007199254740993]'), [1, 9007199254740993n]);
    assert.deepEqual(parseJson('{"a":\n\t18446744073709551616}'), { a: 18446744073709551616n });
    assert.deepEqual(parseJson('[1.5,9223372036854775807,"9223372036854775807"]'), [
      1.5,
      9223372036854775807n,
      '9223372036854775807',
    ]);
  });

  it('reads numbers with a fraction or exponent as doubles, also beside a big integer', () => {
    for (const tail of ['', ',9007199254740993']) {
      const [tenth, huge, minusZero, long] = parseJson(`[0.1,1e400,-0,12345678901234567.5${tail}]`) as number[];
      assert.equal(tenth, 0.1);
      assert.equal(huge, Infinity);
      assert.ok(Object.is(minusZero, -0));
      assert.equal(long, 12345678901234568);
    }
  });

  it('keeps __proto__ an own key and takes the last of two equal keys, on both ways', () => {
    for (const tail of ['', ',"n":9007199254740993']) {
      const value = parseJson(`{"__proto__":{"x":1},"k":1,"k":2${tail}}`) as Record<string, unknown>;
      assert.equal(Object.getPrototypeOf(value), Object.prototype);
      assert.deepEqual(Object.getOwnPropertyDescriptor(value, '__proto__')?.value, { x: 1 });
      assert.equal(value.k, 2);
    }
  });

  it('throws SyntaxError and nothing else', () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    assert.doesNotThrow(() => parseJson(deep));
    for (const bad of [
      '',
      '{',
      '[1,]',
      '{"a":1,}',
      '01',
      '[9007199254740993,]',
      "{'a':9007199254740993}",
      '9007199254740993 x',
      'NaN',
    ]) {
      assert.throws(() => parseJson(bad), SyntaxError, bad);
    }
    const tooDeep = '['.repeat(200_000) + '9007199254740993' + ']'.repeat(200_000);
    assert.throws(() => parseJson(tooDeep), { name: 'SyntaxError', message: /nested too deeply/ });
  });
});

describe('stringifyJson', () => {
  it('writes what parseJson reads back as the same', () => {
    const text = '{"a":[9007199254740993,-0,1e999,-1e999,"\\ud800",true,null,{}],"__proto__":[],"0":{"b":""}}';
    const value = parseJson(text);
    assert.deepEqual(parseJson(stringifyJson(value)), value);
    assert.deepEqual(parseJson(stringifyJson(value, 2)), value);
  });

  it('writes plain values as JSON.stringify does, with and without indent', () => {
    const value = {
      a: [1, [], {}, [{}, 'x']],
      b: { c: null, d: undefined, e: () => 1 },
      f: [undefined, Symbol('s')],
      g: new Date(0),
    };
    assert.equal(stringifyJson(value), JSON.stringify(value));
    assert.equal(stringifyJson(value, 2), JSON.stringify(value, null, 2));
    const sparse = { all: { left: undefined, out: undefined } };
    assert.equal(stringifyJson(sparse, 2), JSON.stringify(sparse, null, 2));
  });

  it('has an answer for everything', () => {
    const cycle: Record<string, unknown> = { n: 1 };
    cycle.self = cycle;
    cycle.list = [cycle];
    assert.equal(stringifyJson(cycle), '{"n":1,"self":"[Circular]","list":["[Circular]"]}');
    const shared = { a: 1 };
    assert.equal(stringifyJson([shared, shared]), '[{"a":1},{"a":1}]');
    const hostile = {
      get broken(): never {
        throw new Error('no');
      },
      json: {
        toJSON() {
          throw new Error('no');
        },
      },
      proxy: new Proxy({}, { ownKeys: () => { throw new Error('no'); } }), // prettier-ignore
    };
    assert.equal(stringifyJson(hostile), '{"broken":"[Unreadable]","json":"[Unreadable]","proxy":"[Unreadable]"}');
    for (const nothing of [undefined, () => 1, Symbol('s'), NaN]) assert.equal(stringifyJson(nothing), 'null');
    assert.equal(stringifyJson(2n ** 63n), '9223372036854775808');
  });

  it('writes any depth, and cuts what no text could hold', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 200_000; i += 1) deep = [deep];
    assert.equal(stringifyJson(deep).length, 400_001);
    let bomb: unknown = 'x'.repeat(1_000);
    for (let i = 0; i < 40; i += 1) bomb = [bomb, bomb];
    const text = stringifyJson(bomb);
    assert.ok(text.length < 2 ** 28 + 10_000);
    assert.match(text.slice(-100), /"\[Truncated\]"\]+$/);
  });
});

describe('jsonPieces', () => {
  it('gives the text of stringifyJson, bit by bit', () => {
    const value = {
      list: Array.from({ length: 500 }, (_, i) => ({ i, big: 2n ** 64n })),
      empty: {},
      text: 'x'.repeat(99),
    };
    for (const indent of [0, 2]) {
      const pieces = [...jsonPieces(value, indent, 100)];
      assert.ok(pieces.length > 50);
      assert.equal(pieces.join(''), stringifyJson(value, indent));
    }
    assert.deepEqual([...jsonPieces(null)], ['null']);
  });

  it('splits a long string, never inside a character', () => {
    for (const value of [
      'x'.repeat(1_000),
      { a: '"👍\n'.repeat(200), b: ['\ud800', 'y'.repeat(101)] },
      '👍'.repeat(100),
    ]) {
      for (const size of [1, 7, 10, 100]) {
        assert.equal([...jsonPieces(value, 2, size)].join(''), stringifyJson(value, 2));
      }
    }
    const pieces = jsonPieces('x'.repeat(1_000_000), 0, 100);
    assert.ok(pieces.next().value!.length < 110);
  });

  it('reads no further than it was asked for', () => {
    let read = 0;
    const items = Array.from({ length: 1_000 }, () => ({ toJSON: () => (read += 1) }));
    jsonPieces(items, 0, 100).next();
    assert.ok(read > 0 && read < 100, `read ${read}`);
  });
});

describe('canonicalJson', () => {
  it('is one text for equal values', () => {
    assert.equal(canonicalJson({ b: [1, { d: 1, c: 2n }], a: null }), '{"a":null,"b":[1,{"c":2,"d":1}]}');
    assert.equal(canonicalJson({ b: 1, a: 2 }), canonicalJson({ a: 2, b: 1 }));
    assert.notEqual(canonicalJson([1, 2]), canonicalJson([2, 1]));
  });
});
