import { EventsError, MemoryEventsClient, type EventsClient } from '../src/client/index.js';
import { events } from './events.js';

/** Clients that stay in one state, for stories of it. */

const never = <T>(): Promise<T> => new Promise<T>(() => {});

/** Never answers. */
export const pendingClient: EventsClient = {
  sortable: [],
  list: () => never(),
  get: () => never(),
  actions: () => never(),
  volume: () => never(),
  histogram: () => never(),
  places: () => never(),
  facets: () => never(),
  suggest: () => never(),
  capabilities: () => never(),
};

const failure = (): Promise<never> =>
  Promise.reject(
    new EventsError({
      kind: 'http',
      status: 503,
      method: 'GET',
      url: 'https://id.example.test/api/v3/events/events/?page=1&page_size=100',
      message: 'The server answered 503 Service Unavailable: the database is being upgraded.',
      detail: 'The database is being upgraded.',
      attempts: 3,
    }),
  );

/** Fails every call. */
export const failingClient: EventsClient = {
  sortable: [],
  list: failure,
  get: failure,
  actions: failure,
  volume: failure,
  histogram: failure,
  places: failure,
  facets: failure,
  suggest: failure,
  capabilities: failure,
};

const memory = new MemoryEventsClient(events);

/** Has the first page, and fails from the second on. */
export const partlyFailingClient: EventsClient = {
  sortable: memory.sortable,
  list: (view, page, options) => {
    const number = typeof page === 'number' ? page : page.page;
    return number === 1 ? memory.list(view, page, options) : failure();
  },
  get: (id, options) => memory.get(id, options),
  actions: options => memory.actions(options),
  volume: (view, options) => memory.volume(view, options),
  histogram: failure,
  places: failure,
  facets: failure,
  suggest: failure,
  capabilities: options => memory.capabilities(options),
};
