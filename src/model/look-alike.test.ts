import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lookAlike } from './look-alike.js';

describe('lookAlike', () => {
  for (const [name, kind, resembles] of [
    ['\u0430dmin', 'mixed', 'admin'], // Cyrillic a
    ['p\u0430ypal.com', 'mixed', 'paypal.com'],
    ['\u0440\u0430\u0443\u0440\u0430l.com', 'mixed', 'paypal.com'],
    ['\u0430\u0440\u0440\u04cf\u0435.com', 'disguised', 'apple.com'],
    ['r\u03bf\u03bft', 'mixed', 'root'], // Greek omicron
    ['\uff41\uff44\uff4d\uff49\uff4e', 'disguised', 'admin'], // full width
    ['\u{1d41a}dmin', 'disguised', 'admin'], // mathematical bold
    ['\u0251dmin', 'disguised', 'admin'], // Latin alpha
    ['ad\u05dein', 'mixed', undefined], // Hebrew mem
    ['\u13aadmin', 'mixed', undefined], // Cherokee
  ] as const) {
    it(`flags ${JSON.stringify(name)}`, () => {
      const found = lookAlike(name);
      assert.equal(found?.kind, kind);
      assert.equal(found?.resembles, resembles);
    });
  }

  for (const name of [
    'marta.kowalska',
    'José.Müller',
    'Иванов',
    'иван@example.test',
    'ισότητα',
    'דוד',
    '東京タワーhotel',
    '한국語abc',
    'ʻOkina',
    'ısparta',
    'naïve-café',
    'مدير',
    '10.0.0.1',
    '',
    '🙂👍',
  ]) {
    it(`has nothing to say of ${JSON.stringify(name)}`, () => assert.equal(lookAlike(name), null));
  }

  it('names the scripts', () => assert.deepEqual(lookAlike('\u0430dmin')?.scripts, ['Cyrillic', 'Latin']));

  it('takes a name of any size, and halves of characters', () => {
    assert.equal(lookAlike('\ud800'.repeat(1_000)), null);
    assert.equal(lookAlike('a'.repeat(10_000_000) + '\u0430'), null);
  });
});
