import { createHmac } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { plainText } from '../ingest/pg-text.js';
import { guardedLookup, isPrivate, PrivateAddressError } from './addresses.js';

export interface WebhookOptions {
  /** From the first byte sent to the last one read. */
  timeoutMs: number;
  /** Receivers on this machine and its networks. */
  allowPrivate: boolean;
}

/** The receiver did not take it. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  constructor(
    message: string,
    /** How long the receiver asked to be left alone. */
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Of what the receiver says, this much is read, and this much told. */
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_ANSWER_TOLD = 200;
const MAX_RETRY_AFTER_MS = 60 * 60 * 1000;

/** What is wrong with the address of a receiver; null when nothing is. */
export function webhookProblem(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return 'Enter a valid URL that begins with https:// or http://.';
  if (url.username || url.password) return 'An address with a user name or password in it is not taken.';
  return null;
}

/**
 * Sends a JSON body, once. Redirects are not followed, and nothing is sent to a private address unless that is allowed.
 *
 * @returns what the receiver said
 * @throws DeliveryError with a sentence for the operator
 */
export async function post(
  address: string,
  body: string,
  headers: Record<string, string>,
  options: WebhookOptions,
): Promise<string> {
  const problem = webhookProblem(address);
  if (problem) throw new DeliveryError(problem);
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    // A name is looked at when it is looked up; an address never is.
    if (isIP(host) !== 0 && !options.allowPrivate && isPrivate(host))
      throw new PrivateAddressError(`${host} is no address of the open internet.`);
    const response = await send(url, body, headers, options.allowPrivate, signal);
    return await readAnswer(response);
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    if (error instanceof PrivateAddressError)
      throw new DeliveryError(
        `${error.message} The server must be started with --allow-private-webhooks to send there.`,
      );
    const { message, code } = error as NodeJS.ErrnoException;
    // Whatever Node calls it: an answer that was cut off while it came is only "aborted" there.
    const why = signal.aborted ? `no whole answer within ${options.timeoutMs / 1000} seconds` : message || code;
    throw new DeliveryError(`${url.host} could not be reached: ${why}.`, undefined, { cause: error });
  }
}

function send(
  url: URL,
  body: string,
  headers: Record<string, string>,
  allowPrivate: boolean,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const data = Buffer.from(body, 'utf8');
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'event-elements-server',
        'content-length': data.length,
        ...headers,
      },
      // A connection of its own: one kept from earlier would not be looked at again.
      agent: false,
      lookup: guardedLookup(allowPrivate),
      signal,
    });
    call.once('response', resolve);
    call.once('error', reject);
    call.end(data);
  });
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  const status = response.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MAX_ANSWER_BYTES) break; // leaving the loop closes the connection
  }
  const text = Buffer.concat(chunks).toString('utf8').replace(/\s+/g, ' ').trim();
  const said =
    `${status} ${response.statusMessage ?? ''}`.trim() + (text ? `: ${plainText(text.slice(0, MAX_ANSWER_TOLD))}` : '');
  if (status >= 200 && status < 300) return said;
  if (status >= 300 && status < 400)
    throw new DeliveryError(`The receiver redirects (${status}), and redirects are not followed.`);
  throw new DeliveryError(`The receiver answered ${said}`, retryAfter(response.headers['retry-after']));
}

function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? Math.min(ms, MAX_RETRY_AFTER_MS) : undefined;
}

/**
 * Headers by which a receiver knows who sent it, when, and whether it has it already, in the way of Standard Webhooks
 * (https://www.standardwebhooks.com). The signature is an HMAC-SHA256 of `id.seconds.body`.
 *
 * @param secret `whsec_` and base64, or any text, whose UTF-8 bytes are then the key; empty: no signature
 */
export function webhookHeaders(id: string, body: string, secret: string, now: number): Record<string, string> {
  const seconds = String(Math.floor(now / 1000));
  const headers: Record<string, string> = { 'idempotency-key': id, 'webhook-id': id, 'webhook-timestamp': seconds };
  if (secret === '') return headers;
  const key = secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret, 'utf8');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}
