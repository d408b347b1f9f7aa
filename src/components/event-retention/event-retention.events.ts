/** A reader changed how long events are kept, and the server has it. */
export class EventRetentionChangeEvent extends CustomEvent<{ retention: string }> {
  static readonly type = 'event-retention-change';
  /** @param retention as the server writes it: `days=90` */
  constructor(retention: string) {
    super(EventRetentionChangeEvent.type, { detail: { retention }, bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-retention-change': EventRetentionChangeEvent;
  }
}
