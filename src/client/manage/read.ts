import { isObject } from '../../model/record.js';
import type { JsonObject, JsonValue } from '../../model/index.js';
import { bodyOf, expected, readPagination } from '../answers.js';
import { EventsError } from '../errors.js';
import type { Answer, Call } from '../transport.js';
import type { RequestOptions } from '../types.js';
import type { ManageListOptions, ManagePage } from './types.js';

/** What the parts below need of the client. */
export interface Api {
  send(call: Call): Promise<Answer>;
  /** An address the server gave, absolute; null when it is neither http nor https. */
  resolve(address: string): string | null;
  /** Fetches a file, with the API's own authentication only from the API's own origin. */
  open(url: string, signal: AbortSignal | undefined): Promise<Response>;
}

/** Whether the server is of level 3, as the reference server is, and therefore no authentik. */
export type IsOurs = () => Promise<boolean>;

/** Makes of an entry what the types promise, or says by throwing where it is none. */
export type ReadEntry<T> = (entry: Entry) => T;

/** An object of an answer. Values of another type than is asked for count as missing, for they are only shown. */
export class Entry {
  readonly json: JsonObject;
  readonly #answer: Answer;
  readonly #where: string;

  constructor(answer: Answer, json: unknown, where: string) {
    if (!isObject(json)) throw expected(answer, where || 'the body', 'an object', json);
    this.json = json as JsonObject;
    this.#answer = answer;
    this.#where = where;
  }

  /** What the entry is known by: without it nothing can be done with it. */
  key(name: string): string {
    const value = this.json[name];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    throw expected(this.#answer, this.#where ? `${this.#where}.${name}` : name, 'a key', value);
  }

  text(name: string): string {
    const value = this.json[name];
    return typeof value === 'string' ? value : '';
  }

  textOr<T>(name: string, otherwise: T): string | T {
    const value = this.json[name];
    return typeof value === 'string' ? value : otherwise;
  }

  flag(name: string): boolean {
    return this.json[name] === true;
  }

  number(name: string): number | null {
    const value = this.json[name];
    return typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : null;
  }

  texts(name: string): string[] {
    const value = this.json[name];
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
  }

  object(name: string): JsonObject | null {
    const value = this.json[name];
    return isObject(value) ? value : null;
  }

  oneOf<T extends string>(name: string, values: readonly T[], otherwise: T): T {
    return values.find(value => value === this.json[name]) ?? otherwise;
  }

  /** Whether the server says anything about it. */
  has(name: string): boolean {
    return Object.hasOwn(this.json, name) && this.json[name] !== undefined;
  }
}

export function readEntry<T>(answer: Answer, read: ReadEntry<T>): T {
  return read(new Entry(answer, bodyOf(answer), ''));
}

export function readManagePage<T>(answer: Answer, asked: ManageListOptions, read: ReadEntry<T>): ManagePage<T> {
  const json = bodyOf(answer);
  if (!isObject(json)) throw expected(answer, 'the body', 'an object', json);
  const results: JsonValue | undefined = json['results'];
  if (!Array.isArray(results)) throw expected(answer, 'results', 'an array', results);
  const { page = 1, pageSize } = asked;
  const pagination = readPagination(answer, json, { page, ...(pageSize && { pageSize }) }, results.length);
  return { pagination, results: results.map((entry, i) => read(new Entry(answer, entry, `results[${i}]`))) };
}

/** A list's parameters, and those of its own. */
export function listParams(options: ManageListOptions, own: Record<string, string | undefined> = {}): URLSearchParams {
  const { page = 1, pageSize, ordering, search } = options;
  const query = new URLSearchParams({ page: String(page) });
  if (pageSize !== undefined && pageSize >= 1) query.set('page_size', String(Math.trunc(pageSize)));
  for (const [name, value] of Object.entries({ ordering, search, ...own })) if (value) query.set(name, value);
  return query;
}

/** The path of one thing. An id that would lead elsewhere is refused. @throws EventsError */
export function onePath(list: string, id: string, further = ''): string {
  if (/^\.{0,2}$/.test(id))
    throw new EventsError({ kind: 'query', url: list, message: `${JSON.stringify(id)} is no key.` });
  return `${list}${encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\uFFFD'))}/${further}`;
}

export const signalOf = ({ signal }: RequestOptions) => ({ signal });
