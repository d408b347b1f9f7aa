import { ORDERING_FIELDS } from '../model/order.js';
import type {
  EventRecord,
  Facets,
  FacetsOptions,
  Histogram,
  HistogramOptions,
  Places,
  PlacesOptions,
} from '../model/index.js';
import type * as Code from './http-events-client.js';
import { load } from './load.js';
import { lateManage } from './manage/late-manage.js';
import type { DataExports, NotificationRules, Notifications, Retention } from './manage/types.js';
import type {
  ActionType,
  Capabilities,
  EventPage,
  EventsClient,
  ListView,
  PageRequest,
  RequestOptions,
  Suggestion,
  VolumeBucket,
  VolumeOptions,
} from './types.js';

let code: typeof Code | undefined;

/**
 * The client of an events API. A page can draw everything but the events before it has the code for it, which is on its way from
 * here on; calls wait for it. Later clients of the page are there at once.
 */
export function httpClient(options: Code.HttpEventsClientOptions): EventsClient {
  return code ? new code.HttpEventsClient(options) : new LateHttpClient(options);
}

class LateHttpClient implements EventsClient {
  readonly sortable: readonly string[] = ORDERING_FIELDS;
  readonly exports: DataExports;
  readonly notifications: Notifications;
  readonly rules: NotificationRules;
  readonly retention: Retention;
  readonly #options: Code.HttpEventsClientOptions;
  #client: Code.HttpEventsClient | undefined;

  constructor(options: Code.HttpEventsClientOptions) {
    this.#options = options;
    // What is asked about has been read with the client, which then is there.
    const manage = lateManage(() => this.#loaded(), {
      fileUrl: dataExport => this.#client?.exports.fileUrl(dataExport) ?? null,
      linkOf: notification => this.#client?.notifications.linkOf(notification) ?? null,
      fileOf: notification => this.#client?.notifications.fileOf?.(notification) ?? null,
    });
    this.exports = manage.exports;
    this.notifications = manage.notifications;
    this.rules = manage.rules;
    this.retention = manage.retention;
    this.#loaded().catch(() => undefined); // the first call says why
  }

  async list(view: ListView, page?: PageRequest | number, options?: RequestOptions): Promise<EventPage> {
    return (await this.#loaded(options)).list(view, page, options);
  }

  async get(id: string, options?: RequestOptions): Promise<EventRecord> {
    return (await this.#loaded(options)).get(id, options);
  }

  async actions(options?: RequestOptions): Promise<ActionType[]> {
    return (await this.#loaded(options)).actions(options);
  }

  async volume(view: ListView, options?: VolumeOptions): Promise<VolumeBucket[]> {
    return (await this.#loaded(options)).volume(view, options);
  }

  async histogram(view: ListView, options?: HistogramOptions & RequestOptions): Promise<Histogram> {
    return (await this.#loaded(options)).histogram(view, options);
  }

  async places(view: ListView, options?: PlacesOptions & RequestOptions): Promise<Places> {
    return (await this.#loaded(options)).places(view, options);
  }

  async facets(view: ListView, fields: readonly string[], options?: FacetsOptions & RequestOptions): Promise<Facets> {
    return (await this.#loaded(options)).facets(view, fields, options);
  }

  async suggest(field: string, prefix: string, options?: RequestOptions): Promise<Suggestion[]> {
    return (await this.#loaded(options)).suggest(field, prefix, options);
  }

  async capabilities(options?: RequestOptions): Promise<Capabilities> {
    return (await this.#loaded(options)).capabilities(options);
  }

  async #loaded({ signal }: RequestOptions = {}): Promise<Code.HttpEventsClient> {
    code ??= await load(import('./http-events-client.js'), 'reads events', '', signal);
    return (this.#client ??= new code.HttpEventsClient(this.#options));
  }
}
