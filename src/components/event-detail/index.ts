export { EventDetail } from './event-detail.js';
export type { DetailView } from './view-tabs.js';
export { EventDetailCopyEvent, EventPermalinkRequestEvent, type EventDetailCopyDetail } from './event-detail.events.js';
export {
  registerEventRenderer,
  type EventMatch,
  type EventRenderContext,
  type EventRenderer,
} from './event-renderers.js';
