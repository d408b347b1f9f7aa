import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { hostileLines } from './hostile-lines.js';
import { Running } from './running.js';

const EVENTS = '/api/v3/events/events/';
const MAX_EVENT_BYTES = 1_000_000;

const pkOf = (i: number) => `10000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;

describe('events of any kind', () => {
  const running = new Running({ maxEventBytes: MAX_EVENT_BYTES });
  const lines = hostileLines();
  before(async () => {
    await running.start();
    await running.add(lines);
  });
  after(() => running.end());

  it('come back as the very text they came as', async () => {
    for (const line of lines) {
      const { pk } = JSON.parse(line) as { pk: string };
      const { text, headers } = await running.call(`${EVENTS}${pk}/`);
      assert.equal(text, line);
      assert.equal(headers.get('content-type'), 'application/json');
    }
  });

  it('come back in a list as the very text they came as', async () => {
    const { text } = await running.list({ ordering: 'pk', page_size: 1000 });
    assert.ok(text.includes(`"results":[${lines.join(',')}],"autocomplete":`));
  });

  it('do no harm to the table', async () => {
    const { json } = await running.list({ search: "'; drop table events; --" });
    assert.ok(json.pagination.count > 0);
    assert.equal((await running.list()).json.pagination.count, lines.length);
  });

  it('are known when they come again', async () => {
    const { json } = await running.add(lines);
    assert.deepEqual(json, { inserted: 0, known: lines.length, rejected: 0, rejects: [] });
    assert.equal((await running.list()).json.pagination.count, lines.length);
  });

  it('may be longer than a portion of a page', async () => {
    const log = new Running({ maxEventBytes: 20_000_000 });
    try {
      await log.start();
      const big = [0, 1, 2].map(
        i => `{"pk":"${pkOf(i)}","created":"2024-01-0${i + 1}","action":"big","app":"${'😀'.repeat(1_500_000)}"}`,
      );
      const small = `{"pk":"${pkOf(9)}","created":"2024-01-02T12:00:00Z","action":"small"}`;
      const { json } = await log.add([...big, small]);
      assert.equal(json.inserted, 4);
      const { text } = await log.list({ ordering: 'created' });
      assert.ok(text.includes(`"results":[${[big[0], big[1], small, big[2]].join(',')}],"autocomplete":`));
    } finally {
      await log.end();
    }
  });
});

describe('pages', () => {
  const running = new Running();
  // Many events at one moment: only the key tells them apart.
  const lines = Array.from(
    { length: 55 },
    (_, i) => `{"pk":"${pkOf(i)}","created":"2024-01-0${1 + (i % 2)}","action":"a${i % 3}","app":"x"}`,
  );
  before(async () => {
    await running.start();
    await running.add(lines);
  });
  after(() => running.end());

  for (const ordering of ['created', '-created', 'app', '-app', 'action,-created', 'user']) {
    it(`by ${ordering} hold every event once`, async () => {
      const seen: string[] = [];
      for (let page = 1; page <= 8; page += 1) {
        const { json } = await running.list({ ordering, page, page_size: 7 });
        seen.push(...json.results.map(({ pk }: { pk: string }) => pk));
      }
      const { json } = await running.list({ ordering, page_size: 100 });
      assert.deepEqual(
        seen,
        json.results.map(({ pk }: { pk: string }) => pk),
      );
      assert.equal(new Set(seen).size, 55);
    });
  }

  it('of -x are those of x, read backwards', async () => {
    const pks = async (ordering: string) =>
      (await running.list({ ordering, page_size: 100 })).json.results.map(({ pk }: { pk: string }) => pk);
    assert.deepEqual(await pks('-action,-created'), (await pks('action,created')).reverse());
  });

  it('have 20 events, and never more than 1,000', async () => {
    assert.equal((await running.list()).json.results.length, 20);
    const { json } = await running.list({ page_size: 5000 });
    assert.deepEqual(json.pagination, {
      next: 0,
      previous: 0,
      count: 55,
      current: 1,
      total_pages: 1,
      start_index: 1,
      end_index: 55,
    });
  });

  it('say where they stand', async () => {
    const { json } = await running.list({ page: 3, page_size: 20 });
    assert.deepEqual(json.pagination, {
      next: 0,
      previous: 2,
      count: 55,
      current: 3,
      total_pages: 3,
      start_index: 41,
      end_index: 55,
    });
  });

  it('are one, and empty, when nothing matches', async () => {
    const { status, json } = await running.list({ search: 'nowhere' });
    assert.equal(status, 200);
    assert.deepEqual(json.pagination, {
      next: 0,
      previous: 0,
      count: 0,
      current: 1,
      total_pages: 1,
      start_index: 0,
      end_index: 0,
    });
    assert.deepEqual(json.results, []);
  });

  const wrong: [query: Record<string, string>, status: number, body: unknown][] = [
    [{ page: '4', page_size: '20' }, 404, { detail: 'Invalid page.' }],
    [{ page: '0' }, 404, { detail: 'Invalid page.' }],
    [{ page: 'x' }, 404, { detail: 'Invalid page.' }],
    [{ page: '99999999999999999999' }, 404, { detail: 'Invalid page.' }],
    [{ page: '2', search: 'nowhere' }, 404, { detail: 'Invalid page.' }],
    [{ page_size: 'x' }, 400, { page_size: ['A valid integer is required.'] }],
    [{ page_size: '0' }, 400, { page_size: ['Ensure this value is greater than or equal to 1.'] }],
    [{ search: 'x'.repeat(10_001) }, 400, { search: ['Ensure this field has no more than 10000 characters.'] }],
    [{ search: 'x '.repeat(51) }, 400, { search: ['At most 50 words can be searched for at once.'] }],
    [{ username: 'x'.repeat(1001) }, 400, { username: ['Ensure this field has no more than 1000 characters.'] }],
  ];
  for (const [query, status, body] of wrong) {
    it(`refuse ${JSON.stringify(query).slice(0, 40)}`, async () => {
      const answer = await running.list(query);
      assert.equal(answer.status, status);
      assert.deepEqual(answer.json, body);
    });
  }

  it('refuse an order that is none, naming it and those there are', async () => {
    for (const ordering of ['colour', 'created,colour', '-', 'created;drop', '__proto__', 'brand_name']) {
      const { status, json } = await running.list({ ordering });
      assert.equal(status, 400);
      assert.match(json.ordering[0], /is not a field to sort by. Choose from action, user/);
    }
  });

  it('run a query', async () => {
    const count = async (search: string) => (await running.list({ search })).json.pagination.count as number;
    const all = await count('');
    const matching = await count('action = "a1" or action = "a2"');
    assert.ok(matching > 0 && matching < all, `${matching} of ${all}`);
    assert.equal(await count('not (action in ("a1", "a2"))'), all - matching);
    assert.equal(await count('created >= "2000-01-01 00:00:00" and created < now'), all);
  });

  it('refuse a query that cannot run, saying what is wrong and where', async () => {
    for (const [search, from, to] of [
      ['action == "login"', 7, 9],
      ['action = "login" and app >', undefined, undefined],
      ['user = "bob"', undefined, undefined],
    ] as const) {
      const { status, json } = await running.list({ search });
      assert.equal(status, 400, search);
      assert.equal(json.code, 'query_error');
      assert.equal(json.search.length, json.diagnostics.length);
      const [problem] = json.diagnostics;
      assert.equal(problem.message, json.search[0]);
      assert.ok(problem.from >= 0 && problem.to <= search.length && problem.from <= problem.to, search);
      if (from !== undefined) assert.deepEqual([problem.from, problem.to], [from, to]);
    }
    assert.equal((await running.list({ search: `"action = 'login'"` })).status, 200);
  });

  it('bound a query in its parts', async () => {
    const many = Array.from({ length: 201 }, () => 'app = "x"').join(' or ');
    const list = `app in (${Array.from({ length: 1001 }, () => '"x"').join(', ')})`;
    for (const search of [many, list]) {
      const { status, json } = await running.list({ search });
      assert.equal(status, 400);
      assert.match(json.search[0], /at most/);
    }
    const deep = `${'('.repeat(2000)}app = "x"${')'.repeat(2000)}`;
    assert.equal((await running.list({ search: deep })).status, 400);
  });

  it('take the longest search there may be, in letters of nine bytes', async () => {
    assert.equal((await running.list({ search: '€'.repeat(10_000) })).status, 200);
  });

  it('pass over parameters that are empty or not known', async () => {
    const { json } = await running.list('search=&ordering=&page=&page_size=&username=&actions=&colour=blue');
    assert.equal(json.pagination.count, 55);
  });
});

describe('one event', () => {
  const running = new Running({ maxEventBytes: MAX_EVENT_BYTES });
  before(() => running.start());
  after(() => running.end());
  const post = (body: string, type = 'application/json', query = '') =>
    running.call(`${EVENTS}${query}`, { method: 'POST', headers: { 'content-type': type }, body });

  it('is added with a key and a time of the server, its text otherwise as it was', async () => {
    const began = Date.now();
    const { status, text, json } = await post('{ "action": "custom_x", "app":"a",  "context":{"n":9007199254740993} }');
    assert.equal(status, 201);
    assert.match(json.pk, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    assert.ok(Date.parse(json.created) >= began && Date.parse(json.created) <= Date.now());
    assert.ok(text.endsWith('"action": "custom_x", "app":"a",  "context":{"n":9007199254740993} }'), text);
    assert.equal((await running.call(`${EVENTS}${json.pk}/`)).text, text);
  });

  it('is a new one each time when it brings no key', async () => {
    const [a, b] = [await post('{"action":"x"}'), await post('{"action":"x"}')];
    assert.equal(a.status, 201);
    assert.equal(b.status, 201);
    assert.notEqual(a.json.pk, b.json.pk);
  });

  it('stays as it was when it comes again', async () => {
    const first = `{"pk":"${pkOf(1)}","created":"2024-01-01T00:00:00Z","action":"x","app":"first"}`;
    assert.equal((await post(first)).status, 201);
    const again = await post(first.replace('first', 'second'));
    assert.equal(again.status, 200);
    assert.equal(again.text, first);
  });

  it('of another system is wrapped, its text unchanged', async () => {
    const event =
      '{"published":"2024-01-01T00:00:00.000Z","eventType":"user.session.start","uuid":"u1","version":1.0,"2":0,"1":0}';
    const { status, text, json } = await post(event, 'application/json', '?profile=okta');
    assert.equal(status, 201);
    assert.equal(json.action, 'user.session.start');
    assert.ok(text.endsWith(`"raw":${event}}}`), text);
  });

  const wrong: [body: string, why: RegExp][] = [
    ['', /"non_field_errors":\["This is not JSON/],
    ['{', /"non_field_errors":\["This is not JSON/],
    ['[]', /"non_field_errors":\["This is not a JSON object/],
    ['null', /"non_field_errors"/],
    ['{}', /"action":\["It has no action/],
    ['{"action":"x","created":"yesterday"}', /"created":\["This is not a time: yesterday/],
    ['{"action":"x","created":null}', /"created":\["It has no time/],
    [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, /"non_field_errors"/],
  ];
  for (const [body, why] of wrong) {
    it(`is refused when it is ${body.slice(0, 40)}`, async () => {
      const { status, text } = await post(body);
      assert.equal(status, 400);
      assert.match(text, why);
    });
  }

  it('is refused when it is too long, of another type, or of an unknown system', async () => {
    assert.equal((await post(`{"action":"${'x'.repeat(MAX_EVENT_BYTES)}"}`)).status, 413);
    assert.equal((await post('{"action":"x"}', 'text/plain')).status, 415);
    const { status, json } = await post('{"action":"x"}', 'application/json', '?profile=__proto__');
    assert.equal(status, 400);
    assert.match(json.profile[0], /Choose from authentik/);
  });

  it('is refused when it is no UTF-8', async () => {
    const body = Buffer.from('{"action":"\xff"}', 'latin1');
    const { status, json } = await running.call(EVENTS, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    assert.equal(status, 400);
    assert.match(json.non_field_errors[0], /UTF-8/);
  });

  it('is found by its key however that is written, and nothing by anything else', async () => {
    const event = `{"pk":"${pkOf(2)}","created":"2024-01-01T00:00:00Z","action":"x"}`;
    await post(event);
    for (const id of [pkOf(2), pkOf(2).replaceAll('-', ''), pkOf(2).toUpperCase()]) {
      assert.equal((await running.call(`${EVENTS}${id}/`)).text, event);
    }
    for (const id of [pkOf(3), 'x', '%00', "'", '..%2f', pkOf(2).replace('-', '')]) {
      const { status, json } = await running.call(`${EVENTS}${id}/`);
      assert.equal(status, 404, id);
      assert.deepEqual(json, { detail: 'Not found.' });
    }
  });
});

describe('many events', () => {
  const running = new Running({ maxEventBytes: MAX_EVENT_BYTES });
  before(() => running.start());
  after(() => running.end());
  const line = (i: number, more = '') => `{"pk":"${pkOf(i)}","created":"2024-01-01T00:00:00Z","action":"x"${more}}`;

  it('are added though some are none, and each of those is told', async () => {
    const { status, json } = await running.add([
      line(1),
      'no',
      '',
      line(1),
      '{"pk":5}',
      line(2),
      `"${'x'.repeat(MAX_EVENT_BYTES)}"`,
    ]);
    assert.equal(status, 200);
    assert.match(json.rejects[0].reason, /^This is not JSON/);
    assert.deepEqual(json, {
      inserted: 2,
      known: 1,
      rejected: 3,
      rejects: [
        { line: 2, reason: json.rejects[0].reason },
        { line: 5, reason: 'It has no action.', path: 'action' },
        { line: 7, reason: `The line is longer than ${MAX_EVENT_BYTES} bytes, the most one event may have.` },
      ],
    });
  });

  it('may be gzip', async () => {
    const { json } = await running.add(new Uint8Array(gzipSync([line(11), line(12)].join('\n'))));
    assert.equal(json.inserted, 2);
  });

  it('are added up to where the gzip data breaks off, which is said', async () => {
    const packed = gzipSync(
      Array.from({ length: 3000 }, (_, i) => line(1000 + i, `,"noise":"${(i * 7919) % 10_007}"`)).join('\n'),
    );
    const { status, json } = await running.add(new Uint8Array(packed.subarray(0, packed.length >> 1)));
    assert.equal(status, 400);
    assert.match(json.detail, /cut off/);
    assert.ok(json.inserted > 1000);
    assert.equal(json.rejected, 1);
  });

  it('may stand in one document', async () => {
    const record = (id: number) =>
      `{"eventTime":"2024-01-01T00:00:0${id}Z","eventName":"GetX","eventID":"${id}","eventSource":"s3.amazonaws.com","n":9007199254740993}`;
    const { json } = await running.add(
      [`{"Records":[${record(1)},{"eventName":"NoTime"},${record(2)}]}`],
      '?profile=cloudtrail',
    );
    assert.equal(json.inserted, 2);
    assert.deepEqual(
      json.rejects.map(({ line, item }: { line: number; item: number }) => [line, item]),
      [[1, 2]],
    );
    assert.match((await running.list({ search: 'GetX' })).text, /"n":9007199254740993/);
  });

  it('are told of at most 100 that are none, but all are counted', async () => {
    const { json } = await running.add(Array.from({ length: 150 }, () => '?'));
    assert.equal(json.rejected, 150);
    assert.equal(json.rejects.length, 100);
  });

  it('begin a log where there was none', async () => {
    const { json } = await running.call('/logs');
    assert.deepEqual(
      json.map(({ name, title, api }: Record<string, string>) => [name, title, api]),
      [['events', 'Events', '/logs/events/api/v3']],
    );
    assert.equal((await running.call('/logs/events/api/v3/events/events/')).json.pagination.count, json[0].count);
  });

  it('show in what an editor may suggest', async () => {
    await running.add([line(50, ',"app":"new.app"').replace('"x"', '"custom_new"')]);
    const { json } = await running.list();
    const model = json.autocomplete.models[json.autocomplete.current_model];
    assert.ok(model.app.options.includes('new.app'));
    assert.ok(model.action.options.includes('custom_new'));
    const actions = (await running.call(`${EVENTS}actions/`)).json.map(
      ({ component }: { component: string }) => component,
    );
    assert.equal(actions[0], 'login');
    assert.ok(actions.includes('custom_new'));
  });
});
