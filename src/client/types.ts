import type {
  EventRecord,
  Facets,
  FacetsOptions,
  Histogram,
  HistogramOptions,
  JsonObject,
  JsonScalar,
  Places,
  PlacesOptions,
} from '../model/index.js';
import type { DataExports, NotificationRules, Notifications, Retention } from './manage/types.js';

/**
 * The stretch of time a view covers: `from` is inside it, `to` is not.
 *
 * Each end is an ISO 8601 date (`2024-01-30`) or time (`2024-01-30T09:00:00Z`); without an offset it is UTC. Or it counts back:
 * `now`, `now-7d`, `today`, `today-1d`, `week` (see `resolveRange`). `null` is open.
 */
export interface TimeRange {
  from: string | null;
  to: string | null;
}

/** What a reader is looking at. Owned by the provider; every element renders from it. */
export interface EventsView {
  search: string;
  range: TimeRange;
  ordering: string;
  selected: string | null;
  live: boolean;
}

/**
 * authentik's own list parameters, for hosts that show one user's, one object's or one application's history.
 * All given ones must match. An empty string or a missing value filters nothing.
 */
export interface EventFilters {
  /** Contained in the action, ignoring case: `model_` finds every change of an object. */
  action?: string;
  /** Any of these actions, exactly. */
  actions?: readonly string[];
  /** The name of the acting user, or `context.username` (who a failed sign-in was for). */
  username?: string;
  client_ip?: string;
  brand_name?: string;
  context_model_app?: string;
  context_model_name?: string;
  /** Key of the object, a UUID with or without dashes, or a number. */
  context_model_pk?: string;
  /** Key of the application somebody signed in to. */
  context_authorized_app?: string;
  /** Key of the device somebody signed in with. */
  context_device?: string;
}

/** The part of a view that decides which events are in it, and their order. */
export type ListView = Partial<Pick<EventsView, 'search' | 'range' | 'ordering'>> & { filters?: EventFilters };

/** A page, counted from 1. */
export interface PageRequest {
  page: number;
  pageSize: number;
}

/** Where a page stands in the whole, in authentik's words. All are numbers; `next` and `previous` are 0 when there is none. */
export interface Pagination {
  count: number;
  current: number;
  total_pages: number;
  next: number;
  previous: number;
  /** Position of the first and last record of the page in the whole, counted from 1; both 0 when there are none. */
  start_index: number;
  end_index: number;
}

/** An entry that is no event. A stand-in record takes its place in the page, so that positions still count. */
export interface RejectedEntry {
  /** Index in `results` of the stand-in. */
  index: number;
  reason: string;
  /** Where in the entry, when the reason is about a part of it. */
  path?: string;
}

export interface EventPage {
  pagination: Pagination;
  results: EventRecord[];
  /** What the server offers for completing queries (DjangoQL's introspection), as it came. */
  autocomplete?: JsonObject;
  /** Which of the results are stand-ins for entries that are no events, and why. Absent when none are. */
  rejects?: RejectedEntry[];
}

/** One kind of action the server knows, as authentik's `/actions/` lists them. */
export interface ActionType {
  /** What people call it. */
  name: string;
  /** The value in `event.action`. */
  component: string;
  description: string;
  model_name: string;
}

/** How many events of one action lie in the six hours from `time` (00, 06, 12 or 18 o'clock UTC). */
export interface VolumeBucket {
  action: string;
  /** ISO 8601, UTC. */
  time: string;
  count: number;
}

export interface RequestOptions {
  /** Ends the call at once, with an `AbortError`. */
  signal?: AbortSignal;
}

export interface VolumeOptions extends RequestOptions {
  /** How many days back from now, 7 unless told otherwise, never more than 60. */
  historyDays?: number;
}

/** A value that a field has somewhere in the log. */
export interface Suggestion {
  value: JsonScalar;
  /** How many events have it, where that was counted. */
  count?: number;
}

/** What a source of events can be asked, so that elements explain what is missing instead of failing. */
export interface Capabilities {
  /** Of `api/events-api.yaml`: 1 read, 2 manage, 3 aggregate. */
  level: 1 | 2 | 3;
  /** Histograms, places and facets are counted where the events are: exact, whatever their number. */
  aggregates: boolean;
  /** A range of time can be asked for beside any search, words too. */
  range: boolean;
  suggestions: boolean;
  exports: boolean;
  notifications: boolean;
  rules: boolean;
  retention: boolean;
}

/**
 * Where events come from. Every call fails with an `EventsError`, or with an `AbortError` when its signal says so,
 * and with nothing else that has to do with data or network.
 */
export interface EventsClient {
  /** Fields `ordering` can name, with `-` in front for descending. */
  readonly sortable: readonly string[];
  /** One page of the events in `view`. A bare number leaves the page size to the server. */
  list(view: ListView, page: PageRequest | number, options?: RequestOptions): Promise<EventPage>;
  /**
   * The page as it seems to be, at once, for a list that may be shown before `list` has said how it is; `null` when nothing can be
   * told. May be left out.
   */
  glance?(view: ListView, page: PageRequest): EventPage | null;
  /** One event by its `pk`, a UUID with or without dashes. Status 404 when there is none. */
  get(id: string, options?: RequestOptions): Promise<EventRecord>;
  actions(options?: RequestOptions): Promise<ActionType[]>;
  /** Counts per action and six hours, ordered by time, then action; only buckets with events in them. */
  volume(view: ListView, options?: VolumeOptions): Promise<VolumeBucket[]>;
  /**
   * Events of a view over time. `options.range` takes the place of the view's. Where not all events could be looked at, the
   * answer says so (`exact`).
   */
  histogram(view: ListView, options?: HistogramOptions & RequestOptions): Promise<Histogram>;
  /** Events of a view by where they came from. */
  places(view: ListView, options?: PlacesOptions & RequestOptions): Promise<Places>;
  /** The most frequent values of some fields of the events in a view. */
  facets(view: ListView, fields: readonly string[], options?: FacetsOptions & RequestOptions): Promise<Facets>;
  /** Values of a field that begin with a text, ignoring case; at most 50. For completion: quick rather than complete. */
  suggest(field: string, prefix: string, options?: RequestOptions): Promise<Suggestion[]>;
  capabilities(options?: RequestOptions): Promise<Capabilities>;

  /** Exports made by the server. Here and below: null, or nothing at all, for events that come from no such server. */
  readonly exports?: DataExports | null;
  readonly notifications?: Notifications | null;
  readonly rules?: NotificationRules | null;
  readonly retention?: Retention | null;
}
