import { parseJson } from '../model/parse-json.js';
import type { JsonValue } from '../model/index.js';
import { abortable, abortError, pause } from './abort.js';
import { answerMessage, readProblem } from './error-body.js';
import { EventsError, shorten } from './errors.js';
import { backoffMs, isPassing, isSafe, retryAfterMs } from './retry.js';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_RETRIES = 2;
const DEFAULT_BACKOFF_MS = 500;
/** A server that asks for a longer pause than this is not waited for: the caller is told instead. */
const DEFAULT_MAX_RETRY_AFTER_MS = 30_000;
/** How much of an answer that is an error is read: enough for any JSON error, not a whole page of somebody's HTML. */
const ERROR_BODY_BYTES = 64 * 1024;
/** How much of an answer's text an error keeps. */
const KEPT_BODY_LENGTH = 2048;

/** authentik's names, so that a page of the same site needs to say nothing. */
const DEFAULT_CSRF = { cookie: 'authentik_csrf', header: 'X-authentik-CSRF' };

export interface CsrfOptions {
  /** Cookie that holds the token. Read only for an API on the page's own origin. */
  cookie?: string;
  /** Header it is sent in, with methods that change something. */
  header?: string;
  /** Gives the token itself, where it is in no readable cookie. */
  token?: () => string | null | undefined;
}

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface TransportOptions {
  /** Base of the API, absolute or relative to the page, with or without a slash at the end: `/api/v3`. */
  src: string;
  /** Sent as `Authorization: Bearer …`. A function is asked before every call, so it can renew the token. */
  token?: string | (() => string | null | undefined | Promise<string | null | undefined>);
  /** For session cookies: how a call that changes something proves it comes from this page. `false` sends none. */
  csrf?: CsrfOptions | false;
  /** Further headers; they win over the client's own. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  /** As for `fetch`; `same-origin` unless told otherwise. An API on another origin that wants cookies needs `include`. */
  credentials?: RequestCredentials;
  /** For each attempt, until its whole body is there; 30 000 unless told otherwise, 0 for no limit. */
  timeoutMs?: number;
  /** How often a call that changes nothing is sent again; 2 unless told otherwise, so three attempts in all. */
  retries?: number;
  /** Upper end of the first pause between attempts (each further one is twice as long); 500 unless told otherwise. */
  backoffMs?: number;
  /** The longest `Retry-After` that is waited for; 30 000 unless told otherwise. */
  maxRetryAfterMs?: number;
  /** Instead of the global one. */
  fetch?: Fetch;
  /** A number in [0, 1), for the pauses. */
  random?: () => number;
}

export interface Call {
  method?: string;
  /** Below the base, with the slash authentik wants at the end: `events/events/`. */
  path: string;
  query?: URLSearchParams;
  /** Sent as JSON. */
  body?: string;
  signal?: AbortSignal | undefined;
}

/** What came back of a call that succeeded. */
export interface Answer {
  /** `undefined` when the body was empty (204). */
  json: JsonValue | undefined;
  /** For messages about the answer. */
  url: string;
  method: string;
  status: number;
  attempts: number;
  text: string;
}

/**
 * Sends calls to one API: address, authentication, time limit, retries, and errors that say what happened.
 *
 * Redirects are never followed. `fetch` takes `Authorization` away when it follows one to another origin, but not headers
 * of the host's own choosing, and older engines keep both. An API does not redirect; a sign-in page in front of it does.
 */
export class Transport {
  readonly #options: TransportOptions;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  async send(call: Call): Promise<Answer> {
    const { signal } = call;
    if (signal?.aborted) throw abortError(signal);
    const method = (call.method ?? 'GET').toUpperCase();
    const url = this.#url(call, method);
    const init: RequestInit = {
      method,
      headers: await abortable(this.#headers(url, method, call.body !== undefined), signal),
      credentials: this.#options.credentials ?? 'same-origin',
      redirect: 'manual',
      // Events are read to see what is new; a stale copy from a cache would say that nothing is.
      cache: 'no-store',
    };
    if (call.body !== undefined) init.body = call.body;

    const allowed = isSafe(method) ? 1 + Math.max(0, this.#options.retries ?? DEFAULT_RETRIES) : 1;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(url, init, attempt, signal);
      } catch (error) {
        if (!(error instanceof EventsError) || attempt >= allowed || !isWorthAnother(error)) throw error;
        const own = backoffMs(
          attempt,
          this.#options.backoffMs ?? DEFAULT_BACKOFF_MS,
          this.#options.random ?? Math.random,
        );
        const asked = error.retryAfterMs ?? 0;
        // Coming back earlier than asked would be rude, and waiting longer than anybody looks at a spinner pointless.
        if (asked > (this.#options.maxRetryAfterMs ?? DEFAULT_MAX_RETRY_AFTER_MS)) throw error;
        await pause(Math.max(own, asked), signal);
      }
    }
  }

  /** An address that the server gave, absolute: relative ones count from the API's. Null when it is neither http nor https. */
  resolve(address: string): string | null {
    const url = parseUrl(address, this.#url({ path: '' }, 'GET'));
    return url && /^https?:$/.test(url.protocol) ? url.href : null;
  }

  /** Whether what proves who asks goes in headers, which no link carries. */
  get provesByHeaders(): boolean {
    return Boolean(this.#options.token ?? this.#options.headers);
  }

  /**
   * Fetches a file. Only to the API's own origin goes what proves who asks: a server may keep its files anywhere. The time limit
   * is for the answer to begin; the body is the caller's, and ends with the signal.
   */
  async open(url: string, signal: AbortSignal | undefined): Promise<Response> {
    if (signal?.aborted) throw abortError(signal);
    const isOwn = new URL(url).origin === new URL(this.#url({ path: '' }, 'GET')).origin;
    const init: RequestInit = isOwn
      ? {
          headers: await abortable(this.#headers(url, 'GET', false), signal),
          credentials: this.#options.credentials ?? 'same-origin',
          redirect: 'manual',
        }
      : { credentials: 'omit', referrerPolicy: 'no-referrer' };
    if (isOwn) (init.headers as Headers).set('accept', '*/*');
    const about = { url, method: 'GET', attempts: 1 };
    return this.#within(about, { ...init, method: 'GET', cache: 'no-store' }, signal, async (response, stop) => {
      if (!response.ok) judge(response, await beginning(response, ERROR_BODY_BYTES, stop), about);
      return response;
    });
  }

  /** One attempt, with a time limit over all of it. */
  #attempt(url: string, init: RequestInit, attempt: number, signal: AbortSignal | undefined): Promise<Answer> {
    const about = { url, method: init.method!, attempts: attempt };
    return this.#within(about, init, signal, async (response, stop) => {
      const text = response.ok
        ? await abortable(response.text(), stop)
        : await beginning(response, ERROR_BODY_BYTES, stop);
      return judge(response, text, about);
    });
  }

  /** Sends once, and has `read` take what it needs of the response before the time limit. */
  async #within<T>(
    about: { url: string; method: string; attempts: number },
    init: RequestInit,
    signal: AbortSignal | undefined,
    read: (response: Response, stop: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) throw abortError(signal);
    const timeoutMs = this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    // One controller for both reasons to stop, so that fetch closes its socket for either.
    const controller = new AbortController();
    let late = false;
    let keepListening = false;
    const stop = () => controller.abort();
    signal?.addEventListener('abort', stop, { once: true });
    const timer =
      timeoutMs > 0
        ? setTimeout(() => {
            late = true;
            controller.abort();
          }, timeoutMs)
        : undefined;
    try {
      const send = this.#options.fetch ?? ((address, options) => globalThis.fetch(address, options));
      // abortable(), because a fetch of the host's own may not listen to its signal.
      const response = await abortable(send(about.url, { ...init, signal: controller.signal }), controller.signal);
      const result = await read(response, controller.signal);
      if (signal?.aborted) throw abortError(signal);
      // What is still to be read of a file ends with the caller's signal.
      if ((result as unknown) === response) keepListening = true;
      return result;
    } catch (error) {
      if (signal?.aborted) throw abortError(signal);
      if (error instanceof EventsError) throw error;
      if (late) {
        throw new EventsError({
          ...about,
          kind: 'timeout',
          retryable: true,
          message: `${spoken(about)} was not answered in full within ${seconds(timeoutMs)}${tries(about.attempts)}.`,
          cause: error,
        });
      }
      throw new EventsError({
        ...about,
        kind: 'network',
        retryable: true,
        message: `${spoken(about)} got no answer${tries(about.attempts)}: ${networkReason(error)}.`,
        cause: error,
      });
    } finally {
      clearTimeout(timer);
      if (!keepListening) signal?.removeEventListener('abort', stop);
    }
  }

  /** The full address of a call. Query parameters of `src` itself are kept. */
  #url(call: Call, method: string): string {
    const { src } = this.#options;
    // As fetch itself resolves: against a page's <base>, or a worker's own address.
    const here = globalThis as { document?: { baseURI?: string }; location?: { href?: string } };
    const base = parseUrl(src, here.document?.baseURI ?? here.location?.href);
    const problem = !base
      ? parseUrl(src, 'http://page.invalid/')
        ? 'is relative, and there is no page to resolve it against'
        : 'is no address'
      : !/^https?:$/.test(base.protocol)
        ? 'is neither http nor https'
        : base.username || base.password
          ? 'holds a user name or password, which fetch refuses; use the token option'
          : undefined;
    if (!base || problem) {
      throw new EventsError({
        kind: 'network',
        url: '',
        method,
        message: `The address of the events API ${problem ?? 'is no address'}.`,
      });
    }
    base.hash = '';
    base.pathname = `${base.pathname.replace(/\/+$/, '')}/${call.path}`;
    for (const [name, value] of call.query ?? []) base.searchParams.append(name, value);
    return base.href;
  }

  async #headers(url: string, method: string, hasBody: boolean): Promise<Headers> {
    const { token: tokenOption, headers: headersOption, csrf } = this.#options;
    const headers = new Headers({ accept: 'application/json' });
    if (hasBody) headers.set('content-type', 'application/json');
    const token = (typeof tokenOption === 'function' ? await tokenOption() : tokenOption)?.trim();
    if (token) withoutSecrets('token', () => headers.set('authorization', `Bearer ${token}`));
    else if (csrf !== false && !isSafe(method)) {
      const proof = csrf?.token ? csrf.token() : readCookie(csrf?.cookie ?? DEFAULT_CSRF.cookie, url);
      if (proof) withoutSecrets('CSRF token', () => headers.set(csrf?.header ?? DEFAULT_CSRF.header, proof));
    }
    const further = typeof headersOption === 'function' ? await headersOption() : headersOption;
    withoutSecrets('headers option', () => new Headers(further).forEach((value, name) => headers.set(name, value)));
    return headers;
  }
}

/** Whether the client itself may try again: the server, or the way to it, was not there just now. */
function isWorthAnother(error: EventsError): boolean {
  return (
    error.kind === 'network' || error.kind === 'timeout' || (error.kind === 'http' && isPassing(error.status ?? 0))
  );
}

/**
 * Up to so many bytes of an answer's body, as text. Never fails: what counts in an error is its status, and a body that
 * breaks off, or does not come in time, takes nothing from that.
 */
async function beginning(response: Response, maxBytes: number, signal: AbortSignal): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    while (bytes < maxBytes) {
      const { done, value } = await abortable(reader.read(), signal);
      if (done) break;
      bytes += value.length;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // What came before has to do.
  } finally {
    reader.cancel().catch(() => undefined); // closes the connection if there is more to come
  }
  return text;
}

/** Turns a received answer into a value, or into the error it is. */
function judge(response: Response, text: string, about: { url: string; method: string; attempts: number }): Answer {
  const { status } = response;
  const body = text.slice(0, KEPT_BODY_LENGTH);
  // Browsers hide where a redirect leads, and its status with it.
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    const location = response.headers.get('location');
    throw new EventsError({
      ...about,
      kind: 'http',
      status: status || undefined,
      body,
      message: `${spoken(about)} was redirected${location ? ` to ${shorten(location)}` : ''}, and redirects are not followed: the session may have ended, or src is not the API's address.`,
    });
  }
  if (!response.ok) {
    const problem = readProblem(text);
    const wait = retryAfterMs(response.headers, Date.now());
    const words = answerMessage(status, response.statusText, problem);
    const waiting = wait ? ` The server asks to wait ${seconds(wait)}.` : '';
    throw new EventsError({
      ...about,
      ...problem,
      kind: 'http',
      status,
      body,
      retryAfterMs: wait,
      retryable:
        status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501 && status !== 505),
      message: `${spoken(about)} answered ${words}${tries(about.attempts)}.${waiting}`,
    });
  }
  const answer = { ...about, status, text: body };
  // response.text() has taken a byte order mark away; some servers write two.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') return { ...answer, json: undefined };
  try {
    return { ...answer, json: parseJson(json) };
  } catch (error) {
    const isHtml = /^\s*</.test(json) || /\bhtml\b/i.test(response.headers.get('content-type') ?? '');
    throw new EventsError({
      ...about,
      kind: 'format',
      status,
      body,
      retryable: true, // a maintenance page, or an answer cut short
      message: isHtml
        ? `${spoken(about)} answered with HTML instead of JSON.`
        : `${spoken(about)} answered with something that is not JSON, or only a part of it (${shorten((error as Error).message, 120)}).`,
      cause: error,
    });
  }
}

/** `GET /api/v3/events/events/`: method and path, for a sentence. The query may be long, and is in `url`. */
export function spoken({ url, method }: { url: string; method: string }): string {
  return `${method} ${parseUrl(url)?.pathname ?? url}`;
}

function tries(attempts: number): string {
  return attempts > 1 ? ` in ${attempts} attempts` : '';
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

function networkReason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return shorten(String(cause));
  const code = (cause as { code?: unknown }).code;
  // Node tries each address of a name, and then says why in the code alone.
  return shorten(cause.message || (typeof code === 'string' ? code : cause.name)).replace(/\.$/, '');
}

function parseUrl(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}

/** Fails as `Headers` does over a character no header may hold, but without the value in the error's text. */
function withoutSecrets(what: string, set: () => void): void {
  try {
    set();
  } catch {
    throw new TypeError(`The ${what} of the events client holds something that no HTTP header can carry.`);
  }
}

/** A cookie of the page, when the API is on the page's own origin: another one has no business with it. */
function readCookie(name: string, url: string): string | undefined {
  const page = globalThis as { document?: { cookie?: string }; location?: { origin?: string } };
  if (page.location?.origin !== new URL(url).origin) return undefined;
  for (const part of (page.document?.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
