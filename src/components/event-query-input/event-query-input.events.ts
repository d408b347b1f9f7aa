import type { Kind } from '../../query-lang/index.js';

/** A text in the box, and what it is. */
export interface EventQueryDetail {
  value: string;
  /** `query` or `text`; `empty` when there is nothing in the box; in a change also `broken`. */
  kind: Kind;
}

/**
 * A reader runs what is in the box. Never sent for a broken query.
 *
 * `preventDefault()` keeps the box from doing more about it: no search of the provider around it, no sending of the form it
 * is in.
 */
export class EventQuerySubmitEvent extends CustomEvent<EventQueryDetail> {
  static readonly type = 'event-query-submit';
  constructor(value: string, kind: Kind) {
    super(EventQuerySubmitEvent.type, { detail: { value, kind }, bubbles: true, composed: true, cancelable: true });
  }
}

/** A reader changed the text: by typing, by a fix, by choosing an earlier query, by clearing. Not sent when `value` is set. */
export class EventQueryInputChangeEvent extends CustomEvent<EventQueryDetail> {
  static readonly type = 'event-query-input-change';
  constructor(value: string, kind: Kind) {
    super(EventQueryInputChangeEvent.type, { detail: { value, kind }, bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-query-submit': EventQuerySubmitEvent;
    'event-query-input-change': EventQueryInputChangeEvent;
  }
}
