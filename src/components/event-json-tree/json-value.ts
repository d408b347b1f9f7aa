import { html, nothing, type TemplateResult } from 'lit';
import type { MaskedValue } from '../../client/index.js';
import { icon } from '../../internal/icons.js';
import type { JsonTreeTexts } from '../../locales/en/json-tree.js';
import { capText, safeParts, safeText } from '../../internal/text.js';
import { textWarnings } from '../../internal/visible-text.js';
import { stringifyJson } from '../../model/json.js';
import type { JsonReader, JsonRow } from './json-rows.js';

/** UTF-16 units of a string shown at first, and added each time a reader asks for more. */
export const STRING_FIRST = 500;
export const STRING_STEP = 10_000;
/** A row with more text than this is slow to lay out; the rest can be copied, or read as raw JSON. */
export const STRING_MAX = 100_000;
/** Longer texts are no names. */
const NAME_MAX = 100;
/** Entries of a closed object or array named in its row. */
const PREVIEW = 2;
const PREVIEW_TEXT = 40;

/** What drawing a value needs beside the row. */
export interface ValueContext {
  localize: JsonTreeTexts;
  reader: JsonReader;
  /** UTF-16 units of a string to show. */
  shown: number;
  /** Set where the value is masked. */
  masked?: MaskedValue | undefined;
}

/** The key of a row, with its colon. */
export function renderKey({ node, kind }: JsonRow): unknown {
  if (node.key === null || kind === 'range') return nothing;
  return html`<span class="key">${safeText(shownKey(node.key), { max: 200 })}:</span> `;
}

/** What stands after the key. */
export function renderValue(row: JsonRow, context: ValueContext): unknown {
  const value = renderKind(row, context);
  return context.masked ? html`${value}${renderMask(context.masked, context.localize)}` : value;
}

function renderMask({ revealable }: MaskedValue, localize: JsonTreeTexts): TemplateResult {
  return html` <span class="tag">${icon('eye-off', { small: true })} ${localize.text('masked')}</span>${
      revealable
        ? html` <button type="button" class="link reveal" tabindex="-1">${localize.text('maskedShow')}</button>`
        : nothing
    }`;
}

function renderKind(row: JsonRow, context: ValueContext): unknown {
  switch (row.kind) {
    case 'string':
      return renderString(row.value as string, context);
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'null':
      return html`<span class=${row.kind}>${stringifyJson(row.value)}</span>`;
    case 'object':
      return renderContainer(row, '{', '}', context);
    case 'array':
      return renderContainer(row, '[', ']', context);
    case 'range':
      return renderRange(row, context);
    case 'cycle':
      return html`<span class="note">${context.localize.text('treeCycle')}</span>`;
    case 'unreadable':
      return html`<span class="note">${context.localize.text('treeUnreadable')}</span>`;
    case 'other':
      return html`<span class="note">${context.localize.text('treeNoJson')}</span>`;
  }
}

function renderString(text: string, { localize, shown: limit }: ValueContext): TemplateResult {
  if (text.length <= limit) {
    // A single word may be a name or a host, and then be taken for another.
    const warnings =
      text.length <= NAME_MAX && !/\s/.test(text) ? textWarnings(text, localize, { name: true }) : nothing;
    return html`<span class="string">"<bdi>${safeParts(escaped(text))}</bdi>"</span>${warnings}`;
  }
  const shown = capText(text, limit);
  const more = Math.min(STRING_STEP, Math.min(text.length, STRING_MAX) - limit);
  return html`<span class="string">"<bdi>${safeParts(escaped(shown))}</bdi>…</span>
    <span class="note">${localize.text('characters', text.length)}</span> ${
      more > 0
        ? html`<button type="button" class="link" tabindex="-1">${localize.text('treeShowMore', more)}</button>`
        : html`<span class="note">${localize.text('treeRestByCopy')}</span>`
    }`;
}

function renderContainer(row: JsonRow, start: string, end: string, context: ValueContext): TemplateResult {
  if (row.size === 0) return html`${start}${end}`;
  if (row.open) return html`${start} <span class="note">${countText(row, context)}</span>`;
  return html`${start}…${end} <span class="note">${preview(row, context)}</span>`;
}

function renderRange(row: JsonRow, { localize, reader }: ValueContext): TemplateResult {
  const { from, to } = row.node.range ?? { from: 0, to: 0 };
  const [first] = reader.entry(row.value as object, from);
  const [last] = reader.entry(row.value as object, to - 1);
  const name = (key: string | number) => safeText(shownKey(key), { max: 30 });
  return html`<span class="key">${name(first)} … ${name(last)}</span>
    <span class="note">${localize.text('treeMore', row.size)}</span>`;
}

function countText(row: JsonRow, { localize }: ValueContext): string {
  return localize.text(row.kind === 'array' ? 'treeItems' : 'treeFields', row.size);
}

/** What is inside a closed row: its first scalars, and how much more there is. */
function preview(row: JsonRow, context: ValueContext): unknown {
  const { localize, reader } = context;
  const parts: unknown[] = [];
  const looked = Math.min(row.size, 20);
  let named = 0;
  for (let index = 0; index < looked && named < PREVIEW; index += 1) {
    const [key, value] = reader.entry(row.value as object, index);
    const text = previewText(value);
    if (text === undefined) continue;
    named += 1;
    const name = row.kind === 'array' ? nothing : html`${safeText(shownKey(key), { max: 30 })} `;
    parts.push(html`${parts.length > 0 ? ', ' : nothing}${name}<bdi>${safeParts(text)}</bdi>`);
  }
  if (named === 0) return countText(row, context);
  if (named < row.size) parts.push(`, ${localize.text('treeMore', row.size - named)}`);
  return parts;
}

/** A key as it is, in quotes where it could be taken for something else. */
function shownKey(key: string | number): string {
  if (typeof key === 'number') return String(key);
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key.slice(0, 201)) ? key : JSON.stringify(capText(key, 200));
}

/** A string between its quotes as JSON writes it, so that no text can look like the end of itself. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function previewText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const text = `"${escaped(capText(value, PREVIEW_TEXT))}"`;
    return value.length > PREVIEW_TEXT ? `${text.slice(0, -1)}…"` : text;
  }
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
    ? stringifyJson(value)
    : undefined;
}
