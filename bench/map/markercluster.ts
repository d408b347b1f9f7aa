import L from 'leaflet1';
import { feature } from 'topojson-client';
import world from 'world-atlas/countries-110m.json';
import { CENTRE, ZOOM, spotOf } from './contestant.js';
import { frames, start } from './page.js';

let map: L.Map;

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
    L.geoJSON(feature(world as never, (world as never as { objects: { countries: never } }).objects.countries), {
      style: { weight: 0.75, color: '#f6f7f8', fillColor: '#dfe3e7', fillOpacity: 1 },
      interactive: false,
    }).addTo(map);
    const group = (
      L as unknown as { markerClusterGroup(options: object): L.LayerGroup & { addLayers(all: L.Layer[]): void } }
    ).markerClusterGroup({ animate: false });
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
