import { expect, fixture, html } from '@open-wc/testing';
import './define.js';
import type { EventDiff } from './index.js';

const BEFORE = {
  name: 'Grafana',
  validity: 'minutes=10',
  client_secret: 'x',
  scopes: ['openid', 'email', 'profile'],
  gone: { a: [1, { b: 'a text that is too long to stand on the same line as all of the rest' }] },
  a: 1,
  b: 2,
};
const AFTER = {
  name: 'Grafana',
  validity: 'minutes=5',
  client_secret: 'y',
  scopes: ['profile', 'openid', 'email', 'groups'],
  come: { password: 'x', label: 'new' },
  a: 1,
  b: 2,
};

const show = () =>
  fixture<EventDiff>(html`<event-diff label="Changes" .before=${BEFORE} .after=${AFTER}></event-diff>`);

describe('event-diff, for assistive technology', () => {
  it('passes axe', async () => {
    await expect(await show()).to.be.accessible();
  });

  it('passes axe inline, in the dark and from right to left', async () => {
    const element = await show();
    element.view = 'inline';
    const box = element.parentElement!;
    box.dir = 'rtl';
    box.style.colorScheme = 'dark';
    box.style.background = '#15171a';
    await element.updateComplete;
    await expect(element).to.be.accessible();
  });

  it('passes axe where there is no difference', async () => {
    const element = await fixture<EventDiff>(html`<event-diff .before=${1} .after=${1}></event-diff>`);
    await expect(element).to.be.accessible();
  });

  it('is a named table with levels, places and states', async () => {
    const root = (await show()).shadowRoot!;
    const grid = root.querySelector('[role="treegrid"]')!;
    expect(grid.getAttribute('aria-label')).to.equal('Changes');
    const rows = [...root.querySelectorAll('.row')];
    expect(grid.getAttribute('aria-rowcount')).to.equal(String(rows.length + 1));
    expect(rows.map(row => row.getAttribute('aria-rowindex'))).to.deep.equal(rows.map((_, i) => String(i + 2)));
    const open = rows.find(row => row.textContent.includes('scopes'))!;
    expect(open.getAttribute('aria-expanded')).to.equal('true');
    expect(open.nextElementSibling!.getAttribute('aria-level')).to.equal('2');
    expect(rows.filter(row => row.getAttribute('tabindex') === '0')).to.have.length(1);
  });

  it('says in words what signs and colours say', async () => {
    const root = (await show()).shadowRoot!;
    for (const sign of root.querySelectorAll('.sg')) expect(sign.getAttribute('aria-hidden')).to.equal('true');
    for (const cell of root.querySelectorAll('.cell:is(.add, .remove, .change)')) {
      expect(cell.querySelector('.sr')!.textContent.trim()).to.match(/^(?:Added|Removed|Before|After):$/);
    }
  });
});
