export { EventExports } from './event-exports.js';
export { EventExportsDeleteEvent, EventExportsStartEvent } from './event-exports.events.js';
export { EXPORT_PLACES, type ExportPlace } from './event-exports.types.js';
