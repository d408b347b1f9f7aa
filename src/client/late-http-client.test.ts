import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventsError, HttpEventsClient, isAbortError, type DataExport, type EventNotification } from './index.js';
import { httpClient } from './late-http-client.js';

const SRC = 'https://log.example/api/v3';
const never = new Promise<Response>(() => undefined);

/** Every call of a client, and the first address each leads to. */
const CALLS = {
  list: client => client.list({ search: 'alice' }, { page: 2, pageSize: 7 }),
  get: client => client.get('1'),
  actions: client => client.actions(),
  volume: client => client.volume({ search: 'alice' }, { historyDays: 3 }),
  histogram: client => client.histogram({ search: 'alice' }),
  places: client => client.places({ search: 'alice' }),
  facets: client => client.facets({ search: 'alice' }, ['app']),
  suggest: client => client.suggest('app', 'a'),
  capabilities: client => client.capabilities(),
} satisfies Record<string, (client: ReturnType<typeof httpClient>) => Promise<unknown>>;

/** What a client asks a server that answers nothing of use. */
async function asked(make: typeof httpClient, call: (client: ReturnType<typeof httpClient>) => Promise<unknown>) {
  const addresses: string[] = [];
  const client = make({
    src: SRC,
    retries: 0,
    fetch: url => {
      addresses.push(url);
      return Promise.resolve(new Response('{"detail": "no"}', { status: 403 }));
    },
  });
  await assert.rejects(call(client), EventsError);
  return addresses;
}

describe('the client of an events API, while its code is on its way', () => {
  const late = httpClient({ src: SRC, fetch: () => never });
  // All of this happens before the code can have come.
  const wasLate = !(late instanceof HttpEventsClient);
  const noFile = late.exports!.fileUrl({ file_url: '/file' } as DataExport);
  const noFileOf = late.notifications!.fileOf!({ hyperlink: '/there' } as EventNotification);
  const noLink = late.notifications!.linkOf({ hyperlink: '/there' } as EventNotification);
  const controller = new AbortController();
  const aborted = late.list({}, 1, { signal: controller.signal }).catch((error: unknown) => error);
  controller.abort();
  const all = Object.entries(CALLS).map(([name, call]) => [name, asked(httpClient, call), call] as const);

  it('is there at once, with all that it manages', () => {
    assert.ok(wasLate);
    const client = new HttpEventsClient({ src: SRC });
    assert.deepEqual(late.sortable, client.sortable);
    for (const part of ['exports', 'notifications', 'rules', 'retention'] as const)
      assert.deepEqual(Object.keys(late[part]!).sort(), Object.keys(client[part]).sort());
  });

  it('has no address for what nobody has read yet', () =>
    assert.deepEqual([noFile, noLink, noFileOf], [null, null, null]));

  it('ends a call at once when it is aborted', async () => assert.ok(isAbortError(await aborted)));

  it('passes every call on as it came', async () => {
    for (const [name, addresses, call] of all) {
      const expected = await asked(options => new HttpEventsClient(options), call);
      assert.ok(expected.length > 0, name);
      assert.deepEqual(await addresses, expected, name);
    }
  });

  it('knows addresses once it is there, and is no longer late', () => {
    assert.equal(late.exports!.fileUrl({ file_url: '/file' } as DataExport), 'https://log.example/file');
    assert.equal(late.notifications!.linkOf({ hyperlink: '/there' } as EventNotification), 'https://log.example/there');
    assert.ok(httpClient({ src: SRC }) instanceof HttpEventsClient);
  });
});
