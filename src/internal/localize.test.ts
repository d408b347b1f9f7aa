import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { registerTranslation as registerElsewhere } from '@shoelace-style/localize';
import { commonEn } from '../locales/en/common.js';
import { Localize, registerTranslation } from './localize.js';
import { plural } from './plural.js';

class LocalizeProbe extends LitElement {
  @property() locale = '';
  inherited = '';
  readonly localize = new Localize(this, commonEn, () => this.inherited);
  override render() {
    return html`${this.localize.text('copy')}|${this.localize.text('characters', 1234)}|${this.localize.locale}`;
  }
}
customElements.define('localize-probe', LocalizeProbe);

const probe = async (template: unknown) => {
  const box = await fixture(html`<div>${template}</div>`);
  const found = box.querySelector<LocalizeProbe>('localize-probe')!;
  await found.updateComplete;
  return found;
};
const text = (element: LocalizeProbe) => element.shadowRoot!.textContent;

registerTranslation({
  $code: 'de',
  $name: 'Deutsch',
  $dir: 'ltr',
  copy: 'Kopieren',
  characters: n => plural('de', n, { one: '# Zeichen', other: '# Zeichen' }),
});

describe('Localize', () => {
  it('speaks the language of the page, and English where nothing is said', async () => {
    expect(text(await probe(html`<localize-probe></localize-probe>`))).to.match(/^Copy\|1,234 characters\|en/);
  });

  it('speaks the nearest language around it, through shadow roots', async () => {
    const outer = await fixture(html`<section lang="de"><div></div></section>`);
    const root = outer.firstElementChild!.attachShadow({ mode: 'open' });
    const inner = document.createElement('localize-probe') as LocalizeProbe;
    root.append(inner);
    await inner.updateComplete;
    expect(text(inner)).to.equal('Kopieren|1.234 Zeichen|de');
  });

  it('speaks its own language before that of a provider, and that before the page', async () => {
    const element = await probe(html`<localize-probe lang="en"></localize-probe>`);
    element.inherited = 'de-AT';
    element.requestUpdate();
    await element.updateComplete;
    expect(text(element)).to.match(/^Kopieren\|.*\|de-at$/);
    element.locale = 'en-GB';
    await element.updateComplete;
    expect(text(element)).to.equal('Copy|1,234 characters|en-gb');
  });

  it('writes numbers in English where the texts are English for want of others', async () => {
    const element = await probe(html`<localize-probe lang="fr"></localize-probe>`);
    expect(text(element)).to.equal('Copy|1,234 characters|en');
  });

  it('takes English for what a translation lacks', async () => {
    const element = await probe(html`<localize-probe locale="de"></localize-probe>`);
    expect(element.localize.text('loading')).to.equal('Loading…');
  });

  it('is not disturbed by a language tag that is none', async () => {
    const element = await probe(html`<localize-probe locale="no such language!"></localize-probe>`);
    expect(text(element)).to.equal('Copy|1,234 characters|en');
  });

  it('neither takes nor overwrites the texts of another kit that shares the library', async () => {
    registerElsewhere({ $code: 'de', $name: 'Deutsch', $dir: 'ltr', copy: 'Anderes' } as never);
    const element = await probe(html`<localize-probe locale="de"></localize-probe>`);
    expect(element.localize.text('copy')).to.equal('Kopieren');
  });

  it('draws elements on the page again when a text is replaced', async () => {
    const element = await probe(html`<localize-probe locale="de"></localize-probe>`);
    registerTranslation({ $code: 'de', $name: 'Deutsch', $dir: 'ltr', copy: 'Übernehmen' });
    await element.updateComplete;
    expect(text(element)).to.equal('Übernehmen|1.234 Zeichen|de');
    registerTranslation({ $code: 'de', $name: 'Deutsch', $dir: 'ltr', copy: 'Kopieren' });
  });
});

describe('plural', () => {
  it('takes the form of the language, and its digits', () => {
    const forms = { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' };
    expect([1, 2, 5, 22].map(n => plural('pl', n, forms))).to.deep.equal(['1 plik', '2 pliki', '5 plików', '22 pliki']);
    expect(plural('en', 1, { other: '# more' })).to.equal('1 more');
  });
});
