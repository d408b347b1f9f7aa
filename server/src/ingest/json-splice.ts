/**
 * The text of a JSON object with one key set to another value, and everything else as it was written: numbers, escapes, blanks,
 * order. Where a key occurs several times the last one is set, which is the one that counts.
 *
 * @param object - Valid JSON text of an object
 * @param value - Valid JSON text; may be made from the text of the value that is there now
 */
export function withKey(object: string, key: string, value: (now: string | null) => string): string {
  const start = object.indexOf('{') + 1;
  let found: { from: number; to: number } | null = null;
  let at = skipBlanks(object, start);
  const isEmpty = object[at] === '}';
  while (object[at] === '"') {
    const nameEnd = stringEnd(object, at);
    const name = JSON.parse(object.slice(at, nameEnd)) as string;
    const from = skipBlanks(object, skipBlanks(object, nameEnd) + 1); // after the colon
    const to = valueEnd(object, from);
    if (name === key) found = { from, to };
    at = skipBlanks(object, to);
    if (object[at] === ',') at = skipBlanks(object, at + 1);
  }
  if (found) return object.slice(0, found.from) + value(object.slice(found.from, found.to)) + object.slice(found.to);
  return `${object.slice(0, start)}${JSON.stringify(key)}:${value(null)}${isEmpty ? '' : ','}${object.slice(start)}`;
}

function skipBlanks(text: string, at: number): number {
  while (at < text.length && ' \t\n\r'.includes(text[at]!)) at += 1;
  return at;
}

/** Behind the closing quote. */
function stringEnd(text: string, at: number): number {
  let end = at + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

function valueEnd(text: string, from: number): number {
  let at = from;
  let depth = 0;
  for (; at < text.length; at += 1) {
    const char = text[at]!;
    if (char === '"') at = stringEnd(text, at) - 1;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      if (depth === 0) return at; // the end of what it stands in
      depth -= 1;
    } else if (depth === 0 && (char === ',' || ' \t\n\r'.includes(char))) return at;
    if (depth === 0 && (char === '"' || char === '}' || char === ']')) return at + 1;
  }
  return at;
}
