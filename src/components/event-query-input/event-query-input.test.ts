import { fixture, html, nextFrame } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { click, press, viewport } from '../../../test/wtr/commands.js';
import { expectConsole } from '../../../test/wtr/expect-console.js';
import { resetWarnings } from '../../internal/warn-once.js';
import { schemaFromIntrospection } from '../../query-lang/index.js';
import '../event-provider/define.js';
import type { EventProvider } from '../event-provider/index.js';
import './define.js';
import type { EventQueryInput } from './index.js';
import {
  all,
  editorOf,
  expect,
  holdEngine,
  labels,
  one,
  openBox,
  openedList,
  problems,
  record,
  shownProblem,
  sign,
  words,
  type,
} from './test/box.js';

const plain = (box: EventQueryInput) => one<HTMLTextAreaElement>(box, '.plain');

describe('event-query-input', () => {
  before(() => viewport(1000, 800));

  describe('what a server finds wrong', () => {
    const found = { from: 6, to: 9, severity: 'error', code: 'server', message: 'No such app.', fixes: [] } as const;

    it('stands at its place until the text changes', async () => {
      const box = await fixture<EventQueryInput>(
        html`<event-query-input value='app = "x"' .problems=${[found]}></event-query-input>`,
      );
      await shownProblem(box, /^Error: No such app\.$/);
      expect(sign(box)).to.equal('Problem');
      await waitUntil(() => words(one(box, '.cm-lintRange-error')) === '"x"', 'no mark');
      box.focus();
      await type(' ');
      await waitUntil(() => problems(box).length === 0, 'still said of another text');
    });

    it('is left out where it lies outside the text', async () => {
      const outside = { ...found, to: 99, message: 'Nowhere.' };
      const box = await fixture<EventQueryInput>(
        html`<event-query-input value='app = "x"' .problems=${[outside, found]}></event-query-input>`,
      );
      await shownProblem(box, /No such app/);
      expect(problems(box)).to.deep.equal(['Error: No such app.']);
    });
  });

  describe('before the editor is there', () => {
    let held: ReturnType<typeof holdEngine>;
    beforeEach(() => {
      held = holdEngine();
    });
    afterEach(() => held.restore());

    it('is a plain field that works', async () => {
      const box = await fixture<EventQueryInput>(html`<event-query-input></event-query-input>`);
      const heard = record(box, 'event-query-input-change', 'event-query-submit');
      box.focus();
      await type('two words');
      await press('Enter');
      expect(box.value).to.equal('two words');
      expect(sign(box)).to.equal('Text');
      expect(heard.at(-1)).to.deep.equal({
        type: 'event-query-submit',
        detail: { value: 'two words', kind: 'text' },
      });
    });

    it('does not load the editor until somebody comes', async () => {
      let loaded = 0;
      held.restore();
      const { engineLoader } = await import('./engine.js');
      const { load } = engineLoader;
      engineLoader.load = () => {
        loaded += 1;
        return load();
      };
      try {
        const box = await fixture<EventQueryInput>(html`<event-query-input value="plain words"></event-query-input>`);
        expect(loaded).to.equal(0);
        box.focus();
        await editorOf(box);
        expect(loaded).to.equal(1);
      } finally {
        engineLoader.load = load;
      }
    });

    it('loses no key that is typed while the editor comes', async () => {
      const box = await fixture<EventQueryInput>(html`<event-query-input></event-query-input>`);
      const text = 'the quick brown fox jumps over the lazy dog, all of it once more';
      let inputs = 0;
      box.addEventListener('event-query-input-change', () => {
        inputs += 1;
        if (inputs === 20) held.release();
      });
      box.focus();
      await type(text);
      const editor = await editorOf(box);
      await waitUntil(() => box.value.length >= text.length, 'keys are missing');
      expect(box.value).to.equal(text);
      expect(words(editor)).to.equal(text);
      expect(box.shadowRoot!.activeElement).to.equal(editor);
      expect(plain(box)!.checkVisibility()).to.equal(false);
    });

    it('hands over selection and focus', async () => {
      const box = await fixture<EventQueryInput>(html`<event-query-input value="one two three"></event-query-input>`);
      box.focus();
      plain(box)!.setSelectionRange(4, 7, 'backward');
      held.release();
      const editor = await editorOf(box);
      expect(box.shadowRoot!.activeElement).to.equal(editor);
      await type('2');
      expect(box.value).to.equal('one 2 three');
    });

    it('takes no focus when nobody is there', async () => {
      const box = await fixture<EventQueryInput>(
        html`<event-query-input value='action = "login"'></event-query-input>`,
      );
      held.release();
      await editorOf(box);
      expect(document.activeElement).not.to.equal(box);
    });

    it('waits for the language before it runs a query', async () => {
      const box = await fixture<EventQueryInput>(html`<event-query-input value="action ="></event-query-input>`);
      const heard = record(box, 'event-query-submit');
      box.focus();
      await press('Enter');
      expect(heard).to.deep.equal([]);
      held.release();
      await shownProblem(box, /value/i);
      expect(heard).to.deep.equal([]);
    });

    it('stays a plain field when the editor cannot be loaded, and tries again', async () => {
      resetWarnings();
      expectConsole('warn', /query-editor/);
      const box = await fixture<EventQueryInput>(html`<event-query-input></event-query-input>`);
      box.focus();
      held.fail(new Error('offline'));
      await type('words');
      expect(box.value).to.equal('words');
      held.restore();
      plain(box)!.blur();
      box.focus();
      await editorOf(box);
      expect(box.value).to.equal('words');
    });

    it('keeps one line of what is pasted', async () => {
      const box = await fixture<EventQueryInput>(html`<event-query-input></event-query-input>`);
      box.focus();
      plain(box)!.setRangeText('a\r\nb\nc');
      plain(box)!.dispatchEvent(new InputEvent('input', { bubbles: true }));
      expect(box.value).to.equal('a b c');
    });
  });

  describe('the sign', () => {
    it('tells query, text and problem apart as one types', async () => {
      const box = await openBox();
      expect(sign(box)).to.equal('');
      await type('action');
      expect(sign(box)).to.equal('Text');
      await type(' = "login"');
      await box.updateComplete;
      expect(sign(box)).to.equal('Query');
      await type(' andd x');
      await waitUntil(() => sign(box) === 'Problem');
      expect(box.kind).to.equal('broken');
    });

    it('says nothing of a problem while something is only unfinished', async () => {
      const box = await openBox();
      await type('action = ');
      await waitUntil(() => box.kind === 'broken');
      // The look after the pause has happened once a problem elsewhere is shown; here there is none to wait for.
      await new Promise(resolve => setTimeout(resolve, 500));
      expect(problems(box)).to.deep.equal([]);
      expect(sign(box)).to.equal('Query');
      one(box, '.cm-content')!.blur();
      await waitUntil(() => sign(box) === 'Problem', 'leaving it unfinished is a problem');
    });
  });

  describe('problems', () => {
    it('are said below, with their fixes', async () => {
      const box = await openBox(html`<event-query-input value='action == "login"'></event-query-input>`);
      await shownProblem(box, /"="/);
      const heard = record(box, 'event-query-input-change');
      await click(one(box, '.problem .link')!);
      expect(box.value).to.equal('action = "login"');
      expect(heard).to.deep.equal([
        { type: 'event-query-input-change', detail: { value: 'action = "login"', kind: 'query' } },
      ]);
      await waitUntil(() => problems(box).length === 0);
      expect(box.shadowRoot!.activeElement).to.equal(one(box, '.cm-content'));
    });

    it('name the value of a label, and do not keep the query from running', async () => {
      const box = await openBox(html`<event-query-input value='context.geo.country = "Germany"'></event-query-input>`);
      await shownProblem(box, /DE/);
      expect(sign(box)).to.equal('Query');
      const heard = record(box, 'event-query-submit');
      await press('Enter');
      expect(heard.length).to.equal(1);
    });

    it('can all be fixed in one go', async () => {
      const box = await openBox(
        html`<event-query-input .value=${'user.username == bob && action == "login"'}></event-query-input>`,
      );
      await shownProblem(box, /"and"/);
      await click(all(box, '.problem .link').at(-1)!);
      expect(box.value).to.equal('user.username = "bob" and action = "login"');
      await waitUntil(() => problems(box).length === 0);
    });

    it('are told of words that come from elsewhere and are perhaps meant as a query', async () => {
      const box = await fixture<EventQueryInput>(html`<event-query-input value="action: login"></event-query-input>`);
      await shownProblem(box, /Did you mean a query/);
      expect(sign(box)).to.equal('Text');
      await click(one(box, '.problem .link')!);
      expect(box.value).to.equal('action = "login"');
    });

    it('follow the schema', async () => {
      const box = await openBox(html`<event-query-input value="colour = 1"></event-query-input>`);
      box.schema = schemaFromIntrospection({ current_model: 'car', models: { car: { color: { type: 'str' } } } });
      await shownProblem(box, /color/);
    });

    it('are at most a few, and say how many more there are', async () => {
      const box = await openBox();
      box.schema = schemaFromIntrospection({ current_model: 'car', models: { car: { color: { type: 'str' } } } });
      box.value = Array.from({ length: 9 }, (_, i) => `x${i} = 1`).join(' and ');
      await shownProblem(box, /more/);
      expect(problems(box).length).to.equal(4);
    });
  });

  describe('value', () => {
    it('sends nothing when it is set', async () => {
      const box = await openBox();
      const heard = record(box, 'event-query-input-change', 'event-query-submit');
      box.value = 'action = "login"';
      await box.updateComplete;
      expect(words(one(box, '.cm-content'))).to.equal('action = "login"');
      expect(heard).to.deep.equal([]);
    });

    it('is the same whether set before or after it is connected', async () => {
      const made = document.createElement('event-query-input');
      made.value = 'a\nb';
      const parent = await fixture<HTMLElement>(html`<div></div>`);
      parent.append(made);
      await made.updateComplete;
      expect(made.value).to.equal('a b');
      expect(plain(made)!.value).to.equal('a b');
    });

    it('stays, with an editor that works, when the box is moved', async () => {
      const box = await openBox();
      await type('kept');
      const other = await fixture<HTMLElement>(html`<section></section>`);
      other.append(box);
      box.focus();
      await editorOf(box);
      await press('End');
      await type(' on');
      expect(box.value).to.equal('kept on');
      expect(all(box, '.cm-editor').length).to.equal(1);
      expect(all(box, '.tips > *').length).to.be.at.most(1);
    });

    it('takes anything at all', async () => {
      const box = await openBox();
      for (const value of [null, undefined, 5, {}, ['x'], 10n]) {
        box.value = value as string;
        expect(typeof box.value).to.equal('string');
      }
      box.value = '<img src=x onerror=alert(1)> \u202e\u0000 "';
      await box.updateComplete;
      // CodeMirror puts pictures without a source beside what it marks.
      expect(all(box, '.cm-content :is(img[src], [onerror])').length).to.equal(0);
      expect(one(box, '.cm-specialChar')).not.to.equal(null);
    });

    it('may be very long', async () => {
      const box = await openBox();
      box.value = `action = "${'word '.repeat(40_000)}"`;
      await box.updateComplete;
      await press('End');
      // Both are drawn first: a key that is held down while a slow machine draws repeats itself.
      await nextFrame();
      await nextFrame();
      await type(' ');
      expect(box.value.length).to.equal(200_012);
    });

    it('makes one line of what is written with line ends', async () => {
      const box = await openBox();
      box.value = 'action = "login"\nand user.pk = 1';
      expect(box.value).to.equal('action = "login" and user.pk = 1');
      expect(all(box, '.cm-line').length).to.equal(1);
    });
  });

  describe('what it offers', () => {
    it('learns keys and values from events', async () => {
      const events = [{ pk: '1', action: 'login', app: 'shop', created: '', context: { basket: { size: 3 } } }];
      const box = await openBox(html`<event-query-input .events=${events}></event-query-input>`);
      await type('bask');
      await openedList(box, 'context.basket.size');
      await press('Escape');
      box.value = '';
      await type('app = "');
      await openedList(box, '"shop"');
    });

    it('asks for values after a pause, drops old questions, and shows what is known meanwhile', async () => {
      const asked: { typed: string; signal: AbortSignal }[] = [];
      let answer!: (values: string[]) => void;
      const suggest = (_field: string, typed: string, { signal }: { signal: AbortSignal }) => {
        asked.push({ typed, signal });
        return new Promise<string[]>(resolve => (answer = resolve));
      };
      const box = await openBox(html`<event-query-input .suggest=${suggest}></event-query-input>`);
      await type('user.username = "al');
      await waitUntil(() => asked.at(-1)?.typed === 'al');
      await type('a');
      await waitUntil(() => asked.at(-1)?.typed === 'ala');
      const open = asked.filter(({ signal }) => !signal.aborted);
      expect(open.map(({ typed }) => typed)).to.deep.equal(['ala']);
      answer(['alan', 'alaric "the goth"']);
      await openedList(box, '"alan"');
      await press('ArrowDown');
      await press('Enter');
      expect(box.value).to.equal('user.username = "alaric \\"the goth\\""');
    });

    it('lives with a question that fails, and with answers of any form', async () => {
      let failed = 0;
      const suggest = (_field: string, typed: string) =>
        typed === 'o'
          ? Promise.reject(new Error(`down ${(failed += 1)}`))
          : Promise.resolve([null, 5, { value: 'ok\u202e' }, {}] as unknown as string[]);
      const box = await openBox(html`<event-query-input .suggest=${suggest}></event-query-input>`);
      await type('user.username = "o');
      await waitUntil(() => failed === 1);
      await type('k');
      await waitUntil(() => labels(box).includes('"ok\\u202e"'), 'no value');
    });
  });

  describe('earlier queries', () => {
    const KEY = 'event-query-input-test';
    beforeEach(() => localStorage.removeItem(KEY));
    after(() => localStorage.removeItem(KEY));
    const items = (box: EventQueryInput) => all(box, '#history [role="menuitem"]').map(words);

    it('are kept only where the page asks for it, newest first, each once', async () => {
      const box = await openBox(html`<event-query-input history=${KEY}></event-query-input>`);
      for (const text of ['one', 'two', 'one']) {
        box.value = text;
        await box.submit();
      }
      expect(JSON.parse(localStorage.getItem(KEY)!)).to.deep.equal(['one', 'two']);
      await click(one(box, '.for-history')!);
      expect(items(box)).to.deep.equal(['one', 'two', 'Forget earlier queries']);
    });

    it('offers none where the page gives something else', async () => {
      const box = await openBox(html`<event-query-input .examples=${undefined}></event-query-input>`);
      expect(box.shadowRoot!.querySelector('.box')).not.to.equal(null);
    });

    it('come into the box, and do not run by themselves', async () => {
      localStorage.setItem(KEY, JSON.stringify(['action = "login"']));
      const examples = [{ query: 'action = "logout"', label: 'Sign-outs' }];
      const box = await openBox(html`<event-query-input history=${KEY} .examples=${examples}></event-query-input>`);
      const heard = record(box, 'event-query-input-change', 'event-query-submit');
      await click(one(box, '.for-history')!);
      await press('ArrowDown');
      await press('Enter');
      expect(box.value).to.equal('action = "logout"');
      expect(box.shadowRoot!.activeElement).to.equal(one(box, '.cm-content'));
      expect(heard.map(({ type }) => type)).to.deep.equal(['event-query-input-change']);
    });

    it('can be forgotten', async () => {
      localStorage.setItem(KEY, JSON.stringify(['x']));
      const box = await openBox(html`<event-query-input history=${KEY}></event-query-input>`);
      await click(one(box, '.for-history')!);
      await click(one(box, '.forget')!);
      expect(localStorage.getItem(KEY)).to.equal(null);
      expect(words(one(box, '[role="status"]'))).to.match(/forgotten/);
    });

    it('survive a store that holds something else', async () => {
      for (const stored of ['not json', '{"a":1}', '[1,null,{"x":1},"fine",""]']) {
        localStorage.setItem(KEY, stored);
        const box = await fixture<EventQueryInput>(html`<event-query-input history=${KEY}></event-query-input>`);
        await click(one(box, '.for-history')!);
        expect(items(box).filter(item => item === 'fine').length).to.equal(stored.includes('fine') ? 1 : 0);
        await press('Escape');
      }
    });

    it('have no button when there is nothing to offer', async () => {
      const box = await openBox();
      expect(one(box, '.for-history')).to.equal(null);
    });
  });

  describe('in a provider', () => {
    const inProvider = async (search = '') => {
      const provider = await fixture<EventProvider>(
        html`<event-provider search=${search} .events=${[]}><event-query-input></event-query-input></event-provider>`,
      );
      const box = provider.querySelector<EventQueryInput>('event-query-input')!;
      await box.updateComplete;
      return { provider, box };
    };

    it('shows its search, and follows it', async () => {
      const { provider, box } = await inProvider('first');
      expect(box.value).to.equal('first');
      provider.search = 'second';
      await box.updateComplete;
      expect(box.value).to.equal('second');
    });

    it('changes its search when a query is run', async () => {
      const { provider, box } = await inProvider();
      box.focus();
      await editorOf(box);
      await type('words');
      expect(provider.search).to.equal('');
      await press('Enter');
      expect(provider.search).to.equal('words');
    });

    it('leaves the search alone when the page refuses', async () => {
      const { provider, box } = await inProvider();
      box.addEventListener('event-query-submit', event => event.preventDefault());
      box.value = 'words';
      await box.submit();
      expect(provider.search).to.equal('');
    });

    it('shows all again when it is cleared', async () => {
      const { provider, box } = await inProvider('words');
      await click(one(box, '.clear')!);
      expect(box.value).to.equal('');
      expect(provider.search).to.equal('');
    });
  });

  it('has no focus and no menus when disabled, and can be read when read-only', async () => {
    const box = await openBox(html`<event-query-input value='action = "login"'></event-query-input>`);
    box.readonly = true;
    await box.updateComplete;
    await type('x');
    expect(box.value).to.equal('action = "login"');
    expect(one(box, '.cm-content')!.getAttribute('aria-readonly')).to.equal('true');
    box.readonly = false;
    box.disabled = true;
    await box.updateComplete;
    expect(one(box, '.cm-content')!.getAttribute('contenteditable')).to.equal('false');
    expect(await box.submit()).to.equal(false);
  });

  it('says what a field is when a pointer rests on it', async () => {
    const box = await openBox(html`<event-query-input value='client_ip = "1.2.3.4"'></event-query-input>`);
    const { hover } = await import('../../../test/wtr/commands.js');
    const name = [...one(box, '.cm-line')!.querySelectorAll('span')].find(span => words(span) === 'client_ip')!;
    await hover(name);
    await waitUntil(() => one(box, '.cm-query-hover'), 'no hover');
    expect(words(one(box, '.cm-query-hover'))).to.match(/client_ip text\s*The IP address/);
  });

  it('is quiet after it has been removed', async () => {
    const box = await openBox();
    await type('action == ');
    box.remove();
    await new Promise(resolve => setTimeout(resolve, 700));
    expect(one(box, '.cm-editor')).to.equal(null);
    expect(all(box, '.tips *').length).to.equal(0);
  });
});
