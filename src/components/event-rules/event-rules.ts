import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type {
  EventsClient,
  ManagePage,
  NotificationRule,
  NotificationRules,
  NotificationTransport,
} from '../../client/index.js';
import { FocusKeeper } from '../../internal/focus-keeper.js';
import { icon } from '../../internal/icons.js';
import { LoadController } from '../../internal/load-controller.js';
import { Localize } from '../../internal/localize.js';
import {
  blankState,
  deletionQuestion,
  refusalDetail,
  refusalNote,
  refusalText,
  skeleton,
} from '../../internal/manage-states.js';
import { safeText, textOf } from '../../internal/text.js';
import { VERSION } from '../../internal/version.js';
import { rulesEn } from '../../locales/en/rules.js';
import { DataElement } from '../event-provider/index.js';
import { EventRulesChangeEvent, type RuleChange } from './event-rules.events.js';
import { styles } from './event-rules.styles.js';
import { MatchCounter } from './match-counts.js';
import { draftOf, inputOf, isElsewhere, ruleForm, type RuleDraft } from './rule-form.js';
import { ruleItem, transportItem, type TestResult } from './items.js';
import { transportDraft, transportForm, transportInput, type TransportDraft } from './transport-form.js';

/** Rules and transports are few; a log with more of them has a page of its own for them. */
const PAGE_SIZE = 100;

interface Managed {
  rules: ManagePage<NotificationRule>;
  transports: ManagePage<NotificationTransport>;
  groups: { pk: string; name: string }[] | null;
}

type Removal = { kind: RuleChange['kind']; pk: string; name: string };

/**
 * Which events notify whom: rules (a query, a severity, ways to tell somebody), and the transports they send through. A rule
 * being written shows how many events of the last day and week it would have matched.
 *
 * @tagname event-rules
 * @status experimental
 * @since 0.2.0
 *
 * @csspart base - The box around each of the two lists.
 * @csspart dialog - The form of a rule or a transport.
 * @fires {EventRulesChangeEvent} event-rules-change - A reader changed a rule or a transport.
 */
export class EventRules extends DataElement {
  /** @internal */ static readonly tag = 'event-rules';
  /** @internal */ static readonly version = VERSION;
  static override styles = styles;

  readonly #localize = new Localize(this, rulesEn, () => this.provider.state.locale);
  readonly #data = new LoadController<NotificationRules, Managed>(this, {
    source: () => this.provider.state.client?.rules,
    load: (rules, signal) => load(rules, signal),
  });
  readonly #counter = new MatchCounter(this);
  /** Whether the server is the reference server, which knows more of transports. */
  #own: { client: EventsClient; yes: boolean } | undefined;
  #tests = new Map<string, TestResult>();

  @query('dialog.editor') private readonly editor!: HTMLDialogElement | null;
  @query('dialog.deletion') private readonly deletion!: HTMLDialogElement | null;
  @state() private rule: RuleDraft | null = null;
  @state() private transport: TransportDraft | null = null;
  @state() private removal: Removal | null = null;
  @state() private problem: unknown;
  @state() private message = '';

  constructor() {
    super();
    new FocusKeeper(this);
  }

  /** Reads rules and transports again. */
  refresh(): void {
    if (this.isConnected) void this.#data.reload();
  }

  get #rules(): NotificationRules | null {
    return this.provider.state.client?.rules ?? null;
  }

  // --- What a reader does ---

  /** Writes something, and reads everything again: the server's word is what counts. */
  async #write(change: Omit<RuleChange, 'pk'>, work: (rules: NotificationRules) => Promise<string>): Promise<boolean> {
    const rules = this.#rules;
    if (!rules) return false;
    const pk = await work(rules);
    await this.#data.reload();
    const event = new EventRulesChangeEvent({ ...change, pk });
    this.dispatchEvent(event);
    return true;
  }

  #editRule(rule: NotificationRule | null): void {
    const { client } = this.provider.state;
    this.transport = null;
    this.rule = draftOf(rule);
    if (!isElsewhere(rule)) this.#counter.ask(client, this.rule.input.query, true);
    this.#open();
  }

  #editTransport(transport: NotificationTransport | null): void {
    const { client } = this.provider.state;
    this.rule = null;
    this.transport = transportDraft(transport);
    if (client && this.#own?.client !== client) void this.#learn(client);
    this.#open();
  }

  async #learn(client: EventsClient): Promise<void> {
    const known = await client.capabilities().catch(() => null);
    if (client !== this.provider.state.client) return; // another server by now
    this.#own = { client, yes: known?.level === 3 };
    this.requestUpdate();
  }

  #open(): void {
    void this.updateComplete.then(() => this.editor?.showModal());
  }

  #closed(): void {
    this.#counter.stop();
    this.rule = null;
    this.transport = null;
  }

  #changeRule(input: Partial<RuleDraft['input']>): void {
    if (this.rule) this.rule = { ...this.rule, input: { ...this.rule.input, ...input }, error: undefined };
  }

  #changeQuery(text: string, runs: boolean): void {
    this.#changeRule({ query: text });
    if (this.rule) this.rule = { ...this.rule, runs };
    this.#counter.ask(this.provider.state.client, runs ? text : null);
  }

  async #saveRule(): Promise<void> {
    const draft = this.rule;
    if (!draft || draft.busy || !draft.runs) return;
    this.rule = { ...draft, busy: true };
    const { rule } = draft;
    try {
      await this.#write({ kind: 'rule', change: rule ? 'updated' : 'created' }, async rules => {
        const saved = rule ? await rules.update(rule.pk, inputOf(draft)) : await rules.create(inputOf(draft));
        return saved.pk;
      });
      this.message = this.#localize.text('ruleSaved', draft.input.name);
      this.editor?.close();
    } catch (error) {
      if (this.rule) this.rule = { ...this.rule, busy: false, error };
    }
  }

  async #saveTransport(): Promise<void> {
    const draft = this.transport;
    if (!draft || draft.busy) return;
    this.transport = { ...draft, busy: true };
    const { transport } = draft;
    try {
      await this.#write({ kind: 'transport', change: transport ? 'updated' : 'created' }, async ({ transports }) => {
        const input = transportInput(draft);
        const saved = transport ? await transports.update(transport.pk, input) : await transports.create(input);
        return saved.pk;
      });
      this.message = this.#localize.text('ruleSaved', draft.input.name);
      this.editor?.close();
    } catch (error) {
      if (this.transport) this.transport = { ...this.transport, busy: false, error };
    }
  }

  async #switch(rule: NotificationRule): Promise<void> {
    const enabled = !(rule.enabled ?? true);
    this.problem = undefined;
    try {
      await this.#write(
        { kind: 'rule', change: 'updated' },
        async rules => (await rules.update(rule.pk, { enabled })).pk,
      );
    } catch (error) {
      this.problem = error;
    }
  }

  async #test({ pk }: NotificationTransport): Promise<void> {
    const rules = this.#rules;
    if (!rules || this.#tests.get(pk) === null) return;
    const texts = this.#localize;
    this.#tests.set(pk, null);
    this.requestUpdate();
    try {
      const { messages } = await rules.transports.test(pk);
      this.#tests.set(pk, { text: texts.text('transportTested', (messages ?? []).map(textOf).join(' ')), bad: false });
    } catch (error) {
      this.#tests.set(pk, { text: `${refusalText(error, texts)} ${refusalDetail(error)}`, bad: true });
    }
    void this.#data.reload();
    this.requestUpdate();
  }

  #askToDelete(removal: Removal): void {
    this.removal = removal;
    void this.updateComplete.then(() => this.deletion?.showModal());
  }

  async #delete(): Promise<void> {
    const { removal } = this;
    this.deletion?.close();
    if (!removal) return;
    const { kind, pk } = removal;
    this.problem = undefined;
    try {
      await this.#write({ kind, change: 'deleted' }, async rules => {
        await (kind === 'rule' ? rules.remove(pk) : rules.transports.remove(pk));
        return pk;
      });
      this.message = this.#localize.text('ruleDeleted', removal.name);
    } catch (error) {
      this.problem = error;
    }
  }

  // --- Drawing ---

  override render(): TemplateResult {
    const texts = this.#localize;
    const { client } = this.provider.state;
    const { data } = this.#data;
    return html`${this.problem !== undefined ? refusalNote(this.problem, texts, { dismiss: () => (this.problem = undefined) }) : nothing}
      ${this.#renderRules()} ${data ? this.#renderTransports(data) : nothing}
      <dialog
        class="editor"
        part="dialog"
        aria-labelledby=${this.transport ? 'transport-title' : 'rule-title'}
        @close=${() => this.#closed()}
      >
        ${data && this.rule ? this.#renderRuleForm(this.rule, data) : nothing}
        ${
          this.transport
            ? transportForm(this.transport, this.#own?.client === client && this.#own.yes, texts, {
                change: input => {
                  const draft = this.transport!;
                  this.transport = { ...draft, input: { ...draft.input, ...input }, error: undefined };
                },
                save: () => void this.#saveTransport(),
                close: () => this.editor?.close(),
              })
            : nothing
        }
      </dialog>
      <dialog class="deletion" aria-labelledby="deletion-title">
        ${deletionQuestion(
          texts.text('ruleDeleteTitle', this.removal?.name ?? ''),
          texts.text(this.removal?.kind === 'transport' ? 'transportDeleteHint' : 'ruleDeleteHint'),
          texts,
          { remove: () => void this.#delete(), close: () => this.deletion?.close() },
        )}
      </dialog>
      <p class="sr" role="status">${safeText(this.message)}</p>`;
  }

  #renderRuleForm(draft: RuleDraft, { transports, groups }: Managed): TemplateResult {
    return ruleForm({ draft, transports: transports.results, groups, counts: this.#counter.counts }, this.#localize, {
      change: input => this.#changeRule(input),
      changeQuery: (text, runs) => this.#changeQuery(text, runs),
      save: () => void this.#saveRule(),
      close: () => this.editor?.close(),
    });
  }

  #renderRules(): TemplateResult {
    const texts = this.#localize;
    const { data, status, error } = this.#data;
    return html`<section class="area" part="base" aria-label=${texts.text('rules')}>
      <div class="head">
        <b>${texts.text('rules')}</b>
        <span class="faint grow">${data ? texts.text('rulesCount', data.rules.pagination.count) : nothing}</span>
        ${
          data
            ? html`<button type="button" class="btn small new-rule" @click=${() => this.#editRule(null)}>
                ${icon('plus')} ${texts.text('ruleNew')}
              </button>`
            : nothing
        }
      </div>
      ${status === 'failed' ? refusalNote(error, texts, { again: () => void this.#data.reload() }) : nothing}
      ${status === 'idle' ? blankState('bell', texts.text('rulesNone'), texts.text('rulesNoneHint')) : nothing}
      ${status === 'loading' && !data ? skeleton() : nothing}
      ${data && data.rules.results.length === 0 ? blankState('bell', texts.text('rulesEmpty'), texts.text('rulesEmptyHint')) : nothing}
      ${
        data && data.rules.results.length > 0
          ? html`<ul class="items">
              ${data.rules.results.map(rule => this.#renderRule(rule, data))}
            </ul>`
          : nothing
      }
    </section>`;
  }

  #renderRule(rule: NotificationRule, { transports, groups }: Managed): TemplateResult {
    const { pk, name } = rule;
    return ruleItem(rule, { transports: transports.results, hasGroups: groups !== null }, this.#localize, {
      switch: () => void this.#switch(rule),
      edit: () => this.#editRule(rule),
      remove: () => this.#askToDelete({ kind: 'rule', pk, name }),
    });
  }

  #renderTransports({ transports }: Managed): TemplateResult {
    const texts = this.#localize;
    return html`<section class="area" part="base" aria-label=${texts.text('transports')}>
      <div class="head">
        <b>${texts.text('transports')}</b>
        <span class="faint grow">${texts.text('transportsHint')}</span>
        <button type="button" class="btn small new-transport" @click=${() => this.#editTransport(null)}>
          ${icon('plus')} ${texts.text('transportNew')}
        </button>
      </div>
      ${
        transports.results.length === 0
          ? blankState('mail', texts.text('transportsEmpty'), texts.text('transportsEmptyHint'))
          : html`<ul class="items">
              ${transports.results.map(transport =>
                transportItem(transport, this.#tests.get(transport.pk), texts, {
                  test: () => void this.#test(transport),
                  edit: () => this.#editTransport(transport),
                  remove: () => this.#askToDelete({ kind: 'transport', pk: transport.pk, name: transport.name }),
                }),
              )}
            </ul>`
      }
    </section>`;
  }
}

async function load(rules: NotificationRules, signal: AbortSignal): Promise<Managed> {
  const [all, transports, groups] = await Promise.all([
    rules.list({ ordering: 'name', pageSize: PAGE_SIZE, signal }),
    rules.transports.list({ ordering: 'name', pageSize: PAGE_SIZE, signal }),
    // Groups are another application of authentik's: who may see rules may not see them.
    rules.groups({ pageSize: PAGE_SIZE, signal }).catch(() => null),
  ]);
  return { rules: all, transports, groups };
}
