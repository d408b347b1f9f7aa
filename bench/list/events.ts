/** Events to list: the shape and the sizes of authentik's, made from their index so that every page gets the same ones. */
import type { EventRecord } from '../../src/model/index.js';

const PEOPLE = [
  'lena.fischer',
  'j.okafor',
  'marta.kowalska',
  'priya.raman',
  'p.nguyen',
  'd.moreau',
  'akadmin',
  'ci-deploy',
];
const PLACES = [
  { city: 'Frankfurt am Main', country: 'DE', continent: 'EU', lat: 50.1109, long: 8.6821 },
  { city: 'Kraków', country: 'PL', continent: 'EU', lat: 50.0647, long: 19.945 },
  { city: 'Lagos', country: 'NG', continent: 'AF', lat: 6.5244, long: 3.3792 },
  { city: 'Bengaluru', country: 'IN', continent: 'AS', lat: 12.9716, long: 77.5946 },
  { city: 'San José', country: 'US', continent: 'NA', lat: 37.3382, long: -121.8863 },
];
const OBJECTS = [
  { pk: 17, app: 'authentik_providers_oauth2', name: 'Grafana', model_name: 'oauth2provider' },
  { pk: '5f2b8c1e9d7a4e6f8b0c1d2e3f4a5b6c', app: 'authentik_core', name: 'contractors-2026', model_name: 'group' },
  {
    pk: 'a91c0f7746e84bb2a5bd3a5a7f00c2d1',
    app: 'authentik_crypto',
    name: 'acme-saml-signing',
    model_name: 'certificatekeypair',
  },
];

/** The newest event's time. Fixed, so that two runs list the same events. */
const NEWEST = Date.UTC(2026, 10, 22, 12);

/** Each event's own address, so that a row on the screen says which event it shows: 10.0.0.0 is the first, one up for each. */
export const addressOfIndex = (index: number): string => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
export const indexOfAddress = (a: string, b: string, c: string): number =>
  (Number(a) << 16) | (Number(b) << 8) | Number(c);

/**
 * `count` events, newest first, as an application holds them: parsed from JSON. Objects straight from code take more
 * memory than parsed ones and would flatter whatever is measured beside them.
 */
export function makeEvents(count: number): EventRecord[] {
  const events: EventRecord[] = [];
  const CHUNK = 10_000; // a string of a million events would be longer than a string can be
  for (let from = 0; from < count; from += CHUNK) {
    const chunk = Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) => makeEvent(from + i));
    for (const event of JSON.parse(JSON.stringify(chunk)) as EventRecord[]) events.push(event);
  }
  return events;
}

/** Spreads neighbours over every list of choices; the same number for the same index. */
const mix = (index: number): number => Math.imul(index + 1, 0x9e3779b1) >>> 0;

const pick = <T>(list: readonly T[], seed: number): T => list[seed % list.length]!;

function makeEvent(index: number): unknown {
  const seed = mix(index);
  const person = pick(PEOPLE, seed >>> 3);
  const hex = seed.toString(16).padStart(8, '0');
  const request = {
    path: pick(
      ['/api/v3/core/users/', '/if/flow/default-authentication-flow/', '/application/o/authorize/'],
      seed >>> 5,
    ),
    method: pick(['GET', 'POST', 'PUT'], seed >>> 7),
    args: {},
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    request_id: `${hex}${hex}${hex}${hex}`,
  };
  const { action, app, details } = pick(KINDS, seed >>> 9)(seed, person);
  return {
    pk: `${hex}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    user: { pk: (seed >>> 3) % PEOPLE.length, email: `${person}@acme.example`, username: person },
    action,
    app,
    context: { ...details, http_request: request, geo: pick(PLACES, seed >>> 11) },
    client_ip: addressOfIndex(index),
    created: new Date(NEWEST - index * 7_013).toISOString(),
    expires: new Date(NEWEST - index * 7_013 + 365 * 86_400_000).toISOString(),
    brand: { pk: 'c0ffee00c0ffee00c0ffee00c0ffee00', app: 'authentik_brands', name: 'Acme', model_name: 'brand' },
  };
}

interface Kind {
  action: string;
  app: string;
  details: Record<string, unknown>;
}

/** One of each of the commoner kinds; a real log is mostly sign-ins, and so is this one. */
const KINDS: ((seed: number, person: string) => Kind)[] = [
  login,
  login,
  (_, username) => ({
    action: 'login_failed',
    app: 'authentik.events.signals',
    details: {
      username,
      password: '********************',
      stage: {
        pk: 'e1',
        app: 'authentik_stages_password',
        name: 'default-authentication-password',
        model_name: 'passwordstage',
      },
    },
  }),
  () => ({ action: 'logout', app: 'authentik.events.signals', details: {} }),
  seed => ({
    action: 'authorize_application',
    app: 'authentik.providers.oauth2.views.authorize',
    details: {
      authorized_application: pick(OBJECTS, seed >>> 13),
      flow: 'b7a91f3c51d24ce604b7a91f3c51d24c',
      scopes: 'openid profile email',
    },
  }),
  seed => ({
    action: 'model_updated',
    app: 'authentik.events.middleware',
    details: {
      model: pick(OBJECTS, seed >>> 13),
      diff: { access_token_validity: { previous_value: 'minutes=10', new_value: 'minutes=5' } },
    },
  }),
  seed => ({
    action: 'model_created',
    app: 'authentik.events.middleware',
    details: { model: pick(OBJECTS, seed >>> 13) },
  }),
  seed => ({ action: 'secret_view', app: 'authentik.crypto.api', details: { secret: pick(OBJECTS, seed >>> 13) } }),
  (_, person) => ({
    action: 'email_sent',
    app: 'authentik.stages.email.tasks',
    details: {
      message: `Email to ${person}@acme.example sent`,
      subject: 'Reset your password',
      from_email: 'id@acme.example',
      to_email: [`${person}@acme.example`],
      body: '<p>Follow the link to choose a new password.</p>',
    },
  }),
  () => ({
    action: 'system_task_exception',
    app: 'authentik.root.celery',
    details: { message: 'LDAP source corp-ad: no answer after 30 s' },
  }),
  () => ({
    action: 'custom_vpn_posture',
    app: 'acme.vpn',
    details: { message: 'acme-lt-0431 is out of policy: disk not encrypted' },
  }),
];

function login(): Kind {
  return {
    action: 'login',
    app: 'authentik.events.signals',
    details: {
      auth_method: 'password',
      auth_method_args: {
        mfa_devices: [
          { pk: 4, app: 'authentik_stages_authenticator_webauthn', name: 'key', model_name: 'webauthndevice' },
        ],
      },
    },
  };
}
