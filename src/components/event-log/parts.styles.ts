import { css } from 'lit';

/** What stands around the rows: toolbar, search, footer, the exact time; and the card. */
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
  ::placeholder {
    color: var(--_text-faint);
    opacity: 1;
  }

  /* Things that float */
  .panel {
    color: var(--_text);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-3);
    background: var(--_surface-raised);
    box-shadow: var(--_shadow-raised);
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
  /* Nothing is known yet, and the rows that come push it down: it would be seen to jump. */
  .foot.is-early {
    display: none;
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
  @container event-log (width < 40rem) {
    .tools :is(.for-density),
    .toolbar .order,
    .keys-hint {
      display: none;
    }
  }
  /* In one line with the count: what icons say needs no word. */
  @container event-log (width < 26rem) {
    .tools :is(.for-columns, .export) .btn-text {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .tools .for-times {
      min-inline-size: 0;
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
