import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { profiles } from './builtin/index.js';
import { toRecord } from './index.js';
import { parseProfile } from './parse-profile.js';
import { ProfileError } from './profile.js';

const plain = { name: 'plain', time: 'at', action: 'what' };

describe('parseProfile', () => {
  it('reads a profile that maps', () => {
    assert.deepEqual(parseProfile(plain), plain);
    assert.equal((toRecord(parseProfile(plain), { at: 0, what: 'x' }) as { action: string }).action, 'x');
  });

  it('reads every profile of the kit back from its JSON text', () => {
    for (const profile of Object.values(profiles)) {
      assert.deepEqual(parseProfile(JSON.parse(JSON.stringify(profile))), JSON.parse(JSON.stringify(profile)));
    }
  });

  it('takes over what it extends, and leaves out what is null', () => {
    const mine = parseProfile({ name: 'mine', extends: 'okta', id: null, app: { const: 'sso' } });
    const { id: _, ...rest } = profiles.okta!;
    assert.deepEqual(mine, { ...rest, name: 'mine', app: { const: 'sso' } });
  });

  const wrong: [unknown, string, RegExp][] = [
    [null, '', /must be an object/],
    [[], '', /must be an object/],
    [{}, '', /"name" is missing/],
    [{ name: 'x', action: 'a' }, '', /"time" is missing/],
    [{ ...plain, name: ' ' }, 'name', /must be text/],
    [{ ...plain, extends: 'nonsense' }, 'extends', /one of authentik, cloudtrail/],
    [{ ...plain, extends: 'constructor' }, 'extends', /one of/],
    [{ ...plain, actoin: 'a' }, 'actoin', /no such key here; there are name, title/],
    [JSON.parse('{"name":"x","time":"t","action":"a","__proto__":{}}'), '__proto__', /no such key/],
    [{ ...plain, time: 5 }, 'time', /a path, a list, or an object with one of const, template/],
    [{ ...plain, time: { path: 'x' } }, 'time', /a path, a list/],
    [{ ...plain, time: ['a', { from: 'b', unit: 'min' }] }, 'time.1.unit', /one of s, ms, us, ns/],
    [{ ...plain, app: { template: 'a {b' } }, 'app.template', /stands alone/],
    [{ ...plain, app: { from: 'x', lookup: { a: 1 } } }, 'app.lookup.a', /must be text/],
    [{ ...plain, app: { if: { a: 1 }, then: 'x' } }, 'app.if.a', /must be text/],
    [{ ...plain, app: { if: { a: { no: 'x' } }, then: 'x' } }, 'app.if.a.no', /no such key/],
    [{ ...plain, app: { if: {} } }, 'app', /"then" is missing/],
    [{ ...plain, app: { const: 1, then: 2 } }, 'app.then', /no such key/],
    [{ ...plain, rules: [{ group: 'deletion' }] }, 'rules.0.group', /one of failure, sign-in/],
    [{ ...plain, rules: [{ level: 'info' }] }, 'rules.0.level', /one of notice, warning, alert/],
    [{ ...plain, rules: { group: 'delete' } }, 'rules', /must be a list/],
    [{ ...plain, user: [{ login: 'x' }] }, 'user.0.login', /no such key/],
    [{ ...plain, context: { 'a.b': 7 } }, 'context."a.b"', /a path, a list/],
    [{ ...plain, batches: [{ keep: [] }] }, 'batches.0', /"each" is missing/],
    [{ ...plain, record: false }, 'record', /must be true/],
    [{ ...plain, message: { entries: 'a', in: 'b' } }, 'message.in', /must be a list/],
    [
      { ...plain, app: Array.from({ length: 100 }).reduce(inner => [inner], 'x') },
      `app${'.0'.repeat(50)}`,
      /nested too deeply/,
    ],
  ];
  for (const [json, path, message] of wrong) {
    it(`names what is wrong at "${path}": ${String(message)}`, () => {
      assert.throws(
        () => parseProfile(json),
        (error: unknown) => {
          assert.ok(error instanceof ProfileError);
          assert.match(error.message, message);
          assert.equal(error.path, path);
          return true;
        },
      );
    });
  }
});
