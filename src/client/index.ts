export { isAbortError } from './abort.js';
export { EventsError, type EventsErrorInit, type EventsErrorKind } from './errors.js';
export { HttpEventsClient, type HttpEventsClientOptions } from './http-events-client.js';
export { LatestOnly } from './latest-only.js';
export { MemoryEventsClient, type MemoryEventsClientOptions } from './memory-events-client.js';
export { endMicros, isRelativeEnd, resolveRange, type ResolveOptions } from './range.js';
export type { Answer, Call, CsrfOptions, Fetch } from './transport.js';
export type {
  ActionType,
  EventFilters,
  EventPage,
  EventsClient,
  EventsView,
  ListView,
  PageRequest,
  Pagination,
  RejectedEntry,
  RequestOptions,
  TimeRange,
  VolumeBucket,
  VolumeOptions,
} from './types.js';
