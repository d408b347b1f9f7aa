/*
 * The part of Leaflet 2.0.0-alpha.1 that the map stands on. It comes without types; engine.contract.test.ts pins what is
 * declared here. Names with an underscore are those that its documentation tells subclasses of BlanketOverlay to implement.
 */
declare module 'leaflet' {
  export class Point {
    constructor(x: number, y: number);
    x: number;
    y: number;
  }
  export class Bounds {
    min: Point;
    max: Point;
  }
  export class LatLng {
    constructor(lat: number, lng: number);
    lat: number;
    lng: number;
  }
  export class LatLngBounds {
    constructor(corners: readonly (readonly [lat: number, lng: number])[]);
    getNorth(): number;
    getSouth(): number;
    getWest(): number;
    getEast(): number;
  }
  export interface MapOptions {
    center: readonly [number, number];
    zoom: number;
    maxZoom: number;
    zoomSnap: number;
    maxBounds: LatLngBounds;
    maxBoundsViscosity: number;
    zoomControl: boolean;
    attributionControl: boolean;
    keyboard: boolean;
    doubleClickZoom: boolean;
    boxZoom: boolean;
    inertia: boolean;
    zoomAnimation: boolean;
    fadeAnimation: boolean;
    trackResize: boolean;
    bounceAtZoomLimits: boolean;
  }
  export interface Handler {
    enable(): this;
    disable(): this;
    moving(): boolean | undefined;
  }
  export interface MapEvent {
    containerPoint: Point;
    originalEvent: PointerEvent;
  }
  export class LeafletMap {
    constructor(box: HTMLElement, options: Partial<MapOptions>);
    readonly dragging: Handler;
    on(types: string, listener: (event: MapEvent) => void): this;
    remove(): this;
    getZoom(): number;
    getMinZoom(): number;
    getMaxZoom(): number;
    setMinZoom(zoom: number): this;
    setZoom(zoom: number, options?: { animate?: boolean }): this;
    setZoomAround(at: Point, zoom: number, options?: { animate?: boolean }): this;
    getCenter(): LatLng;
    setView(center: readonly [number, number], zoom: number, options?: { animate?: boolean }): this;
    fitBounds(
      bounds: LatLngBounds,
      options?: { animate?: boolean; maxZoom?: number; padding?: [number, number] },
    ): this;
    panInside(at: readonly [number, number], options?: { padding?: [number, number]; animate?: boolean }): this;
    getBounds(): LatLngBounds;
    getBoundsZoom(bounds: LatLngBounds): number;
    getSize(): Point;
    invalidateSize(options?: { animate?: boolean; pan?: boolean }): this;
    getPixelOrigin(): Point;
    layerPointToContainerPoint(point: Point): Point;
    containerPointToLayerPoint(point: Point): Point;
    containerPointToLatLng(point: Point): LatLng;
    stop(): this;
  }
  export class Layer {
    addTo(map: LeafletMap): this;
    remove(): this;
    protected _map: LeafletMap;
  }
  export class BlanketOverlay extends Layer {
    constructor(options?: { padding?: number; continuous?: boolean });
    protected _container: HTMLElement;
    protected _bounds: Bounds;
    protected _initContainer(): void;
    protected _destroyContainer(): void;
    protected _resizeContainer(): Point;
    protected _onSettled(): void;
    protected _onMoveEnd(): void;
  }
  export const DomUtil: { setPosition(element: HTMLElement, point: Point): void };
  export class TileLayer extends Layer {
    constructor(url: string, options?: { maxZoom?: number; noWrap?: boolean; bounds?: LatLngBounds });
  }
  const L: { noConflict(): unknown };
  export default L;
}
