import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { leafletStyles } from '../../styles/leaflet.css.js';

export const styles = [
  ...base,
  leafletStyles,
  css`
    :host {
      --_inset: var(--event-kit-inset, 1.25rem);
      container: event-map / inline-size;
      min-inline-size: 0;
    }
    .area {
      padding: var(--_space-3) var(--_inset) var(--_space-4);
    }
    .head {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: var(--_control-small);
    }
    .head h2 {
      flex: none;
      max-inline-size: 60%;
      overflow-wrap: anywhere;
    }
    .forms {
      flex: none;
      margin-inline-start: auto;
    }
    .say {
      min-block-size: var(--_leading);
      margin-block: 0.125rem var(--_space-2);
      text-wrap: pretty;
      overflow-wrap: anywhere;
    }
    .say b {
      unicode-bidi: isolate;
    }
    .note {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.25rem var(--_space-2);
      margin-block-start: var(--_space-2);
      padding: 0.25rem var(--_space-2);
      border-radius: var(--_radius-2);
      background: var(--_notice-wash);
      font-size: var(--_text-xs);
      overflow-wrap: anywhere;
    }
    .note.failed {
      background: var(--_alert-wash);
    }
    .note .grow {
      flex-basis: 10rem;
    }

    .stage {
      position: relative;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
    }
    .frame,
    .blank {
      grid-area: 1 / 1;
    }
    /* The map runs from west to east in every language. */
    .frame {
      position: relative;
      direction: ltr;
      isolation: isolate;
      inline-size: 100%; /* else a height that is set would set the width, too */
      block-size: var(--event-map-height, auto);
      aspect-ratio: 2 / 1;
      align-self: stretch; /* what stands on it may be higher than the map */
      min-block-size: 9rem;
      border-radius: var(--_radius-2);
      overflow: clip;
      background: var(--_surface-alt);
    }
    .frame:focus-visible {
      outline-offset: 2px;
      border-radius: var(--_radius-2);
    }
    .box {
      position: absolute;
      inset: 0;
      cursor: grab;
    }
    .box:active {
      cursor: grabbing;
    }
    .frame.on-place .box {
      cursor: pointer;
    }
    .frame.boxing .box {
      cursor: crosshair;
      touch-action: none;
    }
    .late .box {
      opacity: 0.6;
    }
    .probes {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      pointer-events: none;
      font-size: var(--_text-2xs);
      font-weight: var(--_weight-strong);
      letter-spacing: -0.02em;
    }
    /* A change of theme shows as a transition of these, which is how the canvas hears of it; there is nothing to see. */
    .probes i[data-ink],
    .probes i[data-group] {
      forced-color-adjust: none;
      transition: color 1ms step-end !important;
    }
    .probes [data-group] {
      color: var(--_g);
    }
    [data-ink='surface'] {
      color: var(--_surface);
    }
    [data-ink='land'] {
      color: var(--event-map-land, light-dark(#dfe3e7, #31373e));
    }
    [data-ink='land-hover'] {
      color: var(--event-map-land-hover, light-dark(#cfd5db, #3e454e));
    }
    [data-ink='border'] {
      color: var(--_surface-alt);
    }
    [data-ink='chosen'] {
      color: light-dark(#c9dafb, #2a4272);
    }
    [data-ink='accent'] {
      color: var(--_accent);
    }
    [data-ink='focus'] {
      color: var(--_focus);
    }
    [data-ink='text'] {
      color: var(--_text);
    }
    [data-ink='line'] {
      color: var(--_border-control);
    }
    .rubber {
      position: absolute;
      z-index: 3;
      border: 1px solid var(--_accent);
      background: color-mix(in oklab, var(--_accent) 12%, transparent);
      pointer-events: none;
    }
    .tools {
      position: absolute;
      inset-block-end: 0.5rem;
      left: 0.5rem;
      z-index: 3;
      display: flex;
      gap: 0.375rem;
    }
    .tools .group > * {
      inline-size: 1.75rem;
      min-block-size: 1.625rem;
      justify-content: center;
      padding: 0;
    }
    .tools button:disabled .i {
      opacity: 0.4;
    }
    .attribution {
      position: absolute;
      inset-block-end: 0;
      right: 0;
      z-index: 3;
      max-inline-size: 60%;
      padding-inline: 0.375rem;
      border-start-start-radius: var(--_radius-1);
      background: color-mix(in oklab, var(--_surface) 85%, transparent);
      color: var(--_text-muted);
      font-size: var(--_text-2xs);
      line-height: 1rem;
    }
    .hint {
      position: absolute;
      inset-block-start: 0.5rem;
      left: 50%;
      z-index: 4;
      inline-size: max-content;
      max-inline-size: calc(100% - 1rem);
      padding: 0.125rem var(--_space-2);
      border-radius: var(--_radius-2);
      background: var(--_text);
      color: var(--_surface);
      font-size: var(--_text-xs);
      translate: -50% 0;
      pointer-events: none;
    }
    .readout {
      position: absolute;
      inset-block-start: 0;
      left: 0;
      z-index: 5;
      inline-size: max-content;
      max-inline-size: min(17rem, 100%);
      min-inline-size: min(11rem, 100%);
      padding: 0.375rem var(--_space-2);
      border: 1px solid var(--_border-strong);
      border-radius: var(--_radius-2);
      background: var(--_surface-raised);
      box-shadow: var(--_shadow-raised);
      font-size: var(--_text-xs);
      pointer-events: none;
    }
    .readout-head {
      display: flex;
      align-items: baseline;
      gap: var(--_space-3);
      justify-content: space-between;
    }
    .readout-head .num {
      flex: none;
    }
    .readout li {
      display: flex;
      align-items: center;
      gap: 0.375rem;
    }
    .chip {
      display: grid;
      flex: none;
      place-items: center;
      inline-size: 1rem;
      block-size: 1rem;
      border-radius: var(--_radius-1);
      background: var(--_g);
      color: var(--_surface);
      forced-color-adjust: none;
    }
    .chip .i {
      inline-size: 0.75rem;
      block-size: 0.75rem;
      stroke-width: 2;
      color: inherit;
    }

    .foot {
      min-block-size: var(--_leading);
      margin-block-start: var(--_space-2);
      color: var(--_text-muted);
      font-size: var(--_text-xs);
    }
    .foot .link {
      min-block-size: 1.25rem;
    }
    .foot .link[aria-pressed='true'] {
      font-weight: var(--_weight-medium);
    }
    .blank {
      z-index: 3;
      place-content: center;
      justify-items: center;
      max-inline-size: none;
      padding: var(--_space-2);
      pointer-events: none;
    }
    .card {
      display: grid;
      justify-items: center;
      gap: var(--_space-2);
      max-inline-size: 24rem;
      padding: var(--_space-2) var(--_space-3);
      border: 1px solid var(--_border);
      border-radius: var(--_radius-2);
      background: var(--_surface);
      overflow-wrap: anywhere;
      text-align: center;
    }
    .card > .i {
      inline-size: 1.25rem;
      block-size: 1.25rem;
    }
    .card > .i:not([class*='sev-']) {
      color: var(--_text-faint);
    }
    .card button {
      pointer-events: auto;
    }

    /* In place of a table that is to come. */
    .frame.for-table {
      block-size: var(--event-map-height, 24rem);
      aspect-ratio: auto;
    }
    .table {
      max-block-size: var(--event-map-height, 24rem);
      overflow: auto;
    }
    .table-head {
      margin-block-end: var(--_space-2);
    }
    table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: var(--_text-xs);
    }
    th,
    td {
      block-size: 1.75rem;
      padding: 0 0.375rem;
      border-block-end: 1px solid var(--_border);
      font-weight: var(--_weight);
      text-align: start;
      white-space: nowrap;
    }
    th.num,
    td.num {
      text-align: end;
    }
    thead th {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      background: var(--_surface-alt);
      color: var(--_text-muted);
    }
    tbody th {
      inline-size: 100%;
      max-inline-size: 0;
    }
    tbody th .link {
      display: block;
      max-inline-size: 100%;
      min-block-size: 1.5rem;
    }
    tbody th .link[aria-pressed='true'] {
      font-weight: var(--_weight-medium);
      text-decoration: underline;
    }
    th:first-child,
    td:first-child {
      padding-inline-start: 0.5rem;
    }
    .sort {
      display: inline-flex;
      align-items: center;
      gap: 0.25rem;
      min-block-size: 1.5rem;
    }
    .sort > .i {
      opacity: 0;
    }
    .sort:hover > .i,
    .sort:focus-visible > .i,
    [aria-sort] .sort > .i {
      opacity: 1;
    }
    tbody tr:hover {
      background: var(--_hover);
    }

    /* Two sentences, when there is a place of failures: the map does not move when they come. */
    @container event-map (width < 44rem) {
      .say {
        min-block-size: calc(2 * var(--_leading));
      }
    }
    /* Two icons say it, where the unit would be cut else. */
    @container event-map (width < 24rem) {
      .forms span {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
    }
    @container event-map (width < 30rem) {
      .area {
        --_inset: var(--event-kit-inset, 0.75rem);
      }
      /* Over a small map the buttons would cover places. */
      .tools {
        position: static;
        margin-block-start: var(--_space-2);
      }
      .frame {
        aspect-ratio: 3 / 2;
      }
      tbody th {
        min-inline-size: 7rem;
      }
    }
    @media (pointer: coarse) {
      .tools .group > * {
        inline-size: 2.75rem;
        min-block-size: 2.75rem;
      }
      .group.small > *,
      tbody th .link,
      .sort {
        min-block-size: 2.75rem;
      }
    }
    @media (forced-colors: active) {
      .frame,
      .readout {
        border: 1px solid CanvasText;
      }
      [data-ink='surface'],
      [data-ink='border'] {
        color: Canvas;
      }
      [data-ink='land'] {
        color: light-dark(#d6d6d6, #3a3a3a);
      }
      [data-ink='text'],
      [data-ink='line'] {
        color: CanvasText;
      }
      [data-ink='accent'],
      [data-ink='focus'] {
        color: Highlight;
      }
      .hint {
        border: 1px solid CanvasText;
      }
    }
    @media print {
      .tools,
      .head .group {
        display: none;
      }
    }
  `,
];
