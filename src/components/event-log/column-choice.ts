import type { LogTexts } from '../../locales/en/log.js';
import type { EventColumn } from '../event-column/event-column.js';
import { COLUMN_FIELDS, columnOptions, DEFAULT_COLUMNS, makeColumn } from './columns.js';
import type { Column, EventColumnOptions } from './columns.js';
import type { ColumnChoice } from './menus.js';

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
function wanted({ elements, given }: ColumnSources): readonly EventColumnOptions[] {
  const declared = columnOptions(
    elements.map(({ field, label, width, format }) => ({ field, label, width, ...(format && { format }) })),
  );
  const columns = declared.length > 0 ? declared : columnOptions(given);
  return columns.length > 0 ? columns : DEFAULT_COLUMNS.map(field => ({ field }));
}

/** The columns to show. */
export function shownColumns(sources: ColumnSources): readonly EventColumnOptions[] {
  const columns = wanted(sources);
  return sources.chosen?.map(field => columns.find(column => column.field === field) ?? { field }) ?? columns;
}

/** Columns to choose from: those shown, in order, then those of the page and all built-in ones. */
export function columnChoices(shown: readonly Column[], sources: ColumnSources, texts: LogTexts): ColumnChoice[] {
  const choices = new Map(shown.map(({ field, label }) => [field, { field, label, shown: true }]));
  for (const options of [...wanted(sources), ...COLUMN_FIELDS.map(field => ({ field }))]) {
    const { field } = options;
    if (!choices.has(field))
      choices.set(field, { field, label: makeColumn(options, texts, false).label, shown: false });
  }
  return [...choices.values()];
}
