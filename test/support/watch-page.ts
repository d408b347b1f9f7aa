import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { serve, type Site } from './serve.js';

/** Run first in a page, it keeps in `__problems` what the page should not have done. */
export const WATCH_SCRIPT = `
window.__problems = [];
{
  const add = text => { window.__problems.push(text); };
  for (const method of ['log', 'info', 'warn', 'error']) {
    const original = console[method];
    console[method] = (...args) => { add('console.' + method + ': ' + args.map(String).join(' ')); original.apply(console, args); };
  }
  addEventListener('error', event => add('uncaught: ' + (event.message || 'could not load ' + (event.target.src || event.target.href))), true);
  addEventListener('unhandledrejection', event => add('unhandled: ' + event.reason + ' ' + (event.reason && event.reason.stack || '')));
  document.addEventListener('securitypolicyviolation', event =>
    add('policy: ' + event.effectiveDirective + ' forbids ' + event.blockedURI + ' ' + event.sample));
}
`;

/** Where pages find the script: a file of their own origin, so that the strictest policy lets it run. */
export const WATCH_PATH = '/__watch.js';

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'content-length']);

/** The same site at another port, each of its pages with the watch script before everything else. Headers stay as they are. */
export function watchingProxy(origin: string): Promise<Site> {
  return serve(async (request, response) => {
    if (request.url === WATCH_PATH) {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(WATCH_SCRIPT);
    } else await passOn(origin, request, response);
  });
}

/** Answers with what another server does; its pages get the watch script. */
export async function passOn(origin: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = new Headers();
  for (const name of ['accept', 'cookie', 'authorization', 'content-type']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const method = request.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : await buffer(request);
  const answer = await fetch(origin + (request.url ?? '/'), { method, headers, body, redirect: 'manual' });
  response.statusCode = answer.status;
  for (const [name, value] of answer.headers) if (!HOP_BY_HOP.has(name)) response.appendHeader(name, value);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isPage = answer.headers.get('content-type')?.startsWith('text/html');
  response.end(
    isPage ? bytes.toString('utf8').replace('<head>', `<head><script src="${WATCH_PATH}"></script>`) : bytes,
  );
}
