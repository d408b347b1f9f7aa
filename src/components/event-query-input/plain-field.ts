import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface PlainField {
  /** What stands in it; empty where nobody sees it, for a long text would be laid out for nothing at every key. */
  text: string;
  required: boolean;
  readonly: boolean;
  disabled: boolean;
  aria: Readonly<Record<string, string | null>>;
  onInput: (text: string) => void;
  onEnter: () => void;
  onEscape: () => void;
}

/** What there is until the editor has been loaded. It wraps and grows in the same way, so that nothing moves then. */
export function plainField(field: PlainField): TemplateResult {
  const { text, aria } = field;
  return html`<div class="mirror" aria-hidden="true">${text}</div>
    <textarea
      class="plain"
      rows="1"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      enterkeyhint="search"
      aria-label=${aria['aria-label'] ?? nothing}
      aria-describedby="sign problems"
      aria-invalid=${aria['aria-invalid'] === 'true' ? 'true' : nothing}
      ?required=${field.required}
      ?readonly=${field.readonly}
      ?disabled=${field.disabled}
      .value=${live(text)}
      @input=${(event: Event) => field.onInput(keptToOneLine(event.currentTarget as HTMLTextAreaElement))}
      @keydown=${(event: KeyboardEvent) => {
        if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        if (event.key === 'Enter') field.onEnter();
        else field.onEscape();
      }}
      @compositionstart=${(event: Event) => ((event.currentTarget as HTMLElement).dataset.composing = '')}
      @compositionend=${(event: Event) => delete (event.currentTarget as HTMLElement).dataset.composing}
    ></textarea>`;
}

function keptToOneLine(field: HTMLTextAreaElement): string {
  const text = oneLine(field.value);
  if (text !== field.value) {
    const { selectionEnd } = field;
    field.value = text;
    field.setSelectionRange(selectionEnd, selectionEnd);
  }
  return text;
}

/** A query is one line: every line end becomes a blank. */
export function oneLine(text: string): string {
  return text.replace(/\r\n?|\n/g, ' ');
}
