import { expect, fixture, html } from '@open-wc/testing';
import { expectConsole } from '../../../test/wtr/expect-console.js';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { press, viewport } from '../../../test/wtr/commands.js';
import { diff, parseJson, type EventRecord, type JsonValue } from '../../model/index.js';
import './define.js';
import type { EventDiff, EventDiffCopyEvent } from './index.js';

type Props = Partial<
  Pick<EventDiff, 'before' | 'after' | 'edit' | 'event' | 'view' | 'secretPaths' | 'secretKeys' | 'resolver' | 'key'>
>;

async function show(props: Props): Promise<EventDiff> {
  const element = await fixture<EventDiff>(html`<event-diff></event-diff>`);
  Object.assign(element, props);
  await element.updateComplete;
  return element;
}
const root = (element: EventDiff) => element.shadowRoot!;
const rows = (element: EventDiff) => [...root(element).querySelectorAll<HTMLElement>('.row')];
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
/** Both sides of each row, a fold as its words. */
const lines = (element: EventDiff) => rows(element).map(row => [...row.children].map(cellText).join(' | ').trim());
const cellText = (cell: Element) =>
  tidy([...cell.children].map(part => part.textContent).join(' ')) || tidy(cell.textContent);
const all = (element: EventDiff) => tidy(root(element).textContent);
/** Texts and attributes: a secret must be in neither. */
const everything = (element: EventDiff) => new XMLSerializer().serializeToString(root(element));
const button = (element: EventDiff, name: string) =>
  [...root(element).querySelectorAll('button')].find(
    b => (b.getAttribute('aria-label') ?? tidy(b.textContent)) === name,
  )!;
const event = (action: string, context: JsonValue) =>
  ({ pk: 'p', action, app: 'a', created: '2026-01-01T00:00:00Z', context }) as EventRecord;

/** Stands in for the clipboard, which needs permissions that not every engine grants to tests. */
function clipboard(): string[] {
  const written: string[] = [];
  const writeText = (text: string) => Promise.resolve(void written.push(text));
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
  return written;
}

describe('event-diff', () => {
  before(() => viewport(1000, 800));
  afterEach(() => {
    delete (navigator as { clipboard?: unknown }).clipboard;
  });

  it('shows each kind of change with a sign, a word and both sides', async () => {
    const element = await show({
      before: { name: 'a', gone: 1, list: ['x', 'y', 'z'], same: 0, other: 0, third: 0 },
      after: { name: 'b', list: ['z', 'x', 'y'], same: 0, other: 0, third: 0, come: true },
    });
    expect(lines(element)).to.deep.equal([
      '− Before: name: "a" | + After: name: "b"',
      '− Removed: gone: 1 |',
      'list: [ | list: [',
      '| ↑ Moved: "z" moved, was 3rd',
      '2 unchanged items',
      '↑ Moved: "z" moved to 1st |',
      '] | ]',
      '3 unchanged: same, other, third',
      '| + Added: come: true',
    ]);
    expect(tidy(root(element).querySelector('.tally')!.textContent)).to.equal(
      '+1 added −1 removed ↕1 moved ~1 changed',
    );
  });

  it('marks the words that changed in a text, and cuts the rest short', async () => {
    const start = 'All of this is the same on both sides. '.repeat(10);
    const element = await show({ before: { t: `${start}eight hours` }, after: { t: `${start}two hours` } });
    expect(root(element).querySelector('del')!.textContent).to.equal('eight');
    expect(root(element).querySelector('ins')!.textContent).to.equal('two');
    expect(lines(element)[0]!.length).to.be.lessThan(250);
    expect(lines(element)[0]).to.contain('characters');
  });

  it('marks what cannot be seen, and flags a name that can be taken for another, on either side', async () => {
    const element = await show({
      before: { user: 'admin', prose: 'all is well', list: [{ id: 1, name: 'раypal' }], gone: 'adm\u202enimda' },
      after: { user: '\u0430dmin', prose: 'all \u0456s well', list: [{ id: 1, name: 'раypal', n: 1 }], 'k\u200b': 1 },
    });
    const cells = [...root(element).querySelectorAll('.cell:has(.tag.sev-warning)')].map(cell =>
      tidy(cell.textContent),
    );
    expect(cells.length).to.equal(4);
    expect(cells[0]).to.match(/^\+After: user: ".dmin" .*admin/);
    expect(cells.filter(cell => cell.includes('"раypal"')).length).to.equal(2);
    expect(cells[3]).to.contain('U+202E');
    // A key is marked like a value; prose in two scripts is no name.
    expect([...root(element).querySelectorAll('.k .ctl')].map(mark => mark.textContent)).to.deep.equal(['ZWSP']);
  });

  it('opens what did not change, one stretch or all of it', async () => {
    const element = await show({ before: { a: 1, b: { c: 2 }, d: 3 }, after: { a: 1, b: { c: 2 }, d: 4 } });
    expect(lines(element)[0]).to.equal('2 unchanged: a, b');
    rows(element)[0]!.click();
    await element.updateComplete;
    expect(lines(element).slice(1, 3)).to.deep.equal(['a: 1 | a: 1', 'b: { c: 2 } | b: { c: 2 }']);
    button(element, 'Show what did not change').click();
    await element.updateComplete;
    expect(lines(element)).to.have.length(3);
    expect(rows(element).some(row => row.classList.contains('fold'))).to.equal(false);
  });

  it('shows fields inside elements that moved', async () => {
    const item = (id: number, v: string) => ({ id, v, text: 'long enough not to stand on one line of the table' });
    const element = await show({
      before: [item(1, 'a'), item(2, 'b'), item(3, 'c')],
      after: [item(3, 'C'), item(1, 'a'), item(2, 'b')],
    });
    expect(all(element)).to.contain('moved, was 3rd');
    expect(lines(element).some(line => line.startsWith('− Before: v: "c" | + After: v: "C"'))).to.equal(true);
  });

  describe('secrets', () => {
    const SECRETS = {
      before: { client_secret: 'one-1', pin: 'x', nested: { apiKey: 'two-2' }, list: [{ v: 'three-3' }] },
    };
    const AFTER = {
      after: { client_secret: 'one-9', pin: 'y', nested: { apiKey: 'two-9' }, list: [{ v: 'three-9' }] },
    };

    it('are told as changed, never as text', async () => {
      const element = await show({ ...SECRETS, ...AFTER, secretPaths: ['list.*.v'] });
      for (const text of ['one-', 'two-', 'three-']) expect(everything(element)).not.to.contain(text);
      expect(lines(element)[0]).to.equal(
        '− Before: client_secret: •••••••• | + After: client_secret: •••••••• secret, changed',
      );
    });

    it('are not in what is copied', async () => {
      const written = clipboard();
      const element = await show({ ...SECRETS, ...AFTER, secretPaths: ['list.*.v'] });
      for (const name of ['Copy as JSON Patch', 'Copy value before', 'Copy value after']) button(element, name).click();
      await waitUntil(() => written.length === 3);
      for (const text of written) expect(text).not.to.match(/one-|two-|three-/);
      expect(written[0]).to.contain('/client_secret');
    });

    it('are known by masks, and by no keys where the page says so', async () => {
      const masked = '********************';
      const changed = event('model_updated', { diff: { key: { previous_value: masked, new_value: masked } } });
      expect(lines(await show({ event: changed }))[0]).to.contain('secret, changed');
      expect(all(await show({ ...SECRETS, ...AFTER, secretKeys: null }))).to.contain('one-');
    });

    it('do not show in labels, in short objects, or when a whole object came', async () => {
      const element = await show({
        before: {},
        after: { list: [{ name: 'n', password: 'hunter2' }], token: { a: 'hunter2' } },
      });
      expect(everything(element)).not.to.contain('hunter2');
    });

    it('include what the source calls secret', async () => {
      const edit = { ...diff({ plain: 'abc-1' }, { plain: 'abc-2' }), secretPaths: ['plain'] };
      expect(everything(await show({ edit }))).not.to.contain('abc-');
    });
  });

  describe('names', () => {
    it('come from the resolver, later, once for each value', async () => {
      const asked: unknown[] = [];
      const element = await show({
        before: { owner: 41, owners: [41, 7] },
        after: { owner: 57, owners: [7, 41] },
        resolver: async value => {
          asked.push(value);
          await Promise.resolve();
          return value === 41 ? 'Marta' : value === 57 ? '<b>Lena</b>\u202e' : null;
        },
      });
      await waitUntil(() => all(element).includes('Marta'));
      await element.updateComplete;
      expect(all(element)).to.contain('<b>Lena</b>U+202E');
      expect(asked.filter(value => value === 57)).to.have.length(1);
    });

    it('do without one that throws, hangs or answers nonsense', async () => {
      const answers = [
        () => Promise.reject(new Error('no')),
        () => new Promise<never>(() => undefined),
        () => ({}) as never,
      ];
      for (const resolver of answers) {
        const element = await show({ before: { a: 1 }, after: { a: 2 }, resolver });
        await Promise.resolve();
        expect(lines(element)).to.deep.equal(['− Before: a: 1 | + After: a: 2']);
      }
    });
  });

  describe('states', () => {
    const states: [what: string, props: Props, words: string][] = [
      ['nothing given', {}, 'Nothing to compare'],
      ['no change', { before: { a: 1 }, after: { a: 1 } }, 'Nothing changed'],
      ['created', { before: null, after: { a: 1 } }, 'Created'],
      ['deleted', { before: { a: 1 }, after: null }, 'Deleted'],
      ['no difference recorded', { event: event('model_updated', {}) }, 'not how'],
      ['a deletion without state', { event: event('model_deleted', {}) }, 'not what it was'],
      ['no change by nature', { event: event('login', {}) }, 'changes no object'],
      ['unreadable', { event: event('model_updated', { diff: 'x' }) }, 'form that is not known'],
    ];
    for (const [what, props, words] of states) {
      it(`says so: ${what}`, async () => expect(all(await show(props))).to.contain(words));
    }

    it('compares what is too large only when asked', async () => {
      const list = Array.from({ length: 150_000 }, (_, i) => i);
      const element = await show({ before: list, after: [-1, ...list] });
      expect(all(element)).to.contain('Too large');
      button(element, 'Compare all of it').click();
      await element.updateComplete;
      expect(all(element)).to.contain('+1 added');
    });

    it('shows the relations of authentik: come, gone and cleared', async () => {
      const element = await show({
        event: event('model_updated', {
          diff: { groups: { clear: true, add: [5], remove: [{ pk: 3, name: 'Ops' }] } },
        }),
      });
      expect(lines(element)).to.deep.equal([
        'groups: [ | groups: [',
        '− Removed: all removed |',
        '− Removed: { pk: 3, name: "Ops" } |',
        '| + Added: 5',
        '] | ]',
      ]);
    });

    it('says which side was not recorded', async () => {
      const element = await show({ event: event('model_updated', { diff: { a: { new_value: 1 } } }) });
      expect(lines(element)).to.deep.equal(['− Before: a: not recorded | + After: a: 1']);
    });
  });

  it('shows anything that data may be, as text', async () => {
    const ring: Record<string, unknown> = { x: 1 };
    ring['self'] = ring;
    const element = await show({
      before: {
        ...(parseJson('{"__proto__": {"a": 1}, "n": 9007199254740993}') as object),
        ring,
        m: '<img src=x>',
        b: 'adm\u202enimda',
      },
      after: { n: 9007199254740992n, ring: { x: 2 }, m: '<script>', b: '\u0000' },
    });
    expect(root(element).querySelector('img, script')).to.equal(null);
    expect(all(element)).to.contain('9007199254740993').and.to.contain('U+202E').and.to.contain('__proto__');
  });

  it('shows nothing of an edit that is none, and says so', async () => {
    expectConsole('warn', /"edit" is none/);
    const element = await show({ before: { a: 1 }, after: { a: 2 } });
    for (const change of [{ kind: 'new' }, { kind: 'object', fields: [{ op: 'change', change: { kind: 'array' } }] }]) {
      element.edit = { change } as never;
      await element.updateComplete;
      expect(all(element)).to.contain('Nothing to compare');
    }
  });

  it('forgets a key whose attribute is taken away', async () => {
    const element = await fixture<EventDiff>(
      html`<event-diff key="k" .before=${[{ k: 1 }]} .after=${[{ k: 2 }]}></event-diff>`,
    );
    element.removeAttribute('key');
    await element.updateComplete;
    expect(all(element)).to.contain('1 changed');
  });

  it('says nothing is recorded of an event that does not let itself be read', async () => {
    const refuse = (): never => {
      throw new Error('no');
    };
    const element = await show({
      event: new Proxy({}, { get: refuse, getOwnPropertyDescriptor: refuse }) as EventRecord,
    });
    expect(rows(element)).to.have.lengthOf(0);
  });

  it('keeps what is open when the values are newer', async () => {
    const element = await show({ before: { a: 1, b: 2, c: 3 }, after: { a: 1, b: 2, c: 4 } });
    rows(element)[0]!.click();
    await element.updateComplete;
    element.after = { a: 1, b: 2, c: 5 };
    await element.updateComplete;
    expect(lines(element)).to.contain('a: 1 | a: 1');
  });

  it('is one column in a narrow place, and where a reader wants it', async () => {
    const element = await show({ before: { a: 1 }, after: { a: 2 } });
    const columns = () => getComputedStyle(rows(element)[0]!).gridTemplateColumns.split(' ').length;
    expect(columns()).to.equal(2);
    button(element, 'Inline').click();
    await element.updateComplete;
    expect(columns()).to.equal(1);
    element.view = 'side-by-side';
    element.style.inlineSize = '300px';
    await element.updateComplete;
    expect(columns()).to.equal(1);
  });

  it('says what was copied', async () => {
    const written = clipboard();
    const element = await show({ before: { a: 1 }, after: { a: 2n ** 60n } });
    const details: EventDiffCopyEvent['detail'][] = [];
    element.addEventListener('event-diff-copy', ({ detail }) => details.push(detail));
    button(element, 'Copy as JSON Patch').click();
    await waitUntil(() => details.length === 1);
    expect(details).to.deep.equal([{ what: 'patch', ok: true }]);
    expect(JSON.parse(written[0]!)).to.deep.equal([{ op: 'replace', path: '/a', value: 2 ** 60 }]);
    expect(written[0]).to.contain('1152921504606846976');
  });

  it('draws no more rows for ten thousand changes than for some', async () => {
    const list = (d: number) => Array.from({ length: 10_000 }, (_, id) => ({ id, v: `value ${id + d}`, w: 'text' }));
    const element = await show({ before: list(0), after: list(1) });
    const drawn = () => rows(element).length;
    expect(drawn()).to.be.lessThan(300);
    const grid = root(element).querySelector<HTMLElement>('.box')!;
    await waitUntil(() => grid.getAttribute('aria-rowcount') !== '-1', 'all rows made', { timeout: 5_000 });
    grid.scrollTop = grid.scrollHeight;
    const last = grid.getAttribute('aria-rowcount');
    await waitUntil(() => rows(element).at(-1)?.getAttribute('aria-rowindex') === last);
    expect(drawn()).to.be.lessThan(500);
  });

  describe('keys', () => {
    const focused = (element: EventDiff) =>
      lines(element)[rows(element).indexOf(root(element).activeElement as HTMLElement)];
    async function key(element: EventDiff, name: string): Promise<void> {
      await press(name);
      await element.updateComplete;
    }

    it('move through rows, open and close', async () => {
      const element = await show({
        before: { a: 1, b: 1, o: { x: 1, y: [1, 2] } },
        after: { a: 1, b: 1, o: { x: 2, y: [1, 2] } },
      });
      element.focus();
      expect(focused(element)).to.equal('2 unchanged: a, b');
      await key(element, 'ArrowRight');
      expect(lines(element)).to.contain('b: 1 | b: 1');
      await key(element, 'ArrowLeft');
      expect(lines(element)).not.to.contain('b: 1 | b: 1');
      await key(element, 'ArrowDown');
      expect(focused(element)).to.equal('o: { | o: {');
      await key(element, 'ArrowDown');
      expect(focused(element)).to.equal('− Before: x: 1 | + After: x: 2');
      await key(element, 'ArrowLeft');
      expect(focused(element)).to.equal('o: { | o: {');
      await key(element, 'Enter');
      expect(focused(element)).to.contain('{…}');
      await key(element, 'End');
      expect(focused(element)).to.contain('{…}');
      await key(element, 'Home');
      expect(focused(element)).to.equal('2 unchanged: a, b');
    });

    it('reach the last of very many rows', async () => {
      const list = (d: number) => Array.from({ length: 1_000 }, (_, i) => `${i}${d}`);
      const element = await show({ before: list(1), after: list(2) });
      const grid = root(element).querySelector('.box')!;
      await waitUntil(() => grid.getAttribute('aria-rowcount') !== '-1');
      element.focus();
      await key(element, 'End');
      expect(focused(element)).to.contain('9992');
    });
  });
});
