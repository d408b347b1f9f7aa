import { defineElement } from '../../internal/define.js';
import { EventMap } from './event-map.js';

defineElement(EventMap);

declare global {
  interface HTMLElementTagNameMap {
    'event-map': EventMap;
  }
}
