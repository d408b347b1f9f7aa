import { css } from 'lit';

/** What `CopyController` draws: its message after a refusal, and the field to copy from by hand. */
export const copyStyles = css`
  .copy-note {
    color: var(--_warning);
  }
  .by-hand {
    display: flex;
    align-items: start;
    gap: var(--_space-2);
    margin-block-end: var(--_space-2);
  }
  .by-hand textarea {
    flex: 1;
    min-inline-size: 0;
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    font-family: var(--_font-mono);
    font-size: var(--_text-xs);
  }
`;
