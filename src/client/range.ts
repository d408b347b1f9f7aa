import { isoMicros } from '../model/index.js';
import { EventsError } from './errors.js';
import type { TimeRange } from './types.js';

const SECOND = 1_000_000;

/** A range in microseconds since 1970: `from` inside, `to` outside; ±Infinity for an open end. */
export interface Bounds {
  from: number;
  to: number;
}

/**
 * The instants a range lies between, or `null` when it is open at both ends. Fractions of a second are dropped, here for
 * every client alike, because authentik's query language knows none.
 *
 * @throws EventsError of kind `query` when an end is no time
 */
export function boundsOf(range: TimeRange | undefined, url: string): Bounds | null {
  const from = readEnd(range?.from, 'start', url) ?? -Infinity;
  const to = readEnd(range?.to, 'end', url) ?? Infinity;
  return from === -Infinity && to === Infinity ? null : { from, to };
}

export function isWithin({ from, to }: Bounds, micros: number): boolean {
  return micros >= from && micros < to;
}

function readEnd(text: string | null | undefined, which: string, url: string): number | undefined {
  if (text === null || text === undefined || text === '') return undefined;
  const micros = isoMicros(text);
  if (Number.isNaN(micros)) {
    throw new EventsError({
      kind: 'query',
      url,
      message: `The ${which} of the time range is no date or time: ${JSON.stringify(String(text).slice(0, 40))}.`,
    });
  }
  return Math.floor(micros / SECOND) * SECOND;
}

/** The range as a query, in the one form of a time that authentik's query language takes: UTC, whole seconds. */
export function rangeClause({ from, to }: Bounds): string {
  const clauses: string[] = [];
  if (from !== -Infinity) clauses.push(`created >= "${queryTime(from)}"`);
  if (to !== Infinity) clauses.push(`created < "${queryTime(to)}"`);
  return clauses.join(' and ');
}

function queryTime(micros: number): string {
  return new Date(micros / 1000).toISOString().slice(0, 19).replace('T', ' ');
}
