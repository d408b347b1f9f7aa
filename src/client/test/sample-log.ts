/**
 * A small log for the behaviour suite, as JSON lines: what a server would import. It holds what tells right from nearly
 * right: equal times, texts in other scripts, missing and null fields, numbers beyond 2^53, keys like `__proto__`.
 */
export function sampleLog(now: number): string[] {
  return Array.from({ length: 60 }, (_, i) => line(i, now));
}

export const HOUR = 3_600_000;

const ACTIONS = [
  'login',
  'login_failed',
  'logout',
  'model_updated',
  'model_created',
  'authorize_application',
  'custom_backup',
];
const USERS = ['ana', 'Bob', 'ÉMILE', 'zoë', 'ана', '😀', 'ﬁn'];
/** More digits than a double holds. */
export const BIG_NUMBER = '9007199254740993';
/** Keys of objects, as authentik writes them. */
export const OBJECT_KEY = '0f0e0d0c0b0a09080706050403020100';
export const APP_KEY = '11111111222233334444555555555555';

/** The key of the `i`th event; spread, so that the order of keys is not that of times. */
export function pkOf(i: number): string {
  const hex = ((i * 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  return `${hex}-0000-4000-8000-${String(i).padStart(12, '0')}`;
}

function line(i: number, now: number): string {
  // Every fifth shares its time with the one before; every seventh has microseconds.
  // The last two lie on either side of the sixty days that volume looks back.
  const hours = i === 58 ? 59 * 24 : i === 59 ? 61 * 24 : (i - (i % 5 === 1 ? 1 : 0)) * 5;
  const time = new Date(now - hours * HOUR).toISOString();
  const created = i % 7 === 3 ? time.replace('Z', '123Z') : time;
  const record: Record<string, unknown> = {
    pk: pkOf(i),
    action: ACTIONS[i % ACTIONS.length],
    app: i % 4 === 0 ? 'authentik.core' : 'authentik.events.signals',
    created,
    client_ip: i % 6 === 0 ? null : `10.0.${i % 3}.${i}`,
    context: contextOf(i),
    brand:
      i % 3 === 0
        ? {}
        : { pk: 'b'.repeat(32), app: 'authentik_brands', name: i % 2 ? 'Default' : 'Ünïcode', model_name: 'brand' },
  };
  if (i % 8 !== 7) record['user'] = { pk: i, username: USERS[i % USERS.length], email: `u${i}@example.org` };
  if (i % 9 !== 0) record['expires'] = new Date(now + i * HOUR).toISOString();
  // As text: JSON.stringify has no way to write it.
  return JSON.stringify(record).replace('"BIG"', BIG_NUMBER);
}

function contextOf(i: number): Record<string, unknown> {
  switch (i % 7) {
    case 0:
      return {
        http_request: { path: `/if/flow/${i}/`, method: 'GET', args: {} },
        auth_method: 'password',
        device: { pk: `d${i % 2}` },
      };
    case 1:
      return { username: 'ana', message: 'wrong "password", twice', serial: 'BIG' };
    case 3:
      return {
        model: { pk: i % 2 ? OBJECT_KEY : 42, app: 'authentik_core', name: 'Group Straße', model_name: 'group' },
      };
    case 4:
      return { model: { pk: OBJECT_KEY, app: 'authentik_flows', name: '100%_done', model_name: 'flow' } };
    case 5:
      return {
        authorized_application: { pk: APP_KEY, app: 'authentik_core', name: 'Grafana', model_name: 'application' },
      };
    case 6:
      return JSON.parse(
        '{"__proto__": {"polluted": "yes"}, "html": "<script>alert(1)</script>", "bidi": "a\\u202eb", "nested": [[["deep"]]]}',
      ) as Record<string, unknown>;
    default:
      return {};
  }
}
