import type { FacetsOptions, HistogramOptions, PlacesOptions } from '../model/index.js';

type Entries = [name: string, value: string][];

function entries(values: Record<string, string | number | undefined>): Entries {
  return Object.entries(values).flatMap(([name, value]): Entries =>
    value === undefined ? [] : [[name, String(value)]],
  );
}

/** The options of a histogram as parameters of the API, but for the range, which is that of the view. */
export function histogramParams({ interval, buckets, timeZone, by, top }: HistogramOptions): Entries {
  return entries({ interval, buckets, time_zone: timeZone, by, top });
}

export function placesParams({ zoom, level, by, top, bounds }: PlacesOptions): Entries {
  const box = bounds && [bounds.north, bounds.south, bounds.east, bounds.west].map(degrees).join(',');
  return entries({ zoom, level, by, top, bounds: box });
}

/** Plain digits: no exponent, and no more of them than a map can tell apart. */
function degrees(value: number): string {
  return value.toFixed(6);
}

export function facetsParams(fields: readonly string[], { top }: FacetsOptions): Entries {
  return [...fields.map((field): Entries[number] => ['field', field]), ...entries({ top })];
}
