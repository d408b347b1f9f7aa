import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../internal/icons.js';
import type { LogTexts } from '../../locales/en/log.js';
import type { Density, TimeForm } from './event-log.types.js';
import { choiceMenu, columnsPanel, type ColumnChoice } from './menus.js';

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
  columns: readonly ColumnChoice[];
  columnsChanged: boolean;
  refresh: () => void;
  showFresh: () => void;
  chooseDensity: (density: Density) => void;
  chooseTimes: (times: TimeForm) => void;
  chooseColumns: (fields: readonly string[] | null) => void;
  /** `null` where nobody offers to export the view. */
  exportView: (() => void) | null;
}

const DENSITY_TEXTS = { compact: 'logRowsCompact', normal: 'logRowsNormal', tall: 'logRowsTall' } as const;
const TIME_TEXTS = { relative: 'logTimesRelative', exact: 'logTimesExact' } as const;

export function toolbar(bar: Toolbar): TemplateResult {
  const { texts } = bar;
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
      ${choiceMenu<Density>({
        id: 'density',
        icon: 'rows',
        label: texts.text(DENSITY_TEXTS[bar.density]),
        value: bar.density,
        options: (['compact', 'normal', 'tall'] as const).map(value => ({
          value,
          label: texts.text(DENSITY_TEXTS[value]),
        })),
        choose: bar.chooseDensity,
      })}
      ${columnsPanel({ columns: bar.columns, changed: bar.columnsChanged, texts, choose: bar.chooseColumns })}
      ${choiceMenu<TimeForm>({
        id: 'times',
        icon: 'clock',
        label: bar.zone,
        name: texts.text('logTimes', bar.zone),
        value: bar.times,
        options: (['relative', 'exact'] as const).map(value => ({ value, label: texts.text(TIME_TEXTS[value]) })),
        choose: bar.chooseTimes,
      })}
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
