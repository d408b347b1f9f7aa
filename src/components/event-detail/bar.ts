import { html, nothing, type TemplateResult } from 'lit';
import type { CopyController } from '../../internal/copy-controller.js';
import { icon, type IconName } from '../../internal/icons.js';
import type { DetailTexts } from '../../locales/en/detail.js';

/** What the buttons at the head of an event do; a button that would do nothing is not there. */
export interface BarActions {
  json: () => void;
  link?: () => void;
  /** To the event after, or with -1 to the one before. */
  step?: (by: 1 | -1) => void;
}

/** The buttons at the head of an event. */
export function renderBar(t: DetailTexts, copy: CopyController, { json, link, step }: BarActions): TemplateResult {
  const stepper = (by: 1 | -1, name: 'detailPrevious' | 'detailNext', image: IconName) =>
    html`<button type="button" aria-label=${t.text(name)} title=${t.text(name)} @click=${() => step?.(by)}>
      ${icon(image)}
    </button>`;
  return html`<div class="bar wrap">
    ${
      link
        ? html`<button type="button" class="btn small" @click=${link}>
            ${icon(copy.isDone('link') ? 'check' : 'link')} ${t.text('detailCopyLink')}
          </button>`
        : nothing
    }
    <button type="button" class="btn small" @click=${json}>${copy.icon('json')} ${t.text('detailCopyJson')}</button>
    ${
      step
        ? html`<span class="group small"
            >${stepper(-1, 'detailPrevious', 'chevron-up')}${stepper(1, 'detailNext', 'chevron-down')}</span
          >`
        : nothing
    }
    <slot name="actions"></slot>
  </div>`;
}
