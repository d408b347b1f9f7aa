import { foldCase } from '../fold.js';
import { compareText } from '../order.js';
import { AggregateError, type Facet, type Facets, type FacetsOptions, type JsonScalar } from './types.js';
import { fieldPath, isShort, readTop, scalarOf, scalarText, valueReader, type EventSource } from './values.js';

/**
 * The most frequent values of some fields, with how often each occurs. One pass over the events.
 *
 * @param fields - Paths into a record (`action`, `context.geo.country`); one that a record has no root for is looked up under `context`
 * @throws AggregateError for a field that cannot be counted, or a `top` that is none
 */
export function facets(events: EventSource, fields: readonly string[], options: FacetsOptions = {}): Facets {
  const top = readTop(options.top);
  const counters = fields.map(field => new FacetCounter(field));
  const total = events.length;
  for (let i = 0; i < total; i += 1) {
    const event = events.at(i);
    for (const counter of counters) counter.add(event);
  }
  const answer = Object.create(null) as Record<string, Facet>;
  fields.forEach((field, i) => (answer[field] = counters[i]!.facet(top)));
  return { fields: answer, covered: total, total, exact: true };
}

/** How many suggestions are of use at once. */
const MAX_SUGGESTIONS = 50;

/**
 * Finds the values of a field that begin with a text, ignoring case, most frequent first. Counts once, answers many times. A
 * field that cannot be counted has none.
 */
export function suggestions(
  events: EventSource,
  field: string,
): (prefix: string) => { value: JsonScalar; count: number }[] {
  let values: readonly { value: JsonScalar; count: number; folded: string }[] = [];
  try {
    const counter = new FacetCounter(field);
    for (let i = 0; i < events.length; i += 1) counter.add(events.at(i));
    values = counter
      .facet(Infinity)
      .values.filter(({ value }) => value !== null)
      .map(entry => ({ ...entry, folded: foldCase(String(entry.value)) }));
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

  facet(top: number): Facet {
    const counted = [...this.#counts].map(([value, count]) => ({ value, count }));
    return { ...topValues(counted, top), missing: this.#missing, objects: this.#objects };
  }
}

/** Values in the order of a facet: most events first, then by the text of the value, then by its type. */
export function topValues(
  counted: { value: JsonScalar; count: number }[],
  top: number,
): Pick<Facet, 'values' | 'other' | 'distinct'> {
  const listed = counted
    .map(entry => ({ ...entry, text: entry.value === null ? '' : scalarText(entry.value) }))
    .filter(({ text }) => isShort(text))
    .sort(
      (a, b) => b.count - a.count || compareText(a.text, b.text) || compareText(typeName(a.value), typeName(b.value)),
    );
  const values = listed.slice(0, top).map(({ value, count }) => ({ value, count }));
  const sum = (entries: readonly { count: number }[]) => entries.reduce((all, { count }) => all + count, 0);
  return { values, other: sum(counted) - sum(values), distinct: counted.length };
}

/** As PostgreSQL's `jsonb_typeof` calls it. */
function typeName(value: JsonScalar): string {
  return value === null ? 'null' : typeof value === 'bigint' ? 'number' : typeof value;
}
