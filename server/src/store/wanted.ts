import { AsyncLocalStorage } from 'node:async_hooks';

const signals = new AsyncLocalStorage<AbortSignal>();

/**
 * Does something somebody waits for, until the signal says that nobody does any more: reads of the database that it is waiting
 * for then fail with the signal's reason, and one that is running is stopped. Writes are finished.
 *
 * It reaches everything that is called in here, however deep. So nothing may be started here that is to outlive it.
 */
export function whileWanted<T>(signal: AbortSignal, run: () => T): T {
  return signals.run(signal, run);
}

/** What says that nobody waits any more for what is being done; undefined for work that is nobody's in particular. */
export function wantedSignal(): AbortSignal | undefined {
  return signals.getStore();
}
