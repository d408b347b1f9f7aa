import type { EventRecord } from '../src/model/index.js';
import { events } from './events.js';

/** Towns, and how many events of a thousand are from there. */
const TOWNS: readonly (readonly [city: string, country: string, lat: number, long: number, share: number])[] = [
  ['Berlin', 'DE', 52.52, 13.4, 190],
  ['Frankfurt am Main', 'DE', 50.11, 8.68, 150],
  ['Hamburg', 'DE', 53.55, 10, 60],
  ['London', 'GB', 51.51, -0.13, 120],
  ['Kraków', 'PL', 50.06, 19.94, 80],
  ['San Jose', 'US', 37.34, -121.89, 65],
  ['Ashburn', 'US', 39.04, -77.49, 90],
  ['São Paulo', 'BR', -23.55, -46.63, 45],
  ['Lagos', 'NG', 6.45, 3.39, 14],
  ['Bengaluru', 'IN', 12.97, 77.59, 60],
  ['Singapore', 'SG', 1.35, 103.82, 40],
  ['東京', 'JP', 35.68, 139.69, 40],
  ['Sydney', 'AU', -33.87, 151.21, 30],
  ['Johannesburg', 'ZA', -26.2, 28.05, 6],
  ['القاهرة', 'EG', 30.04, 31.24, 10],
];
const NEWEST = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How much of what happens is one of the usual things: higher is more. */
const ROUTINE = 2.5;

/** How long until the event before, in milliseconds: people work by day, less at night, and least at the weekend. */
function pauseBefore(time: number): number {
  const hour = (time % DAY) / HOUR;
  const byDay = Math.max(0, Math.cos(((hour - 12.5) / 24) * 2 * Math.PI));
  const isWeekend = [0, 6].includes(new Date(time).getUTCDay());
  return 60_000 / (0.15 + (isWeekend ? 0.3 : 1.7) * byDay ** 1.5);
}

/** A sequence of numbers from 0 to 1 that is the same each time. */
function sequence(): () => number {
  let seed = 20261122;
  return () => (seed = (seed * 16807) % 2147483647) / 2147483647;
}

/**
 * As many events as one asks for, from towns all over the world, the same each time. Most of those from Lagos are failures;
 * some have only a country, a private address, nothing, or a place that cannot be.
 */
export function placedEvents(count: number): readonly EventRecord[] {
  const next = sequence();
  const town = (): (typeof TOWNS)[number] => {
    let at = next() * 1000;
    return TOWNS.find(([, , , , share]) => (at -= share) < 0) ?? TOWNS[0]!;
  };
  const spread = (): number => Math.round((next() - 0.5) * 4_000) / 10_000;
  let time = NEWEST;
  return Array.from({ length: count }, (_, i) => {
    if (i > 0) time -= pauseBefore(time) * 2 * next();
    const [city, country, lat, long] = town();
    const base = events[Math.floor(next() ** ROUTINE * events.length)]!;
    const kind = next();
    const action = city === 'Lagos' && next() < 0.9 ? 'login_failed' : base.action;
    const geo =
      kind < 0.9
        ? { city, country, lat: lat + spread(), long: long + spread() }
        : kind < 0.94
          ? { country: i % 3 === 0 ? 'CA' : 'KZ' }
          : kind < 0.942
            ? { lat: 191, long: 0 }
            : null;
    const address = geo ? '203.0.113.7' : kind < 0.99 ? '10.20.4.118' : null;
    return {
      ...base,
      action,
      pk: `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`,
      created: new Date(time).toISOString(),
      client_ip: address,
      context: { ...base.context, geo: geo as null },
    };
  });
}
