import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject, JsonValue } from '../record.js';
import { parseJson } from '../parse-json.js';
import { apply, diff, invert, type Edit } from './index.js';
import { random, referenceCases } from './test/values.js';

/** Changes as short text, to compare edits by. */
function told(edit: Edit): string[] {
  const lines: string[] = [];
  const tell = (change: Edit['change'], path: string) => {
    if (change?.kind === 'set') lines.push(`${path} set`);
    if (change?.kind === 'object') {
      for (const field of change.fields) {
        if (field.op === 'change') tell(field.change, `${path}.${field.key}`);
        else lines.push(`${path}.${field.key} ${field.op}`);
      }
    }
    if (change?.kind === 'array') {
      for (const item of change.items) {
        if (item.op === 'delete') lines.push(`${path}[${item.from}] delete`);
        else if (item.op === 'insert') lines.push(`${path}[${item.to}] insert`);
        else {
          if (item.op === 'move') lines.push(`${path}[${item.from}] move ${item.to}`);
          tell(item.change, `${path}[${item.to}]`);
        }
      }
    }
  };
  tell(edit.change, '$');
  return lines;
}

/** Holds an edit to its promises, both ways. */
function holds(before: JsonValue, after: JsonValue, edit = diff(before, after)): Edit {
  const text = JSON.stringify([before, after], (_, v: unknown) => (typeof v === 'bigint' ? `${v}n` : v));
  assert.deepEqual(apply(before, edit), after, text.slice(0, 2_000));
  assert.deepEqual(apply(after, invert(edit)), before, text.slice(0, 2_000));
  assert.deepEqual(invert(invert(edit)), edit);
  return edit;
}

describe('diff: fewest changes', () => {
  for (const { name, before, after, minimum } of referenceCases()) {
    it(name, () => {
      const edit = holds(before, after);
      assert.equal(edit.count, minimum);
      assert.equal(edit.exact, true);
    });
  }

  const cases: [name: string, before: JsonValue, after: JsonValue, told: string[]][] = [
    ['nothing', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ['order of keys is no change', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['set, add, remove', { a: 1, b: 2 }, { a: 3, c: 4 }, ['$.a set', '$.b remove', '$.c add']],
    ['another kind of value', { a: [] }, { a: {} }, ['$.a set']],
    ['null and nothing are two things', { a: null }, {}, ['$.a remove']],
    ['a scalar in the middle', [1, 2, 3], [1, 5, 3], ['$[1] set']],
    ['a rotation is one move', ['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'], ['$[3] move 0']],
    ['the other way too', ['a', 'b', 'c', 'd'], ['b', 'c', 'd', 'a'], ['$[0] move 3']],
    ['the same value often', ['a', 'b', 'a', 'c', 'a'], ['a', 'a', 'c', 'a'], ['$[1] delete']],
    [
      'all at once',
      ['a', 'b', 'c', 'd', 'e'],
      ['e', 'a', 'x', 'c', 'y', 'd'],
      ['$[4] move 0', '$[2] set', '$[4] insert'],
    ],
    [
      'moved by identity, changed inside',
      [
        { id: 1, v: 'a' },
        { id: 2, v: 'b' },
        { id: 3, v: 'c' },
      ],
      [
        { id: 3, v: 'C' },
        { id: 1, v: 'a' },
        { id: 2, v: 'b' },
      ],
      ['$[2] move 0', '$[0].v set'],
    ],
    [
      'two ids are two things, however alike',
      [{ id: 1, v: 'a', w: 'b' }],
      [{ id: 2, v: 'a', w: 'b' }],
      ['$[0] delete', '$[0] insert'],
    ],
    ['a name may change', [{ name: 'a', x: 1, y: 2 }], [{ name: 'b', x: 1, y: 2 }], ['$[0].name set']],
    [
      'no identity, and one field changed',
      [
        { effect: 'Allow', actions: ['a'], on: '*' },
        { effect: 'Deny', actions: ['b'], on: 'x' },
      ],
      [
        { effect: 'Allow', actions: ['a'], on: '*' },
        { effect: 'Deny', actions: ['b', 'c'], on: 'x' },
      ],
      ['$[1].actions[1] insert'],
    ],
    [
      'a field that is not everywhere its own is no identity',
      [
        { name: 'x', v: 1 },
        { name: 'x', v: 2 },
      ],
      [
        { name: 'x', v: 0 },
        { name: 'x', v: 1 },
        { name: 'x', v: 2 },
      ],
      ['$[0] insert'],
    ],
    ['objects moved by content', [{ a: [1] }, { b: 2 }, { c: 3 }], [{ c: 3 }, { a: [1] }, { b: 2 }], ['$[2] move 0']],
    [
      'elements that are alike are paired',
      ['s3:Get', 'ec2:Run'],
      ['x', 's3:Gets', 'ec2:Run'],
      ['$[0] insert', '$[1] set'],
    ],
  ];
  for (const [name, before, after, expected] of cases) {
    it(name, () => {
      const edit = holds(before, after);
      assert.deepEqual(told(edit).sort(), [...expected].sort());
      assert.equal(edit.count, expected.length);
    });
  }

  it('takes the identity that is given', () => {
    const before = [
      { id: 1, arn: 'a', v: 1 },
      { id: 2, arn: 'b', v: 1 },
    ];
    const after = [
      { id: 3, arn: 'b', v: 1 },
      { id: 4, arn: 'a', v: 1 },
    ];
    assert.deepEqual(told(holds(before, after, diff(before, after, { key: 'arn' }))), [
      '$[0].id set',
      '$[0] move 1',
      '$[1].id set',
    ]);
  });
});

describe('diff: values that are not as others', () => {
  it('tells integers apart that a double cannot', () => {
    const [before, after] = [parseJson('{"n": 9007199254740993}'), parseJson('{"n": 9007199254740992}')];
    assert.deepEqual(told(holds(before, after)), ['$.n set']);
    assert.equal(diff(parseJson('[9007199254740993]'), parseJson('[9007199254740993]')).count, 0);
  });

  it('tells -0 from 0, in fields and in arrays', () => {
    assert.equal(holds({ a: 0 }, { a: -0 }).count, 1);
    assert.equal(holds([1, 0, -0, 2], [1, -0, 0, 2]).count, 1);
  });

  it('treats __proto__ and its like as keys', () => {
    const [before, after] = [
      parseJson('{"__proto__": {"a": 1}, "x": 1}'),
      parseJson('{"constructor": 2, "__proto__": {"a": 2}, "toString": 3}'),
    ];
    const edit = holds(before, after);
    assert.deepEqual(told(edit).sort(), ['$.__proto__.a set', '$.constructor add', '$.toString add', '$.x remove']);
    assert.equal(({} as { a?: unknown }).a, undefined);
    assert.equal(Object.getPrototypeOf(apply(before, edit)), Object.prototype);
    assert.equal(diff(parseJson('{"__proto__": 1}'), {}).count, 1);
  });

  it('compares ten thousand levels', () => {
    const deep = (end: string, open = '{"a":[', close = ']}') =>
      JSON.parse(open.repeat(10_000) + end + close.repeat(10_000)) as JsonValue;
    const [before, after] = [deep('1'), deep('2')];
    const edit = diff(before, after, { budgetMs: 60_000 });
    assert.equal(edit.count, 1);
    assert.equal(edit.exact, true);
    // assert.deepEqual cannot go so deep itself.
    assert.equal(diff(apply(before, edit), after).count, 0);
    assert.equal(diff(apply(after, invert(edit)), before).count, 0);
  });

  it('reads a cycle as the text that stands for it', () => {
    const ring = (n: number) => {
      const object: Record<string, unknown> = { n };
      object['self'] = object;
      object['list'] = [object];
      return object;
    };
    const edit = diff(ring(1), ring(2));
    assert.deepEqual(told(edit), ['$.n set']);
    assert.deepEqual(edit.after, { n: 2, self: '[Circular]', list: ['[Circular]'] });
    assert.equal(diff(ring(1), ring(1)).count, 0);
  });

  it('reads what JSON does not have as JSON would write it', () => {
    const trap = {
      get x(): never {
        throw new Error('no');
      },
    };
    const before = { at: new Date(0), f: () => 1, u: undefined, n: NaN, t: trap };
    const after = { at: new Date(1), n: null, t: { x: '[Unreadable]' } };
    assert.deepEqual(told(diff(before, after)), ['$.at set']);
    assert.equal(diff(undefined, null).count, 0);
    assert.equal(diff(new Map([[1, 2]]), {}).count, 0);
  });

  it('ends on values that share parts many times over', () => {
    const bush = () => {
      let at: unknown[] = [1];
      for (let i = 0; i < 40; i += 1) at = [at, at];
      return at;
    };
    const started = performance.now();
    const edit = diff(bush(), [...bush(), 2], { budgetMs: 50 });
    assert.ok(edit.count > 0);
    assert.ok(performance.now() - started < 5_000);
  });
});

describe('diff: time', () => {
  it('is right when there is none, and says that it is coarse', () => {
    for (const { before, after } of referenceCases()) {
      const edit = holds(before, after, diff(before, after, { budgetMs: 0 }));
      assert.equal(edit.exact, false);
      assert.ok(edit.count > 0);
    }
    assert.equal(diff({ a: [1] }, { a: [1] }, { budgetMs: 0 }).count, 0);
  });

  it('matches an array of the same values in order, and says so', () => {
    const before = Array.from({ length: 6_000 }, (_, i) => i % 2);
    assert.equal(holds(before, [...before.slice(0, 3_000), 2, ...before.slice(3_000)]).exact, true);
    assert.equal(holds(before, [2, ...before.slice(1, 5_999), 3]).exact, false);
  });
});

describe('diff: any two values', () => {
  const next = random(42);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const scalars: JsonValue[] = [null, true, false, 0, -0, 1, 2.5, 9007199254740993n, '', 'a', 'b', 'long text', '😀'];
  const keys = ['a', 'b', 'id', 'name', '__proto__', 'x/y~z', ''];
  const value = (depth: number): JsonValue => {
    const r = next();
    if (depth === 0 || r < 0.4) return pick(scalars);
    if (r < 0.7) return Array.from({ length: Math.floor(next() * 7) }, () => value(depth - 1));
    const object: JsonObject = {};
    for (let i = Math.floor(next() * 5); i > 0; i -= 1) {
      Object.defineProperty(object, pick(keys), {
        value: value(depth - 1),
        writable: true,
        enumerable: true,
        configurable: true,
      });
    }
    return object;
  };
  /** The same with a few things done to it, as changes are: two random values have little in common. */
  const mutated = (old: JsonValue, depth: number): JsonValue => {
    if (next() < 0.1) return value(depth);
    if (Array.isArray(old)) {
      const items = old.map(item => (next() < 0.3 ? mutated(item, depth - 1) : item));
      for (let n = Math.floor(next() * 3); n > 0; n -= 1) {
        const at = Math.floor(next() * (items.length + 1));
        if (next() < 0.4) items.splice(at, 0, value(1));
        else if (next() < 0.5) items.splice(at, 1);
        else if (items.length > 0) items.splice(at, 0, ...items.splice(Math.floor(next() * items.length), 1));
      }
      return items;
    }
    if (typeof old !== 'object' || old === null) return next() < 0.3 ? pick(scalars) : old;
    const object: JsonObject = {};
    for (const key of Object.keys(old)) {
      if (next() < 0.1) continue;
      const inner = next() < 0.4 ? mutated(old[key]!, depth - 1) : old[key]!;
      Object.defineProperty(object, key, { value: inner, writable: true, enumerable: true, configurable: true });
    }
    return object;
  };

  it('applies and inverts, for 4,000 pairs', () => {
    for (let i = 0; i < 4_000; i += 1) {
      const before = value(4);
      holds(before, next() < 0.8 ? mutated(before, 4) : value(4));
    }
  });

  it('moves no more elements of a list than need be, for 1,000 shuffles', () => {
    for (let i = 0; i < 1_000; i += 1) {
      const before = Array.from({ length: Math.floor(next() * 9) }, (_, n) => n);
      const after = [...before].sort(() => next() - 0.5);
      const longest = (rest: readonly number[], above: number): number =>
        rest.length === 0
          ? 0
          : Math.max(longest(rest.slice(1), above), rest[0]! > above ? 1 + longest(rest.slice(1), rest[0]!) : 0);
      assert.equal(holds(before, after).count, before.length - longest(after, -1));
    }
  });

  it('needs no more changes than there were, where things have an identity', () => {
    for (let i = 0; i < 500; i += 1) {
      const before = Array.from({ length: 12 }, (_, id) => ({ id, v: 0, tags: ['a', 'b'] }));
      let after = before.map(item => ({ ...item }));
      let made = 0;
      for (let n = 1 + Math.floor(next() * 4); n > 0; n -= 1) {
        const at = Math.floor(next() * after.length);
        const r = next();
        made += 1;
        if (r < 0.3) after = after.map((item, k) => (k === at ? { ...item, v: item.v + 1 } : item));
        else if (r < 0.5) after.splice(at, 1);
        else if (r < 0.7) after.splice(at, 0, { id: 100 + i * 10 + n, v: 0, tags: [] });
        else after.splice(Math.floor(next() * after.length), 0, ...after.splice(at, 1));
      }
      assert.ok(holds(before, after).count <= made);
    }
  });
});
