import type { EventNotification } from '../../client/index.js';

/**
 * A reader follows the link of a notification. `preventDefault()` keeps the browser from going there, or the element from
 * downloading the file, for pages that open it themselves.
 */
export class EventNotificationsOpenEvent extends CustomEvent<{ notification: EventNotification; url: string }> {
  static readonly type = 'event-notifications-open';
  constructor(notification: EventNotification, url: string) {
    super(EventNotificationsOpenEvent.type, {
      detail: { notification, url },
      bubbles: true,
      composed: true,
      cancelable: true,
    });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-notifications-open': EventNotificationsOpenEvent;
  }
}
