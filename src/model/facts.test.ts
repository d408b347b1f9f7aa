import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actorOf, addressOf, createdMs, objectOf, placeOf, requestOf } from './facts.js';

describe('facts', () => {
  it('reads who did it', () => {
    assert.deepEqual(actorOf({ user: { pk: 5, username: 'ana', email: 'ana@example.org' } }), {
      name: 'ana',
      pk: '5',
      email: 'ana@example.org',
    });
    assert.deepEqual(
      actorOf({ user: { username: 'root', on_behalf_of: { username: 'ana' }, authenticated_as: { email: 'b@c' } } }),
      {
        name: 'root',
        onBehalfOf: 'ana',
        authenticatedAs: 'b@c',
      },
    );
    assert.deepEqual(actorOf({ user: { username: 'AnonymousUser' } }), { name: 'AnonymousUser', anonymous: true });
    assert.deepEqual(actorOf({ user: { pk: 9007199254740993n } }), {
      name: '9007199254740993',
      pk: '9007199254740993',
    });
  });

  it('reads the address and leaves out the one that means none', () => {
    assert.equal(addressOf({ client_ip: '2001:db8::1' }), '2001:db8::1');
    assert.equal(addressOf({ client_ip: '255.255.255.255' }), null);
    assert.equal(addressOf({ client_ip: null }), null);
  });

  it('reads the place, coordinates only as a pair on the globe', () => {
    assert.deepEqual(
      placeOf({ context: { geo: { city: 'Köln', country: 'de', continent: 'EU', lat: 50.9, long: 6.9 } } }),
      {
        city: 'Köln',
        country: 'de',
        countryCode: 'DE',
        continent: 'EU',
        lat: 50.9,
        long: 6.9,
      },
    );
    assert.deepEqual(placeOf({ context: { geo: { city: '', country: 'Germany', lat: null, long: 6.9 } } }), {
      country: 'Germany',
    });
    for (const pair of [
      [91, 0],
      [0, -181],
      [NaN, 0],
      ['1', 2],
    ]) {
      assert.equal(placeOf({ context: { geo: { lat: pair[0], long: pair[1] } } }), null);
    }
  });

  it('reads the object, the most telling first', () => {
    const context = {
      authorized_application: { pk: 'a1', app: 'authentik_core', name: 'Grafana', model_name: 'application' },
      secret: { name: 'key' },
    };
    assert.deepEqual(objectOf({ context }), { pk: 'a1', app: 'authentik_core', name: 'Grafana', type: 'application' });
    assert.deepEqual(objectOf({ context: { model: {}, ...context } })?.name, 'Grafana');
  });

  it('reads the request and the time', () => {
    const http_request = { method: 'GET', path: '/a', request_id: 'r', user_agent: 'curl', args: {} };
    assert.deepEqual(requestOf({ context: { http_request } }), {
      method: 'GET',
      path: '/a',
      id: 'r',
      userAgent: 'curl',
    });
    assert.equal(createdMs({ created: '1970-01-01T00:00:01.0015Z' }), 1001);
  });

  it('gives null for whatever else is there', () => {
    const odd = [undefined, null, 0, 'text', [], {}, Symbol('s'), { name: {} }, { username: null }, { lat: 'x' }];
    for (const read of [actorOf, addressOf, placeOf, objectOf, requestOf]) {
      for (const value of odd) {
        assert.equal(read(value), null);
        assert.equal(read({ user: value, context: { geo: value, model: value, http_request: value } }), null);
        assert.equal(read({ context: value }), null);
      }
    }
    for (const value of odd) assert.equal(createdMs({ created: value }), NaN);
  });

  it('cuts long texts and puts them on one line', () => {
    const actor = actorOf({ user: { username: `a\n\tb ${'x'.repeat(10_000_000)}` } });
    assert.equal(actor?.name, `a b ${'x'.repeat(195)}…`);
  });
});
