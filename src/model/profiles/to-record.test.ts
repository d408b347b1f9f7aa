import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventRecord } from '../record.js';
import { uuidOf } from '../uuid.js';
import { guessProfile, toRecord, unpack } from './index.js';
import { isReject, ProfileError, type Profile } from './profile.js';

const plain: Profile = { name: 'plain', id: 'id', time: 'at', action: 'what' };

function record(profile: Profile, event: unknown): EventRecord {
  const result = toRecord(profile, event);
  if (isReject(result)) assert.fail(`${result.reason} ${result.path}`);
  return result;
}

describe('toRecord', () => {
  it('puts facts where authentik has them, and the untouched event beside them', () => {
    const profile: Profile = {
      name: 'full',
      id: 'id',
      time: 'at',
      action: 'what',
      app: 'app',
      user: {
        pk: 'uid',
        username: 'who',
        email: 'mail',
        on_behalf_of: { username: 'for' },
        authenticated_as: { username: 'as' },
      },
      client_ip: ['host', 'ip'],
      geo: { country: 'land', city: 'city', continent: 'cont', lat: 'lat', long: 'lon' },
      model: [
        { name: 'thing', model_name: { const: 'first' } },
        { pk: 'oid', app: 'app', model_name: { const: 'second' } },
      ],
      http_request: { method: 'verb', path: 'url', user_agent: 'ua', request_id: 'rid' },
      before: 'old',
      after: 'new',
      diff: 'diff',
      message: ['why', { const: 'fine' }],
      rules: [{ action: 'Del*', group: 'delete' }, { level: 'notice' }],
      context: { extra: 'deep', left_out: 'missing' },
    };
    const event = {
      id: 7n,
      at: '2026-01-02 03:04:05.678901+01:00',
      what: 'DeleteIt',
      app: 'svc',
      uid: 5,
      who: 'ana',
      mail: 'ana@example.org',
      for: 'bo',
      host: 'svc.example.org',
      ip: '192.0.2.1:443',
      land: 'Germany',
      city: 'Köln',
      lat: '50.9',
      lon: 6.9,
      oid: 'o1',
      verb: 'GET',
      url: '/x',
      old: { a: 1 },
      new: { a: null },
      diff: { a: { previous_value: 1, new_value: null } },
      deep: { er: [1] },
    };
    assert.deepEqual(record(profile, event), {
      pk: uuidOf('full\nid\n7'),
      action: 'DeleteIt',
      app: 'svc',
      created: '2026-01-02T02:04:05.678901Z',
      user: { pk: '5', username: 'ana', email: 'ana@example.org', on_behalf_of: { username: 'bo' } },
      client_ip: '192.0.2.1',
      context: {
        model: { pk: 'o1', app: 'svc', model_name: 'second' },
        http_request: { method: 'GET', path: '/x' },
        geo: { country: 'DE', city: 'Köln', lat: 50.9, long: 6.9 },
        before: { a: 1 },
        after: { a: null },
        diff: { a: { previous_value: 1, new_value: null } },
        level: 'notice',
        group: 'delete',
        message: 'fine',
        extra: { er: [1] },
        raw: event,
      },
    });
    assert.equal(record(profile, event).context?.raw, event);
  });

  it('makes a record of the least there is', () => {
    const event = { id: 'F00F54E7-2B38-421F-BC78-E61F950048D6', at: 0, what: 'x' };
    assert.deepEqual(record(plain, event), {
      pk: 'f00f54e7-2b38-421f-bc78-e61f950048d6',
      action: 'x',
      app: '',
      created: '1970-01-01T00:00:00Z',
      user: {},
      client_ip: null,
      context: { raw: event },
    });
  });

  it('gives the same id for the same event, and another for another', () => {
    const id = (event: object, profile = plain) => record(profile, { at: 0, what: 'x', ...event }).pk;
    assert.equal(id({ a: 1, b: 2 }), id({ b: 2, a: 1 }));
    assert.notEqual(id({ a: 1 }), id({ a: 2 }));
    assert.equal(id({ id: 'n1', a: 1 }), id({ id: 'n1', a: 2 }));
    assert.notEqual(id({ id: 'n1' }), id({ id: 'n1' }, { ...plain, name: 'other' }));
    assert.equal(id({ id: 'f00f54e72b38421fbc78e61f950048d6' }), 'f00f54e7-2b38-421f-bc78-e61f950048d6');
    assert.notEqual(id({ n: 9007199254740992n }), id({ n: 9007199254740993n }));
  });

  const times: [unknown, string][] = [
    ['2022-06-22 18:15:57.2 +0000', '2022-06-22T18:15:57.200Z'],
    ['2020-11-25 21:27:03.496000000', '2020-11-25T21:27:03.496Z'],
    ['2024-11-27T03:31:26.7088498+00:00', '2024-11-27T03:31:26.708849Z'],
    [1655921757, '2022-06-22T18:15:57Z'],
    [1655921757.5, '2022-06-22T18:15:57.500Z'],
    [1655921757123, '2022-06-22T18:15:57.123Z'],
    ['1655921757123456', '2022-06-22T18:15:57.123456Z'],
    [1655921757123456789n, '2022-06-22T18:15:57.123456Z'],
    ['1655921757123456789', '2022-06-22T18:15:57.123456Z'],
    [-1, '1969-12-31T23:59:59Z'],
    ['-0.0000005', '1969-12-31T23:59:59.999999Z'],
  ];
  for (const [value, created] of times) {
    it(`reads the time ${String(value)}`, () => assert.equal(record(plain, { at: value, what: 'x' }).created, created));
  }

  it('reads a number by the unit it is said to be in', () => {
    const inUnit = (unit: 's' | 'ms' | 'us' | 'ns', at: unknown) =>
      record({ ...plain, time: { from: 'at', unit } }, { at, what: 'x' }).created;
    assert.equal(inUnit('ns', 1_000_000_000), '1970-01-01T00:00:01Z');
    assert.equal(inUnit('us', '1500'), '1970-01-01T00:00:00.001500Z');
    assert.equal(inUnit('ms', 1.5), '1970-01-01T00:00:00.001500Z');
    assert.equal(inUnit('s', 253402300799), '9999-12-31T23:59:59Z');
  });

  it('rejects with the reason and the place, and never throws', () => {
    const cases: [unknown, string, string | undefined][] = [
      [null, 'This is not a JSON object.', undefined],
      [[], 'This is not a JSON object.', undefined],
      ['text', 'This is not a JSON object.', undefined],
      [{ what: 'x' }, 'It has no time.', 'at'],
      [{ what: 'x', at: 'redacted' }, 'This is not a time: redacted', 'at'],
      [{ what: 'x', at: { $date: 1 } }, 'This is not a time: {"$date":1}', 'at'],
      [{ what: 'x', at: 1e30 }, 'This is not a time: 1e+30', 'at'],
      [{ what: 'x', at: '0000-01-01' }, 'This is not a time: 0000-01-01', 'at'],
      [{ at: 0 }, 'It has no action.', 'what'],
      [{ at: 0, what: { name: 'x' } }, 'It has no action.', 'what'],
    ];
    for (const [event, reason, path] of cases) {
      const result = toRecord(plain, event);
      assert.ok(isReject(result));
      assert.equal(result.reason, reason);
      assert.equal(result.path, path);
    }
    assert.equal(isReject(record(plain, { at: 0, what: 'x', rejected: true })), false);
    assert.equal(isReject(toRecord('authentik', { action: 'x', created: '2026-01-01', rejected: true })), false);
  });

  it('takes the first of several that is a time, an address, a user with a name', () => {
    const profile: Profile = {
      ...plain,
      time: ['a', 'b'],
      client_ip: ['a', 'b'],
      user: [{ pk: 'a', username: 'missing' }, { username: 'b' }],
    };
    const result = record(profile, { what: 'x', a: 'n/a', b: '2026-01-01' });
    assert.equal(result.created, '2026-01-01T00:00:00Z');
    assert.deepEqual(result.user, { username: '2026-01-01' });
    assert.equal(
      record({ ...profile, time: { const: 0 } }, { what: 'x', a: 'AWS Internal', b: '::1' }).client_ip,
      '::1',
    );
    assert.deepEqual(record({ ...profile, time: { const: 0 } }, { what: 'x', a: 'id' }).user, { pk: 'id' });
  });

  it('has no half places', () => {
    const profile: Profile = { ...plain, geo: { country: 'c', lat: 'lat', long: 'long' } };
    const geo = (event: object) => record(profile, { at: 0, what: 'x', ...event }).context?.geo;
    assert.deepEqual(geo({ lat: 1, long: 2 }), { lat: 1, long: 2 });
    assert.deepEqual(geo({ c: 'Atlantis', lat: 91, long: 2 }), { country: 'Atlantis' });
    for (const event of [{}, { lat: 1 }, { lat: 'x', long: 2 }, { lat: null, long: null }, { c: {} }])
      assert.equal(geo(event), undefined);
  });

  it('decides group and level each by the first rule that has one', () => {
    const profile: Profile = {
      ...plain,
      rules: [
        { when: { failed: true }, level: 'warning' },
        { action: ['login*'], when: { failed: true }, group: 'failure', level: 'alert' },
        { action: 'login*', group: 'sign-in' },
      ],
      group: [{ from: 'kind', lookup: { x: 'secrets', y: 'no such group' } }],
      level: 'severity',
    };
    const facts = (event: object) => {
      const { group, level } = record(profile, { at: 0, ...event }).context!;
      return [group, level];
    };
    assert.deepEqual(facts({ what: 'login', failed: 1 }), ['failure', 'warning']);
    assert.deepEqual(facts({ what: 'login', severity: 'notice' }), ['sign-in', 'notice']);
    assert.deepEqual(facts({ what: 'other', kind: 'x', severity: 'huge' }), ['secrets', undefined]);
    assert.deepEqual(facts({ what: 'other', kind: 'y' }), [undefined, undefined]);
  });

  it('reads OpenTelemetry attribute lists as objects, and leaves the original alone', () => {
    const profile: Profile = {
      ...plain,
      keyValueLists: ['attrs', 'res.attrs'],
      context: { attrs: 'attrs', service: 'res.attrs."service.name"' },
    };
    const event = {
      at: 0,
      what: 'x',
      attrs: [
        { key: 'a.b', value: { stringValue: 's' } },
        { key: 'i', value: { intValue: '7' } },
        { key: 'big', value: { intValue: '9223372036854775807' } },
        { key: 'list', value: { arrayValue: { values: [{ boolValue: true }, { doubleValue: 0.5 }] } } },
        { key: 'map', value: { kvlistValue: { values: [{ key: 'k', value: { stringValue: 'v' } }] } } },
        { key: '__proto__', value: { stringValue: 'p' } },
        { key: 'empty', value: {} },
        { key: 'odd', value: 3 },
      ],
      res: { attrs: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
    };
    const before = structuredClone(event);
    const { context } = record(profile, event);
    assert.deepEqual(
      context?.attrs,
      JSON.parse(
        '{"a.b":"s","i":7,"big":"9223372036854775807","list":[true,0.5],"map":{"k":"v"},"__proto__":"p","empty":{},"odd":3}',
      ),
    );
    assert.equal(context?.service, 'shop');
    assert.deepEqual(event, before);
    assert.equal(context?.raw, event);
    for (const attrs of [[], {}, null, [1], [{ value: 1 }]])
      assert.doesNotThrow(() => record(profile, { ...event, attrs }));
  });

  it('survives an event that contains itself, a deep one and a huge one', () => {
    const cycle: Record<string, unknown> = { at: 0, what: 'x' };
    cycle.self = cycle;
    let deep: unknown = 1;
    for (let i = 0; i < 50_000; i += 1) deep = [deep];
    for (const event of [cycle, { at: 0, what: 'x', deep }, { at: 0, what: 'y'.repeat(10_000_000) }]) {
      assert.match(record(plain, event).pk, /^[0-9a-f]{8}-/);
    }
  });

  it("leaves authentik's records as they are", () => {
    const event = {
      pk: 'f00f54e7-2b38-421f-bc78-e61f950048d6',
      action: 'login',
      created: '2026-01-01T00:00:00Z',
      odd: 1n,
    };
    assert.equal(toRecord('authentik', event), event);
    assert.deepEqual(toRecord('authentik', { ...event, pk: event.pk.toUpperCase() }), event);
    assert.deepEqual(toRecord('authentik', { ...event, pk: 12 }), { ...event, pk: uuidOf('authentik\nid\n12') });
    assert.ok(!isReject(toRecord('authentik', { ...event, pk: null })));
    assert.deepEqual(toRecord('authentik', { ...event, created: 'x' }), {
      rejected: true,
      reason: 'This is not a time: x',
      path: 'created',
    });
    assert.deepEqual(toRecord('authentik', { ...event, action: null }), {
      rejected: true,
      reason: 'It has no action.',
      path: 'action',
    });
  });

  it('knows its profiles by name', () => {
    assert.throws(
      () => toRecord('nonsense', {}),
      (error: unknown) => error instanceof ProfileError && /there are authentik, cloudtrail/.test(error.message),
    );
    assert.throws(() => toRecord('constructor', {}), ProfileError);
  });
});

describe('unpack', () => {
  const profile: Profile = {
    ...plain,
    batches: [{ each: ['outer', 'in.ner'], keep: ['shared', 'own'] }, { each: ['Records'] }],
  };

  it('takes the events out of a document that holds several', () => {
    const json = {
      own: 'top',
      outer: [
        { shared: 1, in: { ner: [{ n: 1 }, { n: 2, own: 'mine' }, 'odd'] } },
        { in: { ner: [] } },
        { shared: 2, in: { ner: [{ n: 3 }] } },
        7,
      ],
    };
    assert.deepEqual(unpack(profile, json), [
      { own: 'top', shared: 1, n: 1 },
      { shared: 1, n: 2, own: 'mine' },
      'odd',
      { own: 'top', shared: 2, n: 3 },
    ]);
  });

  it('leaves a single event as it is', () => {
    const event = { at: 0, what: 'x' };
    assert.equal(unpack(profile, event)[0], event);
    assert.deepEqual(unpack(profile, { Records: [] }), []);
    assert.deepEqual(unpack(profile, { Records: 'x' }), [{ Records: 'x' }]);
    assert.deepEqual(unpack(profile, null), [null]);
    assert.deepEqual(unpack('cloudtrail', { Records: [1, 2] }), [1, 2]);
  });
});

describe('guessProfile', () => {
  it('is not sure of little', () => {
    assert.equal(guessProfile([]), null);
    assert.equal(guessProfile([null, 1, 'text', [], {}]), null);
    assert.equal(guessProfile([{ time: 'x', level: 'info', msg: 'hello' }]), null);
    assert.equal(guessProfile([{ eventSource: 'a', eventName: 'b', eventTime: 'c' }, {}, {}]), null);
  });

  it('looks into documents that hold several events', () => {
    const event = { eventSource: 'a', eventName: 'b', eventTime: 'c' };
    assert.equal(guessProfile([{ Records: [event, event] }]), 'cloudtrail');
    assert.equal(
      guessProfile([
        { resourceLogs: [{ scopeLogs: [{ logRecords: [{ timeUnixNano: '1', body: { stringValue: 'x' } }] }] }] },
      ]),
      'otel',
    );
  });
});
