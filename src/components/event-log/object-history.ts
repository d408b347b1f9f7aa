import type { EventFilters } from '../../client/index.js';
import { warnOnce } from '../../internal/warn-once.js';

/** The filters for the history of one object, from `app/model/key`; null for all events. A key may hold slashes itself. */
export function historyOf(object: unknown): EventFilters | null {
  if (object === '' || object === null || object === undefined) return null;
  const [, app, model, key] = (typeof object === 'string' && /^([^/]*)\/([^/]*)\/([^]*)$/.exec(object.trim())) || [];
  if (!app && !model && !key) {
    warnOnce('log-object', '"object" is "app/model/key", such as "authentik_core/group/42"; nothing is filtered.');
    return null;
  }
  return {
    ...(app && { context_model_app: app }),
    ...(model && { context_model_name: model }),
    ...(key && { context_model_pk: key }),
  };
}
