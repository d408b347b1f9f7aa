import { css } from 'lit';
import { base } from '../../styles/controls.css.js';

export const styles = [
  ...base,
  css`
    :host {
      container: event-facets / inline-size;
      min-inline-size: 0;
    }
    .area {
      padding: var(--_space-4) var(--event-kit-inset, 1.25rem);
    }
    :host([fold]) .area {
      padding: var(--_space-2) var(--event-kit-inset, 0.75rem);
    }
    .facet + .facet {
      margin-block-start: var(--_space-5);
    }
    .facet-head {
      display: flex;
      align-items: baseline;
      gap: var(--_space-2);
      padding-block-end: 0.25rem;
    }
    .facet-head .faint {
      flex: none;
      margin-inline-start: auto;
      font-size: var(--_text-xs);
    }
    .small {
      font-size: var(--_text-xs);
    }
    .link.small {
      min-block-size: 1.5rem;
    }
    .late .fv {
      opacity: 0.6;
    }
    .fv {
      position: relative;
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      column-gap: var(--_space-2);
      min-block-size: 1.875rem;
      margin-inline: calc(-1 * var(--_space-2));
      padding: 0.125rem var(--_space-2) 0.25rem;
      border-radius: var(--_radius-1);
    }
    .fv::after {
      content: '';
      position: absolute;
      inset-block-end: 2px;
      inset-inline-start: var(--_space-2);
      inline-size: calc((100% - 2 * var(--_space-2)) * var(--_share, 0));
      min-inline-size: 2px;
      block-size: 3px;
      border-radius: 1px;
      background: var(--_border-strong);
      forced-color-adjust: none;
    }
    .skeleton .fv::after {
      content: none;
    }
    .skeleton .more {
      block-size: 1.5rem;
    }
    .blank {
      padding: 0;
      overflow-wrap: anywhere;
    }
    .lbl {
      min-block-size: 1.5rem;
      line-height: 1.5rem;
    }
    .lbl.mono {
      font-size: var(--_text-xs);
    }
    .none {
      color: var(--_text-muted);
      font-style: italic;
    }
    /* Of names with the same beginning, the end is what tells them apart. */
    .lbl.tail {
      direction: rtl;
      unicode-bidi: normal;
      text-align: left;
    }
    :host(:dir(rtl)) .lbl.tail {
      text-align: right;
    }
    .tail bdi {
      direction: ltr;
      unicode-bidi: isolate;
    }
    .num {
      color: var(--_text-muted);
      font-size: var(--_text-xs);
    }
    .acts {
      position: absolute;
      inset-block: 0;
      inset-inline-end: 0.125rem;
      display: flex;
      align-items: center;
      padding-inline-start: 0.25rem;
      border-radius: var(--_radius-1);
      background: var(--_hover);
      opacity: 0;
    }
    .acts .icon-btn {
      inline-size: 1.5rem;
      block-size: 1.5rem;
    }
    .fv:hover {
      background: var(--_hover);
    }
    .fv:hover .acts,
    .fv:focus-within .acts {
      opacity: 1;
    }
    .is-in .lbl {
      color: var(--_accent);
      font-weight: var(--_weight-medium);
    }
    .is-in::after {
      background: var(--_accent);
    }
    .is-out::after {
      content: none;
    }
    .is-out .lbl {
      color: var(--_text-muted);
      text-decoration: line-through;
    }
    .find {
      position: relative;
      margin-block: 0.125rem 0.25rem;
    }
    .find .i {
      position: absolute;
      inset-block-start: calc(50% - 0.375rem);
      inset-inline-start: 0.5rem;
      color: var(--_text-faint);
    }
    .find input {
      inline-size: 100%;
      min-block-size: var(--_control-small);
      padding-inline: 1.625rem 0.5rem;
      border: 1px solid var(--_border-control);
      border-radius: var(--_radius-2);
      background: var(--_surface);
    }
    .note {
      display: flex;
      flex-wrap: wrap;
      gap: 0.125rem var(--_space-2);
      margin-block-end: var(--_space-3);
      padding: 0.25rem var(--_space-2);
      border-radius: var(--_radius-2);
      background: var(--_notice-wash);
      font-size: var(--_text-xs);
      overflow-wrap: anywhere;
    }
    .note.failed {
      background: var(--_alert-wash);
    }
    .fold {
      justify-content: flex-start;
      inline-size: 100%;
    }
    .fold .tag {
      flex: none;
      margin-inline-start: auto;
    }
    .panel {
      position: fixed;
      inset: auto 0 0;
      inline-size: 100%;
      max-inline-size: none;
      max-block-size: 80dvh;
      margin: 0;
      padding: var(--_space-4) var(--event-kit-inset, 1.25rem);
      border: 0;
      border-block-start: 1px solid var(--_border-strong);
      border-radius: var(--_radius-3) var(--_radius-3) 0 0;
      background: var(--_surface-raised);
      box-shadow: var(--_shadow-raised);
      color: inherit;
      overflow: auto;
    }
    /* In a wide place side by side: a bar says nothing more for being a metre long. */
    @container event-facets (width >= 44rem) {
      .facets {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
        gap: var(--_space-5) var(--_space-6, 2rem);
      }
      .facet + .facet {
        margin-block-start: 0;
      }
    }
    @media (pointer: coarse) {
      .fv {
        min-block-size: 2.75rem;
        padding-inline-end: 6.25rem;
      }
      .num {
        margin-inline-end: 0.25rem;
      }
      .acts {
        background: none;
        opacity: 1;
      }
      .acts .icon-btn {
        inline-size: 2.75rem;
        block-size: 2.75rem;
      }
    }
    @media (forced-colors: active) {
      .fv::after {
        background: CanvasText;
      }
      .is-in::after {
        background: Highlight;
      }
      .acts {
        background: Canvas;
      }
    }
  `,
];
