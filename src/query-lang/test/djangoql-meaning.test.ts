import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compile } from '../compile.js';
import { parse } from '../parser.js';
import { NotExpressible, print } from '../print.js';
import { Random } from './random.js';

/*
 * What authentik's server makes of a printed query, written down once more and without our own code: DjangoQL reads `and` and `or`
 * from the right, Django compares inside JSON with PostgreSQL's `jsonb` operators, and logic is SQL's.
 */

type Truth = boolean | null;
const MISSING = Symbol('missing');

const rank = (value: unknown): number => {
  // "For historical reasons an empty top level array sorts less than null." (PostgreSQL's manual, 8.14.4)
  if (Array.isArray(value)) return value.length === 0 ? -1 : 4;
  if (value === null) return 0;
  return { string: 1, number: 2, boolean: 3, object: 5 }[typeof value as 'string'];
};
const order = (a: unknown, b: unknown): number =>
  rank(a) - rank(b) ||
  (typeof a === 'object' ? 0 : (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0);
const asText = (value: unknown): string | null =>
  value === null ? null : typeof value === 'string' ? value : JSON.stringify(value).replace(/([:,])/g, '$1 ');
const not = (truth: Truth): Truth => (truth === null ? null : !truth);

function comparison(value: unknown, operator: string, operand: unknown): Truth {
  if (value === MISSING) return null;
  if (operator.startsWith('!') || operator.startsWith('not '))
    return not(comparison(value, operator.replace(/^!(?=~)|^not /, '').replace('!=', '='), operand));
  const text = asText(value);
  const has = (test: (text: string, part: string) => boolean): Truth =>
    text === null ? null : test(text.toLowerCase(), String(operand).toLowerCase());
  switch (operator) {
    case '=':
      return rank(value) === rank(operand) && order(value, operand) === 0;
    case 'in':
      return (operand as unknown[]).some(item => comparison(value, '=', item));
    case '~':
      return has((text, part) => text.includes(part));
    case 'startswith':
      return has((text, part) => text.startsWith(part));
    case 'endswith':
      return has((text, part) => text.endsWith(part));
    case '<':
      return order(value, operand) < 0;
    case '<=':
      return order(value, operand) <= 0;
    case '>':
      return order(value, operand) > 0;
    default:
      return order(value, operand) >= 0;
  }
}

const TOKEN =
  /[()]|\b(?:and|or)\b(?= )|context\.v ([!=~<>]+|(?:not )?(?:in|startswith|endswith)) ("[^"]*"|\([^)]*\)|[\w.-]+)/g;

function onServer(printed: string, value: unknown): Truth {
  const tokens = [...printed.matchAll(TOKEN)];
  let at = 0;
  const unit = (): Truth => {
    const [token, operator, operand] = tokens[at]!;
    at += 1;
    if (token !== '(') {
      const json = operand!
        .replace(/^\((.*)\)$/, '[$1]')
        .replace('True', 'true')
        .replace('False', 'false');
      return comparison(value, operator!, JSON.parse(json));
    }
    const inside = chain();
    at += 1;
    return inside;
  };
  const chain = (): Truth => {
    const left = unit();
    const word = tokens[at]?.[0];
    if (word !== 'and' && word !== 'or') return left;
    at += 1;
    const right = chain();
    const decides = word === 'or';
    return left === decides || right === decides ? decides : left === null || right === null ? null : !decides;
  };
  return chain();
}

const VALUES: readonly unknown[] = [MISSING, null, '', 'a', 'Bob', '5', 'true', '[1]', 0, 5, -1, 5.5, true, false, [], [1], ['a'], {}, { a: 1 }]; // prettier-ignore
const eventWith = (value: unknown): object => ({ context: value === MISSING ? {} : { v: value } });

const LEAVES = [
  ...['=', '!=', '<', '<=', '>', '>='].flatMap(operator => ['"a"', '"5"', '5', '-0.5'].map(value => `${operator} ${value}`)), // prettier-ignore
  ...['=', '!='].flatMap(operator => ['True', 'False', '""'].map(value => `${operator} ${value}`)),
  ...['~', '!~', 'startswith', 'not startswith', 'endswith', 'not endswith'].flatMap(operator => ['"b"', '"5"', '""', '"["'].map(value => `${operator} ${value}`)), // prettier-ignore
  ...['in', 'not in'].flatMap(operator => ['("a", 5)', '(True, "5")'].map(value => `${operator} ${value}`)),
].map(leaf => `context.v ${leaf}`);

/** What single conditions mean otherwise there, by docs/query-language.md: order between types, and negated text operators on null. */
function differsByRule(text: string, value: unknown): boolean {
  const isOrdered = [...text.matchAll(/[<>]=? (")?/g)].some(
    ([, quote]) => typeof value !== (quote ? 'string' : 'number'),
  );
  return isOrdered || (value === null && /~|with/.test(text));
}

/** How often the two agree, differ by rule, and cannot be compared since nothing can be printed. */
function compareAll(texts: Iterable<string>): { same: number; ruled: number; unsaid: number } {
  const count = { same: 0, ruled: 0, unsaid: 0 };
  for (const text of texts) {
    const { query } = parse(text);
    let printed: string;
    try {
      printed = print(query!, { dialect: 'djangoql' });
    } catch (error) {
      assert.ok(error instanceof NotExpressible && error.from < error.to, text);
      count.unsaid += 1;
      continue;
    }
    const ours = compile(query!);
    for (const value of VALUES) {
      const same = ours(eventWith(value)) === (onServer(printed, value) === true);
      assert.ok(same || differsByRule(text, value), `${text} -> ${printed}, for ${String(JSON.stringify(value))}`);
      count[same ? 'same' : 'ruled'] += 1;
    }
  }
  return count;
}

describe('what is printed for DjangoQL means there what it means here', () => {
  it('each operator, for each kind of value inside JSON', () => {
    assert.deepEqual(compareAll(LEAVES).unsaid, 0);
  });

  it('each operator under "not": what has an order is refused, with its place; the rest differs for null at most', () => {
    const isOrdered = (leaf: string): boolean => /[<>]/.test(leaf);
    const refused = LEAVES.filter(isOrdered);
    assert.equal(compareAll(refused.map(leaf => `not (${leaf})`)).unsaid, refused.length);
    assert.equal(compareAll(refused.map(leaf => `not (not (${leaf}))`)).unsaid, 0);
    const others = LEAVES.filter(leaf => !isOrdered(leaf));
    const { ruled, unsaid } = compareAll(others.map(leaf => `not (${leaf})`));
    // Twelve are `~` and its like, whose negation the server does not find on a null.
    assert.deepEqual([unsaid, ruled], [0, 12]);
    try {
      print(parse('app = "x" and not (context.v >= 5)').query!, { dialect: 'djangoql' });
      assert.fail('nothing was thrown');
    } catch (error) {
      assert.ok(error instanceof NotExpressible);
      assert.deepEqual([error.from, error.to], [19, 33]);
    }
  });

  it('thousands of conditions within conditions', () => {
    const random = new Random(31);
    const make = (depth: number): string => {
      const unit = (): string =>
        depth === 0 || random.chance(2) ? random.pick(LEAVES) : `${random.chance(2) ? 'not ' : ''}(${make(depth - 1)})`;
      let text = unit();
      for (let left = random.below(3); left > 0; left -= 1) text += ` ${random.pick(['and', 'or'])} ${unit()}`;
      return text;
    };
    const { same, unsaid } = compareAll(Array.from({ length: 3_000 }, () => make(3)));
    assert.ok(same > 20_000 && unsaid > 300, `${same} ${unsaid}`);
  });
});
