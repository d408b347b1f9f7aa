import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import { formatNumber } from '../../internal/format.js';
import type { ChartTexts } from '../../locales/en/chart.js';
import type { Look, Series } from './chart-data.js';

export interface Legend {
  series: readonly Series[];
  label: (series: Series) => string;
  /** Whether the search asks for the value, or leaves it out; undefined when it does neither, null when it cannot. */
  state: (series: Series) => '=' | '!=' | undefined | null;
  toggle: (series: Series, operator: '=' | '!=') => void;
  texts: ChartTexts;
}

/** The values with their looks and counts; a press on one asks for it, one on its minus leaves it out. */
export function legend({ series, label, state, toggle, texts }: Legend): TemplateResult {
  return html`<ul class="legend" part="legend" aria-label=${texts.text('chartLegend')}>
    ${series.map(one => {
      const name = label(one);
      const now = state(one);
      const body = html`${chip(one.look)} <bdi class="cut">${name}</bdi>
        <span class="num">${formatNumber(one.total, texts.locale)}</span>`;
      if (now === null) return html`<li><span class="entry">${body}</span></li>`;
      return html`<li class=${now === '!=' ? 'is-out' : ''}>
        <button
          type="button"
          class="entry"
          aria-pressed=${now === '='}
          title=${texts.text('filterFor', name)}
          @click=${() => toggle(one, '=')}
        >
          ${body}
        </button>
        <button
          type="button"
          class="icon-btn out"
          aria-pressed=${now === '!='}
          aria-label=${texts.text('filterOut', name)}
          title=${texts.text('filterOut', name)}
          @click=${() => toggle(one, '!=')}
        >
          ${icon('minus', { small: true })}
        </button>
      </li>`;
    })}
  </ul>`;
}

/** The colour of a value with its icon or letters on it, and its pattern as a class. */
export function chip({ hue, pattern, icon: name, letters }: Look): TemplateResult {
  return html`<span
    class="chip ${name === null ? (letters.length > 1 ? 'letters two ' : 'letters ') : ''}pattern-${pattern}"
    data-group=${hue ?? nothing}
    aria-hidden="true"
    >${name === null ? letters : icon(name, { small: true })}</span
  >`;
}
