import { html, type TemplateResult } from 'lit';
import { given } from '../../internal/given.js';
import type { EventRecord } from '../../model/index.js';
import type { DiffResolver } from '../event-diff/index.js';

let asked = false;

/** The change an event tells of. The element is loaded with the first one; until then it has some room. */
export function renderChanges(record: EventRecord, resolver: DiffResolver | null, locale: string): TemplateResult {
  if (!asked) {
    asked = true;
    // Where it cannot be loaded the JSON has all of it; the next event tries again.
    void import('../event-diff/define.js').catch(() => (asked = false));
  }
  return html`<event-diff ${given({ event: record })} .resolver=${resolver} locale=${locale}></event-diff>`;
}
