import { expect, fixture, html } from '@open-wc/testing';
import { capText, hasHidden, plainText, safeText, textOf, textParts } from './text.js';

/** The parts as one text, marks in angle brackets. */
const marked = (text: string, multiline?: boolean) =>
  textParts(text, multiline)
    .map(part => (part.mark === undefined ? part.text : `<${part.mark}>`))
    .join('');

describe('textParts', () => {
  for (const [what, text, shown] of [
    ['ordinary text', 'Kraków 🙂 Здравствуйте', 'Kraków 🙂 Здравствуйте'],
    ['control characters', 'curl\0\x1b[31m', 'curl<NUL><ESC>[31m'],
    ['line ends and tabs', 'a\r\n\tb', 'a<CR><LF><TAB>b'],
    ['C1 controls', 'a\u0085b\u009bc', 'a<U+0085>b<U+009B>c'],
    ['direction overrides and isolates', 'adm\u202enimda\u2066x', 'adm<U+202E>nimda<U+2066>x'],
    ['direction marks', 'a\u200eb\u200fc\u061cd', 'a<LRM>b<RLM>c<U+061C>d'],
    ['zero-width characters', 'acme\u200b.\ufeffexample\u2060', 'acme<ZWSP>.<BOM>example<U+2060>'],
    ['soft hyphens and fillers', 'a\u00adb\u3164c', 'a<SHY>b<U+3164>c'],
    ['text hidden in tag characters', 'ok\u{e0061}\u{e0062}', 'ok<U+E0061><U+E0062>'],
    ['data hidden in variation selectors', 'a\ufe0f\ufe01\ufe02', 'a\ufe0f<U+FE01><U+FE02>'],
    ['halves of characters', 'x\ud800y\udc00', 'x<U+D800>y<U+DC00>'],
    ['joiners between letters that do not join', 'pay\u200dpal\u200c', 'pay<ZWJ>pal<ZWNJ>'],
  ] as const) {
    it(`shows ${what}`, () => expect(marked(text)).to.equal(shown));
  }

  it('leaves joiners alone where they are spelling', () => {
    for (const text of ['👩‍👩‍👧', 'می‌خواهم', 'क्‍ष', '❤️', '👍🏽', '葛󠄀']) expect(marked(text)).to.equal(text);
  });

  it('leaves lines alone in text with lines, but not what hides among them', () => {
    expect(marked('a\r\n\tb\rc\u200b', true)).to.equal('a\r\n\tb<CR>c<ZWSP>');
  });
});

describe('capText', () => {
  it('cuts at the length, never inside a character', () => {
    expect(capText('abcdef', 3)).to.equal('abc');
    expect(capText('ab👍c', 3)).to.equal('ab');
    expect(capText('ab👍c', 4)).to.equal('ab👍');
    expect(capText('abc', 3)).to.equal('abc');
    expect(capText('👍', 1)).to.equal('');
  });
});

describe('textOf', () => {
  it('has a text for every value', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect([1, 2n ** 64n, true, null, undefined, 'x', { a: 1 }, cycle].map(textOf)).to.deep.equal([
      '1',
      '18446744073709551616',
      'true',
      'null',
      '',
      'x',
      '{"a":1}',
      '{"self":"[Circular]"}',
    ]);
  });
});

describe('plainText', () => {
  it('names hidden characters and cuts', () => {
    expect(plainText('adm\u202enimda')).to.equal('adm[U+202E]nimda');
    expect(plainText('x'.repeat(300), 10)).to.equal('xxxxxxxxxx…');
  });
});

describe('hasHidden', () => {
  it('tells texts that are not what they look like', () => {
    expect(hasHidden('admin')).to.equal(false);
    expect(hasHidden('adm\u200bin')).to.equal(true);
  });
});

describe('safeText', () => {
  it('never makes markup of a value', async () => {
    const box = await fixture(html`<p>${safeText('<img src=x onerror="alert(1)">\u202e')}</p>`);
    expect(box.querySelector('img')).to.equal(null);
    expect(box.textContent).to.equal('<img src=x onerror="alert(1)">U+202E');
    expect(box.querySelector('bdi .ctl')!.getAttribute('title')).to.equal('Right-to-left override');
  });

  it('caps what it shows', async () => {
    const box = await fixture(html`<p>${safeText('x'.repeat(10_000))}</p>`);
    expect(box.textContent).to.have.lengthOf(501).and.match(/…$/);
  });
});
