import { filterValue, type FilterValue } from '../../internal/filter-actions.js';
import { parsePath } from '../../model/index.js';
import type { Series } from './chart-data.js';

/** What a click on a value asks for; null when no query can ask for it: the rest, what is missing, or a group. */
export function seriesFilter({ kind, key }: Series, by: string): FilterValue | null {
  return kind === 'value' && !by.startsWith('@') ? filterValue(parsePath(by), key) : null;
}
