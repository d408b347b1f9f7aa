import { defineElement } from '../../internal/define.js';
import { EventQueryInput } from './event-query-input.js';

defineElement(EventQueryInput);

declare global {
  interface HTMLElementTagNameMap {
    'event-query-input': EventQueryInput;
  }
}
