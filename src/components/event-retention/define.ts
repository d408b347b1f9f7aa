import { defineElement } from '../../internal/define.js';
import { EventRetention } from './event-retention.js';

defineElement(EventRetention);

declare global {
  interface HTMLElementTagNameMap {
    'event-retention': EventRetention;
  }
}
