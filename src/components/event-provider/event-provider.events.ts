import type { TimeRange } from '../../client/index.js';
import { isObject } from '../../model/record.js';
import type { ViewStore } from './view-store.js';

/**
 * A wish about the view, on its way up. The nearest provider grants it; an element with no provider around grants its own.
 * `preventDefault()` on the way refuses it: the view stays as it is.
 */
export abstract class ViewRequestEvent<Detail> extends CustomEvent<Detail> {
  /** Set by who granted it, so that a provider further out leaves it alone. */
  handled = false;

  constructor(type: string, detail: Detail) {
    super(type, { detail, bubbles: true, composed: true, cancelable: true });
  }
}

/** Show the events that match this search; the empty text shows all. */
export class EventSearchRequestEvent extends ViewRequestEvent<{ search: string }> {
  static readonly type = 'event-search-request';
  constructor(search: string) {
    super(EventSearchRequestEvent.type, { search });
  }
}

/** Show the events in this order: a field of the client's `sortable`, with `-` in front for descending. */
export class EventOrderingRequestEvent extends ViewRequestEvent<{ ordering: string }> {
  static readonly type = 'event-ordering-request';
  constructor(ordering: string) {
    super(EventOrderingRequestEvent.type, { ordering });
  }
}

/** Make this event, by its `pk`, the chosen one; `null` chooses none. */
export class EventSelectRequestEvent extends ViewRequestEvent<{ id: string | null }> {
  static readonly type = 'event-select-request';
  constructor(id: string | null) {
    super(EventSelectRequestEvent.type, { id });
  }
}

/**
 * Show the events from `from` up to, and without, `to`: ISO 8601 times or ends that count back, such as `now-7d` and `today`;
 * `null` leaves an end open.
 */
export class EventRangeRequestEvent extends ViewRequestEvent<{ range: TimeRange }> {
  static readonly type = 'event-range-request';
  constructor(range: TimeRange) {
    super(EventRangeRequestEvent.type, { range });
  }
}

/** Tell every time in this zone, an IANA name; empty for the browser's. */
export class EventTimeZoneRequestEvent extends ViewRequestEvent<{ timeZone: string }> {
  static readonly type = 'event-time-zone-request';
  constructor(timeZone: string) {
    super(EventTimeZoneRequestEvent.type, { timeZone });
  }
}

/** Show the masked value at this path of this event (its `pk`). Refuse it, and the value stays masked. */
export class EventRevealRequestEvent extends ViewRequestEvent<{ id: string; path: string }> {
  static readonly type = 'event-reveal-request';
  constructor(id: string, path: string) {
    super(EventRevealRequestEvent.type, { id, path });
  }
}

/**
 * Lay a part of the page out like this (`log`, `chart`), and remember it for the address and for saved views; `null` is as the page
 * has it.
 */
export class EventLayoutRequestEvent extends ViewRequestEvent<{
  part: string;
  layout: Record<string, unknown> | null;
}> {
  static readonly type = 'event-layout-request';
  constructor(part: string, layout: Record<string, unknown> | null) {
    super(EventLayoutRequestEvent.type, { part, layout });
  }
}

/** Read the events again. */
export class EventRefreshRequestEvent extends ViewRequestEvent<null> {
  static readonly type = 'event-refresh-request';
  constructor() {
    super(EventRefreshRequestEvent.type, null);
  }
}

/** A column of an export: a field or dotted path, and what it is called. */
export interface ExportRequestColumn {
  field: string;
  label?: string;
}

/** Export the events in view. Asks what exactly first: it opens the confirmation of an `<event-exports>` of this view. */
export class EventExportRequestEvent extends ViewRequestEvent<{ columns: readonly ExportRequestColumn[] | null }> {
  static readonly type = 'event-export-request';
  /** @param columns what is shown of each event, in order; `null` for everything */
  constructor(columns: readonly ExportRequestColumn[] | null = null) {
    super(EventExportRequestEvent.type, { columns });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-export-request': EventExportRequestEvent;
    'event-search-request': EventSearchRequestEvent;
    'event-ordering-request': EventOrderingRequestEvent;
    'event-select-request': EventSelectRequestEvent;
    'event-range-request': EventRangeRequestEvent;
    'event-time-zone-request': EventTimeZoneRequestEvent;
    'event-reveal-request': EventRevealRequestEvent;
    'event-layout-request': EventLayoutRequestEvent;
    'event-refresh-request': EventRefreshRequestEvent;
  }
}

/** By type and detail, not by class: a page may dispatch a plain CustomEvent, or come from another copy of the kit. */
const GRANTS: Readonly<Record<string, (store: ViewStore, detail: unknown) => void>> = {
  [EventSearchRequestEvent.type]: (store, detail) => store.setView({ search: member(detail, 'search') as string }),
  [EventOrderingRequestEvent.type]: (store, detail) =>
    store.setView({ ordering: member(detail, 'ordering') as string }),
  [EventSelectRequestEvent.type]: (store, detail) => store.setView({ selected: member(detail, 'id') as string | null }),
  [EventRangeRequestEvent.type]: (store, detail) => store.setRange(member(detail, 'range') as TimeRange),
  [EventTimeZoneRequestEvent.type]: (store, detail) => store.setTimeZone(member(detail, 'timeZone') as string),
  [EventRevealRequestEvent.type]: (store, detail) =>
    store.reveal(member(detail, 'id') as string, member(detail, 'path') as string),
  [EventLayoutRequestEvent.type]: (store, detail) => {
    const part = member(detail, 'part');
    const layout = member(detail, 'layout');
    if (typeof part !== 'string') return;
    const { [part]: _before, ...others } = store.state.layout;
    store.setLayout(isObject(layout) ? { ...others, [part]: layout } : others);
  },
  [EventRefreshRequestEvent.type]: store => store.refresh(),
  [EventExportRequestEvent.type]: (store, detail) => store.state.exporter?.(member(detail, 'columns')),
};

/** The types of event a provider listens for. */
export const REQUEST_TYPES: readonly string[] = Object.keys(GRANTS);

/** Grants a request, unless somebody refused it or has granted it already. */
export function grant(store: ViewStore, event: Event): void {
  const request = event as Event & { detail?: unknown; handled?: boolean };
  if (request.defaultPrevented || request.handled) return;
  request.handled = true;
  GRANTS[event.type]?.(store, request.detail);
}

function member(detail: unknown, name: string): unknown {
  return typeof detail === 'object' && detail !== null ? (detail as Record<string, unknown>)[name] : undefined;
}
