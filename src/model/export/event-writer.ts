import type { CsvStats } from '../csv.js';
import type { EventRecord } from '../record.js';
import type { SummaryMessages } from '../summary-messages.js';
import { ALL_COLUMNS, jsonText, readerOf, type ExportColumn, type Reader } from './columns.js';
import { zonedTimes } from './zoned-time.js';

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface EventWriterOptions {
  format: ExportFormat;
  /** What of each event, in this order; a field given twice counts once. Left out or empty: everything. */
  columns?: readonly (string | ExportColumn)[] | undefined;
  /** IANA name of the zone times are written in, each with its offset; UTC when left out. */
  timeZone?: string | undefined;
  /** Begins a CSV file with U+FEFF, by which Excel knows UTF-8. JSON Lines never has one, for JSON forbids it. */
  bom?: boolean | undefined;
  /** `false` leaves formulas in CSV cells unguarded: see `csvLine`. */
  guard?: boolean | undefined;
  /** The words of the `summary` column; English when left out. */
  messages?: SummaryMessages | undefined;
}

/** Writes events as the text of a file, a piece at a time. */
export interface EventWriter {
  readonly format: ExportFormat;
  /** Media type with its charset. */
  readonly mediaType: string;
  /** End of a file's name, with its dot. */
  readonly extension: string;
  /** What is written, in order; `null` for whole events as JSON. */
  readonly columns: readonly ExportColumn[] | null;
  /** What the file begins with; may be empty. */
  head(): string;
  /**
   * The lines of these events, each line ended, in pieces small enough to hold. Take all of them: they are written as they are
   * asked for. Any value of an event is written; none makes it throw.
   */
  lines(events: readonly EventRecord[]): Generator<string, void, undefined>;
  /** What cells went through so far. All zero for JSON Lines, where nothing is changed. */
  readonly stats: Readonly<CsvStats>;
}

/** Pieces are about this long, in UTF-16 units: longer ones cost more than they save, and all have to be in memory. */
const PIECE = 2 ** 16;

/**
 * A writer of CSV or JSON Lines. The parts CSV needs are loaded now, so nothing is loaded by those who never export.
 *
 * - CSV: a heading, then a row an event; see `csvLine` for what cells look like. Times are in the zone, nested values JSON.
 * - JSON Lines with columns: an object an event, with the fields as keys (`{"created":…,"context.geo.city":…}`), what is
 *   missing left out, times in the zone. Without: the event as it is, to the last digit.
 *
 * @throws RangeError for a time zone this platform does not know
 */
export async function eventWriter(options: EventWriterOptions): Promise<EventWriter> {
  const columns = columnsOf(options.columns);
  const time = zonedTimes(options.timeZone || 'UTC');
  const readers = (columns ?? []).map(({ field }) =>
    readerOf(field, { time, messages: options.messages, whole: false }),
  );
  const stats: CsvStats = { guarded: 0, long: 0, cut: 0, nul: 0 };
  if (options.format === 'jsonl') {
    const json = columns ? (event: unknown) => objectLine(event, columns, readers) : jsonText;
    return {
      format: 'jsonl',
      mediaType: 'application/x-ndjson; charset=utf-8',
      extension: '.jsonl',
      columns,
      stats,
      head: () => '',
      lines: events => pieces(events, event => `${json(event)}\n`),
    };
  }

  const { csvLine } = await import('../csv.js');
  const shown = columns ?? ALL_COLUMNS.map((field): ExportColumn => ({ field }));
  const cells = columns
    ? readers
    : shown.map(({ field }) => readerOf(field, { time, messages: options.messages, whole: true }));
  const csv = { guard: options.guard ?? true };
  return {
    format: 'csv',
    mediaType: 'text/csv; charset=utf-8; header=present',
    extension: '.csv',
    columns: shown,
    stats,
    head: () =>
      (options.bom ? '\ufeff' : '') +
      csvLine(
        shown.map(({ field, label }) => label || field),
        { guarded: 0, long: 0, cut: 0, nul: 0 },
        csv,
      ),
    lines: events =>
      pieces(events, event =>
        csvLine(
          cells.map(read => read(event)),
          stats,
          csv,
        ),
      ),
  };
}

function* pieces(events: readonly unknown[], line: (event: unknown) => string): Generator<string, void, undefined> {
  let piece = '';
  for (const event of events) {
    piece += line(event);
    if (piece.length >= PIECE) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

function objectLine(event: unknown, columns: readonly ExportColumn[], readers: readonly Reader[]): string {
  let text = '{';
  columns.forEach(({ field }, index) => {
    const value = readers[index]!(event);
    if (value === undefined) return;
    text += `${text === '{' ? '' : ','}${JSON.stringify(field)}:${jsonText(value)}`;
  });
  return `${text}}`;
}

/** Columns as given by a page or a request, each field once; `null` for none, which means everything. */
function columnsOf(given: EventWriterOptions['columns']): readonly ExportColumn[] | null {
  const columns = new Map<string, ExportColumn>();
  for (const entry of given ?? []) {
    const column = typeof entry === 'string' ? { field: entry } : entry;
    if (typeof column?.field === 'string' && column.field !== '' && !columns.has(column.field))
      columns.set(column.field, column);
  }
  return columns.size > 0 ? [...columns.values()] : null;
}
