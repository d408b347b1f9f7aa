/** Any value JSON can hold. Integers a double cannot hold exactly are `bigint` (see {@link parseJson}). */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | JsonObject;

/** A JSON object. Every key is an own property, `__proto__` included. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/**
 * Who did it, in authentik's shape. Under impersonation the outer user is the real one and `on_behalf_of` the one acted
 * for; in a flow with a pending user the outer user is the pending one and `authenticated_as` the owner of the session.
 */
export interface EventUser {
  pk?: number | bigint | string;
  username?: string;
  email?: string;
  is_anonymous?: boolean;
  on_behalf_of?: EventUser;
  authenticated_as?: EventUser;
}

/**
 * One event, exactly as authentik's events API gives it.
 *
 * These types are hopes. A record comes from a network, a file or a host's own code, and at run time any value may be
 * anything: missing, null, of another type, of any size. Read it through `getPath` and the readers of `facts.ts`.
 */
export interface EventRecord {
  /** UUID with dashes. Queries call it `event_uuid`. */
  pk: string;
  /** What happened, as the source spells it: `login`, `model_updated`, `custom_backup`, `DeleteBucket`. */
  action: string;
  /** The part of the system that wrote the event. */
  app: string;
  /** ISO 8601, UTC, up to microseconds. */
  created: string;
  user?: EventUser;
  /** IPv4 or IPv6. `255.255.255.255` is authentik's way to say "could not be told". */
  client_ip?: string | null;
  context?: JsonObject;
  /** ISO 8601, UTC: when the event may be deleted. */
  expires?: string;
  brand?: JsonObject;
}

/** An object that is neither null nor an array. Its keys are still anything. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
