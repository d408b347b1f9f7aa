import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getPath, stringifyJson, type EventRecord } from '../../model/index.js';
import { DOTS, type Mask } from './mask.js';
import { maskedIn, Masker } from './masker.js';

const record = (more: object = {}): EventRecord => ({
  pk: 'p1',
  action: 'login',
  app: 'a',
  created: '2026-01-01T00:00:00Z',
  user: { pk: 1234567, username: 'marta.kowalska', email: 'marta@acme.example' },
  client_ip: '198.51.100.61',
  context: {
    items: [{ password: 'hunter22' }, { password: null }, { password: '' }],
    deep: { a: { token: 't-0001' } },
  },
  ...more,
});
const shown = (mask: Mask | readonly Mask[], more?: object) => new Masker(mask).show(record(more));

describe('Masker', () => {
  for (const [what, path, at, expected] of [
    ['a value', 'user.email', 'user.email', DOTS],
    ['any key or index', 'context.items.*.password', 'context.items.0.password', DOTS],
    ['any depth', '**.token', 'context.deep.a.token', DOTS],
    ['a value at the end of any depth', 'context.**', 'context.deep.a.token', DOTS],
    ['all of an object', 'user', 'user.username', DOTS],
    ['numbers', 'user.pk', 'user.pk', DOTS],
    ['nothing behind null', '**.password', 'context.items.1.password', null],
    ['nothing behind an empty text', '**.password', 'context.items.2.password', ''],
  ] as const) {
    it(`masks ${what}`, () => assert.equal(getPath(shown({ paths: [path] }), at), expected));
  }

  it('leaves the key of the event, and records that have nothing to mask, as they are', () => {
    const original = record();
    assert.equal(shown({ paths: ['pk'] }).pk, 'p1');
    assert.equal(new Masker({ paths: ['pk'] }).show(original), original);
    assert.equal(new Masker({ paths: ['context.none'] }).show(original), original);
    assert.equal(new Masker(null).show(original), original);
    assert.equal(shown({ paths: ['**'] }).pk, 'p1');
  });

  it('never changes the record, shares what it leaves alone, and gives the same copy each time', () => {
    const original = record();
    const text = stringifyJson(original);
    const masker = new Masker({ paths: ['user.email'] });
    const copy = masker.show(original);
    assert.equal(stringifyJson(original), text);
    assert.equal(copy.context, original.context);
    assert.equal(masker.show(original), copy);
    assert.equal(masker.show(copy), copy);
  });

  it('masks the value wherever else it stands in the event', () => {
    const copy = shown(
      { paths: ['user.email', 'user.pk'] },
      {
        context: {
          message: 'sent to marta@acme.example.',
          raw: { id: 1234567, to: ['marta@acme.example'] },
          count: 12,
        },
      },
    );
    assert.deepEqual(copy.context, { message: `sent to ${DOTS}.`, raw: { id: DOTS, to: [DOTS] }, count: 12 });
    assert.equal(stringifyJson(copy).includes('marta@'), false);
  });

  it('does not take a short value for another', () => {
    const copy = shown({ paths: ['user.pk'] }, { user: { pk: 5 }, context: { n: 5, text: '5 of 5' } });
    assert.deepEqual(copy.context, { n: 5, text: '5 of 5' });
  });

  it('shows what the function of the page gives, told where it stands', () => {
    const places: unknown[] = [];
    const copy = shown({
      paths: ['user.email', 'client_ip'],
      mask: (value, place) => {
        places.push(place);
        return typeof value === 'string' && value.includes('@') ? value.replace(/^(.).*@/, '$1•@') : value;
      },
    });
    assert.equal(getPath(copy, 'user.email'), 'm•@acme.example');
    assert.equal(copy.client_ip, '198.51.100.61');
    assert.deepEqual(places[0], { path: ['user', 'email'], id: 'p1' });
    assert.deepEqual([...maskedIn(copy).keys()], ['user.email']);
  });

  it('shows dots when that function throws or gives no value', () => {
    for (const mask of [() => ({}), () => undefined, () => assert.fail()]) {
      assert.equal(getPath(shown({ paths: ['user.email'], mask }), 'user.email'), DOTS);
    }
  });

  it('takes replacement text as it is', () => {
    const copy = shown(
      { paths: ['user.email'], mask: () => '$&$1' },
      { context: { message: 'to marta@acme.example' } },
    );
    assert.equal(getPath(copy, 'context.message'), 'to $&$1');
  });

  it('reveals one value of one event', () => {
    const masker = new Masker({ paths: ['user.email', 'client_ip'] });
    const [one, two] = [record({ context: { message: 'by marta@acme.example' } }), record({ pk: 'p2' })];
    const copy = masker.show(one);
    masker.reveal('p1', 'user.email');
    const open = masker.show(copy);
    assert.equal(getPath(open, 'user.email'), 'marta@acme.example');
    assert.equal(getPath(open, 'context.message'), 'by marta@acme.example');
    assert.equal(open.client_ip, DOTS);
    assert.equal(getPath(masker.show(two), 'user.email'), DOTS);
    masker.reveal('p1', 'client_ip');
    assert.equal(stringifyJson(masker.show(open)), stringifyJson(one));
    assert.equal(maskedIn(masker.show(open)).size, 0);
  });

  it('reveals nothing that cannot be, and nothing of an event without a key', () => {
    const strict = new Masker({ paths: ['user.email'], revealable: false });
    assert.deepEqual(maskedIn(strict.show(record())).get('user.email'), { path: 'user.email', revealable: false });
    strict.reveal('p1', 'user.email');
    assert.equal(getPath(strict.show(record()), 'user.email'), DOTS);
    const keyless = new Masker({ paths: ['user.email'] });
    keyless.reveal('', 'user.email');
    assert.equal(getPath(keyless.show(record({ pk: undefined })), 'user.email'), DOTS);
  });

  it('says what is masked, and what to ask for', () => {
    const copy = shown({ paths: ['user.email'] }, { context: { 'a.b': 'x marta@acme.example' } });
    assert.deepEqual(
      [...maskedIn(copy)],
      [
        ['user.email', { path: 'user.email', revealable: true }],
        ['context."a.b"', { path: 'user.email', revealable: true }],
      ],
    );
    assert.equal(maskedIn(record()).size, 0);
  });

  it('takes masks and records that are anything', () => {
    const cyclic: Record<string, unknown> = { password: 'secret-1' };
    cyclic['self'] = cyclic;
    const deep = JSON.parse(`${'['.repeat(5_000)}"secret-1"${']'.repeat(5_000)}`) as unknown;
    for (const context of [cyclic, deep, 'text', new Date(0), JSON.parse('{"__proto__": {"password": "secret-1"}}')]) {
      const copy = shown({ paths: ['**.password', 'context.**'] }, { context });
      assert.equal(stringifyJson(copy).includes('secret-1'), false);
    }
    for (const mask of [1, 'x', [null, { paths: 'user' }], { paths: [1, ''] }] as never[]) {
      const original = record();
      assert.equal(new Masker(mask).show(original), original);
    }
    assert.equal(new Masker({ paths: ['x'] }).show(null as never), null);
  });
});
