import { completion, fieldOf, MAX_OPTIONS, type Completion, type Place } from './completion.js';
import type { Position } from './context.js';
import { isListOperator, isTextOperator, type Operator } from './query.js';
import { bestOf } from './rank.js';
import type { SchemaField } from './schema.js';

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

/** Operators that fit the type of the field, and what stands behind them already. */
export function completeOperator(
  { text, schema }: Place,
  { from, to, typed, field, hasNot, next }: Position & { kind: 'operator' },
): Completion | null {
  const known = fieldOf(schema, field);
  let operators = operatorsFor(known);
  // What stands behind it is kept, so only operators that take it fit.
  if (next) operators = operators.filter(name => isListOperator(name) === (next === 'list'));
  if (hasNot) operators = operators.filter(name => name.startsWith('not ')).map(name => name.slice(4) as Operator);
  const found = bestOf(operators, typed, name => [name, OPERATOR_DETAILS[name]], MAX_OPTIONS);
  const gap = from > 0 && !/\s/.test(text[from - 1]!) ? ' ' : '';
  return completion(
    from,
    to,
    found.map(name => {
      const [value, inside] = next ? ['', 0] : valueFrame(name, known);
      const space = next && /^\s/.test(text.slice(to)) ? '' : ' ';
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
function valueFrame(operator: Operator, field: SchemaField | null): readonly [string, number] {
  const isText = field?.type === 'str' || isTextOperator(operator);
  if (isListOperator(operator)) return isText ? ['("")', 2] : ['()', 1];
  return isText ? ['""', 1] : ['', 0];
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
