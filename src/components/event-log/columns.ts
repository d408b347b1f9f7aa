import type { Localize } from '../../internal/localize.js';
import { formatPath, parsePath } from '../../model/path.js';
import type { EventRecord } from '../../model/index.js';

/** A column of the list. A plain text is short for `{ field }`. */
export interface EventColumnOptions {
  /**
   * What it shows: one of {@link COLUMN_FIELDS}, or a dotted path into the event, `context.geo.city`
   * (a key with a dot in it is written `"quoted"`).
   */
  field: string;
  /** Its heading. Built-in columns have their own; other columns show their path. */
  label?: string;
  /** Its width as a track of a CSS grid: `12rem`, `minmax(8rem, 1fr)`. */
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
  /** Least width as a CSS length: below the sum of these the list scrolls sideways. */
  least: string;
  format?: EventColumnOptions['format'];
}

interface Form {
  label: (texts: Localize) => string;
  sortField?: string;
  least: string;
  most: string;
  narrowLeast?: string;
  narrowMost?: string;
}

/** Widths are those of the longest usual text; What happened takes what is left. */
const FORMS: Readonly<Record<ColumnField, Form>> = {
  created: { label: texts => texts.text('logTime'), sortField: 'created', least: '6.75rem', most: '8.25rem' },
  action: {
    label: texts => texts.text('factAction'),
    sortField: 'action',
    least: '11rem',
    most: '12.5rem',
    narrowLeast: '9.5rem',
    narrowMost: '12rem',
  },
  user: {
    label: texts => texts.text('factUser'),
    sortField: 'user',
    least: '7rem',
    most: '9rem',
    narrowLeast: '6rem',
    narrowMost: '8rem',
  },
  summary: { label: texts => texts.text('logSummary'), least: '15rem', most: '1fr' },
  client_ip: {
    label: texts => texts.text('logFrom'),
    sortField: 'client_ip',
    least: '8rem',
    most: 'clamp(14.25rem, 20cqi, 16.5rem)',
  },
  app: { label: texts => texts.text('factApp'), sortField: 'app', least: '7rem', most: '13rem' },
  brand: { label: texts => texts.text('factBrand'), sortField: 'brand', least: '6rem', most: '9rem' },
  expires: { label: texts => texts.text('factExpires'), sortField: 'expires', least: '6.75rem', most: '7rem' },
  pk: { label: texts => texts.text('factEventId'), sortField: 'pk', least: '9rem', most: '18rem' },
};

/** Width of the time column when it shows day and clock. */
const EXACT_TIME = '10.5rem';
const VALUE_LEAST = '7rem';
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
  const [least, most] = widthsOf(field, form, exactTimes);
  const own = ownTrack(width);
  const path = parsePath(field);
  return {
    field,
    label: (typeof label === 'string' && label.trim()) || form?.label(texts) || formatPath(path),
    kind: typeof format === 'function' || !isBuiltIn(field) ? 'value' : field,
    path,
    sortField: form ? form.sortField : path.length === 1 ? field : undefined,
    track: own?.track ?? `minmax(${least}, ${most})`,
    narrowTrack: own?.track ?? `minmax(${form?.narrowLeast ?? least}, ${form?.narrowMost ?? most})`,
    least: own?.least ?? least,
    ...(typeof format === 'function' && { format }),
  };
}

function widthsOf(field: string, form: Form | undefined, exactTimes: boolean): [least: string, most: string] {
  if (field === 'created' && exactTimes) return [EXACT_TIME, EXACT_TIME];
  return [form?.least ?? VALUE_LEAST, form?.most ?? VALUE_MOST];
}

/** A width of the page's own, if it is one track that the browser understands. */
function ownTrack(width: unknown): { track: string; least: string } | undefined {
  if (typeof width !== 'string' || !isOneTrack(width)) return undefined;
  const range = /^minmax\(([^,]+),/.exec(width.trim());
  const least = range ? range[1]!.trim() : width.trim();
  return { track: width, least: globalThis.CSS.supports('width', `calc(${least} + 1px)`) ? least : VALUE_LEAST };
}

function isOneTrack(width: string): boolean {
  const outside = width.trim().replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '');
  return /^[\w.%-]+$/.test(outside) && outside !== 'none' && !!globalThis.CSS?.supports('grid-template-columns', width);
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

/** Widths of the marker in front of a row and of the space around and between cells. */
const MARKER = '1.25rem';
const GAP = '0.75rem';
const INSETS = '2.5rem';

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
      if (!elastic && index === kept.length - 1) return `minmax(${column.least}, 1fr)`;
      return narrow ? column.narrowTrack : column.track;
    });
    return [MARKER, ...parts].join(' ');
  };
  const least = (kept: readonly Column[]): string =>
    `calc(${[MARKER, INSETS, ...kept.flatMap(column => [column.least, GAP])].join(' + ')})`;
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
