import { sortRecords, type EventRecord } from '../../model/index.js';
import { EventsError } from '../errors.js';
import type {
  DataExport,
  DataExports,
  EventNotification,
  ManagePage,
  NotificationRule,
  NotificationRules,
  Notifications,
  NotificationTransport,
  Retention,
} from '../manage/types.js';
import { MemoryEventsClient } from '../memory-events-client.js';
import type { Capabilities, EventsClient } from '../types.js';

/** A server that manages a log, in memory: for tests and stories. Whatever is put into `fail` is what the next call throws. */
export class ManagedClient implements EventsClient {
  readonly #events: MemoryEventsClient;
  readonly sortable: readonly string[];
  readonly stored: {
    exports: DataExport[];
    notifications: EventNotification[];
    rules: NotificationRule[];
    transports: NotificationTransport[];
    retention: string;
  } = { exports: [], notifications: [], rules: [], transports: [], retention: 'days=365' };
  readonly calls: { name: string; args: unknown[] }[] = [];
  level: Capabilities['level'] = 3;
  /** Links to files of exports are refused: they are read by the client. */
  hasToken = false;
  fail: Partial<Record<string, Error>> = {};
  groups: { pk: string; name: string }[] | null = null;

  constructor(readonly records: readonly EventRecord[]) {
    this.#events = new MemoryEventsClient(records);
    this.sortable = this.#events.sortable;
  }

  list: EventsClient['list'] = (...args) => this.#call('list', args, () => this.#events.list(...args));
  get: EventsClient['get'] = (...args) => this.#events.get(...args);
  actions: EventsClient['actions'] = (...args) => this.#events.actions(...args);
  volume: EventsClient['volume'] = (...args) => this.#events.volume(...args);
  histogram: EventsClient['histogram'] = (...args) => this.#events.histogram(...args);
  places: EventsClient['places'] = (...args) => this.#events.places(...args);
  facets: EventsClient['facets'] = (...args) => this.#events.facets(...args);
  suggest: EventsClient['suggest'] = (...args) => this.#events.suggest(...args);

  capabilities(): Promise<Capabilities> {
    return Promise.resolve({
      level: this.level,
      aggregates: true,
      range: true,
      suggestions: true,
      exports: true,
      notifications: true,
      rules: true,
      retention: true,
    });
  }

  #call<T>(name: string, args: unknown[], answer: () => T | Promise<T>): Promise<T> {
    this.calls.push({ name, args });
    const error = this.fail[name];
    return error ? Promise.reject(error) : new Promise(resolve => resolve(answer()));
  }

  readonly exports: DataExports = {
    start: (view, options) =>
      this.#call('exports.start', [view, options], () => {
        const begun: DataExport = {
          id: `export-${this.stored.exports.length + 1}`,
          requested_on: '2026-11-22T11:40:00Z',
          query_params: { search: view.search ?? '', ordering: view.ordering ?? '-created' },
          file_url: '',
          completed: false,
          status: 'queued',
          format: options?.format ?? 'csv',
        };
        this.stored.exports.unshift(begun);
        return begun;
      }),
    list: options => this.#call('exports.list', [options], () => pageOf(this.stored.exports, options?.pageSize)),
    get: id => this.#call('exports.get', [id], () => found(this.stored.exports, item => item.id === id)),
    remove: id =>
      this.#call('exports.remove', [id], () => {
        found(this.stored.exports, item => item.id === id);
        this.stored.exports = this.stored.exports.filter(item => item.id !== id);
      }),
    fileUrl: item => (item.file_url ? new URL(item.file_url, 'https://id.example.test').href : null),
    download: item =>
      this.#call('exports.download', [item], () => {
        const bytes = new TextEncoder().encode('"pk"\r\n"1"\r\n');
        return { name: 'events.csv', type: 'text/csv', size: bytes.length, stream: new Blob([bytes]).stream() };
      }),
  };

  readonly notifications: Notifications = {
    list: options =>
      this.#call('notifications.list', [options], () => pageOf(this.stored.notifications, options?.pageSize)),
    unseen: () => this.#call('notifications.unseen', [], () => this.stored.notifications.filter(n => !n.seen).length),
    get: id => this.#call('notifications.get', [id], () => found(this.stored.notifications, n => n.pk === id)),
    markSeen: (id, seen = true) =>
      this.#call('notifications.markSeen', [id, seen], () => {
        const notification = { ...found(this.stored.notifications, n => n.pk === id), seen };
        this.stored.notifications = this.stored.notifications.map(n => (n.pk === id ? notification : n));
        return notification;
      }),
    markAllSeen: () =>
      this.#call('notifications.markAllSeen', [], () => {
        this.stored.notifications = this.stored.notifications.map(n => ({ ...n, seen: true }));
      }),
    remove: id =>
      this.#call('notifications.remove', [id], () => {
        this.stored.notifications = this.stored.notifications.filter(n => n.pk !== id);
      }),
    linkOf: ({ hyperlink }) => {
      const url = hyperlink ? URL.parse(hyperlink, 'https://id.example.test/') : null;
      return url && /^https?:$/.test(url.protocol) ? url.href : null;
    },
    fileOf: ({ hyperlink }) => {
      const id = this.hasToken ? /exports\/(\w+)\/file\/$/.exec(hyperlink ?? '')?.[1] : undefined;
      return id === undefined ? null : () => this.exports.download({ id });
    },
  };

  readonly rules: NotificationRules = {
    list: options => this.#call('rules.list', [options], () => pageOf(this.stored.rules, options?.pageSize)),
    get: id => this.#call('rules.get', [id], () => found(this.stored.rules, rule => rule.pk === id)),
    create: input =>
      this.#call('rules.create', [input], () => {
        const rule: NotificationRule = {
          severity: 'notice',
          enabled: true,
          ...input,
          pk: `rule-${this.stored.rules.length + 1}`,
          transports: [...(input.transports ?? [])],
        };
        this.stored.rules.push(rule);
        return rule;
      }),
    update: (id, changes) =>
      this.#call('rules.update', [id, changes], () => {
        const rule = found(this.stored.rules, one => one.pk === id);
        const changed = { ...rule, ...changes, transports: [...(changes.transports ?? rule.transports)] };
        this.stored.rules = this.stored.rules.map(one => (one.pk === id ? changed : one));
        return changed;
      }),
    remove: id =>
      this.#call('rules.remove', [id], () => {
        this.stored.rules = this.stored.rules.filter(rule => rule.pk !== id);
      }),
    groups: () => this.#call('rules.groups', [], () => this.groups),
    transports: {
      list: options =>
        this.#call('transports.list', [options], () => pageOf(this.stored.transports, options?.pageSize)),
      get: id => this.#call('transports.get', [id], () => found(this.stored.transports, one => one.pk === id)),
      create: input =>
        this.#call('transports.create', [input], () => {
          const { webhook_secret: secret, ...rest } = input;
          const transport = { ...rest, signed: !!secret, pk: `transport-${this.stored.transports.length + 1}` };
          this.stored.transports.push(transport);
          return transport;
        }),
      update: (id, changes) =>
        this.#call('transports.update', [id, changes], () => {
          const { webhook_secret: secret, ...rest } = changes;
          const before = found(this.stored.transports, one => one.pk === id);
          const changed = { ...before, ...rest, ...(secret !== undefined && { signed: secret !== '' }) };
          this.stored.transports = this.stored.transports.map(one => (one.pk === id ? changed : one));
          return changed;
        }),
      remove: id =>
        this.#call('transports.remove', [id], () => {
          this.stored.transports = this.stored.transports.filter(one => one.pk !== id);
        }),
      test: id => this.#call('transports.test', [id], () => ({ messages: ['202 Accepted'] })),
    },
  };

  readonly retention: Retention = {
    get: () =>
      this.#call('retention.get', [], () => ({
        event_retention: this.stored.retention,
        oldest: sortRecords(this.records, 'created')[0]?.created ?? null,
      })),
    set: duration =>
      this.#call('retention.set', [duration], () => ({ event_retention: (this.stored.retention = duration) })),
    preview: duration =>
      this.#call('retention.preview', [duration], () => ({
        event_retention: duration ?? this.stored.retention,
        count: 1_204,
        spared: 96,
        total: 14_302,
        before: '2026-08-24T11:40:00Z',
        oldest: '2025-11-22T08:00:00Z',
        newest: '2026-08-24T11:31:04Z',
      })),
  };
}

export function refusal(status: number, detail: string): EventsError {
  return new EventsError({
    kind: 'http',
    status,
    detail,
    url: 'https://id.example.test/api/v3/',
    message: `The server answered ${status} (${detail}).`,
  });
}

function found<T>(list: readonly T[], test: (item: T) => boolean): T {
  const item = list.find(test);
  if (item === undefined) throw refusal(404, 'Not found.');
  return item;
}

function pageOf<T>(list: readonly T[], pageSize = 20): ManagePage<T> {
  const results = list.slice(0, pageSize);
  const pages = Math.max(1, Math.ceil(list.length / pageSize));
  return {
    pagination: {
      count: list.length,
      current: 1,
      total_pages: pages,
      next: pages > 1 ? 2 : 0,
      previous: 0,
      start_index: Math.min(1, list.length),
      end_index: results.length,
    },
    results,
  };
}
