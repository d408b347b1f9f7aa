import { css } from 'lit';

/** Menus and panels, notes, and what is said when there are no rows. */
export const styles = css`
  .input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: var(--_control-small);
    padding-inline: 0.5rem;
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    appearance: none;
  }
  .input:focus-visible {
    outline-offset: -1px;
    border-radius: var(--_radius-2);
  }
  .pop {
    padding: 0.375rem 0;
  }
  .menu {
    --_size: 11rem;
  }
  .columns {
    --_size: 17rem;
  }
  /* At the place that was pressed, and inside the window. */
  .pop.filters {
    --_size: 20rem;
    inset-inline: clamp(0.5rem, var(--_begin, 0.5rem), max(0.5rem, 100vw - var(--_size) - 0.5rem)) auto;
  }
  .filter-line {
    display: flex;
    align-items: center;
    gap: 0.125rem;
    min-block-size: max(1.75rem, var(--_control-small));
    padding-inline: var(--_space-3) 0.375rem;
  }
  .filter-line:is(:hover, :focus-within) {
    background: var(--_hover);
  }
  .menu-item.action {
    margin-block-start: 0.25rem;
    border-block-start: 1px solid var(--_border);
  }
  .compare {
    inline-size: min(72rem, 100vw - 2rem);
    max-block-size: 85dvh;
    padding: var(--_space-3) var(--_space-4) var(--_space-4);
    overflow: auto;
  }
  /* Stays in sight with its button, however long the difference is. */
  .compare-head {
    position: sticky;
    z-index: 1;
    inset-block-start: calc(-1 * var(--_space-3));
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1, 0.25rem) var(--_space-3);
    min-block-size: calc(var(--_control-small) + var(--_space-3) + var(--_space-2));
    margin: calc(-1 * var(--_space-3)) calc(-1 * var(--_space-4)) 0;
    padding-block: var(--_space-3) var(--_space-2);
    padding-inline: var(--_space-4) calc(var(--_space-4) + var(--_control-small));
    background: var(--_surface-raised);
    overflow-wrap: anywhere;
  }
  .compare-head > * {
    min-inline-size: 0;
  }
  .compare-head .icon-btn {
    position: absolute;
    inset-block-start: calc(var(--_space-3) - 0.25rem);
    inset-inline-end: calc(var(--_space-4) - 0.375rem);
  }
  .filter-what {
    display: grid;
    flex: 1;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: baseline;
    gap: var(--_space-2);
    min-inline-size: 0;
    margin-inline-end: 0.25rem;
  }
  .filter-line [aria-checked='true'] {
    background: var(--_accent-wash);
    color: var(--_accent);
  }
  .menu-item {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    inline-size: 100%;
    min-block-size: max(1.75rem, var(--_control-small));
    padding-inline: var(--_space-3);
  }
  .menu-item:is(:hover, :focus-visible) {
    background: var(--_hover);
  }
  .menu-item:focus-visible {
    outline-offset: -2px;
  }
  .menu-item .i {
    visibility: hidden;
    color: var(--_accent);
  }
  .menu-item[aria-checked='true'] .i {
    visibility: visible;
  }
  .columns li {
    display: flex;
    align-items: center;
    min-block-size: max(1.75rem, var(--_control-small));
    padding-inline: var(--_space-3) 0.375rem;
  }
  .columns li:hover {
    background: var(--_hover);
  }
  .columns label {
    display: flex;
    flex: 1;
    align-items: center;
    gap: var(--_space-2);
    min-inline-size: 0;
    min-block-size: 1.5rem;
  }
  .columns input[type='checkbox'] {
    flex: none;
    inline-size: 0.875rem;
    block-size: 0.875rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  .columns .icon-btn {
    inline-size: max(1.5rem, min(var(--_control-small), 2.75rem) - 0.25rem);
    block-size: max(1.5rem, min(var(--_control-small), 2.75rem) - 0.25rem);
  }
  .add {
    display: flex;
    gap: var(--_space-2);
    margin-block-start: 0.375rem;
    padding: 0.5rem var(--_space-3) 0.125rem;
    border-block-start: 1px solid var(--_border);
  }
  .pop-foot {
    padding: 0.375rem var(--_space-3) 0.125rem;
  }
  .keys {
    inline-size: min(24rem, 100vw - 2rem);
    padding: var(--_space-4);
  }
  .keys dl {
    margin-block: var(--_space-2) var(--_space-3);
  }
  .keys dl > div {
    display: grid;
    grid-template-columns: 8.5rem minmax(0, 1fr);
    align-items: baseline;
    gap: var(--_space-3);
    min-block-size: 1.5rem;
  }
  .keys::backdrop {
    background: transparent;
  }
  .note {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem var(--_space-2);
    min-block-size: var(--_row-compact);
    padding: 0.25rem var(--_inset);
    border-block-start: 1px solid var(--_border);
    color: var(--_text-muted);
    font-size: var(--_text-xs);
  }
  .note-text {
    flex: 1 1 12rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .note .link {
    min-block-size: 1.5rem;
  }
  .sev-alert-note {
    background: var(--_alert-wash);
    color: var(--_text);
  }
  .blank {
    padding-inline: max(var(--_inset), 1.5rem);
    overflow-wrap: anywhere;
  }
  .blank .i:not([class*='sev-'], .btn .i) {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    color: var(--_text-faint);
  }
  .blank-title {
    font-size: var(--_text-md);
  }
  .ways {
    display: grid;
    grid-template-columns: minmax(0, auto) auto;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
    margin-block-start: var(--_space-1, 0.25rem);
  }
  .ways > li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
  }
  .ways .btn {
    justify-self: start;
    max-inline-size: 100%;
    min-inline-size: 0;
  }
  .count-of {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .copy-note,
  .by-hand {
    margin: 0;
    padding: 0.25rem var(--_inset);
    font-size: var(--_text-xs);
  }
  .by-hand {
    display: flex;
    gap: var(--_space-2);
  }
  .by-hand textarea {
    flex: 1;
  }
`;
