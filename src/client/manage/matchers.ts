import { isObject } from '../../model/record.js';
import type { JsonObject } from '../../model/index.js';
import { EventsError } from '../errors.js';
import type { RequestOptions } from '../types.js';
import { listParams, onePath, readEntry, readManagePage, signalOf, type Api, type Entry } from './read.js';
import type { NotificationRule, RuleMatcher } from './types.js';

const BINDINGS = 'policies/bindings/';
const POLICIES = 'policies/event_matcher/';
const EVENT_MATCHER = 'ak-policy-event-matcher-form';
const MAX_BINDINGS = 100;

interface Binding extends RuleMatcher {
  target: string;
  policy: string | null;
  order: number;
}

/** What decides whether a rule of authentik fires: policies that are bound to it, here those that match events. */
export class Matchers {
  readonly #api: Api;
  readonly #forServer: (query: string, signal: AbortSignal | undefined) => Promise<string>;

  constructor(api: Api, forServer: (query: string, signal: AbortSignal | undefined) => Promise<string>) {
    this.#api = api;
    this.#forServer = forServer;
  }

  /** The rules with what is bound to each. Rules with a query of their own are left as they are. */
  async addTo(rules: readonly NotificationRule[], options: RequestOptions): Promise<NotificationRule[]> {
    const asked = rules.filter(rule => rule.query === undefined);
    if (asked.length === 0) return [...rules];
    let bindings: Binding[];
    try {
      bindings = await this.#bindings(
        asked.map(({ pk }) => pk),
        options,
      );
    } catch (error) {
      // Whoever may see rules need not be allowed to see policies; what they do is then unknown.
      if (error instanceof EventsError && error.kind === 'http' && [403, 404].includes(error.status!))
        return [...rules];
      throw error;
    }
    return rules.map(rule =>
      rule.query === undefined
        ? described(
            rule,
            bindings.filter(one => one.target === rule.pk),
          )
        : rule,
    );
  }

  /** Writes a rule's query into its one event matcher, which is made when nothing is bound yet. */
  async write(
    rule: NotificationRule,
    { query, enabled }: { query?: string; enabled?: boolean },
    options: RequestOptions,
  ): Promise<void> {
    const bound = await this.#bindings([rule.pk], options);
    const [only] = bound;
    if (bound.length > 1 || (only && only.component !== EVENT_MATCHER)) {
      throw new EventsError({
        kind: 'query',
        url: onePath('events/rules/', rule.pk),
        message:
          'What this rule fires for is decided by several policies, or by one that is no event matcher. It can only be changed in authentik.',
      });
    }
    const text = query === undefined ? undefined : await this.#forServer(query, options.signal);
    if (only) {
      if (text !== undefined)
        await this.#send('PATCH', onePath(POLICIES, only.policy ?? ''), { query: text || null }, options);
      if (enabled !== undefined && enabled !== only.enabled)
        await this.#send('PATCH', onePath(BINDINGS, only.pk), { enabled }, options);
    } else if (text !== undefined) {
      const policy = readEntry(
        await this.#send('POST', POLICIES, { name: `${rule.name} (events)`, query: text || null }, options),
        entry => entry.key('pk'),
      );
      await this.#send('POST', BINDINGS, { target: rule.pk, policy, order: 0, enabled: enabled ?? true }, options);
    }
  }

  async #bindings(rules: readonly string[], options: RequestOptions): Promise<Binding[]> {
    const query = listParams({ pageSize: MAX_BINDINGS, ordering: 'order' });
    for (const pk of rules) query.append('target_in', pk);
    const { results } = readManagePage(
      await this.#api.send({ path: BINDINGS, query, ...signalOf(options) }),
      {},
      binding,
    );
    // The binding names its policy; what an event matcher matches is a question of its own.
    const matchers = results.filter(({ component, policy }) => component === EVENT_MATCHER && policy !== null);
    await Promise.all(
      matchers.map(async one => {
        one.match = readEntry(
          await this.#api.send({ path: onePath(POLICIES, one.policy!), ...signalOf(options) }),
          ({ json }) => matchOf(json),
        );
      }),
    );
    return results;
  }

  #send(method: 'POST' | 'PATCH', path: string, body: object, options: RequestOptions) {
    return this.#api.send({ method, path, body: JSON.stringify(body), ...signalOf(options) });
  }
}

/** A rule with its bindings; and as one with a query, where that is all there is to it. */
function described(rule: NotificationRule, bindings: readonly Binding[]): NotificationRule {
  const matchers = bindings.map(({ target: _, policy: __, order: ___, ...matcher }) => matcher);
  const [only] = matchers;
  const enabled = matchers.some(matcher => matcher.enabled);
  const isQuery =
    matchers.length === 1 &&
    only!.component === EVENT_MATCHER &&
    !only!.negate &&
    only!.match !== undefined &&
    !only!.match.action &&
    !only!.match.client_ip &&
    !only!.match.app &&
    !only!.match.model;
  return { ...rule, enabled, matchers, ...(isQuery && { query: only!.match!.query ?? '' }) };
}

function binding(entry: Entry): Binding {
  const named = (name: string): JsonObject | null => entry.object(`${name}_obj`);
  const kind = (['policy', 'group', 'user'] as const).find(name => named(name));
  const bound: JsonObject = (kind && named(kind)) ?? {};
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    pk: entry.key('pk'),
    target: entry.text('target'),
    policy: entry.textOr('policy', null),
    name: text(bound['name']) || text(bound['username']),
    component: text(bound['component']) || (kind ?? ''),
    enabled: entry.json['enabled'] !== false,
    negate: entry.flag('negate'),
    order: entry.number('order') ?? 0,
  };
}

function matchOf(json: unknown): NonNullable<RuleMatcher['match']> {
  const match: Record<string, string | null> = {};
  for (const name of ['action', 'client_ip', 'app', 'model', 'query'] as const) {
    const value: unknown = isObject(json) ? json[name] : undefined;
    match[name] = typeof value === 'string' && value !== '' ? value : null;
  }
  return match;
}
