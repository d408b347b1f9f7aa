import { defineElement } from '../../internal/define.js';
import { EventFacets } from './event-facets.js';

defineElement(EventFacets);

declare global {
  interface HTMLElementTagNameMap {
    'event-facets': EventFacets;
  }
}
