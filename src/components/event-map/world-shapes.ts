import { COUNTRY_POINTS } from './world/country-points.js';
import { OUTLINES, WORLD_SIZE } from './world/outlines.js';
import { mercatorX, mercatorY } from './mercator.js';

/** A country without an outline is drawn as a dot of so many units of the world's square. */
const DOT = 3;

interface Shapes {
  /** All land, to be drawn in one go: next to each other, single outlines would show seams. */
  land: Path2D;
  countries: ReadonlyMap<string, Path2D>;
  /** Answers what a point lies in; never drawn on. */
  probe: CanvasRenderingContext2D;
}

let shapes: Shapes | undefined;

/** The outlines as paths, made once for all maps of a page. */
export function worldShapes(): Shapes {
  return (shapes ??= makeShapes());
}

function makeShapes(): Shapes {
  const land = new Path2D();
  const countries = new Map<string, Path2D>();
  for (const [code, [lat, long]] of Object.entries(COUNTRY_POINTS)) {
    const outline = OUTLINES[code];
    const path = outline === undefined ? dot(lat, long) : new Path2D(outline);
    countries.set(code, path);
    land.addPath(path);
  }
  return { land, countries, probe: document.createElement('canvas').getContext('2d')! };
}

function dot(lat: number, long: number): Path2D {
  const path = new Path2D();
  path.arc(mercatorX(long) * WORLD_SIZE, mercatorY(lat) * WORLD_SIZE, DOT, 0, 2 * Math.PI);
  return path;
}

/** The code of the country at a place in the world as a square from 0 to 1; null at sea. */
export function countryAt(x: number, y: number): string | null {
  const { countries, probe } = worldShapes();
  for (const [code, path] of countries) {
    if (probe.isPointInPath(path, x * WORLD_SIZE, y * WORLD_SIZE, 'evenodd')) return code;
  }
  return null;
}
