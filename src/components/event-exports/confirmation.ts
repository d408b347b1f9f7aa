import { html, nothing, type TemplateResult } from 'lit';
import type { Capabilities, EventsView } from '../../client/index.js';
import type { FormatOptions } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import type { ExportsTexts } from '../../locales/en/exports.js';
import { refusalNote } from '../../internal/manage-states.js';
import { safeText } from '../../internal/text.js';
import { EXPORT_FORMATS } from '../../model/export/event-writer.js';
import type { ExportColumn, ExportFormat } from '../../model/index.js';
import type { ExportPlace } from './event-exports.types.js';
import { columnLabel, isAboutQuery, orderText, rangeText } from './view-text.js';

/** What a reader decides before an export starts. */
export interface Choices {
  place: ExportPlace;
  format: ExportFormat;
  /** Everything of each event, or the columns below. */
  everything: boolean;
  columns: readonly ExportColumn[];
  bom: boolean;
  manifest: boolean;
}

export interface Confirmation {
  choices: Choices;
  view: Readonly<EventsView>;
  /** Events in the view now; `undefined` while it is asked for, `null` when it could not be told. */
  count: number | null | undefined;
  places: readonly ExportPlace[];
  /** Whether the server writes the file as asked; otherwise as it always does. */
  serverObeys: boolean;
  busy: boolean;
  error: unknown;
}

export interface ConfirmationActions {
  change: (choices: Partial<Choices>) => void;
  start: () => void;
  close: () => void;
  exportHere: () => void;
}

/** What the server will make of it: all that it knows, and nothing it does not. */
export function obeys(capabilities: Capabilities | null): boolean {
  return capabilities?.level === 3;
}

/** The question before an export: exactly what will be in the file. */
export function confirmation(
  asked: Confirmation,
  texts: ExportsTexts,
  format: FormatOptions,
  actions: ConfirmationActions,
): TemplateResult {
  const { choices, view, count, places, serverObeys, busy, error } = asked;
  const asWished = choices.place === 'browser' || serverObeys;
  const columns = choices.columns.map(column => columnLabel(column, texts)).join(', ');
  const rows =
    count === undefined
      ? texts.text('exportCounting')
      : count === null
        ? texts.text('exportUncounted')
        : texts.text('logCount', count);
  return html`<form
    method="dialog"
    @submit=${(event: Event) => {
      event.preventDefault();
      actions.start();
    }}
  >
    <div class="dialog-body">
      <h2 id="confirm-title">${texts.text('exportTitle')}</h2>
      <dl class="facts">
        <dt>${texts.text('exportQuery')}</dt>
        <dd>
          ${view.search === '' ? texts.text('exportNoQuery') : html`<bdi class="mono">${safeText(view.search, { max: 2_000 })}</bdi>`}
        </dd>
        <dt>${texts.text('rangeLabel')}</dt>
        <dd>${rangeText(view.range, texts, format)}</dd>
        <dt>${texts.text('exportOrder')}</dt>
        <dd>${orderText(view.ordering, texts)}</dd>
        <dt>${texts.text('exportColumns')}</dt>
        <dd>
          ${
            asWished
              ? choices.everything
                ? texts.text('exportEverything')
                : safeText(columns, { max: 2_000 })
              : texts.text('exportServerColumns')
          }
        </dd>
        <dt>${texts.text('rangeZone')}</dt>
        <dd>${asWished ? zoneText(choices, format.timeZone ?? 'UTC', texts) : texts.text('exportServerZone')}</dd>
        <dt>${texts.text('exportRows')}</dt>
        <dd><b>${rows}</b></dd>
      </dl>
      ${
        places.length > 1
          ? fieldset(texts.text('exportWhere'), [
              radio('place', 'server', choices.place === 'server', texts.text('exportOnServer'), () =>
                actions.change({ place: 'server' }),
              ),
              radio('place', 'browser', choices.place === 'browser', texts.text('exportHere'), () =>
                actions.change({ place: 'browser' }),
              ),
            ])
          : nothing
      }
      ${
        asWished
          ? html`${fieldset(
              texts.text('exportFormat'),
              EXPORT_FORMATS.map(value =>
                radio(
                  'format',
                  value,
                  choices.format === value,
                  texts.text(value === 'csv' ? 'exportCsv' : 'exportJsonl'),
                  () => actions.change({ format: value }),
                ),
              ),
            )}
            ${
              choices.place === 'server' && choices.format === 'jsonl'
                ? nothing
                : fieldset(texts.text('exportContents'), [
                    radio('everything', 'no', !choices.everything, texts.text('exportTheseColumns'), () =>
                      actions.change({ everything: false }),
                    ),
                    radio('everything', 'yes', choices.everything, texts.text('exportEverything'), () =>
                      actions.change({ everything: true }),
                    ),
                  ])
            }`
          : nothing
      }
      ${choices.place === 'browser' ? extras(choices, texts, actions) : nothing}
      ${
        error !== undefined
          ? html`${refusalNote(error, texts)}
            ${
              choices.place === 'server' && places.includes('browser') && !isAboutQuery(error)
                ? html`<p>
                    <button type="button" class="link" @click=${actions.exportHere}>
                      ${texts.text('exportHereInstead')}
                    </button>
                  </p>`
                : nothing
            }`
          : nothing
      }
    </div>
    <div class="dialog-foot">
      <button type="button" class="btn" @click=${actions.close}>${texts.text('manageCancel')}</button>
      <button type="submit" class="btn primary start" ?disabled=${busy}>
        ${icon('download')} ${texts.text(busy ? 'exportStarting' : 'exportStart')}
      </button>
    </div>
  </form>`;
}

/** JSON Lines of whole events have times as they are stored, which is UTC. */
function zoneText({ format, everything, place }: Choices, zone: string, texts: ExportsTexts): string {
  return format === 'jsonl' && (everything || place === 'server') ? texts.text('exportStoredZone') : zone;
}

function extras(choices: Choices, texts: ExportsTexts, { change }: ConfirmationActions): TemplateResult {
  return html`<div class="options column">
    ${choices.format === 'csv' ? check(choices.bom, texts.text('exportBom'), bom => change({ bom })) : nothing}
    ${check(choices.manifest, texts.text('exportManifest'), manifest => change({ manifest }))}
    <p class="hint">${texts.text('exportKeepOpen')}</p>
  </div>`;
}

function fieldset(legend: string, options: unknown): TemplateResult {
  return html`<fieldset>
    <legend>${legend}</legend>
    <div class="options">${options}</div>
  </fieldset>`;
}

function radio(name: string, value: string, checked: boolean, label: string, choose: () => void): TemplateResult {
  return html`<label class="option"
    ><input type="radio" name=${name} value=${value} .checked=${checked} @change=${choose} /> ${label}</label
  >`;
}

function check(checked: boolean, label: string, change: (checked: boolean) => void): TemplateResult {
  return html`<label class="option"
    ><input
      type="checkbox"
      .checked=${checked}
      @change=${(event: Event) => change((event.target as HTMLInputElement).checked)}
    />
    ${label}</label
  >`;
}
