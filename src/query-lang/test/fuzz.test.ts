import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check } from '../check.js';
import { compile } from '../compile.js';
import { complete } from '../complete.js';
import { applyFix } from '../diagnostic.js';
import { addClause, removeClause, toggleValue } from '../edit.js';
import { eventSchema } from '../event-schema.js';
import { fixAll } from '../fix-all.js';
import { format } from '../format.js';
import { parse } from '../parser.js';
import { print } from '../print.js';
import { mutate, randomQuery, randomTokens } from './queries.js';
import { Random } from './random.js';

/** Everything the language can do with a text. None of it may throw, but for `print` where DjangoQL has no words. */
function everything(text: string): void {
  const { query, kind } = parse(text);
  for (const { from, to, fixes } of check(text, eventSchema)) {
    assert.ok(0 <= from && from <= to && to <= text.length, text);
    for (const fix of fixes) assert.equal(typeof applyFix(text, fix), 'string');
  }
  if (query) {
    assert.equal(typeof compile(query)({ action: 'login', context: {} }), 'boolean');
    assert.equal(parse(print(query)).kind, kind, text);
  }
  assert.equal(typeof format(text), 'string');
  assert.equal(typeof addClause(text, 'action', '=', 'login'), 'string');
  assert.equal(typeof removeClause(text, 'action', '=', 'login'), 'string');
  assert.equal(typeof toggleValue(text, 'action', '!=', 'login'), 'string');
  complete(text, text.length >> 1, eventSchema);
}

describe('any text at all', () => {
  it('random characters', () => {
    const random = new Random(10);
    const ranges = [[32, 95], [32, 95], [0, 32], [0x80, 0x300], [0x2000, 0x70], [0xd800, 0x800], [0xff00, 0xff]] as const; // prettier-ignore
    for (let i = 0; i < 2_000; i += 1) {
      const length = random.below(40);
      let text = '';
      for (let j = 0; j < length; j += 1) {
        const [start, size] = random.pick(ranges);
        text += String.fromCharCode(start + random.below(size));
      }
      everything(text);
    }
  });

  it('queries with mistakes', () => {
    const random = new Random(11);
    for (let i = 0; i < 1_500; i += 1) everything(mutate(random, randomQuery(random, 2)));
  });

  it('tokens thrown together', () => {
    const random = new Random(12);
    for (let i = 0; i < 1_500; i += 1) everything(randomTokens(random));
  });

  it('all fixes at once lead to a query', () => {
    for (const [text, fixed] of [
      ['a == "x" && b == "y"', 'a = "x" and b = "y"'],
      ['user.username == bob AND action:"login"', 'user.username = "bob" and action="login"'],
      ['(a = login || b = “x”', '(a = "login" or b = "x")'],
    ] as const) {
      const fix = fixAll(parse(text).errors, 'all');
      assert.ok(fix, text);
      assert.equal(applyFix(text, fix), fixed);
    }
    assert.equal(fixAll(parse('a == 1').errors, 'all'), null);
    // What was not understood is not thrown away.
    assert.equal(fixAll(parse('a = 1 {x} b = 2 {y}').errors, 'all'), null);
  });

  it('fixes lead to a query in the end', () => {
    // Not of every text, but of those with slips that have one clear meaning.
    for (let text of [
      'action == "a" && app = “b” || NOT (user.pk = 007',
      'a = login AND b in "x"',
      'not a = TRUE; b <> 2024-01-30',
    ]) {
      for (let step = 0; step < 12 && parse(text).kind !== 'query'; step += 1) {
        const fix = parse(text).errors.find(error => error.fixes.length > 0)?.fixes[0];
        assert.ok(fix, text);
        text = applyFix(text, fix);
      }
      assert.equal(parse(text).kind, 'query', text);
    }
  });
});

describe('size and depth', () => {
  const million = 1_000_000;
  const shapes: Record<string, string> = {
    'and chain': 'a = 1 and ',
    'list': 'a in (' + '"x",'.repeat(1_000) + '1) or ',
    'words': 'foo bar ',
    'quotes': '"',
    'open parentheses': '(',
    'operators': '= ',
    'conditions without a word between': 'a = 1 ',
    'backslashes': '"\\',
    'digits': '1',
    'emoji': '😀 = ',
  }; // prettier-ignore
  for (const [name, piece] of Object.entries(shapes)) {
    it(`1 MB of ${name} takes no more than ten times as long, by the letter, as 100 kB`, () => {
      const time = (length: number): number => {
        const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
        const before = process.cpuUsage();
        const { query } = parse(text);
        if (query) compile(query)({});
        const used = process.cpuUsage(before);
        return (used.user + used.system) / 1_000;
      };
      time(10_000);
      // A floor of some milliseconds, for the clock is coarse and collecting garbage takes its turn.
      const small = Math.max(20, time(million / 10));
      const large = time(million);
      assert.ok(large < small * 100, `${small} ms, then ${large} ms`);
      assert.ok(large < 30_000, `${large} ms`);
    });
  }

  it('10,000 parentheses are too many, and say so where they begin to be', () => {
    const text = `${'('.repeat(10_000)}a = 1${')'.repeat(10_000)}`;
    everything(text);
    const { kind, errors } = parse(text);
    assert.equal(kind, 'broken');
    assert.deepEqual(
      errors.map(({ code, from }) => [code, from]),
      [['too-deep', 501]],
    );
    assert.equal(parse('not ('.repeat(10_000) + 'a = 1' + ')'.repeat(10_000)).kind, 'broken');
    everything('('.repeat(10_000));
    everything('a in ['.repeat(10_000));
  });

  it('500 are not, everywhere', () => {
    const text = `${'('.repeat(500)}a = 1${')'.repeat(500)}`;
    assert.equal(parse(text).kind, 'query');
    const nested = `${'not (x = 1 or '.repeat(500)}a = 1${')'.repeat(500)}`;
    assert.equal(parse(nested).kind, 'query');
    everything(nested);
    const { query } = parse(nested);
    assert.equal(JSON.stringify(structuredClone(query)), JSON.stringify(query));
  });
});
