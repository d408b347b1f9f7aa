import { css } from 'lit';
import { base } from '../../styles/controls.css.js';
import { popup } from '../../styles/popup.css.js';

const own = css`
  :host {
    container: event-query-input / inline-size;
    min-inline-size: 0;
  }

  .box {
    position: relative;
    display: flex;
    align-items: flex-start;
    min-inline-size: 0;
    border: 1px solid var(--_border-control);
    border-radius: var(--_radius-2);
    background: var(--event-query-input-background, var(--_surface));
  }
  .box:focus-within:has(.field :focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
    border-color: transparent;
  }
  .box.is-disabled {
    background: var(--_surface-alt);
    color: var(--_text-faint);
  }

  .sign {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 0.25rem;
    min-block-size: 1.5rem;
    margin: calc((var(--_control) - 2px - 1.5rem) / 2);
    margin-inline: 3px 0;
    padding-inline: 0.5rem;
    border-radius: var(--_radius-1);
    background: var(--_surface-alt);
    color: var(--_text-muted);
    font-size: var(--_text-xs);
    white-space: nowrap;
  }
  .sign.is-problem {
    background: var(--_alert-wash);
    color: var(--_alert);
  }
  .sign.is-empty {
    background: none;
  }

  /* Query and text search stay left to right in every page; what stands round them turns. */
  .field {
    position: relative;
    flex: 1 1 0;
    min-inline-size: 0;
    direction: ltr;
    text-align: left;
  }
  .plain,
  .mirror,
  .editor .cm-content {
    margin: 0;
    padding: calc((var(--_control) - 2px - 1.25rem) / 2) 0.375rem;
    border: 0;
    background: none;
    color: inherit;
    font-family: var(--_font-mono);
    font-size: var(--_text-xs);
    font-variant-ligatures: none;
    line-height: 1.25rem;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    tab-size: 4;
  }
  .plain {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    resize: none;
    overflow: auto;
    appearance: none;
  }
  .plain:focus-visible {
    outline: none;
  }
  /* As high as the text in it: the field stands over this. The blank keeps the last line, and an empty one, in it. */
  .mirror,
  .editor .cm-editor {
    max-block-size: var(--event-query-input-max-height, 10rem);
  }
  .mirror {
    overflow: hidden;
    visibility: hidden;
    pointer-events: none;
  }
  .mirror::after {
    content: ' ';
  }
  .placeholder {
    position: absolute;
    inset: 0 0 auto;
    overflow: hidden;
    padding: calc((var(--_control) - 2px - 1.25rem) / 2) 0.375rem;
    color: var(--_text-faint);
    line-height: 1.25rem;
    text-overflow: ellipsis;
    white-space: nowrap;
    pointer-events: none;
  }
  :host(:dir(rtl)) .placeholder {
    direction: rtl;
    text-align: right;
  }

  .end {
    display: flex;
    flex: none;
    padding: calc((var(--_control) - 2px - var(--_control-small)) / 2);
    padding-inline: 1px;
  }

  /* The editor */
  .editor .cm-editor {
    background: none;
    color: inherit;
  }
  .editor .cm-editor.cm-focused {
    outline: none;
  }
  .editor .cm-scroller {
    font-family: inherit;
    line-height: inherit;
    overflow: auto;
    scrollbar-width: thin;
  }
  .editor .cm-line {
    padding: 0;
  }
  .editor .cm-content {
    /* Not asked how wide it would like to be: a long query would be laid out once more to know. */
    flex: 1 1 0;
    min-inline-size: 0;
    caret-color: var(--_text);
    min-block-size: calc(var(--_control) - 2px);
  }
  .editor .cm-specialChar {
    color: var(--_warning);
  }
  .editor .cm-lintRange {
    padding: 0;
    background: none;
    text-decoration: underline wavy 1.5px;
    text-decoration-skip-ink: none;
    text-underline-offset: 3px;
  }
  .editor .cm-lintRange-error {
    text-decoration-color: var(--_alert);
  }
  .editor .cm-lintRange-warning {
    text-decoration-color: var(--_warning);
  }
  .editor .cm-lintRange-info {
    text-decoration-color: var(--_notice);
  }
  .editor .cm-lintPoint::after {
    border-block-end-color: var(--_alert);
  }

  .problems {
    padding-block-start: 0.25rem;
  }
  .problem {
    display: flex;
    align-items: flex-start;
    gap: var(--_space-2);
    padding-block: 0.125rem;
  }
  .problem > .i {
    margin-block-start: 0.125rem;
  }
  .problem > span {
    overflow-wrap: anywhere;
  }
  .problem .link {
    white-space: normal;
    margin-inline-end: var(--_space-2);
  }

  /* What floats */
  .tips {
    position: fixed;
    inset: 0 auto auto 0;
    inline-size: 0;
    block-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_text);
    overflow: visible;
    direction: ltr;
    text-align: left;
  }
  .tips .cm-tooltip {
    color: var(--_text);
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-3);
    background: var(--_surface-raised);
    box-shadow: var(--_shadow-raised);
  }
  .tips .cm-tooltip.cm-query-completion {
    margin-block: 0.5rem;
    inline-size: max-content;
    min-inline-size: min(16rem, 100vw - 1rem);
    max-inline-size: min(30rem, 100vw - 1rem);
    overflow: clip;
  }
  .tips .cm-tooltip.cm-query-completion > ul {
    font-family: inherit;
    min-inline-size: 0;
    max-inline-size: none;
    max-block-size: 15.75rem;
    scrollbar-width: thin;
  }
  .tips .cm-tooltip.cm-query-completion > ul > li {
    display: grid;
    grid-template-columns: 1.125rem fit-content(100%) minmax(0, 1fr);
    align-items: center;
    gap: var(--_space-2);
    min-block-size: 1.75rem;
    padding: 0 var(--_space-3) 0 var(--_space-2);
    line-height: var(--_leading);
  }
  .tips .cm-tooltip.cm-query-completion > ul > li[aria-selected] {
    background: var(--_accent-wash);
    box-shadow: inset 2px 0 0 var(--_accent);
    color: var(--_text);
  }
  .tips .cm-tooltip.cm-tooltip-autocomplete-disabled > ul > li[aria-selected] {
    background: var(--_accent-wash);
  }
  .tips .cm-query-kind {
    inline-size: 1.125rem;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius-1);
    color: var(--_text-muted);
    font: 600 0.625rem / 1rem var(--_font-mono);
    opacity: 1;
    text-align: center;
  }
  .tips .cm-completionLabel,
  .tips .cm-query-label,
  .tips .cm-query-detail {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    opacity: 1;
  }
  .tips .cm-query-label,
  .tips .cm-query-detail,
  .tips .cm-query-examples {
    color: var(--_text-faint);
    opacity: 1;
  }
  .tips .cm-query-detail {
    margin-inline-start: auto;
    padding-inline-start: var(--_space-3);
  }
  .tips .cm-completionMatchedText {
    color: var(--_accent);
    font-weight: var(--_weight-strong);
    text-decoration: none;
  }
  .tips .cm-tooltip.cm-completionInfo {
    position: static;
    inline-size: auto;
    max-inline-size: none;
    padding: 0.375rem var(--_space-3);
    border: 0;
    border-block-start: 1px solid var(--_border);
    border-radius: 0;
    box-shadow: none;
    color: var(--_text-muted);
    font-size: var(--_text-xs);
    white-space: normal;
  }
  .tips .cm-query-about {
    /* A sentence must not make the list wider than its names. */
    contain: inline-size;
    display: flex;
    align-items: flex-start;
    gap: var(--_space-3);
  }
  .tips .cm-query-words {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .tips .cm-query-hover {
    max-inline-size: 24rem;
    padding: 0.375rem var(--_space-3);
    font-size: var(--_text-xs);
  }

  .pop.menu {
    --_size: 24rem;
    padding-block: 0.375rem;
  }
  #fixes {
    --_size: 18rem;
  }
  .menu-head {
    padding: 0.25rem var(--_space-3);
    color: var(--_text-muted);
    font-size: var(--_text-xs);
  }
  .menu-item {
    display: grid;
    gap: 0.125rem;
    align-content: center;
    inline-size: 100%;
    min-block-size: max(1.75rem, var(--_control-small));
    padding: 0.25rem var(--_space-3);
  }
  .menu-item:is(:hover, :focus-visible) {
    background: var(--_hover);
  }
  .menu-item:focus-visible {
    outline-offset: -2px;
  }
  .menu-item .mono {
    color: var(--_text);
    direction: ltr;
    unicode-bidi: isolate;
    line-height: 1.25rem;
  }
  .menu-item .cut:not(.mono) {
    color: var(--_text-muted);
  }
  #fixes .menu-item .cut {
    color: inherit;
  }
  .forget {
    margin-block-start: 0.375rem;
    border-block-start: 1px solid var(--_border);
    color: var(--_accent);
  }

  @container event-query-input (inline-size < 26rem) {
    .sign span {
      display: none;
    }
    .sign {
      padding-inline: 0.25rem;
    }
  }
  @media (forced-colors: active) {
    .box:focus-within:has(.field :focus-visible) {
      outline-color: Highlight;
    }
    .tips .cm-tooltip.cm-query-completion > ul > li[aria-selected] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .tips .cm-tooltip.cm-query-completion > ul > li[aria-selected] :is(span) {
      color: HighlightText;
    }
  }
`;

export const styles = [base, popup, own];
