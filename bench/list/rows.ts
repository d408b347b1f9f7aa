/**
 * What stands in a row, for floor and peer: the words, icons and type of `<event-log>`, so that all lists draw the same
 * picture and differ in how they come to it. Words come from the model and are the same work for everybody.
 */
import { formatRelative } from '../../src/internal/format.js';
import {
  actionInfo,
  actorOf,
  addressOf,
  createdMs,
  placeOf,
  summaryParts,
  type ActionInfo,
  type EventRecord,
  type SummaryPart,
} from '../../src/model/index.js';

export const TITLES = ['', 'Time', 'Action', 'User', 'What happened', 'From'];

export interface RowContent {
  time: string;
  action: ActionInfo;
  user: string;
  what: readonly SummaryPart[];
  address: string;
  place: string;
}

const now = Date.now();

export function rowContent(event: EventRecord): RowContent {
  const place = placeOf(event);
  return {
    time: formatRelative(createdMs(event), now, 'en'),
    action: actionInfo(event.action, event),
    user: actorOf(event)?.name ?? '',
    what: summaryParts(event),
    address: addressOf(event) ?? '',
    place: [place?.city, place?.countryCode ?? place?.country].filter(Boolean).join(', '),
  };
}

/** The columns and the look of `<event-log>` in a list as wide as this one. The row's height is `--row`. */
export const ROW_CSS = `
  .list { display: flex; flex-direction: column; height: 100%; color: #181b1f; font-variant-numeric: tabular-nums; }
  .head, .row { box-sizing: border-box; display: grid; grid-template-columns: 1.5rem 5.5rem minmax(11rem, 12.5rem) minmax(7rem, 9rem) minmax(10rem, 1fr) minmax(8rem, 16.5rem); column-gap: 0.75rem; align-items: center; padding-inline: 1.25rem; border-bottom: 1px solid #e3e6e9; height: var(--row); }
  .head { flex: none; background: #f6f7f8; color: #4d545c; font-size: 12px; }
  .scroller { flex: 1; min-height: 0; overflow-y: auto; position: relative; contain: strict; background: #fff; }
  .space { position: relative; }
  .row { position: absolute; inset: 0 0 auto; contain: strict; }
  .chevron { justify-self: center; width: 5px; height: 9px; --stroke: transparent 42%, #4d545c 44%, #4d545c 56%, transparent 58%; background: linear-gradient(to top right, var(--stroke)) top / 100% 5px no-repeat, linear-gradient(to bottom right, var(--stroke)) bottom / 100% 5px no-repeat; }
  .cut { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .time, .what, .from { color: #4d545c; }
  .action { display: flex; align-items: center; gap: 0.5rem; min-width: 0; }
  .mono { font: 12px / 1 'Liberation Mono', monospace; }
  .i { flex: none; overflow: visible; width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; color: #3b3936; }
  .sign-in .mark { color: #203eac; }
  .failure .mark { color: #c5161f; }
  .failure .label { color: #b3121d; }
  .authorization .mark { color: #1f9c92; }
  .create .mark { color: #5e8650; }
  .update .mark { color: #b87c0e; }
  .secrets .mark { color: #9e67c6; }
  .mail .mark { color: #07647a; }
  .sign-out .mark { color: #636566; }
  .i.severity { color: #8a5300; }
  .i.none { display: none; }
  .what .object { color: #181b1f; font-weight: 500; }
  .address { color: #181b1f; }
  .place { margin-left: 0.25rem; }
`;
