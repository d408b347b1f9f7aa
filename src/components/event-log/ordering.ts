import { DEFAULT_ORDERING, parseOrdering } from '../../model/order.js';
import type { Localize } from '../../internal/localize.js';
import type { Column } from './columns.js';

/** The field a list is sorted by first, and which way. */
export function sortedBy(ordering: string): { field: string; descending: boolean } {
  return parseOrdering(ordering)[0]!;
}

/** What pressing a heading asks for: the field one way, then the other, then the usual order again. */
export function nextOrdering(field: string, ordering: string): string {
  const now = sortedBy(ordering);
  const usual = sortedBy(DEFAULT_ORDERING);
  if (now.field !== field) return field;
  if (field === usual.field) return now.descending ? field : DEFAULT_ORDERING;
  return now.descending ? DEFAULT_ORDERING : `-${field}`;
}

/** The order in words: `newest first`, `by User, ascending`. */
export function orderText(ordering: string, columns: readonly Column[], texts: Localize): string {
  const { field, descending } = sortedBy(ordering);
  if (field === 'created') return texts.text(descending ? 'logNewestFirst' : 'logOldestFirst');
  const label = columns.find(column => column.sortField === field)?.label ?? field;
  return texts.text('logSorted', label, descending);
}
