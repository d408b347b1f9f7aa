/** A log of `?n=` events held in memory, the newest numbered 1. */
import '../../../src/define.js';
import type { EventRecord } from '../../../src/model/index.js';

const NEWEST = Date.UTC(2026, 10, 20, 12);
const users = ['alice', 'bob', 'carol', 'dave'].map((username, i) => ({
  pk: i + 1,
  username,
  email: `${username}@example.test`,
}));

const count = Number(new URLSearchParams(location.search).get('n'));
const events = Array.from({ length: count }, (_, i) => ({
  pk: `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`,
  action: i % 3 === 0 ? 'model_created' : 'model_updated',
  app: 'authentik.events.signals',
  created: new Date(NEWEST - i * 1000).toISOString(),
  user: users[i % users.length],
  client_ip: '192.0.2.1',
  context: { model: { name: `Event number ${i + 1}`, model_name: 'application', app: 'authentik_core' } },
})) as unknown as EventRecord[];

const log = document.createElement('event-log');
log.events = events;
document.body.append(log);
