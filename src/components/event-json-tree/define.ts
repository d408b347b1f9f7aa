import { defineElement } from '../../internal/define.js';
import { EventJsonTree } from './event-json-tree.js';

defineElement(EventJsonTree);

declare global {
  interface HTMLElementTagNameMap {
    'event-json-tree': EventJsonTree;
  }
}
