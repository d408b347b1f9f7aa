import type { EventColumn } from '../event-column/event-column.js';
import { columnOptions, DEFAULT_COLUMNS, type EventColumnOptions } from './columns.js';

/** Where the columns of a list come from. */
export interface ColumnSources {
  /** `<event-column>` children; they go before the property. */
  elements: readonly EventColumn[];
  /** The property, which may be anything. */
  given: unknown;
  /** The fields a reader chose; `null` for none chosen. */
  chosen: readonly string[] | null;
}

/** The columns the page wants. */
export function wantedColumns({ elements, given }: ColumnSources): readonly EventColumnOptions[] {
  const declared = columnOptions(
    elements.map(({ field, label, width, format }) => ({ field, label, width, ...(format && { format }) })),
  );
  const columns = declared.length > 0 ? declared : columnOptions(given);
  return columns.length > 0 ? columns : DEFAULT_COLUMNS.map(field => ({ field }));
}

/** The columns to show. */
export function shownColumns(sources: ColumnSources): readonly EventColumnOptions[] {
  const columns = wantedColumns(sources);
  return sources.chosen?.map(field => columns.find(column => column.field === field) ?? { field }) ?? columns;
}
