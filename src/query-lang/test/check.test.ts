import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check } from '../check.js';
import { applyFix } from '../diagnostic.js';
import { eventSchema } from '../event-schema.js';
import { schemaFromIntrospection } from '../introspection.js';
import { NO_PLACE } from '../no-place.js';
import { parse } from '../parser.js';
import type { Schema } from '../schema.js';

/** The text with `[` and `]` around what the finding is about, its code, and the text after each fix. */
type Row = readonly [marked: string, code: string, ...fixed: string[]];

function unmark(marked: string): { text: string; from: number; to: number } {
  const from = marked.indexOf('⟦');
  const to = marked.indexOf('⟧') - 1;
  return { text: marked.replace(/[⟦⟧]/g, ''), from, to };
}

function rows(name: string, table: readonly Row[], severity: string, schema: Schema = eventSchema): void {
  describe(name, () => {
    for (const [marked, code, ...fixed] of table) {
      it(`${code}: ${marked}`, () => {
        const { text, from, to } = unmark(marked);
        const all = check(text, schema);
        const found = all.find(each => each.code === code);
        assert.ok(found, JSON.stringify(all));
        assert.deepEqual([found.from, found.to, found.severity], [from, to, severity]);
        assert.match(found.message, /^\S.*[.?]$/);
        assert.deepEqual(
          found.fixes.map(fix => applyFix(text, fix)),
          fixed,
        );
      });
    }
  });
}

rows(
  'what is not in the language',
  [
    ['action ⟦==⟧ "login"', 'wrong-operator', 'action = "login"'],
    ['action⟦:⟧"login"', 'wrong-operator', 'action="login"'],
    ['action ⟦contains⟧ "log"', 'wrong-operator', 'action ~ "log"'],
    ['action ⟦<>⟧ "login"', 'wrong-operator', 'action != "login"'],
    ['action ⟦not ~⟧ "login"', 'wrong-operator', 'action !~ "login"'],
    ['action ⟦=!⟧ "login"', 'wrong-operator', 'action != "login"'],
    ['action ⟦NOT  LIKE⟧ "login"', 'wrong-operator', 'action !~ "login"'],
    ['action ⟦NOT IN⟧ ("login")', 'wrong-operator', 'action not in ("login")'],
    ['action ⟦does not contain⟧ "log"', 'wrong-operator', 'action !~ "log"'],
    ['action ⟦Starts With⟧ "log"', 'wrong-operator', 'action startswith "log"'],
    ['client_ip ⟦is not⟧ None', 'wrong-operator', 'client_ip != None', '"client_ip is not None"'],
    ['client_ip is ⟦null⟧', 'wrong-constant', 'client_ip is None', 'client_ip is "null"'],
    ['created ⟦after⟧ "2026-01-01"', 'wrong-operator', 'created > "2026-01-01"'],
    ['created before ⟦2026-01-01⟧', 'missing-quotes', 'created before "2026-01-01"'],
    ['action⟦:⟧login AND user:bob', 'wrong-operator', 'action=login AND user:bob', '"action:login AND user:bob"'],
    ['action = "a" or ⟦"b"⟧', 'missing-operator', 'action = "a" or action = "b"'],
    ['action = "a" or b⟦⟧ and app = "c"', 'missing-operator', 'action = "a" or action = "b" and app = "c"'],
    ['action in ("a" ⟦or⟧ "b", "c")', 'missing-comma', 'action in ("a", "b", "c")'],
    ['action = "a" ⟦AND⟧ app = "b"', 'wrong-word', 'action = "a" and app = "b"'],
    ['action = "a"⟦&&⟧app = "b"', 'wrong-word', 'action = "a" and app = "b"'],
    ['action = "a" ⟦&&⟧ app = "b"', 'wrong-word', 'action = "a" and app = "b"'],
    ['action = "a" ⟦||⟧ app = "b"', 'wrong-word', 'action = "a" or app = "b"'],
    ['⟦NOT⟧ (action = "a")', 'wrong-word', 'not (action = "a")'],
    ['action = ⟦“login”⟧', 'smart-quotes', 'action = "login"'],
    ['action = ⟦"login⟧', 'missing-quote', 'action = "login"'],
    ['action = ⟦\'it "is" ⟧', 'missing-quote', 'action = "it \\"is\\""'],
    ['action = ⟦"C:\\x"⟧', 'bad-escape', 'action = "C:\\\\x"'],
    ['action = ⟦login⟧', 'missing-quotes', 'action = "login"'],
    ['client_ip = ⟦10.0.0.1⟧', 'missing-quotes', 'client_ip = "10.0.0.1"'],
    ['created > ⟦2024-01-30⟧', 'missing-quotes', 'created > "2024-01-30"'],
    ['user.is_anonymous = ⟦true⟧', 'wrong-constant', 'user.is_anonymous = True', 'user.is_anonymous = "true"'],
    ['client_ip = ⟦null⟧', 'wrong-constant', 'client_ip = None', 'client_ip = "null"'],
    ['user.pk = ⟦007⟧', 'bad-number', 'user.pk = 7'],
    ['created > ⟦now-7days⟧', 'bad-time', 'created > now-7d'],
    ['created > ⟦now-2months⟧', 'bad-time'],
    ['created > ⟦today-1⟧', 'bad-time', 'created > today-1d'],
    ['created > ⟦now - 7 d⟧ and app = "x"', 'bad-time', 'created > now-7d and app = "x"'],
    ['created > ⟦5 days ago⟧', 'bad-time', 'created > now-5d'],
    ['created > ⟦-90m⟧', 'bad-time', 'created > now-90m'],
    ['created > ⟦last week⟧', 'bad-time', 'created > now-1w'],
    ['created > ⟦yesterday⟧', 'wrong-constant', 'created > today-1d', 'created > "yesterday"'],
    ['⟦user..pk⟧ = 1', 'bad-name', 'user.pk = 1'],
    ['⟦(⟧action = "login"', 'missing-parenthesis', '(action = "login")'],
    ['action in ⟦(⟧"login"', 'missing-parenthesis', 'action in ("login")'],
    ['action = "login"⟦)⟧', 'extra-parenthesis', 'action = "login"'],
    ['action in ["login"⟦)⟧', 'wrong-bracket', 'action in ["login"]'],
    ['action in ⟦()⟧', 'empty-list'],
    ['action in ("a",⟦)⟧ "b")', 'unexpected', 'action in ("a", "b")'],
    ['⟦(⟧action = "a" and \'b = "c")', 'missing-parenthesis'],
    ['action in ("login"⟦,⟧)', 'trailing-comma', 'action in ("login")'],
    ['action in ("a" ⟦"b"⟧)', 'missing-comma', 'action in ("a", "b")'],
    ['action in ⟦"login"⟧', 'operand-type', 'action in ("login")'],
    ['action = ⟦("login")⟧', 'operand-type', 'action in ("login")'],
    ['user.pk ~ ⟦5⟧', 'operand-type', 'user.pk ~ "5"'],
    ['user.is_anonymous > ⟦True⟧', 'operand-type', 'user.is_anonymous = True', 'user.is_anonymous != True'],
    ['action = "a"⟦ ⟧app = "b"', 'missing-word', 'action = "a" and app = "b"', 'action = "a" or app = "b"'],
    ['user.username⟦ ⟧"x" and action = "a"', 'missing-operator', 'user.username = "x" and action = "a"'],
    ['not ⟦action = "a"⟧', 'not-without-parentheses', 'not (action = "a")'],
    ['⟦"action"⟧ = "a"', 'quoted-name', 'action = "a"'],
    ['⟦context.http-request⟧ = "a"', 'bad-name'],
    ['⟦or⟧.x = 1', 'reserved-name'],
    ['action = "a" ⟦{x}⟧', 'unexpected', 'action = "a" '],
    ['action = ⟦and⟧ app = "b"', 'missing-value'],
  ],
  'error',
);

rows(
  'what the schema knows better',
  [
    ['⟦user⟧ = "bob"', 'needs-path', 'user.username = "bob"', 'user.email = "bob"'],
    ['⟦user⟧ = 5', 'needs-path', 'user.pk = 5'],
    ['action.⟦name⟧ = "x"', 'unknown-field', 'action = "x"'],
    ['created > ⟦"30.01.2024"⟧', 'bad-time', 'created > "2024-01-30"'],
    ['created = ⟦"2024-01"⟧', 'bad-time', 'created ~ "2024-01"'],
    ['created > ⟦"2024-02-30"⟧', 'bad-time'],
    ['created >= ⟦"2024-2"⟧', 'bad-time', 'created >= "2024-02-01"'],
    ['created > ⟦"2 hours ago"⟧', 'bad-time', 'created > now-2h'],
    ['created > ⟦"yesterday"⟧', 'bad-time', 'created > today-1d'],
    ['created < ⟦"01/30/2024 09:00"⟧', 'bad-time', 'created < "2024-01-30 09:00"'],
    ['created < ⟦"01/02/2024"⟧', 'bad-time'],
    ['created > ⟦5⟧', 'wrong-type'],
    ['created > ⟦1706605200⟧', 'wrong-type', 'created > "2024-01-30 09:00:00"'],
    ['action = ⟦5⟧', 'wrong-type', 'action = "5"'],
    ['action = ⟦None⟧', 'not-nullable'],
    ['action in ("login", ⟦None⟧)', 'not-nullable', 'action in ("login")'],
    ['action not in (⟦None⟧, "login")', 'not-nullable', 'action not in ("login")'],
    ['event_uuid = ⟦"not-a-uuid"⟧', 'bad-uuid'],
    ['event_uuid = ⟦"f00f"⟧', 'bad-uuid', 'event_uuid startswith "f00f"'],
    ['client_ip = ⟦"10.0."⟧', 'bad-ip', 'client_ip startswith "10.0."'],
    ['client_ip in ("10.0.0.1", ⟦"localhost"⟧)', 'bad-ip'],
    ['client_ip = ⟦10.0.0.0/8⟧', 'bad-ip', 'client_ip startswith "10."'],
    ['client_ip!=⟦"10.1.2.0/24"⟧', 'bad-ip', 'client_ip not startswith "10.1.2."'],
    ['client_ip = ⟦"10.*"⟧', 'wildcard', 'client_ip startswith "10."'],
  ],
  'error',
);

rows(
  'what is hardly meant',
  [
    ['context.geo.country = ⟦"Germany"⟧', 'label', 'context.geo.country = "DE"'],
    ['geo.country in ("FR", ⟦"germany"⟧)', 'label', 'geo.country in ("FR", "DE")'],
    ['context.geo.country != ⟦"Turkey"⟧', 'label', 'context.geo.country != "TR"'],
    ['context.geo.country = ⟦"de"⟧', 'value-case', 'context.geo.country = "DE"'],
    ['context.geo.country = ⟦"Germny"⟧', 'unknown-value', 'context.geo.country = "DE"'],
    ['action = ⟦"logni"⟧', 'unknown-value', 'action = "login"'],
    ['⟦acton⟧ = "login"', 'unknown-field', 'action = "login"', 'context.acton = "login"'],
    ['⟦zip⟧ = "login"', 'unknown-field', 'context.zip = "login"'],
    ['user.⟦usernmae⟧ = "x"', 'unknown-field', 'user.username = "x"'],
    ['user.pk = ⟦"5"⟧', 'wrong-type', 'user.pk = 5'],
    ['created = ⟦"2024-01-30"⟧', 'date-is-midnight', 'created ~ "2024-01-30"'],
    ['action = "login" and ⟦action = "logout"⟧', 'never'],
    ['action in ("a", "b") and ⟦action not in ("b", "a")⟧', 'never'],
    ['created > "2024-02-01" and ⟦created < "2024-01-01"⟧', 'never'],
    ['context.n >= 5 and ⟦context.n < 5.0⟧', 'never'],
    ['action = "login" and (app = "x" and ⟦action = "logout"⟧)', 'never'],
    ['not (action = "login") and ⟦action = "login"⟧', 'never'],
    ['action = "login" and ⟦action startswith "policy"⟧', 'never'],
    ['client_ip in ⟦(None)⟧', 'never', 'client_ip = None'],
    ['action = ⟦"login*"⟧', 'wildcard', 'action startswith "login"'],
    ['app!=⟦"*core"⟧', 'wildcard', 'app not endswith "core"'],
    ['app ~ ⟦"%core%"⟧', 'wildcard', 'app ~ "core"'],
  ],
  'warning',
);

rows(
  'what is worth knowing',
  [
    ['action = ⟦"Failed login"⟧', 'label', 'action = "login_failed"'],
    ['⟦app = "a" or app = "b" and app = "c"⟧', 'mixed-logic', 'app = "a" or (app = "b" and app = "c")'],
    ['login ⟦and⟧ logout', 'text-word', 'login  logout'],
    ['⟦“reset your password”⟧ grafana', 'smart-quotes', '"reset your password" grafana'],
    ['⟦"reset⟧ your password', 'missing-quote', '"reset your password"'],
    ['⟦action: login⟧', 'near-query', 'action = "login"'],
    ['⟦action login⟧ ', 'near-query', 'action = "login" '],
    ['⟦action equals login⟧', 'near-query', 'action = "login"'],
    ['⟦action in login, logout⟧', 'near-query', 'action in ("login", "logout")'],
    ["⟦action isn't login⟧", 'near-query', 'action != "login"'],
    ['⟦user is bob⟧', 'near-query', 'user.username = "bob"'],
    ['⟦created since yesterday⟧', 'near-query', 'created >= today-1d'],
    ['⟦client_ip 10.0.0.1⟧', 'near-query', 'client_ip = "10.0.0.1"'],
    ['⟦context.geo.country:DE⟧', 'near-query', 'context.geo.country = "DE"'],
  ],
  'info',
);

const authentik = schemaFromIntrospection({
  current_model: 'authentik_events.event',
  models: {
    'authentik_events.event': {
      action: { type: 'str', nullable: false, options: ['login', 'login_failed'] },
      user: { type: 'relation', nullable: false, relation: 'authentik_events.event_user', options: null },
      context: { type: 'relation', nullable: false, relation: 'authentik_events.event_context', options: null },
      client_ip: { type: 'str', nullable: false, options: null },
      created: { type: 'datetime', nullable: false, options: [] },
    },
    'authentik_events.event_user': { pk: { type: 'int', nullable: false }, username: { type: 'str', nullable: false } },
  },
});
rows(
  'a server that reads DjangoQL: notes',
  [['user.username in ⟦["ana"]⟧', 'list-brackets', 'user.username in ("ana")']],
  'info',
  authentik,
);
rows(
  'a server that reads DjangoQL: warnings',
  [['context.geo.country = ⟦"Germany"⟧', 'label', 'context.geo.country = "DE"']],
  'warning',
  authentik,
);
rows(
  'a server that reads DjangoQL: errors',
  [
    ['client_ip = ⟦None⟧', 'not-nullable'],
    ['context.x = ⟦None⟧', 'not-nullable'],
    ['created ~ ⟦"2024-01"⟧', 'bad-time'],
  ],
  'error',
  authentik,
);

describe('a schema from introspection', () => {
  it('has the labels of what it knows, whatever the server calls its models', () => {
    const schema = schemaFromIntrospection({
      current_model: 'authentik_events.event',
      models: {
        'authentik_events.event': {
          context: { type: 'relation', nullable: false, options: [], relation: 'authentik_events.event_context' },
        },
        'authentik_events.event_context': {
          geo: { type: 'relation', nullable: false, options: [], relation: 'authentik_events.event_context_geo' },
        },
        'authentik_events.event_context_geo': { country: { type: 'str', nullable: false, options: null } },
      },
    });
    assert.deepEqual(
      check('context.geo.country = "Germany"', schema).map(({ code, fixes }) => [code, fixes[0]?.label]),
      [['label', 'Write "DE"']],
    );
  });
});

const books = schemaFromIntrospection({
  current_model: 'core.book',
  models: {
    'core.book': {
      name: { type: 'str' },
      rating: { type: 'float', nullable: true },
      pages: { type: 'int' },
      is_out: { type: 'bool' },
      author: { type: 'relation', relation: 'auth.user' },
      genre: { type: 'int', options: ['Drama', 'Comics'] },
      released: { type: 'date' },
      shop: { type: 'relation', relation: 'gone', nullable: true },
    },
    'auth.user': { username: { type: 'str' } },
  },
});
rows(
  'a closed schema',
  [
    ['⟦nmae⟧ = "x"', 'unknown-field', 'name = "x"'],
    ['⟦zzz⟧ = "x"', 'unknown-field'],
    ['author.⟦usernam⟧ = "x"', 'unknown-field', 'author.username = "x"'],
    ['pages = ⟦5.5⟧', 'wrong-type'],
    ['pages = ⟦5.0⟧', 'wrong-type', 'pages = 5'],
    ['rating > ⟦"5"⟧', 'wrong-type', 'rating > 5'],
    ['pages ⟦~⟧ "5"', 'wrong-type', 'pages = 5'],
    ['is_out = ⟦"true"⟧', 'wrong-type', 'is_out = True'],
    ['author in ⟦(None)⟧', 'never', 'author = None'],
    ['genre = ⟦"Opera"⟧', 'wrong-type'],
    ['released > ⟦"2024-01-30 09:00"⟧', 'bad-time', 'released > "2024-01-30"'],
    ['name = ⟦None⟧', 'not-nullable'],
  ],
  'error',
  books,
);

describe('nothing to say', () => {
  const fine = [
    '',
    '  ',
    'grafana',
    '"reset your password" grafana',
    'login failed',
    'who has access',
    'error: timeout',
    'https://id.example.org/if/flow',
    'app ~ "100%"',
    'context.policy = "s3:*"',
    'action = "login"',
    'action = "custom_backup"',
    'not (app ~ "x")',
    'created > now-7d',
    'created ~ "2024-01"',
    'client_ip = None',
    'client_ip startswith "10."',
    'context.anything.at.all = 5',
    'context.x = None',
    'authorized_application.name = "x"',
    'app = "a" or (app = "b" and action = "c")',
    'context.n >= 5 and context.n <= 5',
    'action = "login" and action ~ "LOG" and action !~ "out"',
    'not (action = "login" and app = "x") and action = "login"',
    'created = "2024-01-30 09:00" and created ~ "2024-01-30"',
  ];
  for (const text of fine) it(JSON.stringify(text), () => assert.deepEqual(check(text, eventSchema), []));
  it('about a relation whose model is missing', () =>
    assert.deepEqual(check('shop.anything = 1 or shop = None', books), []));
  it('about what DjangoQL takes: labels of numbers, None for a relation, the empty text for no time', () => {
    for (const text of ['genre = "Drama"', 'author != None', 'released = ""', 'released in ("2024-1- 5", "")'])
      assert.deepEqual(check(text, books), [], text);
  });
  it('about an empty schema', () => assert.deepEqual(check('a.b = 1 and c ~ "x"', schemaFromIntrospection(null)), []));
});

describe('still typing', () => {
  for (const text of [
    'action =',
    'action = ',
    'action = "login" and',
    'action = "login" and user',
    'action = "login" and user.',
    'action in (',
    'action in ("login",',
    'action = "login" and not',
  ]) {
    it(`says nothing of ${JSON.stringify(text)}, which parse calls broken`, () => {
      assert.deepEqual(
        check(text, eventSchema).filter(each => each.code !== 'missing-parenthesis'),
        [],
      );
      assert.equal(parse(text).kind, 'broken');
    });
  }
});

rows(
  'what missing is compared with',
  [
    ['missing ⟦~⟧ "context.geo"', 'wrong-type'],
    ['missing ⟦<⟧ "context.geo"', 'wrong-type'],
    ['missing = ⟦5⟧', 'bad-path'],
    ['missing in ("context.geo", ⟦None⟧)', 'bad-path'],
    ['missing = ⟦"user-agent"⟧', 'bad-path'],
    ['missing = ⟦"missing"⟧', 'bad-path'],
    ['missing = "action.⟦part⟧"', 'unknown-field', 'missing = "action"'],
  ],
  'error',
);
rows(
  'what missing can hardly mean',
  [
    ['missing = ⟦"client_ip"⟧', 'never', 'client_ip = None'],
    ['missing != ⟦"client_ip"⟧', 'never', 'client_ip != None'],
    ['missing in (⟦"client_ip"⟧, "context.geo")', 'never'],
    ['missing = ⟦"action"⟧', 'never'],
    ['missing = "context.geo.⟦contry⟧"', 'unknown-field', 'missing = "context.geo.country"'],
    ['missing = "⟦zip⟧"', 'unknown-field', 'missing = "context.zip"'],
  ],
  'warning',
);

describe('nothing is wrong with', () => {
  for (const text of [
    'missing = "context.geo.country"',
    'missing = "context.zip" and missing = "context.geo"',
    'missing = "context.g\\u0065o.contry"',
    'not (missing in ("geo.city", "user.username"))',
    'context.missing = 5',
    NO_PLACE.map(condition => `(${condition})`).join(' and '),
  ])
    it(text, () => assert.deepEqual(check(text, eventSchema), []));

  it('missing, where a server tells of its fields', () => {
    const schema = schemaFromIntrospection({
      current_model: 'authentik_events.event',
      models: { 'authentik_events.event': { context: { type: 'relation', relation: 'x' } } },
    });
    assert.deepEqual(check('missing = "context.geo.country"', schema), []);
  });
});
