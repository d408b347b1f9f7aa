import type * as Counting from '../model/aggregates/index.js';
import { AggregateError } from '../model/aggregates/types.js';
import type { Steps } from '../model/steps.js';
import { EventsError } from './errors.js';
import { load } from './load.js';
import { inTurns } from './turns.js';

type Aggregates = typeof Counting;

let aggregates: Aggregates | undefined;

/** The functions that count events: loaded when something is first counted, for a list alone needs none of them. */
export function loadAggregates(url: string, signal?: AbortSignal): Aggregates | Promise<Aggregates> {
  return (
    aggregates ??
    load(import('../model/aggregates/index.js'), 'counts events', url, signal).then(loaded => (aggregates = loaded))
  );
}

/** Does the counting; what cannot be counted as asked is told as every client tells it. */
export function counted<T>(url: string, count: () => T): T {
  try {
    return count();
  } catch (error) {
    throw asClientError(error, url);
  }
}

/** The same, in turns. */
export async function countedInTurns<T>(url: string, steps: Steps<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await inTurns(steps, signal);
  } catch (error) {
    throw asClientError(error, url);
  }
}

function asClientError(error: unknown, url: string): unknown {
  if (!(error instanceof AggregateError)) return error;
  return new EventsError({
    kind: 'query',
    url,
    message: error.message,
    fields: { [error.option]: [error.message] },
    cause: error,
  });
}
