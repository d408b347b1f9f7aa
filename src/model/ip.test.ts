import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { describe, it } from 'node:test';
import { ipAddressIn, isIpAddress } from './ip.js';

describe('isIpAddress', () => {
  const texts = [
    ...[
      '0.0.0.0',
      '255.255.255.255',
      '1.2.3.4',
      '01.2.3.4',
      '1.2.3',
      '1.2.3.4.5',
      '256.1.1.1',
      '1.2.3.-4',
      '1.2.3.4 ',
      '',
    ],
    ...['::', '::1', '1::', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1::3:4:5:6:7:8', '2001:db8::A:b'],
    ...[
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1::2::3',
      ':::',
      ':1',
      '1:',
      '12345::',
      'g::',
      '1:2:3:4:5:6:7:8::',
      '::1:2:3:4:5:6:7:8',
    ],
    ...[
      '::ffff:1.2.3.4',
      '1:2:3:4:5:6:1.2.3.4',
      '1:2:3:4:5:6:7:1.2.3.4',
      '::1.2.3.4:5',
      '1.2.3.4::',
      '::1.2.3',
      '64:ff9b::192.0.2.33',
    ],
    ...['rds.amazonaws.com', 'AWS Internal', 'localhost', '1.2.3.4/24', '[::1]', '1.2.3.4:80'],
  ];
  it('agrees with Node', () => {
    for (const text of texts) assert.equal(isIpAddress(text), isIP(text) !== 0, text);
  });

  it('takes no zone and nothing but text', () => {
    for (const value of ['fe80::1%eth0', null, undefined, 1, 16909060n, {}, ['1.2.3.4'], '1'.repeat(1e6)])
      assert.equal(isIpAddress(value), false);
  });
});

describe('ipAddressIn', () => {
  const cases: [string, string | null][] = [
    [' 192.0.2.1 ', '192.0.2.1'],
    ['192.0.2.1:443', '192.0.2.1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['2001:db8::1:443', '2001:db8::1:443'],
    ['192.0.2.1:x', null],
    ['example.org:443', null],
    ['[1.2.3]', null],
  ];
  for (const [text, address] of cases)
    it(`finds ${String(address)} in ${text}`, () => assert.equal(ipAddressIn(text), address));
});
