import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { JsonTreeTexts } from '../../locales/en/json-tree.js';
import type { TreeSearch } from './tree-search.js';

/** The field that searches a tree, with what was found and the way from one to the next. */
export function renderSearch(
  search: TreeSearch,
  localize: JsonTreeTexts,
  look: (text: string) => void,
): TemplateResult {
  const keys = (event: KeyboardEvent): void => {
    const field = event.target as HTMLInputElement;
    if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && field.value !== '') {
      field.value = '';
      look('');
    } else return;
    event.preventDefault();
    event.stopPropagation(); // Escape closes what is around only once there is nothing to clear
  };
  const step = (by: 1 | -1, name: 'treeFindNext' | 'treeFindPrevious', image: 'chevron-down' | 'chevron-up') =>
    html`<button
      type="button"
      class="icon-btn"
      aria-label=${localize.text(name)}
      title=${localize.text(name)}
      @click=${() => search.step(by)}
    >
      ${icon(image)}
    </button>`;
  return html`<span class="find">
    ${icon('search')}
    <input
      type="text"
      spellcheck="false"
      autocomplete="off"
      aria-label=${localize.text('treeFind')}
      placeholder=${localize.text('treeFindHint')}
      .value=${search.text}
      @input=${(event: InputEvent) => look((event.target as HTMLInputElement).value)}
      @keydown=${keys}
    /><span class="faint nw" role="status">${status(search, localize)}</span>${
      search.count > 1
        ? html`${step(-1, 'treeFindPrevious', 'chevron-up')}${step(1, 'treeFindNext', 'chevron-down')}`
        : nothing
    }
  </span>`;
}

function status(search: TreeSearch, localize: JsonTreeTexts): string {
  if (search.status === 'idle') return '';
  if (search.count > 0) return localize.text('treeFound', search.position, search.count, search.more);
  return localize.text(search.status === 'looking' ? 'treeFinding' : 'treeFoundNone');
}
