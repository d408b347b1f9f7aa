import { waitUntil as wait } from '@open-wc/testing';

/** As `waitUntil` of Open WC, which gives up after a second: on a busy machine that is no failure. */
export function waitUntil(
  predicate: Parameters<typeof wait>[0],
  message?: string,
  options?: Parameters<typeof wait>[2],
): Promise<void> {
  return wait(predicate, message, { timeout: 8_000, ...options });
}
