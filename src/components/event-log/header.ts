import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { LogTexts } from '../../locales/en/log.js';
import { givesWay, narrowRow, type Column } from './columns.js';
import { sortedBy } from './ordering.js';

export interface Header {
  columns: readonly Column[];
  ordering: string;
  /** Fields the client can sort by. */
  sortable: readonly string[];
  texts: LogTexts;
  sort: (field: string) => void;
}

/** The heading of each column: a button where the list can be sorted by it. */
export function header({ columns, ordering, sortable, texts, sort }: Header): TemplateResult {
  const { field, descending } = sortedBy(ordering);
  const { lead, end, below } = narrowRow(columns);
  const narrow = (column: Column): string =>
    column === lead ? 'n-lead' : column === end ? 'n-end' : column === below ? 'n-below' : 'n-none';
  const cells = columns.map((column, index) => {
    const { sortField, label, kind } = column;
    const way = givesWay(column, columns);
    const sorted = sortField !== undefined && sortField === field;
    const canSort = sortField !== undefined && sortable.includes(sortField);
    return html`<span
      class="cell c-${kind} ${narrow(column)} ${way ? `not-${way}` : ''}"
      role="columnheader"
      aria-colindex=${index + 2}
      aria-sort=${sorted ? (descending ? 'descending' : 'ascending') : nothing}
      >${
        canSort
          ? html`<button type="button" class="sort" tabindex="-1" @click=${() => sort(sortField)}>
              <bdi class="cut">${label}</bdi>
              ${icon(sorted ? (descending ? 'sort-down' : 'sort-up') : 'sort', { small: true })}
            </button>`
          : html`<bdi class="cut">${label}</bdi>`
      }</span
    >`;
  });
  return html`<div class="head" role="row" aria-rowindex="1" part="header">
    <span class="cell marker" role="columnheader" aria-colindex="1"
      ><span class="sr">${texts.text('logDetails')}</span></span
    >${cells}
  </div>`;
}
