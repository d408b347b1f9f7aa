import { numberText } from './numbers.js';

/** No text of an event is longer in a database; beyond it nothing is looked at. */
const MAX_LENGTH = 50_000_000;
/** Deeper than any JSON parser builds; stops at values that contain themselves. */
const MAX_DEPTH = 10_000;

type Piece = { readonly text: string } | { readonly value: unknown; readonly depth: number };

/**
 * A value as PostgreSQL writes a `jsonb` value as text, which is what authentik's text operators look in: texts as they are,
 * numbers in plain digits, objects and arrays as JSON with a blank after `:` and `,`, the keys of an object in the order of
 * their length and then of their bytes. Never throws on plain data; a value that contains itself is cut off.
 */
export function jsonText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
      return numberText(value);
    case 'boolean':
      return String(value);
    case 'object':
      return nestedText(value);
    default:
      return '';
  }
}

function nestedText(root: unknown): string {
  const parts: string[] = [];
  let length = 0;
  const stack: Piece[] = [{ value: root, depth: 0 }];
  while (stack.length > 0 && length < MAX_LENGTH) {
    const piece = stack.pop()!;
    const text = 'text' in piece ? piece.text : open(piece.value, piece.depth, stack);
    parts.push(text);
    length += text.length;
  }
  return parts.join('');
}

/** The text of a scalar, or the opening bracket of what is then on the stack, last part first. */
function open(value: unknown, depth: number, stack: Piece[]): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) {
    return value === null || value === undefined || typeof value === 'object' ? 'null' : jsonText(value) || 'null';
  }
  const list = Array.isArray(value);
  stack.push({ text: list ? ']' : '}' });
  const keys = list ? null : Object.keys(value).sort(byLengthThenBytes);
  const count = keys ? keys.length : (value as unknown[]).length;
  for (let i = count - 1; i >= 0; i -= 1) {
    const key = keys?.[i];
    stack.push({ value: (value as Record<string | number, unknown>)[key ?? i], depth: depth + 1 });
    const comma = i > 0 ? ', ' : '';
    if (key !== undefined) stack.push({ text: `${comma}${JSON.stringify(key)}: ` });
    else if (comma) stack.push({ text: comma });
  }
  return list ? '[' : '{';
}

const encoder = new TextEncoder();

function byLengthThenBytes(a: string, b: string): number {
  const x = encoder.encode(a);
  const y = encoder.encode(b);
  if (x.length !== y.length) return x.length - y.length;
  for (let i = 0; i < x.length; i += 1) if (x[i] !== y[i]) return x[i]! - y[i]!;
  return 0;
}
