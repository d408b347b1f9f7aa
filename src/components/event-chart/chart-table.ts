import { html, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import { formatNumber } from '../../internal/format.js';
import type { ChartTexts } from '../../locales/en/chart.js';
import type { Bucket, ChartData, Series } from './chart-data.js';
import { chip } from './legend.js';

/** A column to sort by: the time, all events, or the index of a value. */
export type SortColumn = 'time' | 'total' | number;
export interface TableSort {
  column: SortColumn;
  descending: boolean;
}

export interface ChartTable {
  data: ChartData;
  sort: TableSort;
  setSort: (sort: TableSort) => void;
  label: (series: Series) => string;
  bucket: (bucket: Bucket) => string;
  texts: ChartTexts;
  caption: string;
}

/** Rows in the order of a column; by time where that is equal. */
export function sortedRows({ buckets, series }: ChartData, { column, descending }: TableSort): number[] {
  const value = (row: number): number =>
    column === 'time' ? row : column === 'total' ? buckets[row]!.total : (series[column]?.counts[row] ?? 0);
  const rows = buckets.map((_, row) => row).sort((a, b) => value(a) - value(b) || a - b);
  return descending ? rows.reverse() : rows;
}

/** The numbers of the chart, in the same words. */
export function chartTable({ data, sort, setSort, label, bucket, texts, caption }: ChartTable): TemplateResult {
  const number = (value: number): string => formatNumber(value, texts.locale);
  const head = (column: SortColumn, content: unknown, name: string): TemplateResult => {
    const isSorted = sort.column === column;
    const direction = sort.descending ? 'descending' : 'ascending';
    return html`<th scope="col" class=${column === 'time' ? '' : 'num'} aria-sort=${isSorted ? direction : 'none'}>
      <button
        type="button"
        aria-label=${name}
        title=${name}
        @click=${() => setSort({ column, descending: isSorted ? !sort.descending : column !== 'time' })}
      >
        ${content}
        ${icon(isSorted ? (sort.descending ? 'sort-down' : 'sort-up') : 'sort', { small: true, class: isSorted ? '' : 'unsorted' })}
      </button>
    </th>`;
  };
  const parts = data.series.length > 1 || data.series[0]?.key !== '' ? data.series : [];
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption} part="table">
    <table class="figures">
      <thead>
        <tr>
          ${head('time', texts.text('logTime'), texts.text('logTime'))}
          ${parts.map((one, index) => head(index, html`${chip(one.look)}<bdi class="cut name">${label(one)}</bdi>`, label(one)))}
          ${head('total', texts.text('chartAll'), texts.text('chartAll'))}
        </tr>
      </thead>
      <tbody>
        ${sortedRows(data, sort).map(
          row =>
            html`<tr>
              <th scope="row">${bucket(data.buckets[row]!)}</th>
              ${parts.map(({ counts }) => html`<td class="num ${counts[row] === 0 ? 'faint' : ''}">${number(counts[row]!)}</td>`)}
              <td class="num"><b>${number(data.buckets[row]!.total)}</b></td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${texts.text('chartAll')}</th>
          ${parts.map(({ total }) => html`<td class="num">${number(total)}</td>`)}
          <td class="num"><b>${number(data.total)}</b></td>
        </tr>
      </tfoot>
    </table>
  </div>`;
}

/** The table for a spreadsheet: tabs between cells, plain figures, ISO 8601 times in UTC. */
export function tableText({ data, sort, label, texts }: Pick<ChartTable, 'data' | 'sort' | 'label' | 'texts'>): string {
  // A cell that begins like a formula would be run as one.
  const cell = (text: string): string => text.replace(/[\t\r\n]+/g, ' ').replace(/^(?=[=+\-@])/, "'");
  const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
  const lines = [
    [
      texts.text('rangeStart'),
      texts.text('chartUntil'),
      ...data.series.map(one => cell(label(one))),
      texts.text('chartAll'),
    ],
    ...sortedRows(data, sort).map(row => {
      const { start, end, total } = data.buckets[row]!;
      return [iso(start), iso(end), ...data.series.map(({ counts }) => String(counts[row])), String(total)];
    }),
  ];
  return lines.map(line => line.join('\t')).join('\n');
}
