import type { HistogramOptions, PlacesOptions } from 'event-elements/model';
import { invalid } from './errors.js';
import { LIMITS } from './list-params.js';

/** Fields that one call may count. */
const MAX_FIELDS = 20;
const DEFAULT_TOP = 10;

/** What is checked is the form; what a value may be, the counting itself says. @throws ApiError */
export function readHistogramOptions(query: URLSearchParams): HistogramOptions {
  return {
    range: { from: query.get('from'), to: query.get('to') },
    ...given('interval', text(query, 'interval')),
    ...given('buckets', number(query, 'buckets')),
    ...given('timeZone', text(query, 'time_zone')),
    ...given('by', text(query, 'by')),
    ...given('top', number(query, 'top')),
  };
}

/** @throws ApiError */
export function readPlacesOptions(query: URLSearchParams): PlacesOptions {
  const level = text(query, 'level');
  if (level !== undefined && level !== 'country' && level !== 'point')
    throw invalid('level', 'Choose from country, point.');
  return {
    ...given('zoom', number(query, 'zoom')),
    ...(level !== undefined && { level }),
    ...given('by', text(query, 'by')),
    ...given('top', number(query, 'top')),
    ...given('bounds', readBounds(query)),
  };
}

/** `north,south,east,west` in degrees. */
function readBounds(query: URLSearchParams): PlacesOptions['bounds'] | undefined {
  const value = text(query, 'bounds');
  if (value === undefined) return undefined;
  const parts = value.split(',');
  if (parts.length !== 4 || !parts.every(part => /^-?\d{1,3}(?:\.\d{1,20})?$/.test(part)))
    throw invalid('bounds', 'Give north,south,east,west in degrees.');
  const [north = 0, south = 0, east = 0, west = 0] = parts.map(Number);
  return { north, south, east, west };
}

/** @throws ApiError */
export function readFacetsOptions(query: URLSearchParams): { fields: string[]; top: number } {
  const given = query.getAll('field').filter(field => field !== '');
  const fields = [...new Set(given)];
  if (fields.length === 0) throw invalid('field', 'This field is required.');
  if (given.length > MAX_FIELDS) throw invalid('field', `At most ${MAX_FIELDS} fields can be counted at once.`);
  for (const field of fields) checkLength('field', field);
  return { fields, top: number(query, 'top') ?? DEFAULT_TOP };
}

/** @throws ApiError */
export function readField(query: URLSearchParams): string {
  const field = text(query, 'field');
  if (field === undefined) throw invalid('field', 'This field is required.');
  return field;
}

/** @throws ApiError */
export function readPrefix(query: URLSearchParams): string {
  return text(query, 'prefix') ?? '';
}

function text(query: URLSearchParams, name: string): string | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  checkLength(name, value);
  return value;
}

function checkLength(name: string, value: string): void {
  if (value.length > LIMITS.text) throw invalid(name, `Ensure this field has no more than ${LIMITS.text} characters.`);
}

function number(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!/^\d{1,9}$/.test(value)) throw invalid(name, 'A valid integer is required.');
  return Number(value);
}

/** The option, or nothing at all where it is not given. */
function given<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}
