import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../../internal/icons.js';
import type { LogLateTexts } from '../../../locales/en/log-late.js';
import { safeText } from '../../../internal/text.js';
import type { EventRows, Failure } from '../event-rows.js';
import { failureMessage, failureTitle } from '../failure-text.js';

/** What a reader can do about a failure. */
export interface FailureActions {
  retry: () => void;
  copy: () => void;
  /** Whether it is being tried again right now. */
  trying: boolean;
  /** Whether the details were copied a moment ago. */
  copied: boolean;
}

/** What a list without rows needs besides. */
export interface BlankActions extends FailureActions {
  /** What to say, and to offer, when nothing matches; nothing while that is loaded. */
  noMatch: () => TemplateResult | undefined;
  /** That events are not kept for as long as was asked for; empty for nothing. */
  notKept: string;
}

/** Seconds to the next try, never 0: at 0 it is under way. */
function nextTry({ retryAt }: Failure, texts: LogLateTexts): TemplateResult | typeof nothing {
  if (retryAt === null) return nothing;
  const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
  // Not announced: a count that speaks each second leaves no room for anything else.
  return html` <span aria-hidden="true">${texts.text('logNextTry', seconds)}</span>`;
}

/** No event could be had at all. */
function failedBlank(failure: Failure, actions: FailureActions, texts: LogLateTexts): TemplateResult {
  return html`<div class="blank">
    ${icon('alert', { class: 'sev-alert' })}
    <div role="alert">
      <b class="blank-title">${failureTitle(failure.error, texts)}</b>
      <p class="muted">${safeText(failureMessage(failure.error))}${nextTry(failure, texts)}</p>
    </div>
    <div class="bar wrap">
      <button type="button" class="btn small retry" ?disabled=${actions.trying} @click=${actions.retry}>
        ${icon('refresh')} ${texts.text(actions.trying ? 'logTrying' : 'logTryNow')}
      </button>
      <button type="button" class="btn small quiet" @click=${actions.copy}>
        ${icon(actions.copied ? 'check' : 'copy')} ${texts.text(actions.copied ? 'copied' : 'logCopyDetails')}
      </button>
    </div>
  </div>`;
}

/** A part of the events, or newer ones, could not be had; there are rows all the same. */
function failedNote(failure: Failure, stale: boolean, actions: FailureActions, texts: LogLateTexts): TemplateResult {
  return html`<div class="note sev-alert-note">
    ${icon('alert', { class: 'sev-alert' })}
    <span class="note-text"
      ><span role="alert">${safeText(failureMessage(failure.error))} ${stale ? texts.text('logStale') : nothing}</span
      >${nextTry(failure, texts)}</span
    >
    <button type="button" class="link retry" ?disabled=${actions.trying} @click=${actions.retry}>
      ${texts.text(actions.trying ? 'logTrying' : 'logTryNow')}
    </button>
    <button type="button" class="link" @click=${actions.copy}>
      ${texts.text(actions.copied ? 'copied' : 'logCopyDetails')}
    </button>
  </div>`;
}

/** Something is true of the list that its rows do not say. */
function note(text: string | TemplateResult): TemplateResult {
  return html`<div class="note">${icon('notice', { class: 'sev-notice' })}<span class="note-text">${text}</span></div>`;
}

function emptyBlank(texts: LogLateTexts): TemplateResult {
  return html`<div class="blank">
    <slot name="empty"
      >${icon('rows')}
      <p><b class="blank-title">${texts.text('logEmpty')}</b></p>
      <p class="muted">${texts.text('logEmptyHint')}</p></slot
    >
  </div>`;
}

function noMatchBlank(texts: LogLateTexts, notKept: string): TemplateResult {
  return html`<div class="blank no-match">
    ${icon('search')}
    <b class="blank-title">${texts.text('logNoMatch')}</b>
    ${notKept === '' ? nothing : html`<p class="muted">${notKept}</p>`}
  </div>`;
}

function noSourceBlank(texts: LogLateTexts): TemplateResult {
  return html`<div class="blank">
    ${icon('rows')}
    <b class="blank-title">${texts.text('logNoSource')}</b>
    <p class="muted">${texts.text('logNoSourceHint')}</p>
  </div>`;
}

/** What is true of the rows and not to be seen in them. */
export function notes(rows: EventRows, actions: FailureActions, texts: LogLateTexts): unknown[] {
  const { status, failure, stale, rejected, notSent, unsteady } = rows;
  if (status !== 'ready') return [];
  return [
    failure ? failedNote(failure, stale, actions, texts) : nothing,
    rejected.count > 0 ? note(texts.text('logRejected', rejected.count, rejected.reason)) : nothing,
    notSent > 0 ? note(texts.text('logNotSentCount', notSent)) : nothing,
    unsteady ? note(texts.text('logUnsteady')) : nothing,
  ];
}

/** What stands where rows would, when there are none. */
export function blank(
  rows: EventRows,
  isFiltered: boolean,
  actions: BlankActions,
  texts: LogLateTexts,
): TemplateResult | typeof nothing {
  const { status, failure, count } = rows;
  if (status === 'idle') return noSourceBlank(texts);
  if (status === 'failed' && failure) return failedBlank(failure, actions, texts);
  if (status !== 'ready' || count > 0) return nothing;
  return isFiltered ? (actions.noMatch() ?? noMatchBlank(texts, actions.notKept)) : emptyBlank(texts);
}
