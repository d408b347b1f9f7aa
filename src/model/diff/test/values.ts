import type { JsonObject, JsonValue } from '../../record.js';

/*
 * Values for tests and benchmarks: the same every time.
 */

/** Numbers from 0 to below 1, the same for a seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An event-like object of some 1 KB. */
export function thing(i: number): JsonObject {
  return {
    id: i,
    name: `Application ${i}`,
    slug: `application-${i}`,
    enabled: i % 3 !== 0,
    owner: { pk: i % 17, username: `user${i % 17}`, email: `user${i % 17}@example.test` },
    policies: ['read', 'write', `special-${i % 5}`],
    settings: {
      redirects: [`https://app${i}.example.test/callback`, `https://app${i}.example.test/silent`],
      validity: { access: 'minutes=10', refresh: 'days=30', code: 'minutes=1' },
      limits: { requests: 1_000 + i, burst: 50, window: 60.5 },
    },
    description: `The ${i}th application of the catalogue, with a text that is long enough to be one. `.repeat(6),
  };
}

export interface Case {
  name: string;
  before: JsonValue;
  after: JsonValue;
  /** The fewest changes there can be. */
  minimum: number;
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The cases whose counts are promised to be minimal. */
export function referenceCases(): Case[] {
  return [plainObject(), nested(), headOfObjects(), headOfStrings(), moveAndEdit(), twoEvents()];
}

function plainObject(): Case {
  const before: JsonObject = {};
  for (let i = 0; i < 100; i += 1) before[`field_${i}`] = i % 3 === 0 ? `value ${i}` : i % 3 === 1 ? i : i % 2 === 0;
  const after: JsonObject = { ...before, field_3: 'another', field_50: -1, field_97: 'x', added: true };
  delete after['field_10'];
  return { name: 'plain object', before, after, minimum: 5 };
}

/** 1 MB, in which one object in a hundred has another value of one field. */
function nested(): Case {
  const groups: JsonObject = {};
  for (let g = 0; g < 10; g += 1) groups[`group_${g}`] = { title: `Group ${g}`, members: list(100, g * 100) };
  const before: JsonObject = { version: 1, groups };
  const after = copy(before);
  let minimum = 0;
  for (let g = 0; g < 10; g += 1) {
    const members = (after['groups'] as Record<string, { members: JsonObject[] }>)[`group_${g}`]!.members;
    (members[(g * 37) % 100]!['settings'] as JsonObject)['validity'] = {
      access: 'hours=1',
      refresh: 'days=30',
      code: 'minutes=1',
    };
    minimum += 1;
  }
  return { name: 'nested, 1 MB, 1 % changed', before, after, minimum };
}

function list(length: number, start = 0): JsonObject[] {
  return Array.from({ length }, (_, i) => thing(start + i));
}

function headOfObjects(): Case {
  const before = list(1_000);
  return { name: 'insert at the head of 1,000 objects', before, after: [thing(5_000), ...copy(before)], minimum: 1 };
}

function headOfStrings(): Case {
  const before = Array.from({ length: 1_000 }, (_, i) => `scope:${i}:read`);
  return { name: 'insert at the head of 1,000 strings', before, after: ['scope:new', ...before], minimum: 1 };
}

/** Of 200 objects one goes from the 150th place to the 10th and has another name; another changes where it is. */
function moveAndEdit(): Case {
  const before = list(200);
  const after = copy(before);
  const [moved] = after.splice(150, 1);
  moved!['slug'] = 'moved-and-changed';
  after.splice(10, 0, moved!);
  after[60]!['enabled'] = 'maybe';
  return { name: 'move and edit', before, after, minimum: 3 };
}

/** Two sign-ins of two people: everything that identifies them differs, the rest does not. */
function twoEvents(): Case {
  const event = (n: number): JsonObject => ({
    pk: `00000000-0000-4000-8000-00000000000${n}`,
    action: 'login',
    app: 'authentik.events.signals',
    created: `2026-11-20T11:0${n}:00.123456Z`,
    user: { pk: n, username: `user${n}`, email: `user${n}@example.test`, is_anonymous: false },
    client_ip: `192.0.2.${n}`,
    brand: { pk: 'b1', app: 'authentik_brands', name: 'Default', model_name: 'brand' },
    context: {
      auth_method: 'password',
      geo: { city: 'Kraków', country: 'PL', continent: 'EU', lat: 50.06, long: 19.94 },
      http_request: {
        path: '/api/v3/flows/executor/default/',
        method: 'GET',
        args: { query: 'next=%2F' },
        user_agent: 'Mozilla/5.0',
      },
    },
  });
  return { name: 'two events', before: event(1), after: event(2), minimum: 6 };
}
