import { ACTIONS, actionInfo } from '../model/actions.js';
import { compareText, DEFAULT_ORDERING, ORDERING_FIELDS } from '../model/order.js';
import { getPath } from '../model/path.js';
import type {
  EventRecord,
  EventSource,
  Facets,
  FacetsOptions,
  Histogram,
  HistogramOptions,
  Places,
  PlacesOptions,
} from '../model/index.js';
import { abortable, abortError } from './abort.js';
import { counted, loadAggregates } from './aggregates.js';
import { EventsError, shorten } from './errors.js';
import { instant } from '../model/instant.js';
import { load } from './load.js';
import type * as Searching from './matching.js';
import type { Matching } from './matching.js';
import type { PlaceResolver, ResolvePlace } from './place-resolver.js';
import { boundsOf, isRelativeEnd, isWithin, resolveRange } from './range.js';
import { listed, orderOf, straight, type Positions } from './record-order.js';
import { keyAt, ownKey, standIn, whyNoEvent, withKey } from './stand-in.js';
import type {
  ActionType,
  Capabilities,
  EventPage,
  EventsClient,
  ListView,
  PageRequest,
  RejectedEntry,
  RequestOptions,
  Suggestion,
  VolumeBucket,
  VolumeOptions,
} from './types.js';
import { historyDays, VolumeCounter } from './volume.js';

/** As authentik's, for a page number that comes without a size. */
const DEFAULT_PAGE_SIZE = 20;

/** How many orders, and how many results, are remembered: paging and going back stay cheap, memory stays bounded. */
const REMEMBERED = 8;

/** What errors give for an address. */
const LIST = 'events/events/';
const LIST_URL = `memory:${LIST}`;

const CREATED = ['created'];
const ACTION = ['action'];

export interface MemoryEventsClientOptions {
  /** Milliseconds since 1970, for what counts back from now. */
  now?: () => number;
  /**
   * Tells where an address is. Events that say nothing of their place get it, as copies, before anything else is asked of them:
   * searches find it and counts count it.
   */
  resolvePlace?: ResolvePlace;
}

/**
 * Events held in an array: search, order, filters and paging with the meaning they have on a server.
 *
 * The array and its records are the host's, are never changed, and are handed out as they are. An entry that is no object
 * is listed all the same, by a stand-in (see `EventPage.rejects`); a record without a `pk` is listed as a copy with a
 * made-up one, `#` and its index in the array.
 *
 * Answers come within microtasks; the first search and the first count wait for the code they need. The default order of an array that already lies in order of time, either way round, takes
 * one pass and no memory; any other result keeps four bytes an event. After changing the array call {@link update}.
 */
export class MemoryEventsClient implements EventsClient {
  readonly sortable: readonly string[] = ORDERING_FIELDS;
  readonly exports = null;
  readonly notifications = null;
  readonly rules = null;
  readonly retention = null;
  readonly #now: () => number;
  readonly #resolvePlace: ResolvePlace | undefined;
  #resolver: PlaceResolver | undefined;
  /** The looking up of places that is under way or done. */
  #placed: Promise<void> | undefined;
  #events: readonly EventRecord[];
  /** Copies of records that came without a `pk`, so that one is the same object each time. */
  #keyed = new WeakMap<object, EventRecord>();
  #orders = new Map<string, Positions>();
  #results = new Map<string, Positions>();
  #suggestions = new Map<string, (prefix: string) => Suggestion[]>();

  constructor(events: readonly EventRecord[], { now = Date.now, resolvePlace }: MemoryEventsClientOptions = {}) {
    this.#resolvePlace = resolvePlace;
    this.#events = arrayOf(events);
    this.#now = now;
  }

  /** Puts another array in the place of the events, or tells that the one given before was changed. */
  update(events: readonly EventRecord[]): void {
    this.#events = arrayOf(events);
    this.#placed = undefined;
    this.#keyed = new WeakMap();
    this.#orders.clear();
    this.#results.clear();
    this.#suggestions.clear();
  }

  async list(view: ListView, page: PageRequest | number = 1, { signal }: RequestOptions = {}): Promise<EventPage> {
    await this.#ready(signal);
    const matching = await readView(view, signal);
    return this.#page(view, matching, pageOf(page));
  }

  async get(id: string, { signal }: RequestOptions = {}): Promise<EventRecord> {
    await this.#ready(signal);
    const position = this.#find(String(id));
    if (position < 0) throw notThere(`${LIST}${shorten(id)}/`, 'Not found.');
    return this.#record(position);
  }

  /** The catalogue's actions, then those that only these events have. */
  actions(options: RequestOptions = {}): Promise<ActionType[]> {
    return answer(options, () => {
      const own = new Set<string>();
      for (const event of this.#events) {
        const action = getPath(event, ACTION);
        if (typeof action === 'string' && action !== '') own.add(action);
      }
      const names = new Set([...ACTIONS.map(({ action }) => action), ...[...own].sort(compareText)]);
      return [...names].map(action => ({
        name: actionInfo(action).label,
        component: action,
        description: '',
        model_name: '',
      }));
    });
  }

  /** An event without a time, or without an action, is in no bucket. */
  async volume(view: ListView, { signal, historyDays: days }: VolumeOptions = {}): Promise<VolumeBucket[]> {
    await this.#ready(signal);
    const matching = await readView(view, signal);
    const counter = new VolumeCounter(historyDays(days), this.#now());
    const events = this.#matching(view, matching);
    for (let i = 0; i < events.length; i += 1) {
      const event = events.at(i);
      const action = getPath(event, ACTION);
      if (typeof action === 'string') counter.add(action, instant(getPath(event, CREATED)));
    }
    return counter.buckets();
  }

  async histogram(view: ListView, { signal, ...options }: HistogramOptions & RequestOptions = {}): Promise<Histogram> {
    const asked = { ...view, range: options.range ? { from: null, to: null, ...options.range } : view.range };
    const { histogram } = await loadAggregates(LIST_URL, signal);
    const events = await this.#asked(asked, signal);
    const range = resolveRange(asked.range, this.#now(), { url: LIST_URL });
    return counted(LIST_URL, () => histogram(events, { ...options, range }));
  }

  async places(view: ListView, { signal, ...options }: PlacesOptions & RequestOptions = {}): Promise<Places> {
    const { places } = await loadAggregates(LIST_URL, signal);
    const events = await this.#asked(view, signal);
    return counted(LIST_URL, () => places(events, options));
  }

  async facets(
    view: ListView,
    fields: readonly string[],
    { signal, ...options }: FacetsOptions & RequestOptions = {},
  ): Promise<Facets> {
    const { facets } = await loadAggregates(LIST_URL, signal);
    const events = await this.#asked(view, signal);
    return counted(LIST_URL, () => facets(events, fields, options));
  }

  /** The values of all events, most frequent first. */
  async suggest(field: string, prefix: string, { signal }: RequestOptions = {}): Promise<Suggestion[]> {
    await this.#ready(signal);
    const { suggestions } = await loadAggregates(LIST_URL, signal);
    const find = remembered(this.#suggestions, field, () => suggestions(this.#events, field));
    return find(prefix);
  }

  capabilities(options: RequestOptions = {}): Promise<Capabilities> {
    return answer(options, () => ({
      level: 3,
      aggregates: true,
      range: true,
      suggestions: true,
      exports: false,
      notifications: false,
      rules: false,
      retention: false,
    }));
  }

  /** Ends a call that was aborted before it began; gives events their places, once. */
  #ready(signal: AbortSignal | undefined): Promise<void> | void {
    if (signal?.aborted) throw abortError(signal);
    if (!this.#resolvePlace) return;
    this.#placed ??= this.#place(this.#events, this.#resolvePlace);
    return abortable(this.#placed, signal);
  }

  async #place(events: readonly EventRecord[], resolve: ResolvePlace): Promise<void> {
    try {
      const { PlaceResolver } = await load(import('./place-resolver.js'), 'looks up places', LIST_URL);
      this.#resolver ??= new PlaceResolver(resolve);
      const placed = await this.#resolver.fill(events);
      if (this.#events === events) this.#events = placed;
    } catch (error) {
      this.#placed = undefined; // the next call tries again
      throw error;
    }
  }

  /** The events in a view, for counting. */
  async #asked(view: ListView, signal: AbortSignal | undefined): Promise<EventSource> {
    await this.#ready(signal);
    return this.#matching(view, await readView(view, signal));
  }

  #matching(view: ListView, matching: Matching | null): EventSource {
    const positions = this.#positions(view, matching, null);
    const events = this.#events;
    return { length: positions.length, at: i => events[positions.at(i)] };
  }

  #page(view: ListView, matching: Matching | null, { page: current, pageSize }: PageRequest): EventPage {
    const positions = this.#positions(view, matching, current);
    const count = positions.length;
    const pages = Math.max(1, Math.ceil(count / pageSize));
    if (!Number.isInteger(current) || current < 1 || current > pages) throw notThere(LIST, 'Invalid page.');

    const start = (current - 1) * pageSize;
    const end = Math.min(start + pageSize, count);
    const results: EventRecord[] = [];
    const rejects: RejectedEntry[] = [];
    for (let i = start; i < end; i += 1) {
      const position = positions.at(i);
      const reason = whyNoEvent(this.#events[position]);
      if (reason !== null) rejects.push({ index: results.length, reason });
      results.push(this.#record(position));
    }
    return {
      pagination: {
        count,
        current,
        total_pages: pages,
        next: current < pages ? current + 1 : 0,
        previous: current - 1,
        start_index: count === 0 ? 0 : start + 1,
        end_index: end,
      },
      results,
      ...(rejects.length > 0 && { rejects }),
    };
  }

  /**
   * Which events are in a view, in its order.
   *
   * @param page - Of a list: what counts from now is looked up again for the first page, to which all further ones belong.
   *   `null` for counting, where it is always looked up again, and the order does not matter.
   */
  #positions({ range, ordering }: ListView, matching: Matching | null, page: number | null): Positions {
    const order = ordering || DEFAULT_ORDERING;
    checkOrdering(order);
    const bounds = boundsOf(range, LIST_URL, this.#now());
    const relative = isRelativeEnd(range?.from) || isRelativeEnd(range?.to);
    const ends = relative ? [range?.from, range?.to] : [bounds?.from, bounds?.to];
    const key = JSON.stringify([matching?.key, page === null || order, ends.map(String)]);
    if ((page === null || page === 1) && (relative || matching?.dependsOnNow)) this.#results.delete(key);
    return remembered(this.#results, key, () => {
      const matches = matching?.test(this.#now());
      const ordered =
        page === null
          ? straight(this.#events.length)
          : remembered(this.#orders, order, () =>
              orderOf(this.#events, order, position => keyAt(this.#events[position], position)),
            );
      if (!matches && !bounds) return ordered;

      const found = new Uint32Array(ordered.length);
      let count = 0;
      for (let i = 0; i < ordered.length; i += 1) {
        const position = ordered.at(i);
        const entry = this.#events[position];
        // What is listed is what is searched: a stand-in is found by the text in it.
        const record = whyNoEvent(entry) === null ? entry! : this.#record(position);
        if (bounds && !isWithin(bounds, instant(getPath(record, CREATED)))) continue;
        if (matches && !matches(record)) continue;
        found[count] = position;
        count += 1;
      }
      return listed(found.slice(0, count));
    });
  }

  /** What stands for an entry of the array in an answer. */
  #record(position: number): EventRecord {
    const entry: unknown = this.#events[position];
    const reason = whyNoEvent(entry);
    if (reason !== null) return standIn(entry, position, reason);
    const record = entry as EventRecord;
    if (ownKey(record) !== undefined) return record;
    let copy = this.#keyed.get(record);
    if (!copy) this.#keyed.set(record, (copy = withKey(record, position)));
    return copy;
  }

  /** The position of the event with this key, or -1. */
  #find(id: string): number {
    for (let i = 0; i < this.#events.length; i += 1) {
      if (keyAt(this.#events[i], i) === id) return i;
    }
    const bare = bareUuid(id);
    if (bare === null) return -1;
    const head = bare.slice(0, 8);
    return this.#events.findIndex((event, i) => {
      const key = keyAt(event, i);
      return key.slice(0, 8).toLowerCase() === head && bareUuid(key) === bare;
    });
  }
}

/** Anything else would be a list of nothing, which looks like events that are not there. */
function arrayOf(events: readonly EventRecord[]): readonly EventRecord[] {
  if (Array.isArray(events)) return events as readonly EventRecord[];
  throw new TypeError('A MemoryEventsClient is made of an array of events.');
}

let searching: typeof Searching | undefined;

/**
 * What a view keeps of the events; `null` for all, as long as nothing is searched for. What searches is loaded with the first view
 * that needs it.
 */
async function readView(view: ListView, signal: AbortSignal | undefined): Promise<Matching | null> {
  if (!view.search && !view.filters) return null;
  searching ??= await load(import('./matching.js'), 'searches events', LIST_URL, signal);
  return searching.readMatching(view, LIST_URL, signal);
}

/** A UUID without dashes, in lower case; `null` for anything else. */
function bareUuid(text: string): string | null {
  const bare = text.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(bare) ? bare : null;
}

function pageOf(page: PageRequest | number): PageRequest {
  if (typeof page === 'number') return { page, pageSize: DEFAULT_PAGE_SIZE };
  const size = Math.trunc(page.pageSize);
  return { page: page.page, pageSize: size >= 1 ? size : DEFAULT_PAGE_SIZE };
}

/** Does the work at once, and answers as a client over a network does: what it throws becomes a rejection. */
function answer<T>({ signal }: RequestOptions, work: () => T): Promise<T> {
  return new Promise(resolve => {
    if (signal?.aborted) throw abortError(signal);
    resolve(work());
  });
}

/** A name that cannot be sorted by would give a list in some other order, which looks right and is wrong. */
function checkOrdering(ordering: string): void {
  for (const part of ordering.split(',')) {
    const name = part.trim().replace(/^-/, '');
    if (!(ORDERING_FIELDS as readonly string[]).includes(name)) {
      throw new EventsError({
        kind: 'query',
        url: LIST_URL,
        message: `Events cannot be sorted by ${JSON.stringify(shorten(name, 40))}.`,
      });
    }
  }
}

/** The same error, word for word, that a server gives. */
function notThere(path: string, detail: string): EventsError {
  return new EventsError({
    kind: 'http',
    status: 404,
    detail,
    url: `memory:${path}`,
    message: `GET ${path} answered 404 Not Found (${detail}).`,
  });
}

/** What `map` has under `key`, or what `make` makes. The one used longest ago gives way to a new one. */
function remembered<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make();
  map.delete(key);
  map.set(key, value);
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!);
  return value;
}
