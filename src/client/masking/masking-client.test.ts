import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BY_GROUP, stringifyJson } from '../../model/index.js';
import { MemoryEventsClient } from '../memory-events-client.js';
import type { EventsClient } from '../types.js';
import { DOTS, type Mask } from './mask.js';
import { Masker } from './masker.js';
import { MaskingEventsClient } from './masking-client.js';

const events = ['ana', 'ana', 'bob'].map((name, i) => ({
  pk: `00000000-0000-4000-8000-00000000000${i}`,
  action: 'login',
  app: 'a',
  created: `2026-01-0${i + 1}T00:00:00Z`,
  user: { username: name, email: `${name}@acme.example` },
  context: { geo: { city: 'Kraków', country: 'PL', lat: 50.1, long: 19.9 } },
}));
const masked = (mask: Mask, more: Partial<EventsClient> = {}) =>
  new MaskingEventsClient(Object.assign(new MemoryEventsClient(events), more), new Masker(mask));
const names = masked({ paths: ['user'], mask: value => `${String(value)[0]}•` });

describe('MaskingEventsClient', () => {
  it('lists and gets masked events only', async () => {
    const page = await names.list({}, 1);
    assert.equal(page.pagination.count, 3);
    assert.equal(/ana|bob/.test(stringifyJson(page)), false);
    assert.deepEqual((await names.get(events[0]!.pk)).user, { username: 'a•', email: 'a•' });
  });

  it('cannot be sorted by what is masked, for the order would tell', () => {
    assert.equal(masked({ paths: ['client_ip'] }).sortable.includes('client_ip'), false);
    assert.equal(names.sortable.includes('created'), true);
  });

  it('counts masked values together', async () => {
    const { fields } = await names.facets({}, ['user.username', 'action']);
    assert.deepEqual(fields['user.username']?.values, [
      { value: 'a•', count: 2 },
      { value: 'b•', count: 1 },
    ]);
    assert.deepEqual(fields['action']?.values, [{ value: 'login', count: 3 }]);
    const dots = masked({ paths: ['user.username'] });
    assert.deepEqual((await dots.facets({}, ['user.username'])).fields['user.username']?.values, [
      { value: DOTS, count: 3 },
    ]);
    const { keys, buckets } = await dots.histogram({}, { by: 'user.username', interval: 'P1M' });
    assert.deepEqual(keys, [DOTS]);
    assert.deepEqual({ ...buckets[0]?.by }, { [DOTS]: 3 });
    assert.deepEqual((await dots.histogram({}, { by: BY_GROUP })).keys, ['sign-in']);
  });

  it('suggests nothing of what is masked, however the field is spelled', async () => {
    const client = masked({ paths: ['context.geo.city'] });
    assert.deepEqual(await client.suggest('context.geo.city', ''), []);
    assert.deepEqual(await client.suggest('geo.city', ''), []);
    assert.equal((await client.suggest('user.username', '')).length, 2);
  });

  it('tells no place nearer than its country, and none when that is masked', async () => {
    const near = await masked({ paths: ['context.geo.lat'] }).places({}, { zoom: 10 });
    assert.deepEqual(
      near.places.map(({ lat, long, city, country, total }) => [lat, long, city, country, total]),
      [[null, null, undefined, 'PL', 3]],
    );
    await assert.rejects(masked({ paths: ['context.geo'] }).places({}), /places of these events are masked/);
  });

  it('offers no values of masked fields for completion', async () => {
    const autocomplete = {
      current_model: 'event',
      models: { event: { app: { options: ['secret-app'] } }, event_user: { username: { options: ['ana'] } } },
    };
    const inner = new MemoryEventsClient(events);
    const list: EventsClient['list'] = async (...args) => ({ ...(await inner.list(...args)), autocomplete });
    const page = await masked({ paths: ['user.username'] }, { list }).list({}, 1);
    assert.deepEqual(page.autocomplete?.['models'], {
      event: { app: { options: ['secret-app'] } },
      event_user: { username: { options: null } },
    });
  });

  it('lets no server export, and masks what notifications say', async () => {
    const notification = {
      pk: 'n',
      severity: 'notice',
      body: 'bob@acme.example failed',
      created: '',
      event: events[2],
    };
    const client = masked(
      { paths: ['user.email'] },
      {
        exports: {} as never,
        notifications: { list: () => Promise.resolve({ results: [notification] }) } as never,
      },
    );
    assert.equal(client.exports, null);
    assert.equal((await client.capabilities()).exports, false);
    const { results } = await client.notifications!.list();
    assert.equal(results[0]?.body, `${DOTS} failed`);
    assert.equal(stringifyJson(results).includes('bob@'), false);
    assert.equal('body' in results[0].event!, false);
  });
});
