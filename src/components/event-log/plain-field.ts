import { html, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { LogTexts } from '../../locales/en/log.js';

/** What there is of the search until the query box is loaded, and when it cannot be: a field in its looks. Enter runs it. */
export function plainField(
  search: string,
  texts: LogTexts,
  run: (search: string) => void,
  wanted: () => void,
): TemplateResult {
  const composing = (event: CompositionEvent): void => {
    const { dataset } = event.currentTarget as HTMLElement;
    if (event.type === 'compositionstart') dataset.composing = '';
    else delete dataset.composing;
  };
  return html`<div class="plain-box">
    ${icon('search')}
    <input
      type="text"
      class="plain-query"
      inputmode="search"
      enterkeyhint="search"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-label=${texts.text('logSearch')}
      placeholder=${texts.text('queryHint')}
      .value=${search}
      @focus=${wanted}
      @compositionstart=${composing}
      @compositionend=${composing}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.isComposing) run((event.currentTarget as HTMLInputElement).value.trim());
      }}
    />
  </div>`;
}
