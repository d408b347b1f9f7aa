/** @internal Tells the list around a column that it has come, or changed. Between the two of them, and for nobody else. */
export class EventColumnChangeEvent extends Event {
  static readonly type = 'event-column-change';
  constructor() {
    super(EventColumnChangeEvent.type, { bubbles: true });
  }
}
