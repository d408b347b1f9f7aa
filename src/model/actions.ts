import { canonicalJson } from './json.js';
import { getPath } from './path.js';
import { capText } from './text.js';

/** What kind of thing happened, in the order in which charts stack and legends list the groups. */
export const ACTION_GROUPS = [
  'failure',
  'sign-in',
  'authorization',
  'update',
  'create',
  'delete',
  'secrets',
  'mail',
  'sign-out',
  'system',
] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** How much somebody should care, weakest first. An action without one is routine. */
export const SEVERITIES = ['notice', 'warning', 'alert'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface ActionInfo {
  /** The value itself: what queries compare with. */
  action: string;
  /** What people call it, in English. */
  label: string;
  group: ActionGroup;
  /** Name of the icon: that of a group, `person` or `cube`. */
  icon: string;
  severity?: Severity;
  /** Whether the catalogue has it; if not, the label is the value itself. */
  known: boolean;
}

type Entry = readonly [action: string, label: string, group: ActionGroup, icon?: string | null, severity?: Severity];

/** Every action of authentik up to 2026.11, with the labels of its web interface. */
const CATALOGUE: readonly Entry[] = [
  ['login', 'Login', 'sign-in'],
  ['login_failed', 'Failed login', 'failure', null, 'warning'],
  ['logout', 'Logout', 'sign-out'],
  ['user_write', 'User was written to', 'update', 'person'],
  ['user_offboarded', 'User was offboarded', 'delete', 'person'],
  ['suspicious_request', 'Suspicious request', 'failure', null, 'alert'],
  ['password_set', 'Password set', 'update', 'secrets'],
  ['secret_view', 'Secret was viewed', 'secrets'],
  ['secret_rotate', 'Secret was rotated', 'secrets'],
  ['invitation_used', 'Invitation used', 'sign-in', 'person'],
  ['authorize_application', 'Application authorized', 'authorization'],
  ['source_linked', 'Source linked', 'update', 'person'],
  ['impersonation_started', 'Impersonation started', 'sign-in', 'person', 'notice'],
  ['impersonation_ended', 'Impersonation ended', 'sign-out', 'person'],
  ['flow_execution', 'Flow execution', 'system'],
  ['policy_execution', 'Policy execution', 'system'],
  ['policy_exception', 'Policy exception', 'system', null, 'warning'],
  ['property_mapping_exception', 'Property Mapping exception', 'system', null, 'warning'],
  ['system_task_execution', 'System task execution', 'system'],
  ['system_task_exception', 'System task exception', 'system', null, 'warning'],
  ['system_exception', 'General system exception', 'system', null, 'alert'],
  ['configuration_error', 'Configuration error', 'system', null, 'alert'],
  ['configuration_warning', 'Configuration warning', 'system', null, 'warning'],
  ['model_created', 'Model created', 'create'],
  ['model_updated', 'Model updated', 'update'],
  ['model_deleted', 'Model deleted', 'delete'],
  ['email_sent', 'Email sent', 'mail'],
  ['update_available', 'Update available', 'system', null, 'notice'],
  ['export_ready', 'Data export ready', 'system', null, 'notice'],
  ['review_initiated', 'Review initiated', 'authorization'],
  ['review_overdue', 'Review overdue', 'authorization', null, 'warning'],
  ['review_attested', 'Review attested', 'authorization'],
  ['review_completed', 'Review completed', 'authorization'],
  ['access_request_created', 'Access request created', 'authorization'],
  ['access_request_approved', 'Access request approved', 'authorization'],
  ['access_request_denied', 'Access request denied', 'authorization', 'failure'],
  ['access_request_revoked', 'Access request revoked', 'authorization', 'delete'],
  ['next_action_set', 'Next action set', 'update', 'person'],
  ['next_action_removed', 'Next action removed', 'update', 'person'],
  ['next_action_completed', 'Next action completed', 'update', 'person'],
  ['custom_', 'Custom action', 'system', 'cube'],
];

const CUSTOM_PREFIX = 'custom_';

/** The catalogue: one entry for each action authentik writes; `custom_` stands for all custom ones. */
export const ACTIONS: readonly ActionInfo[] = CATALOGUE.map(([action, label, group, icon, severity]) =>
  Object.freeze({ action, label, group, icon: icon ?? group, ...(severity && { severity }), known: true }),
);

const byName = new Map(ACTIONS.map(info => [info.action, info]));

/**
 * What is known of an action. Never throws, whatever the value is.
 *
 * For an action that is not in the catalogue the group and severity are those the record carries in `context.group` and
 * `context.level` (a profile writes them there), else `system` and none; its icon is then that of the group, else `cube`.
 * The label is the value itself, `Custom: name` for authentik's `custom_name`, cut to 200 code points.
 */
export function actionInfo(action: unknown, record?: unknown): ActionInfo {
  const known = typeof action === 'string' ? byName.get(action) : undefined;
  if (known) return known;
  const name =
    typeof action === 'string' ? action : action === undefined || action === null ? '' : canonicalJson(action);
  const group = member(ACTION_GROUPS, getPath(record, GROUP_PATH));
  const severity = member(SEVERITIES, getPath(record, LEVEL_PATH));
  return {
    action: name,
    label: labelOf(name),
    group: group ?? 'system',
    icon: group ?? 'cube',
    ...(severity && { severity }),
    known: false,
  };
}

const GROUP_PATH = ['context', 'group'];
const LEVEL_PATH = ['context', 'level'];

function labelOf(name: string): string {
  if (name.startsWith(CUSTOM_PREFIX)) return `Custom: ${capText(name.slice(CUSTOM_PREFIX.length))}`;
  return capText(name) || 'No action';
}

function member<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find(word => word === value);
}
