import { isPrivateAddress } from '../../model/aggregates/private-address.js';
import { NO_PLACE } from '../../query-lang/no-place.js';
import { clause, hasClause, hasConditions, toggleConditions, toggleValue } from '../../query-lang/edit.js';
import { parse } from '../../query-lang/parser.js';
import type { Comparison, Condition, Operator } from '../../query-lang/index.js';
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
  return operandsOf(search)
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

/** Of those with a private address it goes on to all without a place. */
export function toggleNowhere(search: string): string {
  return toggleConditions(search, hasPrivate(search) ? privateClauses(search) : NO_PLACE);
}

/*
 * No condition can say which addresses are private, or which texts name no country; so those that occur are written out. That is just
 * what was counted, as long as nothing new comes in.
 */

const ADDRESS = 'client_ip';
const NOT_A_POINT =
  `missing in ("${LAT}", "${LONG}") or ` +
  `not (${LAT} >= -90 and ${LAT} <= 90 and ${LONG} >= -180 and ${LONG} <= 180)`;
const [NO_COUNTRY = '', ...NO_DEGREES] = NO_PLACE;
/** Somebody meant to give a place. */
const SOME_DEGREES = `not (${NO_DEGREES.map(condition => `(${condition})`).join(' and ')})`;

/** Whether the search asks for events that have no place and a private address. */
export function hasPrivate(search: string): boolean {
  return search.includes(ADDRESS) && hasNowhere(search) && privateClauses(search).length > 0;
}

/** @param addresses all private ones that occur */
export function togglePrivate(search: string, addresses: readonly string[]): string {
  if (hasPrivate(search)) return toggleConditions(search, [...NO_PLACE, ...privateClauses(search)]);
  const without = hasNowhere(search) ? search : toggleNowhere(search);
  return toggleConditions(without, [oneOf(ADDRESS, addresses)]);
}

function privateClauses(search: string): string[] {
  return operandsOf(search)
    .filter(operand => operand.type === 'comparison' && operand.field.name === ADDRESS)
    .filter(operand => textsOf(operand as Comparison)?.every(isPrivateAddress) ?? false)
    .map(({ from, to }) => search.slice(from, to));
}

/** Whether the search asks for events whose place cannot be. */
export function hasInvalid(search: string): boolean {
  return search.includes(LAT) && hasConditions(search, [NOT_A_POINT]);
}

/** @param countries all texts that occur as a country and name none */
export function toggleInvalid(search: string, countries: readonly string[]): string {
  if (hasInvalid(search)) return toggleConditions(search, [NOT_A_POINT, ...invalidClauses(search)]);
  if (countries.length === 0) return toggleConditions(search, [NOT_A_POINT, NO_COUNTRY, SOME_DEGREES]);
  const either = `${oneOf(COUNTRY, countries)} or (${NO_COUNTRY}) and ${SOME_DEGREES}`;
  return toggleConditions(search, [NOT_A_POINT, either]);
}

function invalidClauses(search: string): string[] {
  const plain = [NO_COUNTRY, SOME_DEGREES].filter(condition => hasConditions(search, [condition]));
  const either = operandsOf(search)
    .filter(operand => operand.type === 'or')
    .filter(({ operands }) =>
      operands.some(({ from, to }) => hasConditions(search.slice(from, to), [NO_COUNTRY, SOME_DEGREES])),
    );
  return [...plain, ...either.map(({ from, to }) => search.slice(from, to))];
}

function oneOf(field: string, values: readonly string[]): string {
  return clause(field, values.length === 1 ? '=' : 'in', values.length === 1 ? values[0] : values) ?? '';
}

/** The conditions that all have to hold. */
function operandsOf(search: string): readonly Condition[] {
  const { query, kind } = parse(search);
  if (kind !== 'query' || !query || query.type === 'text') return [];
  return query.type === 'and' ? query.operands : [query];
}

function textsOf({ operator, value }: Comparison): string[] | null {
  if (operator !== '=' && operator !== 'in') return null;
  const items = value.type === 'list' ? value.items : [value];
  return items.every(item => item.type === 'string') ? items.map(item => item.value) : null;
}
