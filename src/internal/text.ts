import { html, nothing, type TemplateResult } from 'lit';
import { stringifyJson } from '../model/json.js';

/*
 * Every value of an event is hostile text. Here it becomes something that can be shown: of bounded length, its hidden
 * characters visible, its direction kept to itself. Escaping is Lit's part; nothing here is ever markup.
 */

/** A run of text, or one character that would not be seen, with the name it is shown under. */
export interface TextPart {
  text: string;
  /** `NUL`, `ESC`, `ZWSP`, `U+202E`: set when `text` is the name of a character and not text. */
  mark?: string;
}

// Controls (tab and line feed too, where a value is one line), soft hyphen, zero-width and bidirectional characters,
// fillers, invisible operators, interlinear marks, the byte order mark, variation selectors and tag characters (both carry
// hidden text), halves of characters.
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e01ef}]/u;
const HIDDEN_ALL = new RegExp(HIDDEN.source, 'gu');

const NAMES = new Map<number, string>([
  ...'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'
    .split(' ')
    .map((name, code): [number, string] => [code, name]),
  [0x7f, 'DEL'],
  [0xad, 'SHY'],
  [0x200b, 'ZWSP'],
  [0x200c, 'ZWNJ'],
  [0x200d, 'ZWJ'],
  [0x200e, 'LRM'],
  [0x200f, 'RLM'],
  [0xfeff, 'BOM'],
]);

/** The name a hidden character is shown under: `NUL`, `ZWSP`, `U+202E`. */
function markOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return NAMES.get(code) ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

// Joiners and Mongolian selectors are spelling after these, and joiners hold emoji together; elsewhere they hide something.
const JOINS =
  /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]$/u;
const JOINERS = /[\u200c\u200d\u180b-\u180d\u180f]/;
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u;

/** Whether a hidden character is ordinary spelling where it stands: one selector after a visible character, joiners where scripts join. */
function isSpelling(char: string, before: string): boolean {
  if (SELECTORS.test(char)) return before !== '' && before !== ' ' && !HIDDEN.test(before);
  return JOINERS.test(char) && JOINS.test(before);
}

/** The whole character that ends at an index, surrogate pair and all. */
function charBefore(text: string, index: number): string {
  return Array.from(text.slice(Math.max(0, index - 2), index)).at(-1) ?? '';
}

/**
 * Splits text into what can be shown as it is and characters that need a mark.
 *
 * @param multiline leaves tabs and line ends alone, for text that is shown with its lines
 */
export function textParts(text: string, multiline = false): TextPart[] {
  if (!HIDDEN.test(text)) return [{ text }];
  const parts: TextPart[] = [];
  let start = 0;
  for (const match of text.matchAll(HIDDEN_ALL)) {
    const char = match[0];
    if (multiline && (char === '\n' || char === '\t' || (char === '\r' && text[match.index + 1] === '\n'))) continue;
    if (isSpelling(char, charBefore(text, match.index))) continue;
    if (match.index > start) parts.push({ text: text.slice(start, match.index) });
    const mark = markOf(char);
    parts.push({ text: mark, mark });
    start = match.index + char.length;
  }
  if (start < text.length) parts.push({ text: text.slice(start) });
  return parts;
}

/** A text is looked at so far, in UTF-16 units: telling must not take longer than drawing. */
const LOOKED_AT = 10_000;

/**
 * Whether text has characters that a reader would not see, in the first 10,000 UTF-16 units of it.
 *
 * @param multiline of text that is shown with its lines: tabs and line ends are seen
 */
export function hasHidden(text: string, multiline = false): boolean {
  const begun = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text;
  return textParts(begun, multiline).some(part => part.mark !== undefined);
}

/** The first `max` UTF-16 units of a text, one less where the cut would fall inside a character. */
export function capText(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  const high = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, high ? max - 1 : max);
}

/** Any value as text: strings as they are, other scalars as they print, objects as JSON. Never throws. */
export function textOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'undefined':
      return '';
    default:
      return value === null ? 'null' : stringifyJson(value);
  }
}

/**
 * A value as plain text for places that take no markup (titles, accessible names): capped, and with hidden characters
 * in brackets, `adm[U+202E]nimda`.
 */
export function plainText(value: unknown, max = 200): string {
  const text = textOf(value);
  const shown = textParts(capText(text, max))
    .map(part => (part.mark === undefined ? part.text : `[${part.mark}]`))
    .join('');
  return text.length > max ? `${shown}…` : shown;
}

/** What {@link safeText} may be told. */
export interface SafeTextOptions {
  /** UTF-16 units shown; the rest is an ellipsis. Default 500. */
  max?: number;
  /** Keep line ends and tabs. */
  multiline?: boolean;
  /** Classes of the element around it, `mono` for what a machine wrote. */
  class?: string;
}

/** The default cap: longer than any name, address or path that is one. */
export const TEXT_MAX = 500;

/** A value made visible and kept apart from the text around it (`<bdi>`). */
export function safeText(value: unknown, options: SafeTextOptions = {}): TemplateResult {
  const text = textOf(value);
  const max = options.max ?? TEXT_MAX;
  const cut = text.length > max;
  return html`<bdi class=${options.class ?? nothing}
    >${safeParts(cut ? capText(text, max) : text, options.multiline)}${cut ? '…' : nothing}</bdi
  >`;
}

/** The same without the element around it, for text inside one that is already isolated. */
export function safeParts(text: string, multiline = false): unknown {
  if (!HIDDEN.test(text)) return text;
  return textParts(text, multiline).map(part =>
    part.mark === undefined
      ? part.text
      : html`<span class="ctl" role="img" aria-label=${markTitle(part.mark)} title=${markTitle(part.mark)}
          >${part.mark}</span
        >`,
  );
}

/** The whole name of a mark, `Right-to-left override`; the mark itself where that says it. */
export function markTitle(mark: string): string {
  return TITLES.get(mark) ?? mark;
}

// Unicode's own names, which are not translated, of those that hide something or change how a line reads.
const TITLES = new Map<string, string>([
  ['SHY', 'Soft hyphen'],
  ['ZWSP', 'Zero-width space'],
  ['ZWNJ', 'Zero-width non-joiner'],
  ['ZWJ', 'Zero-width joiner'],
  ['LRM', 'Left-to-right mark'],
  ['RLM', 'Right-to-left mark'],
  ['BOM', 'Byte order mark'],
  ['U+061C', 'Arabic letter mark'],
  ['U+2028', 'Line separator'],
  ['U+2029', 'Paragraph separator'],
  ['U+202A', 'Left-to-right embedding'],
  ['U+202B', 'Right-to-left embedding'],
  ['U+202C', 'Pop directional formatting'],
  ['U+202D', 'Left-to-right override'],
  ['U+202E', 'Right-to-left override'],
  ['U+2060', 'Word joiner'],
  ['U+2066', 'Left-to-right isolate'],
  ['U+2067', 'Right-to-left isolate'],
  ['U+2068', 'First strong isolate'],
  ['U+2069', 'Pop directional isolate'],
]);
