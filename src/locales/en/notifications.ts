import type { Localize } from '../../internal/localize.js';
import { count } from './count.js';
import { manageEn } from './manage.js';

/** What `<event-notifications>` says. */
export const notificationsEn = {
  ...manageEn,

  notices: 'Notifications',
  noticesButton: (n: number) =>
    n === 0 ? 'Notifications, none unread' : `Notifications, ${count(n, { other: '# unread' })}`,
  noticesUnread: (n: number) => (n === 0 ? 'none unread' : count(n, { other: '# unread' })),
  noticesMarkAll: 'Mark all as seen',
  noticesSeverity: 'Severity',
  noticesEvery: 'All severities',
  severityOnly: (severity: 'notice' | 'warning' | 'alert') =>
    ({ notice: 'Notices', warning: 'Warnings', alert: 'Alerts' })[severity],
  noticesEmpty: 'No notifications',
  noticesEmptyHint: 'Exports that are ready and rules that fire are told here.',
  noticesEmptyOfKind: 'There is none of this severity.',
  noticesNone: 'No notifications from here',
  noticesNoneHint: 'The source of these events sends none.',
  noticeUnread: 'unread',
  noticeLink: 'Open',
  noticeMarkSeen: 'Mark as seen',
  noticeMarkUnseen: 'Mark as unread',
  noticeRemove: 'Delete this notification',
  noticeNew: (body: string) => `New notification: ${body}`,
  noticesNew: (n: number) => count(n, { one: '# new notification', other: '# new notifications' }),
};

export type NotificationsTexts = Localize<keyof typeof notificationsEn>;
