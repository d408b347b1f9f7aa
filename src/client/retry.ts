/** Methods that change nothing, so that sending them twice is the same as once (RFC 9110, section 9.2.1). */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isSafe = (method: string): boolean => SAFE_METHODS.has(method);

/** Statuses that mean "not now": too many requests, or a gateway without a server behind it. */
const PASSING_STATUSES = new Set([429, 502, 503, 504]);

export const isPassing = (status: number): boolean => PASSING_STATUSES.has(status);

/** Longest pause of our own making. */
const MAX_BACKOFF_MS = 10_000;

/**
 * How long to wait before the next attempt: exponential backoff with full jitter, so that clients cut off together do
 * not come back together.
 *
 * @param failed - how many attempts have failed, from 1
 * @param baseMs - upper end of the first pause
 * @param random - a number in [0, 1)
 */
export function backoffMs(failed: number, baseMs: number, random: () => number): number {
  return random() * Math.min(MAX_BACKOFF_MS, baseMs * 2 ** (failed - 1));
}

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3): seconds, or an HTTP date. A date is measured against the server's own
 * `Date` header where that can be read, because the two clocks may differ.
 *
 * @returns milliseconds, at least 0; `undefined` when the header says nothing usable
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  // Date.parse takes nearly anything ("-5" is a year); every form of an HTTP date has a time in it.
  if (Number.isNaN(until) || !/\d:\d\d:\d\d/.test(value)) return undefined;
  const served = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(served) ? now : served));
}
