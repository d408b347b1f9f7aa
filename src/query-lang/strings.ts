/** What each letter after a backslash stands for. `\'` is DjangoQL's; the rest is JSON's. */
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|([^]))/g;

/** The text that a string token with its quotes stands for; an escape that is none stands for itself. */
export function decodeString(token: string): string {
  const inside = token.slice(1, -1);
  return inside.includes('\\') ? decodeEscapes(inside) : inside;
}

export function decodeEscapes(text: string): string {
  return text.replace(ESCAPE, (whole, hex: string | undefined, letter: string | undefined) =>
    hex === undefined ? (ESCAPES[letter!] ?? whole) : String.fromCharCode(parseInt(hex, 16)),
  );
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** What cannot or should not stand in a string as it is: quotes, controls, line ends, marks that turn the direction of writing, halves of pairs. */

const UNSAFE = /["\\\u0000-\u001f\u007f-\u009f\u2028-\u202e\u200e\u200f\u2066-\u2069]|\p{Surrogate}/gu;

/** A text as a string token, in double quotes. */
export function quote(text: string): string {
  return `"${text.replace(UNSAFE, char => SHORT[char] ?? unicodeEscape(char))}"`;
}

/** The same for DjangoQL, which reads `\n` as the letter n: only `\uXXXX`, `\"` and `\\` mean what they say there. */
export function quoteForDjangoql(text: string): string {
  return `"${text.replace(UNSAFE, char => (char === '"' || char === '\\' ? `\\${char}` : unicodeEscape(char)))}"`;
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
