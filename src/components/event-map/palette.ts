import { ACTION_GROUPS } from '../../model/actions.js';
import type { ActionGroup } from '../../model/index.js';
import type { Palette } from './draw.js';

/** Names of the probes: elements nobody sees, whose colour is one that the map is drawn in. */
export const INKS = ['surface', 'land', 'land-hover', 'border', 'chosen', 'accent', 'focus', 'text', 'line'] as const;

/**
 * The colours as the page has them now. Computed ones only: a token may be a `light-dark()`, a system colour, or anything
 * else that a canvas cannot read.
 *
 * @param probes - holds an element with `data-ink` for each of {@link INKS}, and one with `data-group` for each action group
 */
export function readPalette(probes: Element): Palette {
  const ink = (selector: string): string => {
    const probe = probes.querySelector(selector);
    return probe ? getComputedStyle(probe).color : 'currentcolor';
  };
  const named = Object.fromEntries(INKS.map(name => [name, ink(`[data-ink='${name}']`)]));
  const { fontFamily, fontSize, fontWeight } = getComputedStyle(probes);
  return {
    surface: named['surface']!,
    land: named['land']!,
    landHover: named['land-hover']!,
    border: named['border']!,
    chosen: named['chosen']!,
    accent: named['accent']!,
    focus: named['focus']!,
    text: named['text']!,
    line: named['line']!,
    groups: Object.fromEntries(ACTION_GROUPS.map(group => [group, ink(`[data-group='${group}']`)])) as Record<
      ActionGroup,
      string
    >,
    font: `${fontWeight} ${fontSize} ${fontFamily}`,
  };
}
