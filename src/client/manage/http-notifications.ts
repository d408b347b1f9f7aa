import { SEVERITIES, type EventRecord } from '../../model/index.js';
import type { RequestOptions } from '../types.js';
import { listParams, onePath, readEntry, readManagePage, signalOf, type Api, type Entry } from './read.js';
import type { EventNotification, ManagePage, NotificationListOptions, Notifications } from './types.js';

const LIST = 'events/notifications/';

/** Notifications of an API with authentik's shape. */
export class HttpNotifications implements Notifications {
  readonly #api: Api;
  constructor(api: Api) {
    this.#api = api;
  }

  async list(options: NotificationListOptions = {}): Promise<ManagePage<EventNotification>> {
    const { seen, severity, ordering = '-created' } = options;
    const own = { severity, ...(seen !== undefined && { seen: String(seen) }) };
    const query = listParams({ ...options, ordering }, own);
    return readManagePage(await this.#api.send({ path: LIST, query, ...signalOf(options) }), options, notification);
  }

  async unseen(options: RequestOptions = {}): Promise<number> {
    const { pagination } = await this.list({ ...options, seen: false, pageSize: 1 });
    return pagination.count;
  }

  async get(id: string, options: RequestOptions = {}): Promise<EventNotification> {
    return readEntry(await this.#api.send({ path: onePath(LIST, id), ...signalOf(options) }), notification);
  }

  async markSeen(id: string, seen = true, options: RequestOptions = {}): Promise<EventNotification> {
    const call = { method: 'PATCH', path: onePath(LIST, id), body: JSON.stringify({ seen }), ...signalOf(options) };
    return readEntry(await this.#api.send(call), notification);
  }

  async markAllSeen(options: RequestOptions = {}): Promise<void> {
    await this.#api.send({ method: 'POST', path: `${LIST}mark_all_seen/`, ...signalOf(options) });
  }

  async remove(id: string, options: RequestOptions = {}): Promise<void> {
    await this.#api.send({ method: 'DELETE', path: onePath(LIST, id), ...signalOf(options) });
  }

  linkOf({ hyperlink }: EventNotification): string | null {
    return hyperlink ? this.#api.resolve(hyperlink) : null;
  }
}

function notification(entry: Entry): EventNotification {
  return {
    pk: entry.key('pk'),
    severity: entry.oneOf('severity', SEVERITIES, 'notice'),
    body: entry.text('body'),
    created: entry.text('created'),
    seen: entry.flag('seen'),
    hyperlink: entry.textOr('hyperlink', null),
    hyperlink_label: entry.textOr('hyperlink_label', null),
    event: entry.object('event') as EventRecord | null,
  };
}
