import { render } from 'lit';
import {
  formatDateTime,
  formatDay,
  formatExact,
  formatRelative,
  formatShort,
  isTime,
  type FormatOptions,
} from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import type { Localize } from '../../internal/localize.js';
import { textParts } from '../../internal/text.js';
import {
  actionInfo,
  actorOf,
  addressOf,
  createdMs,
  getPath,
  isoMs,
  placeOf,
  summaryParts,
  type ActionInfo,
  type EventRecord,
  type SummaryMessages,
} from '../../model/index.js';
import type { Column } from './columns.js';
import { valueText } from './value-text.js';

/*
 * Cells are written by hand and not by templates: a row that scrolls into sight changes the text of nodes that are there,
 * makes none where it can, and costs little more than the text itself.
 */

/** What cells need to know beside the event. */
export interface CellContext {
  texts: Localize;
  format: FormatOptions;
  /** Milliseconds since 1970, for relative times. */
  now: number;
  exactTimes: boolean;
  /** Whether the user also leads the sentence, for lists too narrow for a column of users. */
  userLeads: boolean;
  messages: SummaryMessages | undefined;
}

/** One cell of one row element, which shows one event after another. */
export interface Cell {
  readonly element: HTMLElement;
  /** Whether it shows how long ago something was. */
  readonly ticks?: boolean;
  show(record: EventRecord, context: CellContext): void;
}

/** Writes hostile text into an element of its own. The usual text, with nothing hidden in it, is one text node that stays. */
class TextSlot {
  readonly #element: HTMLElement;
  readonly #node = new Text();
  #shown = '';
  #plain = true;

  constructor(element: HTMLElement) {
    this.#element = element;
    element.append(this.#node);
  }

  set(text: string): void {
    if (text === this.#shown) return;
    this.#shown = text;
    const parts = textParts(text);
    if (parts.length === 1 && parts[0]!.mark === undefined) {
      if (!this.#plain) this.#element.replaceChildren(this.#node);
      this.#plain = true;
      this.#node.data = text;
      return;
    }
    this.#plain = false;
    this.#element.replaceChildren(
      ...parts.map(part => (part.mark === undefined ? part.text : element('span', 'ctl', part.mark))),
    );
  }
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Icons are drawn once and copied. */
const drawn = new Map<string, SVGElement>();

function iconNode(name: string, className: string): SVGElement {
  const key = `${name}|${className}`;
  let found = drawn.get(key);
  if (!found) {
    const box = document.createDocumentFragment();
    render(icon(name, { class: className }), box);
    found = box.querySelector('svg')!;
    if (drawn.size < 200) drawn.set(key, found); // names come from profiles too
  }
  return found.cloneNode(true) as SVGElement;
}

function cell(column: Column, className: string): HTMLElement {
  const made = element(column.kind === 'created' ? 'time' : 'span', `cell c-${column.kind} ${className}`.trim());
  made.setAttribute('role', 'gridcell');
  made.tabIndex = -1;
  return made;
}

/** "3 months ago" tells nobody anything about a log: older than this, times are day and minute. */
const RELATIVE_MAX_MS = 7 * 86_400_000;

function timeText(ms: number, { format, now, exactTimes }: CellContext): string {
  if (exactTimes) return formatDateTime(ms, format);
  return Math.abs(now - ms) < RELATIVE_MAX_MS ? formatRelative(ms, now, format.locale) : formatShort(ms, format);
}

/** A cell for a column, empty. */
export function createCell(column: Column): Cell {
  switch (column.kind) {
    case 'created':
      return new TimeCell(column);
    case 'action':
      return new ActionCell(column);
    case 'user':
      return new UserCell(column);
    case 'summary':
      return new SummaryCell(column);
    case 'client_ip':
      return new AddressCell(column);
    case 'expires':
      return new ExpiresCell(column);
    default:
      return new ValueCell(column);
  }
}

class TimeCell implements Cell {
  readonly element: HTMLTimeElement;
  readonly ticks = true;
  readonly #text: TextSlot;

  constructor(column: Column) {
    this.element = cell(column, 'cut') as HTMLTimeElement;
    this.#text = new TextSlot(this.element);
  }

  show(record: EventRecord, context: CellContext): void {
    const ms = createdMs(record);
    const { texts, format } = context;
    if (!isTime(ms)) {
      this.#text.set(texts.text('detailNoTime'));
      this.element.removeAttribute('datetime');
      this.element.removeAttribute('aria-label');
      return;
    }
    const exact = formatExact(ms, format);
    const shown = timeText(ms, context);
    this.#text.set(shown);
    this.element.dateTime = new Date(ms).toISOString();
    const isRelative = !context.exactTimes && Math.abs(context.now - ms) < RELATIVE_MAX_MS;
    this.element.setAttribute('aria-label', isRelative ? texts.text('logTimeName', shown, exact) : exact);
  }
}

class ExpiresCell implements Cell {
  readonly element: HTMLElement;
  readonly #text: TextSlot;

  constructor(column: Column) {
    this.element = cell(column, 'cut');
    this.#text = new TextSlot(this.element);
  }

  show(record: EventRecord, { format, exactTimes }: CellContext): void {
    const value = getPath(record, 'expires');
    const ms = isoMs(value);
    if (!isTime(ms)) this.#text.set(valueText(value));
    else this.#text.set(exactTimes ? formatDateTime(ms, format) : formatDay(ms, format));
  }
}

class ActionCell implements Cell {
  readonly element: HTMLElement;
  readonly #label = element('span', 'lbl cut');
  readonly #text = new TextSlot(this.#label);
  #drawn: Pick<ActionInfo, 'icon' | 'severity' | 'group' | 'known'> | undefined;

  constructor(column: Column) {
    this.element = cell(column, '');
    this.element.append(this.#label);
  }

  show(record: EventRecord, { texts }: CellContext): void {
    const info = actionInfo(getPath(record, 'action'), record);
    this.#text.set(info.label);
    const drawn = this.#drawn;
    this.#drawn = info;
    if (drawn?.group !== info.group) this.element.dataset.group = info.group;
    if (drawn?.known !== info.known) this.#label.classList.toggle('mono', !info.known);
    if (drawn?.icon !== info.icon || drawn.severity !== info.severity) this.#drawIcons(info, texts);
  }

  #drawIcons({ icon: mark, severity }: ActionInfo, texts: Localize): void {
    const nodes: Node[] = [iconNode(mark, 'mark'), this.#label];
    if (severity) {
      const word = { notice: 'severityNotice', warning: 'severityWarning', alert: 'severityAlert' } as const;
      nodes.push(iconNode(severity, `sev-${severity}`), element('span', 'sr', texts.text(word[severity])));
    }
    this.element.replaceChildren(...nodes);
  }
}

/** Who did it, as text: the name, and whom for or as whom. */
function userText(record: EventRecord, texts: Localize): { name: string; known: boolean; rest: string } {
  const actor = actorOf(record);
  if (!actor) return { name: texts.text('logNoUser'), known: false, rest: '' };
  const rest = actor.onBehalfOf
    ? texts.text('logOnBehalfOf', actor.onBehalfOf)
    : actor.authenticatedAs
      ? texts.text('logAuthenticatedAs', actor.authenticatedAs)
      : '';
  return actor.anonymous
    ? { name: texts.text('logAnonymous'), known: false, rest }
    : { name: actor.name, known: true, rest };
}

class UserCell implements Cell {
  readonly element: HTMLElement;
  readonly #name = element('span', '');
  readonly #nameText = new TextSlot(this.#name);
  readonly #rest = element('span', 'faint second');
  readonly #restText = new TextSlot(this.#rest);

  constructor(column: Column) {
    this.element = cell(column, 'cut');
    this.element.append(this.#name);
  }

  show(record: EventRecord, { texts }: CellContext): void {
    const { name, known, rest } = userText(record, texts);
    this.#nameText.set(name);
    this.#name.classList.toggle('faint', !known);
    this.#restText.set(rest);
    const present = this.#rest.parentNode !== null;
    if (rest && !present) this.element.append(' ', this.#rest);
    else if (!rest && present) this.element.replaceChildren(this.#name);
  }
}

class SummaryCell implements Cell {
  readonly element: HTMLElement;
  readonly #lead = element('span', 'lead');
  readonly #leadText: TextSlot;
  readonly #parts: { element: HTMLElement; text: TextSlot; kind: string }[] = [];

  constructor(column: Column) {
    this.element = cell(column, 'cut');
    const name = element('span', '');
    this.#leadText = new TextSlot(name);
    this.#lead.append(name, element('span', 'faint', ' · '));
    this.element.append(this.#lead);
  }

  show(record: EventRecord, { texts, userLeads, messages }: CellContext): void {
    this.#lead.hidden = !userLeads;
    if (userLeads) this.#leadText.set(userText(record, texts).name);
    const parts = summaryParts(record, messages ? { messages } : undefined);
    for (let i = 0; i < parts.length; i += 1) {
      const { text, kind } = parts[i]!;
      let slot = this.#parts[i];
      if (slot?.kind !== kind) {
        const made = element(kind === 'object' ? 'b' : 'span', kind === 'code' ? 'mono' : '');
        if (slot) slot.element.replaceWith(made);
        else this.element.append(made);
        this.#parts[i] = slot = { element: made, text: new TextSlot(made), kind };
      }
      slot.text.set(text);
    }
    for (const { element: rest } of this.#parts.splice(parts.length)) rest.remove();
  }
}

class AddressCell implements Cell {
  readonly element: HTMLElement;
  readonly #address = element('bdi', 'ip mono cut');
  readonly #addressText = new TextSlot(this.#address);
  readonly #place = element('span', 'cut second');
  readonly #placeText = new TextSlot(this.#place);

  constructor(column: Column) {
    this.element = cell(column, '');
    this.element.append(this.#address, this.#place);
  }

  show(record: EventRecord, _context: CellContext): void {
    this.#addressText.set(addressOf(record) ?? '');
    const place = placeOf(record);
    const country = place?.countryCode ?? place?.country;
    this.#placeText.set(place?.city && country ? `${place.city}, ${country}` : (place?.city ?? country ?? ''));
  }
}

/** Any value as text: by the column's own function, else as it prints. */
class ValueCell implements Cell {
  readonly element: HTMLElement;
  readonly #column: Column;
  readonly #value = element('bdi', '');
  readonly #text = new TextSlot(this.#value);

  constructor(column: Column) {
    this.#column = column;
    const isCode = column.kind === 'app' || column.kind === 'pk';
    if (isCode) this.#value.className = 'mono';
    this.element = cell(column, 'cut');
    this.element.append(this.#value);
  }

  show(record: EventRecord, { texts }: CellContext): void {
    const { kind, path, format } = this.#column;
    const value = kind === 'brand' ? (getPath(record, 'brand.name') ?? getPath(record, path)) : getPath(record, path);
    this.#text.set(format ? formatted(format, value, record, texts) : valueText(value));
  }
}

/** A host's own function may do anything with a hostile value; a list must stand all of it. */
function formatted(
  format: NonNullable<Column['format']>,
  value: unknown,
  record: EventRecord,
  texts: Localize,
): string {
  try {
    return valueText(format(value, record));
  } catch {
    return texts.text('logFormatFailed');
  }
}
