/** OpenLayers with its Cluster source: what authentik's map was built on. */
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import { fromLonLat } from 'ol/proj.js';
import Cluster from 'ol/source/Cluster.js';
import VectorSource from 'ol/source/Vector.js';
import { Circle, Fill, Stroke, Style, Text } from 'ol/style.js';
import { CENTRE, ZOOM, spotOf } from './contestant.js';
import { land } from './land.js';
import { frames, start } from './page.js';

let map: OlMap;

start({
  async mount(box, events) {
    const countries = new VectorSource({
      features: new GeoJSON({ featureProjection: 'EPSG:3857' }).readFeatures(land),
    });
    const source = new VectorSource({
      features: events.flatMap(event => {
        const spot = spotOf(event);
        return spot ? new Feature({ geometry: new Point(fromLonLat([spot.long, spot.lat])), failed: spot.failed }) : [];
      }),
    });
    const styles = new Map<number, Style>();
    map = new OlMap({
      target: box,
      controls: [],
      layers: [
        new VectorLayer({
          source: countries,
          style: new Style({
            fill: new Fill({ color: '#dfe3e7' }),
            stroke: new Stroke({ color: '#f6f7f8', width: 0.75 }),
          }),
        }),
        new VectorLayer({
          source: new Cluster({ distance: 64, source }),
          style: feature => {
            const total = (feature.get('features') as unknown[]).length;
            let style = styles.get(total);
            if (!style) {
              style = new Style({
                image: new Circle({
                  radius: 11 + 3.3 * Math.log10(total),
                  fill: new Fill({ color: '#fff' }),
                  stroke: new Stroke({ color: '#203eac', width: 4 }),
                }),
                text: new Text({ text: String(total) }),
              });
              styles.set(total, style);
            }
            return style;
          },
        }),
      ],
      view: new View({ center: fromLonLat([CENTRE.long, CENTRE.lat]), zoom: ZOOM }),
    });
    await new Promise<void>(resolve => map.once('rendercomplete', () => resolve()));
  },
  async zoomIn() {
    map.getView().setZoom(ZOOM + 2);
    await new Promise<void>(resolve => map.once('rendercomplete', () => resolve()));
    await frames(10);
  },
  position: () => map.getPixelFromCoordinate([0, 0])?.[0] ?? 0,
});
