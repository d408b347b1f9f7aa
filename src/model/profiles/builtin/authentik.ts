import type { Profile } from '../profile.js';

/** authentik's events, from its API or an export of it: records already. */
export const authentik: Profile = {
  name: 'authentik',
  title: 'authentik',
  record: true,
  detect: [{ pk: true, action: true, app: true, created: true }],
  batches: [{ each: ['results'] }],
};
