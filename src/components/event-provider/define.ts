import { defineElement } from '../../internal/define.js';
import { EventProvider } from './event-provider.js';

defineElement(EventProvider);

declare global {
  interface HTMLElementTagNameMap {
    'event-provider': EventProvider;
  }
}
