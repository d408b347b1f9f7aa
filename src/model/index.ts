export { isObject, type EventRecord, type EventUser, type JsonObject, type JsonValue } from './record.js';
export { canonicalJson, jsonPieces, stringifyJson } from './json.js';
export { parseJson } from './parse-json.js';
export { formatPath, getPath, parsePath } from './path.js';
export { foldCase } from './fold.js';
export { SEARCH_FIELDS, searchText } from './search-text.js';
export { isoMicros, isoMs } from './time.js';
export { fromWall, localZone, startOfDay, toWall, weekday, zoneOffset } from './zone.js';
export {
  compareRecords,
  compareText,
  DEFAULT_ORDERING,
  ORDERING_FIELDS,
  ORDERING_KEY_LENGTH,
  orderingKey,
  parseOrdering,
  sortRecords,
  type OrderingField,
  type OrderingTerm,
} from './order.js';
export {
  ACTION_GROUPS,
  actionInfo,
  ACTIONS,
  SEVERITIES,
  type ActionGroup,
  type ActionInfo,
  type Severity,
} from './actions.js';
export {
  actorOf,
  addressOf,
  createdMs,
  objectOf,
  objectPath,
  placeOf,
  requestOf,
  type Actor,
  type EventObject,
  type EventRequest,
  type Place,
} from './facts.js';
export { changeCount } from './changes.js';
export { summarize, summaryParts, type SummaryOptions } from './summarize.js';
export {
  codePart,
  objectPart,
  say,
  summaryMessagesEn,
  type SummaryMessages,
  type SummaryPart,
} from './summary-messages.js';
export { capText, TEXT_CAP } from './text.js';
export { guessProfile, toRecord, unpack } from './profiles/index.js';
export { compileProfile, type Mapper } from './profiles/to-record.js';
export { profiles } from './profiles/builtin/index.js';
export { parseProfile } from './profiles/parse-profile.js';
export {
  isReject,
  ProfileError,
  type Batch,
  type Condition,
  type ConstSource,
  type EntriesSource,
  type FromSource,
  type GeoSource,
  type IfSource,
  type ModelSource,
  type Profile,
  type Reject,
  type RequestSource,
  type Rule,
  type Source,
  type TemplateSource,
  type UserSource,
} from './profiles/profile.js';
export { isIpAddress } from './ip.js';
export { addressToPlace, geoOf, withGeo, type AddressPlace } from './place-lookup.js';
export { isUuid, normalUuid, uuidOf } from './uuid.js';
export { countryCode } from './countries.js';
export { lookAlike, type LookAlike } from './look-alike.js';
export { parseStackTrace, readStackTrace, type StackFrame, type StackTrace } from './stack-trace.js';
export { webLink, type WebLink } from './web-link.js';
export {
  EXPORT_FORMATS,
  eventWriter,
  type EventWriter,
  type EventWriterOptions,
  type ExportFormat,
} from './export/event-writer.js';
export { ALL_COLUMNS, type ExportColumn } from './export/columns.js';
export { guardText, unguardText } from './export/formulas.js';
export type { CsvCell, CsvOptions, CsvStats } from './csv.js';
export {
  AggregateError,
  BY_GROUP,
  facets,
  histogram,
  isPrivateAddress,
  MAX_BUCKETS,
  MAX_PLACES,
  MAX_TOP,
  MISSING_KEY,
  OTHER_KEY,
  places,
  VALUE_LENGTH,
  type Coverage,
  type EventSource,
  type Facet,
  type Facets,
  type FacetsOptions,
  type Histogram,
  type HistogramBucket,
  type HistogramOptions,
  type JsonScalar,
  type PlaceCount,
  type Places,
  type PlacesOptions,
} from './aggregates/index.js';
// For servers, whose databases count: what all counting has in common.
export {
  cellsAt,
  chooseKeys,
  fieldPath,
  KeyIndex,
  MAX_LATITUDE,
  MICRO_DEGREES,
  NUDGE,
  placesOf,
  planHistogram,
  planPlaces,
  PRIVATE_ADDRESS,
  scalarOf,
  scalarText,
  type Cell,
  type FieldPath,
  type HistogramPlan,
  type PlacesPlan,
} from './aggregates/index.js';
export * from './diff/index.js';
export { FOREVER, retentionMs, retentionText } from './retention.js';
