import { ABSENCE_FIELD } from '../../query-lang/schema.js';
import { addClause, hasClause, toggleValue } from '../../query-lang/edit.js';
import { parse } from '../../query-lang/parser.js';
import type { Comparison, Constant, Operator } from '../../query-lang/index.js';
import type { JsonScalar } from '../../model/index.js';

/*
 * What the text of a search says of one field. The text is the whole filter: nothing is kept here.
 */

/** What an event has at a field; undefined when there is nothing. */
export type FacetValue = JsonScalar | undefined;

/** The values of a field that a search keeps, and those it leaves out. */
export interface Chosen {
  included: readonly FacetValue[];
  excluded: readonly FacetValue[];
}

const INCLUDES: readonly Operator[] = ['=', 'in'];
const EXCLUDES: readonly Operator[] = ['!=', 'not in'];

/** The conditions on a field that all have to hold; those inside an `or` are somebody's own. */
export function chosenIn(search: string, field: string): Chosen {
  const comparisons = topComparisons(search, field);
  const valuesOf = (operators: readonly Operator[]): JsonScalar[] =>
    comparisons.filter(({ operator }) => operators.includes(operator)).flatMap(constantsOf);
  return {
    included: [...valuesOf(INCLUDES), ...(keepsMissing(search, field) ? [undefined] : [])],
    excluded: [...valuesOf(EXCLUDES), ...(hasClause(search, ABSENCE_FIELD, '!=', field) ? [undefined] : [])],
  };
}

/** Of several fields in one list (`missing in ("a", "b")`) any may be missing: that is somebody's own. */
function keepsMissing(search: string, field: string): boolean {
  return topComparisons(search, ABSENCE_FIELD).some(comparison => {
    const values = INCLUDES.includes(comparison.operator) ? constantsOf(comparison) : [];
    return values.length === 1 && values[0] === field;
  });
}

/** The search without those conditions: what the other values of the field have to be counted in. */
export function withoutField(search: string, field: string): string {
  const { included, excluded } = chosenIn(search, field);
  let text = search;
  for (const value of included) text = toggleOne(text, field, '=', value);
  for (const value of excluded) text = toggleOne(text, field, '!=', value);
  return text;
}

/**
 * What a press on “only this” or “not this” makes of the search. An event with a value there does not lack it, so values give way
 * to “nothing there”, and the other way round.
 */
export function toggled(search: string, field: string, operator: '=' | '!=', value: FacetValue): string {
  const keeps = keepsMissing(search, field);
  if (value === undefined) {
    const rest = operator === '=' && !keeps ? withoutField(search, field) : search;
    return toggleOne(rest, field, operator, value);
  }
  return toggleOne(keeps ? toggleOne(search, field, '=', undefined) : search, field, operator, value);
}

function toggleOne(search: string, field: string, operator: '=' | '!=', value: FacetValue): string {
  if (value !== undefined) return toggleValue(search, field, operator, value);
  return operator === '=' && !keepsMissing(search, field)
    ? addClause(search, ABSENCE_FIELD, operator, field)
    : toggleValue(search, ABSENCE_FIELD, operator, field);
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
