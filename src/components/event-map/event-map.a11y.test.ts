import { expect, fixture, html } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { viewport } from '../../../test/wtr/commands.js';
import { MemoryEventsClient, type EventsClient } from '../../client/index.js';
import { placedEvents } from './test/placed-events.js';
import './define.js';
import type { EventMap } from './index.js';

const up = (map: EventMap) =>
  waitUntil(() => map.shadowRoot!.querySelector('[role="option"]'), 'the map is up', { timeout: 5_000 });

describe('event-map, for assistive technology', () => {
  before(() => viewport(900, 700));

  it('is accessible as a map', async () => {
    const map = await fixture<EventMap>(html`<event-map .events=${placedEvents()}></event-map>`);
    await up(map);
    await expect(map).to.be.accessible();
    const frame = map.shadowRoot!.querySelector('[role="listbox"]')!;
    expect(frame.getAttribute('aria-activedescendant')).to.equal('current');
    expect(map.shadowRoot!.querySelector('#current')!.getAttribute('aria-posinset')).to.equal('1');
  });

  it('is accessible as a table', async () => {
    const map = await fixture<EventMap>(html`<event-map table .events=${placedEvents()}></event-map>`);
    await waitUntil(() => map.shadowRoot!.querySelector('tbody tr'));
    await expect(map).to.be.accessible();
  });

  it('is accessible with nothing to show, and with an error', async () => {
    const empty = await fixture<EventMap>(html`<event-map .events=${[]}></event-map>`);
    await waitUntil(() => empty.shadowRoot!.querySelector('.blank'));
    await expect(empty).to.be.accessible();
    const client = Object.create(new MemoryEventsClient([])) as EventsClient;
    client.places = () => Promise.reject(new Error('down'));
    const failed = await fixture<EventMap>(html`<event-map .client=${client}></event-map>`);
    await waitUntil(() => failed.shadowRoot!.querySelector('[role="alert"]'));
    await expect(failed).to.be.accessible();
  });
});
