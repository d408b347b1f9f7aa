import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyFix } from '../diagnostic.js';
import { parser } from '../event-query.grammar.js';
import { parse, readQuery } from '../parser.js';
import { readQuickly } from '../quick-reader.js';
import { mutate, randomQuery, randomTokens } from './queries.js';
import { Random } from './random.js';
import { isQuery } from './reference.js';

function agrees(text: string): void {
  const { kind, errors, query } = parse(text);
  assert.equal(kind === 'query', isQuery(text), `${JSON.stringify(text)} is ${kind}: ${JSON.stringify(errors)}`);
  const { condition, errors: found } = readQuery(text);
  assert.deepEqual(readQuickly(text), found.length === 0 ? condition : null, text);
  assert.equal(kind === 'broken', errors.length > 0, text);
  assert.equal(query === null, kind === 'broken' || kind === 'empty', text);
  for (const { from, to } of errors) assert.ok(0 <= from && from <= to && to <= text.length, text);
}

describe('what is a query', () => {
  // DjangoQL 0.19.1: each of these was tried on, or follows from, its lexer and its grammar.
  const yes = [
    'a = 1', 'a=1', 'a = -0', 'a = 0.0', 'a = 1e5', 'a = 1E+5', 'a = -1.50e-3', `a = ${'9'.repeat(400)}`,
    'a = 1and b = 2', 'a = 1or b = 2', 'a="x"and b="y"', '(a = 1)and(b = 2)', 'a in("x")', 'a not in(1,2)', 'a>-1',
    'a = True', 'a != False', 'a = None', 'a in (None, True, 1, "x", 1.5)', 'a = ""', "a = ''", `a = "it's"`, `a = 'say "x"'`,
    'a = "\\"\\\'\\\\\\/\\b\\f\\n\\r\\t\\u00e9"', "a = '\\\"\\''", 'a = "\t\v\0"', 'a.b.c_d.e1 = 1', '_ = 1', '__a__ = 1',
    'a.in = 1', 'a.not.or = 1', 'nota = 1', 'in_ = 1', 'or1 = 1', 'TRUE = 1', 'And = 1', 'a\u00a0=\u00a01', 'a\v=\f1',
    'a\n=\r1\u2028and\u2029b = 2', '\t a = 1 \n', '((((a = 1))))', 'a not\n\tstartswith "x"', 'a = 1 and b = 2 or c = 3',
    'a ~ "x" and a !~ "x"', 'a > "x"', 'a >= "2024-01-30"', 'a = "<script>"', 'now = 1 and today.x = 2',
  ]; // prettier-ignore
  for (const text of yes) {
    it(`yes: ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.ok(isQuery(text));
      agrees(text);
    });
  }

  const more = [
    'a = 1\u00a0and b = 2', "a='x'and b=1", '((a = 1) or (b = 2))', 'a  not   startswith"x"', 'a startswith"x"', 'a=-0.0e-0', 'a~"x"', 'a!~"x"', 'a!="x"', "a<='x'", 'a<1', 'a.True = 1', 'orange = 1', 'a = "\\u005C"', 'a = ""and b = \'\'', '(a = 1)or(b = 2)and(c = 3)', 'a in (1,2,3)', 'a in ( "x" , None , True , -1.5e3 )', 'a = "\'"', "a = '\"'", 'a\n=\n1', 'a = "a  b\tc"', 'a = "\u0085\u00a0\u3000"', 'a=1\r\nand\r\nb=2', '_._ = 1', 'A1_.b2 = 1', 'a = "\ufeff"', 'and1 = 1', 'or_ = 1', 'a.startswith = 1', 'a endswith "x" or a not endswith \'y\'', 'a = 1e0', 'a = 100000000000000000000000000000.5', '(((a=1)and(b=1)))'
  ]; // prettier-ignore
  for (const text of more) {
    it(`yes: ${JSON.stringify(text)}`, () => {
      assert.ok(isQuery(text));
      agrees(text);
    });
  }

  const ours = [
    'a in ["x"]', 'a not in [1, 2]', 'not (a = 1)', 'not(a = 1)', 'not (not (a = 1))', 'a = 1 and not (b = 2 or c = 3)',
    'created > now', 'created > now-7d', 'created >= today', 'created < today-1d', 'a in (now-1h, today)', 'a = now-30s or a = now-5m or a = now-2w',
  ]; // prettier-ignore
  for (const text of ours) it(`ours: ${text}`, () => agrees(text));

  const no = [
    'a =', 'a', '= 1', 'a 1 = 2', '()', '(a = 1', 'a = 1)', 'a = 1 and', 'and a = 1', 'a = 1 b = 2', 'a = 1 and or b = 2',
    'a = 01', 'a = 1.', 'a = .5', 'a = +5', 'a = 1_000', 'a = - 1', 'a = 1.5.5', 'a = 1e', 'a = 0x1', 'a == 1', 'a = = 1', 'a ! = 1',
    'a > = 1', 'a <> 1', 'a =~ "x"', 'a = "x', 'a = x"', 'a = "\\x"', 'a = "\\u12"', 'a = "a\nb"', 'a = "a\u2028b"', "a = 'x\"",
    'a ~ 1', 'a ~ None', 'a !~ True', 'a startswith 5', 'a > True', 'a <= None', 'a in ()', 'a in ("x",)', 'a in (,"x")', 'a in "x"',
    'a in ("x" "y")', 'a in (("x"))', 'a = ("x")', 'a in (b)', 'a = b', 'a = TRUE', 'a = null', 'or.x = 1', 'in = 1', 'True = 1', 'not = 1',
    'a. = 1', 'a..b = 1', '.a = 1', 'a .b = 1', 'a-b = 1', '1a = 1', 'a.1 = 1', 'é = 1', '"a" = 1', 'a = 1 AND b = 2', 'a = 1 && b = 2',
    'a\u2003= 1', '\ufeffa = 1', 'a = 1 # x', 'a = 1;', 'not a = 1', 'not not (a = 1)', 'a not = 1', 'a not ~ "x"', 'a not "x"',
    'a in ["x")', 'a in ("x"]', 'a in []', 'a > now-7x', 'a > now -7d', 'a > now-d', 'a > now+7d', 'a > nowhere', 'a ~ now', 'a > Now',
    '(a = 1) = 1', 'a = (1)', 'a = True1', 'a = None.x', 'a = 1.e5', 'a = "x"in', 'a<= =1', 'a=~"x"', 'True.a = 1', 'not.a = 1', 'a = 1 and', 'a in ("x";"y")', 'a in "x", "y"', 'a = -', 'a = --1', 'a = 1 - 1', 'a = 1,', ', a = 1', 'a = 1 or or b = 1', 'a = 1 not b = 1', 'a = "x\\', "a = 'x\\'", 'a = "\\u00zz"', 'a = "\\U0041"', 'a = "\\0"', 'a = "\\\n"', 'a = `x`', 'a = NaN', 'a = Infinity', 'a = 1L', 'a = 1f', 'a = 0b1', "a = u'x'", 'a = r"x"', 'a b = 1', 'a = b.c', 'a = "x" or', '(a = 1', 'a = 1))', 'a\u3000= 1', 'a = 1\u200b', 'a\u0085= 1', 'a = 1\u1680', '\u200ba = 1', 'a is None = 1', 'a > None', 'a ~ None', 'a startswith 1', 'a startswith True', 'a in (("x"))', 'a in ["x"', 'a in (-)', 'a = 1 /* x */', 'a = 1 -- x', 'a = 1 // x', 'é.a = 1', 'a.é = 1', 'a$b = 1', 'a@b = 1', 'a:b = 1', 'a/b = 1',
    'a = 1 and (b = 2', 'a = 1 (and b = 2)', 'a = "x" "y"', 'a startswith now', 'a = $x', 'a = “x”',
  ]; // prettier-ignore
  for (const text of no) {
    it(`no: ${JSON.stringify(text)}`, () => {
      assert.ok(!isQuery(text));
      agrees(text);
    });
  }

  it('agrees with the rules on queries made by them', () => {
    const random = new Random(1);
    for (let i = 0; i < 2_000; i += 1) {
      const text = randomQuery(random);
      assert.ok(isQuery(text), text);
      agrees(text);
    }
  });

  it('agrees with the rules on queries with mistakes', () => {
    const random = new Random(2);
    for (let i = 0; i < 6_000; i += 1) agrees(mutate(random, randomQuery(random, 1)));
  });

  it('agrees with the rules on tokens thrown together', () => {
    const random = new Random(3);
    for (let i = 0; i < 6_000; i += 1) agrees(randomTokens(random));
  });
});

describe('what is meant as a query', () => {
  const broken = [
    'app is None', 'app IS NOT NULL', '(user.email is null) and x', 'x and app is True', 'action equals "x"', 'action like "x"', 'action starts with "x"',
    'action: "login"', 'action:login AND user:bob', 'created after "2026-01-01"', 'created is before 2026-01-01', 'action contains "x"',
  ]; // prettier-ignore
  for (const text of broken) it(`broken: ${text}`, () => assert.equal(parse(text).kind, 'broken'));
  const words = [
    'what this is null and void', 'the value is None', 'log in', 'not found', 'user is locked', 'arn:aws:iam::1:root and more', 'http://a.example and http://b.example',
    'login after "password reset"', 'O\'Brien contains multitudes', '"a = b"', 'action: login', '10:30 and 11:30', 'and or not', 'backup since 2026',
  ]; // prettier-ignore
  for (const text of words) it(`words: ${text}`, () => assert.equal(parse(text).kind, 'text'));
  it('can be searched for all the same, when it is all words', () => {
    const fix = parse('app is None').errors[0]?.fixes.at(-1);
    assert.ok(fix);
    assert.equal(parse(applyFix('app is None', fix)).kind, 'text');
  });
});

describe('an error of the tree', () => {
  it('is always an error of the text, and the other way round', () => {
    const random = new Random(4);
    for (let i = 0; i < 3_000; i += 1) {
      // Mistakes cut an emoji in two at times, which Lezer alone does not take.
      const text = mutate(random, randomQuery(random, 1)).replace(/\p{Surrogate}/gu, 'x');
      if (parse(text).kind === 'text' || parse(text).kind === 'empty') continue;
      let wrong = false;
      parser
        .parse(text)
        .iterate({ enter: node => void (wrong ||= node.type.isError || /^(Wrong|Smart|Bad|Open)/.test(node.name)) });
      if (wrong) assert.equal(parse(text).kind, 'broken', text);
    }
  });
});
