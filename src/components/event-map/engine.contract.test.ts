import { expect, fixture, html } from '@open-wc/testing';
import { BlanketOverlay, LatLngBounds, LeafletMap, Point, TileLayer } from 'leaflet';

/*
 * Leaflet 2 is an alpha, pinned exactly. This holds the part of it that the map stands on, and that is not in a release yet:
 * a new version that breaks one of these needs a look at engine.ts and map-canvas.ts. The page of these tests enforces
 * Trusted Types, so a part that begins to write markup fails here too.
 */
describe('Leaflet, as the map uses it', () => {
  const events: string[] = [];
  class Overlay extends BlanketOverlay {
    protected override _initContainer(): void {
      this._container = document.createElement('canvas');
    }
    protected override _onSettled(): void {
      events.push(`settled ${this._map.getZoom()} ${this._bounds.max.x - this._bounds.min.x}`);
    }
    move(): void {
      this._onMoveEnd();
    }
  }

  it('tells an overlay when the map has settled, with the bounds that it covers', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.style.cssText = 'inline-size: 200px; block-size: 100px';
    const map = new LeafletMap(box, { center: [0, 0], zoom: 1, zoomControl: false, attributionControl: false });
    const overlay = new Overlay({ padding: 0.5 });
    overlay.addTo(map);
    expect(events).to.deep.equal(['settled 1 400']);
    overlay.move();
    expect(events).to.have.lengthOf(2);
    map.setView([0, 0], 3, { animate: false });
    expect(events.at(-1)).to.equal('settled 3 400');
    expect(box.querySelectorAll('.leaflet-overlay-pane > canvas')).to.have.lengthOf(1);
    map.remove();
    expect(box.children).to.have.lengthOf(0);
    // The same box can have a map again.
    new LeafletMap(box, { center: [0, 0], zoom: 1, zoomControl: false, attributionControl: false }).remove();
  });

  it('places the world in pixels from a whole origin, and knows its handlers', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.style.cssText = 'inline-size: 200px; block-size: 100px';
    const map = new LeafletMap(box, {
      center: [0, 0],
      zoom: 1,
      zoomSnap: 0,
      zoomControl: false,
      attributionControl: false,
    });
    const { x, y } = map.getPixelOrigin();
    expect([x, y]).to.deep.equal([256 - 100, 256 - 50]);
    expect(map.containerPointToLatLng(new Point(100, 50)).lat).to.be.closeTo(0, 1e-9);
    const square = new LatLngBounds([
      [-20, -20],
      [20, 20],
    ]);
    expect(map.getBoundsZoom(square)).to.be.closeTo(Math.log2(100 / (256 / 8.83)), 0.05);
    expect(map.dragging.enable().disable()).to.equal(map.dragging);
    new TileLayer(`${location.origin}/{z}/{x}/{y}.png`, {
      bounds: new LatLngBounds([
        [1, 1],
        [1, 1],
      ]),
    }).addTo(map);
    map.remove();
  });
});
