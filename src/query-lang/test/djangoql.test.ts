import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check } from '../check.js';
import { compile } from '../compile.js';
import { schemaFromIntrospection } from '../introspection.js';
import { parse } from '../parser.js';

/*
 * What DjangoQL 0.19.1 makes of a query over a table: whether its schema takes the values, and whether Django's comparison then
 * finds the row. Null never fits, and fits everything that is negated; None in a list is nothing; values have to be of the type
 * of the field whatever the operator; the empty text is no time.
 */

function field(type: string, more: object = {}): object {
  return { type, nullable: false, options: null, ...more };
}
const NULLABLE = { nullable: true };

const schema = schemaFromIntrospection({
  current_model: 'core.book',
  models: {
    'core.book': {
      name: field('str'),
      nick: field('str', NULLABLE),
      rating: field('float', NULLABLE),
      pages: field('int'),
      copies: field('int', NULLABLE),
      is_out: field('bool'),
      flag: field('bool', NULLABLE),
      written: field('datetime'),
      seen: field('datetime', NULLABLE),
      released: field('date', NULLABLE),
      born: field('date'),
      author: field('relation', { nullable: true, relation: 'core.author' }),
      editor: field('relation', { relation: 'core.author' }),
      x: field('unknown'),
      xn: field('unknown', NULLABLE),
    },
    'core.author': {
      username: field('str'),
      email: field('str', NULLABLE),
      age: field('int', NULLABLE),
      boss: field('relation', { nullable: true, relation: 'core.author' }),
    },
  },
});

const book = {
  name: 'War',
  nick: null,
  rating: null,
  pages: 5,
  copies: null,
  is_out: true,
  flag: null,
  written: '2024-01-30T09:00:00Z',
  seen: null,
  released: null,
  born: '2024-01-30',
  author: null,
  editor: { username: 'Bob', email: null, age: null },
};

type Outcome = 'found' | 'not found' | 'refused';
/* prettier-ignore */
const table: [string, Outcome][] = [
  ['nick in (None)', 'not found'], ['nick not in (None)', 'found'], ['nick in ("x", None)', 'not found'], ['nick not in ("x", None)', 'found'], ['nick = None', 'found'], ['nick != None', 'not found'], ['nick != "x"', 'found'], ['nick = ""', 'not found'], ['nick ~ ""', 'not found'], ['nick !~ ""', 'found'], ['nick not startswith "x"', 'found'], ['nick > "x"', 'not found'], ['nick <= "x"', 'not found'],
  ['name in (None)', 'refused'], ['name = None', 'refused'], ['name in ("War", None)', 'refused'], ['name = 5', 'refused'], ['name = True', 'refused'], ['name > "A"', 'found'], ['name > "a"', 'not found'], ['name = "war"', 'not found'], ['name ~ "WAR"', 'found'], ['name startswith "w"', 'found'],
  ['rating = 5', 'not found'], ['rating != 5', 'found'], ['rating not in (1, 2.5)', 'found'], ['rating > 1', 'not found'], ['rating = "5"', 'refused'], ['rating in (1, "5")', 'refused'], ['rating = True', 'refused'], ['rating ~ "5"', 'refused'], ['rating not in (None)', 'found'],
  ['pages = 5.0', 'refused'], ['pages = 5e0', 'refused'], ['pages = 1e1', 'refused'], ['pages > "5"', 'refused'], ['pages = True', 'refused'], ['pages in (5, 6)', 'found'], ['pages in (5, True)', 'refused'], ['pages startswith "5"', 'refused'], ['pages = 99999999999999999999', 'not found'], ['pages < 99999999999999999999', 'found'],
  ['is_out = True', 'found'], ['is_out != True', 'not found'], ['is_out = 1', 'refused'], ['is_out = "True"', 'refused'], ['is_out in (True, False)', 'found'], ['is_out = None', 'refused'], ['flag = None', 'found'], ['flag != True', 'found'], ['flag in (True)', 'not found'], ['is_out > "x"', 'refused'], ['is_out ~ "x"', 'refused'], ['is_out > 1', 'refused'],
  ['written = "2024-01-30"', 'not found'], ['written = "2024-01-30 09:00"', 'found'], ['written ~ "2024-01-30"', 'found'], ['written ~ "2024-01"', 'refused'], ['written startswith "2024-01-30"', 'found'], ['written in ("2024-01-30 09:00")', 'found'], ['written in ("x")', 'refused'], ['written > 5', 'refused'], ['written = True', 'refused'], ['written = ""', 'not found'], ['written != ""', 'found'], ['seen = ""', 'found'], ['seen != ""', 'not found'], ['seen = None', 'found'], ['seen != "2024-01-30"', 'found'], ['written = None', 'refused'], ['written > "2024-1-3"', 'found'], ['written > "2024-01-30 9:00"', 'not found'], ['written >= "2024-01-30 9:00"', 'found'], ['written < "2024-01-30 09:00:01"', 'found'],
  ['born = "2024-01-30"', 'found'], ['born = "2024-01-30 09:00"', 'refused'], ['born ~ "2024-01-30"', 'found'], ['born > "2024-1-9"', 'found'], ['released = ""', 'found'], ['released != "2024-01-30"', 'found'], ['born in ("2024-01-30", "2024-01-31")', 'found'], ['born ~ "2024"', 'refused'], ['born = 20240130', 'refused'],
  ['author = None', 'found'], ['author != None', 'not found'], ['editor = None', 'not found'], ['editor != None', 'found'], ['author = 1', 'refused'], ['author = "x"', 'refused'], ['author in (None)', 'refused'], ['author in (1)', 'refused'], ['author ~ "x"', 'refused'], ['author = True', 'refused'],
  ['author.username = "x"', 'not found'], ['author.username != "x"', 'found'], ['author.username not in ("x")', 'found'], ['author.username !~ "x"', 'found'], ['editor.email = None', 'found'], ['editor.email != "x"', 'found'], ['editor.username = "Bob"', 'found'], ['author.age > 1', 'not found'], ['author.boss = None', 'found'], ['author.boss.username = "x"', 'not found'], ['author.nope = 1', 'refused'], ['nope = 1', 'refused'], ['author.username = None', 'refused'],
  ['x = None', 'refused'], ['x = 1', 'refused'], ['xn = None', 'found'], ['xn = 1', 'refused'], ['xn in (None)', 'not found'], ['x ~ "a"', 'refused'],
];

describe('a query over a table, as DjangoQL', () => {
  for (const [text, outcome] of table) {
    it(`${outcome}: ${text}`, () => {
      const { query } = parse(text);
      assert.ok(query, text);
      const refused = check(text, schema).some(({ severity }) => severity === 'error');
      assert.equal(refused ? 'refused' : compile(query, { schema })(book) ? 'found' : 'not found', outcome);
    });
  }
});
