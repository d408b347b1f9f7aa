import { defineElement } from '../../internal/define.js';
import { EventExports } from './event-exports.js';

defineElement(EventExports);

declare global {
  interface HTMLElementTagNameMap {
    'event-exports': EventExports;
  }
}
