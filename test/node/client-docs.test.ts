import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { formatWithOptions } from 'node:util';
import { MemoryEventsClient } from '../../src/client/index.js';
import { body, queryOf, serve, type TestServer } from '../../src/client/test/serve.js';
import type { EventRecord } from '../../src/model/index.js';

const PAGE = new URL('../../docs/client.md', import.meta.url);
const CLIENT = new URL('../../src/client/index.ts', import.meta.url).href;

/** A piece of code on the page, and what the page says that it prints. */
const EXAMPLE = /```ts\n((?:(?!```)[^])*)```\n\n```text\n((?:(?!```)[^])*)```/g;

const EVENTS = [
  { pk: 'a', action: 'login', app: 'core', created: '2024-01-30T09:00:00Z' },
  { pk: 'b', action: 'login_failed', app: 'core', created: '2024-01-30T09:05:00Z' },
  { pk: 'c', action: 'logout', app: 'core', created: '2024-01-30T10:00:00Z' },
] satisfies EventRecord[];

const pageOf = (result: object) => ({
  pagination: { count: 1, current: 1, total_pages: 1, next: 0, previous: 0 },
  results: [result],
});
const EXPORT = {
  id: 'e1',
  requested_on: '2024-01-30T09:00:00Z',
  query_params: {},
  file_url: '/files/export.csv?token=x',
};
/** What authentik answers to the calls that manage a log. */
const MANAGED: Record<string, unknown> = {
  'POST events/events/export/': { ...EXPORT, file_url: '', completed: false },
  'GET reports/exports/e1/': { ...EXPORT, completed: true },
  'GET /files/export.csv': 'Event uuid,Action\r\na,login',
  'GET events/notifications/': pageOf({
    pk: 'n',
    severity: 'notice',
    body: 'Your export is ready',
    hyperlink_label: 'Download',
  }),
  'POST events/notifications/mark_all_seen/': '',
  'GET core/users/me/': { user: { pk: 1, username: 'ana' } },
  'GET events/rules/': pageOf({ pk: 'r', name: 'Failures', transports: [], severity: 'notice' }),
  'GET policies/bindings/': pageOf({
    pk: 'b',
    target: 'r',
    policy: 'p',
    policy_obj: { name: 'm', component: 'ak-policy-event-matcher-form' },
  }),
  'GET policies/event_matcher/p/': { pk: 'p', query: 'action = "login_failed"' },
  'PATCH admin/settings/': { event_retention: 'days=90' },
};

const page = await readFile(PAGE, 'utf8');
const examples = [...page.matchAll(EXAMPLE)].map(([, code, output]) => ({ code: code!, output: output! }));

describe('docs/client.md', () => {
  let folder: string;
  let authentik: TestServer;
  let down: TestServer;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-elements-docs-'));
    const client = new MemoryEventsClient(EVENTS);
    authentik = await serve((request, response) => {
      assert.equal(request.headers.authorization, 'Bearer an-api-token');
      const managed =
        MANAGED[`${request.method} ${new URL(request.url!, 'http://x').pathname.replace('/api/v3/', '')}`];
      if (managed !== undefined)
        return void response.end(typeof managed === 'string' ? managed : JSON.stringify(managed));
      const id = /events\/events\/(\w+)\//.exec(request.url!)?.[1];
      const actions = queryOf(request).getAll('actions');
      const answer = id ? client.get(id) : client.list({ filters: { actions } }, 1);
      void answer.then(
        json => response.end(JSON.stringify(json)),
        () => response.writeHead(404).end('{"detail": "Not found."}'),
      );
    });
    down = await serve(body('{"detail": "Back soon."}', 503));
  });
  after(async () => {
    await Promise.all([authentik.close(), down.close(), rm(folder, { recursive: true })]);
  });

  for (const [index, { code, output }] of examples.entries()) {
    it(`prints what it says: ${output.split('\n')[0]}`, async () => {
      const lines: string[] = [];
      const runs = globalThis as { print?: (...values: unknown[]) => void };
      runs.print = (...values) => lines.push(formatWithOptions({ breakLength: 120 }, ...values));
      const file = join(folder, `example-${index}.mts`);
      const runnable = code
        .replaceAll("'event-elements/client'", `'${CLIENT}'`)
        .replaceAll('https://auth.example.com', authentik.url)
        .replaceAll('https://down.example.com', down.url)
        .replaceAll('console.log', 'globalThis.print');
      await writeFile(file, runnable);
      await import(pathToFileURL(file).href);
      assert.equal(`${lines.join('\n')}\n`, output);
    });
  }

  it('has examples of everything it is about', () => {
    assert.equal(examples.length, 9);
    for (const name of ['MemoryEventsClient', 'HttpEventsClient', 'EventsError', 'LatestOnly', 'ExportRun']) {
      assert.ok(
        examples.some(({ code }) => code.includes(`new ${name}`) || code.includes(`instanceof ${name}`)),
        name,
      );
    }
  });

  it('names every option there is', async () => {
    const types = await readFile(new URL('../../src/client/transport.ts', import.meta.url), 'utf8');
    const options = /interface TransportOptions \{([^]*?)\n\}/.exec(types)![1]!;
    const names = [...options.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name!);
    assert.ok(names.length >= 10);
    for (const name of [...names, 'profile', 'dialect']) assert.match(page, new RegExp(`\`${name}\``), name);
  });

  it('names every call of what is managed', async () => {
    const types = await readFile(new URL('../../src/client/manage/types.ts', import.meta.url), 'utf8');
    const parts = [
      ...types.matchAll(
        /interface (?:DataExports|Notifications|Notification(?:Rules|Transports)|Retention) \{([^]*?)\n\}/g,
      ),
    ];
    assert.equal(parts.length, 5);
    for (const [, members] of parts)
      for (const [, name] of members!.matchAll(/^ {2}(\w+)\(/gm))
        assert.match(page, new RegExp(`\\| \`[^|]*\\b${name}\\b`), name);
  });
});
