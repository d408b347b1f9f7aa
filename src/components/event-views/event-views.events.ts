import type { SavedView } from './event-views.types.js';

/** A reader chose a saved view. Cancelable: the view then stays as it is. Does not bubble. */
export class EventViewsOpenEvent extends CustomEvent<{ view: SavedView }> {
  static readonly type = 'event-views-open';
  constructor(view: SavedView) {
    super(EventViewsOpenEvent.type, { detail: { view }, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-views-open': EventViewsOpenEvent;
  }
}
