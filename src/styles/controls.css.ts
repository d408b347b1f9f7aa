import { css } from 'lit';
import { tokens } from './tokens.css.js';

/**
 * What every element shares: type, focus ring, buttons, icons, text runs. Elements list it first:
 * `static styles = [base, styles]`. Rules are `:where()` where a part's own rule must win without weight.
 */
const rules = css`
  :host {
    display: block;
    color: var(--_text);
    font-family: var(--event-kit-font, inherit);
    font-size: var(--_text-sm);
    font-weight: var(--_weight);
    font-style: normal;
    font-variant-numeric: tabular-nums;
    line-height: var(--_leading);
    letter-spacing: normal;
    text-transform: none;
    white-space: normal;
    /* Set by hand on both sides: with "unicode-bidi: plaintext", start would follow the text and not the page. */
    text-align: left;
  }
  :host(:dir(rtl)) {
    text-align: right;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :where(h1, h2, h3, h4, p, dl, dd, ul, ol, figure, pre, table) {
    margin: 0;
    padding: 0;
  }
  :where(ul, ol) {
    list-style: none;
  }
  :where(h1, h2, h3, h4) {
    font-size: inherit;
    font-weight: var(--_weight-strong);
  }
  b,
  strong {
    font-weight: var(--_weight-strong);
  }
  :where(button, input, textarea) {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  :where(button) {
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    text-align: inherit;
    cursor: pointer;
  }
  :where(a) {
    color: var(--_accent);
    text-decoration: none;
  }
  :where(a):hover {
    text-decoration: underline;
    text-underline-offset: 2px;
  }

  /* Each run of text finds its own direction, so a name, or a string not yet translated, keeps its order in a right-to-left page. */
  :where(h1, h2, h3, h4, p, li, dt, dd, a, b, label, button, time, span, bdi) {
    unicode-bidi: plaintext;
  }

  /* One ring everywhere; an outline, so that forced colours keep it. */
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
    border-radius: var(--_radius-1);
  }

  /* Icons */
  svg {
    display: block;
    flex: none;
  }
  .i {
    inline-size: var(--_icon);
    block-size: var(--_icon);
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .i.s {
    inline-size: 0.75rem;
    block-size: 0.75rem;
    stroke-width: 1.75;
  }
  :dir(rtl) > .i.flip {
    transform: scaleX(-1);
  }

  /* Text */
  .mono,
  code {
    font-family: var(--_font-mono);
    font-size: var(--_text-xs);
    font-variant-ligatures: none;
  }
  /* Else a second face makes its line taller than the grid. */
  :is(bdi, span).mono,
  code {
    line-height: 1;
  }
  .muted {
    color: var(--_text-muted);
  }
  .faint {
    color: var(--_text-faint);
  }
  .num {
    text-align: right;
  }
  .num:dir(rtl) {
    text-align: left;
  }
  .nw {
    white-space: nowrap;
  }
  .cut {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
  }
  .bar.wrap {
    flex-wrap: wrap;
  }
  /* For assistive technology only. */
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  /* A character that would not be seen, made visible (internal/text.ts). */
  .ctl {
    margin-inline: 1px;
    padding-inline: 0.1875rem;
    border: 1px solid currentColor;
    border-radius: 2px;
    background: var(--_warning-wash);
    color: var(--_warning);
    font-family: var(--_font-mono);
    font-size: 0.85em;
    line-height: 1;
    white-space: nowrap;
    unicode-bidi: isolate;
  }

  /* Controls: one height, one ring, four ranks (primary, plain, quiet, link). */
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.375rem;
    min-block-size: var(--_control);
    padding-inline: 0.625rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    font-weight: var(--_weight-medium);
    white-space: nowrap;
    transition:
      background var(--_motion-fast),
      border-color var(--_motion-fast);
  }
  .btn:hover {
    border-color: var(--_border-control);
    background: var(--_hover);
  }
  .btn .i {
    color: var(--_text-muted);
  }
  .btn.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .btn.primary:disabled {
    border-color: var(--_border);
    background: var(--_surface-alt);
    color: var(--_text-faint);
  }
  .btn.primary:not(:disabled):hover {
    border-color: var(--_accent-hover);
    background: var(--_accent-hover);
  }
  .btn.primary .i {
    color: inherit;
  }
  .btn.small {
    min-block-size: var(--_control-small);
    padding-inline: 0.5rem;
  }
  .btn.quiet {
    border-color: transparent;
    background: none;
    font-weight: var(--_weight);
  }
  .btn.quiet:hover {
    background: var(--_hover);
  }
  .btn:disabled {
    border-color: var(--_border);
    background: var(--_surface-alt);
    color: var(--_text-faint);
    cursor: not-allowed;
  }
  .icon-btn {
    position: relative;
    display: inline-grid;
    flex: none;
    place-items: center;
    inline-size: var(--_control-small);
    block-size: var(--_control-small);
    border-radius: var(--_radius-2);
    color: var(--_text-muted);
  }
  .icon-btn:hover {
    background: var(--_hover);
    color: var(--_text);
  }
  .icon-btn.big {
    inline-size: var(--_control);
    block-size: var(--_control);
  }
  .icon-btn[aria-pressed='true'] {
    background: var(--_accent-wash);
    color: var(--_accent);
  }
  .icon-btn:disabled {
    background: none;
    color: var(--_text-faint);
    cursor: not-allowed;
  }
  .link {
    color: var(--_accent);
    white-space: nowrap;
  }
  .link:hover {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .group {
    display: inline-flex;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-2);
    background: var(--_surface);
    overflow: clip;
  }
  .group > * {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: calc(var(--_control) - 2px);
    padding-inline: 0.5rem;
    white-space: nowrap;
  }
  .group > * + * {
    border-inline-start: 1px solid var(--_border);
  }
  .group > button:hover {
    background: var(--_hover);
  }
  .group > button[aria-pressed='true'] {
    background: var(--_accent-wash);
    color: var(--_accent);
  }
  /* The group clips its corners, and would clip a ring outside them. */
  .group > :focus-visible {
    outline-offset: -2px;
  }
  .group .i {
    color: var(--_text-muted);
  }
  .group.small > * {
    min-block-size: 1.5rem;
    padding-inline: 0.4375rem;
    font-size: var(--_text-xs);
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    padding-inline: 0.5rem;
    border-radius: 1rem;
    background: var(--_accent-wash);
    color: var(--_accent);
    font-size: var(--_text-xs);
    font-weight: var(--_weight-medium);
    line-height: 1.5rem;
    white-space: nowrap;
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    padding-inline: 0.375rem;
    border-radius: var(--_radius-1);
    background: var(--_surface-alt);
    color: var(--_text-muted);
    font-size: var(--_text-xs);
    line-height: 1.25rem;
    white-space: nowrap;
  }
  .sev-notice {
    color: var(--_notice);
  }
  .sev-warning {
    color: var(--_warning);
  }
  .sev-alert {
    color: var(--_alert);
  }
  .tag.sev-notice {
    background: var(--_notice-wash);
  }
  .tag.sev-warning {
    background: var(--_warning-wash);
  }
  .tag.sev-alert {
    background: var(--_alert-wash);
  }
  kbd {
    padding-inline: 0.25rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-1);
    background: var(--_surface);
    color: var(--_text-muted);
    font: inherit;
    font-size: var(--_text-2xs);
    line-height: 1rem;
    white-space: nowrap;
  }

  /* Action groups: --_g colours marks, --_gt words. */
  [data-group='failure'] {
    --_g: var(--_group-failure);
    --_gt: var(--_group-failure-text);
  }
  [data-group='sign-in'] {
    --_g: var(--_group-sign-in);
    --_gt: var(--_group-sign-in-text);
  }
  [data-group='authorization'] {
    --_g: var(--_group-authorization);
    --_gt: var(--_group-authorization-text);
  }
  [data-group='update'] {
    --_g: var(--_group-update);
    --_gt: var(--_group-update-text);
  }
  [data-group='create'] {
    --_g: var(--_group-create);
    --_gt: var(--_group-create-text);
  }
  [data-group='delete'] {
    --_g: var(--_group-delete);
    --_gt: var(--_group-delete-text);
  }
  [data-group='secrets'] {
    --_g: var(--_group-secrets);
    --_gt: var(--_group-secrets-text);
  }
  [data-group='mail'] {
    --_g: var(--_group-mail);
    --_gt: var(--_group-mail-text);
  }
  [data-group='sign-out'] {
    --_g: var(--_group-sign-out);
    --_gt: var(--_group-sign-out-text);
  }
  [data-group='system'] {
    --_g: var(--_group-system);
    --_gt: var(--_group-system-text);
  }
  .mark {
    color: var(--_g, var(--_group-system));
    forced-color-adjust: none;
  }

  /* Empty, error, skeleton */
  .blank {
    display: grid;
    justify-items: start;
    gap: var(--_space-2);
    max-inline-size: 34rem;
    padding: var(--_space-6) var(--_space-5);
  }
  .blank > .i {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }
  .blank > .i:not([class*='sev-']) {
    color: var(--_text-faint);
  }
  .blank :is(h2, h3, h4) {
    font-size: var(--_text-md);
  }
  .sk {
    display: block;
    inline-size: 60%;
    block-size: 0.625rem;
    border-radius: var(--_radius-1);
    background: var(--_border);
    animation: sk 1.6s var(--_ease) infinite alternate;
  }
  @keyframes sk {
    to {
      opacity: 0.5;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      transition: none !important;
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    [aria-pressed='true'],
    .pill {
      background: Highlight !important;
      color: HighlightText !important;
      forced-color-adjust: none;
    }
    [aria-pressed='true'] .i {
      color: HighlightText;
    }
    .link {
      color: LinkText;
      text-decoration: underline;
    }
    .sk {
      background: GrayText;
    }
  }
`;

/** Tokens and shared rules of every element. */
export const base = [tokens, rules];
