/**
 * Writes src/components/event-map/world/outlines.ts, the countries of the world as paths in a Web Mercator square, cut where the
 * map ends, and country-points.ts, a point inside each: the outlines are loaded when a map is shown, the points are small.
 * With --check, only says whether the files are what the sources give.
 *
 * Source: Natural Earth (public domain), by way of world-atlas: outlines from its 1:110m scale, points from 1:50m, which
 * has the small countries too.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoCentroid, geoContains, geoMercator, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';

/** Side of the square, in units of the paths: fine enough for outlines whose points are a degree apart. */
const SIZE = 8192;

const folder = new URL('../src/components/event-map/world/', import.meta.url);
const require = createRequire(import.meta.url);

/** Countries as ISO 3166 has them: what Natural Earth draws apart, an address database gives the code of the whole. */
const CODES = { 'N. Cyprus': 'CY', Somaliland: 'SO', Kosovo: 'XK', 'Indian Ocean Ter.': null, 'Siachen Glacier': null };

/** Codes that an address database gives and world-atlas has no outline of: part of a larger country there, or too small. */
const POINTS = {
  BQ: [12.18, -68.26],
  BV: [-54.42, 3.36],
  CC: [-12.17, 96.83],
  CX: [-10.49, 105.63],
  GF: [3.93, -53.13],
  GI: [36.14, -5.35],
  GP: [16.25, -61.55],
  MQ: [14.64, -61.02],
  RE: [-21.13, 55.53],
  SJ: [78.2, 16.0],
  TK: [-9.2, -171.85],
  TV: [-8.52, 179.2],
  UM: [19.28, 166.65],
  YT: [-12.83, 45.17],
};

function countries(scale) {
  const topology = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`), 'utf8'));
  return feature(topology, topology.objects.countries)
    .features.map(country => ({ code: codeOf(country), country }))
    .filter(({ code }) => code !== null);
}

function codeOf({ id, properties }) {
  if (properties.name in CODES) return CODES[properties.name];
  // Numeric codes are aliases of the letters in every locale database.
  const code = id && new Intl.Locale(`und-${id}`).region;
  if (/^[A-Z]{2}$/.test(code)) return code;
  throw new Error(`world-atlas has a country without a code: ${properties.name} (${id})`);
}

// Resampling (curved edges) is off: outlines are drawn at a scale where it could not be seen.
const projection = geoMercator()
  .scale(SIZE / 2 / Math.PI)
  .translate([SIZE / 2, SIZE / 2])
  .precision(0)
  .clipExtent([
    [0, 0],
    [SIZE, SIZE],
  ]);

/** An outline in whole units, each point given by the step from the one before: half the text of absolute ones. */
function outline(country) {
  const rings = [];
  let ring = [];
  geoPath(projection, {
    beginPath() {},
    moveTo: (x, y) => (ring = [[Math.round(x), Math.round(y)]]),
    lineTo: (x, y) => ring.push([Math.round(x), Math.round(y)]),
    closePath: () => rings.push(ring),
  })(country);
  return rings.map(steps).join('');
}

function steps(ring) {
  const points = ring.filter(([x, y], i) => i === 0 || x !== ring[i - 1][0] || y !== ring[i - 1][1]);
  if (points.length > 1 && String(points[0]) === String(points.at(-1))) points.pop();
  if (points.length < 3) return '';
  const moves = points.slice(1).map(([x, y], i) => [x - points[i][0], y - points[i][1]]);
  return `M${points[0].join(' ')}l${moves.map(move => move.join(' ')).join(' ')}z`.replaceAll(' -', '-');
}

/** A point well inside the largest part of a country: its middle, or where that lies outside, the nearest of a grid. */
function pointOf(country) {
  const parts = country.geometry.type === 'Polygon' ? [country.geometry.coordinates] : country.geometry.coordinates;
  const polygons = parts.map(coordinates => ({ type: 'Polygon', coordinates }));
  const largest = polygons.reduce((best, polygon) => (geoArea(polygon) > geoArea(best) ? polygon : best));
  const [long, lat] = geoCentroid(largest);
  // An atoll may have its middle in its lagoon, and no land that a grid would meet: the middle does there.
  const [x, y] = (!geoContains(largest, [long, lat]) && nearestInside(largest, long, lat)) || [long, lat];
  return [Number(y.toFixed(1)), Number(x.toFixed(1))];
}

function nearestInside(polygon, long, lat) {
  for (let radius = 0.5; radius < 20; radius += 0.5) {
    for (let turn = 0; turn < 24; turn += 1) {
      const angle = (turn / 24) * 2 * Math.PI;
      const at = [long + radius * Math.cos(angle), lat + radius * Math.sin(angle)];
      if (geoContains(polygon, at)) return at;
    }
  }
  return null;
}

function world() {
  const outlines = new Map();
  for (const { code, country } of countries('110m')) {
    outlines.set(code, (outlines.get(code) ?? '') + outline(country));
  }
  const points = new Map(Object.entries(POINTS));
  const area = new Map();
  for (const { code, country } of countries('50m')) {
    // A code may come in several pieces; the largest has the point.
    const size = geoArea(country);
    if (size > (area.get(code) ?? 0)) {
      area.set(code, size);
      points.set(code, pointOf(country));
    }
  }
  const sorted = map => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { outlines: sorted(outlines), points: sorted(points) };
}

const { outlines, points } = world();
const table = entries =>
  `{\n${Object.entries(entries)
    .map(([code, value]) => `  ${code}: ${value},`)
    .join('\n')}\n}`;
const quoted = Object.fromEntries(Object.entries(outlines).map(([code, path]) => [code, `'${path}'`]));
const pairs = Object.fromEntries(Object.entries(points).map(([code, at]) => [code, `[${at.join(', ')}]`]));
const notice =
  '// Generated by scripts/world.mjs from Natural Earth (public domain), by way of world-atlas. Do not edit.';
const files = {
  'outlines.ts': `${notice}

/** Side of the Web Mercator square that the outlines are in: x from 180° west, y from 85.05° north. */
export const WORLD_SIZE = ${SIZE};

/** Outlines as SVG paths, by ISO 3166-1 alpha-2 code (XK for Kosovo). Countries too small to draw at this scale have none. */
export const OUTLINES: Readonly<Record<string, string>> = ${table(quoted)};
`,
  'country-points.ts': `${notice}

/** A point inside each country, as latitude and longitude in degrees. */
export const COUNTRY_POINTS: Readonly<Record<string, readonly [lat: number, long: number]>> = ${table(pairs)};
`,
};

for (const [name, text] of Object.entries(files)) {
  const file = new URL(name, folder);
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`src/components/event-map/world/${name} is out of date: run node scripts/world.mjs`);
    process.exitCode = 1;
  }
}
