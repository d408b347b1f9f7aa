import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventsError } from '../errors.js';
import { HttpEventsClient } from '../http-events-client.js';

/** What authentik answers; what the reference server does is tested with it (server/test). */
type Answers = Record<
  string,
  (url: URL, init: RequestInit) => { status?: number; json?: unknown; headers?: HeadersInit; text?: string }
>;

function authentik(answers: Answers) {
  const calls: { method: string; path: string; query: string; body: unknown; authorization: string | null }[] = [];
  const fetch = (address: string, init: RequestInit): Promise<Response> => {
    const url = new URL(address);
    const method = init.method ?? 'GET';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const authorization = new Headers(init.headers).get('authorization');
    calls.push({ method, path: url.pathname, query: url.search, body, authorization });
    const answer = answers[`${method} ${url.pathname.replace('/api/v3/', '')}`]?.(url, init) ?? {
      status: 404,
      json: { detail: 'Not found.' },
    };
    const text = answer.text ?? (answer.json === undefined ? null : JSON.stringify(answer.json));
    return Promise.resolve(
      new Response(text, { status: answer.status ?? 200, ...(answer.headers && { headers: answer.headers }) }),
    );
  };
  const client = new HttpEventsClient({ src: 'https://id.example/api/v3', token: 'secret', fetch, retries: 0 });
  return { client, calls };
}

const page = (...results: unknown[]) => ({
  pagination: {
    next: 0,
    previous: 0,
    count: results.length,
    current: 1,
    total_pages: 1,
    start_index: 1,
    end_index: results.length,
  },
  results,
});
const DATA_EXPORT = {
  id: '8a1f6f3c-0000-4000-8000-000000000001',
  requested_by: { pk: 4, username: 'akadmin', name: 'authentik Default Admin', uid: 'x' },
  requested_on: '2026-01-30T09:00:00.123456Z',
  content_type: {
    id: 9,
    app_label: 'authentik_events',
    model: 'event',
    verbose_name_plural: 'Events',
    fully_qualified_model: 'authentik_events.event',
  },
  query_params: { search: 'action = "login"', ordering: '-created' },
  file_url: '',
  completed: false,
};
const RULE = {
  pk: 'r1',
  name: 'Failures',
  transports: ['t1'],
  severity: 'alert',
  destination_group: null,
  destination_group_obj: null,
};
const failsWith = (status: number, detail: RegExp) => (error: unknown) =>
  error instanceof EventsError && error.status === status && detail.test(error.detail ?? error.message);

describe('exports of authentik', () => {
  it('are asked for with the view in the address, and tell no more than authentik does', async () => {
    const { client, calls } = authentik({ 'POST events/events/export/': () => ({ status: 201, json: DATA_EXPORT }) });
    const view = { search: "action = 'login'", ordering: '-created', filters: { actions: ['login', 'logout'] } };
    const started = await client.exports.start(view, {
      format: 'jsonl',
      columns: ['pk', 'action'],
      timeZone: 'Europe/Berlin',
    });
    assert.deepEqual(started, DATA_EXPORT);
    const asked = [...new URLSearchParams(calls.at(-1)!.query)];
    assert.deepEqual(asked, [
      ['search', 'action = "login"'],
      ['actions', 'login'],
      ['actions', 'logout'],
      ['ordering', '-created'],
      ['file_format', 'jsonl'],
      ['column', 'pk'],
      ['column', 'action'],
      ['time_zone', 'Europe/Berlin'],
    ]);
  });

  it('fail with its words: no licence, no right, no longer there', async () => {
    const { client } = authentik({
      'POST events/events/export/': () => ({
        status: 400,
        json: { non_field_errors: ['Enterprise is required to create/update this object.'] },
      }),
      'GET reports/exports/': () => ({
        status: 403,
        json: { detail: 'You do not have permission to perform this action.' },
      }),
    });
    await assert.rejects(client.exports.start({}), failsWith(400, /^Enterprise is required/));
    await assert.rejects(client.exports.list(), failsWith(403, /permission/));
    await assert.rejects(client.exports.get('gone'), failsWith(404, /Not found/));
    await assert.rejects(client.exports.remove('../users'), failsWith(404, /Not found/));
  });

  it('are downloaded from wherever they are, with the token for the API alone', async () => {
    for (const [file_url, authorization] of [
      ['/files/media/public/export.csv?token=abc', 'Bearer secret'],
      ['https://bucket.example/export.csv?X-Amz-Signature=1', null],
    ] as const) {
      const done = { ...DATA_EXPORT, completed: true, file_url };
      const { client, calls } = authentik({
        [`GET reports/exports/${done.id}/`]: () => ({ json: done }),
        'GET /files/media/public/export.csv': () => ({ text: 'a,b\r\n' }),
        'GET /export.csv': () => ({
          text: 'a,b\r\n',
          headers: { 'content-disposition': "attachment; filename*=UTF-8''..%2Fx%E2%80%AE.csv" },
        }),
      });
      const { name, stream } = await client.exports.download(DATA_EXPORT);
      assert.equal(await new Response(stream).text(), 'a,b\r\n');
      assert.equal(calls.at(-1)!.authorization, authorization);
      assert.match(name, /^(export|x)\.csv$/);
    }
  });

  it('are no links to anything but the web', () => {
    const { client } = authentik({});
    for (const file_url of ['javascript:alert(1)', 'data:text/csv,x', 'file:///etc/passwd', ''])
      assert.equal(client.exports.fileUrl({ ...DATA_EXPORT, file_url }), null);
    assert.equal(client.exports.fileUrl({ ...DATA_EXPORT, file_url: '/f.csv' }), 'https://id.example/f.csv');
    const note = { pk: 'n', severity: 'notice', body: '', created: '', hyperlink: 'javascript:alert(1)' } as const;
    assert.equal(client.notifications.linkOf(note), null);
  });
});

describe('notifications of authentik', () => {
  it('are those of whoever asks, which is found out once', async () => {
    const { client, calls } = authentik({
      'GET core/users/me/': () => ({ json: { user: { pk: 7, username: 'ana' } } }),
      'GET events/notifications/': () => ({ json: page() }),
    });
    await Promise.all([client.notifications.unseen(), client.notifications.list({ ordering: '-created' })]);
    await client.notifications.list();
    const lists = calls.filter(({ path }) => path.endsWith('/notifications/'));
    assert.deepEqual(
      lists.map(({ query }) => new URLSearchParams(query).get('user')),
      ['7', '7', '7'],
    );
    assert.equal(calls.filter(({ path }) => path.endsWith('/me/')).length, 1);
  });

  it('are all there are where the server tells of no user', async () => {
    for (const status of [403, 404, 200]) {
      const { client, calls } = authentik({
        'GET core/users/me/': () => ({ status, json: { detail: 'No.' } }),
        'GET events/notifications/': () => ({ json: page() }),
      });
      assert.equal(await client.notifications.unseen(), 0);
      assert.equal(new URLSearchParams(calls.at(-1)!.query).get('user'), null);
    }
  });

  it('are marked, all at once or one, and deleted by the calls it has', async () => {
    const seen = { pk: 'n1', severity: 'alert', body: 'x', created: '2026-01-30T09:00:00Z', seen: true };
    const { client, calls } = authentik({
      'PATCH events/notifications/n1/': () => ({ json: seen }),
      'POST events/notifications/mark_all_seen/': () => ({ status: 204 }),
      'DELETE events/notifications/n1/': () => ({ status: 204 }),
    });
    assert.equal((await client.notifications.markSeen('n1')).seen, true);
    await client.notifications.markAllSeen();
    await client.notifications.remove('n1');
    assert.deepEqual(
      calls.map(({ method, body }) => [method, body]),
      [
        ['PATCH', { seen: true }],
        ['POST', undefined],
        ['DELETE', undefined],
      ],
    );
  });

  it('are read whatever is missing in them, and refused without a key', async () => {
    const { client } = authentik({
      'GET events/notifications/': () => ({ json: page({ pk: 'n1', severity: 'loud', body: 7 }) }),
    });
    const { results } = await client.notifications.list({ seen: false, severity: 'alert' });
    assert.deepEqual(results[0], {
      pk: 'n1',
      severity: 'notice',
      body: '',
      created: '',
      seen: false,
      hyperlink: null,
      hyperlink_label: null,
      event: null,
    });
    const broken = authentik({ 'GET events/notifications/': () => ({ json: page({ body: 'x' }) }) });
    await assert.rejects(broken.client.notifications.list(), (error: EventsError) => error.kind === 'format');
  });

  describe('that lead to a file', () => {
    const API = 'https://id.example/api/v3';
    const FILE = '/api/v3/reports/exports/e-1/file/';
    const note = (hyperlink: string) => ({ pk: 'n', severity: 'notice', body: '', created: '', hyperlink }) as const;

    it('have it read by the client where a link carries no token, from the API and by its id alone', async () => {
      const { client, calls } = authentik({
        'GET reports/exports/e-1/': () => ({ json: { ...DATA_EXPORT, id: 'e-1', completed: true, file_url: FILE } }),
        'GET reports/exports/e-1/file/': () => ({ text: 'a,b\r\n' }),
      });
      for (const address of [FILE, `https://id.example${FILE}`, `${FILE}?x=https://evil.example/#y`]) {
        calls.length = 0;
        const { stream } = await client.notifications.fileOf!(note(address))!();
        assert.equal(await new Response(stream).text(), 'a,b\r\n');
        assert.deepEqual(
          calls.map(({ path, query, authorization }) => [path + query, authorization]),
          [
            ['/api/v3/reports/exports/e-1/', 'Bearer secret'],
            [FILE, 'Bearer secret'],
          ],
        );
      }
    });

    it('keep their link where it is enough, or leads anywhere else', () => {
      const { client } = authentik({});
      for (const address of [
        `https://evil.example${FILE}`,
        `//evil.example${FILE}`,
        `http://id.example${FILE}`,
        `https://id.example:8443${FILE}`,
        `https://id.example@evil.example${FILE}`,
        '/files/media/public/export.csv?token=abc',
        '/logs/other/api/v3/reports/exports/e-1/file/',
        '/api/v3/reports/exports/e-1/',
        '/api/v3/reports/exports/../../core/tokens/file/',
        '/api/v3/reports/exports/..%2F..%2Fcore/file/',
        'javascript:alert(1)',
        'https://[',
        '',
      ])
        assert.equal(client.notifications.fileOf!(note(address)), null, address);
      const withCookie = new HttpEventsClient({ src: API });
      assert.equal(withCookie.notifications.fileOf!(note(FILE)), null);
      const withHeaders = new HttpEventsClient({ src: API, headers: { 'X-Auth': 'secret' } });
      assert.notEqual(withHeaders.notifications.fileOf!(note(FILE)), null);
    });
  });
});

describe('rules of authentik', () => {
  const binding = (fields: object = {}) => ({
    pk: 'b1',
    target: 'r1',
    policy: 'p1',
    policy_obj: { name: 'Failed', component: 'ak-policy-event-matcher-form' },
    enabled: true,
    negate: false,
    order: 0,
    ...fields,
  });
  const rules = (bindings: unknown[], match: object = {}): Answers => ({
    'GET events/rules/': () => ({ json: page(RULE) }),
    'GET events/rules/r1/': () => ({ json: RULE }),
    'POST events/rules/': () => ({ status: 201, json: RULE }),
    'PATCH events/rules/r1/': () => ({ json: RULE }),
    'GET policies/bindings/': () => ({ json: page(...bindings) }),
    'GET policies/event_matcher/p1/': () => ({ json: { pk: 'p1', action: null, query: 'action = "x"', ...match } }),
    'PATCH policies/event_matcher/p1/': () => ({ json: { pk: 'p1' } }),
    'POST policies/event_matcher/': () => ({ status: 201, json: { pk: 'p9' } }),
    'POST policies/bindings/': () => ({ status: 201, json: binding() }),
    'PATCH policies/bindings/b1/': () => ({ json: binding() }),
  });
  const writes = (calls: { method: string; path: string; body: unknown }[]) =>
    calls
      .filter(({ method, path }) => method !== 'GET' && path.includes('policies'))
      .map(({ method, path, body }) => [method, path.slice(8), body]);

  it('have a query where one event matcher is all there is, and bindings in any case', async () => {
    const { client } = authentik(rules([binding()]));
    const [one] = (await client.rules.list()).results;
    assert.deepEqual([one!.query, one!.enabled, one!.matchers!.length], ['action = "x"', true, 1]);
    for (const [bindings, match] of [
      [[binding()], { action: 'login' }],
      [[binding({ negate: true })], {}],
      [[binding(), binding({ pk: 'b2' })], {}],
      [[binding({ policy_obj: { name: 'Expression', component: 'ak-policy-expression-form' } })], {}],
      [[], {}],
    ] as const)
      assert.equal((await authentik(rules([...bindings], match)).client.rules.get('r1')).query, undefined);
  });

  it('get a query as an event matcher of their own, in the language of authentik', async () => {
    const { client, calls } = authentik(rules([]));
    await client.rules.create({ name: 'Failures', query: "action in ['login_failed']" });
    assert.deepEqual(writes(calls), [
      ['POST', 'policies/event_matcher/', { name: 'Failures (events)', query: 'action in ("login_failed")' }],
      ['POST', 'policies/bindings/', { target: 'r1', policy: 'p9', order: 0, enabled: true }],
    ]);
    const changed = authentik(rules([binding()]));
    await changed.client.rules.update('r1', { query: 'app = "a"', enabled: false });
    assert.deepEqual(writes(changed.calls), [
      ['PATCH', 'policies/event_matcher/p1/', { query: 'app = "a"' }],
      ['PATCH', 'policies/bindings/b1/', { enabled: false }],
    ]);
  });

  it('are not changed where more decides than one event matcher', async () => {
    const { client, calls } = authentik(rules([binding(), binding({ pk: 'b2' })]));
    await assert.rejects(client.rules.update('r1', { query: 'app = "a"' }), /can only be changed in authentik/);
    assert.deepEqual(writes(calls), []);
  });

  it('have the group that is told under either of its names', async () => {
    for (const name of ['destination_group', 'group']) {
      const { destination_group: _, destination_group_obj: __, ...bare } = RULE;
      const answers = rules([binding()]);
      const json = { ...bare, [name]: 'g1', [`${name}_obj`]: { pk: 'g1', name: 'admins' } };
      answers['GET events/rules/r1/'] = () => ({ json });
      const { client, calls } = authentik(answers);
      const read = await client.rules.get('r1');
      assert.deepEqual([read.destination_group, read.destination_group_obj?.name], ['g1', 'admins']);
      await client.rules.update('r1', { destination_group: 'g2' });
      const written = calls.find(({ method }) => method === 'PATCH')!.body as Record<string, unknown>;
      assert.equal(written[name], 'g2');
    }
  });

  it('send through transports of every kind it has, which can be tested', async () => {
    const transports = ['local', 'webhook', 'webhook_slack', 'email'].map(mode => ({ pk: mode, name: mode, mode }));
    const { client } = authentik({
      'GET events/transports/': () => ({ json: page(...transports) }),
      'POST events/transports/webhook/test/': () => ({ json: { messages: ['ok'] } }),
      'POST events/transports/email/test/': () => ({ status: 500, json: { detail: 'No mail server.' } }),
    });
    const { results } = await client.rules.transports.list();
    assert.deepEqual(
      results.map(({ mode, deliveries, signed }) => [mode, deliveries, signed]),
      transports.map(({ mode }) => [mode, undefined, undefined]),
    );
    assert.deepEqual(await client.rules.transports.test('webhook'), { messages: ['ok'] });
    await assert.rejects(client.rules.transports.test('email'), failsWith(500, /^No mail server/));
  });

  it('are shown to those who may not see policies', async () => {
    const answers = rules([]);
    answers['GET policies/bindings/'] = () => ({ status: 403, json: { detail: 'No.' } });
    assert.deepEqual((await authentik(answers).client.rules.get('r1')).matchers, undefined);
  });
});

describe('retention of authentik', () => {
  it('is a setting of the tenant, written as it reads it, with no preview', async () => {
    const { client, calls } = authentik({
      'GET admin/settings/': () => ({ json: { avatars: 'gravatar', event_retention: 'days=365' } }),
      'PATCH admin/settings/': () => ({ json: { event_retention: 'days=14' } }),
    });
    assert.deepEqual(await client.retention.get(), { event_retention: 'days=365' });
    assert.deepEqual(await client.retention.set('2 weeks'), { event_retention: 'days=14' });
    assert.deepEqual(calls.at(-1)!.body, { event_retention: 'days=14' });
    assert.equal(await client.retention.preview('1 day'), null);
  });
});
