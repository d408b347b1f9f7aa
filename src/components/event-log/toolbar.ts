import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../../internal/icons.js';
import type { LogTexts } from '../../locales/en/log.js';
import type { ColumnSources } from './column-choice.js';
import type { Column } from './columns.js';
import type { Density, TimeForm } from './event-log.types.js';
import type { LayoutChange } from './reader-layout.js';

/** What the buttons open, by the `id` of each popup. */
export type PopupName = 'density' | 'columns' | 'times';
export type ToolbarPopups = Readonly<Record<PopupName, TemplateResult>>;

export interface Toolbar {
  texts: LogTexts;
  /** `undefined` while it is not known. */
  count: number | undefined;
  order: string;
  fresh: number;
  busy: boolean;
  density: Density;
  times: TimeForm;
  zone: string;
  shownColumns: readonly Column[];
  sources: ColumnSources;
  /** Whether the choice of columns is the reader's own. */
  columnsChanged: boolean;
  refresh: () => void;
  showFresh: () => void;
  /** A reader has chosen another layout. */
  choose: (change: LayoutChange) => void;
  /** `null` where nobody offers to export the view. */
  exportView: (() => void) | null;
  /** A button has been pressed whose popup may not be there yet. */
  opening: (popup: PopupName) => void;
}

export const DENSITY_TEXTS = { compact: 'logRowsCompact', normal: 'logRowsNormal', tall: 'logRowsTall' } as const;

/** @param popups - loaded after the first paint; until then the buttons stand without */
export function toolbar(bar: Toolbar, popups: ToolbarPopups | undefined): TemplateResult {
  const { texts } = bar;
  const opener = (popup: PopupName, image: IconName, label: string, name?: string): TemplateResult =>
    html`<button
        type="button"
        class="btn small quiet for-${popup}"
        popovertarget=${popup}
        aria-haspopup=${popup === 'columns' ? 'dialog' : 'menu'}
        aria-expanded="false"
        aria-label=${name ?? nothing}
        title=${name ?? nothing}
        @click=${() => bar.opening(popup)}
      >
        ${icon(image)} <span class="btn-text">${label}</span></button
      >${popups?.[popup]}`;
  return html`<div class="toolbar" part="toolbar">
    <div class="counted">
      <b class="count">${bar.count === undefined ? nothing : texts.text('logCount', bar.count)}</b>
      <span class="faint order">${bar.count === undefined ? nothing : bar.order}</span>
      ${
        bar.fresh > 0
          ? html`<button type="button" class="pill" title=${texts.text('logFreshHint')} @click=${bar.showFresh}>
              ${icon('sort-up', { small: true })} ${texts.text('logFresh', bar.fresh)}
            </button>`
          : nothing
      }
    </div>
    <div class="tools">
      <button
        type="button"
        class="icon-btn refresh ${bar.busy ? 'is-busy' : ''}"
        aria-label=${texts.text('logRefresh')}
        title=${texts.text('logRefresh')}
        @click=${bar.refresh}
      >
        ${icon('refresh')}
      </button>
      ${opener('density', 'rows', texts.text(DENSITY_TEXTS[bar.density]))}
      ${opener('columns', 'columns', texts.text('logColumns'))}
      ${opener('times', 'clock', bar.zone, texts.text('logTimes', bar.zone))}
      ${
        bar.exportView
          ? html`<button type="button" class="btn small quiet export" @click=${bar.exportView}>
              ${icon('download')} <span class="btn-text">${texts.text('exportNew')}</span>
            </button>`
          : nothing
      }
      <slot name="actions"></slot>
    </div>
  </div>`;
}
