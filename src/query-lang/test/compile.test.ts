import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile } from '../compile.js';
import { parse } from '../parser.js';
import { schemaFromIntrospection } from '../introspection.js';

const NOW = Date.UTC(2024, 0, 31, 12, 30, 15, 500);

const event = {
  pk: 'f00f54e7-2b38-421f-bc78-e61f950048d6',
  action: 'login_failed',
  app: 'authentik.core',
  created: '2024-01-30T09:00:00.120000Z',
  client_ip: null,
  user: { username: 'Ana', pk: 5 },
  brand: {},
  context: {
    geo: { country: 'DE', city: 'KÖLN' },
    double: 9007199254740992,
    big: 9007199254740993n,
    tenth: 0.1,
    half: 0.5,
    huge: 1e300,
    zero: -0,
    text: '5',
    yes: true,
    nothing: null,
    list: ['a', { b: 1 }],
    object: { longer: 1, a: 'x' },
    emoji: '😀',
    kelvin: '\u212a',
    sharp: 'STRAẞE',
    constructor: { name: 'own' },
  },
};

function matches(text: string, record: unknown = event): boolean {
  const { query, errors } = parse(text);
  assert.ok(query, `${text}: ${errors[0]?.message}`);
  return compile(query, { now: NOW })(record);
}

function table(name: string, yes: readonly string[], no: readonly string[], record: unknown = event): void {
  describe(name, () => {
    for (const text of yes) it(`yes: ${text}`, () => assert.equal(matches(text, record), true));
    for (const text of no) it(`no: ${text}`, () => assert.equal(matches(text, record), false));
  });
}

table(
  'equality',
  ['action = "login_failed"', 'action != "login"', 'context.yes = True', 'context.yes != False', 'context.text = "5"', 'context.text != 5', 'user.pk = 5', 'user.pk = 5.0', 'user.pk = 0.5e1', 'event_uuid = "F00F54E72B38421FBC78E61F950048D6"'],
  ['action = "LOGIN_FAILED"', 'action = 5', 'context.yes = 1', 'context.text = 5', 'user.pk = "5"', 'user.pk = True', 'context.yes = "true"', 'action = None'],
); // prettier-ignore

table(
  'labels of a closed choice stand for their values',
  [
    'action = "Failed login"',
    'action = "Login Failed"',
    'action in ("Logout", "Login Failed")',
    'action ~ "Login Failed"',
    'action != "Logout"',
  ],
  ['action != "Failed login"', 'context.geo.country = "Germany"'],
);

table(
  'numbers are exact',
  ['context.double = 9007199254740992', 'context.big = 9007199254740993', 'context.double < 9007199254740993', 'context.big > 9007199254740992', 'context.tenth = 0.1', 'context.tenth = 0.10', 'context.tenth < 0.1000000000000000055', 'context.zero = 0', 'context.zero >= -0', 'context.half >= 5e-1', 'context.huge < 1e999999999', 'context.huge > -1e999999999', 'context.big < 9007199254740993.5', 'context.big in (9007199254740993)', 'context.half > 1e-999999999'],
  ['context.double = 9007199254740993', 'context.big = 9007199254740992', 'context.tenth = 0.1000000000000000055', 'context.double >= 9007199254740993', 'context.big in (9007199254740992, 9007199254740994)', 'context.text > 4', 'context.yes > 0', 'user.username > 4'],
); // prettier-ignore

table(
  'text operators ignore letter case, by simple folding',
  ['user.username ~ "AN"', 'user.username startswith "a"', 'user.username endswith "A"', 'context.geo.city ~ "köln"', 'context.geo.city ~ "l"', 'context.geo.city startswith "kö"', 'context.kelvin = "\\u212a"', 'context.kelvin ~ "K"', 'context.sharp ~ "straße"', 'user.username ~ ""', 'action !~ "x"', 'action not startswith "_"', 'action not endswith "login"', 'action ~ "_"', 'user.pk ~ "5"', 'context.yes ~ "RUE"', 'context.object ~ "{\\"a\\": \\"x\\", \\"longer\\": 1}"', 'context.list ~ "[\\"a\\", {\\"b\\": 1}]"', 'context.huge ~ "1000000000"'],
  ['context.sharp ~ "strasse"', 'action ~ "login.failed"', 'action ~ "%"', 'action !~ "LOGIN"', 'action not startswith "LOGIN"', 'context.huge ~ "e"'],
); // prettier-ignore

table(
  'order of texts is that of code points',
  ['action > "login"', 'action < "m"', 'action >= "login_failed"', 'context.emoji > "\uff5e"', 'context.emoji <= "😀"', 'user.username < "a"'],
  ['action > "login_failed"', 'context.emoji < "\uffff"', 'action < 5'],
); // prettier-ignore

table(
  'times',
  [
    'created >= "2024-01-30" and created < "2024-01-31"',
    'created < "2024-01-31" and action = "login_failed" and created >= "2024-01-30T09:00:00.12Z"',
    'created >= "2024-01-30" and created < "2024-01-31" and created >= "2024-01-30 09:00:00"',
    'created > "2024-01-30"', 'created >= "2024-01-30 09:00"', 'created < "2024-01-30 09:01"', 'created = "2024-01-30T09:00:00.12Z"', 'created = "2024-01-30T10:00:00.120000+01:00"', 'created != "2024-01-30"', 'created > "2024-01-30T09:00:00.119999Z"', 'created <= "2024-01-30T09:00:00.120000Z"', 'created in ("2024-01-30T09:00:00.12Z", "2024-01-01")', 'created > "2024-1-30"', 'created > now-7d', 'created > now-28h', 'created < now-27h', 'created < today', 'created >= today-1d', 'created > "now-7d"', 'created ~ "2024-01"', 'created ~ "2024-01-30 09:00:00.12+00"', 'created startswith "2024"', 'created endswith "+00"', 'created !~ "T"', 'created != None', 'created != ""',
  ],
  ['created >= "2024-01-31" and created < "2024-02-01"', 'created >= "2024-01-30" and created < "no time"', 'created = "2024-01-30"', 'created > "2024-01-30T09:00:00.12Z"', 'created > "no time"', 'created = "no time"', 'created > 5', 'created = None', 'created > now', 'created > now-1d', 'created ~ "2024-01-30T09"', 'created = ""'],
); // prettier-ignore

table(
  'a missing path is unknown, negated or not',
  ['context.zip = 1 or action = "login_failed"', 'not (context.zip = 1 and action = "x")', 'action != "x" or context.zip = 1'],
  [
    'context.zip = 1', 'context.zip != 1', 'not (context.zip = 1)', 'not (context.zip != 1)', 'not (not (context.zip = 1))', 'context.zip ~ "x"', 'context.zip !~ "x"', 'context.zip in (1)', 'context.zip not in (1)', 'context.zip = None', 'context.zip != None', 'context.zip < 1', 'not (context.zip < 1)', 'brand.name != "x"', 'context.geo.country.deeper != "x"', 'context.list.length != 3', 'user.username.length != 4', 'context.toString != "x"', 'user.__proto__ != "x"', 'user.constructor.name ~ "o"', 'zip != 1', 'action.part != 1', 'not (action.part = 1)', 'action = "login_failed" and context.zip != 1', 'not (context.zip = 1 or action = "x")', 'not (context.zip = 1 and action = "login_failed")',
  ],
); // prettier-ignore

table(
  'missing says that a path is not there, and is never unknown',
  ['missing = "context.zip"', 'missing = "zip"', 'missing = "brand.name"', 'missing = "context.geo.country.deeper"', 'missing = "context.list.length"', 'missing = "user.constructor"', 'missing != "context.geo.city"', 'not (missing = "context.geo.city")', 'not (missing != "context.zip")', 'missing in ("user.pk", "context.zip")', 'not (missing in ("user.pk", "context.geo.city"))', 'missing not in ("user.pk", "client_ip")', 'missing = "context.zip" and action = "login_failed"', 'missing != "context.nothing"', 'missing != "client_ip"', 'missing != "created"'],
  ['missing = "context.geo.city"', 'missing != "context.zip"', 'not (missing = "context.zip")', 'missing not in ("user.pk", "context.zip")', 'missing = "context.nothing"', 'missing = "context.list"', 'missing = "client_ip"', 'missing = "user"', 'missing in ("client_ip", "user.pk")', 'missing = "action.part"', 'missing != "action.part"', 'missing = "no name"', 'missing != "no name"', 'missing = 5', 'missing != 5', 'missing = None', 'missing ~ "zip"', 'missing !~ "zip"', 'missing < "zip"', 'missing = "missing"', 'missing.part = 1', 'context.missing = "zip"'],
); // prettier-ignore
table(
  'a key called missing is as any other',
  ['context.missing = 5', 'missing.part = 1 or context.missing = 5', 'missing != "context.missing"'],
  ['missing = "context.missing"', 'missing = 5'],
  { context: { missing: 5 } },
);
table(
  'missing in what is no event',
  ['missing = "context.a"', 'missing = "user.pk"'],
  ['missing = "client_ip"', 'missing != "a"'],
  null,
);

table(
  'a null is false, and true when negated',
  ['client_ip = None', 'client_ip != "10.0.0.1"', 'client_ip !~ "10."', 'client_ip not in ("10.0.0.1")', 'client_ip not startswith "1"', 'not (client_ip = "10.0.0.1")', 'not (client_ip > "1")', 'context.nothing = None', 'context.nothing != 5', 'context.nothing !~ "x"', 'not (context.nothing > 5)', 'client_ip not in (None)'],
  ['client_ip != None', 'client_ip = "10.0.0.1"', 'client_ip > "1"', 'client_ip <= "1"', 'context.nothing != None', 'context.nothing = 0', 'context.nothing ~ "null"', 'client_ip in (None)'],
); // prettier-ignore

table(
  'objects and arrays are present, and equal to nothing',
  [
    'context.list != "a"',
    'context.object != 1',
    'context.object not in (1, "x")',
    'context.constructor.name = "own"',
    'context.list != None',
  ],
  ['context.list = "a"', 'context.list in ("a")', 'context.list > "a"', 'context.object = None'],
);

table(
  'a root the schema lacks is looked up under context',
  ['geo.country = "DE"', 'big > 5', 'geo.city in ["x", "KÖLN"]'],
  ['geo.country = "FR"'],
);
table(
  'a column that is absent is null',
  ['client_ip = None', 'action != "x"', 'created != "2024-01-01"'],
  ['action = "x"', 'user.username != "x"'],
  {},
);
table(
  'plain text',
  ['ana', 'KÖLN login', '"login_failed"', 'f00f54e7', 'authentik.core,ana'],
  ['ana bob', 'brand', '2024-01-30'],
);
table(
  'precedence',
  ['action = "login_failed" or action = "x" and app = "x"', 'not (action = "x") and app != "x"'],
  ['(action = "login_failed" or action = "x") and app = "x"'],
);

describe('logic has three values', () => {
  const values = { T: 'action = "login_failed"', F: 'action = "x"', U: 'context.zip = 1' } as const;
  type Value = keyof typeof values;
  const not = (a: Value): Value => (a === 'U' ? 'U' : a === 'T' ? 'F' : 'T');
  const and = (a: Value, b: Value): Value => (a === 'F' || b === 'F' ? 'F' : a === 'U' || b === 'U' ? 'U' : 'T');
  for (const a of ['T', 'F', 'U'] as const) {
    for (const b of ['T', 'F', 'U'] as const) {
      const or = not(and(not(a), not(b)));
      it(`${a} and ${b}`, () => {
        assert.equal(matches(`${values[a]} and ${values[b]}`), and(a, b) === 'T');
        assert.equal(matches(`not (${values[a]} and ${values[b]})`), and(a, b) === 'F');
      });
      it(`${a} or ${b}`, () => {
        assert.equal(matches(`${values[a]} or ${values[b]}`), or === 'T');
        assert.equal(matches(`not (${values[a]} or ${values[b]})`), or === 'F');
      });
    }
  }
});

describe('hostile events', () => {
  const throwing = Object.defineProperty({}, 'action', { get: () => { throw new Error('no'); } }); // prettier-ignore
  const proxy = new Proxy({}, { get: () => { throw new Error('no'); }, has: () => { throw new Error('no'); } }); // prettier-ignore
  const cycle: Record<string, unknown> = {};
  cycle.context = cycle;
  const texts = [
    'action = "x"',
    'action != "x"',
    'context.a.b ~ "x"',
    'context ~ "x"',
    'created > now',
    'words',
    'a.b.c.d.e = 1',
    'user.constructor.name = 1',
    'action in ("x", 5)',
    'action > 5',
  ];
  for (const text of texts) {
    it(text, () => {
      for (const value of [
        null,
        undefined,
        0,
        'text',
        [],
        {},
        throwing,
        proxy,
        cycle,
        Symbol('s'),
        () => 1,
        { action: Symbol('s'), created: {}, context: [] },
      ]) {
        assert.equal(typeof matches(text, value), 'boolean');
      }
    });
  }
});

describe('a schema of another server', () => {
  const schema = schemaFromIntrospection({
    current_model: 'core.book',
    models: {
      'core.book': {
        name: { type: 'str' },
        written: { type: 'date', nullable: true },
        author: { type: 'relation', relation: 'auth.user' },
      },
      'auth.user': { username: { type: 'str' } },
    },
  });
  const test = (text: string, record: unknown): boolean => compile(parse(text).query!, { schema, now: NOW })(record);

  it('tells times from texts by it', () => {
    assert.ok(test('written < "1900-1-2"', { written: '1899-12-31' }));
    assert.ok(!test('name < "1900-1-2"', { name: '2' }));
  });
  it('takes what a row lacks for null', () => {
    assert.ok(test('author.username != "x"', { author: null }));
    assert.ok(test('author.username = "x"', { author: { username: 'x' } }));
  });
  it('matches nothing under a name it does not know', () => {
    assert.ok(!test('context.x != 1', { context: {} }));
  });
});
