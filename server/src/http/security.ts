import { isIP } from 'node:net';

/** On every answer. The policy is the one the kit promises to work under; nothing that is served needs more. */
export const SECURITY_HEADERS: Record<string, string> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  // The address of the first request holds the token.
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Whether a `Host` header names this server. A page of a stranger can make its own name resolve to 127.0.0.1 (DNS
 * rebinding) and would then be of our origin to the browser, were any name taken. An IP address cannot be rebound.
 */
export function isOwnHost(header: string | null | undefined, ownNames: readonly string[]): boolean {
  const name = hostName(header);
  if (name === null) return false;
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || ownNames.includes(name);
}

/** The name in a `Host` header: lower case, without port and brackets. */
function hostName(header: string | null | undefined): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:/?#@[\]]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase() ?? null;
}

/**
 * Whether a request that changes something was made by our own page, or by no page at all. Only asked of requests that
 * bring no bearer token: a cookie is sent along whoever makes the browser send it.
 */
export function isOwnRequest(request: Request, host: string): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null) return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
  const site = request.headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none';
}

/** The headers that let pages of these origins call the API. They bring a bearer token: no cookie goes with it. */
export function corsHeaders(request: Request, origins: readonly string[]): Record<string, string> {
  if (origins.length === 0) return {};
  const origin = request.headers.get('origin');
  if (origin === null || !origins.includes(origin)) return { Vary: 'Origin' };
  return { 'Access-Control-Allow-Origin': origin, Vary: 'Origin' };
}

/** The answer to a browser that asks first; `null` when this is no such question or the origin may not. */
export function preflight(request: Request, origins: readonly string[]): Response | null {
  if (request.method !== 'OPTIONS' || !request.headers.has('access-control-request-method')) return null;
  const cors = corsHeaders(request, origins);
  if (!cors['Access-Control-Allow-Origin']) return null;
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type',
      'Access-Control-Max-Age': '600',
    },
  });
}
