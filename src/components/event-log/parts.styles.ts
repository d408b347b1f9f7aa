import { css } from 'lit';

/** What stands around the rows: toolbar, menus, notes, footer, what is said when there are none; and the card. */
export const parts = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem var(--_space-3);
    padding: 0.375rem var(--_inset);
  }
  .counted {
    display: flex;
    flex: 1 1 auto;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: var(--_control-small);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.125rem;
    margin-inline-end: -0.5rem;
  }
  .tools .for-times {
    min-inline-size: 4.5rem;
    justify-content: flex-start;
  }
  .refresh.is-busy .i {
    animation: turn 0.9s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  /* The search has a line of its own: queries are long. The plain field looks as the box that takes its place. */
  .search {
    flex: none;
    padding: 0.5rem var(--_inset) 0.125rem;
  }
  .plain-box {
    display: flex;
    align-items: center;
    min-block-size: var(--_control);
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius-2);
    background: var(--_surface);
  }
  .plain-box:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
    border-color: transparent;
  }
  .plain-box > .i {
    flex: none;
    margin-inline: 0.6875rem 0.5rem;
    color: var(--_text-muted);
  }
  .plain-query {
    flex: 1;
    min-inline-size: 0;
    padding: 0 0.375rem;
    border: 0;
    outline: none;
    background: none;
    font-family: var(--_font-mono);
    font-size: var(--_text-xs);
    line-height: 1.25rem;
    direction: ltr;
  }
  .plain-query::placeholder {
    font-family: var(--_font, inherit);
    font-size: var(--_text-sm);
  }
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
  ::placeholder {
    color: var(--_text-faint);
    opacity: 1;
  }
  .input:focus-visible {
    outline-offset: -1px;
    border-radius: var(--_radius-2);
  }

  /* Things that float */
  .pop {
    color: var(--_text);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-3);
    background: var(--_surface-raised);
    box-shadow: var(--_shadow-raised);
  }
  .pop:is(.menu, .columns) {
    position: fixed;
    inset-block: var(--_start, auto) var(--_foot, auto);
    inset-inline: auto clamp(0.5rem, var(--_end, 0.5rem), max(0.5rem, 100vw - var(--_size) - 0.5rem));
    inline-size: min(var(--_size), 100vw - 1rem);
    max-block-size: var(--_room, 100dvh);
    margin: 0;
    padding: 0.375rem 0;
    overflow: auto;
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
  .compare-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1, 0.25rem) var(--_space-3);
    margin-block-end: var(--_space-2);
  }
  .compare-head .icon-btn {
    margin-inline-start: auto;
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
  .tip {
    position: fixed;
    inset-block: var(--_start, auto) auto;
    inset-inline: var(--_begin, 0) auto;
    margin: 0;
    padding: 0.1875rem 0.5rem;
    border-radius: var(--_radius-2);
    font-size: var(--_text-xs);
    line-height: 1rem;
    white-space: nowrap;
  }

  /* Below and beside the rows */
  .foot {
    position: relative; /* its line lies on that of the last row, which may be scrolled away */
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem var(--_space-4);
    min-block-size: 2.25rem;
    margin-block-start: -1px;
    padding: 0.25rem var(--_inset);
    border-block-start: 1px solid var(--_border);
    background: var(--_surface);
    color: var(--_text-muted);
    font-size: var(--_text-xs);
  }
  .not-kept:not(:empty) {
    flex: 1 1 12rem;
  }
  /* What is true goes before what is handy. */
  .not-kept:not(:empty) + .keys-hint > [aria-hidden] {
    display: none;
  }
  .keys-hint {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
  }
  .keys-hint button {
    min-block-size: 1.5rem;
  }
  .keys-hint button:hover {
    color: var(--_text);
    text-decoration: underline;
    text-underline-offset: 2px;
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
  @container event-log (width < 40rem) {
    .tools :is(.for-density),
    .toolbar .order,
    .keys-hint {
      display: none;
    }
  }

  /* The card of a dashboard */
  .card-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-3);
    min-block-size: 2.25rem;
    padding: 0.25rem var(--_space-3);
  }
  .item {
    border-block-start: 1px solid var(--_border);
  }
  .item > button {
    display: grid;
    grid-template-columns: 1rem minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--_space-2);
    inline-size: 100%;
    min-block-size: max(var(--_row-compact), min(var(--_control-small), 2.75rem));
    padding-inline: var(--_space-3);
  }
  .item > button:hover {
    background: var(--_hover);
  }
  .item > button[aria-current='true'] {
    background: var(--_accent-wash);
  }
  .item > button:focus-visible {
    outline-offset: -2px;
  }
  .item > .sk {
    inline-size: 60%;
    margin: calc((var(--_row-compact) - 0.625rem) / 2) var(--_space-3);
  }
  .item .what {
    font-weight: var(--_weight-medium);
  }
  .item time {
    font-size: var(--_text-xs);
  }
`;
