import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonText } from './columns.js';
import { quotedJson } from './quoted-json.js';

const doubled = (value: unknown): string => jsonText(value).replaceAll('"', '""');

const STRINGS = [
  '',
  'a',
  '"',
  '\\',
  'a"b',
  '\n',
  '\0',
  '\u001f',
  '\u007f',
  'é',
  '\u2028',
  '🙂',
  '\ud83d',
  '\ude42',
  '__proto__',
  '=1',
];
const SCALARS = [null, true, false, 0, -0, 7, -1.5, 1e21, 1e-7, 5e-324, Number.MAX_VALUE];

test('is the text of JSON.stringify with its quotes doubled, for any plain JSON', () => {
  let seed = 3;
  const below = (n: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % n;
  };
  const make = (depth: number): unknown => {
    const kind = below(depth > 0 ? 4 : 2);
    if (kind === 0) return STRINGS[below(STRINGS.length)];
    if (kind === 1) return SCALARS[below(SCALARS.length)];
    const parts = Array.from({ length: below(5) }, () => make(depth - 1));
    if (kind === 2) return parts;
    // Read from text, as events are: so `__proto__` is a key like any other, and numbers as keys come first.
    const members = parts.map(part => `${JSON.stringify([...STRINGS, '10', '9'][below(18)])}:${JSON.stringify(part)}`);
    return JSON.parse(`{${members.join()}}`) as unknown;
  };
  for (let i = 0; i < 3_000; i += 1) {
    const value = make(5);
    assert.equal(quotedJson(value), doubled(value));
  }
});

test('leaves to others what is not plainly JSON, and whatever throws', () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const odd: unknown[] = [
    1n,
    NaN,
    -Infinity,
    undefined,
    Symbol('s'),
    () => 1,
    new Date(0),
    new String('a'),
    new Map(),
    Object.create(null),
    { toJSON: () => 1 },
    cycle,
    {
      get a(): never {
        throw new Error('no');
      },
    },
    new Proxy([], {
      get: () => {
        throw new Error('no');
      },
    }),
  ];
  for (const value of odd) {
    assert.equal(quotedJson(value), null);
    assert.equal(quotedJson({ deep: [value] }), null);
  }
});

test('writes any number of different keys', () => {
  for (let i = 0; i < 2_500; i += 1) assert.equal(quotedJson({ [`key"${i}`]: i }), `{""key\\""${i}"":${i}}`);
});
