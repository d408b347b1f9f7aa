import { css } from 'lit';

/** What the elements that manage a log share: a head, rows of things with buttons, notes, dialogs, forms. */
export const manage = css`
  :host {
    --_inset: var(--event-kit-inset, 1.25rem);
  }
  .area {
    min-inline-size: 0;
    background: var(--_surface);
    container: event-manage / inline-size;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem var(--_space-2);
    min-block-size: calc(var(--_control) + 0.75rem);
    padding: 0.375rem var(--_inset);
    border-block-end: 1px solid var(--_border);
  }
  .head > .faint {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .items {
    display: block;
  }
  .item {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.125rem;
    padding: 0.5rem var(--_inset);
  }
  .item + .item,
  .items + .items {
    border-block-start: 1px solid var(--_border);
  }
  .item-head {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: var(--_control-small);
  }
  .item-head > b {
    font-weight: var(--_weight-medium);
  }
  .item p {
    font-size: var(--_text-xs);
    overflow-wrap: anywhere;
  }
  .item .item-text {
    padding-inline-start: 1.5rem;
  }
  .item :is(.link, a) {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    min-block-size: 1.5rem;
  }
  .danger:hover {
    color: var(--_alert);
  }
  .btn.danger {
    color: var(--_alert);
  }
  .sk.wide {
    inline-size: 35%;
    margin-block: 0.3125rem;
  }
  .note {
    display: flex;
    align-items: flex-start;
    gap: var(--_space-2);
    padding: 0.375rem var(--_inset);
    border-block-end: 1px solid var(--_border);
    background: var(--_surface-alt);
    font-size: var(--_text-xs);
  }
  .note:has(> .sev-alert) {
    background: var(--_alert-wash);
  }
  .note > .i {
    margin-block-start: 0.125rem;
  }
  .note-text {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .note .icon-btn {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }
  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 0.25rem;
    margin-block: 0.25rem;
    border: 0;
    border-radius: 1rem;
    background: var(--_border);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--_border);
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
  }

  /* Facts: a name, and what is so. */
  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 0.125rem var(--_space-4);
    margin: 0;
  }
  .facts dt {
    color: var(--_text-muted);
  }
  .facts dd {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .facts dd .mono {
    white-space: pre-wrap;
    line-height: inherit;
  }
  @container event-manage (width < 26rem) {
    :is(.head, .item, .note) {
      padding-inline: var(--event-kit-inset, 0.75rem);
    }
    .facts {
      grid-template-columns: minmax(0, 1fr);
    }
    .facts dd {
      margin-block-end: 0.25rem;
    }
  }

  /* Dialogs */
  dialog {
    inline-size: min(34rem, 100vw - 1rem);
    max-block-size: calc(100dvh - 1rem);
    padding: 0;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-3);
    background: var(--_surface-raised);
    color: var(--_text);
    box-shadow: var(--_shadow-raised);
    overflow: auto;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 40%);
  }
  .dialog-body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-4);
    padding: var(--_space-4) var(--_space-4) var(--_space-3);
    container: event-manage / inline-size;
  }
  .dialog-body h2 {
    font-size: var(--_text-md);
  }
  .dialog-body > .note {
    margin-inline: calc(-1 * var(--_space-4));
    padding-inline: var(--_space-4);
    border-block-start: 1px solid var(--_border);
  }
  .dialog-foot {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--_space-2);
    padding: var(--_space-3) var(--_space-4);
    border-block-start: 1px solid var(--_border);
    background: var(--_surface-raised);
  }

  /* Forms */
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25rem;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .label,
  legend {
    padding: 0;
    color: var(--_text-muted);
    font-size: var(--_text-xs);
  }
  .input,
  select {
    inline-size: 100%;
    min-block-size: var(--_control);
    padding-inline: 0.5rem;
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    text-align: inherit;
  }
  /* "365 days" is read as it is written, in a right-to-left page, too. */
  .input {
    unicode-bidi: plaintext;
  }
  .input[aria-invalid='true'] {
    border-color: var(--_alert);
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-4);
  }
  .option {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 1.75rem;
    min-inline-size: 0;
  }
  .option input {
    flex: none;
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  .options.column {
    flex-direction: column;
    align-items: stretch;
    flex-wrap: nowrap;
  }
  .hint {
    color: var(--_text-muted);
    font-size: var(--_text-xs);
  }
  .wrong {
    color: var(--_alert);
    font-size: var(--_text-xs);
  }
  .switch {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 1.5rem;
  }
  .switch::before {
    content: '';
    inline-size: 1.75rem;
    block-size: 1rem;
    border: 1px solid var(--_border-control);
    border-radius: 1rem;
    background: radial-gradient(circle at 0.4375rem 50%, var(--_border-control) 0.3125rem, transparent 0.34375rem)
      var(--_surface);
  }
  .switch[aria-checked='true']::before {
    border-color: var(--_accent);
    background: radial-gradient(circle at 1.1875rem 50%, var(--_on-accent) 0.3125rem, transparent 0.34375rem)
      var(--_accent);
  }
  .switch:dir(rtl)::before {
    transform: scaleX(-1);
  }
  @media (pointer: coarse) {
    .item :is(.link, a),
    .option,
    .note .icon-btn {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .switch::before {
      forced-color-adjust: none;
      background-color: Canvas;
    }
    .switch[aria-checked='true']::before {
      background-color: Highlight;
    }
    progress {
      border: 1px solid CanvasText;
      block-size: 0.5rem;
    }
    progress::-webkit-progress-value {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
