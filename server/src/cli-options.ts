import { parseArgs } from 'node:util';
import type { ServerOptions } from './index.js';
import { nearest } from './nearest.js';
import type { MailOptions } from './rules/mail.js';

/** What was typed cannot be followed. The message says what is wrong and what there is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  token: { type: 'string' },
  'no-token': { type: 'boolean' },
  import: { type: 'string', multiple: true },
  profile: { type: 'string' },
  log: { type: 'string' },
  geoip: { type: 'string' },
  demo: { type: 'boolean' },
  cors: { type: 'string', multiple: true },
  'allow-host': { type: 'string', multiple: true },
  smtp: { type: 'string' },
  'mail-from': { type: 'string' },
  'allow-private-webhooks': { type: 'boolean' },
  open: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const HELP = `Usage: event-elements-server [options]

Serves an events API and a page that shows it, from an embedded database.

  --port PORT        port to listen on (default: one that is free)
  --host HOST        address to listen on (default: 127.0.0.1, this machine only)
  --data DIR         folder that keeps everything (default: .data)
  --token TOKEN      what requests must bring (default: random, kept in the data folder)
  --no-token         ask for no token
  --import FILE      import JSON lines, plain or gzip, before listening; may be repeated
  --profile NAME     what system the events are from, or a profile file (default: guessed)
  --log NAME         log to import into (default: events)
  --geoip FILE       look up places of addresses in this file (.mmdb or CSV) as events come in
  --demo             load the demo's logs, once
  --cors ORIGIN      let pages of this origin call the API; may be repeated
  --allow-host NAME  a further name the server goes by, behind a proxy; may be repeated
  --smtp URL         mail server for notifications, as smtp://USER:PASSWORD@HOST:PORT
                     (or in the environment: EVENT_ELEMENTS_SMTP)
  --mail-from MAIL   who mails are from (EVENT_ELEMENTS_MAIL_FROM)
  --allow-private-webhooks
                     let webhooks go to this machine and its networks
  --open             open the page in a browser, if this is a terminal with a display
  -h, --help         show this

Importing again adds only what is new. Ctrl-C ends the server cleanly.
`;

/** A token that others on the network can try must not be guessable. */
const MIN_TOKEN_BEYOND_LOOPBACK = 16;

export interface CliOptions extends ServerOptions {
  /** Open the page in a browser. */
  open: boolean;
}

/** Whether only this machine can reach a server that listens there. */
export function isLoopback(host: string | undefined): boolean {
  return host === undefined || ['127.0.0.1', '::1', 'localhost'].includes(host);
}

/**
 * Reads the command line. `help` when that was asked for.
 *
 * @throws UsageError
 */
export function readArguments(args: readonly string[], env: NodeJS.ProcessEnv = process.env): CliOptions | 'help' {
  const { values, tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') {
      throw new UsageError(`Unexpected "${token.value}". A file to import is named with --import FILE.`);
    }
    if (token.kind !== 'option') continue;
    if (!Object.hasOwn(OPTIONS, token.name)) {
      const near = nearest(token.name, Object.keys(OPTIONS));
      throw new UsageError(`Unknown option ${token.rawName}.${near ? ` Did you mean --${near}?` : ''}`);
    }
    const takesValue = OPTIONS[token.name as keyof typeof OPTIONS].type === 'string';
    if (!takesValue && token.value !== undefined) throw new UsageError(`${token.rawName} takes no value.`);
    if (takesValue && (token.value ?? '') === '') throw new UsageError(`${token.rawName} needs a value.`);
    // "--data --demo" is a value left out, not a folder of that name; "--data=--demo" would be one.
    if (takesValue && !token.inlineValue && token.value?.startsWith('--'))
      throw new UsageError(`${token.rawName} needs a value.`);
  }
  // Checked above: what takes a value has one, and everything else is a boolean.
  const given = values as {
    [K in keyof typeof OPTIONS]?: (typeof OPTIONS)[K] extends { multiple: true }
      ? string[]
      : (typeof OPTIONS)[K] extends { type: 'string' }
        ? string
        : boolean;
  };
  if (given.help) return 'help';
  const host = given.host;
  if (given['no-token'] && given.token !== undefined)
    throw new UsageError('--token and --no-token exclude each other.');
  if (given.token !== undefined && !/^[\x21-\x7e]+$/.test(given.token)) {
    throw new UsageError('--token takes printable ASCII characters without blanks.');
  }
  if (!isLoopback(host) && given.token !== undefined && given.token.length < MIN_TOKEN_BEYOND_LOOPBACK) {
    throw new UsageError(
      `Beyond this machine a token has at least ${MIN_TOKEN_BEYOND_LOOPBACK} characters; without --token a random one is made.`,
    );
  }
  if (!given.import && (given.profile !== undefined || given.log !== undefined)) {
    throw new UsageError(
      `${given.profile === undefined ? '--log' : '--profile'} says how to import; it needs --import FILE.`,
    );
  }
  return {
    data: given.data ?? '.data',
    port: given.port === undefined ? 0 : readPort(given.port),
    host,
    token: given['no-token'] ? null : given.token,
    imports: given.import,
    profile: given.profile,
    log: given.log,
    geoip: given.geoip,
    demo: given.demo,
    cors: given.cors?.map(readOrigin),
    allowHosts: given['allow-host'],
    deliveries: { allowPrivate: given['allow-private-webhooks'] ?? false, mail: readMail(given, env) },
    open: given.open ?? false,
  };
}

/** The environment is for what should not stand in a list of processes. */
function readMail(given: { smtp?: string; 'mail-from'?: string }, env: NodeJS.ProcessEnv): MailOptions | undefined {
  const smtp = given.smtp ?? env.EVENT_ELEMENTS_SMTP;
  const from = given['mail-from'] ?? env.EVENT_ELEMENTS_MAIL_FROM;
  if (!smtp && !from) return undefined;
  if (!smtp || !from) throw new UsageError('--smtp and --mail-from go together.');
  // Without the address itself, for it may hold a password.
  if (!URL.canParse(smtp) || !/^smtps?:$/.test(new URL(smtp).protocol))
    throw new UsageError('--smtp takes an address such as smtp://mail.example:587.');
  if (!/^[^\s@]+@[^\s@]+$/.test(from)) throw new UsageError(`--mail-from takes a mail address, not "${from}".`);
  return { smtp, from };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new UsageError(`--port takes a number from 0 to 65535, not "${text}".`);
  return port;
}

/** An origin as browsers send it: scheme, host, port, nothing more. */
function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || `${url.origin}/` !== url.href) {
    throw new UsageError(`--cors takes an origin such as https://admin.example, not "${text}".`);
  }
  return url.origin;
}
