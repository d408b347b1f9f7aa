import { ORDERING_FIELDS } from '../model/order.js';
import type {
  EventRecord,
  Facets,
  FacetsOptions,
  Histogram,
  HistogramOptions,
  Places,
  PlacesOptions,
  Profile,
} from '../model/index.js';
import { abortable } from './abort.js';
import { readActions, readEvent, readPage, readVolume, type ToRecord } from './answers.js';
import type { Source } from './derived.js';
import { EventsError } from './errors.js';
import type * as Aggregates from './http-aggregates.js';
import { load } from './load.js';
import { addresses } from './manage/addresses.js';
import { lateManage, type LateManage, type Manage } from './manage/late-manage.js';
import type { DataExports, NotificationRules, Notifications, Retention } from './manage/types.js';
import { PlaceResolver, type ResolvePlace } from './place-resolver.js';
import { inTypedText } from './query-error.js';
import { resolveRange } from './range.js';
import { Transport, type Answer, type Call, type TransportOptions } from './transport.js';
import type {
  ActionType,
  Capabilities,
  EventPage,
  EventsClient,
  ListView,
  PageRequest,
  RequestOptions,
  Suggestion,
  VolumeBucket,
  VolumeOptions,
} from './types.js';
import { viewParams, type Dialect } from './view-params.js';
import { historyDays } from './volume.js';

export interface HttpEventsClientOptions extends TransportOptions {
  /** For an API whose events have another shape: the name of a profile, or one of your own. None for authentik's. */
  profile?: Profile | string;
  /**
   * The language the server reads in `search`, which queries are translated to: `djangoql` (authentik) or `event-query` for a
   * server that knows all of ours. By default DjangoQL, which both read; what it cannot say goes in ours to a server whose
   * `capabilities` are those of level 3, and fails elsewhere.
   */
  dialect?: Dialect;
  /** Where the server cannot count: how many events of a view, the newest, are read to count them here (default 2,000). */
  countLimit?: number;
  /**
   * Tells where an address is. Events that say nothing of their place get it, in every answer with events; what a server of level
   * 3 counts knows nothing of it (its own `--geoip` does).
   */
  resolvePlace?: ResolvePlace;
  /** Short for `resolvePlace`. */
  geo?: ResolvePlace;
}

const COUNT_LIMIT = 2_000;
/** Values to complete a query with are looked for among so many of the newest events, where the server offers none. */
const SUGGESTION_LIMIT = 100;

const LIST = 'events/events/';

/**
 * Events of an HTTP API with authentik's shape, level 1: list, retrieve, actions, volume. Plain Django REST framework
 * lists will do as well, and with a `profile` events of any other shape.
 *
 * A profile that there is none of, or that says what it cannot mean, fails each call with its `ProfileError`.
 */
export class HttpEventsClient implements EventsClient {
  readonly sortable: readonly string[] = ORDERING_FIELDS;
  readonly exports: DataExports;
  readonly notifications: Notifications;
  readonly rules: NotificationRules;
  readonly retention: Retention;
  readonly #transport: Transport;

  readonly #dialect: Dialect | undefined;
  readonly #profile: Profile | string | undefined;
  readonly #source: Source;
  #capabilities: Promise<Capabilities> | undefined;
  #manage: LateManage | undefined;

  readonly #resolver: PlaceResolver | undefined;

  constructor(options: HttpEventsClientOptions) {
    const { profile, dialect, countLimit = COUNT_LIMIT, geo, resolvePlace = geo, ...transport } = options;
    this.#resolver = resolvePlace && new PlaceResolver(resolvePlace);
    this.#transport = new Transport(transport);
    const manage: Manage = lateManage(
      () => this.#loadManage(),
      addresses(this.#transport, (dataExport, options) => manage.exports.download(dataExport, options)),
    );
    this.exports = manage.exports;
    this.notifications = manage.notifications;
    this.rules = manage.rules;
    this.retention = manage.retention;
    this.#dialect = dialect;
    this.#profile = profile;
    this.#source = { client: this, limit: countLimit, url: LIST };
  }

  async list(view: ListView, page: PageRequest | number = 1, options: RequestOptions = {}): Promise<EventPage> {
    const { signal } = options;
    const asked = typeof page === 'number' ? { page } : page;
    const query = await this.#viewParams(view, signal);
    if (view.ordering) query.set('ordering', view.ordering);
    query.set('page', String(asked.page));
    if ('pageSize' in asked && asked.pageSize >= 1) query.set('page_size', String(Math.trunc(asked.pageSize)));
    const answer = await this.#sendView(view, { path: LIST, query, signal });
    const found = readPage(answer, asked, await this.#toRecord(signal));
    if (!this.#resolver) return found;
    return { ...found, results: await abortable(this.#resolver.fill(found.results), signal) };
  }

  async get(id: string, options: RequestOptions = {}): Promise<EventRecord> {
    // Half of a letter cannot be encoded.
    const segment = encodeURIComponent(String(id).replace(/\p{Surrogate}/gu, '\uFFFD'));
    // An address drops these, and would be that of something else.
    if (/^\.{0,2}$/.test(segment))
      throw new EventsError({ kind: 'query', url: LIST, message: `${JSON.stringify(id)} is no event's id.` });
    const answer = await this.send({ path: `${LIST}${segment}/`, signal: options.signal });
    const event = readEvent(answer, await this.#toRecord(options.signal));
    const [placed = event] = this.#resolver ? await abortable(this.#resolver.fill([event]), options.signal) : [event];
    return placed;
  }

  async actions(options: RequestOptions = {}): Promise<ActionType[]> {
    return readActions(await this.send({ path: `${LIST}actions/`, signal: options.signal }));
  }

  async volume(view: ListView, options: VolumeOptions = {}): Promise<VolumeBucket[]> {
    const query = await this.#viewParams(view, options.signal);
    if (options.historyDays !== undefined) query.set('history_days', String(historyDays(options.historyDays)));
    return readVolume(await this.#sendView(view, { path: `${LIST}volume/`, query, signal: options.signal }));
  }

  async histogram(view: ListView, { signal, ...options }: HistogramOptions & RequestOptions = {}): Promise<Histogram> {
    const now = Date.now();
    const asked = options.range ? { from: null, to: null, ...options.range } : view.range;
    const range = resolveRange(asked, now, { url: LIST });
    const absolute = { ...view, range };
    const counting = await aggregates(signal);
    if (await this.#counts(signal)) {
      const params = counting.histogramParams(options);
      return counting.readHistogram(await this.#count('histogram', absolute, params, signal));
    }

    const limit = this.#source.limit;
    const call = { ...options, range, ...(signal && { signal }) };
    const volume = await counting.volumeHistogram({ client: this, url: LIST }, absolute, call, now);
    if (volume && volume.covered >= Math.min(limit, volume.total)) return volume;
    return counting.derivedHistogram(this.#source, absolute, call);
  }

  async places(view: ListView, options: PlacesOptions & RequestOptions = {}): Promise<Places> {
    const { signal } = options;
    const counting = await aggregates(signal);
    if (!(await this.#counts(signal))) return counting.derivedPlaces(this.#source, view, options);
    return counting.readPlaces(await this.#count('places', view, counting.placesParams(options), signal));
  }

  async facets(
    view: ListView,
    fields: readonly string[],
    options: FacetsOptions & RequestOptions = {},
  ): Promise<Facets> {
    const { signal } = options;
    const counting = await aggregates(signal);
    if (!(await this.#counts(signal))) return counting.derivedFacets(this.#source, view, fields, options);
    const params = counting.facetsParams(fields, options);
    return counting.readFacets(await this.#count('facets', view, params, signal), fields);
  }

  async suggest(field: string, prefix: string, options: RequestOptions = {}): Promise<Suggestion[]> {
    const { signal } = options;
    const counting = await aggregates(signal);
    if (!(await this.capabilities({ ...(signal && { signal }) })).suggestions)
      return counting.derivedSuggestions({ ...this.#source, limit: SUGGESTION_LIMIT }, field, prefix, options);
    const query = new URLSearchParams({ field, prefix });
    return counting.readSuggestions(await this.send({ path: `${LIST}suggestions/`, query, signal }));
  }

  /** Asked once: what a server can does not change while a page is open. */
  capabilities({ signal }: RequestOptions = {}): Promise<Capabilities> {
    if (!this.#capabilities) {
      const asked = this.#askCapabilities();
      this.#capabilities = asked;
      // A server that could not be reached may well be later.
      asked.catch(() => (this.#capabilities = undefined));
    }
    return abortable(this.#capabilities, signal);
  }

  async #askCapabilities(): Promise<Capabilities> {
    try {
      const [answer, { readCapabilities }] = await Promise.all([
        this.send({ path: `${LIST}capabilities/` }),
        aggregates(undefined),
      ]);
      const told = readCapabilities(answer);
      if (told) return told;
    } catch (error) {
      // To a server that knows no such call this is an event it does not have, or an address it knows nothing of.
      const isUnknown =
        error instanceof EventsError &&
        (error.kind === 'format' || (error.kind === 'http' && [400, 404, 405, 501].includes(error.status!)));
      if (!isUnknown) throw error;
    }
    const { exports, notifications, rules, retention } = this as EventsClient;
    return {
      level: [exports, notifications, rules, retention].some(Boolean) ? 2 : 1,
      aggregates: false,
      range: false,
      suggestions: false,
      exports: Boolean(exports),
      notifications: Boolean(notifications),
      rules: Boolean(rules),
      retention: Boolean(retention),
    };
  }

  async #loadManage(): Promise<LateManage> {
    if (!this.#manage) {
      const { HttpManage } = await load(
        import('./manage/http-manage.js'),
        'manages exports, rules and notifications',
        '',
      );
      this.#manage ??= new HttpManage(
        this.#transport,
        (view, signal) => this.#viewParams(view, signal),
        () => this.#isOurs(),
      );
    }
    return this.#manage;
  }

  async #isOurs(signal?: AbortSignal): Promise<boolean> {
    return (await this.capabilities({ ...(signal && { signal }) })).level === 3;
  }

  /** Whether the server counts. */
  async #counts(signal: AbortSignal | undefined): Promise<boolean> {
    return (await this.capabilities({ ...(signal && { signal }) })).aggregates;
  }

  async #count(
    what: string,
    view: ListView,
    options: readonly (readonly [name: string, value: string])[],
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const query = await this.#viewParams(view, signal, true);
    for (const [name, value] of options) query.append(name, value);
    return this.#sendView(view, { path: `${LIST}${what}/`, query, signal });
  }

  /** Any other call of the same API, with the same authentication, limits and errors. */
  send(call: Call): Promise<Answer> {
    return this.#transport.send(call);
  }

  /** Asks about a view. What the server finds wrong with the search is told by where that was typed. */
  async #sendView({ search = '' }: ListView, call: Call & { query: URLSearchParams }): Promise<Answer> {
    try {
      return await this.send(call);
    } catch (error) {
      throw await inTypedText(error, search, call.query.get('search') ?? '');
    }
  }

  #viewParams(view: ListView, signal: AbortSignal | undefined, rangeApart = false): Promise<URLSearchParams> {
    return viewParams(view, {
      dialect: this.#dialect,
      url: LIST,
      signal,
      rangeApart,
      takesRange: async () => (await this.capabilities({ ...(signal && { signal }) })).range,
      readsAll: () => this.#isOurs(signal),
    });
  }

  /** Profiles are many, and needed by few: they are loaded with the first answer that wants one. */
  async #toRecord(signal: AbortSignal | undefined): Promise<ToRecord | undefined> {
    const profile = this.#profile;
    if (profile === undefined) return undefined;
    const { toRecord } = await load(import('../model/profiles/index.js'), 'reads events of this kind', LIST, signal);
    return entry => toRecord(profile, entry);
  }
}

function aggregates(signal: AbortSignal | undefined): Promise<typeof Aggregates> {
  return load(import('./http-aggregates.js'), 'counts events', LIST, signal);
}
