import { ACTIONS, actionInfo } from '../model/actions.js';
import { compareText, DEFAULT_ORDERING, ORDERING_FIELDS } from '../model/order.js';
import { getPath } from '../model/path.js';
import { STRETCH, type Steps } from '../model/steps.js';
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
import { countedInTurns, loadAggregates } from './aggregates.js';
import { EventsError, shorten } from './errors.js';
import { EventArray } from './event-array.js';
import { instant } from '../model/instant.js';
import { load } from './load.js';
import type * as Searching from './matching.js';
import type { Matching } from './matching.js';
import type { PlaceResolver, ResolvePlace } from './place-resolver.js';
import { resolveRange } from './range.js';
import type { Positions } from './record-order.js';
import { whyNoEvent } from './stand-in.js';
import { inTurns, Results } from './turns.js';
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

/** Fields whose values are remembered for suggestions. */
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
 * What takes no longer than 10 ms is answered within microtasks (the first search and the first count wait for the code they need);
 * longer work is done in turns, and ends when its signal says so. The default order of an array that already lies in order of
 * time, either way round, takes one pass and no memory; any other result keeps four bytes an event. After changing the array
 * call {@link update}.
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
  #array: EventArray;
  #suggestions = new Results<(prefix: string) => Suggestion[]>(REMEMBERED);

  constructor(events: readonly EventRecord[], { now = Date.now, resolvePlace }: MemoryEventsClientOptions = {}) {
    this.#resolvePlace = resolvePlace;
    this.#array = arrayOf(events);
    this.#now = now;
  }

  /** Puts another array in the place of the events, or tells that the one given before was changed. */
  update(events: readonly EventRecord[]): void {
    this.#array = arrayOf(events);
    this.#placed = undefined;
    this.#suggestions = new Results(REMEMBERED);
  }

  list(view: ListView, page: PageRequest | number = 1, { signal }: RequestOptions = {}): Promise<EventPage> {
    const asked = pageOf(page);
    return this.#ask(signal, async array =>
      pageAt(array, await this.#positions(array, view, asked.page, signal), asked),
    );
  }

  /**
   * A page of a long list as it seems to be before every event has been looked at, for what would rather show it now than wait: that
   * of an array that lies in order of time at its ends and wherever else it was looked at. What {@link list} answers counts.
   * `null` where nothing can be told so fast, and where `list` itself answers at once.
   */
  glance({ search, range, filters, ordering }: ListView, page: PageRequest): EventPage | null {
    if (search || filters || range?.from || range?.to || this.#resolvePlace) return null;
    const positions = this.#array.apparentOrder(ordering || DEFAULT_ORDERING);
    return positions && pageAt(this.#array, positions, pageOf(page));
  }

  get(id: string, { signal }: RequestOptions = {}): Promise<EventRecord> {
    return this.#ask(signal, async array => {
      const position = await inTurns(array.find(String(id)), signal);
      if (position < 0) throw notThere(`${LIST}${shorten(id)}/`, 'Not found.');
      return array.record(position);
    });
  }

  /** The catalogue's actions, then those that only these events have. */
  actions({ signal }: RequestOptions = {}): Promise<ActionType[]> {
    return this.#ask(signal, async ({ events }) => {
      const own = await inTurns(actionsSteps(events), signal);
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
  volume(view: ListView, { signal, historyDays: days }: VolumeOptions = {}): Promise<VolumeBucket[]> {
    return this.#ask(signal, async array => {
      const counter = new VolumeCounter(historyDays(days), this.#now());
      await inTurns(volumeSteps(await this.#matching(array, view, signal), counter), signal);
      return counter.buckets();
    });
  }

  async histogram(view: ListView, { signal, ...options }: HistogramOptions & RequestOptions = {}): Promise<Histogram> {
    const asked = { ...view, range: options.range ? { from: null, to: null, ...options.range } : view.range };
    const { histogramSteps } = await loadAggregates(LIST_URL, signal);
    return this.#count(asked, signal, events => {
      const range = resolveRange(asked.range, this.#now(), { url: LIST_URL });
      return histogramSteps(events, { ...options, range });
    });
  }

  async places(view: ListView, { signal, ...options }: PlacesOptions & RequestOptions = {}): Promise<Places> {
    const { placesSteps } = await loadAggregates(LIST_URL, signal);
    return this.#count(view, signal, events => placesSteps(events, options));
  }

  async facets(
    view: ListView,
    fields: readonly string[],
    { signal, ...options }: FacetsOptions & RequestOptions = {},
  ): Promise<Facets> {
    const { facetsSteps } = await loadAggregates(LIST_URL, signal);
    return this.#count(view, signal, events => facetsSteps(events, fields, options));
  }

  /** The values of all events, most frequent first. */
  async suggest(field: string, prefix: string, { signal }: RequestOptions = {}): Promise<Suggestion[]> {
    const { suggestionsSteps } = await loadAggregates(LIST_URL, signal);
    const find = await this.#ask(signal, async ({ events }) =>
      this.#suggestions.get(field, () => suggestionsSteps(events, field), signal),
    );
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
    this.#placed ??= this.#place(this.#array, this.#resolvePlace);
    return abortable(this.#placed, signal);
  }

  async #place(array: EventArray, resolve: ResolvePlace): Promise<void> {
    try {
      const { PlaceResolver } = await load(import('./place-resolver.js'), 'looks up places', LIST_URL);
      this.#resolver ??= new PlaceResolver(resolve);
      const placed = await this.#resolver.fill(array.events);
      if (this.#array === array) this.#array = arrayOf(placed);
    } catch (error) {
      this.#placed = undefined; // the next call tries again
      throw error;
    }
  }

  /** Asks the events something; again, when they were changed meanwhile, unless that happens all the time. */
  async #ask<T>(signal: AbortSignal | undefined, ask: (array: EventArray) => Promise<T>): Promise<T> {
    for (let left = 3; ; left -= 1) {
      await this.#ready(signal);
      const array = this.#array;
      const answer = await ask(array);
      if (array === this.#array || left === 0) return answer;
    }
  }

  #count<T>(view: ListView, signal: AbortSignal | undefined, steps: (events: EventSource) => Steps<T>): Promise<T> {
    return this.#ask(signal, async array =>
      countedInTurns(LIST_URL, steps(await this.#matching(array, view, signal)), signal),
    );
  }

  /** The events in a view, for counting. */
  async #matching(array: EventArray, view: ListView, signal: AbortSignal | undefined): Promise<EventSource> {
    const positions = await this.#positions(array, view, null, signal);
    return { length: positions.length, at: i => array.events[positions.at(i)] };
  }

  async #positions(
    array: EventArray,
    view: ListView,
    page: number | null,
    signal: AbortSignal | undefined,
  ): Promise<Positions> {
    const matching = await readView(view, signal);
    checkOrdering(view.ordering || DEFAULT_ORDERING);
    return array.positions(view, matching, page, this.#now(), signal);
  }
}

function* actionsSteps(events: readonly EventRecord[]): Steps<Set<string>> {
  const actions = new Set<string>();
  for (let i = 0; i < events.length; i += 1) {
    if (i % STRETCH === STRETCH - 1) yield;
    const action = getPath(events[i], ACTION);
    if (typeof action === 'string' && action !== '') actions.add(action);
  }
  return actions;
}

function* volumeSteps(events: EventSource, counter: VolumeCounter): Steps<void> {
  for (let i = 0; i < events.length; i += 1) {
    if (i % STRETCH === STRETCH - 1) yield;
    const event = events.at(i);
    const action = getPath(event, ACTION);
    if (typeof action === 'string') counter.add(action, instant(getPath(event, CREATED)));
  }
}

function pageAt(array: EventArray, positions: Positions, { page: current, pageSize }: PageRequest): EventPage {
  const count = positions.length;
  const pages = Math.max(1, Math.ceil(count / pageSize));
  if (!Number.isInteger(current) || current < 1 || current > pages) throw notThere(LIST, 'Invalid page.');

  const start = (current - 1) * pageSize;
  const end = Math.min(start + pageSize, count);
  const results: EventRecord[] = [];
  const rejects: RejectedEntry[] = [];
  for (let i = start; i < end; i += 1) {
    const position = positions.at(i);
    const reason = whyNoEvent(array.events[position]);
    if (reason !== null) rejects.push({ index: results.length, reason });
    results.push(array.record(position));
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

/** Anything else would be a list of nothing, which looks like events that are not there. */
function arrayOf(events: readonly EventRecord[]): EventArray {
  if (Array.isArray(events)) return new EventArray(events as readonly EventRecord[], LIST_URL);
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
