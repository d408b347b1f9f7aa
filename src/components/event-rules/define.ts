import { defineElement } from '../../internal/define.js';
import '../event-query-input/define.js';
import { EventRules } from './event-rules.js';

defineElement(EventRules);

declare global {
  interface HTMLElementTagNameMap {
    'event-rules': EventRules;
  }
}
