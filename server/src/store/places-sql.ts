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
  placesOf,
  planPlaces,
  PRIVATE_ADDRESS,
  type Cell,
  type Places,
  type PlacesOptions,
} from 'event-elements/model';
import { keySql } from './field-sql.js';
import { where } from './filter-sql.js';
import { Params, type SqlDatabase, type SqlRow } from './sql.js';
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
  db: SqlDatabase,
  log: string,
  filter: EventFilter,
  options: PlacesOptions,
): Promise<Places> {
  const plan = planPlaces(options);
  const params = new Params();
  const { conditions } = where(log, filter, params);
  const key = keySql(options.by ?? BY_GROUP, params);
  const cells = `${params.add(cellsAt(plan.zoom))}::float8`;
  const cell = (position: string) =>
    `least(greatest(floor(${position} * ${cells} + ${NUDGE}::float8), 0), ${cells} - 1)`;
  const text = (name: string) =>
    `case jsonb_typeof(geo -> '${name}') when 'string' then nullif(geo ->> '${name}', '') end`;
  const degrees = (name: string, limit: number) =>
    `case when jsonb_typeof(geo -> '${name}') = 'number' then
       case when (geo ->> '${name}')::numeric between -${limit} and ${limit} then (geo ->> '${name}')::float8 end end`;
  const micro = (name: string) => `sum(floor(${name} * ${MICRO_DEGREES}::float8 + 0.5::float8)::bigint)`;
  const sql = `with matching as (
      select context -> 'geo' as geo, client_ip, ${key} as key from events where ${conditions}
    ), read as (
      select key, ${text('country')} as country, ${plan.byCountry ? 'null' : text('city')} as city,
             ${degrees('lat', 90)} as lat, ${degrees('long', 180)} as long,
             coalesce(geo ->> 'lat', '') <> '' or coalesce(geo ->> 'long', '') <> '' as given,
             length(client_ip) <= 45 and client_ip ~* ${params.add(PRIVATE_ADDRESS)} as private
        from matching
    ), placed as (
      select key, country, city, lat is not null and long is not null as point, given, coalesce(private, false) as private,
             case when lat is not null and long is not null then lat end as lat,
             case when lat is not null and long is not null then long end as long
        from read
    )
    select country, city, point, key, point and not ${insideSql(plan.bounds, params)} as outside,
           not point and country is null and given as given, not point and country is null and not given and private as private,
           ${cell('(long / 360 + 0.5)')} as x,
           ${cell(`(0.5 - ln(tan(pi() / 4 + (least(greatest(lat, -${MAX_LATITUDE}::float8), ${MAX_LATITUDE}::float8) * pi()) / 360)) / (2 * pi()))`)} as y,
           count(*) as events, ${micro('lat')} as lat, ${micro('long')} as long
      from placed group by 1, 2, 3, 4, 5, 6, 7, 8, 9 limit ${MAX_ROWS + 1}`;
  const [rows = []] = await db.read([{ sql, params: params.values }]);
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
    const country = row.country as string | null;
    if (country !== null && !codes.has(country)) codes.set(country, countryCode(country));
    const code = country === null ? null : codes.get(country)!;
    const isCountry = code !== null && (byCountry || !row.point);
    if (!isCountry && !row.point) {
      nowhere[country !== null || row.given ? 'invalid' : row.private ? 'private' : 'missing'] += events;
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
      city: row.city as string | null,
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
