import { getPath, ownValue } from './path.js';
import { isObject } from './record.js';
import { capText, scalarText } from './text.js';
import { isoMs } from './time.js';

// Readers of the facts that views show and servers filter by. Each takes anything for a record, never throws, and gives
// null when there is nothing usable. Texts are on one line and cut to 200 code points: they are for reading; what is
// compared or copied is read from the record itself.

/** Who did it. */
export interface Actor {
  /** User name, else e-mail address, else id. */
  name: string;
  pk?: string;
  email?: string;
  /** Nobody was signed in: authentik's `AnonymousUser`. */
  anonymous?: true;
  /** Impersonation: the user acted for. */
  onBehalfOf?: string;
  /** The owner of the session, where a flow ran for another, pending user. */
  authenticatedAs?: string;
}

/** Where it came from; `country` as the event has it, `countryCode` when that is an ISO 3166 code of two letters. */
export interface Place {
  city?: string;
  country?: string;
  countryCode?: string;
  continent?: string;
  /** Degrees, both or neither, within ±90 and ±180. */
  lat?: number;
  long?: number;
}

/** What it was done to. */
export interface EventObject {
  name?: string;
  /** Kind of object, as the source spells it: `oauth2provider`, `AWS::S3::Bucket`. */
  type?: string;
  app?: string;
  pk?: string;
}

/** The request that caused it. */
export interface EventRequest {
  method?: string;
  path?: string;
  id?: string;
  userAgent?: string;
}

/** authentik writes this when the address could not be told. */
const NO_ADDRESS = '255.255.255.255';

/** Where authentik names the object an event is about, the most telling first. Profiles write `model`. */
const OBJECT_KEYS = ['model', 'authorized_application', 'secret', 'device', 'invitation', 'export'];

/** Text of one field, ready to be read, or undefined. */
export function textAt(value: unknown, path: string | readonly string[]): string | undefined {
  const text = scalarText(getPath(value, path));
  return text === undefined ? undefined : capText(text);
}

export function actorOf(record: unknown): Actor | null {
  const user = getPath(record, 'user');
  const name = userName(user);
  if (name === undefined) return null;
  return compact<Actor>({
    name,
    pk: textAt(user, 'pk'),
    email: textAt(user, 'email'),
    anonymous: getPath(user, 'is_anonymous') === true || name === 'AnonymousUser' ? true : undefined,
    onBehalfOf: userName(getPath(user, 'on_behalf_of')),
    authenticatedAs: userName(getPath(user, 'authenticated_as')),
  });
}

function userName(user: unknown): string | undefined {
  return textAt(user, 'username') ?? textAt(user, 'email') ?? textAt(user, 'pk');
}

/** The client's address as the event has it. */
export function addressOf(record: unknown): string | null {
  const address = textAt(record, 'client_ip');
  return address === undefined || address === NO_ADDRESS ? null : address;
}

export function placeOf(record: unknown): Place | null {
  const geo = getPath(record, 'context.geo');
  const country = textAt(geo, 'country');
  const lat = degrees(getPath(geo, 'lat'), 90);
  const long = degrees(getPath(geo, 'long'), 180);
  const located = lat !== undefined && long !== undefined;
  const place = compact<Place>({
    city: textAt(geo, 'city'),
    country,
    countryCode: country !== undefined && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : undefined,
    continent: textAt(geo, 'continent'),
    lat: located ? lat : undefined,
    long: located ? long : undefined,
  });
  return Object.keys(place).length > 0 ? place : null;
}

function degrees(value: unknown, limit: number): number | undefined {
  return typeof value === 'number' && Math.abs(value) <= limit ? value : undefined;
}

export function objectOf(record: unknown): EventObject | null {
  const path = objectPath(record);
  return path && readObject(getPath(record, path));
}

/** Where in the event its object stands: `['context', 'model']`. */
export function objectPath(record: unknown): readonly string[] | null {
  const context = getPath(record, 'context');
  if (!isObject(context)) return null;
  const key = OBJECT_KEYS.find(name => readObject(ownValue(context, name)));
  return key === undefined ? null : ['context', key];
}

/** An object in authentik's form `{pk, app, name, model_name}`. */
export function readObject(value: unknown): EventObject | null {
  const object = compact<EventObject>({
    name: textAt(value, 'name'),
    type: textAt(value, 'model_name'),
    app: textAt(value, 'app'),
    pk: textAt(value, 'pk'),
  });
  return Object.keys(object).length > 0 ? object : null;
}

export function requestOf(record: unknown): EventRequest | null {
  const http = getPath(record, 'context.http_request');
  const request = compact<EventRequest>({
    method: textAt(http, 'method'),
    path: textAt(http, 'path'),
    id: textAt(http, 'request_id'),
    userAgent: textAt(http, 'user_agent'),
  });
  return Object.keys(request).length > 0 ? request : null;
}

/** When it happened, in milliseconds since 1970, or `NaN`. */
export function createdMs(record: unknown): number {
  return isoMs(getPath(record, 'created'));
}

/** Leaves out what is undefined. */
function compact<T extends object>(object: T): T {
  for (const key of Object.keys(object) as (keyof T)[]) if (object[key] === undefined) delete object[key];
  return object;
}
