import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before } from 'node:test';
import type { Site } from '../support/serve.js';
import type { Engine } from '../support/tabs.js';
import { watchingProxy } from '../support/watch-page.js';

const ROOT = join(import.meta.dirname, '..', '..');
/** The first start loads the demo's data. */
const START_TIMEOUT_MS = 120_000;

/** The demo's server, for all tests of the suite (or file) that this is called in. */
export function useDemo(): DemoServer {
  const server = new DemoServer();
  before(() => server.start());
  after(() => server.remove());
  return server;
}

/** `npm start`, with a data folder of its own. */
export class DemoServer {
  #data = '';
  #child: ChildProcess | undefined;
  #exited: Promise<number | null> = Promise.resolve(null);
  #url = '';
  #proxy: Site | undefined;

  /** The printed address, with the token. */
  get url(): string {
    return this.#url;
  }

  /** With the data it had, when it is started again. */
  async start(...options: string[]): Promise<void> {
    this.#data ||= mkdtempSync(join(tmpdir(), 'event-elements-'));
    const child = spawn(process.execPath, ['scripts/start.mjs', '--no-open', '--data', this.#data, ...options], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const stop = (): void => void child.kill('SIGKILL');
    process.once('exit', stop);
    this.#exited = once(child, 'exit').then(([code]) => {
      process.off('exit', stop);
      return code as number | null;
    });
    this.#url = await printedUrl(child, this.#exited);
  }

  /** The same for an engine, with what `Tab.problems()` needs there. */
  async page(engine: Engine): Promise<string> {
    const { origin, pathname, search } = new URL(this.#url);
    if (engine !== 'webkit') return this.#url;
    this.#proxy ??= await watchingProxy(origin);
    return this.#proxy.origin + pathname + search;
  }

  /** Asks the server itself, with the token. */
  fetch(
    path: string | URL,
    init: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Response> {
    const Authorization = `Bearer ${new URL(this.#url).searchParams.get('token')}`;
    return fetch(new URL(path, this.#url), { ...init, headers: { ...init.headers, Authorization } });
  }

  /** Ends it at once, as a crash or a power cut would. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#exited;
  }

  /** Ctrl-C; gives the exit code. */
  interrupt(): Promise<number | null> {
    this.#child?.kill('SIGINT');
    return this.#exited;
  }

  /** Ends it, and leaves nothing. */
  async remove(): Promise<void> {
    await this.#proxy?.close();
    await this.kill();
    if (this.#data) rmSync(this.#data, { recursive: true, force: true });
  }
}

async function printedUrl(child: ChildProcess, exited: Promise<number | null>): Promise<string> {
  const lines: string[] = [];
  const printed = new Promise<string>(resolve => {
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface(stream).on('line', line => {
        lines.push(line);
        const url = /https?:\/\/\S+/.exec(line)?.[0];
        if (url) resolve(url);
      });
    }
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => (timer = setTimeout(() => resolve(undefined), START_TIMEOUT_MS)));
  const url = await Promise.race([printed, exited.then(() => undefined), late]);
  clearTimeout(timer);
  if (url) return url;
  child.kill('SIGKILL');
  throw new Error(`The server printed no address:\n${lines.join('\n')}`);
}
