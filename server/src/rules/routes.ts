import { randomUUID } from 'node:crypto';
import { SEVERITIES } from 'event-elements/model';
import { ApiError, invalid, notFound } from '../http/errors.js';
import { readFilter, readPage, readPageSize } from '../http/list-params.js';
import {
  ensureLog,
  Fields,
  gone,
  isoTime,
  json,
  keyOf,
  readChoice,
  readObject,
  readOrder,
  readWords,
  type ManageCall,
  type ManageRoute,
} from '../http/manage-call.js';
import { pagination } from '../http/pagination.js';
import { NameTakenError, RULE_ORDERING, type Rule, type RuleFilter } from './rule-store.js';

export const RULE_ROUTES: readonly ManageRoute[] = [
  { method: 'GET', path: '/events/rules/', run: listRules },
  { method: 'POST', path: '/events/rules/', run: addRule },
  { method: 'GET', path: '/events/rules/:id/', run: retrieveRule },
  { method: 'PUT', path: '/events/rules/:id/', run: call => changeRule(call, true) },
  { method: 'PATCH', path: '/events/rules/:id/', run: call => changeRule(call, false) },
  { method: 'DELETE', path: '/events/rules/:id/', run: deleteRule },
];

async function listRules({ log, query, rules }: ManageCall): Promise<Response> {
  const page = readPage(query);
  const size = readPageSize(query);
  const filter = readRuleFilter(query);
  const ordering = readOrder(query, RULE_ORDERING, { field: 'name', descending: false });
  const { count, rules: found } = await rules.list(log, filter, ordering, size, (page - 1) * size);
  return json({ pagination: pagination(page, size, count), results: found.map(ruleJson) });
}

export function readRuleFilter(query: URLSearchParams): RuleFilter {
  return {
    search: readWords(query),
    name: query.get('name') || undefined,
    severity: readChoice(query, 'severity', SEVERITIES),
  };
}

async function retrieveRule(call: ManageCall): Promise<Response> {
  return json(ruleJson(await find(call)));
}

async function addRule(call: ManageCall): Promise<Response> {
  const fresh: Rule = {
    pk: randomUUID(),
    log: call.log,
    name: '',
    query: '',
    severity: 'notice',
    enabled: true,
    transports: [],
    since: 0,
    fired: 0,
    lastFired: null,
  };
  return json(ruleJson(await put(call, fresh, true)), 201);
}

async function changeRule(call: ManageCall, whole: boolean): Promise<Response> {
  return json(ruleJson(await put(call, await find(call), whole)));
}

async function deleteRule(call: ManageCall): Promise<Response> {
  if (!(await call.rules.remove(call.log, keyOf(call)))) throw notFound();
  return gone();
}

async function find(call: ManageCall): Promise<Rule> {
  const rule = await call.rules.get(call.log, keyOf(call));
  if (!rule) throw notFound();
  return rule;
}

/** Writes a rule with what the body says of it. @param whole - Whether the body must hold what is required */
async function put(call: ManageCall, old: Rule, whole: boolean): Promise<Rule> {
  const fields = new Fields(await readObject(call.request));
  const name = fields.text('name', { max: 200, blank: false });
  if (name === undefined && whole) throw invalid('name', 'This field is required.');
  const transports = fields.keys('transports') ?? old.transports;
  const known = new Set((await call.transports.all(call.log)).map(({ pk }) => pk));
  const unknown = transports.find(pk => !known.has(pk));
  if (unknown !== undefined) throw invalid('transports', `There is no transport ${unknown}.`);
  if (fields.text('destination_group') !== undefined || fields.flag('destination_event_user'))
    throw invalid('destination_group', 'This server knows neither groups nor users. Leave it out.');
  const rule: Rule = {
    ...old,
    name: name ?? old.name,
    query: readQuery(fields.text('query', { max: 10_000 }) ?? old.query),
    severity: fields.oneOf('severity', SEVERITIES) ?? old.severity,
    enabled: fields.flag('enabled') ?? old.enabled,
    transports,
  };
  const isNew = old.name === '';
  // What came in while it was off, or not there at all, is the past.
  if (rule.enabled && (isNew || !old.enabled)) rule.since = await call.store.watermark();
  if (isNew) await ensureLog(call);
  await saved(call.rules.put(rule));
  return rule;
}

/** @throws ApiError as the list does for its `search`, but about the field `query` */
function readQuery(text: string): string {
  try {
    readFilter(new URLSearchParams({ search: text }));
  } catch (error) {
    if (!(error instanceof ApiError) || !('search' in error.body)) throw error;
    const { search, ...rest } = error.body;
    throw new ApiError(error.status, { query: search, ...rest });
  }
  return text.trim();
}

/** @throws ApiError 400 when the name is taken */
export async function saved(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NameTakenError) throw invalid('name', error.message);
    throw error;
  }
}

/** authentik's `NotificationRule`, and what this server knows besides. */
function ruleJson(rule: Rule): Record<string, unknown> {
  const { pk, name, transports, severity, query, enabled, fired, lastFired } = rule;
  return {
    pk,
    name,
    transports,
    severity,
    destination_group: null,
    destination_group_obj: null,
    destination_event_user: false,
    query,
    enabled,
    fired,
    last_fired: lastFired === null ? null : isoTime(lastFired),
  };
}
