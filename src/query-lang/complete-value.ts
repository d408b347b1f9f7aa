import {
  completion,
  fieldOf,
  MAX_OPTIONS,
  TYPE_NAMES,
  type Completion,
  type CompletionOption,
  type Place,
} from './completion.js';
import type { Position } from './context.js';
import { isTextOperator } from './query.js';
import { bestOf } from './rank.js';
import { isTime } from './resolve.js';
import { allFields } from './schema-names.js';
import { isResolved, resolveField, type Option, type Schema, type SchemaField } from './schema.js';
import { decodeEscapes, quote } from './strings.js';

const RELATIVE: readonly (readonly [string, string])[] = [
  ['now-1h', 'one hour ago'],
  ['now-24h', '24 hours ago'],
  ['now-7d', 'seven days ago'],
  ['now-30d', '30 days ago'],
  ['today', 'midnight, in UTC'],
  ['today-1d', 'midnight of yesterday, in UTC'],
  ['now', 'this moment'],
];

/** Offers a value: its text in the query, what it is called, and what else it can be found by. */
type AddValue = (
  text: string,
  words: { label: string; detail?: string | undefined; count?: number | undefined },
) => void;

/** Values: what the schema lists, what was suggested, times, True, False and None. */
export function completeValue(
  place: Place,
  position: Position & { kind: 'value' },
  suggested: readonly Option[],
): Completion | null {
  const { text, schema } = place;
  const { from, to, field, operator, taken, inList, needsList } = position;
  // The list is there already; values go into it.
  if (needsList && /^\s*[([]/.test(text.slice(to))) return null;
  const quoted = /^["']/.test(text.slice(from, from + 1)) && from < to;
  const typed = quoted ? decodeEscapes(position.typed) : position.typed;
  const known = fieldOf(schema, field);
  const isText = isTextOperator(operator);
  const values: { option: CompletionOption; names: readonly string[] }[] = [];
  // As wide as it is written on the other side of the operator.
  const gap = /(?:\w|,|\s[=!<>~]+)$/.test(text.slice(Math.max(0, from - 4), from)) ? ' ' : '';
  // In front of another item it becomes one of its own.
  const comma = inList && /^\s+["'\w-]/.test(text.slice(to)) ? ',' : '';
  const add: AddValue = (value, { label, count, ...words }) => {
    // In a list what is there already is of no use.
    if (taken.includes(value)) return;
    const insert = gap + (needsList ? `(${value})` : value) + comma;
    const said = [words.detail, count === undefined ? undefined : eventCount(count)].filter(word => word !== undefined);
    const detail = said.length > 0 ? { detail: said.join(', ') } : {};
    values.push({
      option: { label, insert, cursor: insert.length, kind: 'value', ...detail },
      names: words.detail === undefined ? [label] : [label, words.detail],
    });
  };
  const numeric = !isText && (known?.type === 'int' || known?.type === 'float');
  for (const { value, label, count } of known?.absence ? namesOf(schema) : candidates(known, suggested)) {
    // DjangoQL gives the labels of numbers that have some, and takes them in the place of the numbers.
    add(numeric && isNumber(value) ? value : quote(value), { label: value, detail: label, count });
  }
  // Text operators on a time find a day by its date.
  if (isTime(known)) addTimes(add, place.now, quoted || isText);
  if (!isText && !quoted && !known?.absence) {
    const isEquality = operator === '=' || operator === '!=';
    if ((isEquality || inList) && known?.type === 'bool')
      for (const word of ['True', 'False']) add(word, { label: word });
    if (isEquality && known?.nullable && known.type !== 'bool') add('None', { label: 'None', detail: 'no value' });
  }
  const found = bestOf(values, typed, ({ names }) => names, MAX_OPTIONS).map(({ option }) => option);
  if (found.length === 0 && typed === '' && from === to && (isText || known?.type === 'str')) {
    const [before, after] = needsList ? ['("', '")'] : ['"', '"'];
    const insert = gap + before + after + comma;
    const cursor = gap.length + before.length;
    found.push({ label: '"…"', insert, cursor, kind: 'value', detail: 'text' });
  }
  return completion(from, to, found);
}

/** Names of what may be missing: everything inside JSON. */
function namesOf(schema: Schema): Candidate[] {
  return allFields(schema)
    .filter(({ name }) => {
      const resolution = resolveField(schema, name.split('.'));
      return isResolved(resolution) && resolution.json;
    })
    .map(({ name, field }) => ({ value: name, label: TYPE_NAMES[field.type], count: undefined }));
}

function addTimes(add: AddValue, now: number, quoted: boolean): void {
  // What has a quote already can be a date only.
  if (!quoted) for (const [text, detail] of RELATIVE) add(text, { label: text, detail });
  const day = 86_400_000;
  for (const [ago, detail] of [
    [0, 'today'],
    [1, 'yesterday'],
    [7, 'a week ago'],
  ] as const) {
    const date = new Date(now - ago * day).toISOString().slice(0, 10);
    add(quote(date), { label: date, detail });
  }
}

interface Candidate {
  readonly value: string;
  readonly label?: string | undefined;
  readonly count: number | undefined;
}

function* candidates(field: SchemaField | null, suggested: readonly Option[]): Generator<Candidate> {
  const seen = new Set<string>();
  const counts = new Map(suggested.map(({ value, count }) => [value, typeof count === 'number' ? count : undefined]));
  const examples = (field?.examples ?? []).map((value): Option => ({ value }));
  for (const options of [field?.options ?? [], suggested, examples]) {
    for (const { value, label } of options) {
      if (seen.has(value)) continue;
      seen.add(value);
      yield { value, label, count: counts.get(value) };
    }
  }
}

function eventCount(count: number): string {
  return count === 1 ? '1 event' : `${count.toLocaleString('en')} events`;
}

function isNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text);
}
