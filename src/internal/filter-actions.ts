import { html, type TemplateResult } from 'lit';
import { isObject } from '../model/record.js';
import { parsePath } from '../model/path.js';
import { fieldOfPath } from '../query-lang/field-name.js';
import type * as QueryLang from '../query-lang/index.js';
import { icon } from './icons.js';
import type { Localize } from './localize.js';
import { plainText } from './text.js';

/*
 * Clicks are queries: "only this value" and "leave this value out" change the text of the search as a person would have
 * written it, and nothing else. The language is loaded with the first of them.
 */

/** A value of an event, by the name a query has for its place. */
export interface FilterValue {
  field: string;
  value: string | number | bigint | boolean | null;
}

/** `=` keeps the events that have the value, `!=` leaves them out. */
export type FilterOperator = '=' | '!=';

/** The search that a filter changes: the provider's, and the wish for another. */
export interface FilterView {
  search(): string;
  request(search: string): void;
}

/** Longer texts are no value that somebody looks for, and a query with one cannot be read. */
const VALUE_MAX = 500;

/**
 * What can be asked of a value in an event; null when no query can name its place, or it is none that can be compared: an
 * object, a missing value, a number that is none, a text of a page.
 *
 * @param path - from the record on: `user.username`, or `['context', 'geo', 'city']`
 */
export function filterValue(path: string | readonly string[], value: unknown): FilterValue | null {
  const field = fieldOfPath(typeof path === 'string' ? parsePath(path) : path);
  if (field === null || value === undefined || isObject(value) || Array.isArray(value)) return null;
  if (typeof value === 'string' && (value === '' || value.length > VALUE_MAX)) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value) || value === null
    ? { field, value: value as FilterValue['value'] }
    : null;
}

const language = (): Promise<typeof QueryLang> => import('../query-lang/index.js');

/** Adds the filter to the search, or takes it away when it is there. */
export async function toggleFilter(
  view: FilterView,
  { field, value }: FilterValue,
  operator: FilterOperator,
): Promise<void> {
  const { toggleValue } = await language();
  const search = view.search(); // as it is by now
  const next = toggleValue(search, field, operator, value);
  if (next !== search) view.request(next);
}

/** Which of the two stands in a search; null for neither. */
export async function filterState(search: string, { field, value }: FilterValue): Promise<FilterOperator | null> {
  const { hasClause } = await language();
  return (['=', '!='] as const).find(operator => hasClause(search, field, operator, value)) ?? null;
}

/** The two of them as buttons: a plus and a minus, named after the value. */
export function filterButtons(
  filter: FilterValue,
  texts: Localize,
  run: (filter: FilterValue, operator: FilterOperator) => void,
): TemplateResult {
  const value = plainText(filter.value, 60);
  const button = (operator: FilterOperator, name: string): TemplateResult =>
    html`<button
      type="button"
      class="icon-btn filter"
      aria-label=${name}
      title=${name}
      @click=${() => run(filter, operator)}
    >
      ${icon(operator === '=' ? 'plus' : 'minus', { small: true })}
    </button>`;
  return html`${button('=', texts.text('filterFor', value))}${button('!=', texts.text('filterOut', value))}`;
}
