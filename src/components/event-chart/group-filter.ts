import type { EventsClient, ListView } from '../../client/index.js';
import type { FilterOperator } from '../../internal/filter-actions.js';
import { ACTION_GROUPS, ACTIONS, actionInfo } from '../../model/actions.js';
import type { ActionGroup } from '../../model/index.js';
import { clause, hasConditions, toggleConditions } from '../../query-lang/edit.js';
import { parse } from '../../query-lang/parser.js';
import type { Comparison } from '../../query-lang/index.js';

/*
 * A kind of action as a condition. The catalogue says which kind an action is; for one it does not know the event may say so itself
 * (`context.group`), as those of other sources do. So what has to be written depends on what there is.
 */

/** What tells kinds apart in a view. */
export interface Vocabulary {
  /** Every action that occurs; null when that is not known, or when an event has none. */
  actions: readonly string[] | null;
  /** Whether events say themselves of which kind they are. */
  named: boolean;
}

/** The most values a client gives of a field. */
const TOP = 1_000;
const GROUP_FIELD = 'context.group';

export async function vocabularyOf(client: EventsClient, view: ListView): Promise<Vocabulary> {
  const { fields, exact } = await client.facets(view, ['action', GROUP_FIELD], { top: TOP });
  const action = fields['action'];
  const group = fields[GROUP_FIELD];
  const isWhole = exact && action?.other === 0 && action.missing === 0 && action.objects === 0;
  return {
    actions: isWhole ? action.values.map(({ value }) => String(value)) : null,
    named: (group?.other ?? 0) > 0 || (group?.values.some(({ value }) => isGroup(value)) ?? false),
  };
}

function isGroup(value: unknown): value is ActionGroup {
  return (ACTION_GROUPS as readonly unknown[]).includes(value);
}

/** What a press on a kind makes of the search: asks for it, or leaves it out; again, and lets go of it. */
export function toggleGroup(search: string, group: string, operator: FilterOperator, vocabulary: Vocabulary): string {
  if (!isGroup(group)) return search; // a client's own
  const present = clausesOf(search, group, operator);
  if (present.length > 0) return toggleConditions(search, present);
  const opposite = clausesOf(search, group, operator === '=' ? '!=' : '=');
  const rest = opposite.length > 0 ? toggleConditions(search, opposite) : search;
  return toggleConditions(rest, conditionsOf(group, operator, vocabulary));
}

/** Whether the search asks for a kind, or leaves it out. */
export function groupState(search: string, group: string): FilterOperator | undefined {
  if (!isGroup(group)) return undefined;
  return (['=', '!='] as const).find(operator => clausesOf(search, group, operator).length > 0);
}

/** Conditions that find just the events of a kind, or just the others, where there is nothing else than the vocabulary has. */
export function conditionsOf(group: ActionGroup, operator: FilterOperator, { actions, named }: Vocabulary): string[] {
  const isOut = operator === '!=';
  if (!named && actions) {
    const seen = actions.filter(action => actionInfo(action).group === group);
    return seen.length > 0 ? [actionIn(seen, isOut)] : [];
  }
  if (!named) return [byCatalogue(group, isOut)];
  const isForeign = actions?.every(action => !actionInfo(action).known) ?? false;
  return isForeign ? [namedGroup(group, isOut)] : mixed(group, isOut);
}

/** By the catalogue alone: whatever is not in it is of the system. */
function byCatalogue(group: ActionGroup, isOut: boolean): string {
  return group === 'system'
    ? actionIn(
        known(other => other !== 'system'),
        !isOut,
      )
    : actionIn(inGroup(group), isOut);
}

/** By what events say of themselves, for actions the catalogue does not know: who says nothing, or nonsense, is of the system. */
function namedGroup(group: ActionGroup, isOut: boolean): string {
  if (group !== 'system') {
    const named = `${GROUP_FIELD} ${isOut ? '!=' : '='} "${group}"`;
    return isOut ? `missing = "${GROUP_FIELD}" or ${named}` : named;
  }
  const others = ACTION_GROUPS.filter(name => name !== 'system').map(name => `"${name}"`);
  const list = `(${others.join(', ')})`;
  return isOut ? `${GROUP_FIELD} in ${list}` : `missing = "${GROUP_FIELD}" or ${GROUP_FIELD} not in ${list}`;
}

/** By the catalogue for what it knows, by what events say for the rest. */
function mixed(group: ActionGroup, isOut: boolean): string[] {
  const ours = actionIn(inGroup(group), isOut);
  const all = known(() => true);
  return isOut
    ? [ours, `${actionIn(all, false)} or ${namedGroup(group, true)}`]
    : [
        `${ours} or ${actionIn(all, true)} and ${group === 'system' ? `(${namedGroup(group, false)})` : namedGroup(group, false)}`,
      ];
}

function known(wanted: (group: ActionGroup) => boolean): string[] {
  return ACTIONS.filter(({ group }) => wanted(group)).map(({ action }) => action);
}

function inGroup(group: ActionGroup): string[] {
  return known(other => other === group);
}

function actionIn(actions: readonly string[], isOut: boolean): string {
  const [only] = actions;
  const text =
    actions.length === 1
      ? clause('action', isOut ? '!=' : '=', only)
      : clause('action', isOut ? 'not in' : 'in', actions);
  return text ?? '';
}

const OPERATORS: Readonly<Record<FilterOperator, readonly string[]>> = { '=': ['=', 'in'], '!=': ['!=', 'not in'] };

/** The conditions of a search that ask for a kind, as they are written there: lists of actions of it, or what a press has put there. */
function clausesOf(search: string, group: ActionGroup, operator: FilterOperator): string[] {
  const { query, kind } = parse(search);
  if (kind !== 'query' || !query || query.type === 'text') return [];
  const lists = (query.type === 'and' ? query.operands : [query]).filter(
    operand =>
      operand.type === 'comparison' &&
      operand.field.name === 'action' &&
      OPERATORS[operator].includes(operand.operator) &&
      textsOf(operand).every(action => isOfGroup(action, group)),
  );
  if (lists.length > 0 && operator === '=') return lists.map(({ from, to }) => search.slice(from, to));
  const isOut = operator === '!=';
  const written = [[namedGroup(group, isOut)], mixed(group, isOut), [byCatalogue(group, isOut)]];
  return (
    written.find(conditions => hasConditions(search, conditions)) ?? lists.map(({ from, to }) => search.slice(from, to))
  );
}

function textsOf({ value }: Comparison): (string | null)[] {
  return (value.type === 'list' ? value.items : [value]).map(item => (item.type === 'string' ? item.value : null));
}

/** Of an action that the catalogue does not know only the event can tell, unless authentik calls it custom. */
function isOfGroup(action: string | null, group: ActionGroup): boolean {
  if (action === null) return false;
  const info = actionInfo(action);
  return info.group === group && (info.known || action.startsWith('custom_'));
}
