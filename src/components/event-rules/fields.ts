import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { EventsError } from '../../client/errors.js';
import { safeText } from '../../internal/text.js';

/** What a server has against the value of a field. */
export function wrongWith(error: unknown, field: string): string {
  return error instanceof EventsError ? (error.fields?.[field]?.join(' ') ?? '') : '';
}

export interface TextField {
  name: string;
  label: string;
  value: string;
  change: (value: string) => void;
  type?: string;
  required?: boolean;
  hint?: string;
  placeholder?: string;
  wrong?: string;
}

/** A line of text with its label, and what is wrong with it below. */
export function textField(field: TextField): TemplateResult {
  const { name, label, value, change, type = 'text', required = false, hint = '', placeholder, wrong = '' } = field;
  const described = wrong !== '' || hint !== '';
  return html`<div class="field">
    <label class="label" for=${name}>${label}</label>
    <input
      id=${name}
      name=${name}
      class="input"
      type=${type}
      autocomplete="off"
      placeholder=${placeholder ?? nothing}
      ?required=${required}
      aria-invalid=${wrong !== ''}
      aria-describedby=${described ? `${name}-said` : nothing}
      .value=${live(value)}
      @input=${(event: Event) => change((event.target as HTMLInputElement).value)}
    />
    ${described ? html`<p id="${name}-said" class=${wrong === '' ? 'hint' : 'wrong'}>${wrong === '' ? hint : safeText(wrong)}</p>` : nothing}
  </div>`;
}

export function choice(
  name: string,
  options: readonly { value: string; label: unknown }[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult {
  return html`<div class="options">
    ${options.map(
      ({ value, label }) =>
        html`<label class="option"
          ><input
            type="radio"
            name=${name}
            value=${value}
            .checked=${live(value === chosen)}
            @change=${() => choose(value)}
          />
          ${label}</label
        >`,
    )}
  </div>`;
}

export function checkbox(label: unknown, checked: boolean, change: (checked: boolean) => void): TemplateResult {
  return html`<label class="option"
    ><input
      type="checkbox"
      .checked=${live(checked)}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    />
    ${label}</label
  >`;
}
