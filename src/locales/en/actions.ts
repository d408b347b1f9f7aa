import { ACTIONS } from '../../model/actions.js';
import type { ActionGroup } from '../../model/index.js';

/** What actions, and the kinds of them, are called. */
export const actionsEn = {
  /** What actions are called; one that is not in here has the label of its profile, or its own name. */
  actionLabels: Object.fromEntries(ACTIONS.map(({ action, label }) => [action, label])) as Record<string, string>,
  /** What the kinds of action are called, in legends and tables. */
  groupLabels: {
    failure: 'Failure',
    'sign-in': 'Sign-in',
    authorization: 'Authorize',
    update: 'Update',
    create: 'Create',
    delete: 'Delete',
    secrets: 'Secrets',
    mail: 'Mail',
    'sign-out': 'Sign-out',
    system: 'System',
  } as Record<ActionGroup, string>,
};
