import type { Localize } from '../../internal/localize.js';
import { formatPath, parsePath, type EventRecord } from '../../model/index.js';

/** A column of the list. A plain text is short for `{ field }`. */
export interface EventColumnOptions {
  /**
   * What it shows: one of {@link COLUMN_FIELDS}, or a dotted path into the event, `context.geo.city`
   * (a key with a dot in it is written `"quoted"`).
   */
  field: string;
  /** Its heading. Built-in columns have their own; other columns show their path. */
  label?: string;
  /** Its width as a CSS length, `12rem`. */
  width?: string;
  /** Makes the text of a cell from the value at `field`. Whatever comes back is shown as plain text. */
  format?: (value: unknown, record: EventRecord) => string;
}

/** Columns with a form of their own. */
export const COLUMN_FIELDS = [
  'created',
  'action',
  'user',
  'summary',
  'client_ip',
  'app',
  'brand',
  'expires',
  'pk',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

export const DEFAULT_COLUMNS: readonly ColumnField[] = ['created', 'action', 'user', 'summary', 'client_ip'];

/** A column ready to be drawn. */
export interface Column {
  field: string;
  label: string;
  /** How cells are drawn: a built-in form, or the value as text. */
  kind: ColumnField | 'value';
  path: readonly string[];
  /** What to sort by; `undefined` when no field of the record stands for the column. */
  sortField: string | undefined;
  /** Width for a CSS grid, in a wide list and in one below 56 rem. */
  track: string;
  narrowTrack: string;
  /** Least width in rem, of which `track` is made. */
  least: number;
  format?: EventColumnOptions['format'];
}

interface Form {
  label: (texts: Localize) => string;
  sortField?: string;
  least: number;
  most: string;
  narrowLeast?: number;
  narrowMost?: string;
}

/** Widths are those of the longest usual text; What happened takes what is left. */
const FORMS: Readonly<Record<ColumnField, Form>> = {
  created: { label: texts => texts.text('logTime'), sortField: 'created', least: 6.75, most: '6.75rem' },
  action: {
    label: texts => texts.text('factAction'),
    sortField: 'action',
    least: 11,
    most: '12.5rem',
    narrowLeast: 9.5,
    narrowMost: '12rem',
  },
  user: {
    label: texts => texts.text('factUser'),
    sortField: 'user',
    least: 7,
    most: '9rem',
    narrowLeast: 6,
    narrowMost: '8rem',
  },
  summary: { label: texts => texts.text('logSummary'), least: 10, most: '1fr' },
  client_ip: { label: texts => texts.text('logFrom'), sortField: 'client_ip', least: 8, most: '16.5rem' },
  app: { label: texts => texts.text('factApp'), sortField: 'app', least: 7, most: '13rem' },
  brand: { label: texts => texts.text('factBrand'), sortField: 'brand', least: 6, most: '9rem' },
  expires: { label: texts => texts.text('factExpires'), sortField: 'expires', least: 6.75, most: '7rem' },
  pk: { label: texts => texts.text('factEventId'), sortField: 'pk', least: 9, most: '18rem' },
};

/** Width of the time column when it shows day and clock. */
const EXACT_TIME_REM = 10.5;
const VALUE_LEAST = 7;
const VALUE_MOST = '14rem';

export function isBuiltIn(field: string): field is ColumnField {
  return (COLUMN_FIELDS as readonly string[]).includes(field);
}

/** What a page may hand over as columns, made into options; anything else is left out, and so is a second column of one field. */
export function columnOptions(given: unknown): EventColumnOptions[] {
  if (!Array.isArray(given)) return [];
  const fields = new Set<string>();
  const columns: EventColumnOptions[] = [];
  for (const entry of given as unknown[]) {
    const options = typeof entry === 'string' ? { field: entry } : (entry as Partial<EventColumnOptions> | null);
    const field = typeof options?.field === 'string' ? options.field.trim() : '';
    if (field === '' || fields.has(field)) continue;
    fields.add(field);
    columns.push({ ...options, field });
  }
  return columns;
}

/** A column as it is drawn, in the reader's language. */
export function makeColumn(options: EventColumnOptions, texts: Localize, exactTimes: boolean): Column {
  const { field, label, width, format } = options;
  const form = isBuiltIn(field) ? FORMS[field] : undefined;
  const least = field === 'created' && exactTimes ? EXACT_TIME_REM : (form?.least ?? VALUE_LEAST);
  const most = field === 'created' && exactTimes ? `${EXACT_TIME_REM}rem` : (form?.most ?? VALUE_MOST);
  const fixed = typeof width === 'string' && globalThis.CSS?.supports('width', width) ? width : undefined;
  const path = parsePath(field);
  return {
    field,
    label: (typeof label === 'string' && label.trim()) || form?.label(texts) || formatPath(path),
    kind: typeof format === 'function' || !isBuiltIn(field) ? 'value' : field,
    path,
    sortField: form ? form.sortField : path.length === 1 ? field : undefined,
    track: fixed ?? `minmax(${least}rem, ${most})`,
    narrowTrack: fixed ?? `minmax(${form?.narrowLeast ?? least}rem, ${form?.narrowMost ?? most})`,
    least,
    ...(typeof format === 'function' && { format }),
  };
}

/** The columns of a two-line row: what leads it, what stands at its end, and what goes below. The rest is in the detail. */
export interface NarrowRow {
  lead: Column | undefined;
  end: Column | undefined;
  below: Column | undefined;
}

export function narrowRow(columns: readonly Column[]): NarrowRow {
  const take = (kind: Column['kind'], taken: (Column | undefined)[]): Column | undefined =>
    columns.find(column => column.kind === kind && !taken.includes(column));
  const end = take('created', []);
  const lead = take('action', [end]) ?? columns.find(column => column !== end);
  const below = take('summary', [lead, end]) ?? columns.find(column => column !== end && column !== lead);
  return { lead, end, below };
}

/** Widths of the marker in front of a row and of the space around and between cells, in rem. */
const MARKER = 1.25;
const GAP = 0.75;
const INSETS = 2.5;

/** The grid of a row at three widths of the list (wide, below 56 rem, below 48 rem), and how narrow each may become. */
export interface RowGrid {
  wide: string;
  medium: string;
  small: string;
  'wide-least': string;
  'medium-least': string;
  'small-least': string;
}

/** Which columns give way as the list gets narrower: From first, then User, whose name then leads the sentence. */
export function givesWay(column: Column, columns: readonly Column[]): 'medium' | 'small' | undefined {
  if (column.kind === 'client_ip' && columns.length > 2) return 'medium';
  if (column.kind === 'user' && columns.some(({ kind }) => kind === 'summary')) return 'small';
  return undefined;
}

export function rowGrid(columns: readonly Column[]): RowGrid {
  const tracks = (kept: readonly Column[], narrow: boolean): string => {
    // Something must take the width that is left: What happened, else the last column.
    const elastic = kept.some(column => column.kind === 'summary');
    const parts = kept.map((column, index) => {
      if (!elastic && index === kept.length - 1) return `minmax(${column.least}rem, 1fr)`;
      return narrow ? column.narrowTrack : column.track;
    });
    return [`${MARKER}rem`, ...parts].join(' ');
  };
  const least = (kept: readonly Column[]): string =>
    `${kept.reduce((sum, column) => sum + column.least + GAP, MARKER + INSETS)}rem`;
  const medium = columns.filter(column => givesWay(column, columns) !== 'medium');
  const small = medium.filter(column => givesWay(column, columns) !== 'small');
  return {
    wide: tracks(columns, false),
    medium: tracks(medium, true),
    small: tracks(small, true),
    'wide-least': least(columns),
    'medium-least': least(medium),
    'small-least': least(small),
  };
}
