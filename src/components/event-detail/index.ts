export { EventDetail, type DetailView } from './event-detail.js';
export { EventDetailCopyEvent, type EventDetailCopyDetail } from './event-detail.events.js';
