import {
  ORDERING_FIELDS,
  type EventRecord,
  type Facets,
  type FacetsOptions,
  type Histogram,
  type HistogramOptions,
  type Places,
  type PlacesOptions,
  type Profile,
} from '../model/index.js';
import { readActions, readEvent, readPage, readVolume, type ToRecord } from './answers.js';
import { derivedFacets, derivedHistogram, derivedPlaces, derivedSuggestions, type Source } from './derived.js';
import { EventsError } from './errors.js';
import { load } from './load.js';
import { resolveRange } from './range.js';
import { inTypedText } from './query-error.js';
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
   * The language the server reads in `search`, which queries are translated to: `djangoql` (authentik; the default) or
   * `event-query` for a server that knows all of ours.
   */
  dialect?: Dialect;
  /** Where the server cannot count: how many events of a view, the newest, are read to count them here (default 2,000). */
  countLimit?: number;
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
  readonly #transport: Transport;

  readonly #dialect: Dialect;
  readonly #profile: Profile | string | undefined;
  readonly #source: Source;

  constructor({ profile, dialect = 'djangoql', countLimit = COUNT_LIMIT, ...transport }: HttpEventsClientOptions) {
    this.#transport = new Transport(transport);
    this.#dialect = dialect;
    this.#profile = profile;
    this.#source = { client: this, limit: countLimit, url: LIST };
  }

  async list(view: ListView, page: PageRequest | number, options: RequestOptions = {}): Promise<EventPage> {
    const { signal } = options;
    const asked = typeof page === 'number' ? { page } : page;
    const query = await this.#viewParams(view, signal);
    if (view.ordering) query.set('ordering', view.ordering);
    query.set('page', String(asked.page));
    if ('pageSize' in asked && asked.pageSize >= 1) query.set('page_size', String(Math.trunc(asked.pageSize)));
    const answer = await this.#sendView(view, { path: LIST, query, signal });
    return readPage(answer, asked, await this.#toRecord(signal));
  }

  async get(id: string, options: RequestOptions = {}): Promise<EventRecord> {
    // Half of a letter cannot be encoded.
    const segment = encodeURIComponent(String(id).replace(/\p{Surrogate}/gu, '\uFFFD'));
    // An address drops these, and would be that of something else.
    if (/^\.{0,2}$/.test(segment))
      throw new EventsError({ kind: 'query', url: LIST, message: `${JSON.stringify(id)} is no event's id.` });
    const answer = await this.send({ path: `${LIST}${segment}/`, signal: options.signal });
    return readEvent(answer, await this.#toRecord(options.signal));
  }

  async actions(options: RequestOptions = {}): Promise<ActionType[]> {
    return readActions(await this.send({ path: `${LIST}actions/`, signal: options.signal }));
  }

  async volume(view: ListView, options: VolumeOptions = {}): Promise<VolumeBucket[]> {
    const query = await this.#viewParams(view, options.signal);
    if (options.historyDays !== undefined) query.set('history_days', String(historyDays(options.historyDays)));
    return readVolume(await this.#sendView(view, { path: `${LIST}volume/`, query, signal: options.signal }));
  }

  async histogram(view: ListView, options: HistogramOptions & RequestOptions = {}): Promise<Histogram> {
    const asked = options.range ? { from: null, to: null, ...options.range } : view.range;
    const range = resolveRange(asked, Date.now(), { url: LIST });
    return derivedHistogram(this.#source, { ...view, range }, { ...options, range });
  }

  places(view: ListView, options: PlacesOptions & RequestOptions = {}): Promise<Places> {
    return derivedPlaces(this.#source, view, options);
  }

  facets(view: ListView, fields: readonly string[], options: FacetsOptions & RequestOptions = {}): Promise<Facets> {
    return derivedFacets(this.#source, view, fields, options);
  }

  suggest(field: string, prefix: string, options: RequestOptions = {}): Promise<Suggestion[]> {
    return derivedSuggestions({ ...this.#source, limit: SUGGESTION_LIMIT }, field, prefix, options);
  }

  async capabilities(): Promise<Capabilities> {
    const { exports, notifications, rules, retention } = this as EventsClient;
    const manages = [exports, notifications, rules, retention].some(Boolean);
    return Promise.resolve({
      level: manages ? 2 : 1,
      aggregates: false,
      range: false,
      suggestions: false,
      exports: Boolean(exports),
      notifications: Boolean(notifications),
      rules: Boolean(rules),
      retention: Boolean(retention),
    });
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

  #viewParams(view: ListView, signal: AbortSignal | undefined): Promise<URLSearchParams> {
    return viewParams(view, { dialect: this.#dialect, url: LIST, signal });
  }

  /** Profiles are many, and needed by few: they are loaded with the first answer that wants one. */
  async #toRecord(signal: AbortSignal | undefined): Promise<ToRecord | undefined> {
    const profile = this.#profile;
    if (profile === undefined) return undefined;
    const { toRecord } = await load(import('../model/profiles/index.js'), 'reads events of this kind', LIST, signal);
    return entry => toRecord(profile, entry);
  }
}
