import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { profiles } from 'event-elements/model';
import { parse } from 'yaml';
import { createApp, routes, type AppOptions } from '../src/http/app.js';
import { createGuard } from '../src/http/auth.js';
import {
  readFacetsOptions,
  readField,
  readHistogramOptions,
  readPlacesOptions,
  readPrefix,
} from '../src/http/aggregate-params.js';
import {
  readFilter,
  readHistoryDays,
  readOrdering,
  readPage,
  readPageSize,
  readRange,
} from '../src/http/list-params.js';
import type { Manage } from '../src/http/manage-call.js';
import { StaticFiles } from '../src/http/static-files.js';
import { QueryTimeoutError } from '../src/store/sql.js';
import type { Store } from '../src/store/store.js';
import { readColumns, readFormat, readTimeZone } from '../src/exports/routes.js';
import { readOrder, readWords } from '../src/http/manage-call.js';
import { readNotificationFilter } from '../src/notifications/routes.js';
import { readRuleFilter } from '../src/rules/routes.js';
import { readTransportFilter } from '../src/rules/transport-routes.js';
import { Running, type Answer } from './running.js';
import { tempFolder } from './temp-folder.js';

// api/events-api.yaml and the server say the same: whatever is in the one is found in the other, and every answer has the
// shape that is stated for it.

interface Parameter {
  name: string;
  in: 'query' | 'path';
  schema: {
    type?: string;
    maxLength?: number;
    minimum?: number;
    maxItems?: number;
    default?: unknown;
    enum?: string[];
    items?: { enum?: string[] };
  };
  explode?: boolean;
  example?: unknown;
}
interface Operation {
  operationId: string;
  security?: unknown[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, { example?: unknown }> };
  responses: Record<
    string,
    Ref | { description: string; content?: Record<string, { schema: object; example?: unknown }> }
  >;
}
type Pairs = [name: string, value: string][];
interface Ref {
  $ref: string;
}
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];
interface Document {
  servers: { url: string }[];
  paths: Record<string, { servers?: { url: string }[] } & Partial<Record<Method, Operation>>>;
  components: { schemas: Record<string, { examples?: unknown[] }>; parameters: Record<string, Parameter> };
}

const SOURCE = readFileSync(new URL('../../api/events-api.yaml', import.meta.url), 'utf8');
const api = parse(SOURCE) as Document;

function resolve<T>(value: T | Ref): T {
  if (!(value && typeof value === 'object' && '$ref' in value)) return value;
  const steps = value.$ref.slice(2).split('/');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], api) as T;
}

const operations = Object.entries(api.paths).flatMap(([path, item]) =>
  METHODS.flatMap(method => {
    const operation = item[method];
    return operation
      ? [{ path, method, bases: (item.servers ?? api.servers).map(({ url }) => url), ...operation }]
      : [];
  }),
);
const operation = (id: string) => operations.find(({ operationId }) => operationId === id)!;
const parametersOf = (id: string) => (operation(id).parameters ?? []).map(one => resolve(one));

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat('uuid', /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
ajv.addSchema(api, 'api');
const validators = new Map<object, ValidateFunction>();

/** Checks a value against a schema of the document. */
function check(schema: object, value: unknown, what: string): void {
  let validate = validators.get(schema);
  if (!validate) {
    const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object;
    validate = ajv.compile(absolute);
    validators.set(schema, validate);
  }
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}`);
}

/** What was seen: `operationId status`. At the end it must be all that is stated. */
const seen = new Set<string>();

/** Holds an answer to what is stated for its status, and remembers that it was seen. */
function holds(id: string, answer: Answer, status: number): Answer {
  assert.equal(answer.status, status, answer.text.slice(0, 300));
  const stated = operation(id).responses[String(status)];
  assert.ok(stated, `${id} does not state ${status}`);
  const { content } = resolve(stated);
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (content) {
    const media = content[type] ?? content['*/*'];
    assert.ok(media, `${id} ${status} does not state ${type}`);
    if (type === 'application/json') check(media.schema, answer.json, `${id} ${status}`);
  } else {
    assert.equal(answer.text, '');
  }
  seen.add(`${id} ${status}`);
  return answer;
}

const LIST = '/logs/authentik/api/v3/events/events/';

/** What a call is asked with besides the parameter that is looked at: what it needs, or what that has an effect on. */
const BESIDES: Record<string, string> = {
  getHistogram: 'by=action',
  getFacets: 'field=action',
  getSuggestions: 'field=action',
};
const besides = (id: string, name?: string): Pairs => [
  ...[...new URLSearchParams(BESIDES[id] ?? '')].filter(([other]) => other !== name),
];

/** Calls of level 2, each with what it needs to come to the point where the database is asked. */
const KEY = '40000000-0000-4000-8000-000000000001';
const MANAGE: Record<string, object | undefined> = {
  startExport: undefined,
  listExports: undefined,
  retrieveExport: undefined,
  deleteExport: undefined,
  getExportFile: undefined,
  listNotifications: undefined,
  retrieveNotification: undefined,
  replaceNotification: { seen: true },
  changeNotification: { seen: true },
  deleteNotification: undefined,
  markAllSeen: undefined,
  listRules: undefined,
  addRule: { name: 'x' },
  retrieveRule: undefined,
  replaceRule: { name: 'x' },
  changeRule: { name: 'x' },
  deleteRule: undefined,
  listTransports: undefined,
  addTransport: { name: 'x' },
  retrieveTransport: undefined,
  replaceTransport: { name: 'x' },
  changeTransport: { name: 'x' },
  deleteTransport: undefined,
  testTransport: undefined,
  getSettings: undefined,
  replaceSettings: { event_retention: 'days=1' },
  changeSettings: { event_retention: 'days=1' },
  previewRetention: undefined,
};
/** Longer than is read of a body that says what to manage. */
const LONG = { name: 'x'.repeat(100_000) };
const requestOf = (id: string, body: object | undefined = MANAGE[id]): RequestInit => ({
  method: operation(id).method.toUpperCase(),
  ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
});
const anOrder = (query: URLSearchParams) => readOrder(query, { any: '' }, { field: 'any' as const, descending: false });

describe('the stated API', () => {
  const running = new Running({ demo: true, maxEventBytes: 100_000 });
  before(async () => {
    await running.start();
    // The demo's authentik events once more, as of the last days and of a month ago: volumes count back from now.
    const lines = gunzipSync(readFileSync(new URL('../../demo/data/authentik.jsonl.gz', import.meta.url)))
      .toString()
      .trim()
      .split('\n');
    const moved = lines.map((line, i) => {
      const time = new Date(Date.now() - i * 10 * 60_000 - (i % 3 === 0 ? 30 : 0) * 86_400_000).toISOString();
      return line.replace(/"pk":"[^"]+"/, `"pk":"${randomUUID()}"`).replace(/"created":"[^"]+"/, `"created":"${time}"`);
    });
    const { json } = await post(LIST, moved.join('\n'), 'application/x-ndjson');
    assert.equal(json.inserted, lines.length);
  });
  after(() => running.end());

  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type: string) =>
    running.call(path, { method: 'POST', headers: { 'content-type': type }, body });

  it('has the routes of the server, and no others', () => {
    const inServer = routes({} as AppOptions).map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)(?:\{.*\})?/g, '{$1}')}`,
    );
    const stated = operations.flatMap(({ path, method, bases }) =>
      bases.map(base => `${method.toUpperCase()} ${(base === '/' ? '' : base) + path}`),
    );
    assert.deepEqual(inServer.sort(), stated.sort());
  });

  it('has the parameters that the server reads, and no others', () => {
    for (const [id, readers] of [
      ['listEvents', [readFilter, readRange, readOrdering, readPage, readPageSize]],
      ['getHistogram', [readFilter, readRange, readHistogramOptions]],
      ['getPlaces', [readFilter, readRange, readPlacesOptions]],
      ['getFacets', [readFilter, readRange, readFacetsOptions]],
      ['getSuggestions', [readField, readPrefix]],
      ['getVolume', [readFilter, readHistoryDays]],
      ['startExport', [readFilter, readRange, readOrdering, readFormat, readColumns, readTimeZone]],
      ['listExports', [readPage, readPageSize, readWords, anOrder]],
      ['listNotifications', [readPage, readPageSize, readNotificationFilter, anOrder]],
      ['listRules', [readPage, readPageSize, readRuleFilter, anOrder]],
      ['listTransports', [readPage, readPageSize, readTransportFilter, anOrder]],
    ] as const) {
      const read = new Set<string>();
      const query = new Proxy(new URLSearchParams(BESIDES[id]), {
        get: (target, method: 'get' | 'getAll') => (name: string) => {
          read.add(name);
          return target[method](name);
        },
      });
      for (const reader of readers) reader(query);
      assert.deepEqual(
        [...read].sort(),
        parametersOf(id)
          .map(({ name }) => name)
          .sort(),
      );
    }
  });

  it('says which routes need no token', () => {
    const open = routes({} as AppOptions)
      .filter(route => route.open)
      .map(({ path }) => path);
    const stated = operations.filter(({ security }) => security).map(({ path }) => path);
    assert.deepEqual(open.sort(), stated.sort());
  });

  it('names the profiles there are', () => {
    assert.deepEqual(parametersOf('addEvents')[0]!.schema.enum!.toSorted(), Object.keys(profiles).sort());
  });

  it('has examples that are what it says', () => {
    for (const [name, schema] of Object.entries(api.components.schemas)) {
      for (const example of schema.examples ?? []) check(schema, example, name);
    }
    for (const { operationId, responses } of operations) {
      for (const [status, response] of Object.entries(responses)) {
        const content = resolve(response).content ?? {};
        for (const { schema, example } of Object.values(content))
          if (example !== undefined) check(schema, example, `${operationId} ${status}`);
      }
    }
  });

  it('is served by the server', async () => {
    const { text } = holds('getSchema', await running.call('/api/v3/schema/'), 200);
    assert.equal(text, SOURCE);
    holds('getSchema', await running.plain('/api/v3/schema/'), 403);
  });

  describe('lists', () => {
    it('events, whose pages are the same below /api/v3 and below the log', async () => {
      const first = holds('listEvents', await running.call('/api/v3/events/events/'), 200);
      assert.equal(first.text, (await running.call('/logs/cloudtrail/api/v3/events/events/')).text);
      for (const log of ['cloudtrail', 'okta', 'authentik']) {
        holds('listEvents', await running.call(`/logs/${log}/api/v3/events/events/?page_size=1000`), 200);
      }
    });

    it('the logs', async () => {
      const { json } = holds('listLogs', await running.call('/logs'), 200);
      for (const { api: base } of json as { api: string }[])
        holds('listEvents', await running.call(`${base}/events/events/`), 200);
    });
  });

  for (const id of ['listEvents', 'getVolume', 'getHistogram', 'getPlaces', 'getFacets', 'getSuggestions']) {
    const path = operation(id).path.replace('/events/events/', LIST);
    const address = (name: string, query: Pairs) =>
      `${path}?${new URLSearchParams([...besides(id, name), ...query]).toString()}`;

    for (const parameter of parametersOf(id)) {
      const { name, schema, example, explode } = parameter;
      const values = [example].flat().map(String);
      const query: Pairs = explode === false ? [[name, values.join(',')]] : values.map(value => [name, value]);

      it(`${id} takes ${name} as in its example, and answers differently for it`, async () => {
        const asked = holds(id, await running.call(address(name, query)), 200);
        const unasked = await running.call(address('', []));
        assert.notEqual(asked.text, unasked.text);
        if (id === 'getVolume') assert.notEqual(asked.text, '[]');
        if (id === 'listEvents' && !['ordering', 'page', 'page_size'].includes(name)) {
          assert.ok(asked.json.pagination.count > 0, 'the example finds something');
          assert.ok(asked.json.pagination.count < unasked.json.pagination.count, 'and not everything');
        }
      });

      const limits: [what: string, query: Pairs][] = [];
      if (schema.maxLength !== undefined) limits.push(['a longer text', [[name, 'x'.repeat(schema.maxLength + 1)]]]);
      if (schema.maxItems !== undefined) {
        const items = Array.from({ length: schema.maxItems + 1 }, () => values[0]!);
        limits.push(['more values', explode === false ? [[name, items.join(',')]] : items.map(item => [name, item])]);
      }
      if (schema.items?.enum) limits.push(['another value', [[name, 'colour']]]);
      if (schema.minimum !== undefined)
        limits.push(['a smaller number', [[name, String(schema.minimum - 1)]]], ['what is no number', [[name, 'x']]]);
      for (const [what, wrong] of limits) {
        it(`${id} refuses ${what} for ${name}, naming it`, async () => {
          const answer = await running.call(address(name, wrong));
          if (name === 'page') {
            holds(id, answer, 404);
          } else {
            holds(id, answer, 400);
            assert.deepEqual(Object.keys(answer.json as object), [name]);
          }
        });
      }
      for (const value of schema.items?.enum ?? []) {
        it(`${id} takes ${value} for ${name}`, async () =>
          void holds(id, await running.call(address(name, [[name, value]])), 200));
      }
      if (schema.maxLength !== undefined) {
        it(`${id} takes the longest ${name}`, async () => {
          holds(id, await running.call(address(name, [[name, 'x'.repeat(schema.maxLength!)]])), 200);
        });
      }
      if (schema.default !== undefined) {
        it(`${id} takes ${name} to be ${JSON.stringify(schema.default)} when it is not given`, async () => {
          const given = await running.call(address(name, [[name, [schema.default].flat().join(',')]]));
          assert.equal(given.text, (await running.call(address('', []))).text);
        });
      }
    }
  }

  it('retrieves an event', async () => {
    const { example } = parametersOf('retrieveEvent')[0]!;
    const { text } = holds('retrieveEvent', await running.call(`${LIST}${String(example)}/`), 200);
    assert.equal(JSON.parse(text).pk, example);
    holds('retrieveEvent', await running.call(`${LIST}${String(example).replace('1', '2')}/`), 404);
  });

  it('lists the actions', async () => {
    const { json } = holds('listActions', await running.call(`${LIST}actions/`), 200);
    const found = (json as { component: string }[]).find(({ component }) => component === 'login_failed');
    assert.deepEqual(found, api.components.schemas.ActionType!.examples![0]);
  });

  it('says what is wrong with what is to be counted', async () => {
    for (const [id, query, parameter] of [
      ['getHistogram', 'interval=5+minutes', 'interval'],
      ['getHistogram', 'interval=PT1S&from=2020-01-01&to=2026-01-01', 'interval'],
      ['getHistogram', 'time_zone=Mars/Olympus', 'time_zone'],
      ['getHistogram', 'by=created', 'by'],
      ['getHistogram', 'top=1001', 'top'],
      ['getHistogram', 'from=yesterday', 'from'],
      ['getPlaces', 'zoom=23', 'zoom'],
      ['getPlaces', 'level=street', 'level'],
      ['getPlaces', 'bounds=1,2,3', 'bounds'],
      ['getPlaces', 'bounds=1,2,3,4', 'bounds'],
      ['getFacets', '', 'field'],
      ['getFacets', 'field=created', 'field'],
      ['getSuggestions', 'field=expires', 'field'],
    ] as const) {
      const path = operation(id).path.replace('/events/events/', LIST);
      const { json } = holds(id, await running.call(`${path}?${query}`), 400);
      assert.deepEqual(Object.keys(json as object), [parameter], query);
    }
  });

  it('tells what it can be asked', async () => {
    const { json } = holds('getCapabilities', await running.call(`${LIST}capabilities/`), 200);
    assert.equal(json.level, 3);
    holds('getCapabilities', await running.plain(`${LIST}capabilities/`), 403);
    holds('getCapabilities', await running.call('/logs/nothing/api/v3/events/events/capabilities/'), 404);
  });

  it('adds an event as in its example, and events of every stated type', async () => {
    const { content } = operation('addEvents').requestBody!;
    const example = content['application/json']!.example as Record<string, unknown>;
    // Not through JSON.stringify: the example holds an integer that a double does not.
    const body = `{"pk":"40000000-0000-4000-8000-000000000001","created":"2024-01-01T00:00:00Z",${JSON.stringify(example).slice(1)}`;
    const { headers, text } = holds('addEvents', await post(LIST, body, 'application/json'), 201);
    assert.equal(headers.get('content-type'), 'application/json');
    assert.equal(text, body);
    assert.equal(holds('addEvents', await post(LIST, body, 'application/json'), 200).text, body);
    for (const type of Object.keys(content).filter(one => one !== 'application/json')) {
      const { json } = holds('addEvents', await post(LIST, `${body}\nno`, type), 200);
      assert.deepEqual([json.inserted, json.known, json.rejected], [0, 1, 1]);
    }
  });

  it('takes a profile for events of another system', async () => {
    const { example } = parametersOf('addEvents')[0]!;
    const event = '{"published":"2024-01-01T00:00:00Z","eventType":"user.session.start","uuid":"x"}';
    const { json } = holds(
      'addEvents',
      await post(`${LIST}?profile=${String(example)}`, event, 'application/json'),
      201,
    );
    assert.equal(json.context.raw.uuid, 'x');
  });

  it('says what is wrong with an event', async () => {
    holds('addEvents', await post(LIST, '{"action":"x","created":null}', 'application/json'), 400);
    holds('addEvents', await post(`${LIST}?profile=x`, '{}', 'application/json'), 400);
    const packed = gzipSync('{"action":"x"}\n');
    holds('addEvents', await post(LIST, new Uint8Array(packed.subarray(0, -4)), 'application/x-ndjson'), 400);
    holds('addEvents', await post(LIST, `{"action":"${'x'.repeat(100_000)}"}`, 'application/json'), 413);
    holds('addEvents', await post(LIST, '{}', 'text/plain'), 415);
  });

  for (const id of [
    'listEvents',
    'getVolume',
    'getHistogram',
    'getPlaces',
    'getFacets',
    'getSuggestions',
    'retrieveEvent',
    'listActions',
    'addEvents',
    ...Object.keys(MANAGE),
  ]) {
    const { path, method } = operation(id);
    const asked = `${path.replace('{event_uuid}', KEY).replace('{id}', KEY)}?${BESIDES[id] ?? ''}`;
    const init: RequestInit =
      id === 'addEvents'
        ? { method, body: '{"action":"x"}', headers: { 'content-type': 'application/json' } }
        : requestOf(id);

    it(`${id} knows no log that is not there, and nobody without a token`, async () => {
      holds(id, await running.call(`/logs/nothing/api/v3${asked}`, init), 404);
      holds(id, await running.plain(`/api/v3${asked}`, init), 403);
    });

    it(`${id} says when it failed, and when it took too long`, async () => {
      const temp = tempFolder();
      for (const [error, code] of [
        [new Error('secret detail'), undefined],
        [new QueryTimeoutError(10_000), 'query_timeout'],
      ] as const) {
        const failures: unknown[] = [];
        const fails = () => Promise.reject(error);
        const store = {
          logNames: () => Promise.resolve(['x']),
          list: fails,
          get: fails,
          values: fails,
          volume: fails,
          histogram: fails,
          places: fails,
          facets: fails,
          suggest: fails,
          addLog: fails,
          logs: fails,
        } as Partial<Store> as Store;
        const broken = new Proxy({}, { get: () => fails });
        const parts = [
          'exports',
          'exportJobs',
          'notifications',
          'rules',
          'transports',
          'outbox',
          'deliveries',
          'retention',
        ];
        const manage = Object.fromEntries(parts.map(part => [part, broken])) as unknown as Manage;
        const app = createApp({
          store,
          manage,
          guard: createGuard(null, () => ''),
          files: new StaticFiles(temp.path),
          hostNames: [],
          corsOrigins: [],
          maxEventBytes: 1000,
          onFailure: failure => failures.push(failure),
        });
        const call = async (to: string, how?: RequestInit): Promise<Answer> => {
          const response = await app.request(to, {
            ...how,
            headers: { host: 'localhost', ...(how?.headers as Record<string, string>) },
          });
          const text = await response.text();
          return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
        };
        const { json, text } = holds(id, await call(`/api/v3${asked}`, init), 500);
        assert.equal(json.code, code);
        assert.ok(!text.includes('secret'));
        assert.equal(failures.length, code ? 0 : 1);
        holds('listLogs', await call('/logs'), 500);
      }
      temp.remove();
    });
  }

  describe('level 2', () => {
    const base = '/logs/authentik/api/v3';
    const ask = (id: string, { key = KEY, query = '', body }: { key?: string; query?: string; body?: object } = {}) =>
      running.call(`${base}${operation(id).path.replace('{id}', key)}${query}`, requestOf(id, body ?? MANAGE[id]));

    it('exports', async () => {
      const started = holds('startExport', await ask('startExport', { query: '?search=action+%3D+%22login%22' }), 201);
      const key = String(started.json.id);
      assert.equal(started.headers.get('location'), `${base}/reports/exports/${key}/`);
      let state = started.json;
      while (state.completed !== true) state = holds('retrieveExport', await ask('retrieveExport', { key }), 200).json;
      holds('getExportFile', await ask('getExportFile', { key }), 200);
      const lines = await ask('startExport', {
        query: '?file_format=jsonl&column=action&time_zone=Europe/Berlin&from=2020-01-01',
      });
      const other = String(lines.json.id);
      while (!(await ask('retrieveExport', { key: other })).json.completed);
      assert.equal(
        holds('getExportFile', await ask('getExportFile', { key: other }), 200).text.slice(0, 10),
        '{"action":',
      );
      holds('listExports', await ask('listExports'), 200);
      holds('listExports', await ask('listExports', { query: '?ordering=x' }), 400);
      holds('listExports', await ask('listExports', { query: '?page=9' }), 404);
      holds('startExport', await ask('startExport', { query: '?search=action+%3D' }), 400);
      holds('startExport', await ask('startExport', { body: { search: 'login' } }), 400);
      holds('startExport', await ask('startExport', { body: LONG }), 413);
      holds('deleteExport', await ask('deleteExport', { key }), 204);
      holds('getExportFile', await ask('getExportFile', { key }), 404);

      const many = await Promise.all(Array.from({ length: 30 }, () => ask('startExport')));
      const full = many.find(({ status }) => status === 429);
      assert.ok(holds('startExport', full!, 429).headers.get('retry-after'));
      for (const { json } of many) if (json.id) await ask('deleteExport', { key: String(json.id) });
    });

    it('says that a file is no longer kept', async () => {
      const app = createApp({
        store: { logNames: () => Promise.resolve(['x']) } as unknown as Store,
        manage: {
          exports: { get: () => Promise.resolve({ id: KEY, log: 'x', status: 'expired' }) },
          exportJobs: { pathOf: () => '' },
        } as unknown as Manage,
        guard: createGuard(null, () => ''),
        files: new StaticFiles(''),
        hostNames: [],
        corsOrigins: [],
        maxEventBytes: 1000,
        onFailure: assert.fail,
      });
      const response = await app.request(`/api/v3/reports/exports/${KEY}/file/`, { headers: { host: 'localhost' } });
      const text = await response.text();
      holds('getExportFile', { status: response.status, headers: response.headers, text, json: JSON.parse(text) }, 410);
    });

    it('notifications', async () => {
      const { json } = holds('listNotifications', await ask('listNotifications'), 200);
      const key = String(json.results[0].pk);
      holds('retrieveNotification', await ask('retrieveNotification', { key }), 200);
      for (const id of ['replaceNotification', 'changeNotification']) {
        assert.equal(holds(id, await ask(id, { key }), 200).json.seen, true);
        holds(id, await ask(id, { key, body: { seen: 'yes' } }), 400);
        holds(id, await ask(id, { key, body: LONG }), 413);
      }
      assert.ok(
        (await ask('listNotifications', { query: '?seen=false' })).json.pagination.count < json.pagination.count,
      );
      for (const wrong of ['seen=x', 'severity=x', 'event=x', 'ordering=x', `search=${'x'.repeat(1001)}`])
        holds('listNotifications', await ask('listNotifications', { query: `?${wrong}` }), 400);
      holds('listNotifications', await ask('listNotifications', { query: '?page=2' }), 404);
      holds('markAllSeen', await ask('markAllSeen'), 204);
      holds('deleteNotification', await ask('deleteNotification', { key }), 204);
    });

    for (const thing of ['Rule', 'Transport']) {
      it(`${thing.toLowerCase()}s`, async () => {
        const { json } = holds(`add${thing}`, await ask(`add${thing}`), 201);
        const key = String(json.pk);
        holds(`add${thing}`, await ask(`add${thing}`), 400);
        holds(`add${thing}`, await ask(`add${thing}`, { body: LONG }), 413);
        holds(`list${thing}s`, await ask(`list${thing}s`), 200);
        holds(`list${thing}s`, await ask(`list${thing}s`, { query: '?ordering=x' }), 400);
        holds(`list${thing}s`, await ask(`list${thing}s`, { query: '?page=2' }), 404);
        holds(`retrieve${thing}`, await ask(`retrieve${thing}`, { key }), 200);
        for (const way of ['replace', 'change']) {
          holds(`${way}${thing}`, await ask(`${way}${thing}`, { key }), 200);
          holds(`${way}${thing}`, await ask(`${way}${thing}`, { key, body: { name: 7 } }), 400);
          holds(`${way}${thing}`, await ask(`${way}${thing}`, { key, body: LONG }), 413);
        }
        if (thing === 'Transport') holds('testTransport', await ask('testTransport', { key }), 200);
        else holds('changeRule', await ask('changeRule', { key, body: { query: 'action = login' } }), 400);
        holds(`delete${thing}`, await ask(`delete${thing}`, { key }), 204);
      });
    }

    it('retention', async () => {
      for (const id of ['replaceSettings', 'changeSettings']) {
        assert.equal(
          holds(id, await ask(id, { body: { event_retention: '9000 days' } }), 200).json.event_retention,
          'days=9000',
        );
        holds(id, await ask(id, { body: { event_retention: 'soon' } }), 400);
        holds(id, await ask(id, { body: LONG }), 413);
      }
      holds('getSettings', await ask('getSettings'), 200);
      holds('previewRetention', await ask('previewRetention', { query: '?event_retention=days%3D1' }), 200);
      holds('previewRetention', await ask('previewRetention', { query: '?event_retention=soon' }), 400);
      await ask('changeSettings', { body: { event_retention: 'forever' } });
      assert.equal(holds('previewRetention', await ask('previewRetention'), 200).json.count, 0);
    });

    it('knows nothing that is not there', async () => {
      for (const id of Object.keys(MANAGE).filter(id => operation(id).path.includes('{id}'))) {
        holds(id, await ask(id), 404);
        holds(id, await ask(id, { key: 'x' }), 404);
      }
    });
  });

  it('opens the page, a session and files', async () => {
    const token = running.server.token!;
    holds('listLogs', await running.plain('/logs'), 403);
    holds('openPage', await running.plain('/'), 403);
    holds('openPage', await running.plain(`/?token=${token}`), 303);
    holds(
      'signIn',
      await running.plain('/sign-in', { method: 'POST', body: new URLSearchParams({ token: 'x' }) }),
      403,
    );
    holds(
      'signIn',
      await running.plain('/sign-in', { method: 'POST', body: 'x', headers: { origin: 'http://evil.example' } }),
      403,
    );
    holds('signIn', await running.plain('/sign-in', { method: 'POST', body: new URLSearchParams({ token }) }), 303);
    holds('signIn', await running.plain('/sign-in', { method: 'POST', body: 'x'.repeat(20_000) }), 413);
    holds('signInStyle', await running.plain('/sign-in.css'), 200);
    holds('getFile', await running.plain('/demo.js'), 403);
    holds('getFile', await running.call('/nothing.js'), 404);
  });

  it('serves the page where it is built, and says where it is not', async () => {
    const temp = tempFolder();
    const app = createApp({
      store: {} as Store,
      manage: {} as Manage,
      guard: createGuard(null, () => ''),
      files: new StaticFiles(temp.path),
      hostNames: [],
      corsOrigins: [],
      maxEventBytes: 1000,
      onFailure: assert.fail,
    });
    const call = async (path: string, headers: Record<string, string> = {}): Promise<Answer> => {
      const response = await app.request(path, { headers: { host: 'localhost', ...headers } });
      return { status: response.status, headers: response.headers, text: await response.text(), json: undefined };
    };
    holds('openPage', await call('/'), 404);
    writeFileSync(`${temp.path}/index.html`, '<!doctype html>');
    writeFileSync(`${temp.path}/demo.js`, ';');
    holds('openPage', await call('/'), 200);
    const { headers } = holds('getFile', await call('/demo.js'), 200);
    holds('getFile', await call('/demo.js', { 'if-none-match': headers.get('etag')! }), 304);
    temp.remove();
  });

  it('states no status that was not seen here', () => {
    const stated = operations.flatMap(({ operationId, responses }) =>
      Object.keys(responses).map(status => `${operationId} ${status}`),
    );
    assert.deepEqual([...seen].sort(), stated.sort());
  });
});
