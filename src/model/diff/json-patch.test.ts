import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import type { applyPatch, Operation } from 'fast-json-patch';
import { isObject, type JsonValue } from '../record.js';
import { stringifyJson } from '../json.js';
import { parseJson } from '../parse-json.js';
import { readLines } from '../../../test/node/fixtures.js';
import { apply, applyJsonPatch, applyMergePatch, diff, EditError, invert, toJsonPatch } from './index.js';
import { random, referenceCases } from './test/values.js';

// Its entry for CommonJS, whose files have no TypeScript beside them that a loader could take instead.
const library = createRequire(import.meta.url)('fast-json-patch/commonjs/core.js') as { applyPatch: typeof applyPatch };

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** What another library makes of our patch. */
function patched(before: JsonValue, patch: unknown): unknown {
  return library.applyPatch(copy(before), copy(patch) as Operation[], true).newDocument;
}

describe('toJsonPatch', () => {
  it('is what the standard says', () => {
    const patch = toJsonPatch(diff({ a: 1, 'x/y~': [1, 2], gone: null }, { a: 2, 'x/y~': [2], come: {} }));
    assert.deepEqual(
      patch,
      [
        { op: 'replace', path: '/a', value: 2 },
        { op: 'remove', path: '/gone' },
        { op: 'add', path: '/come', value: {} },
        { op: 'remove', path: '/x~1y~0/0' },
      ].sort((p, q) => patch.findIndex(o => o.path === p.path) - patch.findIndex(o => o.path === q.path)),
    );
  });

  it('keeps integers exact', () => {
    const patch = toJsonPatch(diff(parseJson('[9007199254740993]'), parseJson('[9007199254740995]')));
    assert.equal(stringifyJson(patch), '[{"op":"replace","path":"/0","value":9007199254740995}]');
  });

  it('replaces the whole value', () => {
    assert.deepEqual(toJsonPatch(diff(1, 'x')), [{ op: 'replace', path: '', value: 'x' }]);
    assert.deepEqual(toJsonPatch(diff(1, 1)), []);
  });

  it('can be applied by another library: the reference cases', () => {
    for (const { before, after, minimum } of referenceCases()) {
      const patch = toJsonPatch(diff(before, after));
      assert.equal(patch.length, minimum);
      assert.deepEqual(patched(before, patch), after);
    }
  });

  it('can be applied by another library, and by us: 4,000 pairs of arrays with moves', () => {
    const next = random(7);
    for (let i = 0; i < 4_000; i += 1) {
      const size = Math.floor(next() * 10);
      const item = (id: number): JsonValue =>
        i % 3 === 0 ? id % 5 : { id, v: Math.floor(next() * 3), list: [id % 4, 1] };
      const before = Array.from({ length: size }, (_, id) => item(id));
      const after = [...before, ...(next() < 0.5 ? [item(20), item(21)] : [])]
        .sort(() => (next() < 0.3 ? next() - 0.5 : 0))
        .filter(() => next() < 0.8)
        .map((value): JsonValue => (isObject(value) && next() < 0.3 ? { ...value, v: 9 } : value));
      const patch = toJsonPatch(diff(before, after));
      assert.deepEqual(patched(before, patch), after, JSON.stringify([before, after]));
      assert.deepEqual(applyJsonPatch(before, patch), after);
    }
  });

  it('goes ten thousand levels down', () => {
    const deep = (end: string) => JSON.parse('{"a":'.repeat(10_000) + end + '}'.repeat(10_000)) as JsonValue;
    const [operation] = toJsonPatch(diff(deep('1'), deep('2'), { budgetMs: 60_000 }));
    assert.equal(operation!.path, '/a'.repeat(10_000));
  });
});

describe('policies of AWS before and after 165 changes', () => {
  const pairs = readLines('test/data/aws-managed-policies.pairs.jsonl.gz').map(
    line => parseJson(line) as { before: JsonValue; after: JsonValue },
  );

  it('are all there', () => {
    assert.equal(pairs.length, 165);
  });

  it('come out right by applying, by going back, and by the patch in another library', () => {
    for (const { before, after } of pairs) {
      const edit = diff(before, after);
      assert.equal(edit.exact, true);
      assert.deepEqual(apply(before, edit), after);
      assert.deepEqual(apply(after, invert(edit)), before);
      assert.deepEqual(patched(before, toJsonPatch(edit)), after);
    }
  });
});

describe('applyJsonPatch', () => {
  const before = { a: [1, { b: 2 }], 'k/~': 3 };

  it('carries out every operation, and leaves the value alone', () => {
    const kept = copy(before);
    const after = applyJsonPatch(before, [
      { op: 'test', path: '/a/1', value: { b: 2 } },
      { op: 'copy', from: '/a/1', path: '/c' },
      { op: 'replace', path: '/c/b', value: 5 },
      { op: 'move', from: '/k~1~0', path: '/a/0' },
      { op: 'add', path: '/a/-', value: null },
      { op: 'remove', path: '/a/1' },
    ]);
    assert.deepEqual(after, { a: [3, { b: 2 }, null], c: { b: 5 } });
    assert.deepEqual(before, kept);
  });

  const wrong: [what: string, patch: unknown][] = [
    ['no array', {}],
    ['no operation', [null]],
    ['an operation that is none', [{ op: 'increase', path: '/a' }]],
    ['a path that is none', [{ op: 'remove', path: 'a' }]],
    ['nothing there', [{ op: 'remove', path: '/b' }]],
    ['an index past the end', [{ op: 'add', path: '/a/3', value: 1 }]],
    ['an index with a leading zero', [{ op: 'remove', path: '/a/01' }]],
    ['no value', [{ op: 'add', path: '/b' }]],
    ['a test that fails', [{ op: 'test', path: '/a/0', value: '1' }]],
    ['a value into itself', [{ op: 'move', from: '/a', path: '/a/0' }]],
    ['the prototype', [{ op: 'add', path: '/__proto__/x', value: 1 }]],
  ];
  for (const [what, patch] of wrong) {
    it(`refuses ${what}`, () => assert.throws(() => applyJsonPatch(before, patch), EditError));
  }
});

describe('applyMergePatch', () => {
  // The examples of RFC 7396, appendix A.
  const examples: [string, string, string][] = [
    ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
    ['{"a":"b"}', '{"a":null}', '{}'],
    ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
    ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
    ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
    ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
    ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
    ['["a","b"]', '["c","d"]', '["c","d"]'],
    ['{"a":"b"}', '["c"]', '["c"]'],
    ['{"a":"foo"}', 'null', 'null'],
    ['{"a":"foo"}', '"bar"', '"bar"'],
    ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
    ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
    ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
  ];
  for (const [before, patch, after] of examples) {
    it(`${patch} over ${before}`, () =>
      assert.deepEqual(applyMergePatch(parseJson(before), parseJson(patch)), parseJson(after)));
  }
});
