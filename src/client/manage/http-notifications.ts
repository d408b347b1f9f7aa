import { SEVERITIES } from '../../model/actions.js';
import type { EventRecord } from '../../model/index.js';
import { abortable } from '../abort.js';
import { EventsError } from '../errors.js';
import type { RequestOptions } from '../types.js';
import type { LateNotifications } from './late-manage.js';
import { listParams, onePath, readEntry, readManagePage, signalOf, type Api, type Entry, type IsOurs } from './read.js';
import type { EventNotification, ManagePage, NotificationListOptions } from './types.js';

const LIST = 'events/notifications/';

/** Notifications of an API with authentik's shape. */
export class HttpNotifications implements LateNotifications {
  readonly #api: Api;
  readonly #isOurs: IsOurs;
  #user: Promise<string | undefined> | undefined;

  constructor(api: Api, isOurs: IsOurs) {
    this.#api = api;
    this.#isOurs = isOurs;
  }

  async list(options: NotificationListOptions = {}): Promise<ManagePage<EventNotification>> {
    const { seen, severity, ordering = '-created' } = options;
    const user = await this.#whose(options);
    const own = { severity, user, ...(seen !== undefined && { seen: String(seen) }) };
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

  #whose({ signal }: RequestOptions): Promise<string | undefined> {
    if (!this.#user) {
      this.#user = this.#askWhose();
      // A server that could not be reached may well be later.
      this.#user.catch(() => (this.#user = undefined));
    }
    return abortable(this.#user, signal);
  }

  /**
   * Who is asking. authentik lists everybody's notifications for those who may see them all, unless it is told whose are wanted;
   * `undefined` where a server knows no users, or does not tell.
   */
  async #askWhose(): Promise<string | undefined> {
    if (await this.#isOurs()) return undefined;
    try {
      return readEntry(await this.#api.send({ path: 'core/users/me/' }), entry => {
        const pk = entry.object('user')?.['pk'];
        return typeof pk === 'number' || typeof pk === 'string' ? String(pk) : undefined;
      });
    } catch (error) {
      if (error instanceof EventsError && ['http', 'format'].includes(error.kind) && !error.retryable) return undefined;
      throw error;
    }
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
