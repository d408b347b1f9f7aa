import { foldCase } from '../fold.js';
import { compareText } from '../order.js';
import { finish, leadingSteps, sortSteps, STRETCH, type Steps } from '../steps.js';
import { AggregateError, type Facet, type Facets, type FacetsOptions, type JsonScalar } from './types.js';
import { fieldPath, isShort, readTop, scalarOf, scalarText, valueReader, type EventSource } from './values.js';

/**
 * The most frequent values of some fields, with how often each occurs. One pass over the events.
 *
 * @param fields - Paths into a record (`action`, `context.geo.country`); one that a record has no root for is looked up under `context`
 * @throws AggregateError for a field that cannot be counted, or a `top` that is none
 */
export function facets(events: EventSource, fields: readonly string[], options: FacetsOptions = {}): Facets {
  return finish(facetsSteps(events, fields, options));
}

/** The same, in steps. */
export function* facetsSteps(
  events: EventSource,
  fields: readonly string[],
  options: FacetsOptions = {},
): Steps<Facets> {
  const top = readTop(options.top);
  const counters = fields.map(field => new FacetCounter(field));
  const total = events.length;
  for (let i = 0; i < total; i += 1) {
    if (i % STRETCH === STRETCH - 1) yield;
    const event = events.at(i);
    for (const counter of counters) counter.add(event);
  }
  const answer = Object.create(null) as Record<string, Facet>;
  for (const [i, field] of fields.entries()) answer[field] = yield* counters[i]!.facet(top);
  return { fields: answer, covered: total, total, exact: true };
}

/** How many suggestions are of use at once. */
const MAX_SUGGESTIONS = 50;

/**
 * Finds the values of a field that begin with a text, ignoring case, most frequent first. Counts once, answers many times. A
 * field that cannot be counted has none.
 */
export function suggestions(events: EventSource, field: string): FindSuggestions {
  return finish(suggestionsSteps(events, field));
}

type FindSuggestions = (prefix: string) => { value: JsonScalar; count: number }[];

/** The same, in steps. */
export function* suggestionsSteps(events: EventSource, field: string): Steps<FindSuggestions> {
  const values: (Counted & { folded: string })[] = [];
  try {
    const counter = new FacetCounter(field);
    for (let i = 0; i < events.length; i += 1) {
      if (i % STRETCH === STRETCH - 1) yield;
      counter.add(events.at(i));
    }
    const counted: Counted[] = [];
    for (const entry of counter.values()) {
      if (entry.value !== null && counted.push(entry) % STRETCH === STRETCH - 1) yield;
    }
    const sorted = yield* sortSteps(
      counted,
      run => run.sort(inFacetOrder),
      (a, b) => inFacetOrder(a, b) > 0,
    );
    for (const entry of sorted) {
      if (values.length % STRETCH === STRETCH - 1) yield;
      values.push({ ...entry, folded: foldCase(entry.text) });
    }
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
  }
  return prefix => {
    const folded = foldCase(prefix);
    const found: { value: JsonScalar; count: number }[] = [];
    for (const { value, count, folded: text } of values) {
      if (!text.startsWith(folded)) continue;
      found.push({ value, count });
      if (found.length === MAX_SUGGESTIONS) break;
    }
    return found;
  };
}

class FacetCounter {
  readonly #read: (event: unknown) => unknown;
  readonly #counts = new Map<JsonScalar, number>();
  #missing = 0;
  #objects = 0;

  constructor(field: string) {
    this.#read = valueReader(fieldPath(field, 'fields'));
  }

  add(event: unknown): void {
    const value = this.#read(event);
    if (value === undefined) {
      this.#missing += 1;
      return;
    }
    const count = this.#counts.get(value as JsonScalar);
    if (count !== undefined) {
      this.#counts.set(value as JsonScalar, count + 1);
      return;
    }
    const scalar = scalarOf(value);
    if (scalar === undefined) this.#objects += 1;
    else this.#counts.set(scalar, (this.#counts.get(scalar) ?? 0) + 1);
  }

  /** The values that are short enough to be listed, in no order. */
  *values(): Generator<Counted> {
    for (const [value, count] of this.#counts) {
      const text = value === null ? '' : scalarText(value);
      if (isShort(text)) yield { value, count, text };
    }
  }

  *facet(top: number): Steps<Facet> {
    const values = yield* leadingSteps(this.values(), top, inFacetOrder);
    return {
      values: values.map(({ value, count }) => ({ value, count })),
      other: sum(this.#counts.values()) - sum(values.map(({ count }) => count)),
      distinct: this.#counts.size,
      missing: this.#missing,
      objects: this.#objects,
    };
  }
}

interface Counted {
  value: JsonScalar;
  count: number;
  text: string;
}

/** Most events first, then by the text of the value, then by its type. */
function inFacetOrder(a: Counted, b: Counted): number {
  return b.count - a.count || compareText(a.text, b.text) || compareText(typeName(a.value), typeName(b.value));
}

function sum(counts: Iterable<number>): number {
  let all = 0;
  for (const count of counts) all += count;
  return all;
}

/** As PostgreSQL's `jsonb_typeof` calls it. */
function typeName(value: JsonScalar): string {
  return value === null ? 'null' : typeof value === 'bigint' ? 'number' : typeof value;
}
