import { defineElement } from '../../internal/define.js';
import '../event-column/define.js';
import { EventLog } from './event-log.js';

defineElement(EventLog);

declare global {
  interface HTMLElementTagNameMap {
    'event-log': EventLog;
  }
}
