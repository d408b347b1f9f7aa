import { html, nothing, type TemplateResult } from 'lit';
import type { DataExport } from '../../client/index.js';
import type { Downloading } from '../../internal/downloads.js';
import { formatExact, formatRelative, type FormatOptions } from '../../internal/format.js';
import { icon, type IconName } from '../../internal/icons.js';
import { progressBar } from '../../internal/manage-states.js';
import type { ExportsTexts } from '../../locales/en/exports.js';
import { safeText, textOf } from '../../internal/text.js';
import { isObject } from '../../model/record.js';
import { isoMs } from '../../model/time.js';
import { bytesText, columnLabel, orderText } from './view-text.js';

/** What has become of an export: in its own words, or by what authentik says of it. */
export type ItemStatus = 'waiting' | 'running' | 'ready' | 'failed' | 'expired';

export function statusOf({ status, completed }: DataExport): ItemStatus {
  switch (status) {
    case 'queued':
      return 'waiting';
    case 'running':
    case 'failed':
    case 'expired':
      return status;
    default:
      return completed === true ? 'ready' : 'waiting';
  }
}

export interface ItemActions {
  open: boolean;
  chosen: boolean;
  downloading: Downloading | undefined;
  toggle: () => void;
  choose: (chosen: boolean) => void;
  download: () => void;
  remove: () => void;
}

const SIGNS: Record<ItemStatus, IconName> = {
  waiting: 'clock',
  running: 'download',
  ready: 'check',
  failed: 'alert',
  expired: 'history',
};

/** What was asked for, in short: its query, else what it was narrowed by, else that it was not. */
export function titleOf({ query_params: params }: DataExport, texts: ExportsTexts): string {
  if (!isObject(params)) return texts.text('exportNoQuery');
  const { search } = params;
  if (typeof search === 'string' && search.trim() !== '') return search;
  const narrowed = Object.entries(params).filter(
    ([name, value]) => name !== 'search' && name !== 'ordering' && textOf(value) !== '',
  );
  return narrowed.map(([name, value]) => `${name}: ${textOf(value)}`).join(', ') || texts.text('exportNoQuery');
}

/** An export of the server. */
export function exportItem(
  item: DataExport,
  actions: ItemActions,
  texts: ExportsTexts,
  format: FormatOptions,
): TemplateResult {
  const status = statusOf(item);
  const title = titleOf(item, texts);
  const { open, downloading } = actions;
  const kind = item.content_type?.model;
  return html`<li class="item" data-status=${status} data-id=${item.id}>
    <div class="item-head">
      <input
        type="checkbox"
        class="choose"
        aria-label=${texts.text('exportChoose', title)}
        .checked=${actions.chosen}
        @change=${(event: Event) => actions.choose((event.target as HTMLInputElement).checked)}
      />
      ${icon(SIGNS[status], { class: status === 'failed' ? 'sev-alert' : 'muted' })}
      <b class="cut ${title === texts.text('exportNoQuery') ? '' : 'mono'}" title=${textOf(title)}
        >${safeText(title, { max: 300 })}</b
      >
      <span class="tag">${formatName(item.format)}</span>
      ${kind && kind !== 'event' ? html`<span class="tag">${safeText(item.content_type?.verbose_name_plural ?? kind)}</span>` : nothing}
      <span class="grow"></span>
      ${
        status === 'ready'
          ? html`<button
              type="button"
              class="link download"
              ?disabled=${downloading !== undefined}
              @click=${actions.download}
            >
              ${texts.text('exportDownload')}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="icon-btn review"
        aria-expanded=${open}
        aria-label=${texts.text('exportReview', title)}
        title=${texts.text('exportReview', title)}
        @click=${actions.toggle}
      >
        ${icon(open ? 'chevron-up' : 'chevron-down')}
      </button>
      <button
        type="button"
        class="icon-btn danger remove"
        aria-label=${texts.text('exportDelete', title)}
        title=${texts.text('exportDelete', title)}
        @click=${actions.remove}
      >
        ${icon('delete')}
      </button>
    </div>
    <div class="item-text">
      ${
        downloading
          ? progressBar(title, downloading.bytes, downloading.size)
          : status === 'running'
            ? progressBar(title, item.rows ?? 0, item.total)
            : nothing
      }
      <p class="muted">${safeText(lineOf(item, status, texts))} · ${byWhom(item, texts, format)}</p>
      ${open ? review(item, texts, format) : nothing}
    </div>
  </li>`;
}

function lineOf(item: DataExport, status: ItemStatus, texts: ExportsTexts): string {
  const { rows, total, bytes, error } = item;
  switch (status) {
    case 'waiting':
      return texts.text('exportWaiting');
    case 'running':
      return typeof total === 'number'
        ? texts.text('exportProgress', rows ?? 0, total)
        : texts.text('exportRunning', rows ?? 0);
    case 'failed':
      return texts.text('exportFailedServer', error?.detail ?? '');
    case 'expired':
      return texts.text('exportExpired');
    default: {
      const facts = [
        ...(typeof rows === 'number' ? [texts.text('logCount', rows)] : []),
        ...(typeof bytes === 'number' ? [bytesText(bytes, texts.locale)] : []),
      ];
      return facts.length > 0 ? facts.join(', ') : texts.text('exportReady');
    }
  }
}

function byWhom(
  { requested_by: who, requested_on: on }: DataExport,
  texts: ExportsTexts,
  format: FormatOptions,
): TemplateResult {
  const name = who?.name || who?.username;
  const ms = isoMs(on);
  const ago = formatRelative(ms, Date.now(), format.locale);
  return html`<span class="faint"
    >${name ? html`<bdi>${safeText(texts.text('exportBy', name))}</bdi>, ` : nothing}<time
      class="nw"
      datetime=${textOf(on)}
      title=${formatExact(ms, format)}
      >${ago}</time
    ></span
  >`;
}

/** All that is known of it: what was asked, by whom, when, and what came of it. */
function review(item: DataExport, texts: ExportsTexts, format: FormatOptions): TemplateResult {
  const facts: [string, unknown][] = [];
  facts.push([texts.text('exportFormat'), formatName(item.format)]);
  const params = isObject(item.query_params) ? item.query_params : {};
  for (const [key, value] of Object.entries(params)) {
    if (key === 'search')
      facts.push([texts.text('exportQuery'), html`<bdi class="mono">${safeText(value, { max: 2_000 })}</bdi>`]);
    else if (key === 'ordering') facts.push([texts.text('exportOrder'), orderText(textOf(value), texts)]);
    else facts.push([key, safeText(value, { max: 500 })]);
  }
  if (Array.isArray(item.columns) && item.columns.length > 0)
    facts.push([
      texts.text('exportColumns'),
      safeText(item.columns.map(field => columnLabel({ field: textOf(field) }, texts)).join(', '), { max: 2_000 }),
    ]);
  if (item.time_zone) facts.push([texts.text('rangeZone'), safeText(item.time_zone)]);
  const time = (name: string, value: unknown): void => {
    const text = formatExact(isoMs(value), format);
    if (text !== '') facts.push([name, text]);
  };
  time(texts.text('exportRequested'), item.requested_on);
  time(texts.text('exportFinished'), item.finished_on);
  time(texts.text('exportKeptUntil'), item.expires_on);
  if (item.sha256) facts.push(['SHA-256', html`<bdi class="mono">${safeText(item.sha256)}</bdi>`]);
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<dt>${safeText(name)}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function formatName(format: DataExport['format']): string {
  return format === 'jsonl' ? 'JSON Lines' : 'CSV';
}
