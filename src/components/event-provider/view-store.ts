import { endMicros, resolveRange } from '../../client/range.js';
import { Masker } from '../../client/masking/masker.js';
import { MaskingEventsClient } from '../../client/masking/masking-client.js';
import { MemoryEventsClient } from '../../client/memory-events-client.js';
import type { EventsClient, EventsView, Mask, TimeRange } from '../../client/index.js';
import { httpClient } from '../../client/late-http-client.js';
import { warnOnce } from '../../internal/warn-once.js';
import { DEFAULT_ORDERING } from '../../model/order.js';
import { isObject } from '../../model/record.js';
import { localZone } from '../../model/zone.js';
import { stringifyJson } from '../../model/json.js';
import type { EventRecord } from '../../model/index.js';

/** Where a store's events come from. The first that is given counts, in this order. */
export interface EventsSource {
  client: EventsClient | null;
  events: readonly EventRecord[] | null;
  /** Base of an events API, such as `/api/v3`; empty for none. */
  src: string;
}

/** All that the elements of one provider agree on. Replaced whole on every change, so `===` tells whether one came. */
export interface ViewState {
  /** Its range has absolute ends: what counts back from now was resolved once, so that all elements show the same events. */
  readonly view: Readonly<EventsView>;
  /** The range as it was asked for; the ends of one that counts back move on with each search, range and refresh. */
  readonly range: Readonly<TimeRange>;
  readonly client: EventsClient | null;
  /** IANA name; empty for the zone of the browser. */
  readonly timeZone: string;
  /** BCP 47 tag; empty for the language of the element. */
  readonly locale: string;
  /** Grows by one when somebody asks for the events again. */
  readonly revision: number;
  /** Exports the view; null when nothing here can. */
  readonly exporter: ((columns: unknown) => void) | null;
  /** How parts of the page are laid out, as readers chose it: by element (`log`, `chart`), whatever that element understands. */
  readonly layout: Readonly<Record<string, unknown>>;
  /** Grows by one when a masked value may be seen. */
  readonly reveals: number;
}

const OPEN_RANGE: Readonly<TimeRange> = { from: null, to: null };

/**
 * Holds a view and the client it is read with, and tells subscribers when either changed. Knows no element: a provider
 * owns one for all inside it, and an element without a provider owns one for itself.
 *
 * Setters take anything a page may hand them: what cannot be used is reported once and counts as not given.
 */
export class ViewStore {
  #source: EventsSource = { client: null, events: null, src: '' };
  #state: ViewState = {
    view: { search: '', range: OPEN_RANGE, ordering: DEFAULT_ORDERING, selected: null, live: false },
    range: OPEN_RANGE,
    client: null,
    timeZone: '',
    locale: '',
    revision: 0,
    layout: {},
    exporter: null,
    reveals: 0,
  };
  /** The client as it was given, without masks. */
  #client: EventsClient | null = null;
  #mask: Mask | readonly Mask[] | null = null;
  #masker: Masker | null = null;
  /** A link that shows this view; null when the view is in no address. */
  address: (() => string) | null = null;
  readonly #subscribers = new Set<() => void>();
  #exporters: readonly ((columns: unknown) => void)[] = [];

  get state(): ViewState {
    return this.#state;
  }

  get source(): Readonly<EventsSource> {
    return this.#source;
  }

  /** Calls `changed` after every change, until the returned function is called. */
  subscribe(changed: () => void): () => void {
    this.#subscribers.add(changed);
    return () => this.#subscribers.delete(changed);
  }

  setSource(change: Partial<EventsSource>): void {
    const before = this.#source;
    const source = { ...before, ...change };
    source.client = usableClient(source.client);
    source.events = usableEvents(source.events);
    source.src = typeof source.src === 'string' ? source.src : '';
    this.#source = source;
    // A client holds connections and caches: it is made anew only when what it is made from has changed.
    const same =
      source.client === before.client &&
      (source.client !== null ||
        (source.events === before.events && (source.events !== null || source.src === before.src)));
    if (same) return;
    this.#client = clientOf(source);
    const view = this.#pinned(this.#state);
    // Another address is another log, which does not have the event that was chosen.
    const isElsewhere = before.src !== '' && source.src !== before.src;
    this.#set({ client: this.#masked(), view: isElsewhere ? { ...view, selected: null } : view });
  }

  /** Changes the view. A range is better set by {@link setRange}, which keeps ends of the old one. */
  setView(change: Partial<EventsView>): void {
    const { range, ...rest } = change;
    if (range !== undefined) this.setRange({ from: range?.from ?? null, to: range?.to ?? null });
    const view = { ...this.#state.view, ...rest };
    view.search = typeof view.search === 'string' ? view.search : '';
    view.ordering = typeof view.ordering === 'string' && view.ordering !== '' ? view.ordering : DEFAULT_ORDERING;
    view.selected = typeof view.selected === 'string' ? view.selected : null;
    const { view: before } = this.#state;
    const same = (Object.keys(view) as (keyof EventsView)[]).every(key => view[key] === before[key]);
    if (same) return;
    this.#set({ view: view.search === before.search ? view : this.#pinned({ ...this.#state, view }) });
  }

  /** Changes the ends that are given; `null` or an empty text opens one. */
  setRange(change: Partial<TimeRange>): void {
    const { range: before } = this.#state;
    const { from, to } = { ...before, ...(isObject(change) ? change : OPEN_RANGE) };
    const range = { from: usableEnd(from), to: usableEnd(to) };
    if (range.from === before.from && range.to === before.to) return;
    this.#set({ range, view: this.#pinned({ ...this.#state, range }) });
  }

  setTimeZone(timeZone: string): void {
    const usable = isTimeZone(timeZone) ? timeZone : '';
    if (usable === this.#state.timeZone) return;
    // What is called today begins elsewhere.
    this.#set({ timeZone: usable, view: this.#pinned({ ...this.#state, timeZone: usable }) });
  }

  setLocale(locale: string): void {
    const usable = isLocale(locale) ? locale : '';
    if (usable !== this.#state.locale) this.#set({ locale: usable });
  }

  get mask(): Mask | readonly Mask[] | null {
    return this.#mask;
  }

  /** Puts masks on every event from here on, in place of those before; what was revealed is masked again. */
  setMask(mask: Mask | readonly Mask[] | null): void {
    if (mask === this.#mask) return;
    this.#mask = mask;
    const masker = new Masker(mask);
    this.#masker = masker.masks.length > 0 ? masker : null;
    if (mask !== null && mask !== undefined && !this.#masker)
      warnOnce('mask', '"mask" has no paths and masks nothing.');
    this.#set({ client: this.#masked() });
  }

  /** An event as it may be seen now: one that did not come through the client, or one of before something was revealed. */
  show(record: EventRecord): EventRecord {
    return this.#masker?.show(record) ?? record;
  }

  /** Lets one masked value of one event be seen, in what is drawn from now on. */
  reveal(id: string, path: string): void {
    if (!this.#masker || typeof id !== 'string' || typeof path !== 'string') return;
    this.#masker.reveal(id, path);
    this.#set({ reveals: this.#state.reveals + 1 });
  }

  #masked(): EventsClient | null {
    return this.#client && this.#masker ? new MaskingEventsClient(this.#client, this.#masker) : this.#client;
  }

  /** Lays out all parts anew; a part that is not in it goes back to how the page has it. */
  setLayout(layout: Readonly<Record<string, unknown>>): void {
    const usable = isObject(layout) ? layout : {};
    if (stringifyJson(usable) !== stringifyJson(this.#state.layout)) this.#set({ layout: usable });
  }

  /** Asks everything that shows these events to read them again. */
  refresh(): void {
    this.#set({ revision: this.#state.revision + 1, view: this.#pinned(this.#state) });
  }

  /** Offers to export the view, until the returned function is called. Of several the last one to offer is asked. */
  offerExport(exporter: (columns: unknown) => void): () => void {
    this.#exporters = [...this.#exporters, exporter];
    this.#set({ exporter });
    return () => {
      this.#exporters = this.#exporters.filter(other => other !== exporter);
      this.#set({ exporter: this.#exporters.at(-1) ?? null });
    };
  }

  /** The view with the ends of its range at the instants they name now. The same object when they have not moved. */
  #pinned({ view, range, timeZone }: ViewState): EventsView {
    const { from, to } = resolveRange(range, Date.now(), { timeZone: timeZone || localZone() });
    return from === view.range.from && to === view.range.to ? view : { ...view, range: { from, to } };
  }

  #set(change: Partial<ViewState>): void {
    this.#state = { ...this.#state, ...change };
    // A copy, so that who subscribes while being told is not told twice.
    for (const changed of [...this.#subscribers]) changed();
  }
}

function clientOf({ client, events, src }: EventsSource): EventsClient | null {
  if (client) return client;
  if (events) return new MemoryEventsClient(events);
  return src === '' ? null : httpClient({ src });
}

function usableClient(client: unknown): EventsClient | null {
  if (client === null || client === undefined) return null;
  if (typeof (client as Partial<EventsClient>).list === 'function') return client as EventsClient;
  warnOnce('client-type', '"client" has no list() and is ignored.');
  return null;
}

function usableEvents(events: unknown): readonly EventRecord[] | null {
  if (events === null || events === undefined) return null;
  if (Array.isArray(events)) return events as EventRecord[];
  warnOnce('events-type', '"events" is not an array and is ignored.');
  return null;
}

function usableEnd(end: unknown): string | null {
  if (end === null || end === undefined || end === '') return null;
  if (typeof end === 'string' && !Number.isNaN(endMicros(end, Date.now()))) return end;
  warnOnce('range-end', `${stringifyJson(end).slice(0, 42)} is no end of a time range and counts as none.`);
  return null;
}

function isTimeZone(timeZone: string | null | undefined): boolean {
  if (timeZone === '' || timeZone === null || timeZone === undefined) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    warnOnce('time-zone', `This browser knows no time zone "${timeZone}"; its own is used.`);
    return false;
  }
}

function isLocale(locale: string | null | undefined): boolean {
  if (locale === '' || locale === null || locale === undefined) return false;
  try {
    return Intl.getCanonicalLocales(locale).length > 0;
  } catch {
    warnOnce('locale', `"${locale}" is no language tag; the language of the element is used.`);
    return false;
  }
}
