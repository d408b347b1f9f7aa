import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tempFolder } from './temp-folder.js';

const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

const pkOf = (i: number) => `30000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
const lineOf = (i: number) =>
  `{"pk":"${pkOf(i)}","created":"2024-01-01T00:00:00Z","action":"x","app":"${'a'.repeat(900)}"}\n`;
const linesOf = (count: number) => Array.from({ length: count }, (_, i) => lineOf(i)).join('');

/** A server in a process of its own, as a person starts it. */
class Program {
  readonly process: ChildProcess;
  readonly lines: string[] = [];
  readonly errors: string[] = [];
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  constructor(...args: string[]) {
    this.process = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    createInterface({ input: this.process.stdout! }).on('line', line => this.lines.push(line));
    createInterface({ input: this.process.stderr! }).on('line', line => this.errors.push(line));
    this.ended = once(this.process, 'close').then(([code, signal]) => ({ code, signal }));
  }

  /** Waits for a line like this. */
  async said(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = this.lines.map(line => pattern.exec(line)).find(found => found);
      if (match) return match;
      const more = await Promise.race([
        once(this.process.stdout!, 'data').then(() => true),
        this.ended.then(() => false),
      ]);
      if (more)
        await new Promise(resolve => setImmediate(resolve)); // the lines are made of the data after this
      else if (!this.lines.some(line => pattern.test(line)))
        throw new Error(`It ended with: ${[...this.lines, ...this.errors].join('\n')}`);
    }
  }

  async url(): Promise<URL> {
    return new URL((await this.said(/^Open (http:\S+)$/))[1]!);
  }
}

describe('event-elements-server', () => {
  const temp = tempFolder();
  const running: Program[] = [];
  const start = (...args: string[]) => {
    const program = new Program(...args);
    running.push(program);
    return program;
  };
  afterEach(async () => {
    for (const program of running.splice(0)) {
      program.process.kill('SIGKILL');
      await program.ended;
    }
  });
  after(() => temp.remove());
  const file = (name: string, content: string) => {
    const path = join(temp.path, name);
    writeFileSync(path, content);
    return path;
  };

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends cleanly on ${signal}`, async () => {
      const data = join(temp.path, 'clean');
      const program = start('--data', data);
      const url = await program.url();
      assert.equal((await fetch(url, { redirect: 'manual' })).status, 303);
      program.process.kill(signal);
      assert.deepEqual(await program.ended, { code: 0, signal: null });
      assert.deepEqual(program.errors, []);
      assert.equal(program.lines.at(-1), 'Stopping …');
      assert.ok(!existsSync(join(data, 'lock')));
    });
  }

  it('says its address last, alone on a line', async () => {
    const program = start('--data', join(temp.path, 'clean'), '--token', 'abc');
    const url = await program.url();
    assert.match(url.href, /^http:\/\/127\.0\.0\.1:\d+\/\?token=abc$/);
    assert.match(program.lines.at(-1)!, /^Open http/);
  });

  it('tells a slip from a failure by its exit code', async () => {
    const slip = start('--dta', 'x');
    assert.deepEqual(await slip.ended, { code: 2, signal: null });
    assert.deepEqual(slip.errors, ['Unknown option --dta. Did you mean --data?', 'See --help.']);
    const failure = start('--data', join(temp.path, 'clean'), '--import', 'nowhere');
    assert.deepEqual(await failure.ended, { code: 1, signal: null });
    assert.deepEqual(failure.errors, ['The file nowhere is not there or cannot be read.']);
  });

  it('shows help and does nothing else', async () => {
    const program = start('--help', '--data', join(temp.path, 'never'));
    assert.deepEqual(await program.ended, { code: 0, signal: null });
    assert.match(program.lines.join('\n'), /^Usage: event-elements-server/);
    assert.ok(!existsSync(join(temp.path, 'never')));
  });

  it('refuses a folder that another process has open, which goes on', async () => {
    const data = join(temp.path, 'shared');
    const first = start('--data', data);
    const url = await first.url();
    const second = start('--data', data);
    assert.deepEqual(await second.ended, { code: 1, signal: null });
    assert.equal(second.errors.length, 1);
    assert.match(
      second.errors[0]!,
      new RegExp(`^The data folder .*shared is in use by process ${first.process.pid}\\.`),
    );
    assert.equal((await fetch(new URL('/sign-in.css', url))).status, 200);
  });

  it('refuses a port that is taken', async () => {
    const first = start('--data', join(temp.path, 'port1'));
    const { port } = await first.url();
    const second = start('--data', join(temp.path, 'clean'), '--port', port);
    assert.deepEqual(await second.ended, { code: 1, signal: null });
    assert.match(second.errors[0]!, /cannot listen on 127\.0\.0\.1, port \d+: the port is in use\./);
  });

  it(
    'has each event once when it was killed while importing and imports again',
    { skip: process.platform === 'win32' },
    async () => {
      const data = join(temp.path, 'killed');
      const total = 9000;
      const whole = file('whole.jsonl', linesOf(total));

      // Through a pipe it is known how far the server has come: what was written and is in no buffer is being stored.
      const pipe = join(temp.path, 'pipe');
      assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
      const first = start('--data', data, '--import', pipe, '--profile', 'authentik');
      const writer = createWriteStream(pipe);
      await new Promise<void>((resolve, reject) => {
        writer.on('error', reject);
        writer.write(linesOf(7000), () => resolve());
      });
      first.process.kill('SIGKILL');
      assert.equal((await first.ended).signal, 'SIGKILL');
      writer.on('error', () => {}); // nobody reads any more
      writer.destroy();

      const second = start('--data', data, '--import', whole, '--profile', 'authentik');
      const [, added, known] = await second.said(/ 9,000 lines: ([\d,]+) new, ([\d,]+) known already, 0 rejected/);
      const [inserted, before] = [added!, known!].map(text => Number(text.replace(',', '')));
      assert.equal(inserted! + before!, total);
      assert.ok(before! >= 1000, `what was stored before the kill is still there: ${before}`);
      assert.equal(before! % 1000, 0, 'a batch is stored as a whole or not at all');

      const url = await second.url();
      const headers = { authorization: `Bearer ${readFileSync(join(data, 'token'), 'utf8').trim()}` };
      const keys: string[] = [];
      for (let page = 1; page <= 9; page += 1) {
        const response = await fetch(new URL(`/api/v3/events/events/?ordering=pk&page_size=1000&page=${page}`, url), {
          headers,
        });
        const { pagination, results } = (await response.json()) as {
          pagination: { count: number };
          results: { pk: string }[];
        };
        assert.equal(pagination.count, total);
        keys.push(...results.map(({ pk }) => pk));
      }
      assert.deepEqual(
        keys,
        Array.from({ length: total }, (_, i) => pkOf(i)),
      );
    },
  );

  it('ends at once on the second signal, whatever it waits for', { skip: process.platform === 'win32' }, async () => {
    const pipe = join(temp.path, 'silent');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    const program = start('--data', join(temp.path, 'clean'), '--import', pipe, '--profile', 'authentik');
    const writer = createWriteStream(pipe);
    await new Promise<void>(resolve => writer.write('\n', () => resolve())); // it reads now, and nothing comes
    program.process.kill('SIGINT');
    await program.said(/^Stopping/);
    program.process.kill('SIGINT');
    assert.deepEqual(await program.ended, { code: null, signal: 'SIGINT' });
    writer.on('error', () => {});
    writer.destroy();
  });

  it(
    'stops an import when it is told to end, and goes on with it the next time',
    { skip: process.platform === 'win32' },
    async () => {
      const data = join(temp.path, 'stopped');
      const pipe = join(temp.path, 'pipe2');
      assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
      const first = start('--data', data, '--import', pipe, '--profile', 'authentik');
      const writer = createWriteStream(pipe);
      await new Promise<void>(resolve => writer.write(linesOf(5000), () => resolve()));
      first.process.kill('SIGINT');
      await first.said(/^Stopping/);
      writer.on('error', () => {});
      writer.write(linesOf(100)); // a file would go on by itself; a pipe has to
      assert.deepEqual(await first.ended, { code: 0, signal: null });
      assert.match(first.lines.join('\n'), /Importing pipe2: stopped after [\d,]+ lines: [\d,]+ new/);
      assert.ok(!existsSync(join(data, 'lock')));
    },
  );
});
