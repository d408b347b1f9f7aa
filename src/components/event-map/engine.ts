import L, { LatLngBounds, LeafletMap, Point, TileLayer } from 'leaflet';
import type { Palette, Scene } from './draw.js';
import { MapCanvas } from './map-canvas.js';
import { placeMarks, type Mark, type PlacedMark } from './marks.js';
import { latitudeOf, longitudeOf, WORLD_PX, type Area } from './mercator.js';
import { countryAt } from './world-shapes.js';

// Leaflet puts itself on the page as a global; whatever the page had there is put back.
L.noConflict();

/** Where people live: the inhabited world fills the box, and the ends of it are a drag away. */
const WHOLE = new LatLngBounds([
  [-56, -180],
  [76, 180],
]);
const ENDS = new LatLngBounds([
  [-85, -180],
  [85, 180],
]);

/** The bundled outlines say nothing more beyond that; tiles do. */
const MAX_ZOOM = 8;
const MAX_TILE_ZOOM = 18;
/** Space round what is zoomed to, in CSS pixels. */
const FIT_PADDING = 40;

export interface EngineOptions {
  /** Address of map tiles, with {z}, {x}, {y}; empty for the bundled world. */
  tiles: string;
  animate: boolean;
  /** Where it was when it was last shown. */
  view: EngineView | null;
  /** The map is being moved, or zoomed. */
  onMove(): void;
  /** It has come to rest. */
  onRest(): void;
  /** Somebody pressed on it, and did not drag. */
  onPress(event: PointerEvent): void;
}

/** What has to survive when the map is taken down and put up again. */
export interface EngineView {
  lat: number;
  long: number;
  zoom: number;
  /** Whether it shows the whole world, and is to do so in a box of any size. */
  whole: boolean;
}

/** What is at a place of the box. */
export interface Hit {
  mark: PlacedMark | null;
  /** Code of the country, where there is no mark. */
  country: string | null;
}

/**
 * The map itself: Leaflet for moving and zooming, one canvas for everything that is drawn. Only this module and the canvas
 * know Leaflet; both are loaded when a map is first shown.
 */
export class MapEngine {
  readonly #map: LeafletMap;
  readonly #canvas = new MapCanvas();
  readonly #tiles: boolean;
  readonly #animate: boolean;
  #whole: boolean;
  #marks: readonly Mark[] = [];
  #placed: PlacedMark[] = [];
  #placedZoom = NaN;

  /** @param box - has a size, and stands in the page */
  constructor(box: HTMLElement, options: EngineOptions) {
    const { tiles, animate, view } = options;
    this.#tiles = tiles !== '';
    this.#animate = animate;
    this.#whole = view?.whole ?? true;
    const map = new LeafletMap(box, {
      center: view ? [view.lat, view.long] : [20, 0],
      zoom: view?.zoom ?? 0,
      maxZoom: this.#tiles ? MAX_TILE_ZOOM : MAX_ZOOM,
      zoomSnap: this.#tiles ? 1 : 0, // between two zooms, tiles are blurred
      maxBounds: ENDS,
      maxBoundsViscosity: 1,
      // Both controls set innerHTML, which Trusted Types forbid; the element has its own.
      zoomControl: false,
      attributionControl: false,
      keyboard: false,
      doubleClickZoom: false,
      boxZoom: false,
      inertia: animate,
      zoomAnimation: animate,
      fadeAnimation: false,
      trackResize: false,
      bounceAtZoomLimits: false,
    });
    this.#map = map;
    if (this.#tiles) new TileLayer(tiles, { maxZoom: MAX_TILE_ZOOM, noWrap: true, bounds: ENDS }).addTo(map);
    this.#canvas.addTo(map);
    this.resize();
    map.on('move', () => {
      this.#canvas.follow(map);
      options.onMove();
    });
    map.on('moveend', () => {
      this.#place();
      options.onRest();
    });
    map.on('dragstart zoomstart', () => (this.#whole = false));
    map.on('click', event => options.onPress(event.originalEvent));
  }

  destroy(): void {
    this.#map.remove();
  }

  get view(): EngineView {
    const { lat, lng } = this.#map.getCenter();
    return { lat, long: lng, zoom: this.#map.getZoom(), whole: this.#whole };
  }

  get zoom(): number {
    return this.#map.getZoom();
  }

  /** What can be seen, in degrees. */
  get area(): Area {
    const bounds = this.#map.getBounds();
    const clamp = (degrees: number, most: number): number => Math.min(most, Math.max(-most, degrees));
    return {
      north: clamp(bounds.getNorth(), 90),
      south: clamp(bounds.getSouth(), 90),
      west: clamp(bounds.getWest(), 180),
      east: clamp(bounds.getEast(), 180),
    };
  }

  get canZoomIn(): boolean {
    return this.#map.getZoom() < this.#map.getMaxZoom() - 0.01;
  }

  get canZoomOut(): boolean {
    return this.#map.getZoom() > this.#map.getMinZoom() + 0.01;
  }

  /** All marks with where they are drawn now, biggest first. */
  get placed(): readonly PlacedMark[] {
    return this.#placed;
  }

  /** Takes these marks instead of those before, and finds where they are drawn. */
  setMarks(marks: readonly Mark[]): void {
    if (marks === this.#marks) return;
    this.#marks = marks;
    this.#placedZoom = NaN;
    this.#place();
  }

  draw(scene: Omit<Scene, 'marks' | 'tiles'>, palette: Palette): void {
    this.#canvas.show({ ...scene, marks: this.#placed, tiles: this.#tiles }, palette);
  }

  /** The box has, or may have, another size. */
  resize(): void {
    const map = this.#map;
    map.invalidateSize({ animate: false, pan: false });
    map.setMinZoom(0);
    const least = Math.max(0, map.getBoundsZoom(WHOLE));
    if (this.#whole) this.showWhole(false);
    else if (map.getZoom() < least) map.setZoom(least, { animate: false });
    // Last: a map below its least zoom would be animated there, wherever it was sent meanwhile.
    map.setMinZoom(least);
  }

  showWhole(animate = this.#animate): void {
    this.#map.fitBounds(WHOLE, { animate });
    this.#whole = true;
  }

  /** Zooms so that these places can be seen apart. */
  fit(points: readonly { lat: number; long: number }[]): void {
    if (points.length === 0) return;
    const bounds = new LatLngBounds(points.map(({ lat, long }) => [lat, long] as const));
    this.#whole = false;
    this.#map.fitBounds(bounds, {
      animate: this.#animate,
      maxZoom: this.#map.getMaxZoom() - 2,
      padding: [FIT_PADDING, FIT_PADDING],
    });
  }

  /** @param around - stays where it is; the middle of the map otherwise */
  zoomBy(steps: number, around?: PlacedMark): void {
    const zoom = this.#map.getZoom() + steps;
    this.#whole = false;
    if (around) this.#map.setZoomAround(this.#containerPoint(around), zoom, { animate: this.#animate });
    else this.#map.setZoom(zoom, { animate: this.#animate });
  }

  /** Moves the map until a mark can be seen. */
  reveal({ mark }: PlacedMark): void {
    this.#map.panInside([latitudeOf(mark.y), longitudeOf(mark.x)], {
      padding: [FIT_PADDING, FIT_PADDING],
      animate: false,
    });
  }

  /** Where a mark is in the box, in CSS pixels. */
  pointOf(placed: PlacedMark): { x: number; y: number } {
    const { x, y } = this.#containerPoint(placed);
    return { x, y };
  }

  /** What is at a place of the box, in CSS pixels. */
  hit(x: number, y: number): Hit {
    const origin = this.#map.getPixelOrigin();
    const layer = this.#map.containerPointToLayerPoint(new Point(x, y));
    const [worldX, worldY] = [layer.x + origin.x, layer.y + origin.y];
    // The last drawn lies on top.
    const mark = this.#placed.findLast(one => Math.hypot(one.x - worldX, one.y - worldY) <= one.mark.radius + 1);
    if (mark) return { mark, country: null };
    const side = WORLD_PX * 2 ** this.#map.getZoom();
    return { mark: null, country: countryAt(worldX / side, worldY / side) };
  }

  /** A rectangle of the box, in degrees. */
  areaOf(left: number, top: number, right: number, bottom: number): Area {
    const northWest = this.#map.containerPointToLatLng(new Point(left, top));
    const southEast = this.#map.containerPointToLatLng(new Point(right, bottom));
    return { north: northWest.lat, south: southEast.lat, west: northWest.lng, east: southEast.lng };
  }

  /** One finger belongs to the page, which scrolls with it; two move the map. A mouse or pen drags. */
  setDragging(on: boolean): void {
    if (on) this.#map.dragging.enable();
    else this.#map.dragging.disable();
  }

  #place(): void {
    const zoom = this.#map.getZoom();
    if (zoom === this.#placedZoom) return;
    this.#placedZoom = zoom;
    const side = WORLD_PX * 2 ** zoom;
    this.#placed = placeMarks(this.#marks, side);
  }

  #containerPoint({ x, y }: PlacedMark): Point {
    const origin = this.#map.getPixelOrigin();
    return this.#map.layerPointToContainerPoint(new Point(x - origin.x, y - origin.y));
  }
}
