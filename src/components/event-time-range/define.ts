import { defineElement } from '../../internal/define.js';
import { EventTimeRange } from './event-time-range.js';

defineElement(EventTimeRange);

declare global {
  interface HTMLElementTagNameMap {
    'event-time-range': EventTimeRange;
  }
}
