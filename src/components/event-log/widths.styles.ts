import { css } from 'lit';

/** How headings and rows change with the width of the list. After the styles of rows. */
export const widths = css`
  /* Narrow: From gives way, then User, whose name leads the sentence; then a row is two lines. */
  @container event-log (width < 56rem) {
    .head,
    .line {
      grid-template-columns: var(--_medium);
    }
    .head-group,
    .canvas {
      min-inline-size: var(--_medium-least);
    }
    .not-medium {
      display: none !important;
    }
  }
  @container event-log (width < 48rem) {
    .head,
    .line {
      grid-template-columns: var(--_small);
    }
    .head-group,
    .canvas {
      min-inline-size: var(--_small-least);
    }
    .not-small {
      display: none !important;
    }
    .lead {
      display: inline;
    }
  }
  @container event-log (width < 40rem) {
    .search,
    .toolbar,
    .note,
    .foot,
    .viewport {
      --_inset: var(--event-kit-inset, 0.75rem);
    }
    .probe,
    .viewport {
      --_row: var(--event-log-row-height, var(--_row-tall));
    }
    .head-group,
    .canvas {
      min-inline-size: 0;
    }
    .head {
      display: flex;
      gap: var(--_space-4);
    }
    .head > :is(.marker, .n-none, .n-below) {
      display: none;
    }
    .head > .n-end {
      order: -1;
    }
    .line {
      grid-template: 'marker lead end' auto '. below below' auto / 1.25rem minmax(0, 1fr) auto;
      align-content: center;
      row-gap: 0.125rem;
      column-gap: var(--_space-2);
    }
    .line > .marker {
      grid-area: marker;
    }
    .line > .n-lead {
      grid-area: lead;
    }
    .line > .n-end {
      grid-area: end;
      font-size: var(--_text-xs);
    }
    .line > .n-below {
      grid-area: below;
    }
    .line > .n-none {
      display: none !important;
    }
    /* Day and clock below each other, or they would leave nothing of what they stand beside. */
    .times-exact .line {
      grid-template: 'marker lead end' auto '. below end' auto / 1.25rem minmax(0, 1fr) minmax(0, auto);
    }
    .times-exact .line > .n-end {
      max-inline-size: 5.75rem;
      line-height: 1.125rem;
      text-align: end;
      white-space: normal;
    }
    .density-tall .line .c-summary {
      display: block;
      white-space: nowrap;
    }
    .inner {
      padding-inline-start: 0;
    }
    /* Beside the second line: the time is at the end of the first. */
    .more {
      inset-block-start: 50%;
    }
    .is-waiting .line > .n-end::before {
      inline-size: 3rem;
    }
  }
`;
