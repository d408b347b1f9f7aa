import {
  formatDateTime,
  formatDay,
  formatExact,
  formatRelative,
  formatShort,
  isTime,
  type FormatOptions,
} from '../../internal/format.js';
import type { Localize } from '../../internal/localize.js';
import type { LogTexts } from '../../locales/en/log.js';
import { actionInfo } from '../../model/actions.js';
import { actorOf, addressOf, createdMs, placeOf } from '../../model/facts.js';
import { getPath } from '../../model/path.js';
import { isoMs } from '../../model/time.js';
import { isPrivateAddress } from '../../model/aggregates/private-address.js';
import { summaryMessagesEn } from '../../model/summary-messages.js';
import type { EventRecord, Severity, SummaryPart } from '../../model/index.js';
import { sentenceParts, type CountChanges } from '../../model/sentences.js';
import type { Column } from './columns.js';
import { IconSlot } from './icon-slot.js';
import { NameFlag } from './name-flag.js';
import { element, TextSlot } from './text-slot.js';
import { valueText } from './value-text.js';

/*
 * Cells are written by hand and not by templates: a row that scrolls into sight changes the text of nodes that are there,
 * makes none where it can, and costs little more than the text itself.
 */

/** What is told of an event beside what it says itself. */
export interface RowRemarks {
  /** How many changes it records. */
  countChanges: CountChanges;
  /** That a name can be taken for another, or hides something; empty for nothing. */
  nameWarning: (name: string, texts: Localize) => string;
}

/** Without them. */
const unknownChanges: CountChanges = () => null;

/** What cells need to know beside the event. */
export interface CellContext {
  texts: LogTexts;
  format: FormatOptions;
  /** Milliseconds since 1970, for relative times. */
  now: number;
  exactTimes: boolean;
  /** Whether the user also leads the sentence, for lists too narrow for a column of users. */
  userLeads: boolean;
  /** Loaded after the first paint; null until then. */
  remarks: RowRemarks | null;
}

/** One cell of one row element, which shows one event after another. */
export interface Cell {
  readonly element: HTMLElement;
  /** Whether it shows how long ago something was. */
  readonly ticks?: boolean;
  show(record: EventRecord, context: CellContext): void;
}

function cell(column: Column, className: string): HTMLElement {
  const made = element('span', `cell c-${column.kind} ${className}`.trim());
  made.setAttribute('role', 'gridcell');
  made.tabIndex = -1;
  return made;
}

/** "3 months ago" tells nobody anything about a log: older than this, times are day and minute. */
const RELATIVE_MAX_MS = 7 * 86_400_000;

function timeText(ms: number, { format, now, exactTimes }: CellContext): string {
  if (exactTimes) return formatDateTime(ms, format);
  return Math.abs(now - ms) < RELATIVE_MAX_MS ? formatRelative(ms, now, format.locale) : formatShort(ms, now, format);
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
  readonly element: HTMLElement;
  readonly ticks = true;
  readonly #text: TextSlot;
  #name = '';

  constructor(column: Column) {
    this.element = cell(column, '');
    this.#text = new TextSlot(this.element);
  }

  show(record: EventRecord, context: CellContext): void {
    const ms = createdMs(record);
    const { texts, format } = context;
    const exact = formatExact(ms, format);
    const shown = isTime(ms) ? timeText(ms, context) : texts.text('detailNoTime');
    this.#text.set(shown);
    // What is to be read must be in the name, for those who speak to the page.
    this.#setName(exact.startsWith(shown) || exact === '' ? exact : texts.text('logTimeName', shown, exact));
  }

  #setName(name: string): void {
    if (name === this.#name) return;
    this.#name = name;
    if (name === '') this.element.removeAttribute('aria-label');
    else this.element.setAttribute('aria-label', name);
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

const SEVERITY_TEXTS = { notice: 'severityNotice', warning: 'severityWarning', alert: 'severityAlert' } as const;

class ActionCell implements Cell {
  readonly element: HTMLElement;
  readonly #label = element('span', 'lbl cut');
  readonly #text = new TextSlot(this.#label);
  readonly #mark = new IconSlot();
  /** Made when it is first needed: most events have none. */
  #severity: IconSlot | undefined;
  #group = '';
  #level: Severity | undefined;
  #className = 'lbl cut';

  constructor(column: Column) {
    this.element = cell(column, '');
    this.#mark.element.setAttribute('aria-hidden', 'true');
    this.element.append(this.#mark.element, this.#label);
  }

  show(record: EventRecord, { texts }: CellContext): void {
    const { label, icon, group, known, severity } = actionInfo(getPath(record, 'action'), record);
    this.#text.set(label);
    this.#mark.set(icon, 'mark');
    // Colours hang on the icon alone: what is set further up is worked out anew for everything below it.
    if (group !== this.#group) this.#mark.element.dataset.group = this.#group = group;
    const className = `lbl cut${known ? '' : ' mono'}${group === 'failure' ? ' is-failure' : ''}`;
    if (className !== this.#className) this.#label.className = this.#className = className;
    if (severity !== this.#level) this.#showSeverity(severity, texts);
  }

  #showSeverity(severity: Severity | undefined, texts: LogTexts): void {
    this.#level = severity;
    if (!this.#severity) {
      this.#severity = new IconSlot();
      this.#severity.element.setAttribute('role', 'img');
      this.element.append(this.#severity.element);
    }
    this.#severity.set(severity ?? 'notice', severity ? `sev-${severity}` : 'none');
    if (severity) this.#severity.element.setAttribute('aria-label', texts.text(SEVERITY_TEXTS[severity]));
  }
}

interface UserText {
  name: string;
  known: boolean;
  /** Whom for, or as whom. */
  rest: string;
  /** The names in it, as they are in the event. */
  names: readonly string[];
}

const NO_NAMES: readonly string[] = [];

/** Who did it, as text. */
function userText(record: EventRecord, texts: LogTexts): UserText {
  const actor = actorOf(record);
  if (!actor) return { name: texts.text('logNoUser'), known: false, rest: '', names: NO_NAMES };
  const rest = actor.onBehalfOf
    ? texts.text('logOnBehalfOf', actor.onBehalfOf)
    : actor.authenticatedAs
      ? texts.text('logAuthenticatedAs', actor.authenticatedAs)
      : '';
  return actor.anonymous
    ? { name: texts.text('logAnonymous'), known: false, rest, names: NO_NAMES }
    : { name: actor.name, known: true, rest, names: [actor.name, actor.onBehalfOf ?? actor.authenticatedAs ?? ''] };
}

class UserCell implements Cell {
  readonly element: HTMLElement;
  readonly #name = element('span', '');
  readonly #nameText = new TextSlot(this.#name);
  readonly #flag = new NameFlag(this.#name);
  readonly #restText: TextSlot;
  #known = true;

  constructor(column: Column) {
    const rest = element('span', 'faint second');
    this.#restText = new TextSlot(rest);
    this.element = cell(column, 'cut');
    this.element.append(this.#name, ' ', rest);
  }

  show(record: EventRecord, { texts, remarks }: CellContext): void {
    const { name, known, rest, names } = userText(record, texts);
    this.#nameText.set(name);
    this.#flag.set(names, texts, remarks);
    if (known !== this.#known) this.#name.className = known ? '' : 'faint';
    this.#known = known;
    this.#restText.set(rest);
  }
}

const PART_CLASSES = { text: '', object: 'object', code: 'mono' } as const;

/** A run of the sentence. */
interface PartSlot {
  element: HTMLElement;
  text: TextSlot;
  kind: SummaryPart['kind'];
}

class SummaryCell implements Cell {
  readonly element: HTMLElement;
  readonly #lead = element('span', 'lead');
  readonly #leadText = new TextSlot(this.#lead);
  readonly #flag = new NameFlag(this.#lead, 'lead');
  #leads = true;
  /** As many as the longest sentence needed; what a shorter one leaves over is empty. */
  readonly #parts: PartSlot[] = [];

  constructor(column: Column) {
    this.element = cell(column, 'cut');
    this.element.append(this.#lead);
    for (const kind of ['text', 'object', 'text'] as const) this.#add(kind);
  }

  show(record: EventRecord, { texts, userLeads, remarks }: CellContext): void {
    if (userLeads !== this.#leads) this.#lead.hidden = !userLeads;
    this.#leads = userLeads;
    if (userLeads) {
      const { name, names } = userText(record, texts);
      this.#leadText.set(`${name} · `);
      this.#flag.set(names, texts, remarks);
    }
    const parts = sentenceParts(record, summaryMessagesEn, remarks?.countChanges ?? unknownChanges);
    for (let i = 0; i < parts.length; i += 1) {
      const { text, kind } = parts[i]!;
      const slot = this.#parts[i] ?? this.#add(kind);
      if (slot.kind !== kind) slot.element.className = PART_CLASSES[(slot.kind = kind)];
      slot.text.set(text);
    }
    for (let i = parts.length; i < this.#parts.length; i += 1) this.#parts[i]!.text.set('');
  }

  #add(kind: SummaryPart['kind']): PartSlot {
    const made = element('span', PART_CLASSES[kind]);
    this.element.append(made);
    const slot = { element: made, text: new TextSlot(made), kind };
    this.#parts.push(slot);
    return slot;
  }
}

class AddressCell implements Cell {
  readonly element: HTMLElement;
  readonly #addressText: TextSlot;
  readonly #placeText: TextSlot;

  constructor(column: Column) {
    const address = element('bdi', 'ip mono');
    const place = element('bdi', 'second');
    this.#addressText = new TextSlot(address);
    this.#placeText = new TextSlot(place);
    this.element = cell(column, 'cut');
    this.element.append(address, ' ', place);
  }

  show(record: EventRecord, { texts }: CellContext): void {
    const address = addressOf(record);
    this.#addressText.set(address ?? '');
    const place = placeOf(record);
    const country = place?.countryCode ?? place?.country;
    const named = place?.city && country ? `${place.city}, ${country}` : (place?.city ?? country);
    this.#placeText.set(
      named ?? (address !== null && isPrivateAddress(address) ? texts.text('logPrivateAddress') : ''),
    );
  }
}

/** Longer than any name, in UTF-16 units. */
const NAME_MAX = 300;

/** Any value as text: by the column's own function, else as it prints. */
class ValueCell implements Cell {
  readonly element: HTMLElement;
  readonly #column: Column;
  readonly #value = element('bdi', '');
  readonly #text = new TextSlot(this.#value);
  readonly #flag = new NameFlag(this.#value);

  constructor(column: Column) {
    this.#column = column;
    const isCode = column.kind === 'app' || column.kind === 'pk';
    if (isCode) this.#value.className = 'mono';
    this.element = cell(column, 'cut');
    this.element.append(this.#value);
  }

  show(record: EventRecord, { texts, remarks }: CellContext): void {
    const { kind, path, format } = this.#column;
    const value = kind === 'brand' ? (getPath(record, 'brand.name') ?? getPath(record, path)) : getPath(record, path);
    this.#text.set(format ? formatted(format, value, record, texts) : valueText(value));
    // What a page makes of a value is its own words; a value as it is may be a name.
    this.#flag.set(!format && typeof value === 'string' ? [value.slice(0, NAME_MAX)] : NO_NAMES, texts, remarks);
  }
}

/** A host's own function may do anything with a hostile value; a list must stand all of it. */
function formatted(
  format: NonNullable<Column['format']>,
  value: unknown,
  record: EventRecord,
  texts: LogTexts,
): string {
  try {
    return valueText(format(value, record));
  } catch {
    return texts.text('logFormatFailed');
  }
}
