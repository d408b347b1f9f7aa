import type { Localize } from '../../../internal/localize.js';
import { wantedColumns, type ColumnSources } from '../column-choice.js';
import { COLUMN_FIELDS, makeColumn, type Column } from '../columns.js';

/** A column in the panel that chooses them. */
export interface ColumnChoice {
  field: string;
  label: string;
  shown: boolean;
}

/** Columns to choose from: those shown, in order, then those of the page and all built-in ones. */
export function columnChoices(shown: readonly Column[], sources: ColumnSources, texts: Localize): ColumnChoice[] {
  const choices = new Map(shown.map(({ field, label }) => [field, { field, label, shown: true }]));
  for (const options of [...wantedColumns(sources), ...COLUMN_FIELDS.map(field => ({ field }))]) {
    const { field } = options;
    if (!choices.has(field))
      choices.set(field, { field, label: makeColumn(options, texts, false).label, shown: false });
  }
  return [...choices.values()];
}
