import type { EventPage } from '../../client/index.js';
import type { EventRecord } from '../../model/index.js';

/** A place in the list whose page came without it: the server counted an event there and did not send it. */
export const NOT_SENT = null;

/** What stands in a row: an event, nothing because none was sent, or nothing yet. */
export type Row = EventRecord | typeof NOT_SENT | undefined;

/** Rows kept in memory, in pages; those furthest from the reader go first. */
const MAX_PAGES = 30;

/** How a page that came fits the rows that are there. */
export type Fit =
  /** It has been put in its place. */
  | 'placed'
  /** The list has changed in a way that leaves no place for it: read the list again. */
  | 'changed'
  /** The server sends pages of another size than asked for: ask in its size. */
  | 'resized';

/**
 * The rows of one question (search, order, client) as they were when its first page came.
 *
 * Rows keep their index for as long as the snapshot lives. When events arrive at the head of a list read newest first, the
 * server's numbering runs ahead of ours by `fresh`; pages that come later are put where they belong in ours. How far it
 * has run ahead is told by events we know already, found again in another place, and failing that by the count.
 */
export class Snapshot {
  /** Whether events can only arrive at the head. */
  readonly #newestFirst: boolean;
  #pageSize: number;
  /** By page of our own numbering, from 0. */
  readonly #pages = new Map<number, Row[]>();
  readonly #indexes = new Map<string, number>();
  #count: number | undefined;
  #serverCount = 0;
  #fresh = 0;
  #loaded = 0;
  #notSent = 0;
  /** By page of the server: a page may come more than once. */
  readonly #rejected = new Map<number, number>();
  #reason = '';

  constructor(pageSize: number, newestFirst: boolean) {
    this.#pageSize = pageSize;
    this.#newestFirst = newestFirst;
  }

  /** Number of rows; `undefined` before the first page came. */
  get count(): number | undefined {
    return this.#count;
  }
  get pageSize(): number {
    return this.#pageSize;
  }
  /** Events that have arrived since, and are not among the rows. */
  get fresh(): number {
    return this.#fresh;
  }
  /** Rows in memory. */
  get loaded(): number {
    return this.#loaded;
  }
  /** Entries in memory that are no events, and what is wrong with the first of them. */
  get rejected(): { count: number; reason: string } {
    let count = 0;
    for (const inPage of this.#rejected.values()) count += inPage;
    return { count, reason: this.#reason };
  }
  /** Rows that were counted and not sent. */
  get notSent(): number {
    return this.#notSent;
  }

  row(index: number): Row {
    return this.#pages.get(Math.floor(index / this.#pageSize))?.[index % this.#pageSize];
  }

  /** Where an event stands, by its key; -1 when it is not in memory. */
  indexOf(key: string): number {
    return this.#indexes.get(key) ?? -1;
  }

  /** The server's page, counted from 1, that a row is on. */
  pageAt(index: number): number {
    return Math.floor((index + this.#fresh) / this.#pageSize) + 1;
  }

  /** The server's pages, counted from 1, that are needed for the rows of a range (inclusive) not in memory. */
  missing(first: number, last: number): number[] {
    const pages: number[] = [];
    const end = this.#count === undefined ? last : Math.min(last, this.#count - 1);
    for (let index = Math.max(0, first); index <= end; index += 1) {
      if (this.row(index) !== undefined) continue;
      const page = this.pageAt(index);
      pages.push(page);
      // The next row that this page does not hold.
      index = page * this.#pageSize - this.#fresh - 1;
    }
    return pages;
  }

  /** Takes a page of the server. Rows that are in memory stay as they are. */
  place(page: number, answer: EventPage, force = false): Fit {
    const { pagination, results } = answer;
    if (this.#hasOwnSize(page, answer)) {
      this.#pageSize = results.length;
      return 'resized';
    }
    const first = (page - 1) * this.#pageSize;
    if (this.#count !== undefined && !force) {
      const fresh = this.#freshAfter(first, answer);
      if (fresh === undefined) return 'changed';
      this.#fresh = fresh;
    }
    this.#serverCount = pagination.count;
    this.#count = Math.max(0, pagination.count - this.#fresh);
    this.#put(first - this.#fresh, answer);
    if (answer.rejects && answer.rejects.length > 0) {
      this.#rejected.set(page, answer.rejects.length);
      this.#reason ||= answer.rejects[0]!.reason;
    }
    return 'placed';
  }

  /** Forgets the pages furthest from a row, beyond those that may be kept. */
  evict(around: number): void {
    if (this.#pages.size <= MAX_PAGES) return;
    const middle = around / this.#pageSize;
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
    for (const page of far.slice(0, this.#pages.size - MAX_PAGES)) {
      for (const row of this.#pages.get(page)!) {
        if (row === undefined) continue;
        if (row === NOT_SENT) this.#notSent -= 1;
        else {
          this.#loaded -= 1;
          this.#indexes.delete(keyOf(row));
        }
      }
      this.#pages.delete(page);
    }
  }

  /** Whether a first page is of another length than asked for because the server has a mind of its own about that. */
  #hasOwnSize(page: number, { pagination, results }: EventPage): boolean {
    return (
      this.#pages.size === 0 &&
      page < pagination.total_pages &&
      results.length > 0 &&
      results.length !== this.#pageSize &&
      Math.ceil(pagination.count / results.length) === pagination.total_pages
    );
  }

  /** How many events have arrived at the head, judging by a page; `undefined` when it cannot be told. */
  #freshAfter(first: number, { pagination, results }: EventPage): number | undefined {
    let fresh: number | undefined;
    for (let i = 0; i < results.length; i += 1) {
      const key = lastingKey(results[i]);
      const known = key === undefined ? undefined : this.#indexes.get(key);
      if (known === undefined) continue;
      fresh ??= first + i - known;
      if (fresh !== first + i - known) return undefined;
    }
    const grown = pagination.count - this.#serverCount;
    fresh ??= grown > 0 ? this.#fresh + grown : this.#fresh;
    if (fresh === this.#fresh) return grown > 0 ? undefined : this.#consistent(first - fresh, results, fresh);
    return this.#newestFirst && fresh > this.#fresh ? this.#consistent(first - fresh, results, fresh) : undefined;
  }

  /** `fresh`, unless a page put there would cover other events than it holds. */
  #consistent(start: number, results: readonly EventRecord[], fresh: number): number | undefined {
    for (let i = 0; i < results.length; i += 1) {
      const there = this.row(start + i);
      if (!there) continue;
      const key = lastingKey(results[i]);
      if (key !== undefined && key !== lastingKey(there)) return undefined;
    }
    return fresh;
  }

  #put(start: number, { pagination, results }: EventPage): void {
    // What lies in the page by the count, but did not come, will not come when asked again.
    const length = Math.min(this.#pageSize, Math.max(results.length, pagination.count - (start + this.#fresh)));
    for (let i = 0; i < length; i += 1) {
      const index = start + i;
      if (index < 0 || index >= this.#count! || this.row(index) !== undefined) continue;
      const record = results[i];
      this.#set(index, record ?? NOT_SENT);
      if (record) {
        this.#loaded += 1;
        this.#indexes.set(keyOf(record), index);
      } else this.#notSent += 1;
    }
  }

  #set(index: number, row: EventRecord | typeof NOT_SENT): void {
    const number = Math.floor(index / this.#pageSize);
    let page = this.#pages.get(number);
    if (!page) this.#pages.set(number, (page = new Array<Row>(this.#pageSize)));
    page[index % this.#pageSize] = row;
  }
}

/** What tells an event from all others. Our clients see to it that each has something; another may not. */
export function keyOf(record: EventRecord): string {
  const pk: unknown = record.pk;
  return typeof pk === 'string' ? pk : typeof pk === 'number' || typeof pk === 'bigint' ? String(pk) : '';
}

/** The same, for events whose key is theirs wherever they stand: a client's own `#17` is that of a place. */
function lastingKey(record: EventRecord | undefined): string | undefined {
  const key = record ? keyOf(record) : '';
  return key === '' || key.startsWith('#') ? undefined : key;
}
