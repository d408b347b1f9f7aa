import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check } from '../check.js';
import { applyFix } from '../diagnostic.js';
import { eventSchema } from '../event-schema.js';
import { fixAll } from '../fix-all.js';
import { hasOperator, isNearQuery } from '../has-operator.js';
import { schemaFromIntrospection } from '../introspection.js';
import { parse } from '../parser.js';

/** Words that run as a text search, and the query that one fix makes of them. */
const near: Readonly<Record<string, string>> = {
  'user bob': 'user.username = "bob"',
  'user is bob': 'user.username = "bob"',
  'user:bob': 'user.username = "bob"',
  'user like bob': 'user.username ~ "bob"',
  'user starts with b': 'user.username startswith "b"',
  'find user bob': 'user.username = "bob"',
  'action login': 'action = "login"',
  'action login and': 'action = "login"',
  'action login, logout': 'action in ("login", "logout")',
  'action login or logout': 'action in ("login", "logout")',
  'action in login, logout': 'action in ("login", "logout")',
  'action in login logout': 'action in ("login", "logout")',
  'action NOT IN login, logout': 'action not in ("login", "logout")',
  'action is one of login, logout': 'action in ("login", "logout")',
  'action login user bob': 'action = "login" and user.username = "bob"',
  'action not login': 'action != "login"',
  'not action login': 'action != "login"',
  'where action login': 'action = "login"',
  'NOT login': 'action != "login"',
  '-login': 'action != "login"',
  'not (login)': 'action != "login"',
  'login OR logout': 'action in ("login", "logout")',
  'login || logout': 'action in ("login", "logout")',
  '-action:login': 'action != "login"',
  '+action:login -user:bob': 'action = "login" and user.username != "bob"',
  'action:login user:bob': 'action = "login" and user.username = "bob"',
  'action:(login OR logout)': 'action in ("login", "logout")',
  'action:login*': 'action startswith "login"',
  'action：login': 'action = "login"',
  'action＝"login"': 'action = "login"',
  'action ＝ ＂login＂': 'action = "login"',
  'type:login': 'action = "login"',
  'level:warning': 'level = "warning"',
  'level warning': 'level = "warning"',
  'country Germany': 'context.geo.country = "DE"',
  'context.geo.country DE': 'context.geo.country = "DE"',
  'from 10.0.0.1': 'client_ip = "10.0.0.1"',
  'ip: 10.0.0.1': 'client_ip = "10.0.0.1"',
  'client_ip 10.0.0.1': 'client_ip = "10.0.0.1"',
  'client_ip:10.0.0.0/8': 'client_ip startswith "10."',
  'created last 7 days': 'created >= now-7d',
  'last 24h': 'created >= now-24h',
  'created today': 'created >= today',
  yesterday: 'created >= today-1d and created < today',
  'since yesterday': 'created >= today-1d',
  'created 2026-01-01': 'created ~ "2026-01-01"',
  'timestamp since yesterday': 'created >= today-1d',
  'created between 2026-01-01 and 2026-01-31': 'created >= "2026-01-01" and created <= "2026-01-31"',
  'user.pk not between 1 and 5': 'user.pk < 1 or user.pk > 5',
  'created:[now-1d TO now]': 'created >= now-1d and created <= now',
  'created:[now-1d TO *]': 'created >= now-1d',
  'exists(context.geo)': 'missing != "context.geo"',
  'not exists(context.geo)': 'missing = "context.geo"',
  '_exists_:context.geo': 'missing != "context.geo"',
  'context.geo:*': 'missing != "context.geo"',
  'no user.email': 'missing = "user.email"',
  'app like %core%': 'app ~ "core"',
  'app matches /core.*/': 'app ~ "core"',
  'contains(app, "core")': 'app ~ "core"',
  'user.username.startsWith("b")': 'user.username startswith "b"',
};

/** The same, where no query says it. */
const foreign = ['select * from events', 'action:login bob', '_exists_:', 'exists(foo bar)', 'grafana | stats count'];

/** Texts that do not run, and the query that "all fixes", made until nothing is left, come to. */
const broken: Readonly<Record<string, string>> = {
  'action == "login"': 'action = "login"',
  'action === login': 'action = "login"',
  'action="login" && user="x"': 'action = "login" and user.username = "x"',
  'action=login || app=x': 'action = "login" or app = "x"',
  '!action = login': 'not (action = "login")',
  'NOT action = login': 'not (action = "login")',
  'level>=warning': 'level >= "warning"',
  'user.username: "x*"': 'user.username startswith "x"',
  "select * from events where action = 'login'": 'action = "login"',
  'SELECT action, user FROM events WHERE app LIKE "%core%" ORDER BY created DESC': 'app ~ "core"',
  'where action = "login"': 'action = "login"',
  'search action=login | stats count by user': 'action = "login"',
  'events | where action == "login" | take 10': 'action = "login"',
  'action = "login";': 'action = "login"',
  'action = "login" limit 10': 'action = "login"',
  'action <> "login"': 'action != "login"',
  'action NOT IN (login, logout)': 'action not in ("login", "logout")',
  'app = "x" and created between "2026-01-01" and "2026-01-31"':
    'app = "x" and created >= "2026-01-01" and created <= "2026-01-31"',
  'client_ip IS NOT NULL': 'client_ip != None',
  'app = "x" and exists(geo.city)': 'app = "x" and missing != "geo.city"',
  'context.geo.city=*': 'missing != "context.geo.city"',
  'context.geo.city != *': 'missing = "context.geo.city"',
  'context["geo"]["country"] = "DE"': 'context.geo.country = "DE"',
  "context->'geo'->>'country' = 'DE'": 'context.geo.country = "DE"',
  'context/geo/country = DE': 'context.geo.country = "DE"',
  'lower(user.username) = "bob"': 'user.username = "bob"',
  'app = "x" and not contains(user.username, "b")': 'app = "x" and not (user.username ~ "b")',
  'created:>now-1d and app="x"': 'created > now-1d and app = "x"',
  '@timestamp > now-1d': 'created > now-1d',
  'ip = 10.0.0.1': 'client_ip = "10.0.0.1"',
  'actor = bob': 'user.username = "bob"',
  'app =~ /core.*/': 'app ~ "core"',
  'action = “login”': 'action = "login"',
  'action = "login': 'action = "login"',
  'action = "login" ＆＆ app ＝ "x"': 'action = "login" and app = "x"',
  'action = "login" but not app = "x"': 'action = "login" and not (app = "x")',
};

describe('words that look like a query', () => {
  for (const [text, meant] of Object.entries(near)) {
    it(text, () => {
      assert.equal(parse(text).kind, 'text');
      const found = check(text, eventSchema);
      assert.deepEqual(
        found.map(({ code, severity, from, to, fixes }) => [
          code,
          severity,
          from,
          to,
          fixes.map(fix => applyFix(text, fix)),
        ]),
        [['near-query', 'info', 0, text.length, [meant]]],
      );
      assert.equal(parse(meant).kind, 'query');
      assert.deepEqual(
        check(meant, eventSchema).filter(({ severity }) => severity !== 'info'),
        [],
      );
    });
  }
  for (const text of foreign) {
    it(`${text}, of which nothing can be made`, () => {
      assert.equal(parse(text).kind, 'text');
      assert.deepEqual(
        check(text, eventSchema).map(({ code, severity, fixes }) => [code, severity, fixes]),
        [['near-query', 'info', []]],
      );
    });
  }
  it('is noticed before the language is loaded', () => {
    const missed = Object.keys(near).filter(text => !isNearQuery(text));
    assert.deepEqual(missed, ['find user bob', 'login OR logout', 'login || logout', 'level warning', 'country Germany']); // prettier-ignore
  });
  it('is about the fields of the schema at hand', () => {
    const books = schemaFromIntrospection({ current_model: 'book', models: { book: { title: { type: 'str' } } } });
    assert.deepEqual(check('user bob', books), []);
    assert.deepEqual(check('title Dune', books).flatMap(({ fixes }) => fixes.map(({ label }) => label)), ['Write title = "Dune"']); // prettier-ignore
  });
});

describe('a query with the habits of another language', () => {
  for (const [text, meant] of Object.entries(broken)) {
    it(text, () => {
      assert.equal(parse(text).kind, 'broken');
      let mended = text;
      for (let round = 0; round < 6; round += 1) {
        const fix = fixAll(check(mended, eventSchema), '', 1);
        if (!fix) break;
        mended = applyFix(mended, fix);
      }
      assert.equal(
        mended
          .trim()
          .replace(/\s*(!?=|>=?|<=?)\s*/g, ' $1 ')
          .replaceAll("'", '"'),
        meant,
      );
      assert.equal(parse(mended).kind, 'query');
    });
  }
});

describe('words that are words', () => {
  const texts = [
    'bob', 'Bob Smith', 'Jürgen Müller', "O'Brien", '李小龍', 'j.okafor', 'bob@example.org', 'mailto:bob@example.org', 'ACME GmbH & Co. KG',
    '10.0.0.1', '10.0.', '2001:db8::1', '::1', '192.168.0.0/16', '10.0.0.1:8443', 'host-7.internal', 'id.example.org',
    'f00f54e7-2b38-421f-bc78-e61f950048d6', 'f00f54e72b38421fbc78e61f950048d6', 'sha256:9f86d081884c7d65', 'eyJhbGciOiJIUzI1NiJ9',
    '/if/flow/default-authentication-flow/', '/api/v3/events/events/', 'C:\\Users\\bob', 'https://id.example.org/if/flow', 'urn:ietf:params:oauth', 'src/main.py:12',
    'arn:aws:iam::123456789012:user/bob', 's3:GetObject', 's3:*', 'iam:PassRole ec2:RunInstances', 'scope openid profile email',
    'login failed', 'failed login for user bob', 'user not found', 'user is locked out', 'user is disabled', 'user has no access', 'user agent Firefox', 'user deleted',
    'app password', 'action required', 'action not permitted', 'brand new', 'access denied', 'permission denied for table events', 'connection refused',
    'not found', 'Not Found', '404 Not Found', 'log in', 'sign in from new device', 'terms and conditions apply', 'could not connect or timed out', 'ACCESS NOT ALLOWED',
    'error: timeout', 'Error: Cannot read properties of undefined', 'Traceback (most recent call last)', 'TypeError: x is not a function', 'line 12, in <module>'.replace(/[<>]/g, ''),
    '"reset your password" grafana', 'Mozilla/5.0 (X11; Linux x86_64)', 'curl/8.5.0', 'TLSv1.3', 'UTF-8',
    '{"username": "bob"}', '"username": "bob"', '{"geo": {"country": "DE"}}', "{'pk': 5, 'name': 'x'}", '[1, 2, 3]', '"action": "login"',
    'Nextcloud', 'default-provider-authorization-implicit-consent', '2026-11-18', '2026-11-18 09:05', '09:05:12', '7 days', '24h', 'v2.1', '-v --force', '50%', '100% CPU', '#123', '@bob', '$HOME/bin',
    'message from bob', 'data export ready', 'what happened last week', 'from bob', 'no reply', 'has been reset', 'select a language', 'where is bob', 'denied: “not needed on site”',
  ]; // prettier-ignore
  for (const text of texts) {
    it(text, () => {
      assert.equal(hasOperator(text), false);
      assert.deepEqual(check(text, eventSchema), []);
    });
  }
});

describe('words that will not find what they seem to ask for', () => {
  const rows: [text: string, code: string, fixed: string][] = [
    ['log*', 'wildcard', 'log'],
    ['*login* bob', 'wildcard', 'login bob'],
    ['%login%', 'wildcard', 'login'],
    ['*', 'wildcard', ''],
    ['bob AND alice', 'text-word', 'bob  alice'],
    ['bob or alice', 'text-word', 'bob  alice'],
    ['failed login NOT bob', 'text-word', 'failed login  bob'],
    ['“reset your password”', 'smart-quotes', '"reset your password"'],
    ['"reset your password', 'missing-quote', '"reset your password"'],
  ];
  for (const [text, code, fixed] of rows) {
    it(text, () => {
      const found = check(text, eventSchema);
      assert.deepEqual(
        found.map(({ code, severity, fixes }) => [code, severity, fixes.map(fix => applyFix(text, fix))]),
        [[code, 'info', [fixed]]],
      );
    });
  }
});
