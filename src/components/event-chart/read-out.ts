import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../internal/format.js';
import type { ChartTexts } from '../../locales/en/chart.js';
import type { ChartData, Series } from './chart-data.js';
import { chip } from './legend.js';

/** More values than these in a bucket are told as one. */
const MOST = 6;

export interface ReadOut {
  data: ChartData;
  /** First and last bucket it is about. */
  span: readonly [first: number, last: number];
  /** From when to when. */
  title: string;
  /** The value that keys have chosen, or the pointer is on. */
  chosen: Series | null;
  label: (series: Series) => string;
  texts: ChartTexts;
}

/** Values of a stretch of buckets, most frequent first. */
export function spanCounts(
  { series }: ChartData,
  [first, last]: readonly [number, number],
): { one: Series; count: number }[] {
  return series
    .map(one => ({ one, count: one.counts.slice(first, last + 1).reduce((a, b) => a + b, 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

export function spanTotal({ buckets }: ChartData, [first, last]: readonly [number, number]): number {
  return buckets.slice(first, last + 1).reduce((total, bucket) => total + bucket.total, 0);
}

/** What lies under the pointer, or was chosen by keys. */
export function readOut({ data, span, title, chosen, label, texts }: ReadOut): TemplateResult {
  const counts = spanCounts(data, span);
  const shown = counts.length > MOST ? counts.slice(0, MOST - 1) : counts;
  if (chosen && !shown.some(({ one }) => one === chosen)) shown.push(...counts.filter(({ one }) => one === chosen));
  const rest = counts.filter(entry => !shown.includes(entry)).reduce((sum, { count }) => sum + count, 0);
  const row = (sign: unknown, name: string, count: number, isChosen: boolean): TemplateResult =>
    html`<li class=${isChosen ? 'is-chosen' : ''}>
      ${sign}<bdi class="cut">${name}</bdi><span class="num">${formatNumber(count, texts.locale)}</span>
    </li>`;
  return html`<p class="read-head">
      <b>${title}</b> <span class="num">${formatNumber(spanTotal(data, span), texts.locale)}</span>
    </p>
    ${partialNote(data, span, texts)}
    <ul>
      ${data.series.length > 1 ? shown.map(({ one, count }) => row(chip(one.look), label(one), count, one === chosen)) : nothing}
      ${rest > 0 ? row(html`<span></span>`, texts.text('chartOthers'), rest, false) : nothing}
    </ul>`;
}

function partialNote({ buckets }: ChartData, [first, last]: readonly [number, number], texts: ChartTexts): unknown {
  const said = new Set(buckets.slice(first, last + 1).flatMap(({ partial }) => partial ?? []));
  return [...said].map(
    which => html`<p class="faint">${texts.text(which === 'end' ? 'chartPartialEnd' : 'chartPartialStart')}</p>`,
  );
}
