import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventRecord } from './record.js';
import { searchText } from './search-text.js';

describe('searchText', () => {
  it('holds keys and scalars of the searched fields, folded, one a line', () => {
    const record = {
      pk: 'ABC',
      action: 'Login',
      app: 'app',
      created: '2026-01-01T00:00:00Z',
      user: { username: 'Zoë', pk: 9007199254740993n },
      client_ip: null,
      context: { Geo: { city: 'KÖLN' }, list: [true, 1.5, null, ['x']] },
      brand: { name: 'unseen' },
    } as unknown as EventRecord;
    assert.equal(
      searchText(record),
      'abc\nusername\nzoë\npk\n9007199254740993\nlogin\napp\ngeo\ncity\nköln\nlist\ntrue\n1.5\nx',
    );
  });

  it('takes any value for a record', () => {
    for (const value of [null, undefined, 1, 'text', [], {}, Symbol('s')]) assert.equal(searchText(value as never), '');
    assert.equal(searchText({ action: Symbol('s'), context: () => 1 } as never), '');
  });

  it('comes to an end with cycles, shared parts, depth and size', () => {
    const cycle: Record<string, unknown> = { key: 'value' };
    cycle.self = cycle;
    assert.ok(searchText({ context: cycle } as never).startsWith('key\nvalue\nself\nkey'));
    let shared: unknown = 'LEAF';
    for (let i = 0; i < 60; i += 1) shared = [shared, shared];
    assert.ok(searchText({ context: shared } as never).includes('leaf'));
    let deep: unknown = 'LEAF';
    for (let i = 0; i < 100_000; i += 1) deep = { d: deep };
    assert.ok(searchText({ context: deep } as never).endsWith('\nleaf'));
    assert.equal(searchText({ context: { body: 'Ä'.repeat(10_000_000) } } as never).length, 10_000_005);
  });
});
