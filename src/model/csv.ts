import Papa from 'papaparse';
import { isFormula } from './export/formulas.js';

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
 * Rows of cells as CSV text (RFC 4180, commas, CRLF after every row), safe to open in a spreadsheet.
 *
 * **Every text is quoted**, numbers and truth values are not, and nothing is an empty cell: so a text `007` differs from the
 * number 7 and `""` from nothing for readers that care, no separator of another country splits a cell, and LibreOffice with
 * "Format quoted field as text" shows every text exactly as it was. **Text that could run as a formula** gets an apostrophe in
 * front, which holds with any settings of any spreadsheet and is undone by `unguardText`; numbers never need one.
 * NUL and overlong texts are counted in `stats`, where the answer to each is told. Half a surrogate pair becomes U+FFFD when the
 * text is encoded as UTF-8.
 *
 * @param rows the caller's to give away: their cells are changed
 */
export function csvText(rows: CsvCell[][], stats: CsvStats, { guard = true }: CsvOptions = {}): string {
  if (rows.length === 0) return '';
  for (const row of rows) {
    for (let i = 0; i < row.length; i += 1) {
      const cell = row[i]!;
      if (typeof cell === 'string') {
        // Nearly every cell stays as it is.
        if (cell.length > EXCEL_CELL_LIMIT || (guard && isFormula(cell))) row[i] = writtenText(cell, stats, guard);
      } else if (cell !== null) row[i] = writtenScalar(cell);
    }
  }
  const text = Papa.unparse(rows, CONFIG);
  // Looked for once and not in every cell: hardly any file has one.
  return `${text.includes('\0') ? Papa.unparse(withoutNul(rows, stats), CONFIG) : text}\r\n`;
}

function withoutNul(rows: readonly CsvCell[][], stats: CsvStats): CsvCell[][] {
  return rows.map(row =>
    row.map(cell => {
      if (typeof cell !== 'string' || !cell.includes('\0')) return cell;
      stats.nul += 1;
      return cell.replaceAll('\0', '\u2400');
    }),
  );
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
  if (!guard || !isFormula(cell)) return cell;
  stats.guarded += 1;
  return `'${cell}`;
}
