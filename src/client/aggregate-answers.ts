import { isObject } from '../model/record.js';
import { isoMs } from '../model/time.js';
import type {
  Coverage,
  Facet,
  Facets,
  Histogram,
  HistogramBucket,
  JsonScalar,
  PlaceCount,
  Places,
} from '../model/index.js';
import { bodyOf, expected, readCount, readList } from './answers.js';
import type { Answer } from './transport.js';
import type { Capabilities, Suggestion } from './types.js';

// What a server of level 3 answers. What is counted has to be of the stated shape, for a chart of half an answer would be
// wrong and look right.

type Json = Record<string, unknown>;

function object(answer: Answer, value: unknown, where: string): Json {
  if (!isObject(value)) throw expected(answer, where, 'an object', value);
  return value;
}

function array(answer: Answer, value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw expected(answer, where, 'an array', value);
  return value as unknown[];
}

function text(answer: Answer, value: unknown, where: string): string {
  if (typeof value !== 'string') throw expected(answer, where, 'a text', value);
  return value;
}

function count(answer: Answer, value: unknown, where: string): number {
  const number = readCount(value);
  if (number === undefined) throw expected(answer, where, 'a whole number from 0', value);
  return number;
}

function time(answer: Answer, value: unknown, where: string): string {
  if (typeof value !== 'string' || Number.isNaN(isoMs(value))) throw expected(answer, where, 'a time', value);
  return value;
}

function texts(answer: Answer, value: unknown, where: string): string[] {
  return array(answer, value, where).map((entry, i) => text(answer, entry, `${where}[${i}]`));
}

function counts(answer: Answer, value: unknown, where: string): Record<string, number> {
  const by = Object.create(null) as Record<string, number>;
  for (const [key, entry] of Object.entries(object(answer, value, where)))
    by[key] = count(answer, entry, `${where}.${key}`);
  return by;
}

function coverage(answer: Answer, json: Json): Coverage {
  return {
    covered: count(answer, json['covered'], 'covered'),
    total: count(answer, json['total'], 'total'),
    exact: json['exact'] === true,
  };
}

export function readHistogram(answer: Answer): Histogram {
  const json = object(answer, bodyOf(answer), 'the body');
  const range = object(answer, json['range'], 'range');
  const end = (name: string) => (range[name] === null ? null : time(answer, range[name], `range.${name}`));
  const buckets = array(answer, json['buckets'], 'buckets').map((entry, i): HistogramBucket => {
    const where = `buckets[${i}]`;
    const bucket = object(answer, entry, where);
    return {
      start: time(answer, bucket['start'], `${where}.start`),
      end: time(answer, bucket['end'], `${where}.end`),
      total: count(answer, bucket['total'], `${where}.total`),
      by: counts(answer, bucket['by'], `${where}.by`),
    };
  });
  return {
    buckets,
    interval: text(answer, json['interval'], 'interval'),
    range: { from: end('from'), to: end('to') },
    keys: texts(answer, json['keys'], 'keys'),
    other: json['other'] === true,
    undated: count(answer, json['undated'], 'undated'),
    ...coverage(answer, json),
  };
}

export function readPlaces(answer: Answer): Places {
  const json = object(answer, bodyOf(answer), 'the body');
  const nowhere = object(answer, json['nowhere'], 'nowhere');
  const places = array(answer, json['places'], 'places').map((entry, i): PlaceCount => {
    const where = `places[${i}]`;
    const place = object(answer, entry, where);
    const { country, city, lat, long } = place;
    const level = place['level'] === 'country' ? 'country' : 'point';
    const degrees = (value: unknown, limit: number, name: string): number | null => {
      if (level === 'country') return null;
      if (typeof value !== 'number' || Math.abs(value) > limit)
        throw expected(answer, `${where}.${name}`, 'degrees', value);
      return value;
    };
    return {
      lat: degrees(lat, 90, 'lat'),
      long: degrees(long, 180, 'long'),
      ...(typeof country === 'string' && { country }),
      ...(typeof city === 'string' && { city }),
      level,
      total: count(answer, place['total'], `${where}.total`),
      by: counts(answer, place['by'], `${where}.by`),
    };
  });
  return {
    places,
    keys: texts(answer, json['keys'], 'keys'),
    other: json['other'] === true,
    zoom: count(answer, json['zoom'], 'zoom'),
    nowhere: {
      missing: count(answer, nowhere['missing'], 'nowhere.missing'),
      invalid: count(answer, nowhere['invalid'], 'nowhere.invalid'),
      private: count(answer, nowhere['private'], 'nowhere.private'),
    },
    outside: count(answer, json['outside'], 'outside'),
    ...coverage(answer, json),
  };
}

export function readFacets(answer: Answer, fields: readonly string[]): Facets {
  const json = object(answer, bodyOf(answer), 'the body');
  const given = object(answer, json['fields'], 'fields');
  const read = Object.create(null) as Record<string, Facet>;
  for (const field of fields) {
    const where = `fields.${field}`;
    const facet = object(answer, Object.hasOwn(given, field) ? given[field] : undefined, where);
    read[field] = {
      values: array(answer, facet['values'], `${where}.values`).map((entry, i) => {
        const value = object(answer, entry, `${where}.values[${i}]`);
        return {
          value: scalar(answer, value['value'], `${where}.values[${i}].value`),
          count: count(answer, value['count'], `${where}.values[${i}].count`),
        };
      }),
      other: count(answer, facet['other'], `${where}.other`),
      missing: count(answer, facet['missing'], `${where}.missing`),
      objects: count(answer, facet['objects'], `${where}.objects`),
      distinct: count(answer, facet['distinct'], `${where}.distinct`),
    };
  }
  return { fields: read, ...coverage(answer, json) };
}

function scalar(answer: Answer, value: unknown, where: string): JsonScalar {
  if (value === undefined || (typeof value === 'object' && value !== null))
    throw expected(answer, where, 'a single value', value);
  return value as JsonScalar;
}

export function readSuggestions(answer: Answer): Suggestion[] {
  return readList(answer).map((entry, i) => {
    const suggestion = object(answer, entry, `[${i}]`);
    const events = readCount(suggestion['count']);
    return {
      value: scalar(answer, suggestion['value'], `[${i}].value`),
      ...(events !== undefined && { count: events }),
    };
  });
}

/** What a server says it can; `null` for an answer that is about something else. */
export function readCapabilities(answer: Answer): Capabilities | null {
  const { json } = answer;
  if (!isObject(json)) return null;
  const { level } = json;
  if (level !== 1 && level !== 2 && level !== 3) return null;
  const has = (name: string) => json[name] === true;
  return {
    level,
    aggregates: has('aggregates'),
    range: has('range'),
    suggestions: has('suggestions'),
    exports: has('exports'),
    notifications: has('notifications'),
    rules: has('rules'),
    retention: has('retention'),
  };
}
