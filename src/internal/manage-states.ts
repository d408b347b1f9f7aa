import { html, nothing, type TemplateResult } from 'lit';
import { EventsError } from '../client/errors.js';
import { icon, type IconName } from './icons.js';
import type { ManageTexts } from '../locales/en/manage.js';
import { safeText } from './text.js';

/** What a server that refuses something has against it, in the words of a reader. */
export function refusalText(error: unknown, texts: ManageTexts): string {
  if (!(error instanceof EventsError)) return texts.text('manageFailed');
  const said = [error.detail, error.message, error.body].join(' ');
  if (error.status === 400 && /enterprise|licen[cs]e/i.test(said)) return texts.text('manageNoLicence');
  if (error.status === 401 || error.status === 403) return texts.text('manageForbidden');
  if (error.status === 404) return texts.text('manageGone');
  if (error.kind === 'network' || error.kind === 'timeout') return texts.text('manageNoAnswer');
  return texts.text('manageFailed');
}

/** The server's own words about it. */
export function refusalDetail(error: unknown): string {
  if (error instanceof EventsError) {
    const fields = Object.entries(error.fields ?? {}).map(([name, why]) => `${name}: ${why.join(' ')}`);
    return error.detail ?? (fields.length > 0 ? fields.join(' ') : error.message);
  }
  return error instanceof Error ? error.message : String(error);
}

/** Something could not be done; `again` tries it once more. */
export function refusalNote(
  error: unknown,
  texts: ManageTexts,
  actions: { again?: () => void; dismiss?: () => void } = {},
): TemplateResult {
  return html`<div class="note bad">
    ${icon('alert', { class: 'sev-alert' })}
    <p class="note-text" role="alert"><b>${refusalText(error, texts)}</b> ${safeText(refusalDetail(error))}</p>
    ${
      actions.again
        ? html`<button type="button" class="link" @click=${actions.again}>${texts.text('manageTryAgain')}</button>`
        : nothing
    }
    ${
      actions.dismiss
        ? html`<button
            type="button"
            class="icon-btn"
            aria-label=${texts.text('close')}
            title=${texts.text('close')}
            @click=${actions.dismiss}
          >
            ${icon('close')}
          </button>`
        : nothing
    }
  </div>`;
}

/** What stands where a list would. */
export function blankState(sign: IconName, title: string, hint: string, action: unknown = nothing): TemplateResult {
  return html`<div class="blank">
    ${icon(sign)}<b class="blank-title">${title}</b>
    <p class="muted">${hint}</p>
    ${action}
  </div>`;
}

/** How much of something is done; drawn as going on where nobody knows of how much. */
export function progressBar(label: string, done: number, all: number | null | undefined): TemplateResult {
  return all
    ? html`<progress aria-label=${label} max=${all} .value=${Math.min(done, all)}></progress>`
    : html`<progress aria-label=${label}></progress>`;
}

/** What is in the dialog that asks before something is deleted; its title has the id `deletion-title`. */
export function deletionQuestion(
  title: string,
  hint: string,
  texts: ManageTexts,
  { remove, close }: { remove: () => void; close: () => void },
): TemplateResult {
  return html`<div class="dialog-body">
      <h2 id="deletion-title">${safeText(title)}</h2>
      <p class="muted">${hint}</p>
    </div>
    <div class="dialog-foot">
      <button type="button" class="btn" @click=${close}>${texts.text('manageCancel')}</button>
      <button type="button" class="btn danger delete" @click=${remove}>${texts.text('manageDelete')}</button>
    </div>`;
}

/** Rows of a list that is on its way, in the height of rows. */
export function skeleton(count = 3): TemplateResult {
  return html`<ul class="items" aria-hidden="true">
    ${Array.from(
      { length: count },
      () =>
        html`<li class="item">
          <div class="item-head"><span class="sk"></span></div>
          <p class="muted"><span class="sk wide"></span></p>
        </li>`,
    )}
  </ul>`;
}
