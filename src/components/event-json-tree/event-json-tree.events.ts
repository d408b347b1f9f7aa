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

declare global {
  interface GlobalEventHandlersEventMap {
    'event-json-tree-copy': EventJsonTreeCopyEvent;
  }
}
