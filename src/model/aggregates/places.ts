import { countryCode } from '../countries.js';
import { getPath } from '../path.js';
import { finish, STRETCH, type Steps } from '../steps.js';
import { cellOf, cellsAt, isInside, MICRO_DEGREES, placesOf, planPlaces, type Cell } from './grid.js';
import { isPrivateAddress } from './private-address.js';
import { BY_GROUP, type Places, type PlacesOptions } from './types.js';
import { chooseKeys, keyReader, KeyIndex, type EventSource } from './values.js';

const ADDRESS = ['client_ip'];

/**
 * Counts events by where they came from (`context.geo`), split by a field: points gathered in a grid of the web-mercator world,
 * and countries where only that is known. One pass over the events; whatever they hold, it never throws for them.
 *
 * @throws AggregateError for options that cannot be
 */
export function places(events: EventSource, options: PlacesOptions = {}): Places {
  return finish(placesSteps(events, options));
}

/** The same, in steps. */
export function* placesSteps(events: EventSource, options: PlacesOptions = {}): Steps<Places> {
  const plan = planPlaces(options);
  const read = keyReader(options.by ?? BY_GROUP);
  const index = new KeyIndex();
  const keyCounts: number[] = [];
  const cells = new Map<number | string, Cell>();
  const width = cellsAt(plan.zoom);
  const codes = new Map<string, string | null>();
  const nowhere = { missing: 0, invalid: 0, private: 0 };
  let outside = 0;
  const total = events.length;

  /** The code of a country as an event has it; names are looked up once. */
  const codeOf = (country: string): string | null => {
    let code = codes.get(country);
    if (code === undefined) {
      code = countryCode(country);
      if (codes.size < 10_000) codes.set(country, code);
    }
    return code;
  };

  const found: Found = { country: null, city: null, lat: undefined, long: undefined };
  for (let i = 0; i < total; i += 1) {
    if (i % STRETCH === STRETCH - 1) yield;
    const event = events.at(i);
    readPlace(event, found);
    const { country, lat, long } = found;
    const code = country === null ? null : codeOf(country);
    const isPoint = isDegrees(lat, 90) && isDegrees(long, 180);
    let key: number | string;
    if (code !== null && (plan.byCountry || !isPoint)) key = code;
    else if (isPoint) {
      if (plan.bounds && !isInside(plan.bounds, lat, long)) {
        outside += 1;
        continue;
      }
      const { x, y } = cellOf(lat, long, width);
      key = y * width + x;
    } else {
      if (country !== null || isGiven(lat) || isGiven(long)) nowhere.invalid += 1;
      else if (isPrivateAddress(getPath(event, ADDRESS))) nowhere.private += 1;
      else nowhere.missing += 1;
      continue;
    }

    const isCountry = typeof key === 'string';
    const city = plan.byCountry ? null : found.city;
    let cell = cells.get(key);
    if (!cell) {
      const position = isCountry
        ? { x: -1, y: -1 }
        : { x: (key as number) % width, y: Math.floor((key as number) / width) };
      cell = { ...position, lat: 0, long: 0, country: code, city, total: 0, counts: new Map() };
      cells.set(key, cell);
    } else {
      if (cell.country !== code) cell.country = null;
      if (cell.city !== city) cell.city = null;
    }
    if (!isCountry) {
      cell.lat += microDegrees(lat as number);
      cell.long += microDegrees(long as number);
    }
    const value = index.of(read(event));
    cell.total += 1;
    cell.counts.set(value, (cell.counts.get(value) ?? 0) + 1);
    keyCounts[value] = (keyCounts[value] ?? 0) + 1;
  }
  const counts = index.texts.map((_, i) => keyCounts[i] ?? 0);
  const { keys, other, columns } = chooseKeys(index, counts, plan.top);
  return {
    ...placesOf([...cells.values()], plan.zoom, { keys, columnOf: i => columns[i]! }),
    keys,
    other,
    nowhere,
    outside,
    covered: total,
    total,
    exact: true,
  };
}

/** What an event says of its place; texts that are empty, or none, are null. */
interface Found {
  country: string | null;
  city: string | null;
  lat: unknown;
  long: unknown;
}

/** Reads into the same object each time, and by names that are written out: both matter when it is done a million times. */
function readPlace(event: unknown, into: Found): void {
  try {
    const geo = (event as Partial<Record<string, { geo?: Partial<Record<string, unknown>> }>> | null)?.['context']?.geo;
    into.country = textOf(geo?.['country']);
    into.city = textOf(geo?.['city']);
    into.lat = geo?.['lat'];
    into.long = geo?.['long'];
  } catch {
    // A getter of the host's own that throws.
    into.country = into.city = null;
    into.lat = into.long = undefined;
  }
}

/** The same arithmetic as in SQL, so that sums agree to the last digit. */
export function microDegrees(degrees: number): number {
  return Math.floor(degrees * MICRO_DEGREES + 0.5);
}

function isDegrees(value: unknown, limit: number): value is number {
  return typeof value === 'number' && value >= -limit && value <= limit;
}

/** Whether somebody meant to say something: neither nothing, nor null, nor an empty text. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
