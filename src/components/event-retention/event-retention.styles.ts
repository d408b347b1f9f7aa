import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { manage } from '../../styles/manage.css.js';

export const styles = [
  base,
  manage,
  css`
    .body {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-3);
      max-inline-size: 40rem;
      padding: var(--_space-3) var(--_inset) var(--_space-4);
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2);
      align-items: end;
    }
    .line > .field {
      flex: 1 1 10rem;
    }
    .usual {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_space-3);
      align-items: center;
    }
    .usual .link {
      min-block-size: 1.5rem;
    }
    .effect {
      min-block-size: 2.5rem;
    }
    @container event-manage (width < 26rem) {
      .body {
        padding-inline: var(--event-kit-inset, 0.75rem);
      }
    }
  `,
];
