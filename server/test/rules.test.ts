import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { EventsError, HttpEventsClient, type NotificationTransport } from 'event-elements/client';
import { Running } from './running.js';

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds. */
  at: number;
}

/**
 * A receiver of webhooks. What it answers is told by the path: `/503x2` is 503 twice, then 200; `/never` nothing at all, `/drip` a
 * byte at a time without end.
 */
class Receiver {
  readonly received: Received[] = [];
  #waiting: (() => void)[] = [];
  readonly #server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () =>
      this.#answer({ path: request.url!, headers: request.headers, body, at: performance.now() }, response),
    );
  });

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }
  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }
  at(path: string): Received[] {
    return this.received.filter(one => one.path === path);
  }
  /** Resolves when so many have come in at a path. */
  async until(path: string, count: number): Promise<Received[]> {
    while (this.at(path).length < count) await new Promise<void>(resolve => this.#waiting.push(resolve));
    return this.at(path);
  }
  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(one: Received, response: ServerResponse): void {
    this.received.push(one);
    for (const resolve of this.#waiting.splice(0)) resolve();
    if (one.path === '/never') return;
    if (one.path === '/drip') {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
      return;
    }
    const [, status, times] = /^\/(\d{3})x(\d+)/.exec(one.path) ?? [];
    const fails = this.at(one.path).length <= Number(times ?? 0);
    response
      .writeHead(fails ? Number(status) : 200, {
        location: this.url('/elsewhere'),
        ...(status === '429' && { 'retry-after': '1' }),
      })
      .end(fails ? 'no' : 'ok');
  }
}

describe('rules', () => {
  const running = new Running({
    upkeepEveryMs: 3_600_000,
    deliveries: { allowPrivate: true, timeoutMs: 300, backoffMs: [20, 20, 20] },
  });
  const receiver = new Receiver();
  let client: HttpEventsClient;
  before(async () => {
    await receiver.start();
    await running.start();
    client = connect();
  });
  after(async () => {
    receiver.stop();
    await running.end();
  });

  const connect = () => new HttpEventsClient({ src: `${running.origin}/api/v3`, token: running.server.token! });
  const event = (action: string, fields: object = {}) =>
    JSON.stringify({ action, app: 'a', created: new Date().toISOString(), pk: crypto.randomUUID(), ...fields });
  const hook = (name: string, path: string, further: object = {}): Promise<NotificationTransport> =>
    client.rules.transports.create({ name, mode: 'webhook', webhook_url: receiver.url(path), ...further });

  it('fires for events that come in from now on, once for those that come together', async () => {
    await running.add([event('early')]);
    const transport = await hook('ok', '/ok', { webhook_secret: 'whsec_c2VjcmV0' });
    assert.equal(transport.signed, true);
    const rule = await client.rules.create({
      name: 'Early and late',
      query: 'action in ("early", "late")',
      severity: 'alert',
      transports: [transport.pk],
    });
    const late = [
      event('late', { user: { username: 'ana', email: 'ana@example.com' } }),
      event('other'),
      event('late'),
    ];
    await running.add(late);
    const [received] = await receiver.until('/ok', 1);
    const body = JSON.parse(received!.body) as Record<string, unknown>;
    const pks = [late[0]!, late[2]!].map(text => (JSON.parse(text) as { pk: string }).pk);
    assert.deepEqual(body.events, pks);
    assert.deepEqual(
      [body.count, body.severity, body.notification_rule],
      [2, 'alert', { pk: rule.pk, name: rule.name }],
    );
    assert.match(String(body.body), /^Early and late: 2 events, the last one /);

    // Standard Webhooks: HMAC-SHA256 over id, seconds and body.
    const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature } = received!.headers;
    const signed = createHmac('sha256', 'secret')
      .update(`${String(id)}.${String(seconds)}.${received!.body}`)
      .digest('base64');
    assert.equal(signature, `v1,${signed}`);
    assert.equal(received!.headers['idempotency-key'], id);
    const { fired, last_fired } = await client.rules.get(rule.pk);
    assert.equal(fired, 1);
    assert.ok(Math.abs(Date.parse(last_fired!) - Date.now()) < 60_000);
    await client.rules.update(rule.pk, { enabled: false });
  });

  it('tells on the server itself when it has no transport, with the event', async () => {
    const rule = await client.rules.create({ name: 'Local', query: 'action = "here"', severity: 'warning' });
    const text = event('here', { context: { big: 1 } }).replace('"big":1', '"big":9007199254740993');
    await running.add([text]);
    const told = async () => (await client.notifications.list({ severity: 'warning' })).results;
    let found = await told();
    while (found.length === 0) found = await told();
    assert.equal(found.length, 1);
    assert.equal(found[0]!.event!.context!.big, 9007199254740993n);
    assert.match(found[0]!.body, /^Local: /);
    await client.rules.remove(rule.pk);
  });

  it('tries again what was not taken, under the same id; then gives up and says so', async () => {
    const retried = await hook('retried', '/503x2');
    const refused = await hook('refused', '/302x99');
    const silent = await hook('silent', '/never');
    const endless = await hook('endless', '/drip');
    const busy = await hook('busy', '/429x1');
    const rule = await client.rules.create({
      name: 'Try',
      query: 'action = "try"',
      transports: [retried, refused, silent, endless, busy].map(({ pk }) => pk),
    });
    const before = performance.now();
    await running.add([event('try')]);
    assert.ok(performance.now() - before < 1000, 'whoever adds events waits for receivers');
    const attempts = await receiver.until('/503x2', 3);
    assert.equal(new Set(attempts.map(({ headers }) => headers['webhook-id'])).size, 1);
    const failed = async () => (await client.notifications.list({ search: '"gave up"' })).results;
    let notices = await failed();
    while (notices.length < 3) {
      await pause(20);
      notices = await failed();
    }
    assert.ok(
      notices.some(({ body }) => /refused gave up after 4 attempts\. The receiver redirects \(302\)/.test(body)),
    );
    assert.ok(
      notices.some(({ body }) => /silent gave up after 4 attempts\. .* no whole answer within 0\.3 seconds/.test(body)),
    );
    assert.ok(
      notices.some(({ body }) =>
        /endless gave up after 4 attempts\. .* no whole answer within 0\.3 seconds/.test(body),
      ),
      notices.map(({ body }) => body).join('\n'),
    );
    assert.equal(receiver.at('/elsewhere').length, 0);
    const [early, late] = await receiver.until('/429x1', 2);
    assert.ok(late!.at - early!.at > 950, 'Retry-After: 1 was not waited for');
    const { deliveries } = await client.rules.transports.get(retried.pk);
    assert.deepEqual(deliveries, { waiting: 0, delivered: 1, failed: 0, last_error: null });
    await client.rules.remove(rule.pk);
  });

  it('never fires for events about rules', async () => {
    const transport = await hook('all', '/all');
    const rule = await client.rules.create({ name: 'All', transports: [transport.pk] });
    await running.add([
      event('model_updated', { context: { model: { app: 'authentik_events', model_name: 'notificationrule' } } }),
      event('custom_echo', { context: { notification_rule: { pk: rule.pk } } }),
      event('custom_other'),
    ]);
    const [received] = await receiver.until('/all', 1);
    assert.equal((JSON.parse(received!.body) as { count: number }).count, 1);
    await client.rules.remove(rule.pk);
  });

  it('speaks to Slack without letting an event give commands', async () => {
    const transport = await client.rules.transports.create({
      name: 'slack',
      mode: 'webhook_slack',
      webhook_url: receiver.url('/slack'),
    });
    const rule = await client.rules.create({ name: 'S', query: 'action ~ "shout"', transports: [transport.pk] });
    await running.add([event('custom_shout <!channel> & more')]);
    const [received] = await receiver.until('/slack', 1);
    assert.ok(received!.body.includes('&lt;!channel&gt; &amp; more'));
    assert.ok(!received!.body.includes('<!'));
    await client.rules.remove(rule.pk);
  });

  it('tests a transport at once, and says what the receiver said', async () => {
    const good = await hook('good', '/good');
    assert.deepEqual(await client.rules.transports.test(good.pk), { messages: ['200 OK: ok'] });
    const here = await client.rules.transports.create({ name: 'here', mode: 'local' });
    await client.rules.transports.test(here.pk);
    const [told] = (await client.notifications.list()).results;
    assert.deepEqual([told!.body, told!.severity], ['This is a test of the transport here.', 'notice']);
    const bad = await hook('bad', '/500x9');
    await assert.rejects(
      client.rules.transports.test(bad.pk),
      (error: EventsError) => error.detail === 'The receiver answered 500 Internal Server Error: no',
    );
    await client.rules.transports.update(good.pk, { name: 'better' });
    const { results } = await client.rules.transports.list({ search: 'better', mode: 'webhook' });
    assert.deepEqual(
      results.map(({ pk }) => pk),
      [good.pk],
    );
    await client.rules.transports.remove(good.pk);
    await assert.rejects(client.rules.transports.get(good.pk), (error: EventsError) => error.status === 404);
  });

  it('refuses what could never work, and says where it is wrong', async () => {
    const fields = async (work: Promise<unknown>): Promise<string[]> => {
      const error: unknown = await work.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof EventsError && error.status === 400, String(error));
      return Object.keys(error.fields ?? {});
    };
    const { rules } = client;
    assert.deepEqual(await fields(rules.create({ name: 'q', query: 'action = ' })), ['query']);
    assert.deepEqual(await fields(rules.create({ name: ' ' })), ['name']);
    assert.deepEqual(await fields(rules.create({ name: 'Early and late' })), ['name']);
    assert.deepEqual(await fields(rules.create({ name: 't', transports: ['7e7a3f0e-0000-4000-8000-000000000000'] })), [
      'transports',
    ]);
    assert.deepEqual(
      await fields(rules.transports.create({ name: 'f', mode: 'webhook', webhook_url: 'file:///etc/passwd' })),
      ['webhook_url'],
    );
    assert.deepEqual(await fields(rules.transports.create({ name: 'm', mode: 'email', email_to: 'a@example.com' })), [
      'mode',
    ]);
  });

  it('reaches nothing private unless that is allowed, and sends mail where there is a server for it', async () => {
    const transport = await hook('private', '/private');
    const rule = await client.rules.create({ name: 'After', query: 'action = "after"', transports: [] });
    await running.stop();
    const smtp = await fakeSmtp();
    await running.start({
      deliveries: { timeoutMs: 2000, mail: { smtp: `smtp://127.0.0.1:${smtp.port}`, from: 'log@example.com' } },
    });
    client = connect();
    await assert.rejects(client.rules.transports.test(transport.pk), /127\.0\.0\.1 is no address of the open internet/);
    // One and the same place, however it is written.
    for (const host of ['2130706433', '0x7f.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0']) {
      const webhook_url = receiver.url('/private').replace('127.0.0.1', host);
      await client.rules.transports.update(transport.pk, { webhook_url });
      await assert.rejects(client.rules.transports.test(transport.pk), /is no address of the open internet/, host);
    }
    await client.rules.transports.update(transport.pk, {
      webhook_url: receiver.url('/private').replace('127.0.0.1', 'localhost'),
    });
    await assert.rejects(
      client.rules.transports.test(transport.pk),
      /localhost leads to .* no address of the open internet/,
    );
    assert.equal(receiver.at('/private').length, 0);

    const mail = await client.rules.transports.create({
      name: 'mail',
      mode: 'email',
      email_to: 'ana@example.com',
      email_subject_prefix: '[log] ',
    });
    await client.rules.update(rule.pk, { transports: [mail.pk] });
    await running.add([event('after', { user: { username: 'eve\r\nBcc: all@example.com' } })]);
    const message = await smtp.message;
    assert.match(message, /^Subject: \[log\] After$/m);
    assert.match(message, /^Message-ID: <[\da-f-]{36}@event-elements\.invalid>$/im);
    assert.doesNotMatch(message, /^Bcc:/m);
    smtp.server.close();
  });
});

/** Just enough of a mail server to take one mail. */
async function fakeSmtp(): Promise<{ server: Server; port: number; message: Promise<string> }> {
  let done: (text: string) => void;
  const message = new Promise<string>(resolve => (done = resolve));
  const server = createTcpServer(socket => {
    let data: string | null = null;
    let rest = '';
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', chunk => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) {
        if (data !== null && line === '.') {
          done(data);
          data = null;
          socket.write('250 taken\r\n');
        } else if (data !== null) data += `${line}\n`;
        else if (/^data/i.test(line)) {
          data = '';
          socket.write('354 go on\r\n');
        } else if (/^quit/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port, message };
}
