import { aTimeout, expect, fixture, html, nextFrame, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { click, drag, hover, press, viewport } from '../../../test/wtr/commands.js';
import { parseJson } from '../../model/index.js';
import './define.js';
import type { EventJsonTree } from './index.js';

const RECORD = parseJson(`{
  "action": "model_updated",
  "context": {"http_request": {"method": "PUT", "path": "/api/"}, "geo": {"city": "Kraków"}, "a.b": [1, 2]},
  "sequence": 9007199254740993,
  "expiring": true,
  "note": null,
  "user": {"username": "marta", "groups": ["x"]}
}`);

async function show(value: unknown): Promise<EventJsonTree> {
  const tree = await fixture<EventJsonTree>(html`<event-json-tree .value=${value}></event-json-tree>`);
  await tree.updateComplete;
  return tree;
}
const rows = (tree: EventJsonTree) => [...tree.shadowRoot!.querySelectorAll<HTMLElement>('[role="treeitem"]')];
const text = (row: Element) => row.textContent.replace(/\s+/g, ' ').trim();
const texts = (tree: EventJsonTree) => rows(tree).map(text);
const rowOf = (tree: EventJsonTree, start: string) => rows(tree).find(row => text(row).startsWith(start))!;
const focused = (tree: EventJsonTree) => text(tree.shadowRoot!.activeElement!);
const said = (tree: EventJsonTree) => tree.shadowRoot!.querySelector('p[role="status"]')!.textContent;

/** Presses a key in the tree and waits until it has been drawn. */
async function key(tree: EventJsonTree, ...chord: string[]): Promise<void> {
  await press(...chord);
  await tree.updateComplete;
}

/** Stands in for the clipboard, which needs permissions that not every engine grants to tests. */
function clipboard(write: (text: string) => Promise<void>): void {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: write } });
}

describe('event-json-tree', () => {
  before(() => viewport(1000, 800));
  afterEach(() => {
    delete (navigator as { clipboard?: unknown }).clipboard; // the prototype's own is there again
  });

  it('shows the first levels, and previews of what is closed', async () => {
    expect(texts(await show(RECORD))).to.deep.equal([
      '{ 6 fields',
      'action: "model_updated"',
      'context: { 3 fields',
      'http_request: {…} method "PUT", path "/api/"',
      'geo: {…} city "Kraków"',
      '"a.b": […] 1, 2',
      'sequence: 9007199254740993',
      'expiring: true',
      'note: null',
      'user: { 2 fields',
      'username: "marta"',
      'groups: […] "x"',
    ]);
  });

  it('shows scalars and empty containers alone', async () => {
    expect(texts(await show('text'))).to.deep.equal(['"text"']);
    expect(texts(await show({ a: {}, b: [] }))).to.deep.equal(['{ 2 fields', 'a: {}', 'b: []']);
    expect(texts(await show(undefined))).to.deep.equal(['(not JSON)']);
  });

  it('shows the value it is given later, and keeps open what is open', async () => {
    const tree = await show({ a: { b: { c: 1 } } });
    await click(rowOf(tree, 'b:'));
    await tree.updateComplete;
    expect(texts(tree)).to.include('c: 1');
    tree.value = { a: { b: { c: 2 } } };
    await tree.updateComplete;
    expect(texts(tree)).to.include('c: 2');
    tree.reset();
    await tree.updateComplete;
    expect(texts(tree)).not.to.include('c: 2');
  });

  it('opens and closes with the pointer', async () => {
    const tree = await show(RECORD);
    await click(rowOf(tree, 'geo:'));
    await tree.updateComplete;
    expect(rowOf(tree, 'geo:').ariaExpanded).to.equal('true');
    expect(texts(tree)).to.include('city: "Kraków"');
    await click(rowOf(tree, 'geo:'));
    await tree.updateComplete;
    expect(texts(tree)).not.to.include('city: "Kraków"');
  });

  it('stays as it is when a reader marks text in it', async () => {
    const tree = await show(RECORD);
    const { left, top } = rowOf(tree, 'geo:').querySelector('.tx')!.getBoundingClientRect();
    await drag([left + 2, top + 8], [left + 60, top + 8]);
    await tree.updateComplete;
    expect(rowOf(tree, 'geo:').ariaExpanded).to.equal('false');
  });

  describe('with the keyboard', () => {
    it('is one stop for Tab, and moves inside by arrows, Home and End', async () => {
      const tree = await show(RECORD);
      tree.focus();
      expect(focused(tree)).to.equal('{ 6 fields');
      await key(tree, 'ArrowDown');
      expect(focused(tree)).to.equal('action: "model_updated"');
      await key(tree, 'End');
      expect(focused(tree)).to.equal('groups: […] "x"');
      await key(tree, 'ArrowUp');
      expect(focused(tree)).to.equal('username: "marta"');
      await key(tree, 'Home');
      expect(focused(tree)).to.equal('{ 6 fields');
      expect(rows(tree).filter(row => row.tabIndex === 0)).to.have.lengthOf(1);
    });

    it('opens with Right, then goes in; closes with Left, then goes out', async () => {
      const tree = await show(RECORD);
      rowOf(tree, 'geo:').focus();
      await key(tree, 'ArrowRight');
      expect(focused(tree)).to.equal('geo: { 1 field');
      await key(tree, 'ArrowRight');
      expect(focused(tree)).to.equal('city: "Kraków"');
      await key(tree, 'ArrowLeft');
      expect(focused(tree)).to.equal('geo: { 1 field');
      await key(tree, 'ArrowLeft');
      expect(focused(tree)).to.equal('geo: {…} city "Kraków"');
      await key(tree, 'ArrowLeft');
      expect(focused(tree)).to.equal('context: { 3 fields');
    });

    it('means the same by Left and Right in a right-to-left page', async () => {
      const tree = await show(RECORD);
      tree.parentElement!.dir = 'rtl';
      rowOf(tree, 'geo:').focus();
      await key(tree, 'ArrowRight');
      expect(focused(tree)).to.equal('geo: { 1 field');
    });

    it('toggles with Enter and Space, and opens all beside with *', async () => {
      const tree = await show(RECORD);
      rowOf(tree, 'geo:').focus();
      await key(tree, 'Enter');
      expect(focused(tree)).to.equal('geo: { 1 field');
      await key(tree, ' ');
      expect(focused(tree)).to.equal('geo: {…} city "Kraków"');
      await key(tree, '*');
      expect(texts(tree)).to.include.members(['method: "PUT"', 'city: "Kraków"', '0: 1']);
    });

    it('goes to the next key that begins with a letter', async () => {
      const tree = await show(RECORD);
      tree.focus();
      await key(tree, 's');
      expect(focused(tree)).to.match(/^sequence:/);
      await key(tree, 'u');
      expect(focused(tree)).to.match(/^user:/);
      await key(tree, 'u');
      expect(focused(tree)).to.match(/^username:/);
    });

    it('keeps its keys from the elements around it, and leaves them the rest', async () => {
      const tree = await show(RECORD);
      const heard: string[] = [];
      tree.addEventListener('keydown', event => heard.push(event.key));
      tree.focus();
      await key(tree, 'ArrowDown');
      await key(tree, 'Escape');
      expect(heard).to.deep.equal(['Escape']);
    });

    it('copies the current value where nothing is marked', async () => {
      const tree = await show(RECORD);
      rowOf(tree, 'geo:').focus();
      const copy = new ClipboardEvent('copy', {
        clipboardData: new DataTransfer(),
        cancelable: true,
        bubbles: true,
        composed: true,
      });
      tree.shadowRoot!.activeElement!.dispatchEvent(copy);
      expect(copy.defaultPrevented).to.equal(true);
      expect(copy.clipboardData!.getData('text/plain')).to.equal('{\n  "city": "Kraków"\n}');
    });
  });

  describe('copying', () => {
    const press = (tree: EventJsonTree, name: string) =>
      click(tree.shadowRoot!.querySelector(`.head button[aria-label="${name}"]`)!);

    it('copies a string as it is, and tells', async () => {
      let copied = '';
      clipboard(text => Promise.resolve(void (copied = text)));
      const tree = await show(RECORD);
      rowOf(tree, 'username:').focus();
      const event = oneEvent(tree, 'event-json-tree-copy');
      await press(tree, 'Copy value');
      expect((await event).detail).to.deep.equal({ what: 'value', path: ['user', 'username'], ok: true });
      expect(copied).to.equal('marta');
      await tree.updateComplete;
      expect(said(tree)).to.equal('Value copied');
    });

    it('copies everything else as JSON with exact integers', async () => {
      let copied = '';
      clipboard(text => Promise.resolve(void (copied = text)));
      const tree = await show(RECORD);
      rowOf(tree, 'sequence:').focus();
      await press(tree, 'Copy value');
      expect(copied).to.equal('9007199254740993');
    });

    it('copies a path that queries and columns understand', async () => {
      let copied = '';
      clipboard(text => Promise.resolve(void (copied = text)));
      const tree = await show(RECORD);
      rowOf(tree, '"a.b":').focus();
      await tree.updateComplete;
      expect(text(tree.shadowRoot!.querySelector('.path')!)).to.equal('context."a.b"');
      await press(tree, 'Copy path');
      expect(copied).to.equal('context."a.b"');
    });

    it('offers the text to copy by hand where the browser refuses', async () => {
      clipboard(() => Promise.reject(new DOMException('denied', 'NotAllowedError')));
      const original = document.execCommand.bind(document);
      document.execCommand = () => false;
      try {
        const tree = await show(RECORD);
        rowOf(tree, 'username:').focus();
        const event = oneEvent(tree, 'event-json-tree-copy');
        await press(tree, 'Copy value');
        expect((await event).detail.ok).to.equal(false);
        await tree.updateComplete;
        const field = tree.shadowRoot!.querySelector('textarea')!;
        expect(field.value).to.equal('marta');
        expect(tree.shadowRoot!.activeElement).to.equal(field);
        expect(field.selectionEnd).to.equal(5);
        expect(said(tree)).to.contain('refused');
        await click(tree.shadowRoot!.querySelector('.by-hand button')!);
        await tree.updateComplete;
        expect(tree.shadowRoot!.querySelector('textarea')).to.equal(null);
      } finally {
        document.execCommand = original;
      }
    });
  });

  it('switches between wrapping and one line', async () => {
    const tree = await show({ long: 'word '.repeat(1_000) });
    const button = tree.shadowRoot!.querySelector<HTMLElement>('button[aria-label="Wrap lines"]')!;
    expect(button.ariaPressed).to.equal('true');
    await click(button);
    await tree.updateComplete;
    expect(tree.nowrap).to.equal(true);
    expect(rowOf(tree, 'long:').getBoundingClientRect().height).to.be.below(40);
  });

  describe('with hostile values', () => {
    it('shows markup, hidden characters and spoofed ends as what they are', async () => {
      const tree = await show({
        html: '<img src=x onerror=alert(1)>',
        bidi: 'adm\u202enimda',
        quote: 'x", "admin": true, "y": "',
        '<b>key\u200b</b>': 1,
        line: 'a\nb',
      });
      expect(tree.shadowRoot!.querySelector('img, b')).to.equal(null);
      expect(texts(tree)).to.deep.equal([
        '{ 5 fields',
        'html: "<img src=x onerror=alert(1)>"',
        'bidi: "admU+202Enimda" hidden characters',
        String.raw`quote: "x\", \"admin\": true, \"y\": \""`,
        '"<b>keyZWSP</b>": 1',
        String.raw`line: "a\nb"`,
      ]);
    });

    it('shows __proto__ as a plain key, cycles and what cannot be read', async () => {
      const value = JSON.parse('{"__proto__": {"x": 1}}') as Record<string, unknown>;
      value['self'] = value;
      Object.defineProperty(value, 'broken', {
        enumerable: true,
        get: () => {
          throw new Error('no');
        },
      });
      expect(texts(await show(value))).to.deep.equal([
        '{ 3 fields',
        '__proto__: { 1 field',
        'x: 1',
        'self: (cycle)',
        'broken: (cannot be read)',
      ]);
    });

    it('shows the beginning of a long string, and more on demand', async () => {
      const tree = await show({ message: 'x'.repeat(25_000) });
      expect(text(rowOf(tree, 'message:'))).to.match(/^message: "x{500}… 25,000 characters Show 10,000 more$/);
      await click(rowOf(tree, 'message:').querySelector('.link')!);
      await tree.updateComplete;
      expect(text(rowOf(tree, 'message:'))).to.match(/"x{10500}… 25,000 characters Show 10,000 more$/);
      rowOf(tree, 'message:').focus();
      await key(tree, 'Enter');
      await key(tree, 'Enter');
      expect(text(rowOf(tree, 'message:'))).to.match(/"x{25000}"$/);
    });

    it('never splits a character where it cuts', async () => {
      const tree = await show({ m: `${'x'.repeat(499)}👍${'y'.repeat(100)}` });
      expect(text(rowOf(tree, 'm:'))).to.match(/^m: "x{499}… /);
    });
  });

  describe('with huge values', () => {
    it('draws few rows of a hundred thousand keys', async () => {
      const big = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`key${i}`, i]));
      const tree = await show({ big });
      rowOf(tree, 'big:').focus();
      await key(tree, 'ArrowRight');
      expect(rows(tree).length).to.be.within(100, 200);
      await key(tree, 'End');
      expect(focused(tree)).to.equal('key90000 … key99999 10,000 more');
      await key(tree, 'ArrowRight');
      await key(tree, 'ArrowRight');
      expect(focused(tree)).to.equal('key90000: 90000');
    });

    it('stops opening siblings before the page fills up', async () => {
      const tree = await show(Array.from({ length: 120 }, () => Array.from({ length: 100 }, (_, i) => i)));
      rows(tree)[1]!.focus();
      await key(tree, '*');
      expect(rows(tree).length).to.be.below(1_000);
    });
  });

  it('scrolls inside itself, and keeps the current row in sight', async () => {
    const tree = await show(Array.from({ length: 140 }, (_, i) => i));
    const box = tree.shadowRoot!.querySelector('[role="tree"]')!;
    expect(box.scrollHeight).to.be.above(box.clientHeight);
    tree.focus();
    await key(tree, 'End');
    await nextFrame();
    const row = tree.shadowRoot!.activeElement!.getBoundingClientRect();
    expect(row.bottom).to.be.at.most(box.getBoundingClientRect().bottom + 1);
  });

  it('works when it is connected late, moved, and connected again', async () => {
    const tree = document.createElement('event-json-tree');
    tree.value = { a: 1 };
    const [one, two] = [await fixture(html`<div></div>`), await fixture(html`<div></div>`)];
    one.append(tree);
    await tree.updateComplete;
    expect(texts(tree)).to.include('a: 1');
    two.append(tree);
    tree.remove();
    tree.value = { a: 2 };
    one.append(tree);
    await tree.updateComplete;
    await aTimeout(0);
    expect(texts(tree)).to.include('a: 2');
  });

  describe('search', () => {
    const field = (tree: EventJsonTree) => tree.shadowRoot!.querySelector<HTMLInputElement>('.find input')!;
    const state = (tree: EventJsonTree) => tree.shadowRoot!.querySelector('.find [role="status"]')!.textContent;
    const current = (tree: EventJsonTree) =>
      tree.shadowRoot!.querySelector('[aria-selected="true"]')!.textContent.replace(/\s+/g, ' ').trim();
    const look = async (tree: EventJsonTree, text: string) => {
      field(tree).focus();
      field(tree).value = text;
      field(tree).dispatchEvent(new InputEvent('input'));
      await tree.updateComplete;
      await waitUntil(() => /of|Not found/.test(state(tree)));
    };

    it('finds keys and values in what is closed, opens the way, and steps round', async () => {
      const tree = await show({ a: { deep: { Needle: 1 } }, list: [{ x: 'a NEEDLE here' }], other: 2 });
      await look(tree, 'needle');
      expect(state(tree)).to.equal('1 of 2');
      expect(current(tree)).to.equal('Needle: 1');
      await press('Enter');
      await tree.updateComplete;
      expect(current(tree)).to.equal('x: "a NEEDLE here"');
      await press('Enter');
      await tree.updateComplete;
      expect(state(tree)).to.equal('1 of 2');
      expect(tree.shadowRoot!.activeElement).to.equal(field(tree));
      await press('Escape');
      await tree.updateComplete;
      expect(field(tree).value).to.equal('');
      expect(state(tree)).to.equal('');
    });

    it('finds what lies in a stretch of a long list, and says when there is nothing', async () => {
      const tree = await show({ items: Array.from({ length: 20_000 }, (_, i) => `item ${i}`) });
      await look(tree, 'item 17777');
      expect(current(tree)).to.equal('17777: "item 17777"');
      await look(tree, 'no such thing');
      expect(state(tree)).to.equal('Not found');
    });

    it('finds the end of a text of millions of characters', async () => {
      const tree = await show({ long: `${'x'.repeat(3_000_000)}END` });
      await look(tree, 'xend');
      expect(state(tree)).to.equal('1 of 1');
    });

    it('goes on looking in a tree that is moved meanwhile', async () => {
      const tree = await show({ items: Array.from({ length: 300_000 }, (_, i) => `item ${i}`) });
      field(tree).value = 'item 299999';
      field(tree).dispatchEvent(new InputEvent('input'));
      tree.parentElement!.append(document.createElement('div'), tree);
      await waitUntil(() => state(tree) === '1 of 1');
      expect(current(tree)).to.equal('299999: "item 299999"');
    });
  });

  describe('of an event', () => {
    it('offers to filter by a value, and says which', async () => {
      const tree = await fixture<EventJsonTree>(
        html`<event-json-tree filterable .value=${{ geo: { city: 'Kraków' } }} .base=${['context']}></event-json-tree>`,
      );
      const wishes: unknown[] = [];
      tree.addEventListener('event-json-tree-filter', event => wishes.push(event.detail));
      const only = tree.shadowRoot!.querySelector<HTMLButtonElement>('[aria-label="Only this value"]')!;
      expect(only.disabled).to.equal(true);
      await click(rowOf(tree, 'city'));
      await tree.updateComplete;
      expect(only.disabled).to.equal(false);
      await click(only);
      await hover(rowOf(tree, 'city'));
      await tree.updateComplete;
      await click(rowOf(tree, 'city').querySelector('.filter-out')!);
      const detail = { path: ['context', 'geo', 'city'], value: 'Kraków' };
      expect(wishes).to.deep.equal([
        { ...detail, operator: '=' },
        { ...detail, operator: '!=' },
      ]);
    });

    it('says what is masked, and asks to see it', async () => {
      const masked = new Map([
        ['user.email', { path: 'user.email', revealable: true }],
        ['user.id', { path: 'user.id', revealable: false }],
      ]);
      const tree = await fixture<EventJsonTree>(
        html`<event-json-tree .value=${{ user: { email: '••••', id: '••••' } }} .masked=${masked}></event-json-tree>`,
      );
      const wishes: unknown[] = [];
      tree.addEventListener('event-json-tree-reveal', event => wishes.push(event.detail));
      expect(rowOf(tree, 'email').textContent).to.contain('masked');
      expect(rowOf(tree, 'id').querySelector('.reveal')).to.equal(null);
      await click(rowOf(tree, 'email').querySelector('.reveal')!);
      rowOf(tree, 'email').focus();
      await press('Enter');
      expect(wishes).to.deep.equal([{ path: 'user.email' }, { path: 'user.email' }]);
    });
  });
});
