import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatExact, formatRelative, isTime, type FormatOptions } from '../../internal/format.js';
import { icon } from '../../internal/icons.js';
import type { LogTexts } from '../../locales/en/log.js';
import { safeText } from '../../internal/text.js';
import { actionInfo } from '../../model/actions.js';
import { actorOf, createdMs, objectOf, placeOf } from '../../model/facts.js';
import { getPath } from '../../model/path.js';
import type { EventRecord } from '../../model/index.js';
import type { RowRemarks } from './cells.js';
import { nameWarning } from './name-flag.js';
import { keyOf } from './snapshot.js';
import { isPlain } from './text-slot.js';

export interface Recent {
  title: string;
  /** The newest events; `undefined` where one is on its way. */
  rows: readonly (EventRecord | undefined)[];
  selected: string | null;
  texts: LogTexts;
  format: FormatOptions;
  now: number;
  choose: (record: EventRecord, index: number) => void;
  /** Shown instead of rows: that there are none, or why. */
  blank: unknown;
  remarks: RowRemarks | null;
  /** There is something to remark upon, and nothing known of it. */
  wantRemarks: () => void;
}

/** The list as a card of a dashboard: the newest events, a line each. */
export function recent(card: Recent): TemplateResult {
  return html`<div class="card" part="base">
    <div class="card-head">
      <b class="cut">${card.title}</b>
      <slot name="actions"></slot>
    </div>
    ${card.blank}
    <ul ?hidden=${card.rows.length === 0}>
      ${repeat(
        card.rows,
        (record, index) => (record && keyOf(record)) || index,
        (record, index) => (record ? line(record, index, card) : html`<li class="item"><span class="sk"></span></li>`),
      )}
    </ul>
  </div>`;
}

function line(record: EventRecord, index: number, card: Recent): TemplateResult {
  const { selected, texts, format, now, choose, remarks, wantRemarks } = card;
  const info = actionInfo(getPath(record, 'action'), record);
  const ms = createdMs(record);
  const actor = actorOf(record);
  const rest = [objectOf(record)?.name, actor?.anonymous ? undefined : actor?.name, placeOf(record)?.city].filter(
    text => text !== undefined,
  );
  if (!remarks && !rest.every(isPlain)) wantRemarks();
  const warning = nameWarning(rest, texts, remarks);
  const key = keyOf(record);
  return html`<li class="item" data-group=${info.group}>
    <button
      type="button"
      aria-current=${key !== '' && key === selected ? 'true' : nothing}
      @click=${() => choose(record, index)}
    >
      ${icon(info.icon, { class: 'mark' })}
      <span class="cut"
        >${safeText(info.label, { class: info.known ? 'what' : 'what mono' })}
        ${
          warning
            ? html`<span class="name-flag" role="img" aria-label=${warning} title=${warning}
                >${icon('warning', { small: true })}</span
              >`
            : nothing
        }<span class="muted">${rest.map((text, i) => html`${i > 0 ? ', ' : nothing}${safeText(text)}`)}</span></span
      >
      ${
        isTime(ms)
          ? html`<time class="faint nw" datetime=${new Date(ms).toISOString()} title=${formatExact(ms, format)}
              >${formatRelative(ms, now, texts.locale)}</time
            >`
          : nothing
      }
    </button>
  </li>`;
}
