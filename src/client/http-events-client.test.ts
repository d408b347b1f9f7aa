import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import { ORDERING_FIELDS, type EventRecord } from '../model/index.js';
import { EventsError } from './errors.js';
import { HttpEventsClient, type HttpEventsClientOptions } from './http-events-client.js';
import { body, inTurn, queryOf, serve, type TestServer } from './test/serve.js';

const PAGINATION = { count: 1, current: 1, total_pages: 1, next: 0, previous: 0, start_index: 1, end_index: 1 };
const EVENT = {
  pk: '0b0cd1ca-6ef0-4b87-a1b8-a2a5f7e6c001',
  action: 'login',
  app: 'core',
  created: '2024-01-30T09:00:00Z',
};
const page = (results: unknown[] = [EVENT], pagination: unknown = PAGINATION) =>
  JSON.stringify({ pagination, results, autocomplete: {} });

describe('HttpEventsClient', () => {
  let server: TestServer;
  afterEach(() => server.close());

  async function clientOf(
    respond: RequestListener,
    options: Partial<HttpEventsClientOptions> = {},
  ): Promise<HttpEventsClient> {
    server = await serve(respond);
    return new HttpEventsClient({ src: `${server.url}/api/v3`, ...options });
  }
  const lastUrl = () => server.requests.at(-1)?.url;
  const lastQuery = () => [...queryOf(server.requests.at(-1))];
  const rejection = async (call: Promise<unknown>): Promise<EventsError> => {
    const error: unknown = await call.then(
      () => assert.fail('the call succeeded'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof EventsError, String(error));
    return error;
  };

  describe('asks', () => {
    it('for a page of a list in authentik’s words', async () => {
      const client = await clientOf(body(page()));
      await client.list({ search: 'ana login', ordering: '-action' }, { page: 3, pageSize: 50 });
      assert.match(lastUrl()!, /^\/api\/v3\/events\/events\/\?/);
      assert.deepEqual(lastQuery(), [
        ['search', 'ana login'],
        ['ordering', '-action'],
        ['page', '3'],
        ['page_size', '50'],
      ]);
    });

    it('for nothing that nobody asked for', async () => {
      const client = await clientOf(body(page()));
      await client.list({ search: ' ', range: { from: null, to: null }, filters: { actions: [], username: '' } }, 1);
      assert.deepEqual(lastQuery(), [['page', '1']]);
    });

    it('with repeated parameters for the values of one filter', async () => {
      const client = await clientOf(body(page()));
      await client.list({ filters: { actions: ['login', 'logout'], context_model_pk: 'a-b', username: 'a & b=c' } }, 1);
      assert.deepEqual(lastQuery(), [
        ['actions', 'login'],
        ['actions', 'logout'],
        ['context_model_pk', 'a-b'],
        ['username', 'a & b=c'],
        ['page', '1'],
      ]);
    });

    it('for a range of time as a query, in whole seconds of UTC', async () => {
      const client = await clientOf(body(page()));
      await client.list({ range: { from: '2024-01-30T10:00:00.9+01:00', to: '2024-02-01' } }, 1);
      assert.equal(
        queryOf(server.requests[0]).get('search'),
        'created >= "2024-01-30 09:00:00" and created < "2024-02-01 00:00:00"',
      );
      await client.list({ range: { from: null, to: '2024-02-01' } }, 1);
      assert.equal(queryOf(server.requests[1]).get('search'), 'created < "2024-02-01 00:00:00"');
    });

    it('nothing, and says so, when words and a range cannot be had together', async () => {
      const client = await clientOf(body(page()));
      const error = await rejection(client.list({ search: 'ana', range: { from: '2024-01-30', to: null } }, 1));
      assert.equal(error.kind, 'query');
      assert.match(error.message, /within a time range/);
      // What it can is all it was asked.
      assert.deepEqual(
        server.requests.map(({ url }) => url),
        ['/api/v3/events/events/capabilities/'],
      );
    });

    it('for words within a range, where the server says that it can', async () => {
      const client = await clientOf(inTurn(body('{"level":3,"range":true}'), body(page())));
      for (let i = 0; i < 2; i += 1) {
        await client.list({ search: 'ana', range: { from: '2024-01-30', to: null } }, 1);
        assert.deepEqual(lastQuery(), [
          ['search', 'ana'],
          ['from', '2024-01-30T00:00:00Z'],
          ['page', '1'],
        ]);
      }
      assert.equal(server.requests.length, 3, 'asked what it can once only');
    });

    it('a query in the words of authentik’s language', async () => {
      const client = await clientOf(body(page()));
      const search = async (text: string) => {
        await client.list({ search: text }, 1);
        return queryOf(server.requests.at(-1)).get('search');
      };
      assert.equal(await search('action = "login"'), 'action = "login"');
      assert.equal(
        await search("not (authorized_application.name in ['My app', 'x'])"),
        'context.authorized_application.name not in ("My app", "x")',
      );
      assert.match((await search('created > now-1d'))!, /^created > "\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"$/);
    });

    it('a query as it is meant, of a server that knows all of our language', async () => {
      const client = await clientOf(body(page()), { dialect: 'event-query' });
      await client.list({ search: 'created > now-1d' }, 1);
      assert.equal(queryOf(server.requests[0]).get('search'), 'created > now-1d');
    });

    it('a query within a range of time', async () => {
      const client = await clientOf(body('[]'));
      await client.volume({ search: 'action = "a" or app = "b"', range: { from: '2024-01-30', to: null } });
      assert.equal(
        queryOf(server.requests[0]).get('search'),
        '(action = "a" or app = "b") and created >= "2024-01-30 00:00:00"',
      );
    });

    it('nothing of what the server’s language has no words for, and says which', async () => {
      const client = await clientOf(body(page()));
      const search = 'action = "x" and context.regex = 1';
      const error = await rejection(client.list({ search }, 1));
      assert.equal(error.kind, 'query');
      assert.match(error.message, /^This server cannot be asked that: /);
      assert.deepEqual(
        error.diagnostics?.map(({ from, to, code }) => [search.slice(from, to), code]),
        [['context.regex', 'not-expressible']],
      );
      // Asked is only whether the server knows more.
      assert.deepEqual(
        server.requests.map(({ url }) => url),
        ['/api/v3/events/events/capabilities/'],
      );
    });

    it('what DjangoQL cannot say as it is meant, of a server that says it knows more', async () => {
      const client = await clientOf(inTurn(body('{"level":3}'), body(page())));
      const search = 'action = "x" and context.regex = 1';
      await client.list({ search }, 1);
      assert.equal(queryOf(server.requests[1]).get('search'), search);
    });

    it('nothing of what is missing, where DjangoQL is all that is read, and says so', async () => {
      const search = 'missing = "context.geo.country"';
      const client = await clientOf(body(page()), { dialect: 'djangoql' });
      const error = await rejection(client.list({ search }, 1));
      assert.match(error.message, /cannot be asked that: The server cannot find events by what they lack/);
    });

    it('nothing that is not in the language the page names', async () => {
      const client = await clientOf(body(page()), { dialect: 'djangoql' });
      await rejection(client.list({ search: 'context.regex = 1' }, 1));
      assert.equal(server.requests.length, 0);
    });

    it('and tells what the server finds wrong by where it was typed', async () => {
      const sent = 'context.geo.city != "x" and app = "nope" and created >= "2024-01-30 00:00:00"';
      const at = sent.indexOf('"nope"');
      const place = at + 1; // the query is sent in parentheses
      const client = await clientOf(
        body(
          JSON.stringify({
            search: ['No such app.'],
            code: 'query_error',
            diagnostics: [
              { from: place, to: place + 6, severity: 'error', code: 'bad-app', message: 'No such app.' },
              { from: -1, to: 'x', message: 'left out' },
              null,
            ],
          }),
          400,
        ),
      );
      const search = `not ( geo.city = 'x' )  and app='nope'`;
      const error = await rejection(client.list({ search, range: { from: '2024-01-30', to: null } }, 1));
      assert.equal(queryOf(server.requests[0]).get('search'), `(${sent.slice(0, at + 6)})${sent.slice(at + 6)}`);
      assert.deepEqual(
        error.diagnostics?.map(({ from, to, code }) => [search.slice(from, to), code]),
        [["'nope'", 'bad-app']],
      );
      assert.deepEqual([error.status, error.code, error.fields], [400, 'query_error', { search: ['No such app.'] }]);
    });

    it('nothing of a broken query', async () => {
      const client = await clientOf(body(page()));
      const error = await rejection(client.list({ search: 'action = login' }, 1));
      assert.deepEqual([error.kind, error.attempts, error.diagnostics?.[0]?.from], ['query', 0, 9]);
      assert.equal(server.requests.length, 0);
    });

    it('words with apostrophes in a way that every server splits alike', async () => {
      const client = await clientOf(body(page()));
      await client.list({ search: `O'Brien "D'Arcy, ok" it's` }, 1);
      assert.equal(queryOf(server.requests[0]).get('search'), `"O'Brien" "D'Arcy, ok" "it's"`);
    });

    it('nothing when a range is no time', async () => {
      const client = await clientOf(body(page()));
      const error = await rejection(client.list({ range: { from: 'yesterday-ish', to: null } }, 1));
      assert.deepEqual([error.kind, error.attempts], ['query', 0]);
      assert.match(error.message, /start of the time range.*"yesterday-ish"/);
      assert.equal(server.requests.length, 0);
    });

    it('for one event by a path of its own, whatever the id', async () => {
      const client = await clientOf(body(JSON.stringify(EVENT)));
      await client.get('a/b?c#d ü');
      assert.equal(lastUrl(), '/api/v3/events/events/a%2Fb%3Fc%23d%20%C3%BC/');
      for (const id of ['', '.', '..']) assert.equal((await rejection(client.get(id))).kind, 'query');
      assert.equal(server.requests.length, 1);
    });

    it('for volume with the same view, and no page', async () => {
      const client = await clientOf(body('[]'));
      await client.volume({ search: 'x', ordering: 'action', filters: { action: 'log' } }, { historyDays: 30.7 });
      assert.equal(lastUrl()!.split('?')[0], '/api/v3/events/events/volume/');
      assert.deepEqual(lastQuery(), [
        ['search', 'x'],
        ['action', 'log'],
        ['history_days', '30'],
      ]);
    });

    for (const [src, path] of [
      ['', '/events/events/actions/'],
      ['/', '/events/events/actions/'],
      ['/api/v3/', '/api/v3/events/events/actions/'],
      ['/api/v3//', '/api/v3/events/events/actions/'],
      ['/logs/a%20b/api/v3#top', '/logs/a%20b/api/v3/events/events/actions/'],
      ['/api/v3?tenant=7', '/api/v3/events/events/actions/?tenant=7'],
    ]) {
      it(`below the base "${src}"`, async () => {
        server = await serve(body('[]'));
        await new HttpEventsClient({ src: server.url + src! }).actions();
        assert.equal(lastUrl(), path);
      });
    }

    it('below a base relative to the page', async () => {
      server = await serve(body('[]'));
      const place = globalThis as { location?: unknown };
      place.location = { href: `${server.url}/admin/log.html` };
      try {
        await new HttpEventsClient({ src: '/api/v3' }).actions();
        await new HttpEventsClient({ src: '../api' }).actions();
      } finally {
        delete place.location;
      }
      assert.deepEqual(
        server.requests.map(({ url }) => url),
        ['/api/v3/events/events/actions/', '/api/events/events/actions/'],
      );
    });

    for (const [src, reason] of [
      ['/api/v3', /relative/],
      ['', /relative/],
      ['http://', /no address/],
      ['javascript:alert(1)', /neither http nor https/],
      ['data:application/json,{}', /neither http nor https/],
      ['https://user:secret@example.org/', /user name or password/],
    ] as const) {
      it(`nothing of the base "${src}", and says why`, async () => {
        server = await serve(body('[]'));
        const error = await rejection(new HttpEventsClient({ src }).actions());
        assert.match(error.message, reason);
        assert.ok(!error.message.includes('secret'));
        assert.deepEqual([error.kind, error.attempts, error.retryable], ['network', 0, false]);
      });
    }
  });

  describe('reads', () => {
    const read = async (text: string, headers: Record<string, string> = {}, asked = { page: 1, pageSize: 100 }) =>
      (await clientOf(body(text, 200, headers))).list({}, asked);

    it('a list of authentik as it is', async () => {
      const answer = await read(page());
      assert.deepEqual(answer, { pagination: PAGINATION, results: [EVENT], autocomplete: {} });
    });

    it('integers of any size exactly', async () => {
      const { results } = await read(
        `{"pagination":${JSON.stringify(PAGINATION)},"results":[{"pk":"1","context":{"n":18446744073709551615}}]}`,
      );
      assert.deepEqual((results[0] as EventRecord).context, { n: 18446744073709551615n });
    });

    it('a list after a byte order mark', async () => {
      assert.equal((await read(`\uFEFF${page()}`)).results.length, 1);
    });

    it('a list that calls itself text', async () => {
      assert.equal((await read(page(), { 'content-type': 'text/plain' })).results.length, 1);
      await server.close();
      assert.equal((await read(page(), { 'content-type': 'text/html' })).results.length, 1);
    });

    it('counts that are texts, and neighbours that are null', async () => {
      const { pagination } = await read(
        page([EVENT], {
          count: '1',
          current: '1',
          total_pages: '1',
          next: null,
          previous: null,
          start_index: '1',
          end_index: '1',
        }),
      );
      assert.deepEqual(pagination, PAGINATION);
    });

    it('a list that gives the addresses of its neighbours', async () => {
      const results = Array.from({ length: 10 }, (_, i) => ({ ...EVENT, pk: `p${i}` }));
      const next = 'https://elsewhere.example/api/events/?page=3&page_size=10';
      const answer = await read(
        JSON.stringify({ count: 95, next, previous: 'https://elsewhere.example/api/events/', results }),
        {},
        { page: 2, pageSize: 10 },
      );
      assert.deepEqual(answer.pagination, {
        count: 95,
        current: 2,
        total_pages: 10,
        next: 3,
        previous: 1,
        start_index: 11,
        end_index: 20,
      });
    });

    it('the last page of such a list, from a server with smaller pages than asked for', async () => {
      const answer = await read(
        JSON.stringify({ count: 95, next: null, previous: '/x/?page=1', results: Array(45).fill(EVENT) }),
        {},
        { page: 2, pageSize: 100 },
      );
      assert.deepEqual(answer.pagination, {
        count: 95,
        current: 2,
        total_pages: 2,
        next: 0,
        previous: 1,
        start_index: 51,
        end_index: 95,
      });
    });

    it('pagination that gives a count alone', async () => {
      const answer = await read(page(Array(20).fill(EVENT), { count: 50 }), {}, { page: 2, pageSize: 20 });
      assert.deepEqual(answer.pagination, {
        count: 50,
        current: 2,
        total_pages: 3,
        next: 3,
        previous: 1,
        start_index: 21,
        end_index: 40,
      });
    });

    it('an empty list', async () => {
      const answer = await read(JSON.stringify({ count: 0, next: null, previous: null, results: [] }));
      assert.deepEqual(answer.pagination, {
        count: 0,
        current: 1,
        total_pages: 1,
        next: 0,
        previous: 0,
        start_index: 0,
        end_index: 0,
      });
    });

    it('entries that are no events, each in its place and counted', async () => {
      const { results, rejects } = await read(page([EVENT, null, 'text', [EVENT], 7], { count: 30, start_index: 11 }));
      assert.deepEqual(
        rejects?.map(({ index, reason }) => [index, reason]),
        [
          [1, 'An event is an object; this is null.'],
          [2, 'An event is an object; this is a text.'],
          [3, 'An event is an object; this is an array.'],
          [4, 'An event is an object; this is a number.'],
        ],
      );
      assert.deepEqual(
        results.map(({ pk }) => pk),
        [EVENT.pk, '#11', '#12', '#13', '#14'],
      );
      assert.deepEqual(results[3]?.context?.['raw'], [EVENT]);
    });

    it('events without a key, with one made up of their place', async () => {
      const { results, rejects } = await read(
        page([{ action: 'a' }, { pk: null, action: 'b' }, { pk: 7, action: 'c' }]),
      );
      assert.deepEqual(
        results.map(({ pk, action }) => [pk, action] as unknown),
        [
          ['#0', 'a'],
          ['#1', 'b'],
          [7, 'c'],
        ],
      );
      assert.equal(rejects, undefined);
    });

    it('actions with what is known of them', async () => {
      const client = await clientOf(
        body(
          '[{"name":"Login","description":"d","component":"login","model_name":"","icon_url":null},{"component":"custom_x"}]',
        ),
      );
      assert.deepEqual(await client.actions(), [
        { name: 'Login', component: 'login', description: 'd', model_name: '' },
        { name: 'custom_x', component: 'custom_x', description: '', model_name: '' },
      ]);
    });

    it('volume', async () => {
      const client = await clientOf(body('[{"action":"login","time":"2024-01-30T06:00:00Z","count":"12"}]'));
      assert.deepEqual(await client.volume({}), [{ action: 'login', time: '2024-01-30T06:00:00Z', count: 12 }]);
    });
  });

  describe('refuses, saying what is wrong and where', () => {
    const listings: [string, string, RegExp][] = [
      ['a body that is empty', '', /the body is empty/],
      ['a body that is no object', '[]', /the body is an array instead of an object/],
      ['a body that is null', 'null', /the body is null instead of an object/],
      ['a list without results', '{"count":1}', /results is missing/],
      ['results that are no array', page({} as unknown[]), /results is an object instead of an array/],
      ['a list that does not say how many there are', '{"results":[{}]}', /neither pagination nor count/],
      ['pagination that is no object', '{"pagination":7,"results":[]}', /pagination is 7 instead of an object/],
      ['pagination without a count', '{"pagination":{"next":2},"results":[]}', /pagination\.count is missing/],
      [
        'a count that is no number',
        page([], { count: 'many' }),
        /pagination\.count is the text "many" instead of a whole number from 0/,
      ],
      ['a count below zero', page([], { count: -1 }), /pagination\.count is -1 instead of a whole number from 0/],
      ['a page that is no number', page([], { count: 1, current: {} }), /pagination\.current is an object/],
    ];
    for (const [what, text, message] of listings) {
      it(what, async () => {
        const client = await clientOf(body(text));
        const error = await rejection(client.list({}, { page: 1, pageSize: 10 }));
        assert.equal(error.kind, 'format');
        assert.match(error.message, message);
        assert.match(error.message, /^GET \/api\/v3\/events\/events\/ answered/);
        assert.deepEqual([error.status, error.attempts, error.retryable, error.body], [200, 1, false, text]);
        assert.equal(server.requests.length, 1, 'a malformed answer is not asked for again');
      });
    }

    it('an event that is none', async () => {
      const error = await rejection((await clientOf(body('["x"]'))).get('1'));
      assert.deepEqual([error.kind, /this is an array/.test(error.message)], ['format', true]);
    });

    it('actions and volume that are not as they should be', async () => {
      const client = await clientOf((request, response) =>
        response.end(
          request.url!.includes('volume')
            ? '[{"action":"a","time":"noon","count":1}]'
            : '[{"component":"a"},{"name":"b"}]',
        ),
      );
      assert.match((await rejection(client.actions())).message, /\[1\]\.component is missing/);
      assert.match((await rejection(client.volume({}))).message, /\[0\]\.time is the text "noon" instead of a time/);
    });
  });

  describe('with a profile', () => {
    const okta = {
      uuid: 'b0b0b0b0-0000-11ee-8000-000000000001',
      published: '2024-01-30T09:00:00.000Z',
      eventType: 'user.session.start',
      actor: { id: '00u1', type: 'User', alternateId: 'ana@example.org', displayName: 'Ana' },
      outcome: { result: 'SUCCESS' },
      version: '0',
      severity: 'INFO',
    };

    it('makes records of another API’s events, and counts what it cannot', async () => {
      const client = await clientOf(body(JSON.stringify({ count: 2, results: [okta, { no: 'event' }] })), {
        profile: 'okta',
      });
      const { results, rejects } = await client.list({}, { page: 1, pageSize: 10 });
      assert.equal(results.length, 2);
      assert.equal(results[0]?.action, 'user.session.start');
      assert.deepEqual(results[0]?.context?.['raw'], okta);
      assert.equal(rejects?.length, 1);
      assert.equal(rejects?.[0]?.index, 1);
      assert.ok(rejects?.[0]?.reason);
      assert.deepEqual(results[1]?.context, { message: rejects[0].reason, raw: { no: 'event' } });
    });

    it('refuses one event that it can make nothing of', async () => {
      const client = await clientOf(body('{"no":"event"}'), { profile: 'okta' });
      assert.equal((await rejection(client.get('1'))).kind, 'format');
    });

    it('tells of a profile that there is none of', async () => {
      const client = await clientOf(body(page()), { profile: 'nope' });
      await assert.rejects(client.list({}, 1), { name: 'ProfileError' });
    });
  });

  it('sorts by the fields of authentik’s serializer', async () => {
    assert.deepEqual((await clientOf(body(''))).sortable, ORDERING_FIELDS);
  });
});
