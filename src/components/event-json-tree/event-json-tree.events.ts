/** What a reader copied from a tree. */
export interface JsonTreeCopyDetail {
  what: 'path' | 'value';
  /** Keys from the root to what was copied. */
  path: readonly string[];
  /** Whether it is on the clipboard; `false` when the browser refused. */
  ok: boolean;
}

/** A reader copied a value, or the path to it. */
export class EventJsonTreeCopyEvent extends CustomEvent<JsonTreeCopyDetail> {
  static readonly type = 'event-json-tree-copy';
  constructor(detail: JsonTreeCopyDetail) {
    super(EventJsonTreeCopyEvent.type, { detail });
  }
}

/** What a reader wants to see only, or not to see. */
export interface JsonTreeFilterDetail {
  /** Keys from the root to the value, those of `base` in front. */
  path: readonly string[];
  /** Text, a number, a boolean or null. */
  value: unknown;
  /** `=` keeps what has the value, `!=` leaves it out. */
  operator: '=' | '!=';
}

/** A reader wants to see only what has this value, or only what has not. */
export class EventJsonTreeFilterEvent extends CustomEvent<JsonTreeFilterDetail> {
  static readonly type = 'event-json-tree-filter';
  constructor(detail: JsonTreeFilterDetail) {
    super(EventJsonTreeFilterEvent.type, { detail });
  }
}

/** A reader wants to see a masked value. */
export class EventJsonTreeRevealEvent extends CustomEvent<{ path: string }> {
  static readonly type = 'event-json-tree-reveal';
  /** @param path - of the value that is masked there, as `formatPath` writes it */
  constructor(path: string) {
    super(EventJsonTreeRevealEvent.type, { detail: { path } });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-json-tree-copy': EventJsonTreeCopyEvent;
    'event-json-tree-filter': EventJsonTreeFilterEvent;
    'event-json-tree-reveal': EventJsonTreeRevealEvent;
  }
}
