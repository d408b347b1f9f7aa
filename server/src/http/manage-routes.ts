import { EXPORT_ROUTES } from '../exports/routes.js';
import { NOTIFICATION_ROUTES } from '../notifications/routes.js';
import { RETENTION_ROUTES } from '../retention/routes.js';
import { RULE_ROUTES } from '../rules/routes.js';
import { TRANSPORT_ROUTES } from '../rules/transport-routes.js';
import type { ManageRoute } from './manage-call.js';

/** Level 2 of the events API, below `/api/v3` of each log. `api/events-api.yaml` says what each does. */
export const MANAGE_ROUTES: readonly ManageRoute[] = [
  ...EXPORT_ROUTES,
  ...NOTIFICATION_ROUTES,
  ...RULE_ROUTES,
  ...TRANSPORT_ROUTES,
  ...RETENTION_ROUTES,
];
