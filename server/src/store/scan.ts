import {
  firstCursor,
  isIndexed,
  keysStatement,
  nextPart,
  readCursor,
  readJoined,
  textsOfStatement,
  textsStatement,
  type ScanCursor,
  type ScanRequest,
} from './scan-sql.js';
import type { SqlRow, Statement } from './sql.js';

/** How much a scan reads at once. */
export interface ScanSizes {
  /** Events of the first portion: few, for they may be large. Each further one has up to twice as many as the one before. */
  first: number;
  /** Events of a portion at most. */
  events: number;
  /** Bytes of the texts of a portion; one event alone may have more. */
  bytes: number;
  /** Keys read at once where no index has the order: all that match are sorted for so many. */
  keys: number;
}

/**
 * Large enough that the way between threads costs little, small enough that some of them are no burden to memory, and that
 * whoever else asks the database waits for some hundredths of a second.
 */
export const SCAN_SIZES: ScanSizes = { first: 250, events: 4000, bytes: 768 * 1024, keys: 20_000 };

/** How much of a portion is asked for: a portion that turns out to be too large has been read in vain. */
const FILL = 0.8;

/**
 * The texts of all events of a scan, in order, in portions.
 *
 * @param read Runs a statement on its own and gives its first row
 */
export async function* scanned(
  read: (statement: Statement) => Promise<SqlRow | undefined>,
  log: string,
  request: ScanRequest,
  sizes: ScanSizes = SCAN_SIZES,
): AsyncGenerator<string[], undefined, undefined> {
  let events = sizes.first;
  const limits = () => ({ events, bytes: sizes.bytes });
  /** As many events as will fit, if the next ones are like these. */
  const learn = (read: number, bytes: number): void => {
    const fitting = Math.floor((read * FILL * sizes.bytes) / bytes);
    events = Math.max(1, Math.min(sizes.events, 2 * read, fitting));
  };
  const indexed = isIndexed(request);
  let cursor: ScanCursor | null = firstCursor(request);
  while (cursor) {
    if (indexed) {
      const row: SqlRow = (await read(textsStatement(log, request, cursor, limits())))!;
      const after = readCursor(row, cursor);
      if (after) learn(Number(row.events), Number(row.bytes));
      if (after && row.bodies === null) continue; // too much at once
      cursor = after ?? nextPart(request, cursor);
      if (after) yield readJoined(row.bodies);
    } else {
      const row: SqlRow = (await read(keysStatement(log, request, cursor, sizes.keys)))!;
      cursor = readCursor(row, cursor) ?? nextPart(request, cursor);
      for (let pks = readJoined(row.pks); pks.length > 0;) {
        const found = await read(textsOfStatement(log, pks, limits()));
        // The place of the last one that was read; null when all that were asked for are gone by now.
        pks = pks.slice(Number(found?.read ?? events));
        const texts = readJoined(found?.bodies);
        events = Math.min(sizes.events, 2 * Math.max(1, texts.length));
        yield texts;
      }
    }
  }
}
