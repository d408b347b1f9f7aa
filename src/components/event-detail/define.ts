import { defineElement } from '../../internal/define.js';
import '../event-json-tree/define.js';
import { EventDetail } from './event-detail.js';

defineElement(EventDetail);

declare global {
  interface HTMLElementTagNameMap {
    'event-detail': EventDetail;
  }
}
