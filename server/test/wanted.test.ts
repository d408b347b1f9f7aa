import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createApp, type AppOptions } from '../src/http/app.js';
import { createGuard } from '../src/http/auth.js';
import { StaticFiles } from '../src/http/static-files.js';
import { tempFolder } from './temp-folder.js';
import { wantedSignal } from '../src/store/wanted.js';
import type { Store } from '../src/store/store.js';

describe('a client that goes away', () => {
  const temp = tempFolder();
  const failures: unknown[] = [];
  /** What the store was asked for, with the signal it was given. */
  let asked: (signal: AbortSignal | undefined) => void = () => {};
  const store = {
    logNames: () => Promise.resolve(['a']),
    // As a database does that is at it for long: it ends when it is told.
    facets: () =>
      new Promise((_, reject) => {
        const signal = wantedSignal();
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        asked(signal);
      }),
  } as unknown as Store;
  const app = createApp({
    store,
    manage: {} as AppOptions['manage'],
    guard: createGuard(null, () => 'x'),
    files: new StaticFiles(temp.path),
    hostNames: ['127.0.0.1'],
    corsOrigins: [],
    maxEventBytes: 1000,
    onFailure: error => failures.push(error),
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  after(() => {
    server.closeAllConnections();
    server.close();
    temp.remove();
  });

  it('stops what was read for it, and is no failure', async () => {
    if (!server.listening) await once(server, 'listening');
    const called = new Promise<AbortSignal | undefined>(resolve => (asked = resolve));
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET /api/v3/events/events/facets/?field=action HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    const signal = await called;
    assert.ok(signal && !signal.aborted);
    const aborted = once(signal, 'abort');
    socket.destroy();
    await aborted;
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(failures, []);
  });
});
