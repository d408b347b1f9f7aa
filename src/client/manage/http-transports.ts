import type { RequestOptions } from '../types.js';
import { listParams, onePath, readEntry, readManagePage, signalOf, type Api, type Entry } from './read.js';
import {
  TRANSPORT_MODES,
  type ManageListOptions,
  type ManagePage,
  type NotificationTransport,
  type NotificationTransportInput,
  type NotificationTransports,
  type TransportMode,
} from './types.js';

const LIST = 'events/transports/';

/** Transports of an API with authentik's shape. */
export class HttpTransports implements NotificationTransports {
  readonly #api: Api;
  constructor(api: Api) {
    this.#api = api;
  }

  async list(options: ManageListOptions & { mode?: TransportMode } = {}): Promise<ManagePage<NotificationTransport>> {
    const query = listParams({ ...options, ordering: options.ordering ?? 'name' }, { mode: options.mode });
    return readManagePage(await this.#api.send({ path: LIST, query, ...signalOf(options) }), options, transport);
  }

  async get(id: string, options: RequestOptions = {}): Promise<NotificationTransport> {
    return readEntry(await this.#api.send({ path: onePath(LIST, id), ...signalOf(options) }), transport);
  }

  async create(input: NotificationTransportInput, options: RequestOptions = {}): Promise<NotificationTransport> {
    const call = { method: 'POST', path: LIST, body: JSON.stringify(input), ...signalOf(options) };
    return readEntry(await this.#api.send(call), transport);
  }

  async update(id: string, changes: Partial<NotificationTransportInput>, options: RequestOptions = {}) {
    const call = { method: 'PATCH', path: onePath(LIST, id), body: JSON.stringify(changes), ...signalOf(options) };
    return readEntry(await this.#api.send(call), transport);
  }

  async remove(id: string, options: RequestOptions = {}): Promise<void> {
    await this.#api.send({ method: 'DELETE', path: onePath(LIST, id), ...signalOf(options) });
  }

  async test(id: string, options: RequestOptions = {}): Promise<{ messages: string[] }> {
    const call = { method: 'POST', path: onePath(LIST, id, 'test/'), ...signalOf(options) };
    return readEntry(await this.#api.send(call), entry => ({ messages: entry.texts('messages') }));
  }
}

function transport(entry: Entry): NotificationTransport {
  const result: NotificationTransport = {
    pk: entry.key('pk'),
    name: entry.text('name'),
    mode: entry.oneOf('mode', TRANSPORT_MODES, 'local'),
    mode_verbose: entry.text('mode_verbose'),
    webhook_url: entry.text('webhook_url'),
    email_subject_prefix: entry.text('email_subject_prefix'),
    email_template: entry.text('email_template'),
    send_once: entry.flag('send_once'),
  };
  if (entry.has('email_to')) result.email_to = entry.text('email_to');
  if (entry.has('signed')) result.signed = entry.flag('signed');
  const counts = entry.object('deliveries');
  if (counts) {
    const count = (name: string) => (typeof counts[name] === 'number' ? counts[name] : 0);
    const error = counts['last_error'];
    result.deliveries = {
      waiting: count('waiting'),
      delivered: count('delivered'),
      failed: count('failed'),
      last_error: typeof error === 'string' ? error : null,
    };
  }
  return result;
}
