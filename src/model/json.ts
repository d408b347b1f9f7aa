import { jsonForm, UNREADABLE } from './json-form.js';

/** Text longer than this (in UTF-16 units) is cut by {@link stringifyJson}; engines end at 2^29 or somewhat above. */
const MAX_TEXT = 2 ** 28;

interface Level {
  /** The object or array being written, to know a cycle by. */
  readonly value: object;
  readonly keys: readonly string[] | null;
  readonly length: number;
  next: number;
  empty: boolean;
}

/**
 * Writes any value as JSON text that `parseJson` reads back as the same value.
 *
 * Differs from `JSON.stringify` in what that cannot do or would get wrong: a `bigint` is written as an integer, `-0` as
 * `-0`, an infinity as `±1e999`, and the answer is always text. It never throws: a value inside itself is written as
 * `"[Circular]"`, one that cannot be read (a getter or `toJSON` that throws) as `"[Unreadable]"`, and from 2^28 characters
 * on every further value as `"[Truncated]"`. Functions, symbols and `undefined` are left out of objects and are `null`
 * elsewhere; so is `NaN`. Any depth is written.
 *
 * @param indent - Spaces for each level; 0 writes everything on one line.
 */
export function stringifyJson(value: unknown, indent = 0): string {
  return [...write(value, indent, false, Infinity)].join('');
}

/**
 * The text of {@link stringifyJson} in pieces of about `size` UTF-16 units, each written when it is asked for: for a view
 * that shows the beginning of a value of any size at once.
 */
export function jsonPieces(value: unknown, indent = 0, size = 2 ** 16): Generator<string, void, undefined> {
  return write(value, indent, false, size);
}

/**
 * The one text that equal JSON values share: keys in code unit order, no white space. What {@link stringifyJson} says of
 * odd values holds here too. Used to tell whether two values are the same and to derive ids from content.
 */
export function canonicalJson(value: unknown): string {
  return [...write(value, 0, true, Infinity)].join('');
}

function* write(root: unknown, indent: number, sorted: boolean, size: number): Generator<string, void, undefined> {
  const space = ' '.repeat(Math.min(Math.max(Math.trunc(indent) || 0, 0), 10));
  const stack: Level[] = [];
  const open = new Set<object>();
  let text = '';
  let given = 0;
  let long = '';

  const newline = () => (space ? `\n${space.repeat(stack.length)}` : '');

  /** Writes a scalar, or opens a container, which the loop below then fills. A string too long for one piece waits. */
  const put = (value: unknown) => {
    const plain = jsonForm(value);
    if (typeof plain === 'string' && plain.length > size) {
      long = plain;
      return;
    }
    if (typeof plain !== 'object' || plain === null) {
      text += scalar(plain);
      return;
    }
    if (open.has(plain)) {
      text += '"[Circular]"';
      return;
    }
    let keys: string[] | null = null;
    let length: number;
    try {
      if (Array.isArray(plain)) length = plain.length;
      else {
        keys = Object.keys(plain);
        if (sorted) keys.sort();
        length = keys.length;
      }
    } catch {
      text += '"[Unreadable]"';
      return;
    }
    text += keys ? '{' : '[';
    open.add(plain);
    stack.push({ value: plain, keys, length, next: 0, empty: true });
  };

  put(root);
  for (;;) {
    if (long !== '') {
      text += '"';
      for (const part of partsOf(long, size)) {
        text += JSON.stringify(part).slice(1, -1);
        given += text.length;
        yield text;
        text = '';
      }
      text += '"';
      long = '';
    } else if (text.length >= size) {
      given += text.length;
      yield text;
      text = '';
    }
    const level = stack.at(-1);
    if (!level) break;
    if (level.next >= level.length) {
      stack.pop();
      open.delete(level.value);
      if (!level.empty) text += newline();
      text += level.keys ? '}' : ']';
      continue;
    }
    if (given + text.length > MAX_TEXT) {
      text += `${level.empty ? '' : ','}${level.keys ? '"[Truncated]":' : ''}"[Truncated]"`;
      level.empty = false;
      level.next = level.length;
      continue;
    }
    const index = level.next;
    level.next += 1;
    let item: unknown;
    try {
      item = (level.value as Record<string, unknown>)[level.keys ? level.keys[index]! : index];
    } catch {
      item = UNREADABLE;
    }
    if (level.keys && isLeftOut(item)) continue;
    text += (level.empty ? '' : ',') + newline();
    level.empty = false;
    if (level.keys) text += `${JSON.stringify(level.keys[index])}:${space ? ' ' : ''}`;
    put(item);
  }
  if (text !== '') yield text;
}

/** A text in parts of a size, cut between characters: half of one would be escaped. */
function* partsOf(text: string, size: number): Generator<string, void, undefined> {
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + size, text.length);
    const last = text.charCodeAt(to - 1);
    if (to < text.length && last >= 0xd800 && last <= 0xdbff) to += 1;
    yield text.slice(from, to);
    from = to;
  }
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || typeof value === 'function' || typeof value === 'symbol';
}

function scalar(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
      return Number.isNaN(value) ? 'null' : value > 0 ? '1e999' : '-1e999';
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return 'null';
  }
}
