import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { DiffTexts } from '../../locales/en/diff.js';
import type { Edit } from '../../model/index.js';
import type { DiffCopyDetail } from './event-diff.events.js';
import type { DiffView } from './event-diff.types.js';
import type { Tally } from './tally.js';

export interface BarActions {
  view: DiffView;
  showUnchanged: boolean;
  /** Of the button that copies. */
  icon: (what: DiffCopyDetail['what']) => TemplateResult;
  choose: (view: DiffView) => void;
  unfold: (show: boolean) => void;
  copy: (what: DiffCopyDetail['what']) => void;
}

/** The line above the rows: how much changed, what can be copied, and how the rows are shown. */
export function renderBar(edit: Edit, tally: Tally | null, t: DiffTexts, actions: BarActions): TemplateResult {
  const { showUnchanged } = actions;
  const view = (view: DiffView, words: string) =>
    html`<button type="button" aria-pressed=${actions.view === view} @click=${() => actions.choose(view)}>
      ${words}
    </button>`;
  const copy = (what: DiffCopyDetail['what'], words: string, name: string) =>
    html`<button type="button" aria-label=${name} title=${name} @click=${() => actions.copy(what)}>
      ${actions.icon(what)}<span aria-hidden="true">${words}</span>
    </button>`;
  return html`<div class="bar" part="bar">
    ${tally && edit.count > 0 ? renderTally(tally, t) : nothing}
    <span class="grow"></span>
    <span class="group small">
      ${copy('patch', t.text('diffPatch'), t.text('diffCopyPatch'))}
      ${edit.before === undefined ? nothing : copy('before', t.text('diffBefore'), t.text('diffCopyBefore'))}
      ${edit.after === undefined ? nothing : copy('after', t.text('diffAfter'), t.text('diffCopyAfter'))}
    </span>
    <span class="group small">
      <button
        type="button"
        aria-pressed=${showUnchanged}
        aria-label=${t.text('diffShowUnchanged')}
        title=${t.text('diffShowUnchanged')}
        @click=${() => actions.unfold(!showUnchanged)}
      >
        ${icon('expand')}
      </button>
    </span>
    <span class="group small views" role="group" aria-label=${t.text('diffViews')}>
      ${view('side-by-side', t.text('diffSideBySide'))}${view('inline', t.text('diffInline'))}
    </span>
  </div>`;
}

function renderTally(tally: Tally, t: DiffTexts): TemplateResult {
  const { added, removed, moved, changed } = tally;
  const entry = (name: keyof Tally, sign: string, count: number, words: string) =>
    count === 0 ? nothing : html`<span class=${name}><b aria-hidden="true">${sign}</b>${words}</span>`;
  return html`<span class="tally" role="group" aria-label=${t.text('diffTally')}>
    ${entry('added', '+', added, t.text('diffAddedCount', added))}
    ${entry('removed', '−', removed, t.text('diffRemovedCount', removed))}
    ${entry('moved', '↕', moved, t.text('diffMovedCount', moved))}
    ${entry('changed', '~', changed, t.text('diffChangedCount', changed))}
  </span>`;
}
