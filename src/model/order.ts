import { canonicalJson } from './json.js';
import { getPath, ownValue } from './path.js';
import type { EventRecord } from './record.js';
import { isoMicros } from './time.js';

/** What a list of events can be sorted by: the fields of authentik's serializer. */
export const ORDERING_FIELDS = [
  'action',
  'user',
  'app',
  'context',
  'client_ip',
  'created',
  'expires',
  'brand',
  'pk',
] as const;
export type OrderingField = (typeof ORDERING_FIELDS)[number];

/** The order of a list nobody sorted: newest first. */
export const DEFAULT_ORDERING = '-created';

/** Texts are compared by this many code points, so that a database can keep the same key in an index. */
export const ORDERING_KEY_LENGTH = 256;

export interface OrderingTerm {
  field: OrderingField;
  descending: boolean;
}

/**
 * The terms of an `ordering` parameter: `created`, `-created`, `action,-created`. Names that cannot be sorted by are left
 * out, and when none is left the order is {@link DEFAULT_ORDERING}: both as authentik's server does it.
 */
export function parseOrdering(ordering: string): OrderingTerm[] {
  const terms: OrderingTerm[] = [];
  for (const part of String(ordering).split(',')) {
    const name = part.trim();
    const descending = name.startsWith('-');
    const field = (descending ? name.slice(1) : name) as OrderingField;
    if (ORDERING_FIELDS.includes(field)) terms.push({ field, descending });
  }
  return terms.length > 0 ? terms : [{ field: 'created', descending: true }];
}

/**
 * What a record is sorted by under a field, or `null` when it has nothing there.
 *
 * | field | key |
 * |---|---|
 * | `created`, `expires` | the instant in microseconds since 1970 (a number); no valid time: `null` |
 * | `user` | `user.username` |
 * | `brand` | `brand.name` |
 * | `context` | the canonical JSON text of the whole context |
 * | `action` `app` `client_ip` `pk` | the text itself; numbers and booleans as text; objects as canonical JSON |
 *
 * A text key is cut to {@link ORDERING_KEY_LENGTH} code points. A server that stores these keys when it takes an event in,
 * and sorts texts by code point (PostgreSQL: `COLLATE "C"`), lists in the very same order as {@link compareRecords}.
 */
export function orderingKey(field: OrderingField, record: EventRecord): string | number | null {
  if (typeof record !== 'object' || record === null) return null;
  switch (field) {
    case 'created':
    case 'expires': {
      const micros = isoMicros(ownValue(record, field));
      return Number.isNaN(micros) ? null : micros;
    }
    case 'user':
      return textKey(getPath(record, USERNAME));
    case 'brand':
      return textKey(getPath(record, BRAND_NAME));
    default:
      return textKey(ownValue(record, field));
  }
}

const USERNAME = ['user', 'username'];
const BRAND_NAME = ['brand', 'name'];

function textKey(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return firstCodePoints(typeof value === 'string' ? value : canonicalJson(value));
}

function firstCodePoints(text: string): string {
  if (text.length <= ORDERING_KEY_LENGTH) return text;
  let end = 0;
  for (let count = 0; count < ORDERING_KEY_LENGTH && end < text.length; count += 1) {
    end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}

/**
 * Compares two texts by code point, as UTF-8 bytes and PostgreSQL's `COLLATE "C"` do: negative, 0 or positive.
 * JavaScript's own `<` compares UTF-16 units, which puts an emoji before `ﬁ` (U+FB01).
 */
export function compareText(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** Moves surrogates (which begin a code point beyond U+FFFF) behind the units that follow them. */
function codePointRank(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

type Key = string | number | null;

/** Ascending; what has no key comes last, as in PostgreSQL. */
function compareKeys(a: Key, b: Key): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  // The two keys of one field are of one type.
  return typeof a === 'string' ? compareText(a, b as string) : a - (b as number);
}

/**
 * Compares two records under an `ordering` parameter: the order in which every server of ours lists.
 *
 * Keys are those of {@link orderingKey}. Ascending, records without a key come last; `-` turns everything round, so then
 * they come first (PostgreSQL's default as well). Equal keys are told apart by `pk`, in the direction of the last term,
 * which makes `-x` exactly the reverse of `x`. To sort many records use {@link sortRecords}.
 */
export function compareRecords(ordering: string): (a: EventRecord, b: EventRecord) => number {
  const terms = withTieBreak(parseOrdering(ordering));
  return (a, b) => {
    for (const { field, descending } of terms) {
      const order = compareKeys(orderingKey(field, a), orderingKey(field, b));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}

/** A new array in the order of {@link compareRecords}. Each key is computed once, so a million records sort in seconds. */
export function sortRecords(records: readonly EventRecord[], ordering: string): EventRecord[] {
  const columns = withTieBreak(parseOrdering(ordering)).map(({ field, descending }) => ({
    descending,
    keys: records.map(record => orderingKey(field, record)),
  }));
  const order = records.map((_, index) => index);
  order.sort((a, b) => {
    for (const { keys, descending } of columns) {
      const result = compareKeys(keys[a]!, keys[b]!);
      if (result !== 0) return descending ? -result : result;
    }
    return 0;
  });
  return order.map(index => records[index]!);
}

function withTieBreak(terms: OrderingTerm[]): OrderingTerm[] {
  if (terms.some(({ field }) => field === 'pk')) return terms;
  return [...terms, { field: 'pk', descending: terms.at(-1)!.descending }];
}
