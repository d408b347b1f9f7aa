import { expect, fixture, html } from '@open-wc/testing';
import './define.js';
import type { EventJsonTree } from './index.js';

const VALUE = { a: { b: [1, 'two', null] }, long: 'x'.repeat(5_000), list: Array.from({ length: 1_000 }, (_, i) => i) };

async function show(): Promise<EventJsonTree> {
  return fixture<EventJsonTree>(html`<event-json-tree label="Event" .value=${VALUE}></event-json-tree>`);
}

describe('event-json-tree, for assistive technology', () => {
  it('passes axe', async () => {
    await expect(await show()).to.be.accessible();
  });

  it('passes axe in the dark and from right to left', async () => {
    const tree = await show();
    const box = tree.parentElement!;
    box.dir = 'rtl';
    box.style.colorScheme = 'dark';
    box.style.background = '#15171a';
    await expect(tree).to.be.accessible();
  });

  it('is a named tree whose items say level, place, state and which is current', async () => {
    const tree = await show();
    const root = tree.shadowRoot!;
    expect(root.querySelector('[role="tree"]')!.getAttribute('aria-label')).to.equal('Event');
    const items = [...root.querySelectorAll('[role="treeitem"]')].map(item =>
      ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded', 'aria-selected'].map(name =>
        item.getAttribute(name),
      ),
    );
    expect(items).to.deep.equal([
      ['1', '1', '1', 'true', 'true'],
      ['2', '1', '3', 'true', 'false'],
      ['3', '1', '1', 'false', 'false'],
      ['2', '2', '3', null, 'false'],
      ['2', '3', '3', 'false', 'false'],
    ]);
  });

  it('has names for all buttons, and hides those that only a pointer needs', async () => {
    const root = (await show()).shadowRoot!;
    for (const button of root.querySelectorAll('button:not([aria-hidden] button)')) {
      expect(button.getAttribute('aria-label') ?? button.textContent.trim()).not.to.equal('');
    }
    expect(
      [...root.querySelectorAll<HTMLElement>('[aria-hidden] button')].every(button => button.tabIndex === -1),
    ).to.equal(true);
  });
});
