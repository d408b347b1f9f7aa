import { stringifyJson } from 'event-elements/model';

/*
 * PostgreSQL's text holds neither U+0000 nor half a surrogate pair, and its jsonb in addition no number over 131,072
 * digits and no nesting deeper than its stack. The columns that events are found by replace what cannot be held; the
 * event's own text is stored as it came and needs none of this.
 */

const REPLACEMENT = '\ufffd';
/** A high surrogate without its low one, or the other way round, or NUL. */
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** The same as JSON text writes it. An escaped backslash is matched too, so that what follows it is not misread. */
const UNSTORABLE_ESCAPE = /\\(u0000|ud[89a-f][0-9a-f]{2}|[^])/g;

/** PGlite's parser loses its way some ten thousand levels down; what a query can ask for is far above this. */
const MAX_DEPTH = 1000;
const MAX_DIGITS = 100_000;

/** A text as a text column can hold it: every character that it cannot becomes U+FFFD. */
export function plainText(text: string): string {
  return text.replace(UNSTORABLE, REPLACEMENT);
}

/**
 * A value as JSON text that a jsonb column can hold; `null` when there is no value. Deeper than 1,000 levels it is cut off
 * (`null` stands there), and an integer of over 100,000 digits is `null`.
 */
export function jsonbText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = stringifyJson(fits(value, MAX_DEPTH) ? value : cut(value, MAX_DEPTH));
  return text.includes('\\u') ? text.replace(UNSTORABLE_ESCAPE, replaceEscape) : text;
}

function replaceEscape(escape: string, what: string): string {
  return what.length === 1 ? escape : REPLACEMENT;
}

function fits(value: unknown, depth: number): boolean {
  if (typeof value === 'bigint') return isShort(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  return Object.values(value).every(inner => fits(inner, depth - 1));
}

function cut(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return isShort(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map(inner => cut(inner, depth - 1));
  const copy = Object.create(null) as Record<string, unknown>; // so that __proto__ is a key like any other
  for (const [key, inner] of Object.entries(value)) copy[key] = cut(inner, depth - 1);
  return copy;
}

/** Compared with a power of ten, for writing the digits out would take long. */
function isShort(value: bigint): boolean {
  return value < LIMIT && value > -LIMIT;
}

const LIMIT = 10n ** BigInt(MAX_DIGITS);
