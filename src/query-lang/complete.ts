import { positionAt, type Position } from './context.js';
import type { Operator } from './query.js';
import { bestOf } from './rank.js';
import { isTime } from './resolve.js';
import { allFields, fieldsOf, type NamedField } from './schema-names.js';
import { isResolved, resolveField, type Option, type Schema, type SchemaField } from './schema.js';
import { decodeEscapes, quote } from './strings.js';

/** One thing that can be put at the cursor. */
export interface CompletionOption {
  /** What the list shows, and what the typed letters are found in. */
  readonly label: string;
  /** What replaces the text from `from` to `to`. */
  readonly insert: string;
  /** Where the cursor is then, counted from the beginning of `insert`. */
  readonly cursor: number;
  readonly kind: 'field' | 'operator' | 'value' | 'keyword' | 'bracket' | 'snippet';
  /** Its type, its label, how many events have it, or what it does: a few words. */
  readonly detail?: string;
  /** A sentence about it. */
  readonly description?: string;
}

/** What can be put at the cursor. Offsets are UTF-16, half-open. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  /** Best first; never empty. */
  readonly options: readonly CompletionOption[];
}

/** Asks somebody, such as the server, for values of a field that begin with or contain a text; with counts, if it has them. */
export type Suggest = (field: string, typed: string) => Promise<readonly (string | Option)[]>;

export interface CompleteOptions {
  /** What dates are counted from: a `Date` or milliseconds. Default: now. */
  readonly now?: Date | number;
}

/** More than anybody reads; the next letter brings others. */
const MAX_OPTIONS = 100;

/**
 * What can be put at the cursor: names with their types, operators that fit the type, values, words between conditions,
 * brackets, times, whole conditions. Null when there is nothing to offer. Never throws.
 *
 * With `suggest` the answer is a promise, and values come from there, too; a question that fails counts as no answer. When to
 * ask, and which answers come too late, is the caller's matter.
 */
export function complete(text: string, pos: number, schema: Schema, options?: CompleteOptions): Completion | null;
export function complete(
  text: string,
  pos: number,
  schema: Schema,
  options: CompleteOptions & { readonly suggest: Suggest },
): Promise<Completion | null>;
export function complete(
  text: string,
  pos: number,
  schema: Schema,
  { now = Date.now(), suggest }: CompleteOptions & { readonly suggest?: Suggest } = {},
): Completion | null | Promise<Completion | null> {
  const position = positionAt(text, Math.min(Math.max(0, pos), text.length));
  const completer = new Completer(text, schema, Number(now));
  if (!suggest) return completer.at(position, []);
  // Nobody else knows names better than the schema.
  if (position.kind !== 'value' || completer.asksForNames(position.field))
    return Promise.resolve(completer.at(position, []));
  return ask(suggest, position.field, decodeEscapes(position.typed)).then(values => completer.at(position, values));
}

async function ask(suggest: Suggest, field: string, typed: string): Promise<Option[]> {
  try {
    const values = await suggest(field, typed);
    return values.map(value => (typeof value === 'string' ? { value } : value));
  } catch {
    return [];
  }
}

const TYPE_NAMES: Readonly<Record<SchemaField['type'], string>> = {
  str: 'text',
  int: 'number',
  float: 'number',
  bool: 'true or false',
  date: 'date',
  datetime: 'time',
  relation: 'has parts',
  unknown: '',
};

const OPERATOR_DETAILS: Readonly<Record<Operator, string>> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
  '~': 'contains',
  '!~': 'does not contain',
  startswith: 'begins with',
  'not startswith': 'does not begin with',
  endswith: 'ends with',
  'not endswith': 'does not end with',
  in: 'is one of',
  'not in': 'is none of',
};

const ORDER: readonly Operator[] = ['<', '<=', '>', '>='];
const TEXT: readonly Operator[] = ['~', '!~', 'startswith', 'not startswith', 'endswith', 'not endswith'];
const LISTS: readonly Operator[] = ['in', 'not in'];

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

class Completer {
  readonly #text: string;
  readonly #schema: Schema;
  readonly #now: number;

  constructor(text: string, schema: Schema, now: number) {
    this.#text = text;
    this.#schema = schema;
    this.#now = now;
  }

  /** Whether the values of a field are names of fields. */
  asksForNames(field: string): boolean {
    return this.#fieldOf(field)?.absence === true;
  }

  at(position: Position, suggested: readonly Option[]): Completion | null {
    switch (position.kind) {
      case 'field':
        return this.#fields(position);
      case 'operator':
        return this.#operators(position);
      case 'value':
        return this.#values(position, suggested);
      default:
        return this.#logic(position);
    }
  }

  #fields({ from, to, typed, afterNot }: Position & { kind: 'field' }): Completion | null {
    const dot = typed.lastIndexOf('.');
    if (dot >= 0) return this.#parts(typed.slice(0, dot).split('.'), from + dot + 1, typed.slice(dot + 1));
    const roots = fieldsOf(this.#schema, this.#schema.current);
    const part = /^[\w-]*(?=\.)/.exec(this.#text.slice(from, to))?.[0];
    // In the first part of a path the others stay as they are.
    if (part !== undefined && typed !== '') return this.#among(roots, from, from + part.length, typed);
    const names = typed === '' ? roots : allFields(this.#schema);
    const found = bestOf(names, typed, ({ name }) => [name], MAX_OPTIONS);
    const options = afterNot ? [] : found.map(named => this.#fieldOption(named, to));
    const brackets: CompletionOption[] = afterNot
      ? [{ label: '(', insert: '()', cursor: 1, kind: 'bracket', detail: 'what must not hold' }]
      : [{ label: 'not', insert: 'not ()', cursor: 5, kind: 'keyword', detail: 'what must not hold' }];
    options.push(...bestOf(brackets, typed, ({ label }) => [label], 1));
    if (this.#text.trim() === '') options.push(...this.#snippets());
    return completion(from, to, options);
  }

  #parts(path: readonly string[], from: number, typed: string): Completion | null {
    const to = from + /^[\w-]*/.exec(this.#text.slice(from))![0].length;
    const resolution = resolveField(this.#schema, path);
    const relation = isResolved(resolution) ? resolution.field?.relation : undefined;
    if (relation === undefined) return null;
    return this.#among(fieldsOf(this.#schema, relation), from, to, typed);
  }

  #among(fields: readonly NamedField[], from: number, to: number, typed: string): Completion | null {
    const found = bestOf(fields, typed, ({ name }) => [name], MAX_OPTIONS);
    return completion(
      from,
      to,
      found.map(named => this.#fieldOption(named, to)),
    );
  }

  #fieldOption({ name, field }: NamedField, end: number): CompletionOption {
    const isRelation = field.type === 'relation';
    const rest = this.#text.slice(end);
    const after = isRelation ? (rest.startsWith('.') ? '' : '.') : /^[\s.=<>!~]/.test(rest) ? '' : ' ';
    const insert = name + after;
    return {
      label: name,
      insert,
      cursor: insert.length,
      kind: 'field',
      detail: TYPE_NAMES[field.type],
      description: field.description,
    };
  }

  /** Whole conditions for an empty box: what people ask most. */
  #snippets(): CompletionOption[] {
    const roots = new Map(fieldsOf(this.#schema, this.#schema.current).map(({ name, field }) => [name, field]));
    const options: CompletionOption[] = [];
    const add = (insert: string, cursor: number, detail: string): void => {
      options.push({ label: insert, insert, cursor, kind: 'snippet', detail });
    };
    for (const [name, field] of roots) {
      if (isTime(field)) add(`${name} > now-24h`, `${name} > now-24h`.length, 'the last 24 hours');
      else if (field.absence) continue;
      else if (field.type === 'str') add(`${name} = ""`, name.length + 4, `one ${name}`);
      if (field.type === 'str' && field.options?.length) add(`${name} in ("")`, name.length + 6, `one of several`);
    }
    return options.slice(0, 8);
  }

  #operators({ from, to, typed, field, hasNot, next }: Position & { kind: 'operator' }): Completion | null {
    const known = this.#fieldOf(field);
    let operators = operatorsFor(known);
    // What stands behind it is kept, so only operators that take it fit.
    if (next) operators = operators.filter(name => LISTS.includes(name) === (next === 'list'));
    if (hasNot) operators = operators.filter(name => name.startsWith('not ')).map(name => name.slice(4) as Operator);
    const found = bestOf(operators, typed, name => [name, OPERATOR_DETAILS[name]], MAX_OPTIONS);
    const gap = from > 0 && !/\s/.test(this.#text[from - 1]!) ? ' ' : '';
    return completion(
      from,
      to,
      found.map(name => {
        const [value, inside] = next ? ['', 0] : this.#valueFrame(name, known);
        const space = next && /^\s/.test(this.#text.slice(to)) ? '' : ' ';
        const insert = `${gap}${name}${space}${value}`;
        return {
          label: name,
          insert,
          cursor: insert.length - inside,
          kind: 'operator',
          detail: OPERATOR_DETAILS[name],
        };
      }),
    );
  }

  /** What stands round the value of an operator, and how far from its end the cursor goes. */
  #valueFrame(operator: Operator, field: SchemaField | null): readonly [string, number] {
    const isText = field?.type === 'str' || TEXT.includes(operator);
    if (LISTS.includes(operator)) return isText ? ['("")', 2] : ['()', 1];
    return isText ? ['""', 1] : ['', 0];
  }

  #values(position: Position & { kind: 'value' }, suggested: readonly Option[]): Completion | null {
    const { from, to, field, operator, taken, inList, needsList } = position;
    // The list is there already; values go into it.
    if (needsList && /^\s*[([]/.test(this.#text.slice(to))) return null;
    const quoted = /^["']/.test(this.#text.slice(from, from + 1)) && from < to;
    const typed = quoted ? decodeEscapes(position.typed) : position.typed;
    const known = this.#fieldOf(field);
    const isText = TEXT.includes(operator);
    const values: { option: CompletionOption; names: readonly string[] }[] = [];
    // As wide as it is written on the other side of the operator.
    const gap = /(?:\w|,|\s[=!<>~]+)$/.test(this.#text.slice(Math.max(0, from - 4), from)) ? ' ' : '';
    const add: AddValue = (text, { label, count, ...words }) => {
      // In a list what is there already is of no use.
      if (taken.includes(text)) return;
      const insert = gap + (needsList ? `(${text})` : text);
      const said = [words.detail, count === undefined ? undefined : eventCount(count)].filter(
        text => text !== undefined,
      );
      const detail = said.length > 0 ? { detail: said.join(', ') } : {};
      values.push({
        option: { label, insert, cursor: insert.length, kind: 'value', ...detail },
        names: words.detail === undefined ? [label] : [label, words.detail],
      });
    };
    const numeric = !isText && (known?.type === 'int' || known?.type === 'float');
    for (const { value, label, count } of known?.absence ? this.#names() : candidates(known, suggested)) {
      // DjangoQL gives the labels of numbers that have some, and takes them in the place of the numbers.
      add(numeric && isNumber(value) ? value : quote(value), { label: value, detail: label, count });
    }
    // Text operators on a time find a day by its date.
    if (isTime(known)) this.#times(add, quoted || isText);
    if (!isText && !quoted && !known?.absence) {
      const isEquality = operator === '=' || operator === '!=';
      if ((isEquality || inList) && known?.type === 'bool')
        for (const word of ['True', 'False']) add(word, { label: word });
      if (isEquality && known?.nullable && known.type !== 'bool') add('None', { label: 'None', detail: 'no value' });
    }
    const found = bestOf(values, typed, ({ names }) => names, MAX_OPTIONS).map(({ option }) => option);
    if (found.length === 0 && typed === '' && from === to && (isText || known?.type === 'str')) {
      const insert = gap + (needsList ? '("")' : '""');
      found.push({ label: '"…"', insert, cursor: insert.length - (needsList ? 2 : 1), kind: 'value', detail: 'text' });
    }
    return completion(from, to, found);
  }

  /** Names of what may be missing: everything inside JSON. */
  #names(): Candidate[] {
    return allFields(this.#schema)
      .filter(({ name }) => {
        const resolution = resolveField(this.#schema, name.split('.'));
        return isResolved(resolution) && resolution.json;
      })
      .map(({ name, field }) => ({ value: name, label: TYPE_NAMES[field.type], count: undefined }));
  }

  #times(add: AddValue, quoted: boolean): void {
    // What has a quote already can be a date only.
    if (!quoted) for (const [text, detail] of RELATIVE) add(text, { label: text, detail });
    const day = 86_400_000;
    for (const [ago, detail] of [
      [0, 'today'],
      [1, 'yesterday'],
      [7, 'a week ago'],
    ] as const) {
      const date = new Date(this.#now - ago * day).toISOString().slice(0, 10);
      add(quote(date), { label: date, detail });
    }
  }

  #logic(position: Position & { kind: 'logic' }): Completion | null {
    const { to, typed } = position;
    // A comma follows at once.
    const from = position.inList && typed === '' ? this.#text.slice(0, position.from).trimEnd().length : position.from;
    const gap = from > 0 && !/\s/.test(this.#text[from - 1]!) ? ' ' : '';
    const options: CompletionOption[] = [];
    const bracket = (label: string): void => {
      options.push({ label, insert: label, cursor: label.length, kind: 'bracket', detail: 'close' });
    };
    if (position.inList) {
      options.push({ label: ',', insert: ', ', cursor: 2, kind: 'keyword', detail: 'one more' });
      bracket(position.bracket === '[' ? ']' : ')');
    } else {
      for (const [word, detail] of [
        ['and', 'both have to hold'],
        ['or', 'one has to hold'],
      ] as const) {
        const insert = `${gap}${word}${/^\s/.test(this.#text.slice(to)) ? '' : ' '}`;
        options.push({ label: word, insert, cursor: insert.length, kind: 'keyword', detail });
      }
      if (position.open > 0) bracket(')');
    }
    return completion(
      from,
      to,
      bestOf(options, typed, ({ label }) => [label], MAX_OPTIONS),
    );
  }

  #fieldOf(name: string): SchemaField | null {
    const resolution = resolveField(this.#schema, name.split('.'));
    return isResolved(resolution) ? resolution.field : null;
  }
}

function eventCount(count: number): string {
  return count === 1 ? '1 event' : `${count.toLocaleString('en')} events`;
}

function isNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text);
}

function completion(from: number, to: number, options: readonly CompletionOption[]): Completion | null {
  return options.length > 0 ? { from, to, options } : null;
}

function operatorsFor(field: SchemaField | null): readonly Operator[] {
  if (field?.absence) return ['=', '!=', ...LISTS];
  switch (field?.type) {
    case 'str':
      return ['=', '!=', ...TEXT, ...LISTS, ...ORDER];
    case 'int':
    case 'float':
      return ['=', '!=', ...ORDER, ...LISTS];
    case 'bool':
    case 'relation':
      return ['=', '!='];
    case 'date':
    case 'datetime':
      return ['>', '>=', '<', '<=', '~', '!~', '=', '!=', ...LISTS];
    default:
      return ['=', '!=', ...TEXT, ...LISTS, ...ORDER];
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
