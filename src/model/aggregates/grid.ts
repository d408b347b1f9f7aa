import { countryCode } from '../countries.js';
import { compareText } from '../order.js';
import { AggregateError, MAX_PLACES, OTHER_KEY, type PlaceCount, type Places, type PlacesOptions } from './types.js';
import { countsByKey, readTop } from './values.js';

/** Cells along each side of the world at zoom 0, of 64 pixels where a world is 256. */
const CELLS = 4;
const MAX_ZOOM = 22;
const DEFAULT_ZOOM = 3;
/** Where web maps end: there the world is a square. */
export const MAX_LATITUDE = 85.05112878;
/** A coordinate that lies on a line goes to the same side of it whoever computes it: logarithms differ in their last digit. */
export const NUDGE = 1e-9;
/** Coordinates are added up in whole millionths of a degree, so that a sum is the same in any order. */
export const MICRO_DEGREES = 1e6;

export interface PlacesPlan {
  readonly zoom: number;
  readonly byCountry: boolean;
  readonly top: number;
  readonly bounds: PlacesOptions['bounds'];
}

/** @throws AggregateError */
export function planPlaces({ zoom = DEFAULT_ZOOM, level = 'point', top, bounds }: PlacesOptions): PlacesPlan {
  if (!Number.isInteger(zoom) || zoom < 0 || zoom > MAX_ZOOM)
    throw new AggregateError('zoom', `zoom is a whole number from 0 to ${MAX_ZOOM}.`);
  if (level !== 'country' && level !== 'point') throw new AggregateError('level', 'level is country or point.');
  if (bounds) {
    const { north, south, east, west } = bounds;
    if (![north, south, east, west].every(Number.isFinite) || south > north)
      throw new AggregateError('bounds', 'bounds are north, south, east and west in degrees, south not above north.');
  }
  return { zoom, byCountry: level === 'country', top: readTop(top), bounds };
}

/** Cells along each side at a zoom. */
export function cellsAt(zoom: number): number {
  return CELLS * 2 ** zoom;
}

/** The cell a point lies in, from the top left of the web-mercator world. */
export function cellOf(lat: number, long: number, cells: number): { x: number; y: number } {
  const bounded = Math.min(Math.max(lat, -MAX_LATITUDE), MAX_LATITUDE);
  const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360)) / (2 * Math.PI);
  return { x: clampCell((long / 360 + 0.5) * cells, cells), y: clampCell(y * cells, cells) };
}

function clampCell(position: number, cells: number): number {
  return Math.min(Math.max(Math.floor(position + NUDGE), 0), cells - 1);
}

/** Whether a point lies in the bounds; their edges are inside. */
export function isInside(
  { north, south, east, west }: NonNullable<PlacesPlan['bounds']>,
  lat: number,
  long: number,
): boolean {
  if (lat > north || lat < south) return false;
  return west <= east ? long >= west && long <= east : long >= west || long <= east;
}

/** What was counted in one cell, or in one country. */
export interface Cell {
  /** Position at the plan's zoom; -1 for a country. */
  x: number;
  y: number;
  /** Sums of millionths of a degree. */
  lat: number;
  long: number;
  /** As the events have it, when all here have the same; null otherwise. */
  country: string | null;
  city: string | null;
  total: number;
  counts: Map<number, number>;
}

/** One cell for each place, and bigger ones until there are few enough: cells of a zoom lie whole in those of the one before. */
function mergeCells(cells: readonly Cell[], zoom: number): { cells: Cell[]; zoom: number } {
  let current = joined(cells, 0);
  let at = zoom;
  while (at > 0 && current.length > MAX_PLACES) {
    at -= 1;
    current = joined(current, 1);
  }
  return { cells: current, zoom: at };
}

function joined(cells: readonly Cell[], shift: number): Cell[] {
  const merged = new Map<string | number, Cell>();
  for (const cell of cells) {
    const x = cell.x >> shift; // -1 stays -1
    const y = cell.y >> shift;
    const key = x < 0 ? cell.country! : y * cellsAt(MAX_ZOOM) + x;
    const other = merged.get(key);
    merged.set(key, other ? join(other, cell) : { ...cell, x, y, counts: new Map(cell.counts) });
  }
  return [...merged.values()];
}

function join(into: Cell, cell: Cell): Cell {
  into.lat += cell.lat;
  into.long += cell.long;
  into.total += cell.total;
  if (into.country !== cell.country) into.country = null;
  if (into.city !== cell.city) into.city = null;
  for (const [key, count] of cell.counts) into.counts.set(key, (into.counts.get(key) ?? 0) + count);
  return into;
}

/** The places of cells: most events first, then from north-west to south-east. */
export function placesOf(
  cells: readonly Cell[],
  zoom: number,
  columns: { keys: readonly string[]; columnOf(index: number): number },
): Pick<Places, 'places' | 'zoom'> {
  const merged = mergeCells(cells, zoom);
  const sorted = merged.cells.sort(
    (a, b) => b.total - a.total || a.y - b.y || a.x - b.x || compareText(a.country ?? '', b.country ?? ''),
  );
  const places = sorted.map((cell): PlaceCount => {
    const by = countsByKey();
    const amounts = new Float64Array(columns.keys.length + 1);
    for (const [index, count] of cell.counts) amounts[columns.columnOf(index)]! += count;
    amounts.forEach((count, column) => {
      if (count > 0) by[columns.keys[column] ?? OTHER_KEY] = count;
    });
    const isCountry = cell.x < 0;
    const country = cell.country === null ? null : countryCode(cell.country);
    return {
      lat: isCountry ? null : round(cell.lat / cell.total),
      long: isCountry ? null : round(cell.long / cell.total),
      ...(country !== null && { country }),
      ...(cell.city !== null && cell.city !== '' && { city: cell.city }),
      level: isCountry ? 'country' : 'point',
      total: cell.total,
      by,
    };
  });
  return { places, zoom: merged.zoom };
}

function round(microDegrees: number): number {
  return Math.round(microDegrees) / MICRO_DEGREES;
}
