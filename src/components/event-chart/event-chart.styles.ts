import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { copyStyles } from '../../styles/copy.css.js';
import { uplotStyles } from '../../styles/uplot.css.js';

export const styles = [
  base,
  copyStyles,
  uplotStyles,
  css`
    :host {
      --_inset: var(--event-kit-inset, 1.25rem);
      --_entry: max(1.5rem, var(--_control-small) - 0.25rem); /* height of a line of the legend */
      container: event-chart / inline-size;
      min-inline-size: 0;
    }
    .area {
      padding: var(--_space-3) var(--_inset) var(--_space-4);
    }
    .head {
      display: flex;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
      min-block-size: var(--_control-small);
    }
    .head h2 {
      flex: none;
      max-inline-size: 60%;
      overflow-wrap: anywhere;
    }
    .head .tools {
      display: flex;
      flex: none;
      gap: 0.25rem;
      margin-inline-start: auto;
    }
    .said {
      min-block-size: 1.25rem;
      margin-block-start: 0.125rem;
    }
    .note {
      display: flex;
      align-items: baseline;
      gap: 0.375rem;
      margin-block-start: var(--_space-2);
      color: var(--_text-muted);
      font-size: var(--_text-xs);
    }
    .note > .i {
      translate: 0 0.0625rem;
    }
    .note.failed {
      flex-wrap: wrap;
      align-items: center;
      gap: 0.25rem var(--_space-2);
      padding: 0.25rem var(--_space-2);
      border-radius: var(--_radius-2);
      background: var(--_alert-wash);
      color: inherit;
      overflow-wrap: anywhere;
    }
    .note.failed .grow {
      flex-basis: 10rem;
    }

    .plot {
      position: relative;
      block-size: var(--event-chart-height, 11rem);
      min-inline-size: 0;
      margin-block-start: var(--_space-2);
      direction: ltr;
      text-align: left;
      touch-action: pan-y;
      user-select: none;
      cursor: crosshair;
      transition: opacity var(--_motion);
    }
    .plot.is-empty {
      cursor: default;
    }
    /* Before there are figures to put into a table. */
    .plot.is-table {
      block-size: var(--event-chart-table-height, 20rem);
    }
    .box {
      position: absolute;
      inset: 0;
      overflow: hidden;
    }
    .is-stale {
      opacity: 0.6;
    }
    .hover,
    .brush {
      position: absolute;
      pointer-events: none;
    }
    .hover {
      background: var(--_text);
      opacity: 0.06;
    }
    .brush {
      border: solid var(--_accent);
      border-width: 0 1px;
      background: color-mix(in srgb, var(--_accent) 14%, transparent);
    }
    .read {
      position: absolute;
      z-index: 2;
      inset-block-start: 0.25rem;
      inline-size: max-content;
      min-inline-size: 9rem;
      max-inline-size: min(16rem, 100%);
      padding: 0.375rem 0.5rem;
      border: 1px solid var(--_border-strong);
      border-radius: var(--_radius-2);
      background: var(--_surface-raised);
      box-shadow: var(--_shadow-raised);
      font-size: var(--_text-xs);
      pointer-events: none;
    }
    .read-head {
      display: flex;
      justify-content: space-between;
      gap: var(--_space-3);
    }
    .read li {
      display: grid;
      grid-template-columns: 0.75rem minmax(0, 1fr) auto;
      align-items: center;
      gap: 0.375rem;
    }
    .read .is-chosen {
      font-weight: var(--_weight-strong);
    }
    .read .chip {
      inline-size: 0.75rem;
      block-size: 0.75rem;
    }
    .read .chip .i,
    .read .chip {
      font-size: 0;
    }
    .read .chip .i {
      display: none;
    }

    .chip {
      --_ink: var(--_g, var(--_text-faint));
      display: inline-grid;
      flex: none;
      place-items: center;
      inline-size: 1rem;
      block-size: 1rem;
      border-radius: var(--_radius-1);
      background-color: var(--_ink);
      color: var(--_surface);
      font-size: 0.5625rem;
      font-weight: var(--_weight-strong);
      line-height: 1;
      forced-color-adjust: none;
    }
    .chip .i {
      stroke-width: 2;
    }
    /* Letters this small need the contrast of text, which a hue does not have. */
    .letters.pattern-0 {
      border: 2px solid var(--_ink);
      background-color: color-mix(in srgb, var(--_ink) 15%, var(--_surface));
      color: var(--_text);
      letter-spacing: -0.02em;
    }
    .two {
      inline-size: 1.375rem;
    }
    .pattern-1 {
      background-image: repeating-linear-gradient(135deg, transparent 0 3px, var(--_surface) 3px 4px);
    }
    .pattern-2 {
      background-image: repeating-linear-gradient(transparent 0 3px, var(--_surface) 3px 4px);
    }
    .pattern-3 {
      background-image: radial-gradient(var(--_surface) 1px, transparent 1.25px);
      background-size: 4px 4px;
    }
    :is(.pattern-1, .pattern-2, .pattern-3) {
      color: transparent;
    }

    .key {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      margin-block-start: var(--_space-2);
    }
    .legend,
    .room {
      display: grid;
      grid-area: 1 / 1;
      grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
      gap: 0 var(--_space-3);
      align-content: start;
    }
    .room i {
      inline-size: 70%;
      block-size: 0.625rem;
      margin-block: calc((var(--_entry) - 0.625rem) / 2);
    }
    .legend li {
      position: relative;
      display: flex;
      align-items: center;
      min-inline-size: 0;
    }
    .entry {
      display: grid;
      flex: 1;
      grid-template-columns: 1rem minmax(0, 1fr) auto;
      align-items: center;
      gap: 0.375rem;
      min-inline-size: 0;
      min-block-size: var(--_entry);
      padding-inline: 0.25rem;
      margin-inline-start: -0.25rem;
      border-radius: var(--_radius-1);
    }
    .legend:has(.two) .entry {
      grid-template-columns: 1.375rem minmax(0, 1fr) auto;
    }
    button.entry:hover {
      background: var(--_hover);
    }
    .entry[aria-pressed='true'] {
      background: var(--_accent-wash);
      color: var(--_accent);
    }
    .is-out .cut {
      text-decoration: line-through;
    }
    /* Over the count, so that nothing stands apart from its name for the sake of a button that is seldom there. */
    .out {
      position: absolute;
      inset-inline-end: 0;
      inline-size: 1.5rem;
      block-size: 1.5rem;
      background: linear-gradient(var(--_hover), var(--_hover)), var(--_surface);
      opacity: 0;
    }
    li:is(:hover, :focus-within, .is-out) .out {
      opacity: 1;
    }
    @media (pointer: coarse) {
      .out {
        position: static;
        background: none;
        opacity: 1;
      }
    }

    .scroll {
      max-block-size: var(--event-chart-table-height, 20rem);
      margin-block-start: var(--_space-2);
      overflow: auto;
    }
    .figures {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: var(--_text-xs);
    }
    .figures :is(th, td) {
      padding: 0.25rem 0.5rem;
      border-block-end: 1px solid var(--_border);
      font-weight: var(--_weight);
      white-space: nowrap;
    }
    .figures th {
      text-align: start;
    }
    .figures :is(thead, tfoot) th,
    .figures tfoot td {
      position: sticky;
      background: var(--_surface);
    }
    .figures thead th {
      inset-block-start: 0;
    }
    .figures :is(tfoot th, tfoot td) {
      inset-block-end: 0;
      border-block-start: 1px solid var(--_border-strong);
    }
    .figures th.num {
      text-align: end;
    }
    .figures th button {
      display: inline-flex;
      align-items: center;
      gap: 0.25rem;
      min-block-size: 1.5rem;
    }
    .figures .name {
      max-inline-size: 7rem;
    }
    .unsorted {
      opacity: 0.35;
    }

    .palette {
      display: none;
    }
    .of-surface {
      color: var(--_surface);
    }
    .of-line {
      color: var(--_border);
    }
    .of-faint {
      color: var(--_text-faint);
      font-size: var(--_text-2xs);
    }
    .of-rest {
      color: var(--_border-strong);
    }

    .plot > .blank,
    .plot > .sk-bars {
      position: absolute;
      inset: 0;
    }
    .plot > .blank {
      align-content: center;
      justify-items: center;
      max-inline-size: none;
      padding: 0;
      text-align: center;
    }
    .sk-bars {
      display: flex;
      align-items: end;
      gap: 2px;
      padding: 0.5rem 0 1.5rem 2.5rem;
    }
    .sk-bars i {
      flex: 1;
      block-size: 35%;
      background: var(--_border);
      border-radius: 1px;
    }
    .sk-bars i:nth-child(3n) {
      block-size: 60%;
    }
    .sk-bars i:nth-child(4n) {
      block-size: 20%;
    }
    /* Two icons say it, where words would take a line of their own. */
    @container event-chart (width < 36rem) {
      .kinds span {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
    }
    /* The switches have a line of their own, whatever the unit is, and the sentence two. */
    @container event-chart (width < 30rem) {
      .area {
        --_inset: var(--event-kit-inset, 0.75rem);
      }
      .head {
        flex-wrap: wrap;
      }
      .head h2 {
        max-inline-size: 100%;
        line-height: var(--_control-small);
      }
      .head .cut {
        flex: 1;
      }
      .head .tools {
        flex: 1 0 100%;
      }
      .head .tools > :last-child {
        margin-inline-start: auto;
      }
      .said {
        min-block-size: 2.5rem;
        margin-block-start: var(--_space-1);
      }
    }
    @container event-chart (width < 24rem) {
      .legend,
      .room {
        grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
      }
      /* A line for each value: room for some that are not there would be a hole. */
      .room.is-told {
        display: none;
      }
    }
    @media (forced-colors: active) {
      .brush {
        background: none;
        border-width: 2px;
      }
      .hover {
        background: none;
        border: 1px solid Highlight;
        opacity: 1;
      }
      /* What is only there to guide the eye stays behind what is counted. */
      .of-line,
      .of-rest {
        color: GrayText;
      }
    }
    @media print {
      .tools,
      .out {
        display: none !important;
      }
      .plot {
        break-inside: avoid;
      }
      .scroll {
        max-block-size: none;
      }
    }
  `,
];
