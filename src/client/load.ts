import { abortable } from './abort.js';
import { EventsError } from './errors.js';

/**
 * Waits for a part of this package that is loaded when first needed, and says so plainly when it cannot be had: offline, or
 * because the site was updated since the page was opened.
 */
export async function load<T>(part: Promise<T>, what: string, url: string, signal?: AbortSignal): Promise<T> {
  const loaded = part.catch((error: unknown) => {
    throw new EventsError({
      kind: 'network',
      url,
      retryable: true,
      message: `The part of this page that ${what} could not be loaded.`,
      cause: error,
    });
  });
  return abortable(loaded, signal);
}
