import { fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { click, press, viewport } from '../../../test/wtr/commands.js';
import './define.js';
import type { EventQueryInput } from './index.js';
import { all, closedList, editorOf, expect, one, openBox, openedList, shownProblem, type } from './test/box.js';

const EXAMPLES = [{ query: 'action = "login"', label: 'Sign-ins' }];

describe('event-query-input, for assistive technology', () => {
  before(() => viewport(1000, 800));

  for (const [what, make] of [
    ['the plain field', () => fixture<EventQueryInput>(html`<event-query-input value="words"></event-query-input>`)],
    ['an empty editor', () => openBox(html`<event-query-input .examples=${EXAMPLES}></event-query-input>`)],
    [
      'the list',
      async () => {
        const box = await openBox();
        await type('action = "');
        await openedList(box);
        return box;
      },
    ],
    [
      'a problem',
      async () => {
        const box = await openBox(html`<event-query-input required value='action == "login"'></event-query-input>`);
        await shownProblem(box, /"="/);
        return box;
      },
    ],
    [
      'the menu',
      async () => {
        const box = await openBox(html`<event-query-input .examples=${EXAMPLES}></event-query-input>`);
        await click(one(box, '.for-history')!);
        return box;
      },
    ],
    [
      'a disabled box',
      () => fixture<EventQueryInput>(html`<event-query-input disabled value="x"></event-query-input>`),
    ],
    [
      'a read-only query',
      async () => {
        const box = await fixture<EventQueryInput>(
          html`<event-query-input readonly value='action = "login"'></event-query-input>`,
        );
        await editorOf(box);
        return box;
      },
    ],
  ] as const) {
    for (const scheme of ['light', 'dark'] as const) {
      it(`passes axe with ${what}, ${scheme}`, async () => {
        const box = await make();
        const page = box.parentElement!;
        page.style.colorScheme = scheme;
        page.style.background = scheme === 'dark' ? '#15171a' : '#ffffff';
        await box.updateComplete;
        await expect(box).to.be.accessible();
      });
    }
  }

  it('is a combobox that names its list and the option in it', async () => {
    const box = await openBox(html`<event-query-input label="Find"></event-query-input>`);
    const editor = one(box, '.cm-content')!;
    expect(editor.role).to.equal('combobox');
    expect(editor.getAttribute('aria-label')).to.equal('Find');
    expect(editor.getAttribute('aria-expanded')).to.equal('false');
    expect(editor.hasAttribute('aria-multiline')).to.equal(false);
    await type('act');
    await openedList(box, 'action');
    expect(editor.getAttribute('aria-expanded')).to.equal('true');
    expect(editor.hasAttribute('aria-multiline')).to.equal(false);
    const list = box.shadowRoot!.getElementById(editor.getAttribute('aria-controls')!)!;
    expect(list.role).to.equal('listbox');
    expect(list.ariaLabel).to.equal('Suggestions');
    const option = box.shadowRoot!.getElementById(editor.getAttribute('aria-activedescendant')!)!;
    expect(option.role).to.equal('option');
    expect(option.getAttribute('aria-selected')).to.equal('true');
    const about = box.shadowRoot!.getElementById(option.getAttribute('aria-describedby')!)!;
    expect(about.textContent).to.match(/What happened/);
    await press('Escape');
    await closedList(box);
    expect(editor.getAttribute('aria-expanded')).to.equal('false');
  });

  it('is described by its sign and its problems', async () => {
    const box = await openBox(html`<event-query-input value='action == "login"'></event-query-input>`);
    await shownProblem(box, /"="/);
    const editor = one(box, '.cm-content')!;
    const described = editor
      .getAttribute('aria-describedby')!
      .split(' ')
      .map(id => box.shadowRoot!.getElementById(id)!.textContent);
    expect(described.join(' ').replace(/\s+/g, ' ')).to.match(/Problem Error: Write "="/);
    expect(editor.getAttribute('aria-invalid')).to.equal('true');
  });

  it('says what will run when that changes, and only after a pause', async () => {
    const box = await openBox();
    const status = one(box, '[role="status"]')!;
    const said: string[] = [];
    new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, {
      characterData: true,
      childList: true,
      subtree: true,
    });
    await type('action');
    await waitUntil(() => /text search/.test(status.textContent ?? ''));
    await type(' = "login"');
    await waitUntil(() => /as a query/.test(status.textContent ?? ''));
    expect(new Set(said.filter(Boolean)).size).to.equal(2);
  });

  it('names every button', async () => {
    const box = await openBox(
      html`<event-query-input value='action == "x"' .examples=${EXAMPLES}></event-query-input>`,
    );
    await shownProblem(box, /"="/);
    const names = all(box, '.end button').filter(button => button.checkVisibility() && !button.closest('[popover]'));
    expect(names.map(button => button.ariaLabel)).to.deep.equal(['Fixes', 'Earlier queries and examples', 'Clear']);
  });

  it('keeps the query left to right in a page that is not', async () => {
    const page = await fixture<HTMLElement>(
      html`<div dir="rtl"><event-query-input value='action = "login"'></event-query-input></div>`,
    );
    const box = page.querySelector<EventQueryInput>('event-query-input')!;
    const editor = await editorOf(box);
    expect(getComputedStyle(editor).direction).to.equal('ltr');
    expect(one(box, '.sign')!.getBoundingClientRect().left).to.be.greaterThan(editor.getBoundingClientRect().left);
    box.focus();
    await press('Home');
    await press('ArrowRight');
    await type('X');
    expect(box.value).to.equal('aXction = "login"');
  });
});
