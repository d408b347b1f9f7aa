import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { ExportsTexts } from '../../locales/en/exports.js';
import { progressBar, refusalDetail } from '../../internal/manage-states.js';
import { safeText } from '../../internal/text.js';
import type { LocalExport } from './local-export.js';
import { bytesText } from './view-text.js';

/** How a run stands, or how it ended: rows asked for, rows written, and why these differ if they do. */
export function runText({ run }: LocalExport, texts: ExportsTexts): string {
  const { asked, written, status } = run;
  const of = asked === null ? texts.text('exportRunning', written) : texts.text('exportProgress', written, asked);
  switch (status) {
    case 'running':
      return asked === null ? texts.text('exportCounting') : of;
    case 'paused':
      return texts.text('exportPaused', of);
    case 'interrupted':
      return texts.text('exportInterrupted', of);
    case 'cancelled':
      return texts.text('exportCancelled');
    case 'failed':
      return texts.text('exportFailed', of);
    default:
      return [texts.text('exportDone', asked ?? written, written), ...differences(run, texts)].join(' ');
  }
}

/** Why another number of rows was written than was asked for, and what was done to cells. */
function differences(run: LocalExport['run'], texts: ExportsTexts): string[] {
  const asked = run.asked ?? run.written;
  const said: string[] = [];
  const missing = asked - run.written;
  if (missing !== 0) {
    if (missing > 0 && run.repeated >= missing && run.countNow === asked)
      said.push(texts.text('exportSameKey', missing));
    else if (run.countNow === run.written && missing > 0) said.push(texts.text('exportDeleted', missing));
    else if (run.countNow === run.written) said.push(texts.text('exportArrived', -missing));
    else if (run.countNow === null) said.push(texts.text('exportUnknown'));
    else said.push(texts.text('exportNow', run.countNow));
  }
  if (run.uncertain) said.push(texts.text('exportUncertain'));
  if (run.notEvents > 0) said.push(texts.text('exportNotEvents', run.notEvents));
  const cells = run.writer?.stats;
  if (cells && cells.guarded > 0) said.push(texts.text('exportGuarded', cells.guarded));
  if (cells && cells.long > 0) said.push(texts.text('exportLong', cells.long));
  if (cells && cells.cut > 0) said.push(texts.text('exportCut', cells.cut));
  if (cells && cells.nul > 0) said.push(texts.text('exportNul', cells.nul));
  return said;
}

/** An export made by this page. */
export function runItem(item: LocalExport, texts: ExportsTexts, remove: () => void): TemplateResult {
  const { run, name, options } = item;
  const { status } = run;
  const ended = status === 'finished' || status === 'cancelled' || status === 'failed';
  const sign = { finished: 'check', cancelled: 'close', failed: 'alert', interrupted: 'offline' }[status as string];
  const button = (sign: string, label: string, press: () => void): TemplateResult =>
    html`<button type="button" class="icon-btn" aria-label=${label} title=${label} @click=${press}>
      ${icon(sign)}
    </button>`;
  return html`<li class="item run" data-status=${status}>
    <div class="item-head">
      ${icon(sign ?? 'download', { class: status === 'failed' ? 'sev-alert' : status === 'interrupted' ? 'sev-warning' : 'muted' })}
      <b class="cut" title=${name}>${name}</b
      ><span class="tag">${options.format === 'csv' ? 'CSV' : 'JSON Lines'}</span>
      <span class="grow"></span>
      ${status === 'running' ? button('pause', texts.text('exportPause'), () => run.pause()) : nothing}
      ${status === 'paused' ? button('play', texts.text('exportResume'), () => run.resume()) : nothing}
      ${
        status === 'interrupted'
          ? html`<button type="button" class="link" @click=${() => run.resume()}>${texts.text('exportResume')}</button>`
          : nothing
      }
      ${item.savable ? html`<button type="button" class="link" @click=${() => item.save()}>${texts.text('exportSaveAgain')}</button>` : nothing}
      ${
        status === 'finished' && options.manifest
          ? html`<button type="button" class="link" @click=${() => item.saveManifest()}>
              ${texts.text('exportSaveManifest')}
            </button>`
          : nothing
      }
      ${ended ? button('close', texts.text('exportRemove', name), remove) : button('close', texts.text('exportCancel'), () => run.cancel())}
    </div>
    <div class="item-text">
      ${ended ? nothing : progressBar(name, run.written, run.asked)}
      <p class="muted">
        <span role=${ended || status === 'interrupted' ? 'status' : nothing}>${runText(item, texts)}</span>
        ${run.bytes > 0 && status !== 'cancelled' ? html`<span class="faint nw">${bytesText(run.bytes, texts.locale)}</span>` : nothing}
      </p>
      ${run.error ? html`<p class="wrong">${safeText(refusalDetail(run.error))}</p>` : nothing}
      ${run.sha256 ? html`<p class="faint">SHA-256 <bdi class="mono">${run.sha256}</bdi></p>` : nothing}
    </div>
  </li>`;
}
