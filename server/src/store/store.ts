import type { Condition } from 'event-elements/query-lang';
import type {
  Facets,
  Histogram,
  HistogramOptions,
  JsonScalar,
  OrderingTerm,
  Places,
  PlacesOptions,
} from 'event-elements/model';
import type { EventDigest } from '../ingest/digest.js';
import type { ScanRequest } from './scan-sql.js';

export interface LogInfo {
  name: string;
  title: string;
  /** Ships with the project. */
  demo: boolean;
  /** Events in it. */
  count: number;
}

/** One event as it is stored: its text, and what finds it. */
export interface EventRow {
  /** UUID, lower case, with dashes. */
  pk: string;
  /** The record's JSON text, exactly as the API gives it back. */
  body: string;
  action: string | null;
  actionFolded: string | null;
  app: string | null;
  clientIp: string | null;
  /** Microseconds since 1970. */
  created: number | null;
  expires: number | null;
  /** JSON text that PostgreSQL's jsonb can hold. */
  user: string | null;
  brand: string | null;
  context: string | null;
  /** The model's `searchText`. */
  search: string;
  sortUser: string | null;
  sortBrand: string | null;
  sortContext: string | null;
  digest: EventDigest;
}

/** Which events of a log: all that is given must hold. */
export interface EventFilter {
  /** Folded texts, each contained in the event's search text. */
  terms: readonly string[];
  /** A query, and the moment its relative times count from, in milliseconds since 1970. */
  query?: { condition: Condition; nowMs: number };
  /** Folded text contained in the action. */
  action?: string;
  /** Any of these, exactly. */
  actions?: readonly string[];
  clientIp?: string;
  username?: string;
  brandName?: string;
  modelApp?: string;
  modelName?: string;
  modelPk?: string;
  authorizedApp?: string;
  device?: string;
  /** Microseconds since 1970: not before. */
  from?: number;
  /** Microseconds since 1970: before. */
  to?: number;
}

export interface ListRequest {
  filter: EventFilter;
  ordering: readonly OrderingTerm[];
  limit: number;
  offset: number;
}

export interface EventList {
  /** Events that match, in all of the log. */
  count: number;
  /**
   * JSON texts of the page, in order. Given in portions, for a page of enormous events does not fit into memory at once.
   * To be read once.
   */
  bodies: AsyncIterable<string>;
}

export interface ScanLimits {
  /** A statement that takes longer is stopped; the time limit of any other read unless told otherwise. */
  timeoutMs?: number;
}

/** An event, and its place in the order in which events came in. */
export interface Arrival {
  seq: number;
  pk: string;
  body: string;
}

export interface VolumeBucket {
  action: string;
  /** Start of the six hours, in milliseconds since 1970. */
  time: number;
  count: number;
}

/** A value that a field has somewhere in a log. */
export interface Suggestion {
  value: JsonScalar;
  /** Events that have it, of those looked at. */
  count?: number;
}

export interface InsertResult {
  inserted: number;
  /** Were there already, and stay as they were. */
  known: number;
  /** Rows the database cannot hold, as indexes into what was given. */
  refused: { index: number; reason: string }[];
}

/** Where events live. One implementation an engine; all of them answer alike. Events are never changed, only added. */
export interface Store {
  /** The user's logs first, then the demo's, each in the order they were made. */
  logs(): Promise<LogInfo[]>;
  /** Their names, in the same order. Cheap: every request asks. */
  logNames(): Promise<readonly string[]>;
  /** Makes a log unless there is one of that name. */
  addLog(log: { name: string; title: string; demo: boolean }): Promise<void>;
  /** What {@link markLoaded} wrote last; `null` when nothing. */
  loadedFrom(log: string): Promise<string | null>;
  markLoaded(log: string, fingerprint: string): Promise<void>;

  /** Adds events in one transaction; one that is there already (same log, same `pk`) is left alone. */
  insert(log: string, rows: readonly EventRow[]): Promise<InsertResult>;
  /** To be called after many inserts, for the reads that follow. */
  settle(): Promise<void>;
  list(log: string, request: ListRequest): Promise<EventList>;
  /**
   * A number that every event which is there now has at most, and every event added from now on is above: the state of the
   * store at this moment.
   */
  watermark(): Promise<number>;
  /** How many of the events that a scan reads there are. */
  count(log: string, request: ScanRequest, limits?: ScanLimits): Promise<number>;
  /**
   * The JSON texts of all events that match, in order, of the state that `upTo` names, some at a time. Events that are added
   * meanwhile neither appear nor shift it. Memory stays bounded, however many there are.
   */
  scan(log: string, request: ScanRequest, limits?: ScanLimits): AsyncIterable<readonly string[]>;
  /** The events added after `after` and up to `upTo`, oldest first, at most so many. */
  arrivals(log: string, after: number, upTo: number, limit: number): Promise<Arrival[]>;
  /** Calls back after events were added to a log, before whoever added them hears of it. */
  onInsert(listener: (log: string) => void): void;
  /** The JSON text of one event. */
  get(log: string, pk: string): Promise<string | null>;
  /** Events per action and six hours (00, 06, 12, 18 o'clock UTC) since an instant, ordered by time, then action. */
  volume(log: string, filter: EventFilter, sinceMs: number): Promise<VolumeBucket[]>;
  /** Events over time; the filter's range is that of the options. The model says what is counted how; so do the next two. */
  histogram(log: string, filter: EventFilter, options: HistogramOptions): Promise<Histogram>;
  places(log: string, filter: EventFilter, options: PlacesOptions): Promise<Places>;
  facets(log: string, filter: EventFilter, fields: readonly string[], top: number): Promise<Facets>;
  /** Values of a field that begin with a text, ignoring case: quick rather than complete. */
  suggest(log: string, field: string, prefix: string): Promise<Suggestion[]>;
  /** The different values of a field, sorted: what an editor suggests. Very long and very many ones are left out. */
  values(log: string, field: 'action' | 'app'): Promise<readonly string[]>;
  close(): Promise<void>;
}
