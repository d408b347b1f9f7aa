import Papa from 'papaparse';
import { cellOf } from './export/columns.js';
import { isFormula } from './export/formulas.js';
import { quotedJson } from './export/quoted-json.js';

/** What stands in a cell: text, a number or a truth value as it is, `null` for nothing (an empty cell without quotes). */
export type CsvCell = string | number | bigint | boolean | null;

/** Excel cuts a cell here, in UTF-16 units, and breaks rows that hold a longer one. */
export const EXCEL_CELL_LIMIT = 32_767;

/** A cell longer than this, in UTF-16 units, is cut: engines end a text at 2^29, and a quote counts twice. */
export const CELL_LIMIT = 2 ** 26;
const CUT = ' … [Truncated]';

/** What happened to cells on their way into the file. */
export interface CsvStats {
  /** Cells that a spreadsheet could take for a formula, written with an apostrophe in front. */
  guarded: number;
  /** Cells above {@link EXCEL_CELL_LIMIT}, written whole. */
  long: number;
  /** Cells above {@link CELL_LIMIT}, cut there. */
  cut: number;
  /** Cells with NUL characters in them, each written as `␀` (U+2400): many readers end a text at NUL. */
  nul: number;
}

export interface CsvOptions {
  /** `false` writes texts that look like formulas as they are: for files that no spreadsheet opens. */
  guard?: boolean;
}

/** Excel keeps 15 significant digits; a longer integer is quoted, so that a reader told to keep quoted cells as text keeps it. */
const MAX_NUMBER = 999_999_999_999_999;

const CONFIG: Papa.UnparseConfig = {
  header: false,
  newline: '\r\n',
  quotes: (value: unknown) => typeof value === 'string',
};

/**
 * A row of values as a line of CSV text (RFC 4180, commas, ended by CRLF), safe to open in a spreadsheet.
 *
 * **Every text is quoted**, numbers and truth values are not, and nothing is an empty cell: so a text `007` differs from the
 * number 7 and `""` from nothing for readers that care, no separator of another country splits a cell, and LibreOffice with
 * "Format quoted field as text" shows every text exactly as it was. **Text that could run as a formula** gets an apostrophe in
 * front, which holds with any settings of any spreadsheet and is undone by `unguardText`; numbers never need one.
 * NUL and overlong texts are counted in `stats`, where the answer to each is told. Objects and arrays are JSON (`cellOf`). Half a
 * surrogate pair becomes U+FFFD when the text is encoded as UTF-8.
 *
 * papaparse says what a row looks like. One with nothing in it but ordinary cells, as nearly all are, is joined as it would be.
 */
export function csvLine(values: readonly unknown[], stats: CsvStats, { guard = true }: CsvOptions = {}): string {
  const line =
    ordinaryLine(values, guard) ?? Papa.unparse([values.map(value => written(cellOf(value), stats, guard))], CONFIG);
  return `${line}\r\n`;
}

/** `null` when a cell needs anything but quotes. */
function ordinaryLine(values: readonly unknown[], guard: boolean): string | null {
  let line = '';
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i];
    if (i > 0) line += ',';
    if (typeof value === 'string') {
      if (value.length > EXCEL_CELL_LIMIT || (guard && isFormula(value))) return null;
      line += value.includes('"') ? `"${value.replaceAll('"', '""')}"` : `"${value}"`;
    } else if (typeof value === 'number') {
      if (!(Math.abs(value) <= MAX_NUMBER) || Object.is(value, -0)) return null;
      line += value;
    } else if (value !== null && value !== undefined) {
      const json = quotedJson(value);
      if (json === null || json.length > EXCEL_CELL_LIMIT) return null;
      line += typeof value === 'object' ? `"${json}"` : json;
    }
  }
  // Looked for once and not in every cell: hardly any file has one.
  return line.includes('\0') ? null : line;
}

function written(cell: CsvCell, stats: CsvStats, guard: boolean): CsvCell {
  return typeof cell === 'string' ? writtenText(cell, stats, guard) : writtenScalar(cell);
}

function writtenScalar(cell: CsvCell): CsvCell {
  if (typeof cell === 'bigint') return cell > MAX_NUMBER || cell < -MAX_NUMBER ? String(cell) : cell;
  if (typeof cell !== 'number') return cell;
  if (Number.isInteger(cell) && Math.abs(cell) > MAX_NUMBER) return String(cell);
  return Object.is(cell, -0) ? '-0' : cell;
}

function writtenText(text: string, stats: CsvStats, guard: boolean): string {
  let cell = text;
  if (cell.length > EXCEL_CELL_LIMIT) {
    stats.long += 1;
    if (cell.length > CELL_LIMIT) {
      stats.cut += 1;
      cell = `${cell.slice(0, CELL_LIMIT)}${CUT}`;
    }
  }
  if (guard && isFormula(cell)) {
    stats.guarded += 1;
    cell = `'${cell}`;
  }
  if (cell.includes('\0')) {
    stats.nul += 1;
    cell = cell.replaceAll('\0', '\u2400');
  }
  return cell;
}
