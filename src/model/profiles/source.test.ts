import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Condition, Source } from './profile.js';
import { compileCondition, compileSource, compileText } from './source.js';

const event: unknown = JSON.parse(`{
  "a": "text", "blank": " ", "nil": null, "n": 0, "yes": true, "list": ["x", "y"], "object": {"k": 1},
  "b": {"c": "deep"}, "d.e": "dotted",
  "changes": {"title": {"from": "old"}, "body": {"from": null}, "__proto__": {"from": "odd"}, "none": {}},
  "now": {"title": "new", "__proto__": "even"},
  "properties": [{"name": "p", "old": "1"}, {"name": "q", "new": "2"}, {"old": "nameless"}, null]
}`);

describe('compileSource', () => {
  const cases: [Source, unknown][] = [
    ['a', 'text'],
    ['b.c', 'deep'],
    ['"d.e"', 'dotted'],
    ['list.1', 'y'],
    ['n', 0],
    ['blank', undefined],
    ['nil', undefined],
    ['missing.path', undefined],
    ['constructor', undefined],
    [['missing', 'blank', 'a', 'b.c'], 'text'],
    [[], undefined],
    [{ const: { any: [1] } }, { any: [1] }],
    [{ template: '{a}-{n}-{yes}' }, 'text-0-true'],
    [{ template: 'all {{of}} it' }, 'all {of} it'],
    [{ template: '{"d.e"}!' }, 'dotted!'],
    [{ template: '{a} {nil}' }, undefined],
    [{ template: '{object}' }, undefined],
    [{ from: 'a', lookup: { other: '1', 'te*': '2', text: '3' } }, '2'],
    [{ from: 'n', lookup: { 0: 'zero' } }, 'zero'],
    [{ from: 'object', lookup: { '*': 'x' } }, undefined],
    [{ from: 'missing', lookup: { '*': 'x' } }, undefined],
    [{ from: ['a', 'b.c'], lookup: { deep: 'found' } }, 'found'],
    [{ from: 'a', except: 'text' }, undefined],
    [{ from: ['a', 'b.c'], except: ['t*'] }, 'deep'],
    [{ from: 'object', except: ['t*'] }, { k: 1 }],
    [{ if: { a: 'text' }, then: 'n', else: 'yes' }, 0],
    [{ if: { a: 'other' }, then: 'n', else: 'yes' }, true],
    [{ if: { a: 'other' }, then: 'n' }, undefined],
    [{ entries: 'changes', value: ['from', 'was'] }, JSON.parse('{"title":"old","body":null,"__proto__":"odd"}')],
    [{ entries: 'changes', in: ['nothing', 'now'] }, JSON.parse('{"title":"new","__proto__":"even"}')],
    [
      { entries: 'properties', key: 'name', value: ['old', 'new'] },
      { p: '1', q: '2' },
    ],
    [{ entries: 'properties', value: 'old' }, undefined],
    [{ entries: 'a', value: 'old' }, undefined],
  ];
  for (const [source, value] of cases) {
    it(JSON.stringify(source), () => assert.deepEqual(compileSource(source, '')(event), value));
  }

  it('has no value for anything in an event that is none', () => {
    for (const odd of [null, undefined, 1, 'text', [], Symbol('s'), () => 1]) {
      for (const [source] of cases) assert.doesNotThrow(() => compileSource(source, '')(odd));
    }
  });
});

describe('compileText', () => {
  it('passes over what is no text on to the next source', () => {
    assert.equal(compileText(['object', 'list', 'n'], '')(event), '0');
    assert.equal(compileText('object', '')(event), undefined);
    assert.equal(compileText(undefined, '')(event), undefined);
  });
});

describe('compileCondition', () => {
  const cases: [Condition, boolean][] = [
    [{}, true],
    [{ a: true, nil: false, blank: false, n: true }, true],
    [{ a: true, missing: true }, false],
    [{ a: 't*' }, true],
    [{ a: ['x', 'text'] }, true],
    [{ yes: 'true', n: '0' }, true],
    [{ list: 'y' }, true],
    [{ list: 'z' }, false],
    [{ object: '*' }, false],
    [{ a: { not: ['x', 'y'] } }, true],
    [{ a: { not: 'te*' } }, false],
    [{ missing: { not: 'x' } }, false],
    [{ list: { not: 'y' } }, false],
  ];
  for (const [condition, holds] of cases) {
    it(JSON.stringify(condition), () => assert.equal(compileCondition(condition)(event), holds));
  }
});
