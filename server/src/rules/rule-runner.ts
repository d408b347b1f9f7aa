import { setImmediate as turn } from 'node:timers/promises';
import { parseJson, type EventRecord } from 'event-elements/model';
import { compile, parse, type Predicate } from 'event-elements/query-lang';
import { notificationStatement } from '../notifications/notification-store.js';
import type { Statement } from '../store/sql.js';
import type { Arrival, Store } from '../store/store.js';
import { deliveryStatement } from './delivery-store.js';
import { isAboutRules, messageOf } from './message.js';
import { firedStatement, type Rule, type RuleStore } from './rule-store.js';
import type { Transport, TransportStore } from './transport-store.js';

/** Events that come in within this time are looked at together. */
const GATHER_MS = 50;
/** Events looked at in one go. Those of them that match a rule make one notification. */
const BATCH = 500;

export interface RuleRunnerOptions {
  store: Store;
  rules: RuleStore;
  transports: TransportStore;
  /** Told when there is something to send. */
  onDeliveries: () => void;
  onFailure: (error: unknown, what: string) => void;
}

/**
 * Runs the rules over events as they come in.
 *
 * Whoever adds events does not wait for it: they are read again from the store, from a cursor that is kept there. It moves in
 * one transaction with everything that comes of the events it passes, so each event is looked at by each rule once, also when
 * the process ends in between.
 */
export class RuleRunner {
  readonly #options: RuleRunnerOptions;
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #run: Promise<void> | undefined;
  #closed = false;

  constructor(options: RuleRunnerOptions) {
    this.#options = options;
    options.store.onInsert(log => this.wake(log));
  }

  /** Looks at what came in before the process was started. */
  async start(): Promise<void> {
    for (const log of await this.#options.rules.logs()) this.wake(log);
  }

  wake(log: string): void {
    if (this.#closed) return;
    this.#waiting.add(log);
    if (this.#run) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#run = this.#runAll().finally(() => {
        this.#run = undefined;
        for (const log of this.#waiting) this.wake(log);
      });
    }, GATHER_MS);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#run;
  }

  async #runAll(): Promise<void> {
    const logs = [...this.#waiting];
    this.#waiting.clear();
    for (const log of logs) {
      try {
        while (!this.#closed && (await this.#step(log)));
      } catch (error) {
        this.#options.onFailure(error, `Running the rules of ${log}`);
      }
    }
  }

  /** Looks at the next events of a log. @returns whether there may be more */
  async #step(log: string): Promise<boolean> {
    const { store, rules, transports } = this.#options;
    const { rules: toRun, cursor } = await rules.toRun(log);
    if (toRun.length === 0) return false;
    const after = Math.max(cursor, Math.min(...toRun.map(rule => rule.since)));
    const upTo = await store.watermark();
    if (upTo <= after) return false;
    const arrivals = await store.arrivals(log, after, upTo, BATCH);
    const last = arrivals.at(-1)?.seq ?? upTo;
    const statements = await this.#fire(toRun, arrivals, await transports.all(log));
    await rules.advance(log, last, statements);
    if (statements.length > 0) this.#options.onDeliveries();
    return arrivals.length > 0;
  }

  async #fire(rules: readonly Rule[], arrivals: readonly Arrival[], transports: readonly Transport[]) {
    const now = Date.now();
    const running = rules.map(rule => ({
      rule,
      matches: predicateOf(rule.query, now),
      matched: [] as { pk: string; record: EventRecord }[],
    }));
    for (const [index, { seq, pk, body }] of arrivals.entries()) {
      // Requests want their turn, too.
      if (index % 100 === 99) await turn();
      const record = parseJson(body) as unknown as EventRecord;
      if (isAboutRules(record)) continue;
      for (const { rule, matches, matched } of running)
        if (seq > rule.since && matches(record)) matched.push({ pk, record });
    }
    return running
      .filter(({ matched }) => matched.length > 0)
      .flatMap(({ rule, matched }) => firing(rule, matched, transports, now));
  }
}

/** Everything that comes of a rule that fired. Without a transport it is only told here, as in authentik. */
function firing(
  rule: Rule,
  matched: readonly { pk: string; record: EventRecord }[],
  transports: readonly Transport[],
  now: number,
): Statement[] {
  const message = messageOf(rule, matched);
  const ways = transports.filter(({ pk }) => rule.transports.includes(pk));
  const statements = [firedStatement(rule.pk, now)];
  if (ways.length === 0 || ways.some(({ mode }) => mode === 'local')) {
    const { log, severity, body, event } = message;
    statements.push(notificationStatement({ log, severity, body, event: event.pk, created: now }));
  }
  for (const { pk, mode } of ways) if (mode !== 'local') statements.push(deliveryStatement(pk, rule.pk, message, now));
  return statements;
}

/** What a rule's query matches; nothing when it is broken, which none is that was saved through the API. */
function predicateOf(text: string, now: number): Predicate {
  const { query, errors } = parse(text);
  if (errors.length > 0) return () => false;
  if (query === null) return () => true;
  return compile(query, { now });
}
