import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real HTTP server on a free loopback port. */
export interface TestServer {
  /** Base address, without a slash at the end. */
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly IncomingMessage[];
  /** Resolves once the connection of every request so far is closed. */
  hungUp(): Promise<void>;
  close(): Promise<void>;
}

export async function serve(respond: RequestListener): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    respond(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async hungUp() {
      for (const { socket } of requests)
        if (!socket.destroyed) await new Promise(resolve => socket.once('close', resolve));
    },
    async close() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

/** Answers the first request with the first response, the second with the second, and all further ones with the last. */
export function inTurn(...responses: RequestListener[]): RequestListener {
  let next = 0;
  return (request, response) => {
    const respond = responses[Math.min(next, responses.length - 1)]!;
    next += 1;
    respond(request, response);
  };
}

/** Answers with JSON text, or anything else that is said to be it. */
export function body(text: string, status = 200, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(text);
  };
}

/** The query of a request. */
export function queryOf(request: IncomingMessage | undefined): URLSearchParams {
  return new URL(request?.url ?? '/', 'http://test.invalid').searchParams;
}

/** Never answers. The test ends the connection, or the client does. */
export const silence: RequestListener = (_request: IncomingMessage, _response: ServerResponse) => undefined;
