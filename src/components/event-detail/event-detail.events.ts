/** What a reader copied from the detail of an event. */
export interface EventDetailCopyDetail {
  /** `json`: the whole event. `fact`: one of its facts. `value`, `path`: from the tree. `link`: the address of the event. */
  what: 'json' | 'fact' | 'value' | 'path' | 'link';
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

/**
 * A reader wants the address of this event. Only the page knows its addresses: a listener puts one into `url`, which is
 * then copied, or does all of it itself and says so with `preventDefault()`.
 */
export class EventPermalinkRequestEvent extends CustomEvent<{ id: string }> {
  static readonly type = 'event-permalink-request';
  /** The address, absolute or relative to the page. */
  url: string | null = null;
  constructor(id: string) {
    super(EventPermalinkRequestEvent.type, { detail: { id }, bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-permalink-request': EventPermalinkRequestEvent;
    'event-detail-copy': EventDetailCopyEvent;
  }
}
