import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { copyStyles } from '../../styles/copy.css.js';
import { depthRules } from '../../styles/depths.css.js';

/** Deeper rows are not moved in any further, or nothing of them would be left in a narrow place. */
export const INDENT_MAX = 20;

export const styles = [
  ...base,
  copyStyles,
  depthRules(INDENT_MAX),
  css`
    :host {
      container: json-tree / inline-size;
      min-inline-size: 0;
    }
    .head {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 1.625rem;
      margin-block: var(--_space-2);
    }
    .head .path {
      direction: ltr;
      unicode-bidi: isolate;
      text-align: left;
      color: var(--_text-muted);
      line-height: 1.25rem;
    }
    .tree {
      max-block-size: var(--event-json-tree-max-height, 36rem);
      overflow: auto;
      /* What stands outside the box of a focused row must not make it scroll. */
      overscroll-behavior: auto;
      font-family: var(--_font-mono);
      font-size: var(--_text-xs);
      font-variant-ligatures: none;
      line-height: 1.375rem;
      /* JSON is written from left to right, whatever the page is. */
      direction: ltr;
      text-align: left;
    }
    .row {
      position: relative;
      display: flex;
      align-items: baseline;
      gap: 0.25rem;
      padding-inline-start: calc(var(--_depth, 0) * 1.125rem);
      border-radius: var(--_radius-1);
      cursor: default;
    }
    .row[aria-expanded] {
      cursor: pointer;
    }
    .row:hover,
    :host(:focus-within) .row[aria-selected='true'] {
      background: var(--_hover);
    }
    .row:focus-visible {
      outline-offset: -2px;
    }
    .tw {
      flex: none;
      align-self: flex-start;
      display: grid;
      place-items: center;
      inline-size: 0.875rem;
      block-size: 1.375rem;
      color: var(--_text-faint);
    }
    .tx {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .tx bdi {
      white-space: pre-wrap;
    }
    :host([nowrap]) .tx {
      white-space: nowrap;
      overflow-wrap: normal;
    }
    :host([nowrap]) .tx bdi {
      white-space: pre;
    }
    :host([nowrap]) .row {
      inline-size: max-content;
      min-inline-size: 100%;
    }
    .tx,
    .tx * {
      unicode-bidi: normal;
    }
    .tx bdi {
      unicode-bidi: isolate;
    }
    .key {
      color: var(--_text-muted);
    }
    .string {
      color: var(--_syntax-string);
    }
    .number,
    .bigint {
      color: var(--_syntax-number);
    }
    .boolean,
    .null {
      color: var(--_syntax-keyword);
    }
    .note {
      color: var(--_text-faint);
      font-family: var(--event-kit-font, inherit);
    }
    .tx .link {
      font-family: var(--event-kit-font, inherit);
      line-height: 1.25rem;
    }
    .acts {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: 0;
      display: flex;
      background: var(--_hover);
    }
    .acts > .icon-btn {
      inline-size: 1.5rem;
      block-size: 1.375rem;
    }
    .head > .find {
      display: inline-flex;
      align-items: center;
      gap: var(--_space-1);
      padding-inline: 0.375rem;
      border: 1px solid var(--_border-strong);
      border-radius: var(--_radius-2);
      background: var(--_surface);
    }
    .find:focus-within {
      outline: 2px solid var(--_focus);
      outline-offset: 1px;
    }
    .find > .i {
      color: var(--_text-muted);
    }
    .find > input {
      inline-size: 9rem;
      min-inline-size: 4rem;
      min-block-size: 1.5rem;
      padding: 0;
      border: 0;
      background: none;
      outline: none;
      font-size: var(--_text-xs);
    }
    .find > input::placeholder {
      color: var(--_text-faint);
      opacity: 1;
    }
    .find > .faint {
      font-size: var(--_text-xs);
    }
    .find > .icon-btn {
      inline-size: 1.5rem;
      block-size: 1.5rem;
    }
    .tx .tag {
      font-family: var(--event-kit-font, inherit);
    }
    .group > button:disabled .i {
      color: var(--_text-faint);
      opacity: 0.5;
    }
    @container json-tree (width < 26rem) {
      .row {
        padding-inline-start: calc(var(--_depth, 0) * 0.625rem);
      }
      .head .btn-words {
        display: none;
      }
      .head {
        flex-wrap: wrap;
      }
      .head > .find {
        order: 1;
        flex: 1 1 100%;
      }
      .find > input {
        flex: 1;
      }
    }
    @media (pointer: coarse) {
      .row {
        min-block-size: 2.75rem;
        align-items: center;
      }
      .tw {
        block-size: auto;
        align-self: center;
      }
    }
    @media (forced-colors: active) {
      :host(:focus-within) .row[aria-selected='true'],
      .row:hover {
        outline: 1px solid Highlight;
        outline-offset: -1px;
      }
      .row:focus-visible {
        outline: 2px solid Highlight;
      }
    }
  `,
];
