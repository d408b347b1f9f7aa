import { defineElement } from '../../internal/define.js';
import { EventDiff } from './event-diff.js';

defineElement(EventDiff);

declare global {
  interface HTMLElementTagNameMap {
    'event-diff': EventDiff;
  }
}
