import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOwnHost, isOwnRequest } from '../src/http/security.js';

describe('isOwnHost', () => {
  const names = ['events.example'];
  for (const host of [
    '127.0.0.1',
    '127.0.0.1:8080',
    '[::1]:8080',
    '192.0.2.7:1',
    'localhost',
    'LOCALHOST:80',
    'a.localhost',
    'events.example:443',
  ]) {
    it(`takes ${host}`, () => assert.ok(isOwnHost(host, names)));
  }
  for (const host of [
    undefined,
    '',
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'a@localhost',
    'localhost/',
    '::1',
    'localhost:x',
    'xevents.example',
  ]) {
    it(`refuses ${host}`, () => assert.ok(!isOwnHost(host, names)));
  }
});

describe('isOwnRequest', () => {
  const request = (headers: Record<string, string>) => new Request('http://127.0.0.1:80/', { headers });
  const host = '127.0.0.1:8080';
  it('takes our own page', () => assert.ok(isOwnRequest(request({ origin: 'http://127.0.0.1:8080' }), host)));
  it('takes a program', () => assert.ok(isOwnRequest(request({}), host)));
  for (const origin of ['http://127.0.0.1:8081', 'http://evil.example', 'null']) {
    it(`refuses a page of ${origin}`, () => assert.ok(!isOwnRequest(request({ origin }), host)));
  }
  for (const site of ['cross-site', 'same-site']) {
    it(`refuses a request that is ${site}`, () => assert.ok(!isOwnRequest(request({ 'sec-fetch-site': site }), host)));
  }
});
