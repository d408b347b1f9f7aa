import type { EventRecord } from '../../../model/index.js';

let made = 0;

/** An event from somewhere; `geo` may be anything, as in a log. */
export function eventAt(geo: unknown, action = 'login', address: string | null = '203.0.113.7'): EventRecord {
  made += 1;
  return {
    pk: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    action,
    app: 'authentik.events.signals',
    created: '2026-11-22T11:38:41Z',
    client_ip: address,
    context: geo === undefined ? {} : { geo: geo as null },
  };
}

export const berlin = { city: 'Berlin', country: 'DE', lat: 52.52, long: 13.4 };
export const lagos = { city: 'Lagos', country: 'NG', lat: 6.45, long: 3.39 };
export const sydney = { city: 'Sydney', country: 'AU', lat: -33.87, long: 151.2 };

const times = (count: number, make: () => EventRecord): EventRecord[] => Array.from({ length: count }, make);

/** 40 in Berlin, 30 in Lagos of which 24 failures, 5 in Sydney, 4 in Canada with no point, 3 private, 2 with none, 1 impossible. */
export function placedEvents(): EventRecord[] {
  return [
    ...times(40, () => eventAt(berlin)),
    ...times(24, () => eventAt(lagos, 'login_failed')),
    ...times(6, () => eventAt(lagos)),
    ...times(5, () => eventAt(sydney, 'logout')),
    ...times(4, () => eventAt({ country: 'CA' })),
    ...times(3, () => eventAt(undefined, 'login', '10.0.0.7')),
    ...times(2, () => eventAt(null, 'login', null)),
    eventAt({ lat: 91, long: 3 }),
  ];
}
