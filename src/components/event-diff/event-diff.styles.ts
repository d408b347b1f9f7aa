import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { copyStyles } from '../../styles/copy.css.js';
import { depthRules } from '../../styles/depths.css.js';

/** Deeper rows are not moved in any further, or nothing of them would be left in a narrow place. */
export const INDENT_MAX = 16;

export const styles = [
  ...base,
  copyStyles,
  depthRules(INDENT_MAX),
  css`
    :host {
      container: diff / inline-size;
      min-inline-size: 0;
    }
    .bar {
      flex-wrap: wrap;
      gap: 0.25rem var(--_space-3);
      min-block-size: 1.75rem;
      margin-block-end: var(--_space-2);
    }
    .tally {
      display: flex;
      flex-wrap: wrap;
      gap: 0.125rem 0.75rem;
      color: var(--_text-muted);
      font-size: var(--_text-xs);
    }
    .tally b {
      font-family: var(--_font-mono);
    }
    .tally .added {
      color: var(--_diff-added-text);
    }
    .tally .removed {
      color: var(--_diff-removed-text);
    }
    .tally .moved {
      color: var(--_diff-moved-text);
    }
    .tally .changed {
      color: var(--_diff-changed-text);
    }
    .said {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
      margin-block-end: var(--_space-2);
      color: var(--_text-muted);
    }
    .blank {
      padding: var(--_space-4) 0;
    }
    .box {
      position: relative;
      max-block-size: var(--event-diff-max-height, 36rem);
      overflow: auto;
      border: 1px solid var(--_border);
      border-radius: var(--_radius-2);
      background: var(--_surface);
      font-size: var(--_text-xs);
      line-height: 1.25rem;
      /* JSON is written from left to right, whatever the page is. */
      direction: ltr;
      text-align: left;
    }
    /* Rows are drawn where the window of this box is: it has to have one, whatever the page says. */
    .box.many {
      max-block-size: min(36rem, 85vh);
    }
    .row,
    .head {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .row {
      position: relative;
      cursor: default;
    }
    .row:focus-visible {
      z-index: 1;
      outline-offset: -2px;
    }
    .row[aria-expanded] {
      cursor: pointer;
    }
    .row[aria-expanded]:hover .same,
    .fold:hover {
      background: var(--_hover);
    }
    .head {
      position: sticky;
      inset-block-start: 0;
      z-index: 2;
      border-block-end: 1px solid var(--_border);
      background: var(--_surface-alt);
      color: var(--_text-muted);
    }
    .head > * {
      padding-block: 0.125rem;
      padding-inline: 1.5rem 0.5rem;
    }
    .cell {
      display: grid;
      grid-template-columns: 1.5rem minmax(0, 1fr);
      min-block-size: 1.25rem;
      padding-inline-end: 0.5rem;
    }
    :is(.head, .row) > * + * {
      border-inline-start: 1px solid var(--_border);
    }
    .sg {
      text-align: center;
      font-weight: var(--_weight-strong);
      user-select: none;
    }
    .tx {
      position: relative;
      min-inline-size: 0;
      padding-inline-start: calc(1.75ch + var(--_depth, 0) * 2ch);
      overflow-wrap: anywhere;
      white-space: pre-wrap;
    }
    .tx,
    .tx * {
      unicode-bidi: normal;
    }
    .tx bdi {
      unicode-bidi: isolate;
    }
    .tw {
      position: absolute;
      inset-block-start: 0.25rem;
      inset-inline-start: calc(var(--_depth, 0) * 2ch - 0.125rem);
      color: var(--_text-faint);
    }
    .k,
    .label {
      color: var(--_text-muted);
    }
    /* The second face must not make its line taller than the grid. */
    .code {
      font-family: var(--_font-mono);
      font-variant-ligatures: none;
      line-height: 1;
    }
    em {
      color: var(--_text-muted);
      font-style: normal;
    }
    .tx .tag {
      font-family: var(--event-kit-font, inherit);
    }
    .note,
    .id {
      color: var(--_text-faint);
    }
    .name {
      font-weight: var(--_weight-medium);
    }
    .secret {
      color: var(--_text-faint);
      letter-spacing: 0.08em;
    }
    .none {
      background: var(--_surface-alt);
    }
    .cell.add {
      background: var(--_diff-added);
    }
    .cell.remove {
      background: var(--_diff-removed);
    }
    :is(.cell.from, .cell.to) {
      background: var(--_diff-moved);
    }
    .add .sg {
      color: var(--_diff-added-text);
    }
    .remove .sg {
      color: var(--_diff-removed-text);
    }
    :is(.from, .to) :is(.sg, em) {
      color: var(--_diff-moved-text);
    }
    .change .sg {
      background: var(--_diff-changed);
    }
    .change :is(.sg, em:not(.note)) {
      color: var(--_diff-changed-text);
    }
    /* On a coloured ground the faint grey would be too faint. */
    :is(.add, .remove, .from, .to) :is(.k, .label, .note, .id, .tw, .secret, em.note) {
      color: var(--_text);
    }
    :is(ins, del) {
      border-radius: 2px;
      text-decoration: none;
    }
    ins {
      background: var(--_diff-added-strong);
      color: var(--_diff-added-text);
    }
    del {
      background: var(--_diff-removed-strong);
      color: var(--_diff-removed-text);
    }
    :is(ins, del) .note {
      color: inherit;
    }
    .fold {
      grid-template-columns: minmax(0, 1fr);
      border-block: 1px solid var(--_border);
      background: var(--_surface-alt);
      color: var(--_text-muted);
    }
    /* Neighbours share one line, and the frame is one already. */
    .fold + .fold,
    .head + .block > .fold:first-child {
      border-block-start: 0;
    }
    .block:last-child > .fold:last-child {
      border-block-end: 0;
    }
    .fold > * {
      display: flex;
      align-items: center;
      gap: 0.375rem;
      min-block-size: 1.5rem;
      padding-inline: 0.375rem 0.5rem;
    }
    .fold > * > span {
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .fold:hover {
      color: var(--_text);
    }

    /* Under each other: the old line, then the new one; what is the same stands once. */
    :host([view='inline']) :is(.row, .head) {
      grid-template-columns: minmax(0, 1fr);
    }
    :host([view='inline']) .row > * + * {
      border-inline-start: 0;
    }
    :host([view='inline']) :is(.head, .none, .same + .same) {
      display: none;
    }
    @container diff (width < 34rem) {
      .row,
      .head {
        grid-template-columns: minmax(0, 1fr);
      }
      .row > * + * {
        border-inline-start: 0;
      }
      .head,
      .none,
      .same + .same,
      .views,
      .copy-word {
        display: none;
      }
      .tx {
        padding-inline-start: calc(1.75ch + var(--_depth, 0) * 1.25ch);
      }
      .tw {
        inset-inline-start: calc(var(--_depth, 0) * 1.25ch - 0.125rem);
      }
    }
    @media (pointer: coarse) {
      .row[aria-expanded] > * {
        min-block-size: 2.75rem;
        align-items: center;
      }
    }
    @media (forced-colors: active) {
      ins {
        text-decoration: underline;
      }
      del {
        text-decoration: line-through;
      }
      .row:focus-visible {
        outline: 2px solid Highlight;
      }
    }
  `,
];
