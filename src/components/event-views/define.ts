import { defineElement } from '../../internal/define.js';
import { EventViews } from './event-views.js';

defineElement(EventViews);

declare global {
  interface HTMLElementTagNameMap {
    'event-views': EventViews;
  }
}
