import type { EventRecord } from '../../model/index.js';

/** A reader chose an event, by pointer or key. Not sent when `selected` is set from outside. */
export class EventLogSelectEvent extends CustomEvent<{ record: EventRecord; index: number }> {
  static readonly type = 'event-log-select';
  constructor(record: EventRecord, index: number) {
    super(EventLogSelectEvent.type, { detail: { record, index }, bubbles: true, composed: true });
  }
}

/** A reader is about to open an event in the list. `preventDefault()` keeps it closed, for pages that show it elsewhere. */
export class EventLogOpenEvent extends CustomEvent<{ record: EventRecord; index: number }> {
  static readonly type = 'event-log-open';
  constructor(record: EventRecord, index: number) {
    super(EventLogOpenEvent.type, { detail: { record, index }, bubbles: true, composed: true, cancelable: true });
  }
}

/** A reader has closed an event in the list. */
export class EventLogCloseEvent extends CustomEvent<{ record: EventRecord; index: number }> {
  static readonly type = 'event-log-close';
  constructor(record: EventRecord, index: number) {
    super(EventLogCloseEvent.type, { detail: { record, index }, bubbles: true, composed: true });
  }
}

/**
 * A reader wants two events compared, the older one first, by their `pk`. `preventDefault()` keeps the list from showing the
 * difference, for pages that show it elsewhere.
 */
export class EventCompareRequestEvent extends CustomEvent<{ ids: readonly [string, string] }> {
  static readonly type = 'event-compare-request';
  constructor(ids: readonly [string, string]) {
    super(EventCompareRequestEvent.type, { detail: { ids }, bubbles: true, composed: true, cancelable: true });
  }
}

/** What a reader can change about the looks of the list. */
export interface EventLogLayout {
  /** Fields of the columns, in order. */
  columns: readonly string[];
  density: 'compact' | 'normal' | 'tall';
  times: 'relative' | 'exact';
}

/** A reader chose other columns, rows of another height, or times in another form. For pages that remember it. */
export class EventLogLayoutEvent extends CustomEvent<EventLogLayout> {
  static readonly type = 'event-log-layout';
  constructor(layout: EventLogLayout) {
    super(EventLogLayoutEvent.type, { detail: layout, bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-log-select': EventLogSelectEvent;
    'event-log-open': EventLogOpenEvent;
    'event-log-close': EventLogCloseEvent;
    'event-log-layout': EventLogLayoutEvent;
    'event-compare-request': EventCompareRequestEvent;
  }
}
