/** What a reader copied from a difference. */
export interface DiffCopyDetail {
  what: 'patch' | 'before' | 'after';
  /** Whether it is on the clipboard; `false` when the browser refused. */
  ok: boolean;
}

/** A reader copied the difference as a JSON Patch, or one side of it. Secrets are dots in what was copied. */
export class EventDiffCopyEvent extends CustomEvent<DiffCopyDetail> {
  static readonly type = 'event-diff-copy';
  constructor(detail: DiffCopyDetail) {
    super(EventDiffCopyEvent.type, { detail });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-diff-copy': EventDiffCopyEvent;
  }
}
