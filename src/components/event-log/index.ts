export { EventLog } from './event-log.js';
export {
  EventCompareRequestEvent,
  EventLogCloseEvent,
  EventLogLayoutEvent,
  EventLogOpenEvent,
  EventLogSelectEvent,
  type EventLogLayout,
} from './event-log.events.js';
export { DENSITIES, TIME_FORMS, type Density, type TimeForm } from './event-log.types.js';
export { COLUMN_FIELDS, DEFAULT_COLUMNS, type ColumnField, type EventColumnOptions } from './columns.js';
