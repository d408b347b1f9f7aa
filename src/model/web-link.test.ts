import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { webLink } from './web-link.js';

describe('webLink', () => {
  it('takes whole http and https addresses', () => {
    const link = webLink('https://id.acme.example/path?x=1#y');
    assert.deepEqual(link, {
      href: 'https://id.acme.example/path?x=1#y',
      host: 'id.acme.example',
      plain: true,
      lookAlike: null,
    });
    assert.equal(webLink('HTTP://acme.example:8080')?.host, 'acme.example:8080');
  });

  it('gives the real host of one in other letters', () => {
    const link = webLink('https://\u0430pple.com/');
    assert.equal(link?.host, 'xn--pple-43d.com');
    assert.equal(link?.plain, false);
    assert.equal(link?.lookAlike?.resembles, 'apple.com');
    assert.equal(webLink('https://xn--pple-43d.com/')?.plain, false);
    assert.equal(webLink('https://\uff41pple.com/')?.host, 'apple.com');
  });

  for (const text of [
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example',
    '//acme.example',
    '/path',
    'acme.example',
    'https://',
    'https://bank.example@evil.example/',
    'https://:secret@evil.example/',
    'https:\\\\evil.example',
    'https://evil.example\\@bank.example/',
    'https://a.example/\u202egpj.exe',
    'https://a.ex\u200bample/',
    'https://a.example/ b',
    ' https://a.example/',
    'java\nscript:alert(1)',
    `https://a.example/${'x'.repeat(10_000)}`,
    12,
    null,
  ]) {
    it(`takes no link for ${JSON.stringify(String(text).slice(0, 40))}`, () => assert.equal(webLink(text), null));
  }
});
