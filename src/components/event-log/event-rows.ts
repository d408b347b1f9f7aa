import { EventsError } from '../../client/errors.js';
import type { EventPage, EventsClient, ListView } from '../../client/index.js';
import { DEFAULT_ORDERING } from '../../model/order.js';
import { isObject } from '../../model/record.js';
import type { EventRecord, JsonObject } from '../../model/index.js';
import { afterPaint } from './late-loader.js';
import { keyOf, NOT_SENT, Snapshot, type Row } from './snapshot.js';

/** What rows are asked for. */
export interface Question {
  client: EventsClient;
  view: ListView;
  pageSize: number;
  /** Whether to read only what is in sight, and no page ahead of it. */
  sparing?: boolean;
}

/**
 * - `idle`: nothing is asked
 * - `waiting`: the first answer is due at any moment, and nothing should be shown of that yet
 * - `loading`: it takes long enough to say so
 * - `ready`: there are rows, or it is known that there are none
 * - `failed`: there is no answer, and `failure` says why
 */
export type RowsStatus = 'idle' | 'waiting' | 'loading' | 'ready' | 'failed';

/** Why rows could not be had, and when they are asked for again by themselves (milliseconds since 1970, else `null`). */
export interface Failure {
  error: unknown;
  retryAt: number | null;
}

/** Rows on their way to replace those on show. */
interface Draft {
  rows: Snapshot;
  /** Whether they answer the same question as those on show. */
  isReload: boolean;
  /** The rows in sight, by the numbering of those on show, and how far they have moved down since. */
  first: number;
  last: number;
  moved: number;
}

export interface RowsListener {
  /** Rows, their number or the status have changed. */
  rowsChanged(): void;
  /**
   * All rows have been replaced. `moved` is how far down those of before have moved; `null` when these are rows of
   * another question.
   */
  rowsReplaced(moved: number | null): void;
}

/** No sign of loading before: what comes sooner would only flicker. */
export const GRACE_MS = 150;
/** Requests under way at a time: what is in sight spans two pages, one more is read ahead. */
const MAX_CALLS = 3;
/** After a page was scrolled past before it came, the next is asked for with so much delay: a dragged scrollbar passes hundreds. */
const HOLD_MS = 80;
/** Waits between automatic retries, on top of those the client makes itself. */
const RETRY_FIRST_MS = 5_000;
const RETRY_LONGEST_MS = 60_000;
/** Events to learn from: more would teach little. */
const SAMPLE = 200;
/** A list that changes under our eyes is read anew so often, within so long a time, before it is taken as it comes. */
const MAX_RELISTS = 3;
const RELIST_WINDOW_MS = 30_000;

/**
 * The rows of a list as they are scrolled to: asks a client for the pages that are needed, one ahead, and aborts those
 * scrolled past. Answers to an earlier question, or from before a reload, are never seen.
 *
 * A reload is prepared beside the rows on show, which stay until every row in sight has come.
 */
export class EventRows {
  readonly #listener: RowsListener;
  #question: Question | null = null;
  #status: RowsStatus = 'idle';
  /** The rows on show. */
  #shown = emptySnapshot();
  /** Rows that are being prepared to replace them. */
  #next: Draft | null = null;
  #wanted = { first: 0, last: 0 };
  /** Where the next page will be needed: below, above, or nowhere in particular after a jump. */
  #heading: 'down' | 'up' | undefined = 'down';
  readonly #calls = new Map<number, AbortController>();
  readonly #failedPages = new Set<number>();
  #failure: Failure | null = null;
  #failures = 0;
  #stale = false;
  /** As the server has it, which may be less than was asked for. */
  #pageSize = 1;
  /** When the list was last read anew because it had changed, newest last. */
  #relists: number[] = [];
  #autocomplete: JsonObject | undefined;
  #held = 0;
  /** Whether what was seen at a glance is on its way to the screen. */
  #isDrawing = false;
  #graceTimer: ReturnType<typeof setTimeout> | undefined;
  #holdTimer: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: RowsListener) {
    this.#listener = listener;
  }

  get status(): RowsStatus {
    return this.#status;
  }
  /** Number of rows on show. */
  get count(): number {
    return this.#shown.count ?? 0;
  }
  get loaded(): number {
    return this.#shown.loaded;
  }
  get fresh(): number {
    return this.#shown.fresh;
  }
  get rejected(): { count: number; reason: string } {
    return this.#shown.rejected;
  }
  get notSent(): number {
    return this.#shown.notSent;
  }
  get failure(): Failure | null {
    return this.#failure;
  }
  /** Whether an answer is on its way. */
  get busy(): boolean {
    return this.#calls.size > 0;
  }
  /** Whether newer rows are being read while those on show stay. */
  get reloading(): boolean {
    return this.#next?.isReload ?? false;
  }
  /** Whether the rows on show are not what was asked for last: a reload failed. */
  get stale(): boolean {
    return this.#stale;
  }
  /** Whether the list changes faster than it can be read, so that rows may be missing or twice. */
  get unsteady(): boolean {
    return this.#relists.length > MAX_RELISTS;
  }

  /** Whether there is more to be said than the rows say: there are none, or not all is well. */
  get hasRemarks(): boolean {
    const { count, rejected, notSent } = this;
    const isUnknown = this.#status === 'waiting' || this.#status === 'loading';
    return !isUnknown && (count === 0 || this.#failure !== null || rejected.count > 0 || notSent > 0 || this.unsteady);
  }

  row(index: number): Row {
    return this.#shown.row(index);
  }
  indexOf(key: string): number {
    return this.#shown.indexOf(key);
  }

  /** Asks something else. Rows on show stay until the answer, or until it is late. */
  ask(question: Question | null): void {
    this.#stop();
    if (question?.client !== this.#question?.client) this.#autocomplete = undefined;
    this.#question = question;
    this.#failure = null;
    this.#failures = 0;
    this.#stale = false;
    this.#relists = [];
    if (!question) {
      this.#next = null;
      this.#shown = emptySnapshot();
      this.#status = 'idle';
      this.#listener.rowsReplaced(null);
      this.#listener.rowsChanged();
      return;
    }
    this.#status = 'waiting';
    this.#pageSize = question.pageSize;
    this.#heading = 'down';
    this.#begin(false);
    const glance = glanceAt(question);
    this.#isDrawing = glance !== null;
    if (glance) {
      // Shown while the list is read, as rows are of which newer ones are on their way; and drawn before that begins.
      this.#next!.rows.place(1, glance);
      this.#swap(null);
      this.#begin(true);
      afterPaint(() => {
        if (this.#question !== question) return;
        this.#isDrawing = false;
        this.#pump();
      });
    } else this.#startGrace();
    this.#listener.rowsChanged();
    this.#pump();
  }

  /** What the server last said of its fields for queries, as it came; kept as long as the client is the same. */
  get autocomplete(): JsonObject | undefined {
    return this.#autocomplete;
  }

  /** Some of the events at hand. */
  sample(): EventRecord[] {
    const rows = Array.from({ length: Math.min(this.count, SAMPLE) }, (_, index) => this.row(index));
    return rows.filter(row => row !== undefined && row !== NOT_SENT);
  }

  /** Reads the list again. The rows in sight stay in sight. With a view whose range has moved on, they are those of that. */
  reload(view?: ListView): void {
    if (!this.#question) return;
    if (view) this.#question = { ...this.#question, view };
    this.#relists = [];
    this.#again();
  }

  /** Tries again what failed. */
  retry(): void {
    if (!this.#question || !this.#failure) return;
    if (this.#failedPages.size === 0) {
      this.#again();
      return;
    }
    clearTimeout(this.#retryTimer);
    this.#failure = { ...this.#failure, retryAt: null };
    this.#failedPages.clear();
    this.#listener.rowsChanged();
    this.#pump();
  }

  /** Says which rows are in sight (inclusive). */
  want(first: number, last: number): void {
    const moved = first - this.#wanted.first;
    if (Math.abs(moved) > this.#pageSize) this.#heading = undefined;
    else if (moved !== 0) this.#heading = moved > 0 ? 'down' : 'up';
    this.#wanted = { first, last };
    this.#pump();
  }

  /** Stops asking, and keeps what is there. */
  suspend(): void {
    this.#stop();
  }

  /** Goes on after `suspend()`. */
  resume(): void {
    if (this.#status === 'waiting') this.#startGrace();
    if (this.#failure) this.#scheduleRetry(this.#failure.error);
    this.#pump();
  }

  /** Prepares rows to replace those on show. */
  #begin(isReload: boolean): void {
    const { first, last } = this.#wanted;
    const span = last - first;
    const newestFirst = (this.#question!.view.ordering || DEFAULT_ORDERING) === DEFAULT_ORDERING;
    const rows = new Snapshot(this.#pageSize, newestFirst);
    this.#next = { rows, moved: 0, first: isReload ? first : 0, last: isReload ? last : span, isReload };
  }

  #again(): void {
    this.#stop();
    this.#begin(this.#status === 'ready');
    if (this.#status === 'waiting') this.#startGrace();
    this.#listener.rowsChanged();
    this.#pump();
  }

  /** The list has changed under our eyes: reads it anew, and counts how often. */
  #relist(): void {
    const now = Date.now();
    this.#relists = [...this.#relists.filter(time => now - time < RELIST_WINDOW_MS), now];
    this.#again();
  }

  #abortCalls(): void {
    for (const call of this.#calls.values()) call.abort();
    this.#calls.clear();
  }

  #stop(): void {
    this.#abortCalls();
    this.#failedPages.clear();
    clearTimeout(this.#graceTimer);
    clearTimeout(this.#holdTimer);
    clearTimeout(this.#retryTimer);
  }

  #startGrace(): void {
    clearTimeout(this.#graceTimer);
    this.#graceTimer = setTimeout(() => {
      if (this.#status !== 'waiting') return;
      this.#status = 'loading';
      this.#shown = emptySnapshot(); // rows of another question, by now longer on show than they should
      this.#listener.rowsReplaced(null);
      this.#listener.rowsChanged();
    }, GRACE_MS);
  }

  /** Asks for what is needed and not under way, in the order of need. */
  #pump(): void {
    if (!this.#question || this.#isDrawing) return;
    const pages = this.#next ? this.#pagesFor(this.#next) : this.#pagesInSight();
    if (!this.#next) this.#abortPassed();
    const open = pages.filter(page => !this.#calls.has(page) && !this.#failedPages.has(page));
    clearTimeout(this.#holdTimer);
    const wait = this.#held - Date.now();
    if (wait > 0 && open.length > 0) this.#holdTimer = setTimeout(() => this.#pump(), wait);
    else for (const page of open) if (this.#calls.size < MAX_CALLS) this.#call(page);
  }

  /** Ends calls for pages that are neither in sight nor next to it. */
  #abortPassed(): void {
    const first = this.#shown.pageAt(this.#wanted.first) - 1;
    const last = this.#shown.pageAt(this.#wanted.last) + 1;
    for (const [page, call] of this.#calls) {
      if (page >= first && page <= last) continue;
      call.abort();
      this.#calls.delete(page);
      this.#held = Date.now() + HOLD_MS;
    }
  }

  #pagesFor({ rows, first, last, moved }: Draft): number[] {
    const pages = rows.missing(first + moved, last + moved);
    // How many pages there are, or how long they are, is only known from the first answer.
    return rows.count === undefined ? pages.slice(0, 1) : pages;
  }

  #pagesInSight(): number[] {
    if (this.#status !== 'ready') return [];
    const { first, last } = this.#wanted;
    const rows = this.#shown;
    const pages = rows.missing(first, last);
    if (this.#heading === undefined || this.#question?.sparing) return pages;
    const down = this.#heading === 'down';
    const ahead = down ? rows.missing(last + 1, last + rows.pageSize) : rows.missing(first - rows.pageSize, first - 1);
    const further = ahead.filter(page => !pages.includes(page));
    const nearest = down ? further[0] : further.at(-1);
    if (nearest !== undefined) pages.push(nearest);
    return pages;
  }

  #call(page: number): void {
    const { client, view } = this.#question!;
    const rows = this.#next?.rows ?? this.#shown;
    const call = new AbortController();
    this.#calls.set(page, call);
    // Asynchronous, so that a client that throws at once fails like any other.
    const answer = (async () => client.list(view, { page, pageSize: rows.pageSize }, { signal: call.signal }))();
    answer.then(
      result => {
        if (!call.signal.aborted) this.#answered(page, rows, wellFormed(result));
      },
      (error: unknown) => {
        if (!call.signal.aborted) this.#failed(page, error);
      },
    );
  }

  #answered(page: number, rows: Snapshot, answer: EventPage): void {
    this.#calls.delete(page);
    if (isObject(answer.autocomplete)) this.#autocomplete ??= answer.autocomplete;
    const fit = rows.place(page, answer, this.unsteady);
    if (fit === 'resized') {
      this.#pageSize = rows.pageSize;
      this.#abortCalls();
      this.#pump();
      return;
    }
    if (fit === 'changed') {
      this.#relist();
      return;
    }
    this.#failures = 0;
    const next = this.#next;
    if (next) {
      next.moved = next.isReload && next.first > 0 ? this.#movedBy(next.rows, next.first) : 0;
      const complete =
        !next.isReload || next.rows.missing(next.first + next.moved, next.last + next.moved).length === 0;
      if (complete) this.#swap(next.isReload ? next.moved : null);
    } else {
      if (this.#failedPages.size === 0) this.#failure = null;
      rows.evict((this.#wanted.first + this.#wanted.last) / 2);
      this.#listener.rowsChanged();
    }
    this.#pump();
  }

  #swap(moved: number | null): void {
    clearTimeout(this.#graceTimer);
    this.#shown = this.#next!.rows;
    this.#next = null;
    this.#failure = null;
    this.#stale = false;
    this.#status = 'ready';
    this.#listener.rowsReplaced(moved);
    this.#listener.rowsChanged();
  }

  /** How far rows have moved down in a list read again: by events known from before, failing that by the count. */
  #movedBy(rows: Snapshot, first: number): number {
    const { last } = this.#next!;
    for (let index = first; index <= last; index += 1) {
      const row = this.#shown.row(index);
      const now = row ? rows.indexOf(keyOf(row)) : -1;
      if (now >= 0) return now - index;
    }
    return Math.max(0, rows.count! - this.count);
  }

  #failed(page: number, error: unknown): void {
    this.#calls.delete(page);
    const isGone = error instanceof EventsError && error.status === 404 && page > 1;
    if (isGone && !this.unsteady) {
      // The list has become shorter than this page: begin with the first.
      const { first, last } = this.#wanted;
      this.#wanted = { first: 0, last: last - first };
      this.#relist();
      return;
    }
    this.#failures += 1;
    if (this.#next) {
      const { isReload } = this.#next;
      this.#next = null;
      this.#stop();
      if (isReload) this.#stale = true;
      else {
        this.#status = 'failed';
        this.#shown = emptySnapshot();
        this.#listener.rowsReplaced(null);
      }
    } else this.#failedPages.add(page);
    this.#failure = { error, retryAt: null };
    this.#scheduleRetry(error);
    this.#listener.rowsChanged();
  }

  #scheduleRetry(error: unknown): void {
    if (!(error instanceof EventsError) || !error.retryable) return;
    const wait = Math.max(
      error.retryAfterMs ?? 0,
      Math.min(RETRY_LONGEST_MS, RETRY_FIRST_MS * 2 ** Math.max(0, this.#failures - 1)),
    );
    clearTimeout(this.#retryTimer);
    this.#failure = { error, retryAt: Date.now() + wait };
    this.#retryTimer = setTimeout(() => this.retry(), wait);
  }
}

function emptySnapshot(): Snapshot {
  return new Snapshot(1, false);
}

/** The first page as it seems to be, where the client can tell. */
function glanceAt({ client, view, pageSize }: Question): EventPage | null {
  try {
    const page = client.glance?.(view, { page: 1, pageSize });
    return page ? wellFormed(page) : null;
  } catch {
    return null; // list() says what is wrong
  }
}

/** A client may be a host's own: what it answers is made fit to be counted. */
function wellFormed(answer: EventPage): EventPage {
  const results: unknown[] = Array.isArray(answer?.results) ? answer.results : [];
  const given = isObject(answer?.pagination) ? answer.pagination : undefined;
  const count = Number.isSafeInteger(given?.count) && given!.count >= 0 ? given!.count : results.length;
  const pages = Number.isSafeInteger(given?.total_pages) ? given!.total_pages : 1;
  return {
    ...answer,
    results: results.map(record => (isObject(record) ? record : undefined)) as unknown as EventRecord[],
    pagination: { ...answer?.pagination, count, total_pages: pages },
  };
}
