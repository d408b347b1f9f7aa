import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../internal/icons.js';
import type { DetailTexts } from '../../locales/en/detail.js';
import { safeText } from '../../internal/text.js';

/** There is nothing to show, and why. */
export function renderBlank(name: IconName, title: TemplateResult, hint: string): TemplateResult {
  return html`<div class="blank">
    ${icon(name)} ${title}
    <p class="muted">${hint}</p>
  </div>`;
}

/** The event could not be had. `error` is whatever the client failed with. */
export function renderFailed(
  title: TemplateResult,
  error: unknown,
  localize: DetailTexts,
  retry: () => void,
): TemplateResult {
  return html`<div class="blank">
    ${icon('alert', { class: 'sev-alert' })} ${title}
    <p class="muted" role="alert">${safeText(error instanceof Error ? error.message : error, { max: 500 })}</p>
    <button type="button" class="btn" @click=${retry}>${icon('refresh')} ${localize.text('retry')}</button>
  </div>`;
}

/** The event is on its way; said aloud only when that takes a while. */
export function renderLoading(status: 'waiting' | 'loading', localize: DetailTexts): TemplateResult {
  const line = html`<span class="sk"></span>`;
  return html`<div class="skeleton ${status}" aria-busy="true">
    <p class="sr" role="status">${status === 'loading' ? localize.text('detailLoading') : nothing}</p>
    <div class="sentence">${line}</div>
    <div class="body">
      <div>${Array.from({ length: 8 }, () => line)}</div>
      <div>${Array.from({ length: 5 }, () => line)}</div>
    </div>
  </div>`;
}
