import { BlanketOverlay, DomUtil, Point, type Bounds, type LeafletMap } from 'leaflet';
import { drawMarks, drawWorld, type Palette, type Scene } from './draw.js';
import { WORLD_PX } from './mercator.js';
import { MOST_REACH } from './marks.js';

/** How far beyond its box the map is drawn, as a share of the box: a drag within that needs no drawing at all. */
const PADDING = 0.35;

/**
 * One canvas over the whole map, a little larger than what can be seen. Leaflet moves and scales it along; it is drawn again
 * when the map has come to rest, when what is on it changes, and when a drag reaches its edge.
 */
export class MapCanvas extends BlanketOverlay {
  #drawn: { bounds: Bounds; zoom: number } | null = null;
  #scene: Scene | null = null;
  #palette: Palette | null = null;

  constructor() {
    super({ padding: PADDING });
  }

  /** Draws this at once. */
  show(scene: Scene, palette: Palette): void {
    this.#scene = scene;
    this.#palette = palette;
    this.#draw();
  }

  /** Draws again when a move has brought into sight what is not drawn. While it zooms, the picture is scaled instead. */
  follow(map: LeafletMap): void {
    if (!this.#drawn || this.#drawn.zoom !== map.getZoom()) return;
    const { min, max } = this.#drawn.bounds;
    const { x, y } = map.containerPointToLayerPoint(new Point(0, 0));
    const size = map.getSize();
    const inside = x >= min.x && y >= min.y && x + size.x <= max.x && y + size.y <= max.y;
    if (!inside) this._onMoveEnd();
  }

  protected override _initContainer(): void {
    this._container = document.createElement('canvas');
    this._container.setAttribute('aria-hidden', 'true');
  }

  protected override _resizeContainer(): Point {
    const size = super._resizeContainer();
    const canvas = this._container as HTMLCanvasElement;
    const ratio = globalThis.devicePixelRatio || 1;
    const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
    // Setting a size clears what is drawn, so it is set only where it differs.
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      this.#draw();
    }
    return size;
  }

  protected override _onSettled(): void {
    // On a whole pixel, as its content is; in between everything would be blurred.
    if (this._bounds) DomUtil.setPosition(this._container, this._bounds.min);
    this.#draw();
  }

  #draw(): void {
    const context = (this._container as HTMLCanvasElement | undefined)?.getContext('2d');
    const bounds = this._bounds as Bounds | undefined;
    if (!context || !bounds || !this.#scene || !this.#palette) return;
    const { min, max } = bounds;
    this.#drawn = { bounds, zoom: this._map.getZoom() };
    const ratio = globalThis.devicePixelRatio || 1;
    const pixelOrigin = this._map.getPixelOrigin();
    const [left, top] = [pixelOrigin.x + min.x, pixelOrigin.y + min.y];
    const [width, height] = [max.x - min.x, max.y - min.y];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.translate(-left, -top);
    drawWorld(context, WORLD_PX * 2 ** this._map.getZoom(), this.#scene, this.#palette);
    const marks = this.#scene.marks.filter(
      ({ x, y }) =>
        x > left - MOST_REACH && x < left + width + MOST_REACH && y > top - MOST_REACH && y < top + height + MOST_REACH,
    );
    drawMarks(context, { ...this.#scene, marks }, this.#palette);
  }
}
