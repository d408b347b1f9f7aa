import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { manage } from '../../styles/manage.css.js';
import { popup } from '../../styles/popup.css.js';

export const styles = [
  base,
  manage,
  popup,
  css`
    :host(:not([inline])) {
      display: inline-block;
    }
    .bell {
      position: relative;
    }
    .badge {
      position: absolute;
      inset-block-start: -0.25rem;
      inset-inline-end: -0.375rem;
      min-inline-size: 1rem;
      padding-inline: 0.25rem;
      border-radius: 1rem;
      background: var(--_accent);
      color: var(--_on-accent);
      font-size: var(--_text-2xs);
      font-weight: var(--_weight-medium);
      line-height: 1rem;
      text-align: center;
    }
    .pop {
      --_size: 26rem;
      max-block-size: min(var(--_room, 100dvh), 34rem);
    }
    .pop .area {
      --_inset: var(--_space-3);
      background: none;
    }
    .pop .head {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      background: var(--_surface-raised);
    }
    .item {
      position: relative;
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: 0 var(--_space-2);
    }
    .item > .i {
      margin-block-start: 0.125rem;
    }
    .item p {
      font-size: var(--_text-sm);
    }
    /* Unread is a dot and a heavier line, and said in words to those who do not see it. */
    .unread p {
      font-weight: var(--_weight-medium);
    }
    .unread::before {
      content: '';
      position: absolute;
      inset-block-start: 0.9375rem;
      inset-inline-start: 0.1875rem;
      inline-size: 0.375rem;
      block-size: 0.375rem;
      border-radius: 50%;
      background: var(--_accent);
      forced-color-adjust: none;
    }
    .meta {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_space-3);
      font-size: var(--_text-xs);
    }
    .meta .download {
      white-space: normal;
      overflow-wrap: anywhere;
      text-align: start;
    }
    .meta progress {
      inline-size: 6rem;
    }
    .item > .icon-btn {
      inline-size: 1.5rem;
      block-size: 1.5rem;
      margin-block-start: -0.125rem;
    }
    .head select {
      inline-size: auto;
      min-block-size: var(--_control-small);
      font-size: var(--_text-xs);
    }
  `,
];
