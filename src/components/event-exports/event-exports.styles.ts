import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { manage } from '../../styles/manage.css.js';

export const styles = [
  base,
  manage,
  css`
    .choose {
      flex: none;
      inline-size: 1rem;
      block-size: 1rem;
      margin: 0 0 0 -0.0625rem;
      accent-color: var(--_accent);
    }
    .item[data-status]:not(.run) .item-text {
      padding-inline-start: 3rem;
    }
    .item .facts {
      padding-block: 0.375rem;
      font-size: var(--_text-xs);
    }
    .item-head > .link + .icon-btn {
      margin-inline-start: -0.25rem;
    }
    .item-head > .icon-btn + .icon-btn {
      margin-inline-start: -0.375rem;
    }
    @container event-manage (width < 26rem) {
      /* The format is in the review as well. */
      .item-head > :is(.tag, .grow) {
        display: none;
      }
      .item-head > b {
        flex: 1 1 0;
      }
      /* A name, then what can be done with it. */
      .run .item-head {
        flex-wrap: wrap;
        justify-content: flex-end;
        column-gap: var(--_space-2);
      }
      .run .item-head > b {
        flex-basis: calc(100% - 4rem);
      }
      .item[data-status]:not(.run) .item-text,
      .item .item-text {
        padding-inline-start: 0;
      }
    }
  `,
];
