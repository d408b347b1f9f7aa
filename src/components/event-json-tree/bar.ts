import { html, nothing, type TemplateResult } from 'lit';
import type { FilterOperator } from '../../internal/filter-actions.js';
import { icon } from '../../internal/icons.js';
import { safeText } from '../../internal/text.js';
import type { JsonTreeTexts } from '../../locales/en/json-tree.js';
import { formatPath } from '../../model/path.js';

export interface BarActions {
  search: TemplateResult;
  nowrap: boolean;
  wrap: (nowrap: boolean) => void;
  /** Absent where nothing is to be filtered. */
  filter?: (operator: FilterOperator) => void;
  canFilter: boolean;
  copyPath: () => void;
  copyValue: () => void;
  pathIcon: TemplateResult;
  valueIcon: TemplateResult;
}

/** The line above a tree: the path of the current row, the search, and what can be done with the row. */
export function renderBar(path: readonly string[], t: JsonTreeTexts, actions: BarActions): TemplateResult {
  const { nowrap, filter, canFilter } = actions;
  const words = !filter; // else there is no room for them
  const filterButton = (text: string, operator: FilterOperator, image: 'plus' | 'minus') =>
    html`<button
      type="button"
      aria-label=${text}
      title=${text}
      ?disabled=${!canFilter}
      @click=${() => filter?.(operator)}
    >
      ${icon(image)}
    </button>`;
  const copyButton = (text: string, image: TemplateResult, press: () => void) =>
    html`<button type="button" aria-label=${text} title=${text} @click=${press}>
      ${image}${words ? html`<span class="btn-words" aria-hidden="true">${text}</span>` : nothing}
    </button>`;
  return html`<div class="head">
    <span class="path cut grow"
      >${path.length > 0 ? safeText(formatPath(path), { class: 'mono' }) : t.text('treeRoot')}</span
    >
    ${actions.search}
    <span class="group small">
      <button
        type="button"
        aria-pressed=${!nowrap}
        aria-label=${t.text('treeWrap')}
        title=${t.text('treeWrap')}
        @click=${() => actions.wrap(!nowrap)}
      >
        ${icon('wrap')}
      </button>
      ${
        filter
          ? html`${filterButton(t.text('treeFilterFor'), '=', 'plus')}${filterButton(t.text('treeFilterOut'), '!=', 'minus')}`
          : nothing
      }
      ${copyButton(t.text('treeCopyPath'), actions.pathIcon, actions.copyPath)}
      ${copyButton(t.text('treeCopyValue'), actions.valueIcon, actions.copyValue)}
    </span>
  </div>`;
}
