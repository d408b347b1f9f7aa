import type { EventRecord } from '../src/model/index.js';
import authentik from './data/authentik.json' with { type: 'json' };

/** Events in authentik's shape, one or more of every action, newest first. */
export const events = authentik as unknown as readonly EventRecord[];

/** The newest event of an action. */
export function eventOf(action: string): EventRecord {
  const event = events.find(candidate => candidate.action === action);
  if (!event) throw new Error(`There is no ${action} among the stories' events.`);
  return event;
}

const NEWEST = Date.UTC(2026, 10, 20, 12);

/** As many events as one asks for, the same each time: those above, over and over, one a minute. */
export function manyEvents(count: number): readonly EventRecord[] {
  return Array.from({ length: count }, (_, i) => ({
    ...events[i % events.length]!,
    pk: `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`,
    created: new Date(NEWEST - i * 60_000).toISOString(),
  }));
}

const LONG = 'a very long name that goes on and on '.repeat(40).trim();
const UNBROKEN = 'https://example.test/' + 'x'.repeat(2_000);

/** What a log holds when nobody was kind to it. Every value is one that elements must live with. */
export const hostileEvents = [
  {
    pk: '10000000-0000-4000-8000-000000000001',
    action: 'model_updated',
    app: LONG,
    created: '2026-11-20T11:59:00Z',
    user: { pk: 1, username: LONG, email: UNBROKEN, on_behalf_of: { pk: 2, username: UNBROKEN, email: '' } },
    client_ip: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
    context: { model: { name: UNBROKEN, model_name: LONG, app: 'x' }, note: UNBROKEN },
  },
  {
    pk: '10000000-0000-4000-8000-000000000002',
    action: '<script>alert(1)</script>',
    app: '<img src=x onerror=alert(1)>',
    created: '2026-11-20T11:58:00Z',
    user: { username: '<b>bold</b>' },
    client_ip: '"><svg onload=alert(1)>',
    context: { message: '<iframe src="javascript:alert(1)">', __proto__x: { polluted: true } },
  },
  {
    pk: '10000000-0000-4000-8000-000000000003',
    action: 'login',
    app: 'authentik.events.signals',
    created: '2026-11-20T11:57:00Z',
    // Right-to-left override, zero-width space, a bell: text that shows as something else than it is.
    user: { username: 'admin\u202Egnp.exe', email: 'zero\u200Bwidth@example.test' },
    client_ip: '192.0.2.7',
    context: { 'key\u0007with bell': 'value', 'a.dotted.key': { deep: [[[[[[['seven levels']]]]]]] } },
  },
  {
    pk: '10000000-0000-4000-8000-000000000004',
    action: null,
    app: 42,
    created: 'not a time',
    user: 'a string where an object should be',
    client_ip: ['an', 'array'],
    context: null,
  },
  { pk: '10000000-0000-4000-8000-000000000005' },
] as unknown as readonly EventRecord[];
