/** Leaflet and supercluster, as their examples have it: a circle and a label for each cluster, the world as GeoJSON. */
import L, { type Map } from 'leaflet1';
import Supercluster from 'supercluster';
import { CENTRE, ZOOM, spotOf } from './contestant.js';
import { land } from './land.js';
import { frames, start } from './page.js';

let map: Map;

start({
  mount(box, events) {
    map = L.map(box, {
      preferCanvas: true,
      zoomControl: false,
      attributionControl: false,
      center: [CENTRE.lat, CENTRE.long],
      zoom: ZOOM,
    });
    L.geoJSON(land, {
      style: { weight: 0.75, color: '#f6f7f8', fillColor: '#dfe3e7', fillOpacity: 1 },
      interactive: false,
    }).addTo(map);
    const index = new Supercluster<{ failed: number }>({
      radius: 64,
      maxZoom: 8,
      map: ({ failed }: { failed: number }) => ({ failed }),
      reduce: (sum: { failed: number }, { failed }: { failed: number }) => (sum.failed += failed),
    });
    index.load(
      events.flatMap(event => {
        const spot = spotOf(event);
        if (!spot) return [];
        const geometry = { type: 'Point' as const, coordinates: [spot.long, spot.lat] };
        return { type: 'Feature' as const, properties: { failed: Number(spot.failed) }, geometry };
      }),
    );
    const layer = L.layerGroup().addTo(map);
    const draw = (): void => {
      layer.clearLayers();
      for (const { geometry, properties } of index.getClusters([-180, -85, 180, 85], Math.floor(map.getZoom()))) {
        const [long, lat] = geometry.coordinates;
        const total = properties.point_count ?? 1;
        L.circleMarker([lat, long], {
          radius: 11 + 3.3 * Math.log10(total),
          color: properties.failed * 2 > total ? '#c5161f' : '#203eac',
          fillColor: '#fff',
          fillOpacity: 1,
          weight: 4,
        }).addTo(layer);
      }
    };
    map.on('zoomend', draw);
    draw();
  },
  async zoomIn() {
    map.setZoom(ZOOM + 2, { animate: false });
    await frames(30);
  },
  position: () => map.getPane('mapPane')!.getBoundingClientRect().left,
});
