import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countryCode } from './countries.js';

describe('countryCode', () => {
  const cases: [string, string | null][] = [
    ['Germany', 'DE'],
    ['  united states ', 'US'],
    ['United States of America', 'US'],
    ['Russian Federation', 'RU'],
    ['Iceland', 'IS'],
    ['Côte d’Ivoire', 'CI'],
    ['gb', 'GB'],
    ['UK', 'GB'],
    ['DE', 'DE'],
    ['Kosovo', 'XK'],
    ['EU', null],
    ['XX', null],
    ['ZZ', null],
    ['placeholder', null],
    ['', null],
    ['constructor', null],
  ];
  for (const [name, code] of cases)
    it(`gives ${String(code)} for "${name}"`, () => assert.equal(countryCode(name), code));
});
