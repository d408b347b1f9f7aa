import type { IncomingMessage, ServerResponse } from 'node:http';

/** What the API does to its next requests. */
export type Mode = 'good' | '500' | 'html' | 'html-502' | 'dropped' | 'half';

const TOTAL = 1000;
const NEWEST = Date.UTC(2026, 10, 20, 12);

/** The page of a proxy or of a sign-in, where JSON should be. */
const HTML = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>';

/** An events API of a thousand events that fails as it is told to. */
export class FaultyApi {
  mode: Mode = 'good';
  /** Decides which requests wait; they are answered by `release()`. */
  hold: (query: URLSearchParams) => boolean = () => false;
  /** What was asked for, and how each request ended. */
  readonly log: { query: URLSearchParams; end: Promise<'answered' | 'aborted'> }[] = [];
  #held: (() => void)[] = [];

  get held(): number {
    return this.#held.length;
  }

  /** Answers every request that waits. */
  release(): void {
    this.hold = () => false;
    for (const answer of this.#held.splice(0)) answer();
  }

  readonly answer = (request: IncomingMessage, response: ServerResponse): void => {
    const query = new URL(request.url ?? '/', 'http://x').searchParams;
    this.log.push({
      query,
      end: new Promise(resolve =>
        response.on('close', () => resolve(response.writableFinished ? 'answered' : 'aborted')),
      ),
    });
    const send = (): void => answerIn(this.mode, query, response);
    if (this.hold(query)) this.#held.push(send);
    else send();
  };
}

function answerIn(mode: Mode, query: URLSearchParams, response: ServerResponse): void {
  const body = JSON.stringify(page(query));
  switch (mode) {
    case 'good':
      return void response.setHeader('Content-Type', 'application/json').end(body);
    case '500':
      return void response
        .writeHead(500, { 'Content-Type': 'application/json' })
        .end('{"detail":"The database is away."}');
    case 'html':
      return void response.setHeader('Content-Type', 'text/html').end(HTML);
    case 'html-502':
      return void response.writeHead(502, { 'Content-Type': 'text/html' }).end(HTML);
    case 'dropped':
      return void response.socket?.destroy();
    case 'half':
      return void response.setHeader('Content-Type', 'application/json').end(body.slice(0, body.length / 2));
  }
}

/** One page in authentik's shape. Each event says its place in the list, and what was searched for. */
function page(query: URLSearchParams): object {
  const size = Number(query.get('page_size') ?? 20);
  const current = Number(query.get('page') ?? 1);
  const search = query.get('search') ?? '';
  const start = (current - 1) * size;
  const results = Array.from({ length: Math.max(0, Math.min(size, TOTAL - start)) }, (_, i) =>
    event(start + i, search),
  );
  const pages = Math.ceil(TOTAL / size);
  return {
    pagination: {
      count: TOTAL,
      current,
      total_pages: pages,
      next: current < pages ? current + 1 : 0,
      previous: current - 1,
      start_index: start + 1,
      end_index: start + results.length,
    },
    results,
  };
}

function event(index: number, search: string): object {
  return {
    pk: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
    action: 'model_updated',
    app: 'authentik.events.signals',
    created: new Date(NEWEST - index * 60_000).toISOString(),
    user: { pk: 1, username: 'alice', email: 'alice@example.test' },
    client_ip: '192.0.2.1',
    context: { model: { name: `${search}#${index + 1}`, model_name: 'application', app: 'authentik_core' } },
  };
}
