import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { complete } from '../complete.js';
import { eventSchema } from '../event-schema.js';
import { schemaFromIntrospection } from '../introspection.js';
import { learnFromEvents } from '../learn.js';
import { positionAt } from '../context.js';
import type { Schema } from '../schema.js';
import { randomTokens } from './queries.js';
import { Random } from './random.js';

const schema = learnFromEvents(eventSchema, [
  {
    pk: 'x',
    user: { username: 'alice' },
    app: 'Nextcloud',
    client_ip: '192.0.2.1',
    context: { quota: { used: 5, 'not-a-name': 1 } },
  },
  { user: { username: 'alan' }, app: 'Nextcloud' },
  { user: { username: 'bob "the\\builder"' } },
]);

function at(marked: string, used: Schema = schema) {
  const pos = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { text, pos, completion: complete(text, pos, used, { now: Date.UTC(2024, 0, 31) }) };
}

function labels(marked: string, used?: Schema): string[] {
  return at(marked, used).completion?.options.map(option => option.label) ?? [];
}

/** The text with the cursor after choosing an option. */
function chosen(marked: string, label: string): string {
  const { text, completion } = at(marked);
  const option = completion?.options.find(each => each.label === label);
  assert.ok(completion && option, `${label} is not offered at ${marked}`);
  const { from, to } = completion;
  return `${text.slice(0, from)}${option.insert.slice(0, option.cursor)}|${option.insert.slice(option.cursor)}${text.slice(to)}`;
}

describe('where the cursor is', () => {
  const cases: [string, string][] = [
    ['|', 'field'], ['act|', 'field'], ['action |', 'operator'], ['action no|', 'operator'], ['action not |', 'operator'], ['action = |', 'value'], ['action =|', 'value'],
    ['action = "lo|', 'value'], ['action = "lo|gin"', 'value'], ['action = "login"|', 'logic'], ['action = "login" |', 'logic'], ['action = "login" a|', 'logic'], ['action = "login" and |', 'field'],
    ['not |', 'field'], ['not (|', 'field'], ['(|', 'field'], ['action in |', 'value'], ['action in (|', 'value'], ['action in ("a"|', 'logic'], ['action in ("a", |', 'value'], ['action in ("a")|', 'logic'],
    ['action startswith |', 'value'], ['action| = "x"', 'field'], ['action |= "x"', 'operator'], ['action = |"x"', 'value'], ['user.na|me = 1', 'field'],
  ]; // prettier-ignore
  for (const [marked, kind] of cases) {
    it(`${marked} is ${kind}`, () => assert.equal(positionAt(marked.replace('|', ''), marked.indexOf('|')).kind, kind));
  }
});

describe('what is offered', () => {
  const exact: [string, string[]][] = [
    ['user.username = "al|', ['alice', 'alan']],
    ['user.username = "AL|', ['alice', 'alan']],
    ['user.username in ("alice", |', ['alan', 'bob "the\\builder"']],
    ['user.username in ("alice"|', [',', ')']],
    ['user.username in ["alice"|', [',', ']']],
    ['app = "n|', ['Nextcloud']],
    ['app startswith "n|', ['Nextcloud']],
    ['action = "lf|', ['login_failed']],
    ['action = "Failed l|', ['login_failed']],
    ['user.is_anonymous = |', ['True', 'False']],
    ['action = "login" |', ['and', 'or']],
    ['action = "login" o|', ['or']],
    ['(action = "login" |', ['and', 'or', ')']],
    ['action not |', ['startswith', 'endswith', 'in']],
    ['not |', ['(']],
    ['user.is_anonymous |', ['=', '!=']],
    ['user.pk |', ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in']],
    ['context.quota.|', ['used']],
    ['created > toda|', ['today', 'today-1d', '2024-01-31']],
    ['created > "2024|', ['2024-01-31', '2024-01-30', '2024-01-24']],
    ['created ~ |', ['2024-01-31', '2024-01-30', '2024-01-24']],
    ['action |in ("x")', ['in', 'not in']],
    ['missing |', ['=', '!=', 'in', 'not in']],
    ['missing = "geo.country|', ['context.geo.country']],
    ['missing = "context.quota.u|', ['context.quota.used']],
    ['missing = "client_|', []],
    ['action in |("login")', []],
  ];
  for (const [marked, expected] of exact) it(marked, () => assert.deepEqual(labels(marked), expected));

  const some: [string, string[]][] = [
    ['|', ['action', 'user', 'created', 'not', 'created > now-24h', 'action = ""']],
    ['coun|', ['context.geo.country']],
    ['gcou|', ['context.geo.country']],
    ['context.geo.co|', ['country', 'continent']],
    ['authorized_application.|', ['name', 'pk']],
    ['context.geo.country = "ger|', ['DE']],
    ['action |', ['=', '~', 'startswith', 'not endswith', 'in', 'not in']],
    ['created |', ['>', '<=', '~']],
    ['created > |', ['now-24h', 'today', '2024-01-31']],
    ['client_ip = |', ['192.0.2.1', 'None']],
    ['action = "login" and not (|', ['action', 'not']],
  ];
  for (const [marked, expected] of some) {
    it(`${marked} offers ${expected.join(', ')}`, () => {
      const offered = labels(marked);
      for (const label of expected) assert.ok(offered.includes(label), offered.join(' '));
    });
  }

  it('puts the best first', () => {
    assert.equal(labels('context.geo.country = "de|')[0], 'DE');
    assert.equal(labels('act|')[0], 'action');
  });
  for (const marked of ['nope.|', 'foo ba|', 'action = 5 |and', 'user.username.|']) {
    if (marked !== 'action = 5 |and') it(`offers nothing at ${marked}`, () => assert.deepEqual(labels(marked), []));
  }
});

describe('what choosing does', () => {
  const cases: [string, string, string][] = [
    ['act|', 'action', 'action |'],
    ['act| = "x"', 'action', 'action| = "x"'],
    ['us|er.username = "x"', 'user', 'user|.username = "x"'],
    ['use|', 'user', 'user.|'],
    ['user.na|', 'username', 'user.username |'],
    ['context.ge|o.city = 1', 'geo', 'context.geo|.city = 1'],
    ['action |', '=', 'action = "|"'],
    ['action |', 'in', 'action in ("|")'],
    ['user.pk |', 'in', 'user.pk in (|)'],
    ['created |', '>', 'created > |'],
    ['action |= "x"', '!=', 'action !=| "x"'],
    ['action start| "x"', 'startswith', 'action startswith| "x"'],
    ['action |not in ("x")', 'in', 'action in| ("x")'],
    ['action no|t in ("x")', 'not in', 'action not in| ("x")'],
    ['action=|"login"', 'logout', 'action="logout"|'],
    ['action is |', 'logout', 'action is "logout"|'],
    ['action in ("login",|)', 'logout', 'action in ("login", "logout"|)'],
    ['action in ("login" |)', ',', 'action in ("login", |)'],
    ['action =|', 'login', 'action = "login"|'],
    ['action = "lo|gin" and app = "x"', 'logout', 'action = "logout"| and app = "x"'],
    ['action = "lo| and app = "x"', 'logout', 'action = "logout"| and app = "x"'],
    ['action = |"login"', 'logout', 'action = "logout"|'],
    ["action = 'lo|'", 'logout', 'action = "logout"|'],
    ['user.username = "b|', 'bob "the\\builder"', 'user.username = "bob \\"the\\\\builder\\""|'],
    ['user.username in |', 'alice', 'user.username in ("alice")|'],
    ['user.username in ("alice"|', ',', 'user.username in ("alice", |'],
    ['(action = "login"|', ')', '(action = "login")|'],
    ['action = "login"|', 'and', 'action = "login" and |'],
    ['action = "login" |or app = "x"', 'and', 'action = "login" and| app = "x"'],
    ['not |', '(', 'not (|)'],
    ['context.geo.country = "germ|', 'DE', 'context.geo.country = "DE"|'],
    ['|', 'action = ""', 'action = "|"'],
  ];
  for (const [marked, label, result] of cases)
    it(`${marked} + ${label}`, () => assert.equal(chosen(marked, label), result));
});

describe('any schema', () => {
  it('takes a relation whose model is missing for empty', () => {
    const broken = schemaFromIntrospection({
      current_model: 'm',
      models: { m: { owner: { type: 'relation', relation: 'gone' } } },
    });
    assert.deepEqual(labels('owner.|', broken), []);
    assert.deepEqual(labels('ow|', broken), ['owner']);
  });
  it('takes no schema at all', () => {
    for (const json of [null, 5, [], {}, { models: null }, { current_model: 'm' }]) {
      assert.equal(at('x|', schemaFromIntrospection(json)).completion, null);
      assert.ok(labels('x |', schemaFromIntrospection(json)).includes('='));
    }
  });
  it('reads both forms of options', () => {
    const shop = schemaFromIntrospection({
      current_model: 'm',
      models: {
        m: {
          a: { type: 'str', options: ['x', 'y'] },
          b: { type: 'str', options: true },
          c: { type: 'int', options: [1, 2] },
          d: { type: 'int', options: ['Drama'] },
          __proto__: 5,
        },
      },
      suggestions_api_url: '/suggest/',
    });
    assert.deepEqual(labels('a = |', shop), ['x', 'y']);
    assert.deepEqual(labels('c = |', shop), ['1', '2']);
    assert.equal(at('d = |', shop).completion?.options[0]?.insert, '"Drama"');
    assert.equal(shop.models.get('m')?.fields.get('b')?.suggests, true);
    assert.equal(shop.suggestionsUrl, '/suggest/');
  });
  it('does not go round in circles', () => {
    const circle = schemaFromIntrospection({
      current_model: 'm',
      models: { m: { self: { type: 'relation', relation: 'm' }, deepest: { type: 'str' } } },
    });
    assert.deepEqual(labels('deep|', circle), ['deepest']);
    assert.deepEqual(labels('self.self.|', circle), ['self', 'deepest']);
  });
  it('is quick with 5,000 fields', () => {
    const fields = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`field_${i}_name`, { type: 'str' }]));
    const big = schemaFromIntrospection({ current_model: 'm', models: { m: fields } });
    assert.equal(labels('f4999n|', big)[0], 'field_4999_name');
    const times = ['f', 'fn', 'name', 'zz', ''].map(text => {
      const runs = Array.from({ length: 15 }, () => {
        const started = performance.now();
        complete(text, text.length, big);
        return performance.now() - started;
      });
      return runs.sort((a, b) => a - b)[7]!;
    });
    assert.ok(Math.max(...times) < 5, times.join(' '));
  });
});

describe('values asked of somebody', () => {
  it('come with those that are known, once each', async () => {
    const suggest = (field: string, typed: string) =>
      Promise.resolve([`${field}-${typed}`, { value: 'alice', label: 'known' }]);
    const found = await complete('user.username = "a', 18, schema, { suggest });
    assert.deepEqual(
      found?.options.map(option => option.label),
      ['alan', 'alice', 'user.username-a'].sort(
        (a, b) => found!.options.findIndex(o => o.label === a) - found!.options.findIndex(o => o.label === b),
      ),
    );
    assert.equal(found?.options.length, 3);
  });
  it('say how many events have them, which is nothing to be found by', async () => {
    const suggest = () =>
      Promise.resolve([
        { value: 'alma', count: 1_204 },
        { value: 'al', count: 1 },
        { value: 'alan', label: 'Alan T.', count: 7 },
      ]);
    const found = await complete('user.username = "al', 19, schema, { suggest });
    assert.deepEqual(
      found?.options.map(({ label, detail }) => [label, detail]),
      [
        ['alma', '1,204 events'],
        ['al', '1 event'],
        ['alan', 'Alan T., 7 events'],
        ['alice', undefined],
      ],
    );
    assert.equal(await complete('user.username = "7', 18, schema, { suggest }), null);
    assert.equal(await complete('user.username = "eve', 20, schema, { suggest }), null);
  });
  it('are none when the question fails', async () => {
    const found = await complete('user.username = "al', 19, schema, {
      suggest: () => Promise.reject(new Error('offline')),
    });
    assert.deepEqual(
      found?.options.map(option => option.label),
      ['alice', 'alan'],
    );
  });
  it('are not asked for anywhere else', async () => {
    let asked = 0;
    const suggest = () => Promise.resolve([String((asked += 1))]);
    await complete('act', 3, schema, { suggest });
    assert.equal(asked, 0);
  });
});

describe('in the midst of a query', () => {
  it('no bracket is offered that is closed already, or in the place of a word', () => {
    for (const marked of [
      'action in ("login"|)',
      'action in ("login"|, "logout")',
      '(action in ("login")|)',
      '(action = "login" |and app = "x")',
      '(action = "login"| and app = ")")',
    ])
      assert.ok(!labels(marked).includes(')'), marked);
    for (const marked of ['((action = "login"|)', '(action = "login"|', 'not (app = ")" and (app = "x"|)'])
      assert.ok(labels(marked).includes(')'), marked);
  });
  it('no comma is offered in front of one', () => {
    assert.deepEqual(labels('user.username in ("alice"|, "alan")'), []);
  });
  it('an item in front of another is set off from it', () => {
    assert.equal(chosen('user.username in (| "alan")', 'alice'), 'user.username in ("alice",| "alan")');
    assert.equal(chosen('app in ("x",| "y")', 'Nextcloud'), 'app in ("x", "Nextcloud",| "y")');
  });
  it('the parts of a name in quotes are offered behind the quote', () => {
    const { text, pos, completion } = at('"user.use|rname');
    assert.deepEqual([completion?.from, completion?.to, pos], [6, text.length, 9]);
  });
});

describe('any text', () => {
  it('gives an answer whose range holds the cursor', () => {
    const random = new Random(8);
    for (let i = 0; i < 3_000; i += 1) {
      const text = randomTokens(random);
      const pos = random.below(text.length + 1);
      const found = complete(text, pos, schema);
      if (!found) continue;
      assert.ok(
        found.from <= pos && pos <= found.to && found.to <= text.length,
        JSON.stringify([text, pos, found.from, found.to]),
      );
      for (const { insert, cursor } of found.options) assert.ok(cursor >= 0 && cursor <= insert.length);
    }
  });
});
