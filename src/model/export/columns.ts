import type { CsvCell } from '../csv.js';
import { stringifyJson } from '../json.js';
import { getPath, parsePath } from '../path.js';
import { summarize } from '../summarize.js';
import type { SummaryMessages } from '../summary-messages.js';

/** A column of an export. A plain text is short for `{ field }`. */
export interface ExportColumn {
  /** `created`, `action`, `user`, `summary`, `client_ip`, `app`, `brand`, `expires`, `pk`, or a dotted path into the event. */
  field: string;
  /** Its heading in a CSV file; the field when left out. */
  label?: string;
}

/** What a file of whole events has when its format needs columns: every field of a record, the nested ones as JSON. */
export const ALL_COLUMNS = [
  'pk',
  'created',
  'action',
  'app',
  'user.pk',
  'user.username',
  'user.email',
  'client_ip',
  'brand',
  'user',
  'context',
  'expires',
] as const;

export interface ReaderOptions {
  /** Writes a time in the zone of the export, or gives `null` for what is no time. */
  time: (value: unknown) => string | null;
  /** The words of sentences; English when left out. */
  messages?: SummaryMessages | undefined;
  /** Whether `user` and `brand` are whole objects (a file of everything) or the name a list shows. */
  whole: boolean;
}

/** The value a column shows of an event, as it is in the event: not shortened, not translated. `undefined` where there is none. */
export type Reader = (event: unknown) => unknown;

export function readerOf(field: string, { time, messages, whole }: ReaderOptions): Reader {
  const path = parsePath(field);
  switch (field) {
    case 'created':
    case 'expires':
      return event => {
        const value = getPath(event, path);
        return time(value) ?? value;
      };
    case 'summary':
      return event => summarize(event, messages && { messages });
    case 'user':
      return whole ? event => getPath(event, path) : event => firstOf(event, USER_NAMES) ?? getPath(event, path);
    case 'brand':
      return whole ? event => getPath(event, path) : event => firstOf(event, BRAND_NAMES) ?? getPath(event, path);
    default:
      return event => getPath(event, path);
  }
}

const USER_NAMES = [
  ['user', 'username'],
  ['user', 'email'],
  ['user', 'pk'],
];
const BRAND_NAMES = [
  ['brand', 'name'],
  ['brand', 'pk'],
];

/** What a list would show: the first of these that says something. */
function firstOf(event: unknown, paths: readonly (readonly string[])[]): unknown {
  for (const path of paths) {
    const value = getPath(event, path);
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
}

/** Any value as one cell: scalars as they are, objects and arrays as JSON, nothing for what is missing. */
export function cellOf(value: unknown): CsvCell {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : jsonText(value);
    default:
      return null;
  }
}

/**
 * The text of {@link stringifyJson}, by the engine's own writer where that says the same. Only `-0` becomes `0`, its equal: to
 * look for it would make every export half as fast.
 */
export function jsonText(value: unknown): string {
  try {
    const text = JSON.stringify(value) ?? 'null';
    // An infinity (a number too large for a double) would be null, too.
    return text.includes('null') ? (JSON.stringify(value, finiteOnly) ?? 'null') : text;
  } catch {
    return stringifyJson(value);
  }
}

function finiteOnly(_key: string, value: unknown): unknown {
  if (value === Infinity || value === -Infinity) throw new TypeError('not finite');
  return value;
}
