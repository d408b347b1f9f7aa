import {
  AggregateError,
  BY_GROUP,
  cellsAt,
  chooseKeys,
  countryCode,
  KeyIndex,
  MAX_LATITUDE,
  MICRO_DEGREES,
  NUDGE,
  parseJson,
  placesOf,
  planPlaces,
  type Cell,
  type Places,
  type PlacesOptions,
} from 'event-elements/model';
import type { CountCache } from './count-cache.js';
import { countedBy } from './digest-sql.js';
import { Params, type SqlRow } from './sql.js';
import type { EventFilter } from './store.js';

/** Rows that are read at most: cells by country, city and value. */
const MAX_ROWS = 200_000;

/**
 * The model's `places`, counted by the database: events of one cell, country, city and value come as one row; which of these
 * make a place is then told by the very code that tells it in memory.
 *
 * @throws AggregateError for options that cannot be
 */
export async function placesIn(
  counts: CountCache,
  log: string,
  filter: EventFilter,
  options: PlacesOptions,
): Promise<Places> {
  const plan = planPlaces(options);
  const params = new Params();
  const by = countedBy(log, filter, options.by ?? BY_GROUP, params);
  const cells = `${params.add(cellsAt(plan.zoom))}::float8`;
  const cell = (position: string) =>
    `least(greatest(floor(${position} * ${cells} + ${NUDGE}::float8), 0), ${cells} - 1)`;
  const micro = (name: string) => `sum(floor(${name} * ${MICRO_DEGREES}::float8 + 0.5::float8)::bigint * events)`;
  const columns = by.columns.map((column, i) => `, ${column} as k${i}`).join('');
  // Addresses have few positions: which cell one lies in is computed once for each, not for each event.
  const sql = `with found as (
      select country, ${plan.byCountry ? 'null::text' : 'city'} as city, lat, long, nowhere${columns}, count(*) as events
        from ${by.from} group by ${Array.from({ length: 5 + by.columns.length }, (_, i) => i + 1).join(', ')}
    )
    select country, city, lat is not null as point, ${by.key} as key, not ${insideSql(plan.bounds, params)} as outside, nowhere,
           ${cell('(long / 360 + 0.5)')} as x,
           ${cell(`(0.5 - ln(tan(pi() / 4 + (least(greatest(lat, -${MAX_LATITUDE}::float8), ${MAX_LATITUDE}::float8) * pi()) / 360)) / (2 * pi()))`)} as y,
           sum(events) as events, ${micro('lat')} as lat, ${micro('long')} as long
      from found ${by.join} group by 1, 2, 3, 4, 5, 6, 7, 8 limit ${MAX_ROWS + 1}`;
  const [rows = []] = await counts.read(log, [{ sql, params: params.values }]);
  if (rows.length > MAX_ROWS)
    throw new AggregateError('by', 'That splits the places by too many different values; choose another field.');
  return gather(rows, plan.byCountry, plan.zoom, plan.top);
}

/** Whether a point lies in the bounds; null never. */
function insideSql(bounds: PlacesOptions['bounds'], params: Params): string {
  if (!bounds) return 'true';
  const degrees = (value: number) => `${params.add(value)}::float8`;
  const { north, south, east, west } = bounds;
  const across = west <= east ? 'and' : 'or';
  return `(lat <= ${degrees(north)} and lat >= ${degrees(south)} and (long >= ${degrees(west)} ${across} long <= ${degrees(east)}))`;
}

function gather(rows: readonly SqlRow[], byCountry: boolean, zoom: number, top: number): Places {
  const nowhere = { missing: 0, invalid: 0, private: 0 };
  const cells: Cell[] = [];
  const index = new KeyIndex();
  const counts: number[] = [];
  const codes = new Map<string, string | null>();
  let outside = 0;
  let total = 0;
  for (const row of rows) {
    const events = Number(row.events);
    total += events;
    const country = textOf(row.country);
    if (country !== null && !codes.has(country)) codes.set(country, countryCode(country));
    const code = country === null ? null : codes.get(country)!;
    const isCountry = code !== null && (byCountry || !row.point);
    if (!isCountry && !row.point) {
      nowhere[country !== null || row.nowhere === 1 ? 'invalid' : row.nowhere === 2 ? 'private' : 'missing'] += events;
      continue;
    }
    if (!isCountry && row.outside) {
      outside += events;
      continue;
    }
    const key = index.of(row.key);
    counts[key] = (counts[key] ?? 0) + events;
    cells.push({
      x: isCountry ? -1 : Number(row.x),
      y: isCountry ? -1 : Number(row.y),
      lat: isCountry ? 0 : Number(row.lat),
      long: isCountry ? 0 : Number(row.long),
      country: code,
      city: textOf(row.city),
      total: events,
      counts: new Map([[key, events]]),
    });
  }
  const { keys, other, columns } = chooseKeys(
    index,
    index.texts.map((_, i) => counts[i] ?? 0),
    top,
  );
  const places = placesOf(cells, zoom, { keys, columnOf: i => columns[i]! });
  return { ...places, keys, other, nowhere, outside, covered: total, total, exact: true };
}

/** A value of JSON text, when it is a text and not empty. */
function textOf(json: unknown): string | null {
  return typeof json === 'string' && json.startsWith('"') && json !== '""' ? (parseJson(json) as string) : null;
}
