import { fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { press, viewport } from '../../../test/wtr/commands.js';
import './define.js';
import type { EventQueryInput } from './index.js';
import {
  all,
  chosen,
  closedList,
  editorOf,
  expect,
  listIsOpen,
  one,
  openBox,
  openedList,
  problems,
  record,
  shownProblem,
  type,
} from './test/box.js';

describe('event-query-input, by keyboard', () => {
  before(() => viewport(1000, 800));

  it('builds a whole query from the lists', async () => {
    const box = await openBox();
    await type('act');
    await openedList(box, 'action');
    expect(chosen(box)).to.equal('action');
    await press('Tab');
    await openedList(box, '=');
    await press('Tab');
    await openedList(box, '"login"');
    await type('fail');
    await openedList(box, '"login_failed"');
    await press('Tab');
    expect(box.value).to.match(/^action = "\w*fail\w*"/);
  });

  it('replaces a value in the middle of a query, and doubles nothing', async () => {
    const box = await openBox(html`<event-query-input value='action = "login" and user.pk = 1'></event-query-input>`);
    await press('Home');
    for (let i = 0; i < 'action = "log'.length; i += 1) await press('ArrowRight');
    await press('Alt', 'ArrowDown');
    await openedList(box, '"logout"');
    while (chosen(box) !== '"logout"') await press('ArrowDown');
    await press('Enter');
    expect(box.value).to.equal('action = "logout" and user.pk = 1');
  });

  it('finds by the beginnings of words in any case, and marks the letters', async () => {
    const box = await openBox();
    await type('GCOU');
    await openedList(box, 'context.geo.country');
    const marked = all(box, '[aria-selected] .cm-completionMatchedText').map(node => node.textContent);
    expect(marked).to.deep.equal(['g', 'cou']);
  });

  it('keeps Tab for the page unless the list is open', async () => {
    const box = await openBox();
    const after = document.createElement('button');
    after.textContent = 'after';
    box.after(after);
    await type('words ');
    await closedList(box);
    await press('Tab'); // the button that clears
    await press('Tab');
    expect(document.activeElement).to.equal(after);
    await press('Shift', 'Tab');
    await press('Shift', 'Tab');
    expect(box.shadowRoot!.activeElement).to.equal(one(box, '.cm-content'));
    expect(box.value).to.equal('words ');
  });

  it('runs on Enter, though the list is open, when the text can run', async () => {
    const box = await openBox();
    const heard = record(box, 'event-query-submit');
    await type('use');
    await openedList(box);
    await press('Enter');
    expect(heard).to.deep.equal([{ type: 'event-query-submit', detail: { value: 'use', kind: 'text' } }]);
    await closedList(box);
  });

  it('takes on Enter what one went to with the arrows', async () => {
    const box = await openBox();
    const heard = record(box, 'event-query-submit');
    await type('use');
    await openedList(box);
    await press('ArrowDown');
    const option = chosen(box);
    await press('Enter');
    expect(heard).to.deep.equal([]);
    expect(box.value.startsWith(option)).to.equal(true, `${box.value} for ${option}`);
  });

  it('takes on Enter what a query lacks', async () => {
    const box = await openBox();
    const heard = record(box, 'event-query-submit');
    await type('action = "login_f');
    await openedList(box, '"login_failed"');
    await press('Enter');
    expect(box.value).to.equal('action = "login_failed"');
    expect(heard).to.deep.equal([]);
    await openedList(box, 'and'); // what may follow; the query can run without it
    await press('Enter');
    expect(heard).to.deep.equal([
      { type: 'event-query-submit', detail: { value: 'action = "login_failed"', kind: 'query' } },
    ]);
  });

  it('does not run a broken query, but says and selects what is wrong', async () => {
    const box = await openBox();
    const heard = record(box, 'event-query-submit');
    box.value = 'action = "login" and (user.pk = 1';
    await press('Enter');
    await shownProblem(box, /\)/);
    expect(heard).to.deep.equal([]);
    expect(one(box, '.cm-content')!.getAttribute('aria-invalid')).to.equal('true');
    await waitUntil(() => /1 problem/.test(one(box, '[role="status"]')!.textContent ?? ''));
    expect(box.shadowRoot!.activeElement).to.equal(one(box, '.cm-content'));
  });

  it('closes the list on Escape, then leaves', async () => {
    const box = await openBox();
    await type('act');
    await openedList(box);
    await press('Escape');
    await closedList(box);
    expect(document.activeElement).to.equal(box);
    await press('Escape');
    expect(document.activeElement).not.to.equal(box);
    expect(box.value).to.equal('act');
  });

  it('makes the one fix there is by its key, and can take it back', async () => {
    const box = await openBox(html`<event-query-input value='action == "login"'></event-query-input>`);
    await shownProblem(box, /"="/);
    await press('Control', '.');
    await waitUntil(() => box.value === 'action = "login"');
    await press('Control', 'z');
    expect(box.value).to.equal('action == "login"');
  });

  it('offers several fixes in a menu, and comes back', async () => {
    const box = await openBox(
      html`<event-query-input .value=${'action == "login" && (user.pk = 1'}></event-query-input>`,
    );
    await shownProblem(box, /"="/);
    // At the end there is more than one problem in reach, or none: then all of them are offered.
    box.shadowRoot!.querySelector<HTMLElement>('.for-fixes')!.focus();
    await press('Enter');
    await waitUntil(() => one(box, '#fixes')!.matches(':popover-open'));
    expect(box.shadowRoot!.activeElement!.role).to.equal('menuitem');
    expect(all(box, '#fixes [role="menuitem"]').length).to.be.greaterThan(1);
    expect(box.shadowRoot!.activeElement!.textContent.trim()).to.equal('Fix all');
    await press('ArrowDown');
    expect(box.shadowRoot!.activeElement!.textContent.trim()).to.equal('Write "="');
    await press('Enter');
    await waitUntil(() => box.value === 'action = "login" && (user.pk = 1');
    expect(box.shadowRoot!.activeElement).to.equal(one(box, '.cm-content'));
  });

  it('opens the list by key, also in an empty box', async () => {
    const box = await openBox();
    expect(listIsOpen(box)).to.equal(false);
    await press('ArrowDown');
    await openedList(box, 'action');
    await press('Escape');
    await press('Control', ' ');
    await openedList(box, 'action');
  });

  it('does not put operators in the way of plain words', async () => {
    const box = await openBox();
    await type('reset your ');
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(listIsOpen(box)).to.equal(false);
    expect(problems(box)).to.deep.equal([]);
  });

  it('closes quotes and brackets that are opened', async () => {
    const box = await openBox();
    await type('user.pk in (1');
    expect(box.value).to.equal('user.pk in (1)');
  });

  it('undoes and redoes', async () => {
    const box = await openBox();
    await type('words');
    await press('Control', 'z');
    expect(box.value).to.equal('');
    await press('Control', 'y');
    expect(box.value).to.equal('words');
  });

  it('reaches what stands before and after it in the page by Tab alone', async () => {
    const page = await fixture<HTMLElement>(
      html`<div><button>before</button><event-query-input value="x"></event-query-input><button>after</button></div>`,
    );
    const [before, after] = page.querySelectorAll('button');
    const box = page.querySelector<EventQueryInput>('event-query-input')!;
    before!.focus();
    await press('Tab');
    expect(document.activeElement).to.equal(box);
    await editorOf(box);
    for (let i = 0; i < 3 && document.activeElement === box; i += 1) await press('Tab');
    expect(document.activeElement).to.equal(after);
  });
});
