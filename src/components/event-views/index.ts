export { EventViews } from './event-views.js';
export { EventViewsOpenEvent } from './event-views.events.js';
export type { SavedView, ViewStorage } from './event-views.types.js';
