import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { copyStyles } from '../../styles/copy.css.js';

export const styles = [
  ...base,
  copyStyles,
  css`
    :host {
      container: event-detail / inline-size;
    }
    .detail {
      padding-block: var(--_space-3) var(--_space-4);
      padding-inline: var(--event-kit-inset, 1.25rem);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      gap: var(--_space-2) var(--_space-4);
    }
    .sentence {
      flex: 1 1 22rem;
      min-inline-size: 0;
      color: var(--_text-muted);
      font-size: var(--_text-md);
      font-weight: var(--_weight);
      line-height: 1.5rem;
      overflow-wrap: anywhere;
      text-wrap: pretty;
    }
    .sentence b {
      color: var(--_text);
    }
    .sentence time {
      display: inline-block;
    }
    .body {
      display: grid;
      /* Wide enough for a UUID on one line where there is room. */
      grid-template-columns: clamp(19rem, 30%, 23rem) minmax(0, 1fr);
      gap: var(--_space-4) var(--_space-5);
      align-items: start;
      margin-block-start: var(--_space-3);
    }

    .facts {
      display: grid;
      grid-template-columns: minmax(5rem, auto) minmax(0, 1fr);
      column-gap: var(--_space-3);
    }
    .facts > div {
      display: grid;
      grid-column: span 2;
      grid-template-columns: subgrid;
    }
    .facts dt {
      padding-block: 0.1875rem;
      color: var(--_text-muted);
    }
    .facts dd {
      position: relative;
      padding-block: 0.1875rem;
      overflow-wrap: anywhere;
    }
    .facts dd > .mark {
      display: inline-block;
      vertical-align: -0.1875rem;
    }
    .facts dd .long {
      display: block;
      max-block-size: 20rem;
      overflow: auto;
      white-space: pre-wrap;
    }
    .copy {
      position: absolute;
      inset-block-start: 0.0625rem;
      inset-inline-end: 0;
      inline-size: 1.5rem;
      block-size: 1.5rem;
      /* Over the end of a value that fills its line, and only while it is pointed at. */
      background: var(--_hover);
      opacity: 0;
    }
    .facts > div:hover .copy,
    .copy:focus-visible,
    .copy.done {
      opacity: 1;
    }

    .tabs {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-4);
      min-block-size: 2rem;
      border-block-end: 1px solid var(--_border);
    }
    .tab {
      display: inline-grid;
      align-content: center;
      min-block-size: 2rem;
      min-inline-size: 1.5rem;
      margin-block-end: -1px;
      border-block-end: 2px solid transparent;
      color: var(--_text-muted);
    }
    .tab:hover {
      color: var(--_text);
    }
    .tab[aria-selected='true'] {
      border-block-end-color: var(--_text);
      color: var(--_text);
      font-weight: var(--_weight-medium);
    }
    /* As wide in both weights, so that choosing one does not move the other. */
    .tab::after {
      content: attr(data-label);
      block-size: 0;
      overflow: hidden;
      visibility: hidden;
      font-weight: var(--_weight-medium);
    }

    .raw-head {
      display: flex;
      justify-content: flex-end;
      min-block-size: 1.625rem;
      margin-block: var(--_space-2);
    }
    .raw {
      max-block-size: var(--event-detail-view-max-height, 36rem);
      overflow: auto;
      direction: ltr;
      text-align: left;
      font-family: var(--_font-mono);
      font-size: var(--_text-xs);
      font-variant-ligatures: none;
      line-height: 1.25rem;
    }
    .raw > pre {
      font: inherit;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      unicode-bidi: plaintext;
      content-visibility: auto;
      contain-intrinsic-block-size: auto 36rem;
    }
    .raw.nowrap > pre {
      inline-size: max-content;
      white-space: pre;
      overflow-wrap: normal;
    }
    event-json-tree {
      --event-json-tree-max-height: var(--event-detail-view-max-height, 36rem);
    }

    .blank {
      padding-inline: 0;
    }
    .blank-title {
      font-size: var(--_text-md);
      font-weight: var(--_weight-strong);
    }
    .skeleton .sk {
      margin-block: 0.5rem;
    }
    .skeleton .sentence .sk {
      inline-size: min(34rem, 80%);
    }
    .skeleton.waiting {
      visibility: hidden;
    }

    @container event-detail (width < 50rem) {
      .body {
        grid-template-columns: minmax(0, 1fr);
      }
      .facts {
        grid-template-columns: minmax(5rem, auto) minmax(0, 1fr) minmax(5rem, auto) minmax(0, 1fr);
      }
    }
    @container event-detail (width < 40rem) {
      .detail {
        padding-inline: 0.75rem;
      }
    }
    @container event-detail (width < 36rem) {
      .facts {
        grid-template-columns: minmax(5rem, auto) minmax(0, 1fr);
      }
      .sentence {
        flex-basis: 100%;
      }
    }
    @media (pointer: coarse) {
      .copy {
        opacity: 1;
        inline-size: 2.75rem;
        block-size: 2.75rem;
        background: none;
      }
      .facts dd {
        min-block-size: 2.75rem;
        padding-inline-end: 2.75rem;
      }
      .tab {
        min-block-size: 2.75rem;
        min-inline-size: 2.75rem;
      }
    }
    @media (forced-colors: active) {
      /* Transparent is a colour here: kept off the line below, or it would look chosen, or cut the line. */
      .tab {
        margin-block-end: 0;
        border-block-end-color: Canvas;
      }
      .tab[aria-selected='true'] {
        margin-block-end: -1px;
        border-block-end-color: Highlight;
      }
    }
  `,
];
