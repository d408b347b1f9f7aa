import { html, nothing, type TemplateResult } from 'lit';
import { lookAlike } from '../model/look-alike.js';
import { webLink } from '../model/web-link.js';
import type { LookAlike } from '../model/index.js';
import { icon } from './icons.js';
import type { Localize } from './localize.js';
import { hasHidden, safeText, textOf, type SafeTextOptions } from './text.js';

/*
 * Hostile text made visible. `text.ts` shows hidden characters and keeps a text to itself; here is what a reader has to
 * be told about a name, a host or an address beside it. Used wherever one is shown: detail, tree, diff, list.
 */

/** What {@link visibleName} may be told. */
export interface VisibleOptions extends SafeTextOptions {
  /** Whether it is a name, a host or an address, which can be taken for another; not for prose. */
  name?: boolean;
}

/** Any value, with its hidden characters as marks, isolated, and followed by what a reader must know about it. */
export function visibleText(value: unknown, localize: Localize, options: VisibleOptions = {}): TemplateResult {
  const text = textOf(value);
  return html`${safeText(text, options)}${textWarnings(text, localize, options)}`;
}

/** A name of somebody or something: flagged when it can be taken for another. */
export function visibleName(value: unknown, localize: Localize, options: SafeTextOptions = {}): TemplateResult {
  return visibleText(value, localize, { ...options, name: true });
}

/** Tags for what a text has that is not seen: hidden characters and, of names, letters of other scripts. */
export function textWarnings(
  text: string,
  localize: Localize,
  { name = false, multiline = false }: VisibleOptions = {},
): unknown {
  const hidden = hasHidden(text, multiline) ? warning(localize.text('hiddenCharacters')) : nothing;
  const alike = name ? lookAlike(text) : null;
  return html`${hidden}${alike ? warning(lookAlikeText(alike, localize)) : nothing}`;
}

/** The same in words, for an accessible name or a title; empty when there is nothing to say. */
export function warningWords(text: string, localize: Localize): string {
  const alike = lookAlike(text);
  return [hasHidden(text) ? localize.text('hiddenCharacters') : '', alike ? lookAlikeText(alike, localize) : '']
    .filter(Boolean)
    .join(', ');
}

/**
 * An address as a link, when it is a whole http or https one; else as text. The link opens apart, says nothing of this page
 * to where it leads, and names the host beside it wherever that is not the one that is read.
 */
export function visibleLink(
  value: unknown,
  localize: Localize,
  options: SafeTextOptions & { label?: string } = {},
): TemplateResult {
  const link = webLink(value);
  if (!link) return visibleText(value, localize, { ...options, name: true });
  const { label } = options;
  const shown = label === undefined || label === '' ? value : label;
  return html`<a href=${link.href} target="_blank" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer"
      >${safeText(shown, options)}</a
    >${
      link.plain && shown === value
        ? nothing
        : html` <span class="faint">${localize.text('linkHost')} <bdi class="mono">${link.host}</bdi></span>`
    }${link.lookAlike ? warning(lookAlikeText(link.lookAlike, localize)) : nothing}`;
}

function warning(words: string): TemplateResult {
  return html` <span class="tag sev-warning">${icon('warning', { small: true })} ${words}</span>`;
}

function lookAlikeText({ scripts, resembles }: LookAlike, localize: Localize): string {
  return resembles === undefined
    ? localize.text('mixedScripts', scripts.slice(0, 3).join(', '))
    : localize.text('lookAlike', resembles);
}
