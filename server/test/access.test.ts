import assert from 'node:assert/strict';
import { request } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { StaticFiles } from '../src/http/static-files.js';
import { Running } from './running.js';
import { tempFolder } from './temp-folder.js';

const TOKEN = 'a-token-that-nobody-guesses';
const LIST = '/api/v3/events/events/';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "require-trusted-types-for 'script'; trusted-types lit-html; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Sends exactly these headers; `fetch` would set a `Host` of its own. */
function raw(origin: string, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(origin + path, { method, headers, setHost: false }, response => {
      response.resume();
      resolve(response.statusCode!);
    });
    call.on('error', reject);
    call.end();
  });
}

describe('a server with a token', () => {
  const running = new Running({ token: TOKEN, cors: ['https://admin.example'], allowHosts: ['events.example'] });
  before(() => running.start());
  after(() => running.end());

  const signIn = async () => {
    const { headers } = await running.plain(`/?token=${TOKEN}`);
    return headers.get('set-cookie')!.split(';')[0]!;
  };

  it('prints an address that opens a session', async () => {
    const url = new URL(running.server.url);
    assert.equal(url.hostname, '127.0.0.1');
    assert.equal(Number(url.port), running.server.port);
    const { status, headers } = await running.plain(url.pathname + url.search);
    assert.equal(status, 303);
    assert.equal(headers.get('location'), '/');
    const cookie = headers.get('set-cookie')!;
    assert.match(cookie, new RegExp(`^event_elements_${running.server.port}=`));
    assert.match(cookie, /; HttpOnly; SameSite=Lax$/);
    assert.ok(!cookie.includes(TOKEN), 'other servers on this machine are sent the cookie');
  });

  it('keeps the rest of an address that brings the token', async () => {
    const { headers } = await running.plain(`/?log=okta&token=${TOKEN}&theme=dark`);
    assert.equal(headers.get('location'), '/?log=okta&theme=dark');
  });

  it('answers with the session', async () => {
    const cookie = await signIn();
    assert.equal((await running.plain(LIST, { headers: { cookie: `other=1; ${cookie}` } })).status, 200);
    assert.equal((await running.plain('/logs', { headers: { cookie } })).status, 200);
  });

  it('answers with the token', async () => {
    for (const authorization of [`Bearer ${TOKEN}`, `bearer  ${TOKEN} `]) {
      assert.equal((await running.plain(LIST, { headers: { authorization } })).status, 200);
    }
  });

  it('refuses the API without either, as authentik does', async () => {
    for (const path of [
      LIST,
      `${LIST}actions/`,
      `${LIST}volume/`,
      `${LIST}x/`,
      '/logs',
      '/api/v3/schema/',
      '/demo.js',
      '/nothing',
    ]) {
      const { status, json } = await running.plain(path);
      assert.equal(status, 403, path);
      assert.deepEqual(json, { detail: 'Authentication credentials were not provided.' });
    }
    const { status } = await running.plain(LIST, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(status, 403);
  });

  for (const authorization of [
    'Bearer',
    'Bearer wrong',
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    `Basic ${TOKEN}`,
    `Bearer ${TOKEN} ${TOKEN}`,
  ]) {
    it(`refuses ${authorization}`, async () => {
      // A session does not make up for it.
      const { status, json } = await running.plain(LIST, { headers: { authorization, cookie: await signIn() } });
      assert.equal(status, 403);
      assert.deepEqual(json, { detail: 'The token is not valid.' });
    });
  }

  it('refuses a made-up session', async () => {
    const name = (await signIn()).split('=')[0]!;
    for (const cookie of [`${name}=`, `${name}=${TOKEN}`, `${name}x=1`, name, '=', ';;']) {
      assert.equal((await running.plain(LIST, { headers: { cookie } })).status, 403, cookie);
    }
  });

  describe('shows somebody without a session', () => {
    it('a form that asks for the token, and works without scripts', async () => {
      const { status, text, headers } = await running.plain('/');
      assert.equal(status, 403);
      assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
      assert.match(text, /<form method="post" action="\/sign-in">/);
      assert.doesNotMatch(text, /<script|style=|<style/);
      assert.equal((await running.plain('/sign-in.css')).status, 200);
    });

    it('the same when the token is wrong, and nothing of what was sent', async () => {
      const sent = '<b>wrong</b>';
      for (const answer of [
        await running.plain(`/?token=${encodeURIComponent(sent)}`),
        await running.plain('/sign-in', { method: 'POST', body: new URLSearchParams({ token: sent }) }),
        await running.plain('/sign-in', { method: 'POST', body: 'token' }),
      ]) {
        assert.equal(answer.status, 403);
        assert.match(answer.text, /not the token/);
        assert.ok(!answer.text.includes('wrong</b>'));
        assert.equal(answer.headers.get('set-cookie'), null);
      }
    });

    it('the page once the form was right', async () => {
      const { status, headers } = await running.plain('/sign-in', {
        method: 'POST',
        body: new URLSearchParams({ token: ` ${TOKEN} ` }),
      });
      assert.equal(status, 303);
      assert.equal(headers.get('location'), '/');
      const cookie = headers.get('set-cookie')!.split(';')[0]!;
      assert.notEqual((await running.plain('/', { headers: { cookie } })).status, 403);
    });
  });

  describe('takes a change made with a session', () => {
    const post = async (headers: Record<string, string>) =>
      (
        await running.plain(LIST, {
          method: 'POST',
          body: '{"action":"x"}',
          headers: { 'content-type': 'application/json', ...headers },
        })
      ).status;

    it('from its own page', async () => {
      const cookie = await signIn();
      assert.equal(await post({ cookie, origin: running.origin }), 201);
      assert.equal(await post({ cookie }), 201);
    });

    it('from no other page', async () => {
      const cookie = await signIn();
      const port = running.server.port;
      for (const origin of [
        'http://evil.example',
        'null',
        `http://127.0.0.1:${port + 1}`,
        `http://localhost:${port}`,
        'https://admin.example',
      ]) {
        assert.equal(await post({ cookie, origin }), 403, origin);
      }
    });

    it('and one made with the token from anywhere', async () => {
      assert.equal(await post({ authorization: `Bearer ${TOKEN}`, origin: 'https://admin.example' }), 201);
    });
  });

  describe('looks at the name it is called by', () => {
    const headers = (host: string) => ({ host, authorization: `Bearer ${TOKEN}` });
    for (const host of ['127.0.0.1', 'localhost:1', 'events.example', '[::1]:80']) {
      it(`and answers to ${host}`, async () => assert.equal(await raw(running.origin, LIST, headers(host)), 200));
    }
    for (const host of ['evil.example', 'events.example.evil.example', '127.0.0.1.evil.example:80']) {
      it(`and not to ${host}`, async () => {
        assert.equal(await raw(running.origin, LIST, headers(host)), 403);
        assert.equal(await raw(running.origin, '/', { host }), 403);
        assert.equal(await raw(running.origin, '/sign-in.css', { host }), 403);
      });
    }
  });

  describe('lets pages of other origins', () => {
    const ask = (origin: string) =>
      running.plain(LIST, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
      });

    it('that were named call the API with the token', async () => {
      const asked = await ask('https://admin.example');
      assert.equal(asked.status, 204);
      assert.equal(asked.headers.get('access-control-allow-origin'), 'https://admin.example');
      assert.match(asked.headers.get('access-control-allow-headers')!, /Authorization/);
      const { headers } = await running.plain(LIST, {
        headers: { origin: 'https://admin.example', authorization: `Bearer ${TOKEN}` },
      });
      assert.equal(headers.get('access-control-allow-origin'), 'https://admin.example');
      assert.equal(headers.get('access-control-allow-credentials'), null);
      assert.equal(headers.get('vary'), 'Origin');
    });

    it('that were not named do nothing', async () => {
      for (const origin of ['https://admin.example.evil.example', 'http://admin.example', 'null']) {
        const asked = await ask(origin);
        assert.equal(asked.status, 403);
        assert.equal(asked.headers.get('access-control-allow-origin'), null);
      }
    });
  });

  it('sends its policy with everything', async () => {
    const cookie = await signIn();
    const answers = [
      await running.plain('/'),
      await running.plain('/', { headers: { cookie } }),
      await running.plain(`/?token=${TOKEN}`),
      await running.plain('/sign-in.css'),
      await running.plain('/demo.js', { headers: { cookie } }),
      await running.plain('/nothing', { headers: { cookie } }),
      await running.plain(LIST),
      await running.call(LIST),
      await running.call(LIST, { method: 'DELETE' }),
      await running.call(`${LIST}?page=9`),
    ];
    for (const { headers } of answers) {
      assert.equal(headers.get('content-security-policy'), POLICY);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.match(headers.get('cache-control')!, /^no-(store|cache)$/);
    }
    assert.equal((await running.call(LIST)).headers.get('cache-control'), 'no-store');
  });

  it('says which methods a path takes', async () => {
    for (const [path, method, allow] of [
      [LIST, 'DELETE', 'GET, HEAD, POST'],
      [`${LIST}volume/`, 'POST', 'GET, HEAD'],
      ['/sign-in', 'GET', 'POST'],
      ['/logs', 'PUT', 'GET, HEAD'],
    ] as const) {
      const { status, headers, json } = await running.call(path, { method });
      assert.equal(status, 405, path);
      assert.equal(headers.get('allow'), allow);
      assert.deepEqual(json, { detail: `Method "${method}" not allowed.` });
    }
  });

  it('answers HEAD with no body', async () => {
    const { status, text } = await running.call(LIST, { method: 'HEAD' });
    assert.equal(status, 200);
    assert.equal(text, '');
  });

  it('knows no log that is not there', async () => {
    for (const name of ['nothing', '__proto__', '%00']) {
      const { status, json } = await running.call(`/logs/${name}${LIST}`);
      assert.equal(status, 404);
      assert.deepEqual(json, { detail: 'Not found.' });
    }
  });

  it('hands out no file but those of the page', async () => {
    const authorization = `Bearer ${TOKEN}`;
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fdemo.ts',
      '/.hidden.js',
      '/etc/passwd',
      '/demo.js/',
      '//demo.ts',
      '/demo.js%00.txt',
    ]) {
      const status = await raw(running.origin, path, { host: '127.0.0.1', authorization });
      assert.equal(status, 404, path);
    }
  });
});

describe('a server without a token', () => {
  const running = new Running({ token: null });
  before(() => running.start());
  after(() => running.end());

  it('answers everybody, but only to its own names and pages', async () => {
    assert.equal(running.server.url, `${running.origin}/`);
    assert.equal((await running.plain(LIST)).status, 200);
    assert.equal(await raw(running.origin, LIST, { host: 'evil.example' }), 403);
    const headers = { 'content-type': 'application/json', origin: 'http://evil.example' };
    assert.equal((await running.plain(LIST, { method: 'POST', body: '{"action":"x"}', headers })).status, 403);
  });
});

describe('the files of the page', () => {
  const temp = tempFolder();
  const files = new StaticFiles(temp.path);
  after(() => temp.remove());
  const get = (path: string, headers: Record<string, string> = {}) =>
    files.respond(path, new Request('http://x/', { headers }));

  it('come packed to those who can unpack', async () => {
    writeFileSync(join(temp.path, 'a.js'), 'export const a = 1;\n'.repeat(100));
    const packed = await get('/a.js', { 'accept-encoding': 'br, gzip' });
    assert.equal(packed!.headers.get('content-encoding'), 'gzip');
    assert.ok((await packed!.arrayBuffer()).byteLength < 500);
    for (const encoding of ['br', 'gzip;q=0', '']) {
      const plain = await get('/a.js', { 'accept-encoding': encoding });
      assert.equal(plain!.headers.get('content-encoding'), null);
      assert.equal((await plain!.text()).length, 2000);
    }
  });

  it('are sent once, until they change', async () => {
    const path = join(temp.path, 'b.css');
    writeFileSync(path, 'a{}');
    const tag = (await get('/b.css'))!.headers.get('etag')!;
    assert.equal((await get('/b.css', { 'if-none-match': `"x", W/${tag}` }))!.status, 304);
    writeFileSync(path, 'a{color:red}');
    const changed = await get('/b.css', { 'if-none-match': tag });
    assert.equal(changed!.status, 200);
    assert.equal(await changed!.text(), 'a{color:red}');
  });

  it('may lie deeper, but not higher, hidden, or of another type', async () => {
    mkdirSync(join(temp.path, 'sub'));
    for (const name of ['sub/c.js', '.d.js', 'e.exe', 'f']) writeFileSync(join(temp.path, name), 'x');
    assert.ok(await get('/sub/c.js'));
    for (const path of ['/', '/sub', '/.d.js', '/e.exe', '/f', '/../a.js', '/sub/../a.js', '//a.js', '/sub//c.js']) {
      assert.equal(await get(path), null, path);
    }
  });
});
