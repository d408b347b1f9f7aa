import { ACTION_GROUPS } from '../../model/actions.js';
import type { ActionGroup } from '../../model/index.js';
import { html, type TemplateResult } from 'lit';
import type { Palette } from './draw.js';

/**
 * Marks that are never shown, in the colours of the stylesheet. A token may be any CSS colour, `light-dark()` too; what comes out
 * is what the browser makes of it for this element.
 */
export const paletteMarks: TemplateResult = html`<div class="palette" aria-hidden="true">
  <i class="of-surface"></i><i class="of-line"></i><i class="of-faint"></i><i class="of-rest"></i>
  ${ACTION_GROUPS.map(group => html`<i class="mark" data-group=${group}></i>`)}
</div>`;

export function readPalette(root: ParentNode): Palette {
  const colour = (selector: string): string => {
    const mark = root.querySelector(`.palette ${selector}`);
    return mark ? getComputedStyle(mark).color : 'gray';
  };
  const faint = root.querySelector('.palette .of-faint');
  const style = faint ? getComputedStyle(faint) : null;
  return {
    surface: colour('.of-surface'),
    line: colour('.of-line'),
    faint: colour('.of-faint'),
    rest: colour('.of-rest'),
    hues: Object.fromEntries(ACTION_GROUPS.map(group => [group, colour(`[data-group="${group}"]`)])) as Record<
      ActionGroup,
      string
    >,
    font: style ? `${style.fontSize} ${style.fontFamily}` : '11px sans-serif',
  };
}
