import { css } from 'lit';

/**
 * What Leaflet (2.0.0-alpha.1) needs of a stylesheet to lay out its panes, tiles and animations, inside a shadow root. Its
 * own stylesheet also dresses controls, popups and markers, which the kit does not use, and asks for images.
 */
export const leafletStyles = css`
  .leaflet-container {
    overflow: hidden;
    -webkit-tap-highlight-color: transparent;
    /* One finger scrolls the page; two move the map. */
    touch-action: pan-x pan-y;
  }
  .leaflet-pane,
  .leaflet-pane > canvas,
  .leaflet-layer,
  .leaflet-tile,
  .leaflet-tile-container {
    position: absolute;
    inset-block-start: 0;
    left: 0;
  }
  .leaflet-tile-pane {
    z-index: 1;
  }
  .leaflet-overlay-pane {
    z-index: 2;
  }
  .leaflet-tile {
    visibility: hidden;
    max-inline-size: none;
    user-select: none;
    -webkit-user-drag: none;
  }
  .leaflet-tile-loaded {
    visibility: inherit;
  }
  .leaflet-tile-container {
    pointer-events: none;
  }
  .leaflet-zoom-animated {
    transform-origin: 0 0;
  }
  .leaflet-zoom-anim .leaflet-zoom-animated {
    transition: transform 0.15s cubic-bezier(0.2, 0, 0, 1);
  }
  .leaflet-zoom-anim .leaflet-tile,
  .leaflet-pan-anim .leaflet-tile {
    transition: none;
  }
`;
