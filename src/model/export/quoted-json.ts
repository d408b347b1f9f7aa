/** What JSON escapes in a string, or could have to: half a pair of surrogates. */
const ESCAPED = /["\\\0-\x1f\ud800-\udfff]/;
const QUOTES = /"/g;

/** Keys are few and written a million times each; the cache is emptied when it gets this big. */
const CACHE_SIZE = 1_000;
const keys = new Map<string, string>();

/**
 * The JSON text of a value as it stands inside of a quoted CSV cell, with every quote doubled. `null` for what is not plainly JSON
 * (an object with a class or a `toJSON`, a bigint, an infinity, `undefined`, a cycle, what cannot be read): that is for
 * `jsonText`, of which this is the same text in all other cases. To write the quotes double takes a third of doubling them in
 * the text of `JSON.stringify`, which is what an export spends most of its time with.
 */
export function quotedJson(value: unknown): string | null {
  try {
    return written(value);
  } catch {
    return null; // too deep, too long, or a getter or proxy of the host's own making
  }
}

function written(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return ESCAPED.test(value) ? doubled(value) : `""${value}""`;
    case 'number':
      return Number.isFinite(value) ? String(value) : null;
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if ((value as { toJSON?: unknown }).toJSON !== undefined) return null;
      if (Array.isArray(value)) return writtenArray(value);
      return Object.getPrototypeOf(value) === Object.prototype ? writtenObject(value as Record<string, unknown>) : null;
    default:
      return null;
  }
}

function writtenArray(array: readonly unknown[]): string | null {
  let text = '[';
  for (let i = 0; i < array.length; i += 1) {
    const item = written(array[i]);
    if (item === null) return null;
    text += i > 0 ? `,${item}` : item;
  }
  return `${text}]`;
}

function writtenObject(object: Record<string, unknown>): string | null {
  const names = Object.keys(object);
  let text = '{';
  for (let i = 0; i < names.length; i += 1) {
    const name = names[i]!;
    const member = written(object[name]);
    if (member === null) return null;
    text += (i > 0 ? ',' : '') + keyOf(name) + member;
  }
  return `${text}}`;
}

function keyOf(name: string): string {
  let key = keys.get(name);
  if (key === undefined) {
    key = `${doubled(name)}:`;
    if (keys.size >= CACHE_SIZE) keys.clear();
    keys.set(name, key);
  }
  return key;
}

function doubled(text: string): string {
  return JSON.stringify(text).replace(QUOTES, '""');
}
