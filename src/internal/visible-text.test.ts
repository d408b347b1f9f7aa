import { expect, fixture, html } from '@open-wc/testing';
import { en } from '../locales/en.js';
import type { Localize } from './localize.js';
import { visibleLink, visibleName, visibleText, warningWords } from './visible-text.js';

const localize = {
  text: (key: keyof typeof en, ...args: never[]) => {
    const entry = en[key] as unknown;
    return typeof entry === 'function' ? (entry as (...args: never[]) => unknown)(...args) : entry;
  },
} as unknown as Localize;
const drawn = async (content: unknown) => fixture<HTMLElement>(html`<p>${content}</p>`);
const text = (element: Element) => element.textContent.replace(/\s+/g, ' ').trim();

describe('visible text', () => {
  it('marks hidden characters by name and says that there are some', async () => {
    const shown = await drawn(visibleText('adm\u202enimda', localize));
    expect(text(shown)).to.equal('admU+202Enimda hidden characters');
    const mark = shown.querySelector('[role="img"]')!;
    expect(mark.getAttribute('aria-label')).to.equal('Right-to-left override');
    expect(shown.querySelector('bdi')!.contains(mark)).to.equal(true);
  });

  it('flags a name that can be taken for another, and prose not', async () => {
    expect(text(await drawn(visibleName('\u0430dmin', localize)))).to.equal('\u0430dmin not “admin”: other letters');
    expect(text(await drawn(visibleText('\u0430dmin', localize)))).to.equal('\u0430dmin');
    expect(warningWords('\u0430dm\u05d0\u200b', localize)).to.equal(
      'hidden characters, mixed scripts: Cyrillic, Latin, Hebrew',
    );
  });

  it('makes a link that tells nobody where it was, and shows a host that is not what is read', async () => {
    const link = (await drawn(visibleLink('https://a.example/x', localize))).querySelector('a')!;
    expect(link.rel).to.equal('noopener noreferrer nofollow');
    expect(link.referrerPolicy).to.equal('no-referrer');
    expect(text(link.parentElement!)).to.equal('https://a.example/x');
    const odd = await drawn(visibleLink('https://\u0430pple.com/', localize));
    expect(text(odd)).to.equal('https://\u0430pple.com/ leads to xn--pple-43d.com not “apple.com”: other letters');
    const labelled = await drawn(visibleLink('https://a.example/x', localize, { label: 'Download' }));
    expect(text(labelled)).to.equal('Download leads to a.example');
  });

  for (const value of ['javascript:alert(1)', 'https://bank.example@evil.example', { a: 1 }, null, '<a href=x>']) {
    it(`makes no link of ${JSON.stringify(value)}`, async () => {
      expect((await drawn(visibleLink(value, localize))).querySelector('a')).to.equal(null);
    });
  }
});
