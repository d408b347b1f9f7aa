import type { ReactiveControllerHost } from 'lit';
import type { EventsClient, TimeRange } from '../../client/index.js';
import { AnswerController } from '../../internal/answer-controller.js';
import type { Coverage, Facet } from '../../model/index.js';
import { fieldOfPath } from '../../query-lang/field-name.js';

/** What there is to count. */
export interface FacetsWish {
  client: EventsClient | null;
  search: string;
  range: TimeRange;
  revision: number;
  fields: readonly string[];
  /** The field of which all values are wanted; null for none. */
  open: string | null;
}

export interface FacetsAnswer extends Coverage {
  fields: ReadonlyMap<string, Facet>;
}

/** Values asked for of each field: enough that those a reader has chosen are among them. */
const TOP = 50;
/** Of the field that is open; the most a client gives. */
const TOP_OPEN = 1_000;

/**
 * Counts the values of fields. A field that the search has a condition on is counted without that condition: else it would
 * offer nothing but what is chosen already.
 */
export class FacetsController {
  readonly #answers: AnswerController<FacetsAnswer>;

  constructor(host: ReactiveControllerHost) {
    this.#answers = new AnswerController(host);
  }

  get value(): FacetsAnswer | null {
    return this.#answers.value;
  }

  get error(): unknown {
    return this.#answers.error;
  }

  get isPending(): boolean {
    return this.#answers.isPending;
  }

  get isLate(): boolean {
    return this.#answers.isLate;
  }

  retry(): void {
    this.#answers.retry();
  }

  settle(wish: FacetsWish): void {
    const { client, search, range, revision, fields, open } = wish;
    const question = client && [client, search, range, revision, fields.join('\n'), open];
    this.#answers.ask(question, signal => count(wish, client!, signal));
  }
}

async function count({ search, range, fields, open }: FacetsWish, client: EventsClient, signal: AbortSignal) {
  const texts = await Promise.all(fields.map(field => searchWithout(search, field)));
  // Fields that are counted in the same events, and to the same depth, are one call.
  const calls = new Map<string, { search: string; top: number; fields: string[] }>();
  fields.forEach((field, i) => {
    const top = field === open ? TOP_OPEN : TOP;
    const key = `${top} ${texts[i]!}`;
    const call = calls.get(key) ?? { search: texts[i]!, top, fields: [] };
    call.fields.push(field);
    calls.set(key, call);
  });
  const answers = await Promise.all(
    [...calls.values()].map(call =>
      client.facets({ search: call.search, range }, call.fields, { top: call.top, signal }),
    ),
  );
  const counted = new Map<string, Facet>();
  for (const answer of answers) for (const [field, facet] of Object.entries(answer.fields)) counted.set(field, facet);
  // The least of what the figures are made of is what can be said of all of them.
  const least = answers.find(({ exact }) => !exact) ?? answers[0];
  const { covered, total, exact } = least ?? { covered: 0, total: 0, exact: true };
  return { fields: counted, covered, total, exact };
}

/** A query is read only where it can have something to do with the field: the language is large. */
async function searchWithout(search: string, field: string): Promise<string> {
  const name = fieldOfPath(field.split('.'));
  if (name === null || !search.includes(name)) return search;
  const { withoutField } = await import('./filters.js');
  return withoutField(search, name);
}
