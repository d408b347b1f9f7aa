import { actionInfo, normalUuid } from 'event-elements/model';
import type { GeoLookup } from '../geoip/geoip.js';
import type { Store } from '../store/store.js';
import { AGGREGATE_ROUTES } from './aggregate-routes.js';
import { allActions, autocomplete } from './autocomplete.js';
import { notFound } from './errors.js';
import { ingestRequest } from './ingest-route.js';
import { readFilter, readHistoryDays, readOrdering, readPage, readPageSize, readRange } from './list-params.js';
import { pagination } from './pagination.js';

/** What a route of the events API is given. */
export interface EventsCall {
  store: Store;
  /** The log that is asked about. It need not exist yet. */
  log: string;
  request: Request;
  query: URLSearchParams;
  /** `{event_uuid}` of the path. */
  id: string;
  maxEventBytes: number;
  /** Gives events that come in without a place the one of their address. */
  geoip?: GeoLookup;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** An answer up to here is put together first; a bigger one is sent while it is read. */
const BUFFER_CHARS = 8 * 1024 * 1024;

/** The events API, below `/api/v3` of each log. `api/events-api.yaml` says what each does. */
export const EVENTS_ROUTES = [
  { method: 'GET', path: '/events/events/', run: listEvents },
  { method: 'POST', path: '/events/events/', run: ingestRequest },
  { method: 'GET', path: '/events/events/actions/', run: listActions },
  { method: 'GET', path: '/events/events/volume/', run: volume },
  ...AGGREGATE_ROUTES,
  // Last, for it would take the names above for ids.
  { method: 'GET', path: '/events/events/:event_uuid/', run: retrieveEvent },
] as const satisfies readonly { method: string; path: string; run: (call: EventsCall) => Promise<Response> }[];

async function listEvents({ store, log, query }: EventsCall): Promise<Response> {
  const filter = { ...readFilter(query), ...readRange(query) };
  const ordering = readOrdering(query);
  const page = readPage(query);
  const size = readPageSize(query);
  const offset = (page - 1) * size;
  const { count, bodies } = await store.list(log, { filter, ordering, limit: size, offset });
  const place = pagination(page, size, count);
  const [actions, apps] = await Promise.all([store.values(log, 'action'), store.values(log, 'app')]);
  const suggestions = JSON.stringify(autocomplete(allActions(actions), apps));
  return jsonText(listText(JSON.stringify(place), bodies, suggestions));
}

/** The list as text: each event exactly as it is stored, never read and written again. */
async function* listText(
  pagination: string,
  bodies: AsyncIterable<string>,
  suggestions: string,
): AsyncGenerator<string, undefined> {
  yield `{"pagination":${pagination},"results":[`;
  let separator = '';
  for await (const body of bodies) {
    yield separator + body;
    separator = ',';
  }
  yield `],"autocomplete":${suggestions}}`;
}

async function jsonText(pieces: AsyncGenerator<string, undefined>): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  let text = '';
  while (text.length <= BUFFER_CHARS) {
    const next = await pieces.next();
    if (next.done) return new Response(text, { headers });
    text += next.value;
  }
  const encoder = new TextEncoder();
  const rest = new ReadableStream<Uint8Array>({
    start: controller => controller.enqueue(encoder.encode(text)),
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => void (await pieces.return(undefined)),
  });
  return new Response(rest, { headers });
}

async function retrieveEvent({ store, log, id }: EventsCall): Promise<Response> {
  const pk = normalUuid(id);
  const body = pk === null ? null : await store.get(log, pk);
  if (body === null) throw notFound();
  return new Response(body, { headers: { 'Content-Type': 'application/json' } });
}

async function listActions({ store, log }: EventsCall): Promise<Response> {
  const actions = allActions(await store.values(log, 'action'));
  return Response.json(
    actions.map(action => ({ name: actionInfo(action).label, description: '', component: action, model_name: '' })),
  );
}

async function volume({ store, log, query }: EventsCall): Promise<Response> {
  const since = Date.now() - readHistoryDays(query) * DAY_MS;
  const buckets = await store.volume(log, readFilter(query), since);
  return Response.json(
    buckets.map(({ action, time, count }) => ({
      action,
      time: new Date(time).toISOString().replace('.000Z', 'Z'),
      count,
    })),
  );
}
