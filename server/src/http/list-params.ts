import {
  DEFAULT_ORDERING,
  foldCase,
  isoMicros,
  ORDERING_FIELDS,
  parseOrdering,
  type OrderingTerm,
} from 'event-elements/model';
import { check, comparisons, eventSchema, parse, type Condition, type Diagnostic } from 'event-elements/query-lang';
import { plainText } from '../ingest/pg-text.js';
import type { EventFilter } from '../store/store.js';
import { ApiError, invalid, refused } from './errors.js';

export const LIMITS = {
  defaultPageSize: 20,
  /** A bigger page size means this one; the answer's `pagination` says what it became. */
  maxPageSize: 1000,
  /** UTF-16 units of `search`. */
  search: 10_000,
  searchTerms: 50,
  /** Comparisons of a query. */
  comparisons: 200,
  /** Values of one list in a query. */
  listItems: 1000,
  /** UTF-16 units of any other text parameter. */
  text: 1000,
  /** `actions` can be repeated this often. */
  actions: 100,
  defaultHistoryDays: 7,
  maxHistoryDays: 60,
} as const;

/** Reads `search` and the filters that go with it. @throws ApiError */
export function readFilter(query: URLSearchParams): EventFilter {
  const action = text(query, 'action');
  const actions = query.getAll('actions').filter(value => value !== '');
  if (actions.length > LIMITS.actions) throw invalid('actions', `At most ${LIMITS.actions} actions can be asked for.`);
  return {
    ...readSearch(query.get('search') ?? ''),
    action: action === undefined ? undefined : foldCase(action),
    actions: actions.map(value => checked('actions', value)),
    clientIp: text(query, 'client_ip'),
    username: text(query, 'username'),
    brandName: text(query, 'brand_name'),
    modelApp: text(query, 'context_model_app'),
    modelName: text(query, 'context_model_name'),
    modelPk: text(query, 'context_model_pk'),
    authorizedApp: text(query, 'context_authorized_app'),
    device: text(query, 'context_device'),
  };
}

/**
 * What `search` asks for: words that must occur, or a query. A text that is meant as a query but cannot run is refused, with
 * what is wrong and where; it is never searched for as if it were words.
 */
function readSearch(search: string): Pick<EventFilter, 'terms' | 'query'> {
  if (search.length > LIMITS.search)
    throw invalid('search', `Ensure this field has no more than ${LIMITS.search} characters.`);
  const { query, errors } = parse(search);
  if (errors.length > 0) throw wrongQuery(errors);
  if (query === null) return { terms: [] };
  if (query.type === 'text') {
    if (query.terms.length > LIMITS.searchTerms)
      throw invalid('search', `At most ${LIMITS.searchTerms} words can be searched for at once.`);
    return { terms: query.terms.map(({ text }) => plainText(foldCase(text))) };
  }
  const wrong = check(search, eventSchema).filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw wrongQuery(wrong);
  checkSize(query);
  return { terms: [], query: { condition: query, nowMs: Date.now() } };
}

function checkSize(condition: Condition): void {
  const all = comparisons(condition);
  if (all.length > LIMITS.comparisons)
    throw invalid('search', `A query can hold at most ${LIMITS.comparisons} comparisons.`);
  if (all.some(({ value }) => value.type === 'list' && value.items.length > LIMITS.listItems))
    throw invalid('search', `A list in a query can hold at most ${LIMITS.listItems} values.`);
}

/** 400 with the messages, and beside them where each problem is (UTF-16 offsets into `search`, half-open). */
function wrongQuery(problems: readonly Diagnostic[]): ApiError {
  return new ApiError(400, {
    search: problems.map(({ message }) => message),
    code: 'query_error',
    diagnostics: problems.map(({ from, to, severity, code, message }) => ({ from, to, severity, code, message })),
  });
}

/** Reads the range of time that goes with {@link readFilter}. @throws ApiError */
export function readRange(query: URLSearchParams): Pick<EventFilter, 'from' | 'to'> {
  const from = time(query, 'from');
  const to = time(query, 'to');
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** A time in ISO 8601 as microseconds since 1970, UTC where it does not say otherwise. */
function time(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  const micros = isoMicros(value);
  if (Number.isNaN(micros)) throw invalid(name, 'Give a date or time in ISO 8601, such as 2024-01-30T09:00:00Z.');
  return micros;
}

/** A text parameter; empty is the same as absent. */
function text(query: URLSearchParams, name: string): string | undefined {
  const value = query.get(name);
  return value === null || value === '' ? undefined : checked(name, value);
}

function checked(name: string, value: string): string {
  if (value.length > LIMITS.text) throw invalid(name, `Ensure this field has no more than ${LIMITS.text} characters.`);
  return plainText(value);
}

/** authentik ignores names it cannot sort by. A list in another order than the one asked for would look right and be wrong. */
export function readOrdering(query: URLSearchParams): OrderingTerm[] {
  const ordering = query.get('ordering') || DEFAULT_ORDERING;
  const names = ordering.split(',').map(part => part.trim().replace(/^-/, ''));
  const unknown = names.find(name => !(ORDERING_FIELDS as readonly string[]).includes(name));
  if (unknown !== undefined) {
    const shown = unknown.length > 40 ? `${unknown.slice(0, 40)}…` : unknown;
    throw invalid('ordering', `"${shown}" is not a field to sort by. Choose from ${ORDERING_FIELDS.join(', ')}.`);
  }
  if (names.length > ORDERING_FIELDS.length) throw invalid('ordering', 'Name each field once.');
  return parseOrdering(ordering);
}

export function readPageSize(query: URLSearchParams): number {
  return Math.min(integer(query, 'page_size', LIMITS.defaultPageSize), LIMITS.maxPageSize);
}

/** The page number, from 1. What is no such number is a page that does not exist: that is how authentik sees it. */
export function readPage(query: URLSearchParams): number {
  const value = query.get('page') || '1';
  if (!/^[1-9]\d{0,11}$/.test(value)) throw invalidPage();
  return Number(value);
}

export function invalidPage(): Error {
  return refused(404, 'Invalid page.');
}

export function readHistoryDays(query: URLSearchParams): number {
  return Math.min(integer(query, 'history_days', LIMITS.defaultHistoryDays), LIMITS.maxHistoryDays);
}

function integer(query: URLSearchParams, name: string, absent: number): number {
  const value = query.get(name);
  if (value === null || value === '') return absent;
  if (!/^\d{1,9}$/.test(value)) throw invalid(name, 'A valid integer is required.');
  if (Number(value) < 1) throw invalid(name, 'Ensure this value is greater than or equal to 1.');
  return Number(value);
}
