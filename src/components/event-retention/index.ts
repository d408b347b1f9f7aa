export { EventRetention } from './event-retention.js';
export { EventRetentionChangeEvent } from './event-retention.events.js';
