import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { parts } from './parts.styles.js';
import { rows } from './rows.styles.js';
import { widths } from './widths.styles.js';

/** The boxes of the list. */
const frame = css`
  :host {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    max-block-size: var(--event-log-max-height, 100dvh);
    background: var(--_surface);
    --_inset: var(--event-kit-inset, 1.25rem);
  }
  :host([compact]) {
    display: block;
    max-block-size: none;
  }
  .log {
    display: flex;
    flex: 1 1 auto;
    flex-direction: column;
    min-block-size: 0;
    container: event-log / inline-size;
    --_row: var(--event-log-row-height, var(--_row-normal));
  }
  .density-compact {
    --_row: var(--event-log-row-height, var(--_row-compact));
  }
  .density-tall {
    --_row: var(--event-log-row-height, var(--_row-tall));
  }
  /* Tells the script how high a row is, whatever it is that says so. */
  .probe {
    position: absolute;
    inline-size: 0;
    block-size: var(--_row);
    visibility: hidden;
  }
  .body {
    display: flex;
    flex: 1 1 auto;
    min-block-size: 0;
  }
  .viewport {
    position: relative;
    flex: 1 1 auto;
    min-inline-size: 0;
    overflow: auto;
    overflow-anchor: none; /* rows are kept in place by the script, which knows them */
    overscroll-behavior-y: auto;
    contain: layout paint;
    outline-offset: -2px;
  }
`;

export const styles = [base, parts, frame, rows, widths];
