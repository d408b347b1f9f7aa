import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { base } from '../styles/controls.css.js';

class TokensProbe extends LitElement {
  static override styles = base;
  override render() {
    return html`<b>text</b>`;
  }
}
customElements.define('tokens-probe', TokensProbe);

describe('tokens', () => {
  const colour = (element: Element) => getComputedStyle(element).color;

  it('have defaults where the page says nothing', async () => {
    const box = await fixture(html`<div><tokens-probe></tokens-probe></div>`);
    expect(colour(box.firstElementChild!)).to.equal('rgb(24, 27, 31)');
  });

  it('are those of any ancestor that sets them', async () => {
    const box = await fixture<HTMLElement>(html`<div><tokens-probe></tokens-probe></div>`);
    box.style.setProperty('--event-kit-text', 'rgb(1, 2, 3)');
    expect(colour(box.firstElementChild!)).to.equal('rgb(1, 2, 3)');
  });

  it('follow the colour scheme of the page', async () => {
    const box = await fixture<HTMLElement>(html`<div><tokens-probe></tokens-probe></div>`);
    box.style.colorScheme = 'dark';
    expect(colour(box.firstElementChild!)).to.equal('rgb(232, 234, 237)');
  });

  it('leave the typeface to the page unless one is set', async () => {
    const box = await fixture<HTMLElement>(html`<div><tokens-probe></tokens-probe></div>`);
    box.style.fontFamily = 'fantasy';
    const probe = box.firstElementChild!;
    expect(getComputedStyle(probe).fontFamily).to.equal('fantasy');
    box.style.setProperty('--event-kit-font', 'cursive');
    expect(getComputedStyle(probe).fontFamily).to.equal('cursive');
  });

  it('align text by the page, whatever the text is', async () => {
    const box = await fixture<HTMLElement>(html`<div dir="rtl"><tokens-probe></tokens-probe></div>`);
    expect(getComputedStyle(box.firstElementChild!).textAlign).to.equal('right');
  });
});
