import L, { type Map } from 'leaflet1';
import { CENTRE, ZOOM, spotOf } from './contestant.js';
import { land } from './land.js';
import { frames, start } from './page.js';

let map: Map;

start({
  async mount(box, events) {
    (globalThis as { L?: unknown }).L = L; // the plugin writes itself into the global
    await import('leaflet.markercluster');
    map = L.map(box, {
      preferCanvas: true,
      zoomControl: false,
      attributionControl: false,
      center: [CENTRE.lat, CENTRE.long],
      zoom: ZOOM,
      maxZoom: 18,
    });
    L.geoJSON(land, {
      style: { weight: 0.75, color: '#f6f7f8', fillColor: '#dfe3e7', fillOpacity: 1 },
      interactive: false,
    }).addTo(map);
    const group = L.markerClusterGroup({ animate: false });
    group.addLayers(
      events.flatMap(event => {
        const spot = spotOf(event);
        return spot ? L.circleMarker([spot.lat, spot.long], { radius: 6 }) : [];
      }),
    );
    map.addLayer(group);
  },
  async zoomIn() {
    map.setZoom(ZOOM + 2, { animate: false });
    await frames(30);
  },
  position: () => map.getPane('mapPane')!.getBoundingClientRect().left,
});
