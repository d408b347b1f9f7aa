import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { manage } from '../../styles/manage.css.js';

export const styles = [
  base,
  manage,
  css`
    .query {
      overflow-wrap: anywhere;
    }
    .off > .item-head > :is(b, .i) {
      color: var(--_text-faint);
    }
    .area + .area {
      border-block-start: 1px solid var(--_border);
    }
    .matchers li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_space-2);
    }
    .item-head > .icon-btn + .icon-btn {
      margin-inline-start: -0.375rem;
    }
    .said {
      color: var(--_text);
    }
    @container event-manage (width < 26rem) {
      .item .item-text {
        padding-inline-start: 0;
      }
      .item-head > .tag {
        display: none;
      }
      .item-head > .grow {
        flex: 0;
      }
      .item-head > b {
        flex: 1 1 0;
      }
    }
  `,
];
