import { isObject, normalUuid } from 'event-elements/model';
import { readSearchTerms } from 'event-elements/query-lang';
import type { ExportJobs } from '../exports/export-jobs.js';
import type { ExportStore } from '../exports/export-store.js';
import type { NotificationStore } from '../notifications/notification-store.js';
import type { RetentionStore } from '../retention/retention-store.js';
import type { DeliveryStore } from '../rules/delivery-store.js';
import type { Deliveries } from '../rules/deliveries.js';
import type { RuleStore } from '../rules/rule-store.js';
import type { TransportStore } from '../rules/transport-store.js';
import type { Store } from '../store/store.js';
import { readText } from './body.js';
import { invalid, notFound } from './errors.js';

/** The parts of the server that level 2 of the API is about. */
export interface Manage {
  exports: ExportStore;
  exportJobs: ExportJobs;
  notifications: NotificationStore;
  rules: RuleStore;
  transports: TransportStore;
  outbox: DeliveryStore;
  deliveries: Deliveries;
  retention: RetentionStore;
}

/** What a route of level 2 is given. */
export interface ManageCall extends Manage {
  store: Store;
  /** The log that is asked about. It need not exist yet. */
  log: string;
  /** Base of the API as it was called: `/api/v3` or `/logs/okta/api/v3`. */
  base: string;
  request: Request;
  query: URLSearchParams;
  /** `{id}` of the path. */
  id: string;
  /** How the request proved that it may be made. */
  via: 'token' | 'session' | 'nothing';
}

export interface ManageRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  run: (call: ManageCall) => Promise<Response>;
}

const MAX_BODY_BYTES = 100_000;

/** The key in the path, as a UUID. @throws ApiError 404 when it is none */
export function keyOf({ id }: ManageCall): string {
  const key = normalUuid(id);
  if (key === null) throw notFound();
  return key;
}

/** The log, which is made if it is the first thing anybody says about it. */
export async function ensureLog({ store, log }: ManageCall): Promise<void> {
  await store.addLog({ name: log, title: log === 'events' ? 'Events' : log, demo: false });
}

/** Folded words of `search`. */
export function readWords(query: URLSearchParams): string[] {
  const search = query.get('search') ?? '';
  if (search.length > 1000) throw invalid('search', 'Ensure this field has no more than 1000 characters.');
  return readSearchTerms(search.replaceAll('\0', '')).map(({ text }) => text.toLowerCase());
}

/** `ordering`: one of these fields, with `-` for descending. @throws ApiError */
export function readOrder<T extends string>(
  query: URLSearchParams,
  fields: Record<T, string>,
  fallback: { field: T; descending: boolean },
): { field: T; descending: boolean } {
  const ordering = query.get('ordering');
  if (!ordering) return fallback;
  const field = ordering.replace(/^-/, '');
  if (!Object.hasOwn(fields, field))
    throw invalid('ordering', `This list cannot be sorted by that. Choose from ${Object.keys(fields).join(', ')}.`);
  return { field: field as T, descending: ordering.startsWith('-') };
}

/** A parameter that is one of some words. @throws ApiError */
export function readChoice<T extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly T[],
): T | undefined {
  const value = query.get(name) || undefined;
  const found = values.find(one => one === value);
  if (value !== undefined && found === undefined) throw invalid(name, `Choose from ${values.join(', ')}.`);
  return found;
}

/** The JSON object in the body. @throws ApiError */
export async function readObject(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request, MAX_BODY_BYTES);
  let json: unknown;
  try {
    json = text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw invalid('non_field_errors', 'The body is not JSON.');
  }
  if (!isObject(json)) throw invalid('non_field_errors', 'The body is not a JSON object.');
  return json;
}

/** Reads fields of a body, each with what is wrong with it in authentik's shape. A field that is not there is `undefined`. */
export class Fields {
  readonly #body: Record<string, unknown>;
  constructor(body: Record<string, unknown>) {
    this.#body = body;
  }

  text(name: string, { max = 1000, blank = true } = {}): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw invalid(name, 'Not a valid string.');
    if (!blank && value.trim() === '') throw invalid(name, 'This field may not be blank.');
    if (value.length > max) throw invalid(name, `Ensure this field has no more than ${max} characters.`);
    if (/[\0\ud800-\udfff]/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')))
      throw invalid(name, 'Null characters and halves of letters are not allowed.');
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.#value(name);
    if (value === undefined || typeof value === 'boolean') return value;
    throw invalid(name, 'Must be a valid boolean.');
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const found = values.find(one => one === value);
    if (found === undefined) throw invalid(name, `Choose from ${values.join(', ')}.`);
    return found;
  }

  keys(name: string, max = 50): string[] | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw invalid(name, 'Expected a list of items.');
    if (value.length > max) throw invalid(name, `Ensure this list has no more than ${max} items.`);
    return value.map((item: unknown) => {
      const key = normalUuid(item);
      if (key === null) throw invalid(name, 'Each item is a UUID.');
      return key;
    });
  }

  #value(name: string): unknown {
    return Object.hasOwn(this.#body, name) ? this.#body[name] : undefined;
  }
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });

export const gone = (): Response => new Response(null, { status: 204 });

export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
