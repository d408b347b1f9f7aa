import { cellOf, cellsAt, MAX_LATITUDE } from '../../model/aggregates/grid.js';

/*
 * The world as a square from 0 to 1: x from 180° west, y from the north end. Web Mercator, as every web map and the grid of
 * `client.places()` have it.
 */

/** Side of the world at zoom 0, in CSS pixels. */
export const WORLD_PX = 256;

export function mercatorX(long: number): number {
  return long / 360 + 0.5;
}

export function mercatorY(lat: number): number {
  const sin = Math.sin((Math.min(MAX_LATITUDE, Math.max(-MAX_LATITUDE, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

export function longitudeOf(x: number): number {
  return (x - 0.5) * 360;
}

export function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
}

/** In degrees; all of it is west to east, never across the antimeridian. */
export interface Area {
  north: number;
  south: number;
  west: number;
  east: number;
}

/** One more than the finest coordinates have, so that no event lies on a line. */
const DECIMALS = 7;
const round = (degrees: number): number => Number(degrees.toFixed(DECIMALS));

/**
 * The square of the grid of `client.places()` that a point lies in. Its north and west edges are in it, the others are not;
 * the outermost ones reach to the poles and to 180°, for what is there is counted in them.
 */
export function cellArea(lat: number, long: number, zoom: number): Area {
  const cells = cellsAt(zoom);
  const { x, y } = cellOf(lat, long, cells);
  return {
    north: y === 0 ? 90 : round(latitudeOf(y / cells)),
    south: y === cells - 1 ? -90 : round(latitudeOf((y + 1) / cells)),
    west: round(longitudeOf(x / cells)),
    east: round(longitudeOf((x + 1) / cells)),
  };
}
