import { defineElement } from '../../internal/define.js';
import { EventColumn } from './event-column.js';

defineElement(EventColumn);

declare global {
  interface HTMLElementTagNameMap {
    'event-column': EventColumn;
  }
}
