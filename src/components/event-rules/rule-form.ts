import { html, nothing, type TemplateResult } from 'lit';
import type { NotificationRule, NotificationRuleInput, NotificationTransport } from '../../client/index.js';
import { icon } from '../../internal/icons.js';
import type { RulesTexts } from '../../locales/en/rules.js';
import { refusalNote } from '../../internal/manage-states.js';
import { safeText } from '../../internal/text.js';
import { SEVERITIES } from '../../model/actions.js';
import type { Severity } from '../../model/index.js';
import type { EventQueryInputChangeEvent } from '../event-query-input/index.js';
import { checkbox, choice, textField, wrongWith } from './fields.js';
import type { MatchCounts } from './match-counts.js';

/** A rule while it is written. */
export interface RuleDraft {
  /** `null` for a new one. */
  rule: NotificationRule | null;
  input: Required<Pick<NotificationRuleInput, 'name' | 'severity' | 'query' | 'enabled'>> &
    Pick<NotificationRuleInput, 'destination_group' | 'destination_event_user'> & { transports: readonly string[] };
  /** Whether the query runs; a broken one cannot be saved. */
  runs: boolean;
  busy: boolean;
  error: unknown;
}

export function draftOf(rule: NotificationRule | null): RuleDraft {
  const people =
    rule?.destination_group !== undefined || rule?.destination_event_user !== undefined
      ? {
          destination_group: rule.destination_group ?? null,
          destination_event_user: rule.destination_event_user ?? false,
        }
      : {};
  return {
    rule,
    input: {
      name: rule?.name ?? '',
      query: rule?.query ?? '',
      severity: SEVERITIES.find(known => known === rule?.severity) ?? 'notice',
      transports: Array.isArray(rule?.transports) ? rule.transports : [],
      enabled: rule?.enabled ?? true,
      ...people,
    },
    runs: true,
    busy: false,
    error: undefined,
  };
}

/** Whether what decides is more than one query: then it is shown, and edited where it was made. */
export function isElsewhere(rule: NotificationRule | null): boolean {
  return rule !== null && rule.query === undefined && (rule.matchers?.length ?? 0) > 0;
}

/** What is sent: all of a new rule, of an old one what can have changed here. */
export function inputOf({ rule, input }: RuleDraft): NotificationRuleInput {
  const { query, ...rest } = input;
  return isElsewhere(rule) ? rest : { ...rest, query };
}

export interface RuleFormActions {
  change: (input: Partial<RuleDraft['input']>) => void;
  changeQuery: (query: string, runs: boolean) => void;
  save: () => void;
  close: () => void;
}

export interface RuleFormData {
  draft: RuleDraft;
  transports: readonly NotificationTransport[];
  /** `null` where the server knows none. */
  groups: readonly { pk: string; name: string }[] | null;
  counts: MatchCounts | undefined;
}

export function ruleForm(
  { draft, transports, groups, counts }: RuleFormData,
  texts: RulesTexts,
  actions: RuleFormActions,
): TemplateResult {
  const { rule, input, runs, busy, error } = draft;
  return html`<form
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      actions.save();
    }}
  >
    <div class="dialog-body">
      <h2 id="rule-title">${texts.text(rule ? 'ruleEdit' : 'ruleNew')}</h2>
      ${textField({
        name: 'name',
        label: texts.text('ruleName'),
        value: input.name,
        required: true,
        wrong: wrongWith(error, 'name'),
        change: name => actions.change({ name }),
      })}
      ${isElsewhere(rule) ? matchers(rule!, texts) : queryField(draft, counts, texts, actions)}
      <fieldset>
        <legend>${texts.text('ruleSeverity')}</legend>
        ${choice(
          'severity',
          SEVERITIES.map(value => ({
            value,
            label: html`${icon(value, { class: `sev-${value}` })} ${texts.text('severity', value)}`,
          })),
          input.severity,
          severity => actions.change({ severity: severity as Severity }),
        )}
      </fieldset>
      <fieldset>
        <legend>${texts.text('ruleTransports')}</legend>
        <div class="options column">
          ${transports.map(({ pk, name, mode }) =>
            checkbox(
              html`<bdi>${safeText(name)}</bdi> <span class="faint">${texts.text('transportMode', mode)}</span>`,
              input.transports.includes(pk),
              on =>
                actions.change({
                  transports: on ? [...input.transports, pk] : input.transports.filter(other => other !== pk),
                }),
            ),
          )}
        </div>
        ${transports.length === 0 || input.transports.length === 0 ? html`<p class="hint">${texts.text('ruleNoTransport')}</p>` : nothing}
      </fieldset>
      ${groups ? people(draft, groups, texts, actions) : nothing}
      ${checkbox(texts.text('ruleEnabled'), input.enabled, enabled => actions.change({ enabled }))}
      ${error !== undefined ? refusalNote(error, texts) : nothing}
    </div>
    <div class="dialog-foot">
      <button type="button" class="btn" @click=${actions.close}>${texts.text('manageCancel')}</button>
      <button type="submit" class="btn primary" ?disabled=${busy || !runs || input.name.trim() === ''}>
        ${texts.text('manageSave')}
      </button>
    </div>
  </form>`;
}

function queryField(
  { input, runs, error }: RuleDraft,
  counts: MatchCounts | undefined,
  texts: RulesTexts,
  actions: RuleFormActions,
): TemplateResult {
  const wrong = wrongWith(error, 'query');
  // The box is about this rule, not about the view around: it is kept from asking for that.
  return html`<div class="field" @context-request=${(event: Event) => event.stopPropagation()}>
    <span class="label">${texts.text('ruleQuery')}</span>
    <event-query-input
      label=${texts.text('ruleQuery')}
      .value=${input.query}
      @event-search-request=${(event: Event) => event.preventDefault()}
      @event-query-submit=${(event: Event) => event.preventDefault()}
      @event-query-input-change=${({ detail }: EventQueryInputChangeEvent) =>
        actions.changeQuery(detail.value, detail.kind !== 'broken')}
    ></event-query-input>
    <p class=${wrong === '' ? 'hint counts' : 'wrong'} role="status">
      ${wrong === '' ? countsText(counts, runs, texts) : safeText(wrong)}
    </p>
  </div>`;
}

export function countsText(counts: MatchCounts | undefined, runs: boolean, texts: RulesTexts): string {
  if (!runs) return texts.text('ruleBroken');
  if (!counts) return texts.text('exportCounting');
  if (counts.day === null || counts.week === null) return texts.text('ruleUncounted');
  return texts.text('ruleMatches', counts.day, counts.week);
}

/** authentik: policies decide, and are edited there. */
function matchers({ matchers: list = [] }: NotificationRule, texts: RulesTexts): TemplateResult {
  return html`<div class="field">
    <span class="label">${texts.text('ruleMatchers')}</span>
    <ul class="matchers">
      ${list.map(({ name, enabled, negate, match }) => {
        const facts = Object.entries(match ?? {}).filter(([, value]) => typeof value === 'string' && value !== '');
        return html`<li>
          <bdi>${safeText(name)}</bdi>
          ${negate ? html`<span class="tag">${texts.text('ruleNegated')}</span>` : nothing}
          ${enabled ? nothing : html`<span class="tag">${texts.text('ruleOff')}</span>`}
          ${facts.map(([key, value]) => html`<span class="mono">${safeText(`${key} = ${value}`)}</span> `)}
        </li>`;
      })}
    </ul>
    <p class="hint">${texts.text('ruleMatchersHint')}</p>
  </div>`;
}

function people(
  { input, error }: RuleDraft,
  groups: readonly { pk: string; name: string }[],
  texts: RulesTexts,
  actions: RuleFormActions,
): TemplateResult {
  const wrong = wrongWith(error, 'destination_group');
  return html`<div class="field">
    <label class="label" for="group">${texts.text('ruleGroup')}</label>
    <select
      id="group"
      @change=${(event: Event) => actions.change({ destination_group: (event.target as HTMLSelectElement).value || null })}
    >
      <option value="" ?selected=${!input.destination_group}>${texts.text('ruleNoGroup')}</option>
      ${groups.map(({ pk, name }) => html`<option value=${pk} ?selected=${pk === input.destination_group}>${name}</option>`)}
    </select>
    ${wrong === '' ? nothing : html`<p class="wrong">${safeText(wrong)}</p>`}
    ${checkbox(texts.text('ruleEventUser'), input.destination_event_user ?? false, on =>
      actions.change({ destination_event_user: on }),
    )}
    ${input.destination_group || input.destination_event_user ? nothing : html`<p class="hint nobody">${texts.text('ruleToNobody')}</p>`}
  </div>`;
}
