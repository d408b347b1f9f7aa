import { serve } from '@hono/node-server';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import type { Server } from 'node:http';
import { isIP, type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Profile } from 'event-elements/model';
import { isDemoLog, loadDemoLogs } from './demo-logs.js';
import type { ExportLimits } from './exports/export-jobs.js';
import { openGeoip } from './geoip/geoip.js';
import { createApp, DEFAULT_LOG } from './http/app.js';
import { createGuard } from './http/auth.js';
import { StaticFiles } from './http/static-files.js';
import { importFile } from './ingest/import-file.js';
import { loadProfile } from './ingest/load-profile.js';
import { lockFolder } from './lock.js';
import { manage } from './manage.js';
import { Progress, type Step } from './progress.js';
import type { DeliveryOptions } from './rules/deliveries.js';
import { openPglite } from './store/pglite.js';
import { openPostgresStore } from './store/postgres-store.js';
import { keptToken } from './token.js';

export interface ServerOptions {
  /** Folder for everything that is kept: database, token, rejected lines. Made when it is missing. */
  data: string;
  /** 0: one that is free. */
  port?: number;
  /** Address or name to listen on; `127.0.0.1` unless told otherwise, which only this machine can reach. */
  host?: string;
  /** What requests must bring. `undefined`: the one in the data folder, made there at the first start. `null`: nothing. */
  token?: string | null;
  /** Files of JSON lines, plain or gzip, to import before listening. */
  imports?: readonly string[];
  /** Profile to import them with, a name or a file; guessed from the first lines when not given. */
  profile?: string;
  /** Log to import them into. */
  log?: string;
  /** The operator's own GeoIP file, `.mmdb` or CSV of networks: places for events that come in without one. */
  geoip?: string;
  /** Load the demo's logs, once. */
  demo?: boolean;
  /** Origins whose pages may call the API with a bearer token. */
  cors?: readonly string[];
  /** Further names the server goes by, for a proxy in front of it. */
  allowHosts?: readonly string[];
  /** The most bytes one event may have. */
  maxEventBytes?: number;
  /** A query that takes longer is stopped. */
  queryTimeoutMs?: number;
  /** Limits of exports, where they are to be other than {@link EXPORT_LIMITS}. */
  exports?: Partial<ExportLimits>;
  /** How notifications are sent, where it is to be otherwise than {@link DELIVERY_OPTIONS}. */
  deliveries?: Partial<DeliveryOptions>;
  /** How often it is looked for what has expired, in milliseconds; every ten minutes unless told otherwise. */
  upkeepEveryMs?: number;
  /** Takes what the server has to say, a line at a time; nothing is said unless given. */
  say?: (line: string) => void;
  /** Ends imports after the batch being stored. The server then starts with what is there. */
  signal?: AbortSignal;
}

export interface EventsServer {
  /** Where to open it in a browser, with the token. */
  url: string;
  token: string | null;
  port: number;
  /** Takes no more requests, finishes those that run, closes the database. May be called twice. */
  close(): Promise<void>;
}

const DEFAULTS = { host: '127.0.0.1', maxEventBytes: 16 * 1024 * 1024, queryTimeoutMs: 10_000 };

/** `search` in other scripts is nine bytes a letter in an address; Node's own limit of 16 KB would be met first. */
const MAX_HEADER_BYTES = 128 * 1024;
const LISTEN_ERRORS: Record<string, string> = {
  EADDRINUSE: 'the port is in use. Choose another one with --port, or none to get one that is free.',
  EACCES: 'that needs more rights. Ports from 1024 on do not.',
  EADDRNOTAVAIL: 'this machine has no such address.',
  ENOTFOUND: 'there is no such name.',
};

/** It stands in addresses as it is. */
const LOG_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** Requests that still run when the server is told to end get this long. */
const CLOSE_GRACE_MS = 3000;

/**
 * Opens the data folder, imports what is asked for, and serves the events API and the demo page.
 *
 * @throws Error with a sentence for the person who started it: the folder is in use, a profile is unknown, a file is not
 * there or holds no events, the port is taken.
 */
export async function startServer(options: ServerOptions): Promise<EventsServer> {
  const { signal } = options;
  const progress = new Progress(options.say ?? (() => {}));
  const maxEventBytes = options.maxEventBytes ?? DEFAULTS.maxEventBytes;
  const imports = await readImports(options);
  const geoip = options.geoip === undefined ? undefined : await openGeoip(options.geoip);
  const unlock = lockFolder(options.data);
  const undo: (() => unknown)[] = [unlock];
  try {
    const step = progress.start('Opening the database');
    const folder = join(options.data, 'pg');
    const db = await openPglite({ folder, readTimeoutMs: options.queryTimeoutMs ?? DEFAULTS.queryTimeoutMs });
    undo.push(() => db.close());
    let digests: Step | undefined;
    const store = await openPostgresStore(db, events => {
      digests ??= progress.start('Preparing events for counting');
      digests.advance(events, 'events');
    });
    digests?.finish();
    step.finish();
    const common = {
      store,
      rejectsFolder: join(options.data, 'rejects'),
      maxLineBytes: maxEventBytes,
      geoip,
      signal,
      progress,
    };
    for (const path of imports.paths) if (!signal?.aborted) await importFile(path, { ...common, ...imports });
    if (options.demo && !signal?.aborted) await loadDemoLogs(common);

    const managed = manage({
      db,
      store,
      data: options.data,
      exports: options.exports,
      deliveries: options.deliveries,
      upkeepEveryMs: options.upkeepEveryMs,
      onFailure: (error, what) =>
        progress.say(`${what} failed: ${error instanceof Error ? error.stack : String(error)}`),
    });
    undo.push(() => managed.close());
    await managed.start();

    const host = options.host ?? DEFAULTS.host;
    const token = options.token === undefined ? keptToken(options.data) : options.token;
    let port = options.port ?? 0;
    const app = createApp({
      store,
      manage: managed,
      guard: createGuard(token, () => `event_elements_${port}`),
      files: new StaticFiles(fileURLToPath(new URL('../../demo/dist', import.meta.url))),
      hostNames: [host, ...(options.allowHosts ?? [])].map(name => name.toLowerCase()),
      corsOrigins: options.cors ?? [],
      maxEventBytes,
      geoip,
      onFailure: (error, request) => {
        progress.say(
          `${request.method} ${new URL(request.url).pathname} failed: ${error instanceof Error ? error.stack : String(error)}`,
        );
      },
    });
    const serverOptions = { maxHeaderSize: MAX_HEADER_BYTES };
    const server = serve({ fetch: app.fetch, port, hostname: host, serverOptions }) as Server;
    await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
      throw new Error(
        `The server cannot listen on ${host}, port ${port}: ${LISTEN_ERRORS[error.code ?? ''] ?? error.message}`,
        { cause: error },
      );
    });
    port = (server.address() as AddressInfo).port;

    let closing: Promise<void> | undefined;
    const close = async () => {
      await closeHttp(server);
      await managed.close();
      await store.close();
      unlock();
    };
    return { url: addressOf(host, port, token), token, port, close: () => (closing ??= close()) };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
}

interface Imports {
  paths: readonly string[];
  log: { name: string; title: string; demo: false };
  /** `null`: guessed for each file. */
  profile: { name: string; profile: Profile } | null;
}

/** Checks what is to be imported before anything is opened, for a slip is better told at once than after a minute. */
async function readImports({ imports: paths = [], log, profile }: ServerOptions): Promise<Imports> {
  const name = log ?? DEFAULT_LOG;
  if (!LOG_NAME.test(name))
    throw new Error(`"${name}" cannot be a log's name: lower-case letters, digits and hyphens, at most 63.`);
  if (isDemoLog(name)) throw new Error(`The name ${name} is kept for the demo's log. Choose another one with --log.`);
  for (const path of paths) {
    const stats = await stat(path).catch((error: unknown) => {
      throw new Error(`The file ${path} is not there or cannot be read.`, { cause: error });
    });
    if (stats.isDirectory()) throw new Error(`${path} is a folder. Name the files in it, each with --import.`);
  }
  return {
    paths,
    log: { name, title: log ?? titleOf(paths), demo: false },
    profile: profile === undefined ? null : await loadProfile(profile),
  };
}

/** The first file's name without its endings. */
function titleOf(paths: readonly string[]): string {
  return basename(paths[0] ?? DEFAULT_LOG).replace(/(?:\.(?:jsonl|ndjson|json|log|txt|gz))+$/i, '');
}

/** What a browser on this machine opens. A server that listens on every address is reached through the loopback one. */
function addressOf(host: string, port: number, token: string | null): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : isIP(host) === 6 ? `[${host}]` : host;
  return `http://${reachable}:${port}/${token === null ? '' : `?token=${encodeURIComponent(token)}`}`;
}

async function closeHttp(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => void server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(timer);
}
