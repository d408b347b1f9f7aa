import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { popup } from '../../styles/popup.css.js';

export const styles = [
  base,
  popup,
  css`
    :host {
      display: inline-block;
      max-inline-size: 100%;
      min-inline-size: 0;
    }
    .range {
      display: flex;
      max-inline-size: 100%;
    }
    .range > * {
      flex: none;
    }
    .range > .shown {
      flex: 0 1 auto;
      gap: var(--_space-2);
      min-inline-size: 0;
    }
    .shown b {
      font-weight: var(--_weight-medium);
    }
    .shown .cut {
      color: var(--_text-muted);
    }
    .range > .icon {
      justify-content: center;
      inline-size: var(--_control);
      padding: 0;
    }
    .range > button:disabled {
      color: var(--_text-faint);
      cursor: not-allowed;
    }
    .range > button:disabled .i {
      opacity: 0.5;
    }
    .range > .shown[aria-expanded='true'] {
      background: var(--_accent-wash);
    }

    .pop {
      --_size: 33rem;
      container: event-time-range / inline-size;
    }
    .parts {
      display: grid;
      grid-template-columns: 11rem minmax(0, 1fr);
    }
    .presets {
      padding: 0.375rem;
      border-inline-end: 1px solid var(--_border);
    }
    .presets button {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-2);
      inline-size: 100%;
      min-block-size: max(1.75rem, var(--_control-small));
      padding-inline: 0.5rem;
      border-radius: var(--_radius-1);
    }
    .presets button:hover {
      background: var(--_hover);
    }
    .presets [aria-pressed='true'] {
      background: var(--_accent-wash);
      color: var(--_accent);
      font-weight: var(--_weight-medium);
    }
    .own {
      padding: var(--_space-3);
    }
    .two {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: var(--_space-2);
    }
    .two label,
    .zone label {
      display: block;
      color: var(--_text-muted);
      font-size: var(--_text-xs);
    }
    .field {
      display: block;
      inline-size: 100%;
      min-block-size: var(--_control);
      padding-inline: 0.5rem;
      border: 1px solid var(--_border-control);
      border-radius: var(--_radius-2);
      background: var(--_surface);
      color: var(--_text);
      font-family: var(--_font-mono);
      font-size: var(--_text-xs);
      direction: ltr;
    }
    .field[aria-invalid='true'] {
      border-color: var(--_alert);
    }
    ::placeholder {
      color: var(--_text-faint);
      opacity: 1;
    }
    .means {
      min-block-size: 2.5rem;
      padding-block-start: 0.25rem;
      color: var(--_text-muted);
      font-size: var(--_text-xs);
    }
    .means.wrong {
      color: var(--_alert);
    }
    .month {
      display: flex;
      align-items: center;
    }
    .month b {
      flex: 1;
    }
    .cal {
      inline-size: 100%;
      border-spacing: 0 2px;
      table-layout: fixed;
      font-size: var(--_text-xs);
      text-align: center;
    }
    .cal th {
      color: var(--_text-faint);
      font-weight: var(--_weight);
      line-height: 1.5rem;
      text-align: center;
    }
    .cal td {
      padding: 0;
    }
    .cal button {
      inline-size: 100%;
      min-block-size: max(1.5rem, var(--_control-small) - 0.25rem);
      border-radius: var(--_radius-1);
      text-align: center;
    }
    .cal button:hover {
      background: var(--_hover);
    }
    .cal [aria-current] {
      font-weight: var(--_weight-strong);
      text-decoration: underline;
      text-underline-offset: 2px;
    }
    .cal .in {
      background: var(--_accent-wash);
      color: var(--_accent);
    }
    .cal .end button {
      background: var(--_accent);
      color: var(--_on-accent);
    }
    .hint {
      font-size: var(--_text-xs);
    }
    .foot {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2);
      padding: var(--_space-2) var(--_space-3);
      border-block-start: 1px solid var(--_border);
    }
    .zone {
      display: flex;
      flex: 1 1 12rem;
      align-items: center;
      gap: var(--_space-2);
      min-inline-size: 0;
    }
    .zone label {
      flex: none;
    }
    .zone select {
      flex: 1;
      min-inline-size: 0;
      max-inline-size: 16rem;
      min-block-size: var(--_control-small);
      padding-inline: 0.25rem;
      border: 1px solid var(--_border-control);
      border-radius: var(--_radius-2);
      background: var(--_surface);
      color: inherit;
      font: inherit;
      font-size: var(--_text-xs);
    }
    @container event-time-range (width < 26rem) {
      .parts {
        grid-template-columns: minmax(0, 1fr);
      }
      .presets {
        display: grid;
        grid-template-columns: 1fr 1fr;
        border-block-end: 1px solid var(--_border);
        border-inline-end: 0;
      }
    }
    @media (forced-colors: active) {
      .cal :is(.in, .end) button {
        background: Highlight;
        color: HighlightText;
        forced-color-adjust: none;
      }
    }
    @media print {
      .icon {
        display: none;
      }
      .shown {
        border-inline-start: 0;
      }
    }
  `,
];
