import {
  completion,
  MAX_OPTIONS,
  TYPE_NAMES,
  type Completion,
  type CompletionOption,
  type Place,
} from './completion.js';
import type { Position } from './context.js';
import { bestOf } from './rank.js';
import { isTime } from './resolve.js';
import { allFields, fieldsOf, type NamedField } from './schema-names.js';
import { isResolved, resolveField, type Schema } from './schema.js';

/** Names of fields, a step of a path at a time where one is begun; `not`; whole conditions for an empty text. */
export function completeName(
  { text, schema }: Place,
  { from, to, typed, afterNot }: Position & { kind: 'field' },
): Completion | null {
  const dot = typed.lastIndexOf('.');
  // Who puts a name in quotes is told so; what is typed begins behind the quote.
  const start = from + (/["']/.test(text[from] ?? '') ? 1 : 0);
  if (dot >= 0) return partsOf({ text, schema }, typed.slice(0, dot).split('.'), start + dot + 1, typed.slice(dot + 1));
  const roots = fieldsOf(schema, schema.current);
  const part = /^[\w-]*(?=\.)/.exec(text.slice(from, to))?.[0];
  // In the first part of a path the others stay as they are.
  if (part !== undefined && typed !== '') return among(roots, text, from, from + part.length, typed);
  const names = typed === '' ? roots : allFields(schema);
  const found = bestOf(names, typed, ({ name }) => [name], MAX_OPTIONS);
  const options = afterNot ? [] : found.map(named => fieldOption(named, text.slice(to)));
  const brackets: CompletionOption[] = afterNot
    ? [{ label: '(', insert: '()', cursor: 1, kind: 'bracket', detail: 'what must not hold' }]
    : [{ label: 'not', insert: 'not ()', cursor: 5, kind: 'keyword', detail: 'what must not hold' }];
  options.push(...bestOf(brackets, typed, ({ label }) => [label], 1));
  if (text.trim() === '') options.push(...snippets(schema));
  return completion(from, to, options);
}

function partsOf(
  { text, schema }: Pick<Place, 'text' | 'schema'>,
  path: readonly string[],
  from: number,
  typed: string,
): Completion | null {
  const to = from + /^[\w-]*/.exec(text.slice(from))![0].length;
  const resolution = resolveField(schema, path);
  const relation = isResolved(resolution) ? resolution.field?.relation : undefined;
  if (relation === undefined) return null;
  return among(fieldsOf(schema, relation), text, from, to, typed);
}

function among(
  fields: readonly NamedField[],
  text: string,
  from: number,
  to: number,
  typed: string,
): Completion | null {
  const found = bestOf(fields, typed, ({ name }) => [name], MAX_OPTIONS);
  return completion(
    from,
    to,
    found.map(named => fieldOption(named, text.slice(to))),
  );
}

function fieldOption({ name, field }: NamedField, rest: string): CompletionOption {
  const isRelation = field.type === 'relation';
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
function snippets(schema: Schema): CompletionOption[] {
  const roots = new Map(fieldsOf(schema, schema.current).map(({ name, field }) => [name, field]));
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
