export { EventNotifications } from './event-notifications.js';
export { EventNotificationsOpenEvent } from './event-notifications.events.js';
