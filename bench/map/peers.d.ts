/* The part of peers without types that the benchmark uses. */
declare module 'leaflet1' {
  export interface Layer {
    addTo(target: Map | LayerGroup): this;
  }
  export interface LayerGroup extends Layer {
    clearLayers(): this;
    addLayers(layers: Layer[]): this;
  }
  export interface Map {
    on(type: string, listener: () => void): this;
    getZoom(): number;
    setZoom(zoom: number, options?: object): this;
    getPane(name: string): HTMLElement | undefined;
    addLayer(layer: Layer): this;
  }
  interface Leaflet {
    map(box: HTMLElement, options: object): Map;
    geoJSON(json: unknown, options: object): Layer;
    layerGroup(): LayerGroup;
    circleMarker(at: [number, number], options: object): Layer;
    markerClusterGroup(options: object): LayerGroup;
  }
  const L: Leaflet;
  export default L;
}
declare module 'leaflet.markercluster';
declare module 'topojson-client' {
  export function feature(topology: unknown, object: unknown): object;
}
declare module 'supercluster' {
  interface Cluster<P> {
    geometry: { coordinates: [number, number] };
    properties: P & { point_count?: number };
  }
  export default class Supercluster<P> {
    constructor(options: object);
    load(points: object[]): this;
    getClusters(bounds: [number, number, number, number], zoom: number): Cluster<P>[];
  }
}
