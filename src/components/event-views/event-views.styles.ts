import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { copyStyles } from '../../styles/copy.css.js';
import { popup } from '../../styles/popup.css.js';

export const styles = [
  base,
  copyStyles,
  popup,
  css`
    :host {
      display: inline-block;
      max-inline-size: 100%;
    }
    .views {
      flex-wrap: wrap;
    }
    .btn {
      max-inline-size: 18rem;
    }
    .pop {
      --_size: 19rem;
      padding: 0.375rem;
    }
    li {
      display: flex;
      align-items: center;
      border-radius: var(--_radius-1);
    }
    li:hover {
      background: var(--_hover);
    }
    .view {
      display: grid;
      flex: 1;
      grid-template-columns: 1rem minmax(0, 1fr);
      align-items: center;
      gap: var(--_space-2);
      min-inline-size: 0;
      min-block-size: max(1.75rem, var(--_control-small));
      padding-inline: 0.5rem;
    }
    .view .i {
      color: var(--_accent);
    }
    .none {
      padding: 0.25rem 0.5rem;
    }
    form {
      display: flex;
      gap: var(--_space-2);
      padding: 0.5rem;
      margin-block-start: 0.375rem;
      border-block-start: 1px solid var(--_border);
    }
    .field {
      flex: 1;
      min-inline-size: 0;
      min-block-size: var(--_control-small);
      padding-inline: 0.5rem;
      border: 1px solid var(--_border-control);
      border-radius: var(--_radius-2);
      background: var(--_surface);
    }
    ::placeholder {
      color: var(--_text-faint);
      opacity: 1;
    }
    @media print {
      :host {
        display: none;
      }
    }
  `,
];
