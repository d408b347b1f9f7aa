export { EventQueryInput } from './event-query-input.js';
export {
  EventQueryInputChangeEvent,
  EventQuerySubmitEvent,
  type EventQueryDetail,
} from './event-query-input.events.js';
export { type QueryExample } from './menus.js';
