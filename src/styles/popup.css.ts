import { css } from 'lit';

/** A panel that opens from a button, placed by src/internal/popup.ts. `--_size` is how wide it would be. */
export const popup = css`
  .pop {
    position: fixed;
    inset-block: var(--_start, auto) var(--_foot, auto);
    inset-inline: auto clamp(0.5rem, var(--_end, 0.5rem), max(0.5rem, 100vw - var(--_size) - 0.5rem));
    inline-size: min(var(--_size), 100vw - 1rem);
    max-block-size: var(--_room, 100dvh);
    margin: 0;
    padding: 0;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-3);
    background: var(--_surface-raised);
    color: var(--_text);
    box-shadow: var(--_shadow-raised);
    overflow: auto;
  }
`;
