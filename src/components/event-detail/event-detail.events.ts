/** What a reader copied from the detail of an event. */
export interface EventDetailCopyDetail {
  /** `json`: the whole event. `fact`: one of its facts. `value`, `path`: from the tree. */
  what: 'json' | 'fact' | 'value' | 'path';
  /** Of a fact, its name: `address`, `request-id`. */
  fact?: string;
  /** Of a value or path of the tree: keys from the root. */
  path?: readonly string[];
  /** Whether it is on the clipboard; `false` when the browser refused. */
  ok: boolean;
}

/** A reader copied something of the event. */
export class EventDetailCopyEvent extends CustomEvent<EventDetailCopyDetail> {
  static readonly type = 'event-detail-copy';
  constructor(detail: EventDetailCopyDetail) {
    super(EventDetailCopyEvent.type, { detail, bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-detail-copy': EventDetailCopyEvent;
  }
}
