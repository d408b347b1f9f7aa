import { Hono, type Context } from 'hono';
import { readFile } from 'node:fs/promises';
import type { GeoLookup } from '../geoip/geoip.js';
import { QueryTimeoutError } from '../store/sql.js';
import type { Store } from '../store/store.js';
import { whileWanted } from '../store/wanted.js';
import type { Guard } from './auth.js';
import { readText } from './body.js';
import { ApiError, errorResponse, notFound, refused } from './errors.js';
import type { Manage, ManageRoute } from './manage-call.js';
import { MANAGE_ROUTES } from './manage-routes.js';
import { EVENTS_ROUTES } from './events-routes.js';
import { corsHeaders, isOwnHost, isOwnRequest, preflight, SECURITY_HEADERS } from './security.js';
import { SIGN_IN, SIGN_IN_CSS, signInPage } from './sign-in.js';
import type { StaticFiles } from './static-files.js';

export interface AppOptions {
  store: Store;
  /** What level 2 of the API is about. */
  manage: Manage;
  guard: Guard;
  /** Files of the demo page. */
  files: StaticFiles;
  /** Names the server goes by, besides addresses and localhost; lower case. */
  hostNames: readonly string[];
  /** Origins whose pages may call the API. */
  corsOrigins: readonly string[];
  maxEventBytes: number;
  /** Gives events that come in without a place the one of their address. */
  geoip?: GeoLookup;
  /** Told of failures that are nobody's but ours. */
  onFailure: (error: unknown, request: Request) => void;
}

/** The log below `/api/v3` when there is none yet; it begins with the first event that is added. */
export const DEFAULT_LOG = 'events';

const MAX_FORM_BYTES = 10_000;

/** Nobody reads it; the number is nginx's. */
const CLIENT_GONE = 499;

const API = new URL('../../../api/events-api.yaml', import.meta.url);

interface Route {
  method: ManageRoute['method'];
  /** In the form of Hono, `:name` for a part that varies. */
  path: string;
  /** Without a token: what is needed to bring one. */
  open?: boolean;
  run: (c: Context) => Promise<Response>;
}

/** Every route there is. `api/events-api.yaml` lists the same, and a test holds the two together. */
export function routes(options: AppOptions): Route[] {
  const { store, guard, files, maxEventBytes, geoip } = options;
  const list: Route[] = [
    { method: 'GET', path: '/', open: true, run: home },
    { method: 'POST', path: '/sign-in', open: true, run: signIn },
    {
      method: 'GET',
      path: '/sign-in.css',
      open: true,
      run: () => Promise.resolve(textResponse(SIGN_IN_CSS, 'text/css; charset=utf-8')),
    },
    { method: 'GET', path: '/logs', run: listLogs },
  ];
  for (const base of ['/api/v3', '/logs/:log/api/v3']) {
    // First, for `/events/events/export/` would be an event of that name to those below.
    for (const { method, path, run } of MANAGE_ROUTES) {
      list.push({
        method,
        path: base + path,
        run: async c => {
          const log = await logOf(c);
          return run({
            ...options.manage,
            store,
            log,
            base: c.req.param('log') === undefined ? base : `/logs/${log}/api/v3`,
            request: c.req.raw,
            query: new URL(c.req.url).searchParams,
            id: c.req.param('id') ?? '',
            via: guard.token === null ? 'nothing' : c.req.header('authorization') ? 'token' : 'session',
          });
        },
      });
    }
    for (const { method, path, run } of EVENTS_ROUTES) {
      list.push({
        method,
        path: base + path,
        run: c => {
          const answer = async () =>
            run({
              store,
              log: await logOf(c),
              request: c.req.raw,
              query: new URL(c.req.url).searchParams,
              id: c.req.param('event_uuid') ?? '',
              maxEventBytes,
              geoip,
            });
          // What only reads is of no use to anybody once the connection is closed.
          return method === 'GET' ? whileWanted(c.req.raw.signal, answer) : answer();
        },
      });
    }
    list.push({ method: 'GET', path: `${base}/schema/`, run: schema });
  }
  list.push({ method: 'GET', path: '/:file{.+}', run: demoFile });
  return list;

  /** `/logs/<name>/…` is about that log; `/…` about the main one: the user's first, else the first of the demo's. */
  async function logOf(c: Context): Promise<string> {
    const names = await store.logNames();
    const name = c.req.param('log');
    if (name === undefined) return names[0] ?? DEFAULT_LOG;
    if (!names.includes(name)) throw notFound();
    return name;
  }

  async function home(c: Context): Promise<Response> {
    const url = new URL(c.req.url);
    const token = url.searchParams.get('token');
    if (token !== null && guard.token !== null) {
      if (!guard.isToken(token)) return signInResponse(SIGN_IN.wrong);
      // The token leaves the address bar and the history at once; what else the address says stays.
      url.searchParams.delete('token');
      return signedIn(`/${url.search}`);
    }
    if (!guard.admits(c.req.raw)) return signInResponse(SIGN_IN.welcome);
    const page = await files.respond('/index.html', c.req.raw);
    return page ?? textResponse('The demo page is not built: run "npm run build".\n', 'text/plain; charset=utf-8', 404);
  }

  async function signIn(c: Context): Promise<Response> {
    const form = new URLSearchParams(await readText(c.req.raw, MAX_FORM_BYTES));
    return guard.isToken((form.get('token') ?? '').trim()) ? signedIn('/') : signInResponse(SIGN_IN.wrong);
  }

  function signedIn(location: string): Response {
    return new Response(null, { status: 303, headers: { Location: location, 'Set-Cookie': guard.sessionCookie() } });
  }

  async function listLogs(): Promise<Response> {
    const logs = await store.logs();
    return Response.json(logs.map(({ name, title, count }) => ({ name, title, count, api: `/logs/${name}/api/v3` })));
  }

  async function demoFile(c: Context): Promise<Response> {
    const file = await files.respond(new URL(c.req.url).pathname, c.req.raw);
    if (!file) throw notFound();
    return file;
  }
}

async function schema(): Promise<Response> {
  return textResponse(await readFile(API, 'utf8'), 'application/yaml');
}

export function createApp(options: AppOptions): Hono {
  const { guard, corsOrigins, hostNames, onFailure } = options;
  const app = new Hono();
  const all = routes(options);

  app.use(async (c, next) => {
    await next();
    const headers = { 'Cache-Control': 'no-store', ...Object.fromEntries(c.res.headers), ...SECURITY_HEADERS };
    const cors = corsHeaders(c.req.raw, corsOrigins);
    for (const [name, value] of Object.entries({ ...headers, ...cors })) c.res.headers.set(name, value);
  });

  app.use(async (c, next) => {
    const host = c.req.header('host');
    if (!isOwnHost(host, hostNames)) throw refused(403, 'This server does not go by that name.');
    const asked = preflight(c.req.raw, corsOrigins);
    if (asked) return asked;
    const { method } = c.req;
    const path = new URL(c.req.url).pathname;
    const open = all.some(route => route.open && route.path === path);
    if (!open && !guard.admits(c.req.raw)) {
      throw refused(
        403,
        c.req.header('authorization') ? 'The token is not valid.' : 'Authentication credentials were not provided.',
      );
    }
    const isSafe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
    if (!isSafe && !c.req.header('authorization') && !isOwnRequest(c.req.raw, host ?? '')) {
      throw refused(403, 'The request comes from a page of another origin.');
    }
    await next();
    return undefined;
  });

  for (const path of new Set(all.map(route => route.path))) {
    const here = all.filter(route => route.path === path);
    for (const { method, run } of here) app.on(method, path, run);
    // A path that is there, asked for in a way that is not.
    const allowed = here.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
    app.all(path, c => {
      throw new ApiError(405, { detail: `Method "${c.req.method}" not allowed.` }, { Allow: allowed });
    });
  }

  app.notFound(() => errorResponse(notFound()));
  app.onError((error, c) => {
    if (error instanceof ApiError) return errorResponse(error);
    if (error instanceof QueryTimeoutError) {
      const seconds = error.limitMs / 1000;
      return errorResponse(
        refused(500, `The search took longer than ${seconds} seconds and was stopped.`, 'query_timeout'),
      );
    }
    if (c.req.raw.signal.aborted) return new Response(null, { status: CLIENT_GONE });
    onFailure(error, c.req.raw);
    return errorResponse(refused(500, 'The server failed to answer. Its log says why.'));
  });
  return app;
}

function signInResponse(message: string): Response {
  return textResponse(signInPage(message), 'text/html; charset=utf-8', 403);
}

function textResponse(text: string, type: string, status = 200): Response {
  return new Response(text, { status, headers: { 'Content-Type': type } });
}
