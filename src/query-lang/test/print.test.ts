import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile } from '../compile.js';
import { format } from '../format.js';
import { schemaFromIntrospection } from '../introspection.js';
import { parse } from '../parser.js';
import { NotExpressible, print } from '../print.js';
import { sameQuery } from '../query.js';
import { randomQuery } from './queries.js';
import { Random } from './random.js';

const NOW = new Date('2024-01-31T12:30:15.500Z');

function query(text: string) {
  const parsed = parse(text);
  assert.ok(parsed.query, `${text}: ${parsed.errors[0]?.message}`);
  return parsed.query;
}

describe('print in our own language', () => {
  const cases: [string, string][] = [
    ["action='login'", 'action = "login"'],
    ['action in ["a","b"]', 'action in ("a", "b")'],
    ['a = 1 or b = 2 and c = 3', 'a = 1 or (b = 2 and c = 3)'],
    ['(((a = 1)))', 'a = 1'],
    ['(a = 1 and b = 2) and c = 3', '(a = 1 and b = 2) and c = 3'],
    ['not(a = 1)', 'not (a = 1)'],
    ['a not\n startswith "x"', 'a not startswith "x"'],
    ['a = 0.50 and b = 1E5', 'a = 0.50 and b = 1E5'],
    ['a = "\\u000a\\t\\"\\\\"', 'a = "\\n\\t\\"\\\\"'],
    ['a = "\u202e"', 'a = "\\u202e"'],
    ['created > now-7d', 'created > now-7d'],
    ['a = True or b != None', 'a = True or b != None'],
    ['  foo   "bar baz",qux ', 'foo "bar baz" qux'],
    ['"a = b" c', '"a = b" c'],
    ['foo "in" "(x"', '"foo" "in" "(x"'],
    ["O'Brien", "O'Brien"],
  ];
  for (const [text, printed] of cases) it(text, () => assert.equal(print(query(text)), printed));

  it('says the same again when it is read', () => {
    const random = new Random(5);
    for (let i = 0; i < 2_000; i += 1) {
      const tree = query(randomQuery(random));
      assert.ok(sameQuery(query(print(tree)), tree), print(tree));
    }
  });
});

describe('format', () => {
  for (const text of ['action ==', 'a = 1 and', '(a = 1'])
    it(`leaves ${text} alone`, () => assert.equal(format(text), text));
  it('empties what is empty', () => assert.equal(format(' \n'), ''));
  it('changes nothing the second time, and never the meaning', () => {
    const random = new Random(6);
    for (let i = 0; i < 1_000; i += 1) {
      const text = randomQuery(random);
      const once = format(text);
      assert.equal(format(once), once);
      assert.ok(sameQuery(query(once), query(text)), text);
    }
  });
});

describe('print for DjangoQL', () => {
  const cases: [string, string][] = [
    ['action in ["login", "logout"]', 'action in ("login", "logout")'],
    ["app = 'x'", 'app = "x"'],
    ['app ~ "a\\nb\\tc\\"d\\\\e"', 'app ~ "a\\u000ab\\u0009c\\"d\\\\e"'],
    ['authorized_application.name = "My app"', 'context.authorized_application.name = "My app"'],
    ['app = "a" or app = "b" and app = "c"', 'app = "a" or (app = "b" and app = "c")'],
    ['app = "a" and app = "b" or app = "c"', '(app = "a" and app = "b") or app = "c"'],
    ['not (app = "a" and app ~ "b" or app in ("c"))', '(app != "a" or app !~ "b") and app not in ("c")'],
    ['not (not (app startswith "a"))', 'app startswith "a"'],
    ['not (created > "2024-01-01")', 'created <= "2024-01-01"'],
    ['not (app not endswith "x")', 'app endswith "x"'],
    ['created > now-7d', 'created > "2024-01-24 12:30:15"'],
    ['created in (today, today-1d)', 'created in ("2024-01-31 00:00:00", "2024-01-30 00:00:00")'],
    ['created > "now-1h"', 'created > "2024-01-31 11:30:15"'],
    ['created >= "2024-01-30T09:00:00+02:00"', 'created >= "2024-01-30 07:00:00"'],
    ['created >= "2024-01-30T09:00:00.000Z"', 'created >= "2024-01-30 09:00:00"'],
    ['created >= "2024-1-3"', 'created >= "2024-1-3"'],
    ['created ~ "2024-01-30"', 'created ~ "2024-01-30"'],
    ['created startswith "2024-01-30 09:00"', 'created ~ "2024-01-30 09:00"'],
    ['not (created startswith "2024-01-30")', 'created !~ "2024-01-30"'],
    ['context.n = 1e3 or context.n = 5.0 or context.n = -0.5', 'context.n = 1000 or context.n = 5 or context.n = -0.5'],
    ['context.n = 9007199254740993', 'context.n = 9007199254740993'],
    ['action = "Failed login"', 'action = "login_failed"'],
    ['action in ("login", "custom_x")', 'action = "login" or action = "custom_x"'],
    ['app = "x" and action not in ("login", "custom_x")', 'app = "x" and (action != "login" and action != "custom_x")'],
    ['event_uuid = "F00F54E72B38421FBC78E61F950048D6"', 'event_uuid = "f00f54e7-2b38-421f-bc78-e61f950048d6"'],
    ['client_ip = "2001:DB8::0:1"', 'client_ip = "2001:db8::1"'],
    ['context.x in (None, "a")', 'context.x in ("a")'],
    ['context.x = True', 'context.x = True'],
    ['reset "your password"', 'reset "your password"'],
    ["O'Brien", '"O\'Brien"'],
  ];
  for (const [text, printed] of cases) {
    it(text, () => {
      const result = print(query(text), { dialect: 'djangoql', now: NOW });
      assert.equal(result, printed);
      assert.notEqual(parse(result).kind, 'broken');
    });
  }

  const impossible: [string, string][] = [
    ['client_ip = None', 'None'],
    ['context.x != None', 'None'],
    ['context.x in (None)', '(None)'],
    ['not (client_ip > "10.0.0.1")', 'client_ip > "10.0.0.1"'],
    ['not (context.n > 5)', 'context.n > 5'],
    ['not (app = "x" or user.pk <= 5)', 'user.pk <= 5'],
    ['created > "2024-01-30T09:00:00.5Z"', '"2024-01-30T09:00:00.5Z"'],
    ['created > "soon"', '"soon"'],
    ['created ~ "2024-01"', 'created ~ "2024-01"'],
    ['created endswith "2024-01-30"', 'created endswith "2024-01-30"'],
    ['context.started > now-7d', 'now-7d'],
    ['context.n = 0.1000000000000000055', '0.1000000000000000055'],
    ['context.x = "\\u0000"', '"\\u0000"'],
    ['context.x = "\\ud800"', '"\\ud800"'],
    ['user = "bob"', 'user'],
    ['action.x = 1', 'action.x'],
    ['action = 5', '5'],
    ['app = True', 'True'],
    ['event_uuid = "x"', '"x"'],
    ['client_ip in ("10.0.0.1", "x")', '"x"'],
    ['context.a__b = 1', 'context.a__b'],
    ['context.a_.b = 1', 'context.a_.b'],
    ['context.regex = "x"', 'context.regex'],
    ['missing = "context.geo"', 'missing = "context.geo"'],
    ['not (missing in ("context.geo"))', 'missing in ("context.geo")'],
  ];
  for (const [text, part] of impossible) {
    it(`cannot say ${text}`, () => {
      assert.throws(
        () => print(query(`app = "x" and ${text}`), { dialect: 'djangoql', now: NOW }),
        (error: unknown) => {
          assert.ok(error instanceof NotExpressible);
          assert.equal(`app = "x" and ${text}`.slice(error.from, error.to), part);
          return true;
        },
      );
    });
  }

  it('asks the schema of the server whether None is allowed', () => {
    const schema = schemaFromIntrospection({ current_model: 'core.book', models: { 'core.book': { rating: { type: 'float', nullable: true }, pages: { type: 'int' } } } }); // prettier-ignore
    assert.equal(print(query('rating = None'), { dialect: 'djangoql', schema }), 'rating = None');
    assert.throws(() => print(query('pages = None'), { dialect: 'djangoql', schema }), NotExpressible);
  });

  it('compares a relation with None, and a field of dates with whole days', () => {
    const schema = schemaFromIntrospection({ current_model: 'core.book', models: { 'core.book': { author: { type: 'relation', relation: 'auth.user' }, released: { type: 'date' } }, 'auth.user': { name: { type: 'str' } } } }); // prettier-ignore
    const said = (text: string): string => print(query(text), { dialect: 'djangoql', schema, now: NOW });
    assert.equal(said('author != None'), 'author != None');
    assert.equal(said('released > now-7d and released <= now'), 'released > "2024-01-24" and released <= "2024-01-31"');
    assert.equal(said('released >= now-7d and released < now'), 'released > "2024-01-24" and released <= "2024-01-31"');
    assert.equal(said('released >= today and released in (today)'), 'released >= "2024-01-31" and released in ("2024-01-31")'); // prettier-ignore
    assert.throws(() => said('released = now'), NotExpressible);
    assert.throws(() => said('released in (now)'), NotExpressible);
  });

  it('means the same to whoever reads it, from the left, from the right or by precedence', () => {
    const random = new Random(7);
    const events = Array.from({ length: 16 }, (_, i) => ({
      action: 'abcd'[i & 3],
      app: 'abcd'[i >> 2],
      context: i % 3 ? { a: 'a' } : {},
    }));
    const leaf = (): string =>
      `${random.pick(['action', 'app', 'context.a'])} ${random.pick(['=', '!=', '~', '!~'])} "${random.pick(['a', 'b', 'c'])}"`;
    const make = (depth: number): string => {
      const unit = (): string =>
        depth === 0 || random.chance(2) ? leaf() : `${random.chance(2) ? 'not ' : ''}(${make(depth - 1)})`;
      let text = unit();
      for (let left = random.below(4); left > 0; left -= 1) text += ` ${random.pick(['and', 'or'])} ${unit()}`;
      return text;
    };
    for (let i = 0; i < 1_000; i += 1) {
      const text = make(3);
      const printed = print(query(text), { dialect: 'djangoql' });
      assert.doesNotMatch(printed, /\bnot \(/);
      const [ours, theirs, right] = [compile(query(text)), compile(query(printed)), fromTheRight(printed)];
      for (const event of events) {
        assert.equal(theirs(event), ours(event), `${text} -> ${printed}`);
        assert.equal(right(event), ours(event), `${text} -> ${printed}, from the right`);
      }
    }
  });
});

/** DjangoQL's own reading: `and` and `or` have the same precedence, and what stands on the right belongs together. */
function fromTheRight(text: string): (event: unknown) => boolean {
  const tokens = text.match(/[()]|\b(?:and|or)\b|[\w.]+ [!=~]+ "[^"]*"/g)!;
  let at = 0;
  const unit = (): ((event: unknown) => boolean) => {
    if (tokens[at] === '(') {
      at += 1;
      const inner = chain();
      at += 1;
      return inner;
    }
    const leaf = compile(query(tokens[at]!));
    at += 1;
    return leaf;
  };
  const chain = (): ((event: unknown) => boolean) => {
    const left = unit();
    const word = tokens[at];
    if (word !== 'and' && word !== 'or') return left;
    at += 1;
    const right = chain();
    return word === 'and' ? event => left(event) && right(event) : event => left(event) || right(event);
  };
  return chain();
}
