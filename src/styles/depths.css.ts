import { unsafeCSS, type CSSResult } from 'lit';

/**
 * `--_depth` of an element with `data-depth`, from 1 to `max`: a rule for each, because a style attribute, or Lit's styleMap,
 * would break a strict Content Security Policy.
 */
export function depthRules(max: number): CSSResult {
  return unsafeCSS(Array.from({ length: max }, (_, i) => `[data-depth='${i + 1}'] { --_depth: ${i + 1}; }`).join(''));
}
