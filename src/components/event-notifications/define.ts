import { defineElement } from '../../internal/define.js';
import { EventNotifications } from './event-notifications.js';

defineElement(EventNotifications);

declare global {
  interface HTMLElementTagNameMap {
    'event-notifications': EventNotifications;
  }
}
