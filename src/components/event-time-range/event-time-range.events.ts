import type { TimeRange } from '../../client/index.js';

/** A reader chose a range. Its ends are as the range of a view has them. Does not bubble. */
export class EventTimeRangeChangeEvent extends CustomEvent<{ range: TimeRange }> {
  static readonly type = 'event-time-range-change';
  constructor(range: TimeRange) {
    super(EventTimeRangeChangeEvent.type, { detail: { range } });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'event-time-range-change': EventTimeRangeChangeEvent;
  }
}
