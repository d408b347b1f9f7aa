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
    .acts {
      position: absolute;
      inset-block-start: 0.0625rem;
      inset-inline-end: 0;
      display: flex;
      /* Over the end of a value that fills its line, and only while it is pointed at. */
      background: var(--_hover);
      opacity: 0;
    }
    .acts > .icon-btn {
      inline-size: 1.5rem;
      block-size: 1.5rem;
    }
    .facts > div:hover .acts,
    .acts:focus-within,
    .acts.done {
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
    .tab .faint {
      margin-inline-start: 0.25rem;
      font-weight: var(--_weight);
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

    /* What is particular about the event */
    .sections {
      display: grid;
      gap: var(--_space-4);
      padding-block-start: var(--_space-3);
    }
    .sections > * {
      min-inline-size: 0;
    }
    .sections .fields {
      grid-template-columns: minmax(6rem, auto) minmax(0, 1fr) minmax(6rem, auto) minmax(0, 1fr);
    }
    .message {
      max-inline-size: 46rem;
      font-size: var(--_text-md);
      line-height: 1.5rem;
      overflow-wrap: anywhere;
    }
    .message bdi {
      white-space: pre-wrap;
    }
    .message .long {
      display: block;
      max-block-size: 24rem;
      overflow: auto;
    }
    .prose {
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }
    .verdict {
      display: grid;
      justify-items: start;
      gap: var(--_space-1);
    }
    .code > pre {
      max-block-size: 24rem;
      margin-block-start: var(--_space-1);
      padding: var(--_space-2) var(--_space-3);
      overflow: auto;
      border-inline-start: 2px solid var(--_border-strong);
      background: var(--_surface-alt);
      font-family: var(--_font-mono);
      font-size: var(--_text-xs);
      line-height: 1.25rem;
      direction: ltr;
      text-align: left;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .code bdi.mono,
    .traces bdi.mono {
      line-height: inherit;
    }
    .note {
      padding-block-start: var(--_space-2);
      color: var(--_text-muted);
    }
    .note > .i {
      display: inline-block;
      vertical-align: -0.0625rem;
    }

    .mail {
      overflow: hidden;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-2);
      background: var(--_surface);
    }
    .mail.text {
      max-block-size: 30rem;
      padding: var(--_space-3);
      overflow: auto;
    }
    .mail > iframe {
      display: block;
      inline-size: 100%;
      /* Until its content is there and says how high it is. */
      block-size: 8rem;
      border: 0;
      color: var(--_text);
      font-family: var(--event-kit-font, inherit);
      font-size: var(--_text-sm);
    }
    .mail-links {
      display: grid;
      gap: var(--_space-1);
      margin-block-start: calc(-1 * var(--_space-3));
      overflow-wrap: anywhere;
    }

    .traces,
    .trace {
      display: grid;
      gap: var(--_space-2);
    }
    .trace {
      justify-items: start;
    }
    .thrown {
      overflow-wrap: anywhere;
    }
    .frames {
      display: grid;
      inline-size: 100%;
      border-inline-start: 2px solid var(--_border-strong);
      direction: ltr;
      text-align: left;
      line-height: 1.25rem;
      overflow-wrap: anywhere;
    }
    .frames > li {
      padding-block: 0.125rem;
      padding-inline-start: var(--_space-3);
    }
    .frames > .foreign .fn {
      color: var(--_text-muted);
    }
    .frames .fn {
      font-weight: var(--_weight-medium);
    }
    .frames pre {
      padding-inline-start: var(--_space-3);
      font-family: var(--_font-mono);
      font-size: var(--_text-xs);
      white-space: pre-wrap;
    }

    .nearby {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1) var(--_space-5);
      margin-block-start: var(--_space-4);
      padding-block-start: var(--_space-3);
      border-block-start: 1px solid var(--_border);
    }
    .nearby > ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1) var(--_space-5);
    }
    .nearby .link {
      min-block-size: 1.5rem;
      overflow-wrap: anywhere;
      white-space: normal;
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
    event-diff {
      --event-diff-max-height: var(--event-detail-view-max-height, 36rem);
    }
    event-diff:not(:defined) {
      min-block-size: 12rem;
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
      .body > .facts {
        grid-template-columns: minmax(5rem, auto) minmax(0, 1fr) minmax(5rem, auto) minmax(0, 1fr);
      }
    }
    @container event-detail (width < 90rem) {
      .sections .fields {
        grid-template-columns: minmax(6rem, auto) minmax(0, 1fr);
      }
    }
    @container event-detail (width < 40rem) {
      .detail {
        padding-inline: 0.75rem;
      }
    }
    @container event-detail (width < 36rem) {
      .body > .facts {
        grid-template-columns: minmax(5rem, auto) minmax(0, 1fr);
      }
      .sentence {
        flex-basis: 100%;
      }
    }
    @media (pointer: coarse) {
      .acts {
        position: static;
        opacity: 1;
        background: none;
      }
      .acts > .icon-btn {
        inline-size: 2.75rem;
        block-size: 2.75rem;
      }
      .facts dd {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        column-gap: var(--_space-1);
        min-block-size: 2.75rem;
      }
      .nearby .link {
        min-block-size: 2.75rem;
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
