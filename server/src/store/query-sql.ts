import { foldCase } from 'event-elements/model';
import {
  eventSchema,
  exactNumber,
  isTime,
  resolveComparison,
  type Comparison,
  type Condition,
  type Operand,
  type ResolvedAbsence,
  type ResolvedValue,
} from 'event-elements/query-lang';
import { plainText } from '../ingest/pg-text.js';
import { foldingOnto } from './fold-sql.js';
import type { Params } from './sql.js';

/** Columns of the table by their name in a record; what is not here lies inside the JSON of one of the last three. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['pk', 'pk::text collate "C"'],
  ['action', 'action'],
  ['app', 'app'],
  ['client_ip', 'client_ip'],
  ['created', 'created'],
  ['user', '"user"'],
  ['brand', 'brand'],
  ['context', 'context'],
]);
const JSON_COLUMNS: ReadonlySet<string> = new Set(['user', 'brand', 'context']);

const NEVER = 'false';

/**
 * A query as a condition of SQL that is true for the very events that `compile` matches, and false or null for all others.
 * Every value is bound through `params`; the SQL text depends on the shape of the query alone.
 *
 * As there, each part is built for being true or for being false, so that negation stands at comparisons only; when one is
 * unknown (a path that is missing), neither holds. Equality inside JSON becomes containment (`@>`), which an index on the
 * column answers: therefore nothing may stand around it, not even `coalesce`.
 *
 * The columns that events are found by cannot hold U+0000 or half a surrogate pair and have U+FFFD instead (`pg-text.ts`):
 * there a query finds U+FFFD.
 *
 * @param nowMs what relative times count from, in milliseconds since 1970
 */
export function conditionSql(condition: Condition, params: Params, nowMs: number): string {
  const build = (condition: Condition, negated: boolean): string => {
    switch (condition.type) {
      case 'not':
        return build(condition.operand, !negated);
      case 'and':
      case 'or': {
        const operator = (condition.type === 'and') !== negated ? ' and ' : ' or ';
        return `(${condition.operands.map(operand => build(operand, negated)).join(operator)})`;
      }
      default:
        return comparison(condition, negated);
    }
  };
  const comparison = (node: Comparison, turned: boolean): string => {
    const resolved = resolveComparison(node, eventSchema, nowMs);
    if (!resolved) return NEVER;
    if (resolved.operator === 'missing') return absenceTest(resolved, turned, params);
    const negated = resolved.negated !== turned;
    if (resolved.json) return jsonTest(resolved, negated, params);
    const test = columnTest(resolved, params);
    return negated ? `not coalesce(${test}, false)` : test;
  };
  return build(condition, false);
}

/** Never null. A value that is null in JSON is there: `#>` gives JSON's null for it, and SQL's for what is not there. */
function absenceTest({ paths, negated }: ResolvedAbsence, turned: boolean, params: Params): string {
  const tests = paths.map(([root = '', ...keys]) => {
    return `${COLUMNS.get(root)!} #> ${params.add(keys.map(plainText))}::text[] is null`;
  });
  return negated === turned ? anyOf(tests) : `not ${anyOf(tests)}`;
}

/** May be null; that counts as false, and as true when negated. */
function columnTest({ path, field, operator, operands }: ResolvedValue, params: Params): string {
  const name = path[0] ?? '';
  const column = COLUMNS.get(name);
  if (column === undefined || path.length > 1) return NEVER;
  const [operand] = operands;
  const time = isTime(field);
  const isJson = JSON_COLUMNS.has(name);
  switch (operator) {
    case '=':
      return columnEquals(column, operand!, time, isJson, params);
    case 'in':
      // As in SQL, `in (None)` finds no null.
      return anyOf(
        operands.filter(({ type }) => type !== 'none').map(item => columnEquals(column, item, time, isJson, params)),
      );
    case '~':
    case 'startswith':
    case 'endswith': {
      // What the model's `timeText` writes: PostgreSQL's own text of a time in UTC.
      const text = time ? `(${column} at time zone 'UTC')::text || '+00'` : isJson ? `${column}::text` : column;
      return textTest(operator, text, operand!, params);
    }
    default:
      if (operand?.type === 'time' && time) return timeTest(column, operator, operand.micros, params);
      if (operand?.type === 'string' && !time && !isJson) {
        return `${column} ${operator} ${params.add(plainText(operand.value))}`;
      }
      return NEVER;
  }
}

function columnEquals(column: string, operand: Operand, time: boolean, isJson: boolean, params: Params): string {
  if (operand.type === 'none') return `${column} is null`;
  if (operand.type === 'time' && time) return timeTest(column, '=', operand.micros, params);
  if (operand.type !== 'string' || time || isJson) return NEVER;
  // The index on the key knows uuids, not their texts; a text that is no uuid cannot be cast.
  if (column.startsWith('pk')) return UUID.test(operand.value) ? `pk = ${params.add(operand.value)}::uuid` : NEVER;
  return `${column} = ${params.add(plainText(operand.value))}`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function timeTest(column: string, operator: string, micros: number, params: Params): string {
  if (Number.isNaN(micros)) return NEVER;
  // Not `to_timestamp`, which takes a double of seconds and would round microseconds away.
  return `${column} ${operator} timestamptz 'epoch' + ${params.add(String(micros))}::bigint * interval '1 microsecond'`;
}

function jsonTest({ path, field, operator, operands }: ResolvedValue, negated: boolean, params: Params): string {
  const [root = '', ...keys] = path;
  if (!JSON_COLUMNS.has(root)) return NEVER;
  const column = COLUMNS.get(root)!;
  let found: string | undefined;
  // Bound when it is first needed: PostgreSQL refuses parameters that a statement does not use.
  const value = (): string => (found ??= `(${column} #> ${params.add(keys.map(plainText))}::text[])`);
  const test = isTime(field) ? NEVER : jsonValueTest(column, keys, value, operator, operands, params);
  return negated ? `(${value()} is not null and not coalesce(${test}, false))` : test;
}

function jsonValueTest(
  column: string,
  keys: readonly string[],
  value: () => string,
  operator: ResolvedValue['operator'],
  operands: readonly Operand[],
  params: Params,
): string {
  const [operand] = operands;
  switch (operator) {
    case '=':
      return contains(column, keys, operand!, params);
    case 'in':
      return anyOf(operands.filter(({ type }) => type !== 'none').map(item => contains(column, keys, item, params)));
    case '~':
    case 'startswith':
    case 'endswith':
      return jsonTextTest(operator, column, value(), operand!, params);
    default:
      // `case` and not `and`: SQL may evaluate the sides of an `and` in any order, and a cast of what is no number fails.
      if (operand?.type === 'number') {
        const number = numeric(operand.text, params);
        return `case when jsonb_typeof${value()} = 'number' then ${value()}::numeric ${operator} ${number} end`;
      }
      if (operand?.type === 'string') {
        const text = params.add(plainText(operand.value));
        return `case when jsonb_typeof${value()} = 'string' then (${value()} #>> '{}') collate "C" ${operator} ${text} end`;
      }
      return NEVER;
  }
}

/** Containment of the one value at its path: equality, in the form that a GIN index answers. */
function contains(column: string, keys: readonly string[], operand: Operand, params: Params): string {
  const json = operandJson(operand);
  if (json === null) return NEVER;
  const nested = keys.reduceRight((inner, key) => `{${JSON.stringify(plainText(key))}:${inner}}`, json);
  return `${column} @> ${params.add(nested)}::jsonb`;
}

/** JSON text of an operand; null for what no JSON value of ours can equal. */
function operandJson(operand: Operand): string | null {
  switch (operand.type) {
    case 'string':
      return JSON.stringify(plainText(operand.value));
    case 'boolean':
      return String(operand.value);
    case 'none':
      return 'null';
    case 'number': {
      const { integer, isDouble, double } = exactNumber(operand.text);
      if (integer !== null) return integer < NUMERIC_LIMIT && integer > -NUMERIC_LIMIT ? String(integer) : null;
      return isDouble ? String(double) : null;
    }
    case 'time':
      return null;
  }
}

/** jsonb holds integers of up to 100,000 digits (see `pg-text.ts`): beyond it nothing is equal, and everything is less. */
const NUMERIC_LIMIT = 10n ** 100_000n;

/** A number to compare with, exact within what numeric can hold; one beyond it stands for itself as the largest or the smallest. */
function numeric(text: string, params: Params): string {
  const [, exponent = '0'] = /[eE]([+-]?\d+)$/.exec(text) ?? [];
  const size = Number(exponent);
  const sign = text.startsWith('-') ? '-' : '';
  const isZero = !/[1-9]/.test(text.replace(/[eE].*$/, ''));
  const bounded = isZero ? '0' : size > 100_000 ? `${sign}1e110000` : size < -16_000 ? `${sign}1e-16000` : text;
  return `${params.add(bounded)}::text::numeric`;
}

function anyOf(tests: readonly string[]): string {
  return tests.length === 0 ? NEVER : `(${tests.join(' or ')})`;
}

type TextOperator = '~' | 'startswith' | 'endswith';

/** What stands between the parts of an object's or an array's text, or is written in another way there than by itself. */
const JSON_SYNTAX = /["\\{}[\]:, ]|null/;

function jsonTextTest(operator: TextOperator, column: string, value: string, operand: Operand, params: Params): string {
  if (operand.type !== 'string') return NEVER;
  const test = textTest(operator, `(${value} #>> '{}')`, operand, params);
  // Folding the text of a value costs more than looking into the folded text that is stored: that tells most events apart.
  // It holds every scalar whole, but not the text of an object or an array, and nothing of the brand (`SEARCH_FIELDS`).
  const needle = foldCase(plainText(operand.value));
  if (needle === '' || column === COLUMNS.get('brand') || JSON_SYNTAX.test(needle)) return test;
  const stored = `search like ${params.add(`%${escapeLike(needle)}%`)}`;
  return `((${stored} or jsonb_typeof${value} in ('object', 'array')) and ${test})`;
}

/** Whether a text, case folded, holds the folded operand. Null when the text is. */
function textTest(operator: TextOperator, text: string, operand: Operand, params: Params): string {
  if (operand.type !== 'string') return NEVER;
  const needle = foldCase(plainText(operand.value));
  const folded = foldingOnto(needle, `(${text})`, params);
  const place = params.add(needle);
  switch (operator) {
    case '~':
      return `strpos(${folded}, ${place}::text) > 0`;
    case 'startswith':
      return `starts_with(${folded}, ${place}::text)`;
    default:
      return `right(${folded}, length(${place}::text)) = ${place}::text`;
  }
}

/** What stands for itself in a `like` pattern: `%`, `_` and the escape character must not mean anything. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
