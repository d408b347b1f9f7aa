import { join } from 'node:path';
import { startServer, type EventsServer, type ServerOptions } from '../src/index.js';
import { tempFolder } from './temp-folder.js';

/** What a call answered. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The text read as JSON, the plain way. */
  json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- what a test expects of it, it says
}

/** A server of a test's own, on a folder of its own, and short ways to call it. */
export class Running {
  /** What it said, line by line. */
  readonly said: string[] = [];
  readonly #temp = tempFolder();
  readonly #options: Partial<ServerOptions>;
  #server: EventsServer | undefined;

  constructor(options: Partial<ServerOptions> = {}) {
    this.#options = options;
  }

  get folder(): string {
    return this.#temp.path;
  }

  get data(): string {
    return join(this.#temp.path, 'data');
  }

  get server(): EventsServer {
    return this.#server!;
  }

  get origin(): string {
    return new URL(this.server.url).origin;
  }

  async start(options: Partial<ServerOptions> = {}): Promise<void> {
    this.#server = await startServer({
      data: this.data,
      say: line => this.said.push(line),
      ...this.#options,
      ...options,
    });
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  async end(): Promise<void> {
    await this.stop();
    this.#temp.remove();
  }

  /** Calls a path with the token. */
  async call(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (this.server.token !== null && !headers.has('authorization'))
      headers.set('authorization', `Bearer ${this.server.token}`);
    return answer(await fetch(this.origin + path, { redirect: 'manual', ...init, headers }));
  }

  /** Calls a path with what is given and nothing else. */
  async plain(path: string, init: RequestInit = {}): Promise<Answer> {
    return answer(await fetch(this.origin + path, { redirect: 'manual', ...init }));
  }

  /** Lists events of the main log. */
  list(query: Record<string, string | number> | string = {}): Promise<Answer> {
    const params =
      typeof query === 'string' ? query : Object.entries(query).map(([k, v]): [string, string] => [k, String(v)]);
    return this.call(`/api/v3/events/events/?${new URLSearchParams(params).toString()}`);
  }

  /** Adds JSON lines. */
  add(lines: readonly string[] | Uint8Array<ArrayBuffer>, query = ''): Promise<Answer> {
    const body = lines instanceof Uint8Array ? lines : lines.join('\n');
    return this.call(`/api/v3/events/events/${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body,
    });
  }
}

async function answer(response: Response): Promise<Answer> {
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: response.status, headers: response.headers, text, json };
}
