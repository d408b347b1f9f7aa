import { ACTIONS, type EventRecord } from '../src/model/index.js';
import { eventOf, events } from './events.js';

/*
 * Every action of authentik three times: with all it can say, with nothing of that, and with values nobody should trust.
 */

/** Where the events of the log are themselves broken, or say less than the action can. */
const CONTEXTS: Readonly<Record<string, object>> = {
  login: {
    auth_method: 'auth_webauthn_pwl',
    auth_method_args: {
      known_device: true,
      mfa_devices: [
        { pk: 7, app: 'authentik_stages_authenticator_webauthn', name: 'Key', model_name: 'webauthndevice' },
      ],
    },
    using_source: { pk: 'aa', app: 'authentik_sources_oauth', name: 'GitHub', model_name: 'oauthsource' },
  },
  policy_execution: {
    binding: { pk: 'bb', app: 'authentik_policies', name: 'geo-fence on VPN portal', model_name: 'policybinding' },
    request: {
      obj: { pk: 'cc', app: 'authentik_core', name: 'VPN portal', model_name: 'application' },
      user: { pk: 14, username: 'j.okafor', email: 'j.okafor@acme.example' },
      context: { geoip: { country: 'NG' }, pending: null },
    },
    result: { passing: false, messages: ['Sign-in from NG is not allowed', 'Ask the service desk'] },
    dry_run: true,
  },
  system_exception: {
    message:
      'Traceback (most recent call last):\n  File "/authentik/core/api/users.py", line 402, in retrieve\n    user = users.get(pk=pk)\n  File "/usr/lib/python3.12/site-packages/django/db/models/query.py", line 649, in get\n    raise self.model.DoesNotExist(\nauthentik.core.models.User.DoesNotExist: User matching query does not exist.\n',
  },
};

/** The actions of the catalogue, and one that nobody has heard of. */
export const actionNames: readonly string[] = [...ACTIONS.map(({ action }) => action), 'door_opened'];

const KEPT = ['http_request', 'geo', 'asn'];

/** An event with all that its action can say. */
export function fullEvent(action: string): EventRecord {
  const base = events.some(event => event.action === action) ? eventOf(action) : { ...eventOf('custom_'), action };
  const context = base.context ?? {};
  const kept = Object.fromEntries(Object.entries(context).filter(([key]) => KEPT.includes(key)));
  const said = CONTEXTS[action];
  return said ? { ...base, context: { ...said, ...kept } } : base;
}

/** The same event when whoever wrote it said nothing. */
export function bareEvent(action: string): EventRecord {
  const { pk, created } = fullEvent(action);
  return { pk: `${pk}-bare`, action, app: '', created, user: {} };
}

/** What stands in an event that means harm, or was written by a broken program. */
const HOSTILE: readonly unknown[] = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'adm\u202enimda\u200b',
  '\u0430dmin', // the first letter is Cyrillic
  2n ** 63n,
  { toString: 'no', length: -1, name: { name: { name: 1 } } },
  [null, [[[]]], { a: [] }, 'x'],
  'javascript:alert(document.domain)',
  'https://bank.example@evil.example/',
  `${'word '.repeat(2_000)}\nand more`,
  'Traceback (most recent call last):\n  File "<b>", line 1, in \u202e\nError: <i>x</i>',
  NaN,
  false,
];

/** The same event with every value, at any depth, changed into one of those. `shift` chooses where the row of them begins. */
export function hostileEvent(action: string, shift = 0): EventRecord {
  let next = shift;
  const spoil = (value: unknown, depth: number): unknown => {
    // Objects stay now and then, so that what reads into them is put to the test as well.
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < 2 && next % 3 !== 2) {
      return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, spoil(child, depth + 1)]));
    }
    next += 1;
    return HOSTILE[next % HOSTILE.length];
  };
  const { context, user, ...rest } = fullEvent(action);
  return {
    ...rest,
    pk: `${rest.pk}-hostile`,
    user: spoil({ username: '', ...user }, 0),
    context: {
      ...(spoil({ message: '', ...context }, 0) as object),
      ...(JSON.parse('{"__proto__": {"polluted": true}, "constructor": "no"}') as object),
    },
  } as unknown as EventRecord;
}
