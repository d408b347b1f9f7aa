import { canonicalIp } from './addresses.js';
import { nameMeant } from './name-meant.js';
import { operatorMeant } from './operator-words.js';
import { isTime, namedPlace } from './resolve.js';
import { isResolved, resolveField, type Schema, type SchemaField } from './schema.js';
import { quote } from './strings.js';
import { relativeTimeMeant } from './time-slips.js';

/*
 * Words that have no operator, but a field and what it should be: `user bob`, `created last 7 days`, `not login`.
 */

/** What the words stand for, as far as it is known; otherwise the words as they are. */
export function wordsAsQuery(words: string, schema: Schema): string {
  // What would follow a word at the end is still missing.
  const text = words.replace(/^(?:where|search|find|filter|show)\s+/i, '').replace(/\s+(?:and|or)$/i, '');
  for (const reading of READINGS) {
    const meant = reading(text, schema);
    if (meant !== null) return meant;
  }
  return text.replace(
    OPEN_LIST,
    (_, operator: string, items: string) => `${operator}(${splitItems(items).join(', ')})`,
  );
}

const READINGS: readonly ((text: string, schema: Schema) => string | null)[] = [
  timeMeant,
  addressMeant,
  choiceMeant,
  absenceMeant,
  pairsMeant,
];

const NAME = '[a-z_]\\w*(?:\\.[a-z_]\\w*)*';
const WORD = '"[^"]*"|\'[^\']*\'|[^\\s,;:()"\'|&]+';
const OR = '\\s*,\\s*|\\s+or\\s+|\\s*\\|\\|?\\s*';

/** "action in login, logout", "action is one of login or logout" */
const OPEN_LIST = new RegExp(
  `(\\s(?:is\\s+)?(?:(?:not\\s+)?(?:in|one\\s+of)|any\\s+of|none\\s+of)\\s+)([\\w.-]+(?:(?:\\s*(?:,|\\|\\|?)\\s*|\\s+)[\\w.-]+)*)$`,
  'i',
);

function splitItems(items: string): string[] {
  return items.split(/[\s,|]+/).filter(item => !/^or$/i.test(item));
}

const PERIOD = `(?:last|past)\\s.*|\\d.*|today|yesterday`;
const TIME = new RegExp(
  `^(?:(?!last\\b|past\\b|since\\b)(${NAME})\\s+)?(?:(since|after|before|until)\\s+)?(?:the\\s+)?(${PERIOD})$`,
  'i',
);

/** `created last 7 days`, `since yesterday`, `today` */
function timeMeant(text: string, schema: Schema): string | null {
  const [, name, word, time] = TIME.exec(text) ?? [];
  if (time === undefined) return null;
  // A number and a unit alone may be about anything.
  if (name === undefined && word === undefined && /^\d/.test(time) && !/ago$/i.test(time)) return null;
  const field = name === undefined ? rootNamed(schema, isTime) : knownName(name, schema);
  if (field === null || !isTime(rootField(field, schema))) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(time)) return `${field} ${word ?? '~'} "${time}"`;
  const start = /^today$/i.test(time) ? 'today' : relativeTimeMeant(time);
  if (start === null) return null;
  if (word !== undefined) return `${field} ${word} ${start}`;
  return `${field} >= ${start}${/^yesterday$/i.test(time) ? ` and ${field} < today` : ''}`;
}

/** `from 10.0.0.1`, `ip:10.0.0.1` */
function addressMeant(text: string, schema: Schema): string | null {
  const [, name = '', address = ''] = /^(\w+)(?:\s*:\s*|\s+)([\da-f.:]+)$/i.exec(text) ?? [];
  const field = rootNamed(schema, ({ format }) => format === 'ip');
  const isOfAddress = /^(?:from|by|client|host)$/i.test(name) || nameMeant(name, schema) === field;
  return field !== null && isOfAddress && canonicalIp(address) !== null ? `${field} = "${address}"` : null;
}

const CHOICES = new RegExp(`^(not\\b\\s*|[-!]\\s*)?[(]?\\s*(\\w+(?:(?:${OR})\\w+)*)\\s*[)]?$`, 'i');

/** `not login`, `-login`, `login or logout`: values of the field that has a closed choice of them. */
function choiceMeant(text: string, schema: Schema): string | null {
  const name = rootNamed(schema, ({ choices }) => choices === true);
  const [, not, items = ''] = CHOICES.exec(text) ?? [];
  const values = splitItems(items);
  // One value alone is a word, and several after a comma may be so.
  if (name === null || (not === undefined && (values.length === 1 || items.includes(',')))) return null;
  const field = rootField(name, schema)!;
  return values.every(value => hasValue(field, value)) ? compared(name, not !== undefined, values) : null;
}

/** `no context.geo`, `has user.email` */
function absenceMeant(text: string, schema: Schema): string | null {
  const [, word = '', place = ''] = /^(no|without|missing|with|has)\s+(\w+\.[\w.]+)$/i.exec(text) ?? [];
  const field = rootNamed(schema, ({ absence }) => absence === true);
  if (field === null || !namedPlace(place, schema)?.field) return null;
  return compared(field, /^(?:with|has)$/i.test(word), [place]);
}

const PAIR = new RegExp(
  `(not\\s+|[-!]\\s*)?(${NAME})\\s+(not\\s+|!\\s*)?((?:${WORD})(?:(?:${OR})(?:${WORD}))*)(?:\\s+and\\s+|\\s+|$)`,
  'iy',
);

/** `user bob`, `action login, logout`, `action login user bob`: fields of the schema, each with what it should be. */
function pairsMeant(text: string, schema: Schema): string | null {
  const found: string[] = [];
  for (PAIR.lastIndex = 0; PAIR.lastIndex < text.length;) {
    const [, before, name = '', after, items = ''] = PAIR.exec(text) ?? [];
    const field = plainField(name, schema);
    const values = (items.match(new RegExp(WORD, 'g')) ?? [])
      .filter(word => !/^(?:or|\|\|?)$/i.test(word))
      .map(word => word.replace(/^["']|["']$/g, ''));
    if (!field || !isPlain(field, values, (before ?? after) !== undefined)) return null;
    found.push(compared(field.name, (before === undefined) !== (after === undefined), values));
  }
  return found.length > 0 ? found.join(' and ') : null;
}

/** Whether words after the name of a field are values of it, and not the rest of a sentence: "user not found", "app password". */
function isPlain({ field, moved }: NamedPlace, values: readonly string[], negated: boolean): boolean {
  if (values.every(value => hasValue(field, value))) return true;
  if (negated || moved || field.choices) return false;
  return values.every(value => !operatorMeant(value) && !isCompound(value));
}

function compared(name: string, negated: boolean, values: readonly string[]): string {
  const [value = '', ...others] = values.map(quote);
  if (others.length === 0) return `${name} ${negated ? '!=' : '='} ${value}`;
  return `${name} ${negated ? 'not in' : 'in'} (${[value, ...others].join(', ')})`;
}

const COMPOUND = new Set(
  'is was has and or not no to of for by with in on at the from as via agent agents id ids name names password passwords token tokens key keys error errors fail failed failure fails login logins logout session sessions setting settings profile profiles manager account accounts group groups role roles permission permissions access data info detail details list store new create created delete deleted update updated change changed remove removed add added lock locked disabled enabled block blocked denied missing unknown invalid found active inactive required write read up down'.split(
    ' ',
  ),
);

/** Words that make one name with the word before them, or a sentence: "user agent", "app password", "user deleted". */
export function isCompound(word: string): boolean {
  return COMPOUND.has(word.toLowerCase());
}

interface NamedPlace {
  readonly name: string;
  readonly field: SchemaField;
  /** Looked up under `context`, where its name may as well be a mere word. */
  readonly moved: boolean;
}

/** A field that can be compared with a value; the name of what has parts stands for the part that is its name. */
function plainField(typed: string, schema: Schema): NamedPlace | null {
  const name = knownName(typed, schema);
  const resolution = resolveField(schema, name.split('.'));
  if (!isResolved(resolution) || !resolution.field || resolution.field.absence || isTime(resolution.field)) return null;
  const { field } = resolution;
  const moved = resolution.moved || name !== typed;
  if (field.type !== 'relation') return { name, field, moved };
  for (const part of ['username', 'name']) {
    const inside = schema.models.get(field.relation ?? '')?.fields.get(part);
    if (inside) return { name: `${name}.${part}`, field: inside, moved };
  }
  return null;
}

/** A name as the schema has it: by what other logs call it when the schema has no such field. */
function knownName(name: string, schema: Schema): string {
  const resolution = resolveField(schema, name.split('.'));
  return (isResolved(resolution) && resolution.field ? null : nameMeant(name, schema)) ?? name;
}

/** What the schema knows of a name that it has itself, not by looking under `context`. */
export function rootField(name: string, schema: Schema): SchemaField | null {
  const resolution = resolveField(schema, name.split('.'));
  return isResolved(resolution) && !resolution.moved ? resolution.field : null;
}

/** The name of the first field of events that is of a kind. */
function rootNamed(schema: Schema, isMeant: (field: SchemaField) => boolean): string | null {
  for (const [name, field] of schema.models.get(schema.current)?.fields ?? []) if (isMeant(field)) return name;
  return null;
}

/** Whether a value is one that the schema lists, by its code or its label. */
export function hasValue({ options = [], examples = [] }: SchemaField, value: string): boolean {
  return examples.includes(value) || options.some(option => option.value === value || option.label === value);
}
