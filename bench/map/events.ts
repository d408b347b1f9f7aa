/** Events all over the world: towns with a spread around each, some of them big, as addresses are. The same ones each time. */
import type { EventRecord } from '../../src/model/index.js';

const TOWNS = 73;
const ACTIONS = ['login', 'login_failed', 'authorize_application', 'model_updated', 'logout', 'email_sent'];

export function makeEvents(count: number): EventRecord[] {
  let seed = 20261122;
  const next = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const towns = Array.from({ length: TOWNS }, () => [next() * 110 - 45, next() * 340 - 170] as const);
  const events = Array.from({ length: count }, (_, i) => {
    const [lat, long] = towns[Math.floor(next() ** 2 * TOWNS)]!;
    return {
      pk: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      action: ACTIONS[Math.floor(next() ** 2 * ACTIONS.length)],
      app: 'authentik.events.signals',
      created: new Date(Date.UTC(2026, 10, 22) - i * 1000).toISOString(),
      client_ip: '203.0.113.7',
      context: {
        geo: { country: 'DE', lat: round(lat + (next() - 0.5) * 2), long: round(long + (next() - 0.5) * 2) },
      },
    };
  });
  // As an application holds them: parsed from JSON.
  return JSON.parse(JSON.stringify(events)) as EventRecord[];
}

const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;
