import { parse, toggleValue, type Comparison, type Constant, type Operator } from '../../query-lang/index.js';
import type { JsonScalar } from '../../model/index.js';

/*
 * What the text of a search says of one field. The text is the whole filter: nothing is kept here.
 */

/** The values of a field that a search keeps, and those it leaves out. */
export interface Chosen {
  included: readonly JsonScalar[];
  excluded: readonly JsonScalar[];
}

const INCLUDES: readonly Operator[] = ['=', 'in'];
const EXCLUDES: readonly Operator[] = ['!=', 'not in'];

/** The conditions on a field that all have to hold; those inside an `or` are somebody's own. */
export function chosenIn(search: string, field: string): Chosen {
  const comparisons = topComparisons(search, field);
  const valuesOf = (operators: readonly Operator[]): JsonScalar[] =>
    comparisons.filter(({ operator }) => operators.includes(operator)).flatMap(constantsOf);
  return { included: valuesOf(INCLUDES), excluded: valuesOf(EXCLUDES) };
}

/** The search without those conditions: what the other values of the field have to be counted in. */
export function withoutField(search: string, field: string): string {
  const { included, excluded } = chosenIn(search, field);
  let text = search;
  for (const value of included) text = toggleValue(text, field, '=', value);
  for (const value of excluded) text = toggleValue(text, field, '!=', value);
  return text;
}

export function toggled(search: string, field: string, operator: '=' | '!=', value: JsonScalar): string {
  return toggleValue(search, field, operator, value);
}

function topComparisons(search: string, field: string): Comparison[] {
  const { query, kind } = parse(search);
  if (kind !== 'query' || !query || query.type === 'text') return [];
  const operands = query.type === 'and' ? query.operands : [query];
  return operands.filter(operand => operand.type === 'comparison').filter(({ field: { name } }) => name === field);
}

function constantsOf({ value }: Comparison): JsonScalar[] {
  const constants: readonly Constant[] = value.type === 'list' ? value.items : [value];
  return constants.flatMap((constant): JsonScalar[] => {
    switch (constant.type) {
      case 'string':
      case 'boolean':
        return [constant.value];
      case 'number':
        return [/^-?\d+$/.test(constant.text) ? integer(constant.text) : Number(constant.text)];
      case 'none':
        return [null];
      default:
        return [];
    }
  });
}

function integer(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
