import { html, nothing } from 'lit';
import type { DetailTexts } from '../../locales/en/detail.js';
import type { EventRecord } from '../../model/index.js';
import { neighboursOf, type Neighbour } from './neighbours.js';

/** Links to what happened near an event; nothing where there is none. */
export function renderNearby(record: EventRecord, t: DetailTexts, go: (neighbour: Neighbour) => void): unknown {
  const neighbours = neighboursOf(record, t.texts);
  if (neighbours.length === 0) return nothing;
  return html`<nav class="nearby" part="nearby" aria-label=${t.text('detailNearby')}>
    <span class="muted" aria-hidden="true">${t.text('detailNearby')}</span>
    <ul>
      ${neighbours.map(
        neighbour =>
          html`<li>
            <button type="button" class="link" data-id=${neighbour.id} @click=${() => go(neighbour)}>
              ${neighbour.label}
            </button>
          </li>`,
      )}
    </ul>
  </nav>`;
}
