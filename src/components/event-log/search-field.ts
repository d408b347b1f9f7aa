import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { Localize } from '../../internal/localize.js';

/**
 * Plain text search: Enter runs it, the cross clears it.
 *
 * @param label - what the list is called: two lists on a page are two landmarks, and have to be told apart
 */
export function searchField(
  search: string,
  label: string,
  texts: Localize,
  run: (search: string) => void,
): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    run(fieldOf(event.currentTarget as HTMLFormElement).value.trim());
  };
  const clear = (event: Event): void => {
    const field = fieldOf((event.currentTarget as HTMLElement).closest('form')!);
    field.value = '';
    field.focus();
    run('');
  };
  return html`<form class="search" role="search" aria-label=${label || nothing} @submit=${submit}>
    ${icon('search')}
    <input
      type="search"
      name="search"
      enterkeyhint="search"
      autocomplete="off"
      spellcheck="false"
      aria-label=${texts.text('logSearch')}
      placeholder=${texts.text('logSearchHint')}
      .value=${search}
    />
    <button
      type="button"
      class="icon-btn clear"
      aria-label=${texts.text('logSearchClear')}
      title=${texts.text('logSearchClear')}
      @click=${clear}
    >
      ${icon('close', { small: true })}
    </button>
  </form>`;
}

function fieldOf(form: HTMLFormElement): HTMLInputElement {
  return form.elements.namedItem('search') as HTMLInputElement;
}
