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
      const id = /events\/events\/(\w+)\//.exec(request.url!)?.[1];
      const actions = queryOf(request).getAll('actions');
      const answer = id ? client.get(id) : client.list({ filters: { actions } }, 1);
      void answer.then(json => response.end(JSON.stringify(json)));
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
    assert.equal(examples.length, 7);
    for (const name of ['MemoryEventsClient', 'HttpEventsClient', 'EventsError', 'LatestOnly']) {
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
});
