import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import { EventsError } from './errors.js';
import { body, inTurn, serve, silence, type TestServer } from './test/serve.js';
import { Transport, type Call, type Fetch, type TransportOptions } from './transport.js';

const CALL: Call = { path: 'events/events/' };

describe('Transport', () => {
  let server: TestServer;
  afterEach(() => server?.close());

  async function transportTo(respond: RequestListener, options: Partial<TransportOptions> = {}): Promise<Transport> {
    server = await serve(respond);
    return new Transport({ src: server.url, backoffMs: 1, ...options });
  }
  const failure = async (call: Promise<unknown>): Promise<EventsError> => {
    const error: unknown = await call.then(
      () => assert.fail('the call succeeded'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof EventsError, String(error));
    return error;
  };

  describe('turns statuses into errors', () => {
    it('403 with the server’s own words', async () => {
      const transport = await transportTo(body('{"detail":"Token invalid/expired","code":"bad_token"}', 403));
      const error = await failure(transport.send(CALL));
      assert.equal(error.message, 'GET /events/events/ answered 403 Forbidden (Token invalid/expired).');
      const { kind, status, detail, code, method, attempts, retryable, url } = error;
      assert.deepEqual(
        { kind, status, detail, code, method, attempts, retryable, url },
        {
          kind: 'http',
          status: 403,
          detail: 'Token invalid/expired',
          code: 'bad_token',
          method: 'GET',
          attempts: 1,
          retryable: false,
          url: `${server.url}/events/events/`,
        },
      );
      assert.equal(server.requests.length, 1);
    });

    it('400 with what is wrong with each field', async () => {
      const transport = await transportTo(
        body(
          '{"non_field_errors":["Not so."],"actions":["No choice.","Again."],"count_steps":{"0":["Bad step."]},"code":"invalid","__proto__":["own"]}',
          400,
        ),
      );
      const error = await failure(transport.send(CALL));
      assert.deepEqual(
        Object.entries(error.fields!),
        Object.entries({
          non_field_errors: ['Not so.'],
          actions: ['No choice.', 'Again.'],
          'count_steps.0': ['Bad step.'],
          ['__proto__']: ['own'],
        }),
      );
      assert.equal(error.detail, 'Not so.');
      assert.equal(
        error.message,
        'GET /events/events/ answered 400 Bad Request (Not so.; actions: No choice. Again.; count_steps.0: Bad step.; __proto__: own).',
      );
    });

    it('404', async () => {
      const error = await failure((await transportTo(body('{"detail":"Not found."}', 404))).send(CALL));
      assert.deepEqual([error.status, error.detail, error.retryable], [404, 'Not found.', false]);
    });

    it('500 that is HTML, keeping the first 2 KB and asking once', async () => {
      const html = `<html>${'x'.repeat(5000)}</html>`;
      const transport = await transportTo(body(html, 500, { 'content-type': 'text/html' }));
      const error = await failure(transport.send(CALL));
      assert.equal(error.message, 'GET /events/events/ answered 500 Internal Server Error.');
      assert.deepEqual([error.kind, error.status, error.retryable, error.detail], ['http', 500, true, undefined]);
      assert.equal(error.body, html.slice(0, 2048));
      assert.equal(server.requests.length, 1);
    });

    it('an error whose body never ends, by its status', async () => {
      const transport = await transportTo(
        (_request, response) => {
          response.writeHead(500);
          response.write('it went wr');
        },
        { timeoutMs: 200 },
      );
      const error = await failure(transport.send(CALL));
      assert.deepEqual([error.kind, error.status, error.body], ['http', 500, 'it went wr']);
      await server.hungUp();
    });

    it('an error with a body of many megabytes, without reading it', async () => {
      let sent = 0;
      const transport = await transportTo((_request, response) => {
        response.writeHead(500);
        const chunk = 'x'.repeat(65536);
        const more = (): void => {
          while (!response.destroyed && sent < 500_000_000) {
            sent += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      });
      const error = await failure(transport.send(CALL));
      assert.equal(error.body?.length, 2048);
      await server.hungUp();
      assert.ok(sent < 50_000_000, `the server got rid of ${sent} bytes`);
    });

    it('a long and hostile explanation, in one short sentence', async () => {
      const detail = `${'a\n'.repeat(1000)}<script>`;
      const error = await failure((await transportTo(body(JSON.stringify({ detail }), 418))).send(CALL));
      assert.equal(error.detail, detail);
      assert.ok(error.message.length < 300 && !error.message.includes('\n'));
    });
  });

  describe('reads bodies', () => {
    it('nothing, of 204 and of an empty answer', async () => {
      const transport = await transportTo(
        inTurn((_, response) => response.writeHead(204).end(), body(''), body(' \n')),
      );
      for (let i = 0; i < 3; i += 1) assert.equal((await transport.send(CALL)).json, undefined);
    });

    it('HTML where JSON should be, saying so', async () => {
      const html = '\n<!doctype html><title>Sign in</title>';
      const error = await failure((await transportTo(body(html))).send(CALL));
      assert.equal(error.message, 'GET /events/events/ answered with HTML instead of JSON.');
      assert.deepEqual([error.kind, error.status, error.body, error.retryable], ['format', 200, html, true]);
      assert.equal(server.requests.length, 1);
    });

    it('half of a JSON text that calls itself whole', async () => {
      const error = await failure((await transportTo(body('{"results":[{"pk":"1"},{"p'))).send(CALL));
      assert.match(
        error.message,
        /^GET \/events\/events\/ answered with something that is not JSON, or only a part of it/,
      );
      assert.deepEqual([error.kind, error.body, server.requests.length], ['format', '{"results":[{"pk":"1"},{"p', 1]);
    });

    it('letters that were cut in two by the network', async () => {
      const transport = await transportTo((_request, response) => {
        const bytes = Buffer.from('"Grüße 😀"');
        response.write(bytes.subarray(0, 4));
        setImmediate(() => response.end(bytes.subarray(4)));
      });
      assert.equal((await transport.send(CALL)).json, 'Grüße 😀');
    });
  });

  describe('tries again', () => {
    for (const status of [429, 502, 503, 504]) {
      it(`after ${status}, until it works`, async () => {
        const transport = await transportTo(inTurn(body('', status), body('', status), body('7')));
        const answer = await transport.send(CALL);
        assert.deepEqual([answer.json, answer.attempts, server.requests.length], [7, 3, 3]);
      });
    }

    it('so often as it was told, and says how often', async () => {
      const transport = await transportTo(body('{"detail":"Starting."}', 503), { retries: 4 });
      const error = await failure(transport.send(CALL));
      assert.equal(error.message, 'GET /events/events/ answered 503 Service Unavailable (Starting.) in 5 attempts.');
      assert.deepEqual([error.attempts, error.retryable, server.requests.length], [5, true, 5]);
    });

    it('not at all when told so', async () => {
      const transport = await transportTo(body('', 503), { retries: 0 });
      assert.equal((await failure(transport.send(CALL))).attempts, 1);
    });

    it('never what changes something', async () => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'post']) {
        const transport = await transportTo(body('', 503));
        const error = await failure(transport.send({ ...CALL, method, body: '{}' }));
        assert.deepEqual([error.attempts, error.method, server.requests.length], [1, method.toUpperCase(), 1]);
        await server.close();
      }
    });

    it('when the connection breaks within the head', async () => {
      const transport = await transportTo(
        inTurn(request => {
          request.socket.write('HTTP/1.1 200 OK\r\nContent-Le');
          request.socket.destroy();
        }, body('7')),
      );
      assert.equal((await transport.send(CALL)).attempts, 2);
    });

    for (const length of [{ 'content-length': '1000' }, {}]) {
      it(`when the connection breaks within ${'content-length' in length ? 'a body of known length' : 'a chunked body'}`, async () => {
        const transport = await transportTo(
          inTurn((request, response) => {
            response.writeHead(200, length);
            response.write('{"results": [', () => request.socket.destroy());
          }, body('7')),
        );
        assert.equal((await transport.send(CALL)).attempts, 2);
      });
    }

    it('and in the end says that no answer came', async () => {
      const transport = await transportTo(request => request.socket.destroy());
      const error = await failure(transport.send(CALL));
      assert.match(error.message, /^GET \/events\/events\/ got no answer in 3 attempts: .+[^.]\.$/);
      assert.deepEqual([error.kind, error.attempts, error.retryable, error.status], ['network', 3, true, undefined]);
    });

    it('and in the end says that nobody listens', async () => {
      const transport = await transportTo(silence);
      await server.close();
      const error = await failure(transport.send(CALL));
      assert.deepEqual([error.kind, error.attempts], ['network', 3]);
      assert.match(error.message, /ECONNREFUSED/);
    });

    it('when the server closes a connection that was kept for the next call', async () => {
      const transport = await transportTo((request, response) => {
        response.end('7', () => request.socket.destroySoon());
      });
      for (let i = 0; i < 20; i += 1) assert.equal((await transport.send(CALL)).json, 7);
    });

    it('after a pause that grows, and is left to chance', async () => {
      const asked: number[] = [];
      const transport = await transportTo(body('', 503), {
        retries: 3,
        backoffMs: 8,
        random: () => {
          asked.push(performance.now());
          return 0.99;
        },
      });
      await failure(transport.send(CALL));
      assert.equal(asked.length, 3);
      assert.ok(asked[1]! - asked[0]! >= 7 && asked[2]! - asked[1]! >= 15, String(asked));
    });

    it('no sooner than the server asks, in seconds', async () => {
      const transport = await transportTo(inTurn(body('', 429, { 'retry-after': '1' }), body('7')));
      const start = performance.now();
      await transport.send(CALL);
      assert.ok(performance.now() - start >= 990);
    });

    it('no sooner than the server asks, by its own clock', async () => {
      const headers = { date: 'Wed, 01 Jan 2020 00:00:00 GMT', 'retry-after': 'Wed, 01 Jan 2020 00:00:01 GMT' };
      const transport = await transportTo(inTurn(body('', 503, headers), body('7')));
      const start = performance.now();
      await transport.send(CALL);
      assert.ok(performance.now() - start >= 990);
    });

    it('not while somebody waits, when the server asks for an hour', async () => {
      const transport = await transportTo(body('{"detail":"Slow down."}', 429, { 'retry-after': '3600' }));
      const error = await failure(transport.send(CALL));
      assert.equal(
        error.message,
        'GET /events/events/ answered 429 Too Many Requests (Slow down.). The server asks to wait 3600 s.',
      );
      assert.deepEqual([error.retryAfterMs, error.attempts, error.retryable], [3_600_000, 1, true]);
    });
  });

  describe('has a time limit', () => {
    it('for a server that never answers', async () => {
      const transport = await transportTo(silence, { timeoutMs: 50, retries: 1 });
      const error = await failure(transport.send(CALL));
      assert.equal(error.message, 'GET /events/events/ was not answered in full within 0.1 s in 2 attempts.');
      assert.deepEqual([error.kind, error.attempts, error.retryable, server.requests.length], ['timeout', 2, true, 2]);
      await server.hungUp();
    });

    it('for a body that never ends', async () => {
      const transport = await transportTo((_request, response) => void response.write('{"results": ['), {
        timeoutMs: 50,
        retries: 0,
      });
      assert.equal((await failure(transport.send(CALL))).kind, 'timeout');
      await server.hungUp();
    });

    it('for each attempt anew', async () => {
      const transport = await transportTo(inTurn(silence, silence, body('7')), { timeoutMs: 100 });
      assert.equal((await transport.send(CALL)).attempts, 3);
    });
  });

  describe('ends at once when aborted, leaving nothing behind,', () => {
    const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
    const aborted = { name: 'AbortError' };

    async function leavesNothing(transport: Transport, until: () => Promise<unknown>): Promise<void> {
      const before = timers();
      const controller = new AbortController();
      const call = transport.send({ ...CALL, signal: controller.signal });
      call.catch(() => undefined);
      await until();
      controller.abort();
      await assert.rejects(call, aborted);
      assert.equal(timers(), before, 'a timer was left');
      await server.hungUp();
    }

    it('before it began', async () => {
      const transport = await transportTo(body('7'));
      await assert.rejects(transport.send({ ...CALL, signal: AbortSignal.abort() }), aborted);
      assert.equal(server.requests.length, 0);
    });

    it('while it gets its token', async () => {
      let asked: (() => void) | undefined;
      const asking = new Promise<void>(resolve => (asked = resolve));
      const transport = await transportTo(body('7'), {
        token: () => {
          asked!();
          return new Promise(() => undefined);
        },
      });
      await leavesNothing(transport, () => asking);
      assert.equal(server.requests.length, 0);
    });

    it('while it connects or waits for an answer', async () => {
      let arrived: (() => void) | undefined;
      const arrival = new Promise<void>(resolve => (arrived = resolve));
      const transport = await transportTo(() => arrived!());
      await leavesNothing(transport, () => arrival);
    });

    it('in the same breath as it began', async () => {
      await leavesNothing(await transportTo(silence), () => Promise.resolve());
    });

    it('within a body', async () => {
      let flushed: (() => void) | undefined;
      const flush = new Promise<void>(resolve => (flushed = resolve));
      const transport = await transportTo((_request, answer) => {
        answer.write('{"results": [', () => flushed!());
      });
      await leavesNothing(transport, () => flush);
    });

    it('within the body of an error', async () => {
      let flushed: (() => void) | undefined;
      const flush = new Promise<void>(resolve => (flushed = resolve));
      const transport = await transportTo((_request, answer) => {
        answer.writeHead(500);
        answer.write('it went', () => flushed!());
      });
      await leavesNothing(transport, () => flush);
    });

    it('between two attempts', async () => {
      let chosen: (() => void) | undefined;
      const pausing = new Promise<void>(resolve => (chosen = resolve));
      const transport = await transportTo(
        (_request, response) => {
          response.writeHead(503, { connection: 'close' });
          response.end();
        },
        {
          backoffMs: 3_600_000,
          random: () => {
            chosen!();
            return 0.9;
          },
        },
      );
      await leavesNothing(transport, () => pausing);
      assert.equal(server.requests.length, 1);
    });

    it('even when a fetch of the host’s own does not listen', async () => {
      server = await serve(silence);
      const endless = () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }));
      for (const fetch of [() => new Promise<Response>(() => undefined), () => Promise.resolve(endless())]) {
        const transport = new Transport({ src: server.url, fetch });
        await leavesNothing(transport, () => new Promise(resolve => setImmediate(resolve)));
      }
    });
  });

  describe('never follows a redirect', () => {
    for (const status of [301, 302, 307, 308]) {
      it(`${status}, so that nothing secret goes elsewhere`, async () => {
        const elsewhere = await serve(body('7'));
        try {
          const transport = await transportTo(body('', status, { location: `${elsewhere.url}/login` }), {
            token: 'secret',
          });
          const error = await failure(transport.send(CALL));
          assert.deepEqual([error.kind, error.status, error.retryable], ['http', status, false]);
          assert.match(
            error.message,
            /was redirected to http:\/\/127\.0\.0\.1:\d+\/login, and redirects are not followed/,
          );
          assert.equal(elsewhere.requests.length, 0);
        } finally {
          await elsewhere.close();
        }
      });
    }

    it('of which a browser says no more than that it is one', async () => {
      server = await serve(silence);
      const opaque = Object.defineProperties(new Response(null), {
        type: { value: 'opaqueredirect' },
        ok: { value: false },
        status: { value: 0 },
      });
      const transport = new Transport({ src: server.url, fetch: () => Promise.resolve(opaque) });
      const error = await failure(transport.send(CALL));
      assert.match(error.message, /was redirected, and/);
      assert.equal(error.status, undefined);
    });
  });

  describe('says who is asking', () => {
    const headersOf = (index = 0) => server.requests[index]!.headers;

    it('with a bearer token', async () => {
      await (await transportTo(body('7'), { token: ' abc\n' })).send(CALL);
      assert.equal(headersOf().authorization, 'Bearer abc');
      assert.equal(headersOf().accept, 'application/json');
    });

    it('with a token that is asked for before each call', async () => {
      let count = 0;
      const transport = await transportTo(body('7'), { token: () => Promise.resolve(`t${(count += 1)}`) });
      await transport.send(CALL);
      await transport.send(CALL);
      assert.deepEqual([headersOf(0).authorization, headersOf(1).authorization], ['Bearer t1', 'Bearer t2']);
    });

    it('with no token while there is none', async () => {
      await (await transportTo(body('7'), { token: () => null })).send(CALL);
      assert.equal(headersOf().authorization, undefined);
    });

    it('with headers of the host’s own', async () => {
      const transport = await transportTo(body('7'), {
        token: 'a',
        headers: { 'x-tenant': '7', authorization: 'Basic x' },
      });
      await transport.send(CALL);
      assert.deepEqual([headersOf()['x-tenant'], headersOf().authorization], ['7', 'Basic x']);
      await server.close();
      await (await transportTo(body('7'), { headers: () => Promise.resolve([['x-tenant', '8']]) })).send(CALL);
      assert.equal(headersOf()['x-tenant'], '8');
    });

    for (const [option, options] of Object.entries({
      token: { token: 'sec\nret' },
      headers: { headers: { 'x-key': 'sec\nret' } },
      'CSRF token': { csrf: { token: () => 'sec\nret' } },
    } satisfies Record<string, Partial<TransportOptions>>)) {
      it(`but not with a ${option} that no header can carry, and keeps it to itself`, async () => {
        const transport = await transportTo(body('7'), options);
        await assert.rejects(
          transport.send({ ...CALL, method: 'POST' }),
          (error: Error) => error.message.includes(option) && !/sec\s*ret/.test(error.message),
        );
        assert.equal(server.requests.length, 0);
      });
    }

    describe('by a cookie and proof that the page may use it', () => {
      const page = globalThis as { document?: unknown; location?: unknown };
      afterEach(() => {
        delete page.document;
        delete page.location;
      });
      const onPage = (origin: string, cookie: string) => {
        page.document = { cookie };
        page.location = { origin, href: `${origin}/` };
      };
      const proofOf = async (
        options: Partial<TransportOptions>,
        call: Partial<Call>,
        cookie = 'a=1; authentik_csrf=proof=; z=2',
      ) => {
        const transport = await transportTo(body('7'), options);
        onPage(server.url, cookie);
        await transport.send({ ...CALL, ...call });
        return headersOf()['x-authentik-csrf'];
      };

      it('for what changes something', async () => assert.equal(await proofOf({}, { method: 'POST' }), 'proof='));
      it('not for what does not', async () => assert.equal(await proofOf({}, {}), undefined));
      it('not beside a token', async () => assert.equal(await proofOf({ token: 't' }, { method: 'POST' }), undefined));
      it('not when switched off', async () =>
        assert.equal(await proofOf({ csrf: false }, { method: 'POST' }), undefined));
      it('not without the cookie', async () =>
        assert.equal(await proofOf({}, { method: 'POST' }, 'xauthentik_csrf=1'), undefined));

      it('under names of the host’s own', async () => {
        const transport = await transportTo(body('7'), { csrf: { cookie: 'csrftoken', header: 'X-CSRFToken' } });
        onPage(server.url, 'csrftoken=abc');
        await transport.send({ ...CALL, method: 'DELETE' });
        assert.equal(headersOf()['x-csrftoken'], 'abc');
      });

      it('not to another origin, which the page’s cookies are none of the business of', async () => {
        const transport = await transportTo(body('7'));
        onPage('http://page.example', 'authentik_csrf=proof');
        await transport.send({ ...CALL, method: 'POST' });
        assert.equal(headersOf()['x-authentik-csrf'], undefined);
      });

      it('to another origin when the host gives the proof itself', async () => {
        const transport = await transportTo(body('7'), { csrf: { token: () => 'given' } });
        onPage('http://page.example', '');
        await transport.send({ ...CALL, method: 'POST' });
        assert.equal(headersOf()['x-authentik-csrf'], 'given');
      });
    });

    it('with credentials as told, nothing cached, and JSON as it is', async () => {
      const seen: RequestInit[] = [];
      const fetch: Fetch = (_url, init) => {
        seen.push(init);
        return Promise.resolve(new Response('7'));
      };
      server = await serve(silence);
      await new Transport({ src: server.url, fetch }).send(CALL);
      await new Transport({ src: server.url, fetch, credentials: 'include' }).send({
        ...CALL,
        method: 'post',
        body: '{"n":18446744073709551615}',
      });
      assert.deepEqual(
        seen.map(({ method, credentials, redirect, cache, body }) => ({
          method,
          credentials,
          redirect,
          cache,
          body,
        })),
        [
          {
            method: 'GET',
            credentials: 'same-origin',
            redirect: 'manual',
            cache: 'no-store',
            body: undefined,
          },
          {
            method: 'POST',
            credentials: 'include',
            redirect: 'manual',
            cache: 'no-store',
            body: '{"n":18446744073709551615}',
          },
        ],
      );
      assert.equal((seen[1]!.headers as Headers).get('content-type'), 'application/json');
    });
  });
});
