export { EventTimeRange } from './event-time-range.js';
export { EventTimeRangeChangeEvent } from './event-time-range.events.js';
export type { Preset } from './event-time-range.types.js';
