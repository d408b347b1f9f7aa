/** What was changed, and how. */
export interface RuleChange {
  kind: 'rule' | 'transport';
  change: 'created' | 'updated' | 'deleted';
  /** Its key. */
  pk: string;
}

/** A reader changed a rule or a transport, and the server has it. */
export class EventRulesChangeEvent extends CustomEvent<RuleChange> {
  static readonly type = 'event-rules-change';
  constructor(change: RuleChange) {
    super(EventRulesChangeEvent.type, { detail: change, bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-rules-change': EventRulesChangeEvent;
  }
}
