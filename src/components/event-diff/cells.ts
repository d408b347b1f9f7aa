import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { DiffTexts } from '../../locales/en/diff.js';
import { capText, safeParts, safeText } from '../../internal/text.js';
import { textWarnings } from '../../internal/visible-text.js';
import { diffText } from '../../model/diff/text.js';
import { stringifyJson } from '../../model/json.js';
import type { JsonValue, TextRun } from '../../model/index.js';
import type { DiffResolverPlace } from './event-diff.types.js';
import type { Mark, Row } from './row.js';
import type { Names } from './names.js';
import { DOTS } from './secrets.js';

/** UTF-16 units of a text that one cell shows. */
const TEXT_MAX = 4_000;
/** Of a stretch that is the same on both sides, so much is shown next to a change. */
const AROUND = 40;
/** Texts longer than this together are not compared by words: it would be felt. */
const COMPARED_MAX = 200_000;
const COMPARE_MS = 15;
const KEY_MAX = 200;
/** Longer texts are no names. */
const NAME_MAX = 100;

export interface CellContext {
  localize: DiffTexts;
  names: Names;
  /** What changed inside texts, kept for rows that are drawn again. */
  texts: WeakMap<Row, readonly TextRun[]>;
}

type Side = 'before' | 'after';

const SIGNS: Record<Mark, readonly [before: string, after: string]> = {
  same: ['', ''],
  add: ['', '+'],
  remove: ['−', ''],
  change: ['−', '+'],
  from: ['↓', ''],
  to: ['', '↑'],
};

/** Which way something went: down the list or up. */
function signOf({ mark, place, path }: Row, side: Side): string {
  const at = path.at(-1);
  if ((mark === 'from' || mark === 'to') && place !== undefined && typeof at === 'number') {
    const down = mark === 'from' ? place > at : at > place;
    return side === (mark === 'from' ? 'before' : 'after') ? (down ? '↓' : '↑') : '';
  }
  return SIGNS[mark][side === 'before' ? 0 : 1];
}

/** Both cells of a row. A side that has nothing to show is empty ground. */
export function renderCells(row: Row, context: CellContext): TemplateResult {
  return html`${renderCell(row, 'before', context)}${renderCell(row, 'after', context)}`;
}

function renderCell(row: Row, side: Side, context: CellContext): TemplateResult {
  const { localize: t } = context;
  if (!(side in row)) return html`<div class="cell none" role="gridcell" part="cell"></div>`;
  const word = side === 'before' ? WORDS.before[row.mark] : WORDS.after[row.mark];
  return html`<div class="cell ${row.mark}" role="gridcell" part="cell">
    <span class="sg" aria-hidden="true">${signOf(row, side)}</span
    ><span class="tx"
      >${word ? html`<span class="sr">${t.text(word)} </span>` : nothing}${renderTwisty(row, side)}<span class="code"
        >${renderKey(row)}${renderBody(row, side, context)}</span
      >${renderNote(row, side, t)}</span
    >
  </div>`;
}

const WORDS = {
  before: { same: '', add: '', remove: 'diffRemoved', change: 'diffBeforeWord', from: 'diffMoved', to: '' },
  after: { same: '', add: 'diffAdded', remove: '', change: 'diffAfterWord', from: '', to: 'diffMoved' },
} as const satisfies Record<Side, Record<Mark, string>>;

function renderTwisty({ kind, isOpen, mark }: Row, side: Side): unknown {
  const first = side === 'before' ? mark !== 'add' && mark !== 'to' : mark === 'add' || mark === 'to';
  if (kind !== 'open' || !first) return nothing;
  return html`<span class="tw">${icon(isOpen ? 'chevron-down' : 'chevron-end', { small: true })}</span>`;
}

function renderKey({ key, kind }: Row): unknown {
  if (key === null || kind === 'close') return nothing;
  const plain = /^[\p{L}_$][\p{L}\p{N}_$.-]*$/u.test(key.slice(0, KEY_MAX));
  return html`<span class="k"
    >${safeText(plain ? key : JSON.stringify(capText(key, KEY_MAX)), { max: KEY_MAX + 2 })}:</span
  > `;
}

function renderBody(row: Row, side: Side, context: CellContext): unknown {
  const { localize: t } = context;
  switch (row.kind) {
    case 'open':
      return renderOpen(row, t);
    case 'close':
      return row.bracket === '[' ? ']' : '}';
    case 'deep':
      return html`<em class="note">${t.text('diffDeeper')}</em>`;
    case 'fold':
      return nothing;
    case 'line':
      break;
  }
  if (row.unknown === side || row.unknown === 'both') return html`<em class="note">${t.text('diffNotRecorded')}</em>`;
  if (row.cleared) return html`<em class="note">${t.text('diffCleared')}</em>`;
  if (row.secret) return html`<span class="secret">${DOTS}</span>`;
  return renderValue(row, side, context);
}

function renderOpen({ bracket, isOpen, size = 0, label }: Row, t: DiffTexts): TemplateResult {
  const name =
    label === undefined
      ? nothing
      : html` <span class="label">${safeText(label)}</span>${nameWarnings(label.replace(/^"|"$/g, ''), t)}`;
  if (isOpen) return html`${bracket}${name}`;
  const end = bracket === '[' ? ']' : '}';
  const count = t.text(bracket === '[' ? 'treeItems' : 'treeFields', size);
  return html`${bracket}…${end}${name} <span class="note">${count}</span>`;
}

function renderValue(row: Row, side: Side, context: CellContext): unknown {
  const value = row[side] as JsonValue;
  const place: DiffResolverPlace = { path: row.path, side };
  const name = context.names.of(value, place);
  const strong = row.mark === 'change';
  let shown: unknown;
  if (
    typeof value === 'string' &&
    strong &&
    typeof row.before === 'string' &&
    typeof row.after === 'string' &&
    !row.unknown
  ) {
    shown = html`"<bdi>${renderRuns(row, side, context)}</bdi>"`;
  } else {
    const literal = renderLiteral(value, context.localize);
    shown = strong ? (side === 'before' ? html`<del>${literal}</del>` : html`<ins>${literal}</ins>`) : literal;
  }
  const warnings = nameWarnings(value, context.localize);
  return name === null
    ? html`${shown}${warnings}`
    : html`${safeText(name, { class: 'name' })} <span class="id">${shown}</span>${warnings}`;
}

/** A single word may be a name or a host, and then be taken for another. */
function nameWarnings(value: JsonValue, t: DiffTexts): unknown {
  return typeof value === 'string' && value.length <= NAME_MAX && !/\s/.test(value)
    ? textWarnings(value, t, { name: true })
    : nothing;
}

function renderLiteral(value: JsonValue, t: DiffTexts): unknown {
  if (typeof value !== 'string') {
    const text = stringifyJson(value);
    const spaced = typeof value === 'object' && value !== null ? oneLine(value) : text;
    return html`<bdi>${safeParts(spaced)}</bdi>`;
  }
  if (value.length <= TEXT_MAX) return html`"<bdi>${safeParts(escaped(value))}</bdi>"`;
  return html`"<bdi>${safeParts(escaped(capText(value, TEXT_MAX)))}</bdi>${left(value.length - TEXT_MAX, t)}"`;
}

/** A short object or array with blanks where a writer would put them. */
function oneLine(value: JsonValue): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(item => stringifyJson(item)).join(', ')}]`;
  const entries = Object.entries(value as object) as [string, JsonValue][];
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, item]) => `${/^[\w$]+$/.test(key) ? key : JSON.stringify(key)}: ${stringifyJson(item)}`).join(', ')} }`;
}

/** A text with what changed in it marked, and long stretches that did not cut short. */
function renderRuns(row: Row, side: Side, { localize, texts }: CellContext): unknown {
  let runs = texts.get(row);
  if (!runs) texts.set(row, (runs = runsOf(row.before as string, row.after as string)));
  const other = side === 'before' ? 'insert' : 'delete';
  const mine = runs.filter(run => run.op !== other);
  let room = TEXT_MAX;
  const parts: unknown[] = [];
  mine.forEach(({ op, text }, i) => {
    if (room <= 0) return;
    if (op === 'same') {
      parts.push(shortened(text, i > 0, i < mine.length - 1, localize));
      room -= Math.min(text.length, 3 * AROUND);
    } else {
      const shown = capText(text, room);
      const rest = text.length > shown.length ? left(text.length - shown.length, localize) : nothing;
      const inside = html`${safeParts(escaped(shown))}${rest}`;
      parts.push(op === 'delete' ? html`<del>${inside}</del>` : html`<ins>${inside}</ins>`);
      room -= shown.length;
    }
  });
  if (room <= 0) parts.push('…');
  return parts;
}

function runsOf(before: string, after: string): readonly TextRun[] {
  if (before.length + after.length <= COMPARED_MAX) return diffText(before, after, COMPARE_MS).runs;
  return (
    [
      { op: 'delete', text: before },
      { op: 'insert', text: after },
    ] as const
  ).filter(run => run.text !== '');
}

/** The ends of an unchanged stretch that touch a change, cut between words; how much is left out between. */
function shortened(text: string, start: boolean, end: boolean, t: DiffTexts): unknown {
  const keep = (start ? AROUND : 0) + (end ? AROUND : 0);
  if (text.length <= keep + AROUND) return safeParts(escaped(text));
  const head = start ? capText(text, AROUND).replace(/(?<=\s)\S{1,20}$/u, '') : '';
  const cut = end ? text.slice(text.length - AROUND) : '';
  const tail = (/^[\udc00-\udfff]/.test(cut) ? cut.slice(1) : cut).replace(/^\S{1,20}(?=\s)/u, '');
  return html`${safeParts(escaped(head))}${left(text.length - head.length - tail.length, t)}${safeParts(escaped(tail))}`;
}

function left(count: number, t: DiffTexts): TemplateResult {
  return html`<span class="note">…${t.text('characters', count)}…</span>`;
}

/** A text between its quotes as JSON writes it, so that no text can look like the end of itself. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function renderNote({ kind, mark, place, secret }: Row, side: Side, t: DiffTexts): unknown {
  if (kind === 'close') return nothing;
  if (secret && mark === 'change') return side === 'after' ? html` <em>${t.text('diffSecretChanged')}</em>` : nothing;
  if (secret) return html` <em class="note">${t.text('diffSecret')}</em>`;
  if (place === undefined) return nothing;
  if (mark === 'from' && side === 'before') return html` <em>${t.text('diffMovedTo', place + 1)}</em>`;
  if (mark === 'to' && side === 'after') return html` <em>${t.text('diffMovedFrom', place + 1)}</em>`;
  return nothing;
}
