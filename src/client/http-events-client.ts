import { ORDERING_FIELDS, toRecord, type EventRecord, type Profile } from '../model/index.js';
import { readActions, readEvent, readPage, readVolume, type ToRecord } from './answers.js';
import { EventsError } from './errors.js';
import { filterEntries } from './filters.js';
import { boundsOf, rangeClause, type Bounds } from './range.js';
import { readSearch } from './search.js';
import { Transport, type Answer, type Call, type TransportOptions } from './transport.js';
import type {
  ActionType,
  EventPage,
  EventsClient,
  ListView,
  PageRequest,
  RequestOptions,
  VolumeBucket,
  VolumeOptions,
} from './types.js';
import { historyDays } from './volume.js';

export interface HttpEventsClientOptions extends TransportOptions {
  /** For an API whose events have another shape: the name of a profile, or one of your own. None for authentik's. */
  profile?: Profile | string;
}

const LIST = 'events/events/';

/**
 * Events of an HTTP API with authentik's shape, level 1: list, retrieve, actions, volume. Plain Django REST framework
 * lists will do as well, and with a `profile` events of any other shape.
 */
export class HttpEventsClient implements EventsClient {
  readonly sortable: readonly string[] = ORDERING_FIELDS;
  readonly #transport: Transport;
  readonly #toRecord: ToRecord | undefined;

  /** @throws ProfileError for the name of a profile there is none of */
  constructor({ profile, ...transport }: HttpEventsClientOptions) {
    this.#transport = new Transport(transport);
    if (profile === undefined) return;
    toRecord(profile, null); // tells of a wrong name at once
    this.#toRecord = entry => toRecord(profile, entry);
  }

  async list(view: ListView, page: PageRequest | number, options: RequestOptions = {}): Promise<EventPage> {
    const asked = typeof page === 'number' ? { page } : page;
    const query = this.#viewParams(view);
    if (view.ordering) query.set('ordering', view.ordering);
    query.set('page', String(asked.page));
    if ('pageSize' in asked && asked.pageSize >= 1) query.set('page_size', String(Math.trunc(asked.pageSize)));
    return readPage(await this.send({ path: LIST, query, signal: options.signal }), asked, this.#toRecord);
  }

  async get(id: string, options: RequestOptions = {}): Promise<EventRecord> {
    // Half of a letter cannot be encoded.
    const segment = encodeURIComponent(String(id).replace(/\p{Surrogate}/gu, '\uFFFD'));
    // An address drops these, and would be that of something else.
    if (/^\.{0,2}$/.test(segment))
      throw new EventsError({ kind: 'query', url: LIST, message: `${JSON.stringify(id)} is no event's id.` });
    return readEvent(await this.send({ path: `${LIST}${segment}/`, signal: options.signal }), this.#toRecord);
  }

  async actions(options: RequestOptions = {}): Promise<ActionType[]> {
    return readActions(await this.send({ path: `${LIST}actions/`, signal: options.signal }));
  }

  async volume(view: ListView, options: VolumeOptions = {}): Promise<VolumeBucket[]> {
    const query = this.#viewParams(view);
    if (options.historyDays !== undefined) query.set('history_days', String(historyDays(options.historyDays)));
    return readVolume(await this.send({ path: `${LIST}volume/`, query, signal: options.signal }));
  }

  /** Any other call of the same API, with the same authentication, limits and errors. */
  send(call: Call): Promise<Answer> {
    return this.#transport.send(call);
  }

  /** What decides which events are in a view, as authentik's parameters. Values of a list are repeated parameters. */
  #viewParams({ search = '', range, filters }: ListView): URLSearchParams {
    const query = new URLSearchParams();
    const text = searchParam(search, boundsOf(range, LIST));
    if (text !== '') query.set('search', text);
    for (const [name, value] of filterEntries(filters)) query.append(name, value);
    return query;
  }
}

/** authentik has no parameter for a range of time, but a query can hold one. */
function searchParam(search: string, bounds: Bounds | null): string {
  const { kind } = readSearch(search);
  if (kind === 'empty') return bounds ? rangeClause(bounds) : '';
  if (!bounds) return search;
  throw new EventsError({
    kind: 'query',
    url: LIST,
    message: 'This server cannot search for words within a time range; write the search as a query.',
  });
}
