import '../../src/components/event-map/define.js';
import type { EventMap } from '../../src/components/event-map/index.js';
import { frames, start } from './page.js';

let map: EventMap;
const root = (): ShadowRoot => map.shadowRoot!;

start({
  async mount(box, events) {
    map = document.createElement('event-map');
    map.style.setProperty('--event-map-height', '480px');
    map.events = events;
    box.append(map);
    while (!root()?.querySelector('[role="option"]')) await frames(1);
  },
  async zoomIn() {
    for (let i = 0; i < 2; i += 1) {
      root().querySelector<HTMLElement>('button[aria-label="Zoom in"]')!.click();
      await frames(60);
    }
  },
  position: () => root().querySelector('.leaflet-map-pane')!.getBoundingClientRect().left,
});
