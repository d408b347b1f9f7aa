import { ORDERING_FIELDS } from '../model/order.js';
import type * as Code from './http-events-client.js';
import { load } from './load.js';
import { lateManage } from './manage/late-manage.js';
import type { EventsClient, RequestOptions } from './types.js';

let code: typeof Code | undefined;

/**
 * The client of an events API. A page can draw everything but the events before it has the code for it, which is on its way from
 * here on; calls wait for it. Later clients of the page are there at once.
 */
export function httpClient(options: Code.HttpEventsClientOptions): EventsClient {
  return code ? new code.HttpEventsClient(options) : lateClient(options);
}

function lateClient(options: Code.HttpEventsClientOptions): EventsClient {
  let client: Code.HttpEventsClient | undefined;
  const loaded = async ({ signal }: RequestOptions = {}): Promise<Code.HttpEventsClient> => {
    code ??= await load(import('./http-events-client.js'), 'reads events', '', signal);
    return (client ??= new code.HttpEventsClient(options));
  };
  loaded().catch(() => undefined); // the first call says why
  return {
    sortable: ORDERING_FIELDS,
    list: async (view, page, options) => (await loaded(options)).list(view, page, options),
    get: async (id, options) => (await loaded(options)).get(id, options),
    actions: async options => (await loaded(options)).actions(options),
    volume: async (view, options) => (await loaded(options)).volume(view, options),
    histogram: async (view, options) => (await loaded(options)).histogram(view, options),
    places: async (view, options) => (await loaded(options)).places(view, options),
    facets: async (view, fields, options) => (await loaded(options)).facets(view, fields, options),
    suggest: async (field, prefix, options) => (await loaded(options)).suggest(field, prefix, options),
    capabilities: async options => (await loaded(options)).capabilities(options),
    ...lateManage(loaded, {
      // What is asked about has been read with the client, which then is there.
      fileUrl: dataExport => client?.exports.fileUrl(dataExport) ?? null,
      linkOf: notification => client?.notifications.linkOf(notification) ?? null,
      fileOf: notification => client?.notifications.fileOf?.(notification) ?? null,
    }),
  };
}
