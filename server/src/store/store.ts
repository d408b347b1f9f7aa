import type { Condition } from 'event-elements/query-lang';
import type { OrderingTerm } from 'event-elements/model';

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

export interface VolumeBucket {
  action: string;
  /** Start of the six hours, in milliseconds since 1970. */
  time: number;
  count: number;
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
  /** The JSON text of one event. */
  get(log: string, pk: string): Promise<string | null>;
  /** Events per action and six hours (00, 06, 12, 18 o'clock UTC) since an instant, ordered by time, then action. */
  volume(log: string, filter: EventFilter, sinceMs: number): Promise<VolumeBucket[]>;
  /** The different values of a field, sorted: what an editor suggests. Very long and very many ones are left out. */
  values(log: string, field: 'action' | 'app'): Promise<readonly string[]>;
  close(): Promise<void>;
}
