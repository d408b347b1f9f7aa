import { SEVERITIES } from '../../model/actions.js';
import type { Severity } from '../../model/index.js';
import { EventsError } from '../errors.js';
import type { RequestOptions } from '../types.js';
import { HttpTransports } from './http-transports.js';
import { Matchers } from './matchers.js';
import { listParams, onePath, readEntry, readManagePage, signalOf, type Api, type Entry, type IsOurs } from './read.js';
import type {
  ManageListOptions,
  ManagePage,
  NotificationRule,
  NotificationRuleInput,
  NotificationRules,
  NotificationTransports,
} from './types.js';

const LIST = 'events/rules/';

/**
 * Rules of an API with authentik's shape. On the reference server a rule has a query of its own; on authentik it fires when a
 * policy passes that is bound to it, so there a query is an event matcher policy of the rule's own: see {@link Matchers}.
 */
export class HttpRules implements NotificationRules {
  readonly transports: NotificationTransports;
  readonly #api: Api;
  readonly #matchers: Matchers;
  readonly #isOurs: IsOurs;

  constructor(
    api: Api,
    forServer: (query: string, signal: AbortSignal | undefined) => Promise<string>,
    isOurs: IsOurs,
  ) {
    this.#api = api;
    this.#isOurs = isOurs;
    this.#matchers = new Matchers(api, forServer);
    this.transports = new HttpTransports(api);
  }

  async list(options: ManageListOptions & { severity?: Severity } = {}): Promise<ManagePage<NotificationRule>> {
    const query = listParams({ ...options, ordering: options.ordering ?? 'name' }, { severity: options.severity });
    const page = readManagePage(await this.#api.send({ path: LIST, query, ...signalOf(options) }), options, rule);
    return { ...page, results: await this.#matchers.addTo(page.results, options) };
  }

  async get(id: string, options: RequestOptions = {}): Promise<NotificationRule> {
    const found = readEntry(await this.#api.send({ path: onePath(LIST, id), ...signalOf(options) }), rule);
    return (await this.#matchers.addTo([found], options))[0]!;
  }

  async create(input: NotificationRuleInput, options: RequestOptions = {}): Promise<NotificationRule> {
    const call = { method: 'POST', path: LIST, body: bodyOf(input), ...signalOf(options) };
    return this.#withQuery(readEntry(await this.#api.send(call), rule), input, options);
  }

  async update(
    id: string,
    changes: Partial<NotificationRuleInput>,
    options: RequestOptions = {},
  ): Promise<NotificationRule> {
    const call = { method: 'PATCH', path: onePath(LIST, id), body: bodyOf(changes), ...signalOf(options) };
    return this.#withQuery(readEntry(await this.#api.send(call), rule), changes, options);
  }

  async remove(id: string, options: RequestOptions = {}): Promise<void> {
    await this.#api.send({ method: 'DELETE', path: onePath(LIST, id), ...signalOf(options) });
  }

  async groups(options: ManageListOptions = {}): Promise<{ pk: string; name: string }[] | null> {
    if (await this.#isOurs()) return null; // it knows no people
    const query = listParams({ pageSize: 50, ordering: 'name', ...options }, { include_users: 'false' });
    try {
      const answer = await this.#api.send({ path: 'core/groups/', query, ...signalOf(options) });
      const read = (entry: Entry) => ({ pk: entry.key('pk'), name: entry.text('name') });
      return readManagePage(answer, options, read).results;
    } catch (error) {
      if (error instanceof EventsError && error.kind === 'http' && error.status === 404) return null;
      throw error;
    }
  }

  /** Where the server has taken no notice of the query, it is written in authentik's way. */
  async #withQuery(
    saved: NotificationRule,
    { query, enabled }: Partial<NotificationRuleInput>,
    options: RequestOptions,
  ): Promise<NotificationRule> {
    if (saved.query !== undefined) return saved;
    if (query !== undefined || enabled !== undefined)
      await this.#matchers.write(
        saved,
        { ...(query !== undefined && { query }), ...(enabled !== undefined && { enabled }) },
        options,
      );
    return (await this.#matchers.addTo([saved], options))[0]!;
  }
}

/** Older versions of authentik call the group `group`; each leaves the name aside that it does not know. */
function bodyOf(input: Partial<NotificationRuleInput>): string {
  const { destination_group: group } = input;
  return JSON.stringify({ ...input, ...(group !== undefined && { group }) });
}

function rule(entry: Entry): NotificationRule {
  const group = entry.has('destination_group') ? 'destination_group' : 'group';
  const result: NotificationRule = {
    pk: entry.key('pk'),
    name: entry.text('name'),
    transports: entry.texts('transports'),
    severity: entry.oneOf('severity', SEVERITIES, 'notice'),
    destination_group: entry.textOr(group, null),
    destination_group_obj: entry.object(`${group}_obj`),
    destination_event_user: entry.flag('destination_event_user'),
  };
  if (typeof entry.json['query'] === 'string') result.query = entry.json['query'];
  if (entry.has('enabled')) result.enabled = entry.flag('enabled');
  if (entry.has('last_fired')) result.last_fired = entry.textOr('last_fired', null);
  const fired = entry.number('fired');
  if (fired !== null) result.fired = fired;
  return result;
}
