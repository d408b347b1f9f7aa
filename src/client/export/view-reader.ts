import { createdMs } from '../../model/facts.js';
import { parseOrdering } from '../../model/order.js';
import type { EventRecord } from '../../model/index.js';
import { EventsError } from '../errors.js';
import type { EventPage, EventsClient, ListView, RequestOptions, TimeRange } from '../types.js';
import { fixedView } from './fixed-view.js';

/**
 * A server finds page 2,000 of a list by walking past 1,999. So after this many pages a new window begins, once a page takes this
 * many times as long as the first of its window, and so many milliseconds: in memory any page is as quick as another, give or take
 * a collection of garbage, and a new window is not.
 */
const WINDOW_PAGES = 20;
const SLOWER = 2;
const SLOW = 25;

/** Keys remembered at least, to know a row by that comes twice; at most twice as many: some 4 MB, whatever the number of events. */
const REMEMBERED = 20_000;

/** How often in a row a page is read again because events were deleted meanwhile, before it is taken as it is. */
const MAX_REPAIRS = 10;

const SECOND = 1_000;

/**
 * Reads every event of a view once, in its order, a page at a time, from a log that goes on while it is read.
 *
 * Pages are numbered from the start of a list, so an event that arrives or is deleted shifts all after it. Against that:
 * - **Times that count from now** count from the moment reading began.
 * - **The end is fixed.** Events newer than the newest at the start are not in the view read (`range.to`), where the source can
 *   be asked for a range and every event has a time.
 * - **In order of time, windows move along.** When pages get slow, or fewer, the next ones are counted from the last event read, so what is
 *   deleted or arrives before it shifts nothing, and no page lies deep in a list.
 * - **In any other order** a count that went down has pages read again.
 * - **Keys of the last rows are remembered**, so that none is given twice.
 *
 * Memory is bounded. A call of {@link next} that fails changes nothing: call it again to go on.
 */
export class ViewReader {
  /** Events in the view when reading began; `null` before the first page came. */
  asked: number | null = null;
  /** Events given so far. */
  given = 0;
  /** Rows that came again because others had shifted them, and were left out. */
  repeated = 0;
  /** Entries that are no events, given as the stand-ins a list shows. */
  notEvents = 0;
  /** Whether the log changed faster than it could be read, so that rows may be missing. */
  uncertain = false;

  readonly #client: EventsClient;
  #view: ListView;
  #isFixed = false;
  readonly #began = Date.now();
  readonly #pageSize: number;
  /** 1 oldest first, -1 newest first, 0 in another order. */
  readonly #time: number;
  /** The range of the present window. */
  #range: TimeRange = { from: null, to: null };
  #pinned = false;
  #page = 1;
  #pagesRead = 0;
  /** How long the first page of the window took, and the last one. */
  #firstMs = 0;
  #lastMs = 0;
  #count: number | null = null;
  #repairs = 0;
  #done = false;
  #last: EventRecord | null = null;
  /** Keys of the last rows, and of those before them: given up as a whole, for to delete one by one costs as much as to add. */
  #recent = new Set<unknown>();
  #older = new Set<unknown>();
  #overlap = NaN;
  /** Where the view ends for this reader. */
  #end: string | null = null;
  /** Rows of the second the last row lies in: the first ones of the next window. */
  #edge = { second: NaN, keys: new Set<unknown>() };

  constructor(client: EventsClient, view: ListView, pageSize: number) {
    this.#client = client;
    this.#view = view;
    this.#pageSize = pageSize;
    const [first] = parseOrdering(view.ordering || '-created');
    this.#time = first?.field === 'created' ? (first.descending ? -1 : 1) : 0;
  }

  /** The next events, maybe none; `null` at the end. */
  async next(options: RequestOptions = {}): Promise<EventRecord[] | null> {
    if (this.#done) return null;
    if (!this.#isFixed) await this.#fix(options);
    const page = this.asked === null ? await this.#first(options) : await this.#read(options);
    return page ? this.#take(page) : [];
  }

  /** How many events the view has now: to tell why fewer or more were read. */
  async countNow(options: RequestOptions = {}): Promise<number> {
    const range = { from: this.#view.range?.from ?? null, to: this.#end };
    return (await this.#client.list({ ...this.#view, range }, { page: 1, pageSize: 1 }, options)).pagination.count;
  }

  async #fix({ signal }: RequestOptions): Promise<void> {
    this.#view = await fixedView(this.#view, this.#began, signal);
    this.#range = { from: this.#view.range?.from ?? null, to: this.#view.range?.to ?? null };
    this.#isFixed = true;
  }

  async #first(options: RequestOptions): Promise<EventPage> {
    const whole = await this.#list(this.#range, options);
    let page = whole;
    let range = this.#range;
    if (whole.pagination.next > 0) {
      const to = await this.#newest(whole, options);
      const given = Date.parse(range.to ?? '');
      if (to !== null && !(given <= Date.parse(to))) {
        const pinned = await this.#ended({ from: range.from, to }, options);
        // Fewer: some events have no time, and a range would leave them out.
        if (pinned && pinned.pagination.count >= whole.pagination.count) {
          page = pinned;
          range = { from: range.from, to };
          this.#pinned = true;
        }
      } else if (to !== null) this.#pinned = true;
    }
    this.#range = range;
    this.#end = range.to;
    this.asked = page.pagination.count;
    return page;
  }

  /** The end of the second the newest event of the view lies in. */
  async #newest(first: EventPage, options: RequestOptions): Promise<string | null> {
    const [newest] =
      this.#time === -1
        ? first.results
        : (await this.#client.list({ ...this.#view, ordering: '-created' }, { page: 1, pageSize: 1 }, options)).results;
    return newest ? secondText(createdMs(newest), 1) : null;
  }

  /** The first page of a view with an end, or `undefined` where the source cannot be asked for that. */
  async #ended(range: TimeRange, options: RequestOptions): Promise<EventPage | undefined> {
    try {
      return await this.#list(range, options);
    } catch (error) {
      if (error instanceof EventsError && error.kind === 'query') return undefined;
      throw error;
    }
  }

  async #list(range: TimeRange, options: RequestOptions): Promise<EventPage> {
    const began = performance.now();
    const asked = { page: this.#page, pageSize: this.#pageSize };
    const page = await this.#client.list({ ...this.#view, range }, asked, options);
    this.#lastMs = performance.now() - began;
    if (this.#page === 1) this.#firstMs = this.#lastMs;
    return page;
  }

  /** A page that follows what was read, or `undefined` when another place has to be read first. */
  async #read(options: RequestOptions): Promise<EventPage | undefined> {
    if (this.#pagesRead >= WINDOW_PAGES && this.#lastMs > Math.max(SLOW, SLOWER * this.#firstMs)) this.#move();
    let page: EventPage;
    try {
      page = await this.#list(this.#range, options);
    } catch (error) {
      // The list became so short that there is no such page.
      if (!(error instanceof EventsError && error.status === 404 && this.#page > 1)) throw error;
      if (!this.#move()) this.#page -= 1;
      this.#count = null;
      return undefined;
    }
    const gone = (this.#count ?? 0) - page.pagination.count;
    if (gone > 0 && this.#page > 1) {
      this.#repairs += 1;
      if (this.#repairs <= MAX_REPAIRS) {
        this.#count = page.pagination.count;
        if (this.#move()) return undefined;
        const back = Math.ceil(gone / Math.max(1, page.results.length));
        if (back * page.results.length < REMEMBERED) {
          this.#page = Math.max(1, this.#page - back);
          return undefined;
        }
      }
      this.uncertain = true;
    }
    return page;
  }

  /** Counts pages from the last row on, if rows are in order of time; says whether it did. */
  #move(): boolean {
    if (!this.#pinned || this.#time === 0 || !this.#last) return false;
    const edge = secondText(createdMs(this.#last), this.#time === -1 ? 1 : 0);
    const side = this.#time === -1 ? 'to' : 'from';
    if (edge === null || edge === this.#range[side]) return false;
    this.#range = { ...this.#range, [side]: edge };
    this.#overlap = this.#edge.second;
    this.#page = 1;
    this.#pagesRead = 0;
    this.#count = null;
    return true;
  }

  #take({ results, pagination, rejects }: EventPage): EventRecord[] {
    this.#count = pagination.count;
    this.#pagesRead += 1;
    this.#page += 1;
    this.#done = pagination.next === 0 || results.length === 0;
    const fresh = results.filter(event => {
      const atEdge = this.#edge.keys.has(event.pk) && secondOf(event) === this.#edge.second;
      if (atEdge || this.#recent.has(event.pk) || this.#older.has(event.pk)) {
        // The first second of a window is the last of the one before.
        if (secondOf(event) !== this.#overlap) this.repeated += 1;
        return false;
      }
      this.#recent.add(event.pk);
      return true;
    });
    if (this.#recent.size >= REMEMBERED) {
      this.#older = this.#recent;
      this.#recent = new Set();
    }
    if (fresh.length > 0) {
      this.#repairs = 0;
      this.#last = fresh.at(-1)!;
      this.#remember(fresh, secondOf(this.#last));
      this.notEvents += rejects?.length ?? 0;
    }
    this.given += fresh.length;
    return fresh;
  }

  /** Rows at the end of these, of the second the last one lies in. */
  #remember(fresh: readonly EventRecord[], second: number): void {
    if (second !== this.#edge.second) this.#edge = { second, keys: new Set() };
    for (let i = fresh.length - 1; i >= 0 && secondOf(fresh[i]!) === second; i -= 1) this.#edge.keys.add(fresh[i]!.pk);
  }
}

function secondOf(event: EventRecord): number {
  return Math.floor(createdMs(event) / SECOND);
}

/** The start of the second a time lies in, or of a later one, as ISO 8601 text. */
function secondText(ms: number, later: number): string | null {
  const start = (Math.floor(ms / SECOND) + later) * SECOND;
  return Math.abs(start) < 2.5e14 ? `${new Date(start).toISOString().slice(0, 19)}Z` : null;
}
