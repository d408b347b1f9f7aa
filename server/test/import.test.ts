import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { startServer } from '../src/index.js';
import { Running } from './running.js';

const pkOf = (i: number) => `20000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
const line = (i: number, more = '') =>
  `{"pk":"${pkOf(i)}","created":"2024-01-01T00:00:00Z","action":"x","app":"a"${more}}`;

interface Kept {
  line: number;
  item?: number;
  reason: string;
  path?: string;
  text?: string;
  base64?: string;
}

describe('an import', () => {
  const running = new Running({ maxEventBytes: 1_000_000 });
  after(() => running.end());

  const file = (name: string, content: string | Uint8Array) => {
    const path = join(running.folder, name);
    writeFileSync(path, content);
    return path;
  };
  /** Starts on the same data, looks, and stops. */
  const importing = async <T>(options: Parameters<Running['start']>[0], look: () => Promise<T>): Promise<T> => {
    running.said.length = 0;
    await running.start(options);
    try {
      return await look();
    } finally {
      await running.stop();
    }
  };
  const count = async () => (await running.list()).json.pagination.count as number;
  const said = () => running.said.join('\n');
  const kept = (): Kept[] => {
    const path = / in (.*)$/m.exec(said())![1]!;
    return readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map(text => JSON.parse(text) as Kept);
  };

  it('guesses what the events are, and says so', async () => {
    const path = file('mine.jsonl', [line(1), line(2)].join('\n'));
    const logs = await importing({ imports: [path] }, async () => (await running.call('/logs')).json);
    assert.match(said(), /mine\.jsonl: the events look like those of profile "authentik"/);
    assert.match(said(), /2 lines: 2 new, 0 known already, 0 rejected/);
    assert.deepEqual(logs, [{ name: 'events', title: 'mine', count: 2, api: '/logs/events/api/v3' }]);
  });

  it('adds what is new and nothing twice', async () => {
    const path = file('again.jsonl.gz', gzipSync([line(1), line(2), line(3), line(3)].join('\r\n')));
    assert.equal(await importing({ imports: [path] }, count), 3);
    assert.match(said(), /4 lines: 1 new, 3 known already, 0 rejected/);
  });

  it('is kept over a restart, and so is the token', async () => {
    const first = await importing({}, () => Promise.resolve(running.server.token));
    const second = await importing({}, async () => {
      assert.equal(await count(), 3);
      return running.server.token;
    });
    assert.equal(first, second);
    assert.equal(statSync(join(running.data, 'token')).mode & 0o777, 0o600);
  });

  it('keeps every line that is no event, with its number, the reason and its very text', async () => {
    const long = `{"pk":"${pkOf(9)}","app":"${'é'.repeat(600_000)}"}`;
    const lines = [line(4), 'not JSON "\\', '', '{"action":"x"}', '\u2028{', long, line(5), '[1, 2]'];
    const invalid = Buffer.from('{"action":"\xff"}', 'latin1');
    const path = file(
      'mixed.log',
      Buffer.concat([Buffer.from(lines.join('\n')), Buffer.from('\n'), invalid, Buffer.from('\n')]),
    );
    assert.equal(await importing({ imports: [path], profile: 'authentik' }, count), 5);
    assert.match(said(), /8 lines: 2 new, 0 known already, 6 rejected/);

    const byLine = new Map(kept().map(entry => [entry.line, entry]));
    assert.deepEqual(
      [...byLine.keys()].sort((a, b) => a - b),
      [2, 4, 5, 6, 8, 9],
    );
    assert.equal(byLine.get(2)!.text, lines[1]);
    assert.match(byLine.get(2)!.reason, /not JSON/);
    assert.equal(byLine.get(4)!.text, lines[3]);
    assert.equal(byLine.get(4)!.path, 'created');
    assert.equal(byLine.get(5)!.text, lines[4]);
    assert.equal(Buffer.from(byLine.get(6)!.base64!, 'base64').toString(), long);
    assert.match(byLine.get(6)!.reason, /longer than 1000000 bytes/);
    assert.equal(byLine.get(8)!.text, lines[7]);
    assert.deepEqual(Buffer.from(byLine.get(9)!.base64!, 'base64'), invalid);
  });

  it('never writes over the lines kept before', async () => {
    const path = join(running.folder, 'mixed.log');
    await importing({ imports: [path], profile: 'authentik' }, count);
    assert.deepEqual(readdirSync(join(running.data, 'rejects')).sort(), ['mixed.log.1.jsonl', 'mixed.log.2.jsonl']);
  });

  it('takes a profile of the user', async () => {
    const profile = file(
      'profile.json',
      '{"name":"doors","time":"at","action":"what","user":{"username":"who"},"app":{"const":"doors"}}',
    );
    const event = '{"at":"2024-02-03T04:05:06Z","what":"door_opened","who":"ana","badge":9007199254740993}';
    const path = file('doors.jsonl', event);
    await importing({ imports: [path], profile, log: 'doors' }, async () => {
      const { text, json } = await running.call('/logs/doors/api/v3/events/events/');
      assert.equal(json.results[0].user.username, 'ana');
      assert.ok(text.includes(`"raw":${event}`));
    });
  });

  it('says of a file that breaks off what it is, and keeps what came before', async () => {
    const packed = gzipSync(
      Array.from({ length: 5000 }, (_, i) => line(10_000 + i, `,"n":${(i * 7919) % 10_007}`)).join('\n'),
    );
    const path = file('cut.jsonl.gz', packed.subarray(0, packed.length >> 1));
    const before = await importing({}, count);
    const now = await importing({ imports: [path] }, count);
    assert.ok(now > before + 1000);
    assert.match(said(), /cut\.jsonl\.gz: The gzip data is damaged or cut off.*What came before the damage is stored/);
    assert.equal(kept().length, 1);
  });

  describe('does not start', () => {
    const fails = async (options: Partial<Parameters<typeof startServer>[0]>, message: RegExp) => {
      await assert.rejects(startServer({ data: running.data, ...options }), message);
      // Nothing is left open: the folder can be used at once.
      await importing({}, count);
    };

    it('with a file that is not there', () =>
      fails({ imports: ['nowhere.jsonl'] }, /The file nowhere\.jsonl is not there/));
    it('with a profile that is not there', () =>
      fails(
        { imports: [file('x', line(1))], profile: 'oktaa' },
        /no profile and no file called oktaa\. Did you mean okta\?/,
      ));
    it('with a profile that is none', () => {
      const profile = file('bad.json', '{"name":"bad","colour":"red"}');
      return fails({ imports: [file('x', line(1))], profile }, /The profile .*bad\.json cannot be used: .+/);
    });
    it('with events of no system it knows', () =>
      fails(
        { imports: [file('odd.jsonl', '{"a":1}\n{"b":2}')] },
        /odd\.jsonl: What system these events are from could not be told.*--profile/,
      ));
    it('with JSON over several lines', () =>
      fails({ imports: [file('pretty.json', '{\n  "Records": [\n  ]\n}')] }, /not one object a line.*jq/));
    it('with what is no JSON at all', () =>
      fails({ imports: [file('table.csv', 'time,user\n1,2')] }, /The first lines are not JSON/));
    it('with a folder', () => {
      mkdirSync(join(running.folder, 'folder'), { recursive: true });
      return fails(
        { imports: [join(running.folder, 'folder')], profile: 'authentik' },
        /is a folder\. Name the files in it/,
      );
    });
    it('into the log of the demo', () => fails({ imports: [file('x', line(1))], log: 'okta' }, /kept for the demo/));
    it('into a log with a strange name', () =>
      fails({ imports: [file('x', line(1))], log: '../x' }, /cannot be a log's name/));
  });

  it('of nothing makes no log', async () => {
    const other = new Running();
    try {
      await other.start({ imports: [file('empty.jsonl', '\n\n')], profile: 'authentik' });
      assert.deepEqual((await other.call('/logs')).json, []);
      assert.equal((await other.list()).json.pagination.count, 0);
    } finally {
      await other.end();
    }
  });
});

describe('the demo', () => {
  const running = new Running({ demo: true });
  before(() => running.start());
  after(() => running.end());

  it('has its logs, CloudTrail first', async () => {
    const { json } = await running.call('/logs');
    assert.deepEqual(
      json.map(({ name, count }: { name: string; count: number }) => [name, count]),
      [
        ['cloudtrail', 2864],
        ['okta', 56],
        ['authentik', 379],
      ],
    );
    const main = await running.list({ page_size: 1 });
    assert.equal(main.json.pagination.count, 2864);
  });

  it('is loaded once', async () => {
    await running.stop();
    running.said.length = 0;
    await running.start();
    assert.doesNotMatch(running.said.join('\n'), /Importing/);
    assert.equal((await running.call('/logs')).json[0].count, 2864);
  });

  it("gives way to the user's own events as the main log", async () => {
    await running.stop();
    const path = join(running.folder, 'own.jsonl');
    writeFileSync(path, line(1));
    await running.start({ imports: [path] });
    assert.equal((await running.list()).json.pagination.count, 1);
    assert.deepEqual(
      (await running.call('/logs')).json.map(({ name }: { name: string }) => name),
      ['events', 'cloudtrail', 'okta', 'authentik'],
    );
  });
});
