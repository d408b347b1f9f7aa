/** Events with the shapes and the odds of an audit log: the same ones at every run. Parsed from JSON, as applications have them. */

const ACTIONS = [
  'login',
  'login',
  'login_failed',
  'logout',
  'user_write',
  'authorize_application',
  'model_updated',
  'secret_view',
];
const COUNTRIES = ['DE', 'FR', 'PL', 'US', 'IN'];
const APPS = ['authentik.core.auth', 'authentik.events.signals', 'Nextcloud'];

export function makeEvents(total) {
  let state = 1;
  const below = n => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % n;
  };
  const start = Date.UTC(2026, 9, 1);
  return Array.from({ length: total }, (_, i) => {
    const context = {
      http_request: { path: `/api/v3/Flows/executor/${below(100)}/`, method: below(2) ? 'GET' : 'POST' },
    };
    if (below(3)) context.geo = { continent: 'EU', country: COUNTRIES[below(5)], city: '' };
    if (below(40) === 0) context.device = { name: 'phone', pk: below(1000) };
    const event = {
      pk: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      user: { pk: below(1000), email: 'someone@example.com', username: `user${below(500)}` },
      action: ACTIONS[below(8)],
      app: APPS[below(3)],
      context,
      client_ip: `10.0.${below(255)}.${below(255)}`,
      created: new Date(start + below(30) * 86_400_000 + below(86_400) * 1_000).toISOString().replace('Z', '000Z'),
      brand: { name: 'Default brand' },
    };
    return JSON.parse(JSON.stringify(event));
  });
}
