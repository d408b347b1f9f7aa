import { eventSchema } from './event-schema.js';
import { exactNumber } from './numbers.js';
import {
  COMPLEMENT,
  isOrderOperator,
  isTextOperator,
  type Comparison,
  type Condition,
  type Constant,
  type Operator,
  type Range,
} from './query.js';
import { readRelativeTime, relativeSeconds } from './relative-time.js';
import { canonicalIp, canonicalUuid } from './addresses.js';
import { isTime } from './resolve.js';
import { isForeignKey, isResolved, resolveField, valueOfLabel, type Resolved, type Schema } from './schema.js';
import { isDjangoqlTime, secondsText, timeMicros } from './times.js';

/** A query that has no equal in the language it is to be written in. */
export class NotExpressible extends Error implements Range {
  override readonly name = 'NotExpressible';
  readonly from: number;
  readonly to: number;

  constructor(message: string, { from, to }: Range) {
    super(message);
    this.from = from;
    this.to = to;
  }
}

interface Options {
  readonly now?: Date | number;
  readonly schema?: Schema;
}

/**
 * The condition that says in DjangoQL 0.19 what this one says here: `not (...)` pushed down to the operators, roots moved under
 * `context`, labels replaced by their values, times as `YYYY-MM-DD HH:MM:SS` in UTC, numbers as Python reads them exactly.
 */
export function toDjangoql(condition: Condition, { schema = eventSchema, now = Date.now() }: Options): Condition {
  const translate = (condition: Condition, negated: boolean): Condition => {
    switch (condition.type) {
      case 'not':
        return translate(condition.operand, !negated);
      case 'and':
      case 'or': {
        const { from, to } = condition;
        const type = (condition.type === 'and') !== negated ? 'and' : 'or';
        return { type, operands: condition.operands.map(operand => translate(operand, negated)), from, to };
      }
      default:
        return translateComparison(condition, negated, schema, Number(now));
    }
  };
  return translate(condition, false);
}

function translateComparison(comparison: Comparison, negated: boolean, schema: Schema, nowMs: number): Condition {
  const resolution = resolveField(schema, comparison.field.path);
  if (!isResolved(resolution)) {
    throw new NotExpressible(`The server has no field called ${comparison.field.name}.`, comparison.field);
  }
  if (resolution.field?.absence) {
    throw new NotExpressible(
      `The server cannot find events by what they lack: DjangoQL has no "${comparison.field.name}".`,
      comparison,
    );
  }
  const operator = negated ? complement(comparison, resolution) : comparison.operator;
  checkPath(comparison, resolution, operator);
  const field = { ...comparison.field, name: resolution.path.join('.'), path: resolution.path };
  const time = isTime(resolution.field);
  if (comparison.value.type !== 'list') {
    const translated = { ...comparison, field, operator };
    if (time && isTextOperator(operator)) return timeText(translated, comparison.value);
    const value = translateConstant(comparison.value, comparison, resolution, schema, nowMs);
    return { ...translated, ...(resolution.field?.type === 'date' ? onDate(operator, value) : { value }) };
  }
  // Null is in no list, neither here nor there; the server refuses to be asked.
  const asked = comparison.value.items.filter(item => item.type !== 'none');
  if (asked.length === 0) throw new NotExpressible('Nothing is in a list of None.', comparison.value);
  const items = asked.map(item => {
    const value = translateConstant(item, comparison, resolution, schema, nowMs);
    return resolution.field?.type === 'date' ? onDate('=', value).value : value;
  });
  if (!isOpenChoice(resolution, items)) {
    const { from, to } = comparison.value;
    return { ...comparison, field, operator, value: { type: 'list', items, from, to } };
  }
  // In a list DjangoQL drops every value that is none of the server's choices, such as a custom action; alone it does not.
  const single = operator === 'in' ? '=' : '!=';
  const operands = items.map(value => ({ ...comparison, field, operator: single, value }) as const);
  return operands.length === 1
    ? operands[0]!
    : { type: operator === 'in' ? 'or' : 'and', operands, from: comparison.from, to: comparison.to };
}

function isOpenChoice({ field }: Resolved, items: readonly Constant[]): boolean {
  if (!field?.choices) return false;
  const values = new Set(field.options?.map(option => option.value));
  return items.some(item => item.type === 'string' && !values.has(item.value));
}

function complement({ operator, ...comparison }: Comparison, { field, json }: Resolved): Operator {
  // Inside JSON a value may be of a type that has no order with the other, and the address of an event may be null, whatever
  // the server's schema says. Such events are on neither side.
  if (isOrderOperator(operator) && (json || field?.nullable || field?.format === 'ip')) {
    const opposite = COMPLEMENT[operator];
    throw new NotExpressible(
      `DjangoQL has no "not", and "${opposite}" is not the same here: neither it nor "${operator}" holds where there is nothing to compare. Write ${comparison.field.name} ${opposite} … if you mean that.`,
      comparison,
    );
  }
  return COMPLEMENT[operator];
}

/** The last part of a path that Django would take for a way of comparing. */
const LOOKUPS = new Set(
  'contained_by contains endswith exact gt gte has_any_keys has_key has_keys icontains iendswith iexact in iregex isnull istartswith lt lte range regex startswith'.split(
    ' ',
  ),
);

function checkPath(comparison: Comparison, { path, field, json }: Resolved, operator: Operator): void {
  const last = path[path.length - 1]!;
  if (field?.type === 'relation' && !json && comparison.value.type !== 'none') {
    throw new NotExpressible(`${comparison.field.name} has parts: the server compares those only.`, comparison.field);
  }
  const isLookup = json && LOOKUPS.has(last) && (operator === '=' || operator === '!=');
  if (isLookup || (json && path.some(part => part.includes('__') || part.endsWith('_')))) {
    throw new NotExpressible(
      `The server would take part of the name ${comparison.field.name} for an operator.`,
      comparison.field,
    );
  }
}

/** `~` on a time needs a whole date there; a date can stand nowhere but at the beginning of a time. */
function timeText(comparison: Comparison, value: Constant): Comparison {
  const whole = value.type === 'string' && isDjangoqlTime(value.value);
  const operator = comparison.operator.replace('startswith', '~').replace('not ', '!') as Operator;
  if (!whole || operator.includes('with')) {
    throw new NotExpressible(
      'The server finds times by a whole date only, such as created ~ "2024-01-30".',
      comparison,
    );
  }
  return { ...comparison, operator };
}

/** A field of dates is compared with dates only: a moment within a day lies behind that date and before the next. */
function onDate(operator: Operator, value: Constant): { operator: Operator; value: Constant } {
  if (value.type !== 'string' || !value.value.includes(':')) return { operator, value };
  const [day = '', time] = secondsText(timeMicros(value.value) / 1e6).split(' ');
  const date = { ...value, value: day };
  if (time === '00:00:00') return { operator, value: date };
  if (!isOrderOperator(operator)) throw new NotExpressible('The server knows whole days only.', value);
  return { operator: operator.startsWith('<') ? '<=' : '>', value: date };
}

function translateConstant(
  constant: Constant,
  comparison: Comparison,
  { field, json }: Resolved,
  schema: Schema,
  nowMs: number,
): Constant {
  const { from, to } = constant;
  switch (constant.type) {
    case 'string':
      if (/[\0\p{Surrogate}]/u.test(constant.value)) {
        throw new NotExpressible('The server cannot hold this character.', constant);
      }
      if (isTime(field)) return { type: 'string', value: serverTime(constant.value, constant, nowMs), from, to };
      return { type: 'string', value: serverText(constant.value, constant, comparison, field), from, to };
    case 'time':
      if (!isTime(field))
        throw new NotExpressible('The server has relative times for fields with times only.', constant);
      return { type: 'string', value: secondsText(relativeSeconds(constant, nowMs)), from, to };
    case 'number':
      if (!json && field?.type !== 'int' && field?.type !== 'float') throw wrongType(constant, comparison);
      return { type: 'number', text: serverNumber(constant.text, constant), from, to };
    case 'boolean':
      if (!json && field?.type !== 'bool') throw wrongType(constant, comparison);
      return constant;
    default:
      // authentik's own fields may all not be compared with None; another server says so in its schema.
      if (schema.dialect !== 'djangoql' || !field || !(field.nullable || isForeignKey(schema, field))) {
        throw new NotExpressible(`The server does not compare ${comparison.field.name} with None.`, constant);
      }
      return constant;
  }
}

function wrongType(constant: Constant, comparison: Comparison): NotExpressible {
  return new NotExpressible(`The server compares ${comparison.field.name} with values of another type.`, constant);
}

function serverText(text: string, place: Range, comparison: Comparison, field: Resolved['field']): string {
  if (isTextOperator(comparison.operator)) return (field?.choices && valueOfLabel(field, text)) || text;
  if (field?.format === 'uuid' || field?.format === 'ip') {
    const canonical = field.format === 'uuid' ? canonicalUuid(text) : canonicalIp(text);
    if (canonical === null)
      throw new NotExpressible(`"${text}" is no ${field.format === 'uuid' ? 'UUID' : 'IP address'}.`, place);
    return canonical;
  }
  return (field?.choices && valueOfLabel(field, text)) || text;
}

function serverTime(text: string, place: Range, nowMs: number): string {
  if (text === '' || isDjangoqlTime(text)) return text;
  const relative = readRelativeTime(text);
  if (relative) return secondsText(relativeSeconds(relative, nowMs));
  const micros = timeMicros(text);
  if (Number.isNaN(micros)) throw new NotExpressible(`"${text}" is no time.`, place);
  if (micros % 1e6 !== 0) throw new NotExpressible('The server knows whole seconds only.', place);
  return secondsText(micros / 1e6);
}

/** More digits than these Python refuses to read. */
const MAX_DIGITS = 4_000;

function serverNumber(text: string, place: Range): string {
  const { integer, isDouble } = exactNumber(text);
  const plain = integer === null ? text : String(integer);
  if ((integer === null && !isDouble) || plain.length > MAX_DIGITS) {
    throw new NotExpressible('The server would round this number.', place);
  }
  return plain;
}
