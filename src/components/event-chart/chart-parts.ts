import { html, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { ChartTexts } from '../../locales/en/chart.js';
import { safeText } from '../../internal/text.js';
import { failureMessage } from '../event-log/failure-text.js';
import type { ChartForm, ChartKind, ChartScale } from './event-chart.types.js';

/** How the figures are shown. */
export interface ChartLayout {
  kind: ChartKind;
  scale: ChartScale;
  form: ChartForm;
}

export interface Tools extends ChartLayout {
  layout: (change: Partial<ChartLayout>) => void;
  /** Copies the table; null while there is none. */
  copy: (() => void) | null;
  copyIcon: unknown;
}

/** The switches at the end of the head: bars or lines, the scale, chart or table. */
export function tools({ kind, scale, form, layout, copy, copyIcon }: Tools, texts: ChartTexts): TemplateResult {
  const choice = (pressed: boolean, sign: string, text: string, change: Partial<ChartLayout>): TemplateResult =>
    html`<button type="button" aria-pressed=${pressed} title=${text} @click=${() => layout(change)}>
      ${icon(sign)} <span>${text}</span>
    </button>`;
  return html`<div class="tools">
    ${
      form === 'chart'
        ? html`<div class="group small kinds" role="group" aria-label=${texts.text('chartKind')}>
              ${choice(kind === 'bars', 'bars', texts.text('chartBars'), { kind: 'bars' })}
              ${choice(kind === 'lines', 'lines', texts.text('chartLines'), { kind: 'lines' })}
            </div>
            <div class="group small">
              <button
                type="button"
                aria-pressed=${scale === 'log'}
                title=${texts.text('chartLogHint')}
                @click=${() => layout({ scale: scale === 'log' ? 'linear' : 'log' })}
              >
                ${texts.text('chartLog')}
              </button>
            </div>`
        : html`<button type="button" class="btn small quiet" ?disabled=${!copy} @click=${() => copy?.()}>
            ${copyIcon} ${texts.text('chartCopy')}
          </button>`
    }
    <div class="group small" role="group" aria-label=${texts.text('chartForm')}>
      ${choice(form === 'chart', 'bars', texts.text('chartFormChart'), { form: 'chart' })}
      ${choice(form === 'table', 'table', texts.text('chartFormTable'), { form: 'table' })}
    </div>
  </div>`;
}

/** What stands in place of a chart that there never was one of. */
export function failed(error: unknown, retry: () => void, texts: ChartTexts): TemplateResult {
  return html`<div class="blank">
    ${icon('alert', { class: 'sev-alert' })}
    <div role="alert">
      <b>${texts.text('chartFailed')}</b>
      <p class="muted">${safeText(failureMessage(error))}</p>
    </div>
    <button type="button" class="btn small" @click=${retry}>${icon('refresh')} ${texts.text('retry')}</button>
  </div>`;
}

/** There are figures, and nothing to draw them with. */
export function notLoaded(texts: ChartTexts): TemplateResult {
  return html`<div class="blank">
    ${icon('alert', { class: 'sev-alert' })}
    <p role="alert">${texts.text('chartNotLoaded')}</p>
  </div>`;
}

/** Newer figures could not be had: those before still stand. */
export function stale(error: unknown, retry: () => void, texts: ChartTexts): TemplateResult {
  return html`<div class="note failed">
    ${icon('alert', { class: 'sev-alert' })}
    <span class="grow" role="alert">${safeText(failureMessage(error))} ${texts.text('chartStale')}</span>
    <button type="button" class="link" @click=${retry}>${texts.text('retry')}</button>
  </div>`;
}

const SKELETON_BARS = 24;

export const skeleton: TemplateResult = html`<div class="sk-bars" aria-hidden="true">
  ${Array.from({ length: SKELETON_BARS }, () => html`<i></i>`)}
</div>`;

export function empty(hasSource: boolean, texts: ChartTexts): TemplateResult {
  return html`<div class="blank">
    ${icon('bars')}
    <b>${texts.text('chartEmpty')}</b>
    <p class="muted">${texts.text(hasSource ? 'chartEmptyHint' : 'logNoSourceHint')}</p>
  </div>`;
}
