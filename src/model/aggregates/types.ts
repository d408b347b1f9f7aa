/** What a field may hold that can be counted as one value. */
export type JsonScalar = string | number | bigint | boolean | null;

/**
 * How much of a view a figure is made of.
 *
 * `total` is how many events are in the view, `covered` how many of them were looked at. `exact` says that the figures are
 * those of the whole view; when it is false they are of the newest `covered` events, and have to be shown as that.
 */
export interface Coverage {
  covered: number;
  total: number;
  exact: boolean;
}

/** Key under `by` for all values that are not among the `top`. No value of an event is this text. */
export const OTHER_KEY = '\u0000other';
/** Key under `by` for events that have no value there: nothing, null, or an object or array. No value of an event is this text. */
export const MISSING_KEY = '\u0000missing';
/** In place of a path: split by the kind of action (`actionInfo().group`). No path of an event is this text. */
export const BY_GROUP = '@group';

/** A text longer than this (in code points) is no value to choose from: it counts with the others, and as a distinct one. */
export const VALUE_LENGTH = 256;
/** The most buckets one histogram may have. */
export const MAX_BUCKETS = 10_000;
/** The most values that `top` may ask for. */
export const MAX_TOP = 1_000;
/** The most places one answer has; where there would be more the grid gets coarser. */
export const MAX_PLACES = 5_000;

export interface HistogramOptions {
  /**
   * What stretch of time: `from` inside, `to` not, as ISO 8601 (UTC without an offset). Events outside are not in the view.
   * An open end, or none given, is where the events begin or end.
   */
  range?: { from?: string | null; to?: string | null };
  /**
   * Width of a bucket as an ISO 8601 duration of one unit: `PT30S`, `PT1M`, `PT6H` (what divides a day), `P1D`, `P1W` (from
   * Monday), `P1M`, `P3M`, `P1Y`. Buckets begin where the clocks of the zone show a multiple of it.
   */
  interval?: string;
  /** Without an interval: about so many buckets, at most this many (default 60). The interval is then a round one. */
  buckets?: number;
  /** IANA name of the zone whose days and hours count (default UTC). */
  timeZone?: string;
  /** Path whose values split each bucket (`action`, `context.geo.country`), or {@link BY_GROUP}. None: not split. */
  by?: string;
  /** How many of the most frequent values get a key of their own (default 10); the rest is under {@link OTHER_KEY}. */
  top?: number;
}

export interface HistogramBucket {
  /** ISO 8601, UTC: inside the bucket. A first or last bucket may reach beyond the range; only events in the range count. */
  start: string;
  /** ISO 8601, UTC: not inside; the start of the next one. */
  end: string;
  total: number;
  /** Events by key, only keys that occur in this bucket; empty when not split. An object without a prototype. */
  by: Record<string, number>;
}

export interface Histogram extends Coverage {
  /** One after another without gaps; empty ones are there, with zero. None when there is nothing to span. */
  buckets: HistogramBucket[];
  /** The width used, as an ISO 8601 duration. */
  interval: string;
  /** The range that was counted, as ISO 8601 times; an open end is null. */
  range: { from: string | null; to: string | null };
  /** The values of `by` that have a key of their own, most frequent first; with {@link MISSING_KEY} last when there are any. */
  keys: string[];
  /** Whether {@link OTHER_KEY} occurs. */
  other: boolean;
  /** Events without a time, which are in no bucket. */
  undated: number;
  /** When not exact: the time of the oldest event looked at. What lies before was not counted. */
  since?: string;
}

export interface PlacesOptions {
  /** Zoom of a web map (0 to 22): points that lie in one square of 64 pixels count as one place (default 3). */
  zoom?: number;
  /** `country`: one place for each country, wherever in it; points without a country stay points. Default `point`. */
  level?: 'country' | 'point';
  /** Path whose values split each place (default {@link BY_GROUP}). */
  by?: string;
  /** How many of its most frequent values get a key of their own (default 10). */
  top?: number;
  /** Only points in here, in degrees; `west` greater than `east` spans the antimeridian. Countries are always given. */
  bounds?: { north: number; south: number; east: number; west: number };
}

/** Events at one place. (The model's `Place` is the place of one event.) */
export interface PlaceCount {
  /** The mean of the points, in degrees; null where only the country is known. */
  lat: number | null;
  long: number | null;
  /** ISO 3166-1 alpha-2, when it is that of all events here. */
  country?: string;
  /** When it is that of all events here. */
  city?: string;
  level: 'point' | 'country';
  total: number;
  /** Events by key. An object without a prototype. */
  by: Record<string, number>;
}

export interface Places extends Coverage {
  /** Most events first. */
  places: PlaceCount[];
  /** Keys of `by` over all places, most frequent first; with {@link MISSING_KEY} last when there are any. */
  keys: string[];
  other: boolean;
  /** The zoom of the grid; smaller than asked for when there would be too many places. */
  zoom: number;
  /**
   * Events without a place: `invalid` have one that cannot be (latitude 91, an unknown country), `private` have none and a
   * private address, `missing` have neither. Sum of all places + nowhere + outside = covered.
   */
  nowhere: { missing: number; invalid: number; private: number };
  /** Points outside the bounds. */
  outside: number;
}

export interface FacetsOptions {
  /** How many values of each field (default 10, at most 1,000). */
  top?: number;
}

/**
 * The values of one field. What is null counts as the value null; at the top of a record (`client_ip`) nothing at all is
 * null too, as in a query. Values + `other` + `missing` + `objects` = covered.
 */
export interface Facet {
  /** Most events first; equal ones by code point. */
  values: { value: JsonScalar; count: number }[];
  /** Events with another scalar there. */
  other: number;
  /** Events with nothing at that path. */
  missing: number;
  /** Events with an object or array there. */
  objects: number;
  /** How many different scalars there are, null included. */
  distinct: number;
}

export interface Facets extends Coverage {
  /** By the path that was asked for. An object without a prototype. */
  fields: Record<string, Facet>;
}

/** Something that cannot be counted as asked: a zone, an interval or a number that is none, too many buckets. */
export class AggregateError extends Error {
  override readonly name = 'AggregateError';
  /** The option that is wrong. */
  readonly option: string;
  constructor(option: string, message: string) {
    super(message);
    this.option = option;
  }
}
