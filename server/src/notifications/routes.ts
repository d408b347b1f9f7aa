import { normalUuid, SEVERITIES } from 'event-elements/model';
import { invalid, notFound } from '../http/errors.js';
import { readPage, readPageSize } from '../http/list-params.js';
import {
  Fields,
  gone,
  isoTime,
  keyOf,
  readChoice,
  readObject,
  readOrder,
  readWords,
  type ManageCall,
  type ManageRoute,
} from '../http/manage-call.js';
import { pagination } from '../http/pagination.js';
import { NOTIFICATION_ORDERING, type NotificationFilter, type NotificationRecord } from './notification-store.js';

export const NOTIFICATION_ROUTES: readonly ManageRoute[] = [
  { method: 'GET', path: '/events/notifications/', run: listNotifications },
  { method: 'POST', path: '/events/notifications/mark_all_seen/', run: markAllSeen },
  { method: 'GET', path: '/events/notifications/:id/', run: retrieveNotification },
  { method: 'PUT', path: '/events/notifications/:id/', run: changeNotification },
  { method: 'PATCH', path: '/events/notifications/:id/', run: changeNotification },
  { method: 'DELETE', path: '/events/notifications/:id/', run: deleteNotification },
];

async function listNotifications({ log, query, notifications }: ManageCall): Promise<Response> {
  const page = readPage(query);
  const size = readPageSize(query);
  const ordering = readOrder(query, NOTIFICATION_ORDERING, { field: 'created', descending: true });
  const found = await notifications.list(log, readNotificationFilter(query), ordering, size, (page - 1) * size);
  const results = found.notifications.map(notificationText).join(',');
  return text(`{"pagination":${JSON.stringify(pagination(page, size, found.count))},"results":[${results}]}`);
}

export function readNotificationFilter(query: URLSearchParams): NotificationFilter {
  const seen = query.get('seen') || undefined;
  if (seen !== undefined && !/^(true|false)$/i.test(seen)) throw invalid('seen', 'Must be a valid boolean.');
  const about = query.get('event') || undefined;
  const event = about === undefined ? undefined : normalUuid(about);
  if (event === null) throw invalid('event', 'That is no UUID.');
  return {
    seen: seen === undefined ? undefined : seen.toLowerCase() === 'true',
    severity: readChoice(query, 'severity', SEVERITIES),
    event,
    body: query.get('body')?.replaceAll('\0', '') || undefined,
    search: readWords(query),
  };
}

async function retrieveNotification(call: ManageCall): Promise<Response> {
  return text(notificationText(await find(call)));
}

/** All that can be changed is whether it was seen. */
async function changeNotification(call: ManageCall): Promise<Response> {
  const seen = new Fields(await readObject(call.request)).flag('seen');
  const found = await find(call);
  if (seen !== undefined) await call.notifications.mark(call.log, found.pk, seen);
  return text(notificationText({ ...found, seen: seen ?? found.seen }));
}

async function markAllSeen({ log, notifications }: ManageCall): Promise<Response> {
  await notifications.markAll(log);
  return gone();
}

async function deleteNotification(call: ManageCall): Promise<Response> {
  if (!(await call.notifications.remove(call.log, keyOf(call)))) throw notFound();
  return gone();
}

async function find(call: ManageCall): Promise<NotificationRecord> {
  const found = await call.notifications.get(call.log, keyOf(call));
  if (!found) throw notFound();
  return found;
}

/** authentik's `Notification`. The event in it is the text that is stored, to the last digit. */
function notificationText({ event, ...one }: NotificationRecord): string {
  const { pk, severity, body, hyperlink, hyperlinkLabel, created, seen } = one;
  const fields = { pk, severity, body, hyperlink, hyperlink_label: hyperlinkLabel, created: isoTime(created), seen };
  return event === null ? JSON.stringify(fields) : `${JSON.stringify(fields).slice(0, -1)},"event":${event}}`;
}

function text(json: string): Response {
  return new Response(json, { headers: { 'Content-Type': 'application/json' } });
}
