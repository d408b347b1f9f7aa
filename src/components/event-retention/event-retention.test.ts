import { aTimeout, expect, fixture, html, oneEvent } from '@open-wc/testing';
import { waitUntil } from '../../../test/wtr/wait-until.js';
import { ManagedClient, refusal } from '../../client/test/manage-fake.js';
import './define.js';
import type { EventRetention } from './index.js';

describe('event-retention', () => {
  let client: ManagedClient;
  beforeEach(() => {
    client = new ManagedClient([{ pk: '1', action: 'login', app: 'x', created: '2025-11-22T08:00:00Z' }]);
  });

  const settled = async (element: EventRetention): Promise<void> => {
    await aTimeout(0);
    await element.updateComplete;
  };
  const show = async (): Promise<EventRetention> => {
    const element = await fixture<EventRetention>(
      html`<event-retention .client=${client} time-zone="UTC" locale="en"></event-retention>`,
    );
    await settled(element);
    await settled(element);
    return element;
  };
  const one = <T extends HTMLElement = HTMLElement>(element: EventRetention, selector: string): T =>
    element.shadowRoot!.querySelector<T>(selector)!;
  const text = (element: EventRetention, selector: string): string =>
    (one(element, selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const type = async (element: EventRetention, value: string): Promise<void> => {
    const input = one<HTMLInputElement>(element, '#duration');
    input.value = value;
    input.dispatchEvent(new Event('input'));
    await element.updateComplete;
  };
  const submit = async (element: EventRetention): Promise<void> => {
    one(element, '[type="submit"]').click();
    await settled(element);
  };

  it('says how long events are kept, and since when there are some', async () => {
    const element = await show();
    expect(text(element, '.head')).to.contain('events are kept for 365 days');
    expect(text(element, '.body')).to.contain('The oldest event is from Nov 22, 2025, 08:00:00.000 UTC.');
    expect(one<HTMLButtonElement>(element, '[type="submit"]').disabled).to.be.true;
  });

  it('shows what another duration would delete, what it spares, and asks before it does', async () => {
    const element = await show();
    await type(element, '90 days');
    expect(text(element, '.effect')).to.equal('Counting…');
    await waitUntil(() => text(element, '.effect').startsWith('Deletes'));
    expect(text(element, '.effect')).to.contain('Deletes 1,204 of 14,302 events now.').and.contain('96 are spared');
    await submit(element);
    expect(one<HTMLDialogElement>(element, 'dialog').open).to.be.true;
    expect(text(element, '#deletion-title')).to.equal('Delete 1,204 events for good?');
    expect(client.stored.retention).to.equal('days=365');
    let refreshed = 0;
    element.addEventListener('event-refresh-request', () => (refreshed += 1));
    setTimeout(() => one(element, '.delete').click());
    const { detail } = await oneEvent<CustomEvent<{ retention: string }>>(element, 'event-retention-change');
    expect(detail.retention).to.equal('90 days');
    expect(refreshed).to.equal(1);
    expect(client.stored.retention).to.equal('90 days');
  });

  it('asks whoever saves before it has been counted, too, and saves nothing that cannot be', async () => {
    const element = await show();
    await type(element, '90 days');
    await submit(element);
    expect(one<HTMLDialogElement>(element, 'dialog').open).to.be.true;
    expect(client.stored.retention).to.equal('days=365');
    one<HTMLDialogElement>(element, 'dialog').close();
    client.fail['retention.preview'] = refusal(500, 'No.');
    await type(element, '80 days');
    await submit(element);
    expect(text(element, '.note')).to.contain('No.');
    expect(text(element, '.effect')).to.equal('');
    expect(client.stored.retention).to.equal('days=365');
  });

  it('takes any way to write a duration, and refuses what is none', async () => {
    const element = await show();
    for (const good of ['days=90', 'P90D', '2 weeks 3 days', '12h', 'for ever', 'forever']) {
      await type(element, good);
      expect(one(element, '#duration').getAttribute('aria-invalid'), good).to.equal('false');
    }
    for (const bad of ['', '90', 'soon', '-3 days', 'days=0']) {
      await type(element, bad);
      expect(one(element, '#duration').getAttribute('aria-invalid'), bad).to.equal('true');
      expect(text(element, '.effect')).to.contain('This is no duration');
    }
  });

  it('saves at once where nothing would go, and where the server cannot tell', async () => {
    const element = await show();
    client.retention.preview = () => Promise.resolve(null);
    await type(element, 'for ever');
    await waitUntil(() => text(element, '.effect').startsWith('This server does not tell'));
    await submit(element);
    await settled(element);
    expect(client.stored.retention).to.equal('forever');
    expect(text(element, '.head')).to.contain('events are kept for ever');
  });

  it('says what the server refuses, and keeps what was typed', async () => {
    const element = await show();
    client.retention.preview = () => Promise.resolve(null);
    client.fail['retention.set'] = refusal(403, 'Not yours.');
    await type(element, '1 day');
    await waitUntil(() => text(element, '.effect').startsWith('This server'));
    await submit(element);
    await settled(element);
    expect(text(element, '.note')).to.contain('You may not do that. Not yours.');
    expect(one<HTMLInputElement>(element, '#duration').value).to.equal('1 day');
  });

  it('says that there is nothing to set', async () => {
    const element = await fixture<EventRetention>(html`<event-retention .events=${[]}></event-retention>`);
    expect(text(element, '.blank')).to.contain('No retention to set here');
    client.fail['retention.get'] = refusal(404, 'Not found.');
    expect(text(await show(), '.note')).to.contain('not there');
  });

  it('passes axe', async () => {
    const element = await show();
    await expect(element).to.be.accessible();
    await type(element, 'nonsense');
    await expect(element).to.be.accessible();
  });
});
