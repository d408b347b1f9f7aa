import { NO_PLACE } from '../../query-lang/no-place.js';
import { hasClause, hasConditions, toggleConditions, toggleValue } from '../../query-lang/edit.js';
import { parse } from '../../query-lang/parser.js';
import type { Comparison, Operator } from '../../query-lang/index.js';
import type { Area } from './mercator.js';

/*
 * What a choice on the map means in the text of the search. Everything is in the text: there are no hidden filters.
 */

const COUNTRY = 'context.geo.country';
const LAT = 'context.geo.lat';
const LONG = 'context.geo.long';

type Bound = readonly [field: string, operator: Operator, degrees: number];

/** The conditions that a place is in an area; an edge that is an end of the world is none. */
function bounds({ north, south, west, east }: Area): Bound[] {
  const all: Bound[] = [
    [LAT, '<=', north],
    [LAT, '>', south],
    [LONG, '>=', west],
    [LONG, '<', east],
  ];
  const open = all.filter(([field, , degrees]) => Math.abs(degrees) < (field === LAT ? 90 : 180));
  // An area that is the whole world asks at least for a place.
  return open.length > 0 ? open : [[LAT, '<=', 90]];
}

/** Whether the search asks for just this area. */
export function hasArea(search: string, area: Area): boolean {
  const wanted = bounds(area);
  return areaConditions(search).length === wanted.length && wanted.every(bound => hasClause(search, ...bound));
}

/** The search with another area, or with none. */
export function withArea(search: string, area: Area | null): string {
  let text = search;
  for (const [field, operator, degrees] of areaConditions(search)) text = toggleValue(text, field, operator, degrees);
  for (const bound of area ? bounds(area) : []) text = toggleValue(text, ...bound);
  return text;
}

/** Whether the search asks for some area. */
export function hasAnyArea(search: string): boolean {
  return areaConditions(search).length > 0;
}

/** The conditions on coordinates that all have to hold: those a click has put there, or somebody by hand. */
function areaConditions(search: string): Bound[] {
  const { query, kind } = parse(search);
  if (kind !== 'query' || !query || query.type === 'text') return [];
  const operands = query.type === 'and' ? query.operands : [query];
  return operands
    .filter(operand => operand.type === 'comparison')
    .filter(({ field, operator }) => (field.name === LAT || field.name === LONG) && /^[<>]=?$/.test(operator))
    .flatMap(({ field, operator, value }: Comparison): Bound[] =>
      value.type === 'number' ? [[field.name, operator, Number(value.text)]] : [],
    );
}

export function hasCountry(search: string, code: string): boolean {
  return hasClause(search, COUNTRY, '=', code);
}

export function toggleCountry(search: string, code: string): string {
  return toggleValue(search, COUNTRY, '=', code);
}

/** The countries that the search asks for. */
export function chosenCountries(search: string, codes: Iterable<string>): Set<string> {
  if (!search.includes(COUNTRY)) return new Set(); // spares reading the text once for each country
  return new Set([...codes].filter(code => hasCountry(search, code)));
}

/** Whether the search asks for events without a place. */
export function hasNowhere(search: string): boolean {
  return search.includes(COUNTRY) && hasConditions(search, NO_PLACE);
}

export function toggleNowhere(search: string): string {
  return toggleConditions(search, NO_PLACE);
}
