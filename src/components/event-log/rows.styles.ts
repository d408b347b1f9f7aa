import { css } from 'lit';

/** Headings and rows: the grid they lie in, their cells, and rows that are chosen, open, on their way or from before. */
export const rows = css`
  .head-group {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    min-inline-size: var(--_wide-least);
  }
  .head,
  .line {
    display: grid;
    grid-template-columns: var(--_wide);
    column-gap: var(--_space-3);
    align-items: center;
    padding-inline: var(--_inset);
  }
  .head {
    min-block-size: var(--_row-compact);
    border-block: 1px solid var(--_border);
    background: var(--_surface-alt);
    color: var(--_text-muted);
    font-size: var(--_text-xs);
  }
  .head .cell {
    display: flex;
    min-inline-size: 0;
  }
  .sort {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-inline-size: 0;
    min-block-size: 1.5rem;
  }
  [aria-sort] .sort {
    color: var(--_text);
    font-weight: var(--_weight-strong);
  }
  .sort .i {
    opacity: 0;
  }
  .sort:is(:hover, :focus-visible) .i,
  [aria-sort] .sort .i {
    opacity: 1;
  }

  /* Rows lie in the canvas by a transform, and change nothing outside themselves. */
  .canvas {
    position: relative;
    min-inline-size: var(--_wide-least);
    overflow: clip;
  }
  .row {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    block-size: var(--_row);
    contain: layout paint style size;
  }
  .line {
    block-size: var(--_row);
    border-block-end: 1px solid var(--_border);
    position: relative;
    background: var(--_surface);
    cursor: pointer;
  }
  .cell {
    min-inline-size: 0;
  }
  .row:hover > .line {
    background: var(--_hover);
  }
  .row[aria-selected='true'] > .line {
    background: var(--_accent-wash);
  }
  .row.is-marked > .line {
    background: var(--_accent-wash);
    box-shadow: inset 3px 0 var(--_accent);
  }
  .row.is-marked:dir(rtl) > .line {
    box-shadow: inset -3px 0 var(--_accent);
  }
  .row:focus-visible,
  .row .cell:focus-visible {
    outline-offset: -2px;
    border-radius: 0;
  }
  /* The line would lie over the ring of its row. */
  .row:focus-visible > .line {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .row:focus-visible {
    outline: none;
  }

  /* The way to filters, at the end of the row under the pointer. */
  .more {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 3px;
    inline-size: 1.75rem;
    background: inherit;
    color: var(--_text-muted);
  }
  .more:hover {
    color: var(--_text);
  }
  .row:not(:hover) .more {
    display: none;
  }
  .dot {
    inline-size: 2.5px;
    block-size: 2.5px;
    border-radius: 50%;
    background: currentColor;
  }

  /* An open row keeps its line in sight while its detail scrolls by. */
  .row.is-open {
    contain: layout style;
  }
  .row.is-open > .line {
    position: sticky;
    inset-block-start: var(--_head, 2rem);
    z-index: 1;
    background: var(--_surface-alt);
  }
  .below {
    position: sticky;
    inset-inline-start: 0;
    inline-size: min(100%, 100cqi);
    overflow: clip;
    border-block-end: 1px solid var(--_border-strong);
    background: var(--_surface-alt);
    block-size: calc(100% - var(--_row));
  }
  .inner {
    display: flow-root;
    padding-inline-start: 2rem; /* begins under the first column */
  }

  /* Marker: a chevron of two borders, which turns when the row opens. */
  .marker {
    display: grid;
    place-items: center;
  }
  .opener {
    display: grid;
    place-items: center;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    margin-inline-start: -0.75rem; /* the chevron begins on the inset, not its box */
    border-radius: var(--_radius-1);
  }
  /* Two strokes that meet: no transform, which would be a layer in each row. */
  .opener::before {
    content: '';
    inline-size: 5px;
    block-size: 9px;
    --_stroke: transparent 42%, var(--_text-muted) 44%, var(--_text-muted) 56%, transparent 58%;
    background:
      linear-gradient(to top right, var(--_stroke)) top / 100% 5px no-repeat,
      linear-gradient(to bottom right, var(--_stroke)) bottom / 100% 5px no-repeat;
  }
  .opener:dir(rtl)::before {
    background:
      linear-gradient(to bottom right, var(--_stroke)) top / 100% 5px no-repeat,
      linear-gradient(to top right, var(--_stroke)) bottom / 100% 5px no-repeat;
  }
  .is-open > .line .opener::before {
    inline-size: 9px;
    block-size: 5px;
    background:
      linear-gradient(to top right, var(--_stroke)) left / 5px 100% no-repeat,
      linear-gradient(to bottom right, var(--_stroke)) right / 5px 100% no-repeat;
  }

  /* Cells */
  .c-created,
  .c-expires,
  .line .c-client_ip,
  .line .c-summary,
  .line .c-brand {
    color: var(--_text-muted);
  }
  .c-created {
    white-space: nowrap;
  }
  .line .c-action {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
  }
  .lbl.is-failure {
    color: var(--_group-failure-text);
  }
  .i.none {
    display: none;
  }
  /* Nothing of an icon lies outside it, and a clip costs. */
  .line svg {
    overflow: visible;
  }
  .ip {
    color: var(--_text);
  }
  .second {
    margin-inline-start: 0.25rem;
  }
  .lbl.mono {
    line-height: var(--_leading);
  }
  .object {
    color: var(--_text);
    font-weight: var(--_weight-medium);
  }
  .lead {
    display: none;
    color: var(--_text);
  }
  .name-flag {
    margin-inline-end: 0.25rem;
    color: var(--_warning);
  }
  .name-flag .i {
    display: inline;
    vertical-align: -1px;
  }

  /* Two lines */
  .density-tall .line .c-summary {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .density-tall .second {
    display: block;
    margin: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  /* On their way: the cells that will come, as bars. */
  .is-waiting > .line,
  .is-missing > .line {
    cursor: default;
  }
  :is(.is-waiting, .is-missing) .cell {
    visibility: hidden;
  }
  .is-waiting .cell:not(.marker) {
    display: flex;
    overflow: visible;
  }
  .is-waiting .cell:not(.marker)::before {
    content: '';
    flex: none;
    visibility: visible;
    inline-size: 66%;
    block-size: 0.625rem;
    border-radius: var(--_radius-1);
    background: var(--_border);
    animation: sk 1.6s var(--_ease) infinite alternate;
  }
  .is-waiting .cell:not(.marker) > * {
    display: none;
  }
  .is-waiting .c-summary::before {
    inline-size: 82% !important;
  }
  .is-missing::after {
    content: attr(aria-label);
    position: absolute;
    inset: 0;
    display: flex;
    align-items: center;
    padding-inline: calc(var(--_inset) + 2.25rem) var(--_inset);
    color: var(--_text-faint);
  }

  /* Rows from before: still readable, no longer loud. */
  .is-stale .line {
    --_text: var(--_text-faint);
    --_text-muted: var(--_text-faint);
    --_group-failure-text: var(--_text-faint);
    color: var(--_text-faint);
  }
  .is-stale .line .i {
    opacity: 0.6;
  }

  @media (pointer: coarse) {
    .opener {
      inline-size: 2.75rem;
      block-size: 2.75rem;
      margin-inline-start: -1.25rem;
    }
    .sort {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .row:hover > .line {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
    .row[aria-selected='true'] > .line {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    /* Drawn with gradients, which are left out where colours are forced. */
    .opener::before {
      --_stroke: transparent 40%, CanvasText 41%, CanvasText 59%, transparent 60%;
      forced-color-adjust: none;
    }
    .is-waiting .cell::before {
      background: GrayText !important;
    }
  }
`;
