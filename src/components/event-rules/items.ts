import { html, nothing, type TemplateResult } from 'lit';
import type { NotificationRule, NotificationTransport } from '../../client/index.js';
import { formatRelative } from '../../internal/format.js';
import { icon, type IconName } from '../../internal/icons.js';
import type { RulesTexts } from '../../locales/en/rules.js';
import { safeText } from '../../internal/text.js';
import { isoMs } from '../../model/time.js';
import { SEVERITIES } from '../../model/actions.js';

/** What came of a test of a transport; `null` while it is under way. */
export type TestResult = { text: string; bad: boolean } | null;

export interface RuleActions {
  switch: () => void;
  edit: () => void;
  remove: () => void;
}

/**
 * A rule in the list.
 *
 * @param around the transports there are, and whether people are told by group, as on authentik
 */
export function ruleItem(
  rule: NotificationRule,
  around: { transports: readonly NotificationTransport[]; hasGroups: boolean },
  texts: RulesTexts,
  actions: RuleActions,
): TemplateResult {
  const { pk, name, enabled = true } = rule;
  const severity = SEVERITIES.find(known => known === rule.severity) ?? 'notice';
  return html`<li class="item ${enabled ? '' : 'off'}" data-pk=${pk}>
    <div class="item-head">
      ${icon(severity, { class: `sev-${severity}` })} <b class="cut">${safeText(name)}</b>
      <span class="tag sev-${severity}">${texts.text('severity', severity)}</span>
      <span class="grow"></span>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked=${enabled}
        aria-label=${texts.text('ruleSwitch', name)}
        title=${texts.text(enabled ? 'ruleOn' : 'ruleOff')}
        @click=${actions.switch}
      ></button>
      ${iconButton('update', texts.text('ruleEditOne', name), actions.edit, 'edit')}
      ${iconButton('delete', texts.text('ruleDeleteOne', name), actions.remove, 'danger')}
    </div>
    <div class="item-text">
      ${condition(rule, texts)}
      <p class="muted">
        ${safeText(toWhom(rule, around, texts))}
        ${typeof rule.fired === 'number' ? html`<span class="faint">${firedText(rule, texts)}</span>` : nothing}
      </p>
    </div>
  </li>`;
}

function condition(rule: NotificationRule, texts: RulesTexts): TemplateResult {
  if (rule.query !== undefined)
    return html`<p class="query">
      ${rule.query === '' ? texts.text('exportNoQuery') : html`<bdi class="mono">${safeText(rule.query, { max: 500 })}</bdi>`}
    </p>`;
  const names = (rule.matchers ?? []).map(({ name }) => name);
  return html`<p class="query">
    ${names.length > 0 ? safeText(texts.text('ruleByPolicies', names.join(', '))) : texts.text('ruleNoCondition')}
  </p>`;
}

function toWhom(
  { transports: keys, destination_group_obj: group, destination_event_user: eventUser }: NotificationRule,
  { transports, hasGroups }: { transports: readonly NotificationTransport[]; hasGroups: boolean },
  texts: RulesTexts,
): string {
  // On authentik a rule that names nobody sends nothing, whatever its transports are.
  if (hasGroups && !group && !eventUser) return texts.text('ruleToNobody');
  const ways = (Array.isArray(keys) ? keys : []).map(
    key => transports.find(({ pk }) => pk === key)?.name ?? texts.text('ruleUnknownTransport'),
  );
  return [
    ways.length > 0 ? texts.text('ruleThrough', ways.join(', ')) : texts.text('ruleNoTransport'),
    ...(group?.name ? [texts.text('ruleTo', group.name)] : []),
    ...(eventUser ? [texts.text('ruleToEventUser')] : []),
  ].join(' ');
}

function firedText({ fired = 0, last_fired: last }: NotificationRule, texts: RulesTexts): string {
  return texts.text('ruleFired', fired, last ? formatRelative(isoMs(last), Date.now(), texts.locale) : '');
}

export interface TransportActions {
  test: () => void;
  edit: () => void;
  remove: () => void;
}

const SIGNS: Partial<Record<string, IconName>> = { local: 'bell', email: 'mail' };

/** A transport in the list. */
export function transportItem(
  transport: NotificationTransport,
  test: TestResult | undefined,
  texts: RulesTexts,
  actions: TransportActions,
): TemplateResult {
  const { pk, name, mode, webhook_url: url, email_to: to, signed, deliveries } = transport;
  return html`<li class="item" data-pk=${pk}>
    <div class="item-head">
      ${icon(SIGNS[mode] ?? 'link', { class: 'muted' })} <b class="cut">${safeText(name)}</b
      ><span class="tag">${texts.text('transportMode', mode)}</span>
      ${signed ? html`<span class="tag">${texts.text('transportSigned')}</span>` : nothing}
      <span class="grow"></span>
      <button type="button" class="link test" ?disabled=${test === null} @click=${actions.test}>
        ${texts.text(test === null ? 'transportTesting' : 'transportTest')}
      </button>
      ${iconButton('update', texts.text('ruleEditOne', name), actions.edit, 'edit')}
      ${iconButton('delete', texts.text('ruleDeleteOne', name), actions.remove, 'danger')}
    </div>
    <div class="item-text">
      ${url || to ? html`<p class="muted"><bdi class="mono">${safeText(url || to)}</bdi></p>` : nothing}
      ${
        deliveries
          ? html`<p class=${deliveries.failed > 0 ? 'wrong' : 'faint'}>
              ${texts.text('transportDeliveries', deliveries.delivered, deliveries.waiting, deliveries.failed)}
              ${deliveries.failed > 0 ? safeText(deliveries.last_error ?? '') : nothing}
            </p>`
          : nothing
      }
      <p class=${test?.bad ? 'wrong' : 'said'} role="status">${test ? safeText(test.text) : nothing}</p>
    </div>
  </li>`;
}

function iconButton(sign: IconName, name: string, press: () => void, kind: string): TemplateResult {
  return html`<button type="button" class="icon-btn ${kind}" aria-label=${name} title=${name} @click=${press}>
    ${icon(sign)}
  </button>`;
}
