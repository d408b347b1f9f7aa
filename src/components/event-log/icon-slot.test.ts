import { expect, fixture, html } from '@open-wc/testing';
import { icon } from '../../internal/icons.js';
import { IconSlot } from './icon-slot.js';

const NAMES = [
  'sign-in',
  'failure',
  'create',
  'secrets',
  'mail',
  'system',
  'person',
  'cube',
  'warning',
  'clock',
  'unknown',
];

/** Where an icon has ink. */
function box(svg: SVGSVGElement): number[] {
  const { x, y, width, height } = svg.getBBox();
  return [x, y, width, height].map(n => Math.round(n * 10) / 10);
}

describe('IconSlot', () => {
  it('shows every icon as the icon itself is drawn, one after another', async () => {
    const slot = new IconSlot();
    const root = await fixture(html`<div></div>`);
    root.append(slot.element);
    for (const name of NAMES) {
      const drawn = await fixture<SVGSVGElement>(icon(name));
      slot.set(name, 'mark');
      expect(box(slot.element), name).to.deep.equal(box(drawn));
      expect(slot.element.classList.contains('flip'), name).to.equal(drawn.classList.contains('flip'));
    }
  });

  it('keeps its nodes', () => {
    const slot = new IconSlot();
    slot.set('mail', 'mark');
    const path = slot.element.firstChild;
    slot.set('failure', 'mark');
    expect(slot.element.firstChild).to.equal(path);
    expect(slot.element.childNodes).to.have.lengthOf(1);
  });
});
