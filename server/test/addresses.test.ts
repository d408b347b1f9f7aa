import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPrivate } from '../src/rules/addresses.js';

describe('isPrivate', () => {
  for (const address of [
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '169.254.169.254',
      '172.31.255.255',
      '192.168.0.1',
      '224.0.0.1',
    ],
    ...[
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:8.8.8.8',
      '64:ff9b::808:808',
      'fc00::1',
      'fe80::1',
      'fe80::1%eth0',
      'ff02::1',
    ],
    ...['2001:db8::1', '2002:7f00:1::', '2001::1', 'localhost', '', '0x7f000001', '127.1'],
  ])
    it(`refuses ${address}`, () => assert.ok(isPrivate(address)));

  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])
    it(`takes ${address}`, () => assert.ok(!isPrivate(address)));
});
