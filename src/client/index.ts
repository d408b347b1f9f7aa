export { isAbortError } from './abort.js';
export { EventsError, type EventsErrorInit, type EventsErrorKind } from './errors.js';
export {
  BlobSink,
  EXPORT_RUN_STATUSES,
  ExportRun,
  manifestOf,
  type ExportManifest,
  type ExportRunOptions,
  type ExportRunStatus,
} from './export/index.js';
export { HttpEventsClient, type HttpEventsClientOptions } from './http-events-client.js';
export { type Mask, type MaskFunction, type MaskPlace, type MaskValue } from './masking/mask.js';
export { maskedIn, Masker, type MaskedValue } from './masking/masker.js';
export { MaskingEventsClient } from './masking/masking-client.js';
export type { ResolvePlace } from './place-resolver.js';
export { LatestOnly } from './latest-only.js';
export { MemoryEventsClient, type MemoryEventsClientOptions } from './memory-events-client.js';
export { endMicros, isRelativeEnd, resolveRange, type ResolveOptions } from './range.js';
export {
  EXPORT_STATUSES,
  TRANSPORT_MODES,
  type DataExport,
  type DataExports,
  type EventNotification,
  type ExportFile,
  type ExportOptions,
  type ExportRequester,
  type ExportStatus,
  type ManageListOptions,
  type ManagePage,
  type NotificationListOptions,
  type NotificationRule,
  type NotificationRuleInput,
  type NotificationRules,
  type Notifications,
  type NotificationTransport,
  type NotificationTransportInput,
  type NotificationTransports,
  type Retention,
  type RetentionPreview,
  type RetentionSettings,
  type RuleMatcher,
  type TransportMode,
} from './manage/types.js';
export type { Answer, Call, CsrfOptions, Fetch } from './transport.js';
export type {
  ActionType,
  Capabilities,
  EventFilters,
  EventPage,
  EventsClient,
  EventsView,
  ListView,
  PageRequest,
  Pagination,
  RejectedEntry,
  RequestOptions,
  Suggestion,
  TimeRange,
  VolumeBucket,
  VolumeOptions,
} from './types.js';
